from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """What was found, what was recommended, what came of it."""

    name = "inspections"
    verbose_name = "Inspections and recommendations"

    def ready(self) -> None:
        from inspections import history, permissions, readers, search, slots, withholding  # noqa: F401 (permissions register their verbs)

        history.tell_history()
        readers.register()
        slots.register()
        search.register_search()
        withholding.register_withholding()
