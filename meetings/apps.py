from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """What was called, said and decided."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from meetings import desk, history, merging, permissions, readers, search, slots, withholding, work  # noqa: F401 (permissions register their verbs)

        desk.register()
        history.tell_history()
        merging.register()
        readers.register()
        slots.register()
        search.register_search()
        withholding.register_withholding()
        work.register_packs()
