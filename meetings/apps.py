from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """What was called, said and decided."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from meetings import permissions, readers, search, slots  # noqa: F401 (permissions register their verbs)

        readers.register()
        slots.register()
        search.register_search()
