from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """What was called, said and decided."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from meetings import history, permissions, readers, search, slots, withholding  # noqa: F401 (permissions register their verbs)

        history.tell_history()
        readers.register()
        slots.register()
        search.register_search()
        withholding.register_withholding()
