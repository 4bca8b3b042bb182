from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """The council's bodies, people and papers, and the pages that show several apps."""

    name = "scrutiny"
    verbose_name = "Panels, people and papers"

    def ready(self) -> None:
        from scrutiny.history import council
        from scrutiny.operations import terms
        from scrutiny.search import people
        from scrutiny.withholding import council as withheld
        from scrutiny.work import letters, papers

        council.tell_history()
        people.register_search()
        letters.register_letters()
        papers.register_reading()
        terms.register()
        withheld.register_withholding()
