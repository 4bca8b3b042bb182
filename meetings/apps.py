from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """What was called, said and decided."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from meetings import readers, slots

        readers.register()
        slots.register()
