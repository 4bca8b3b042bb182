from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """What was called, said and decided."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from meetings import answers, desk, history, merging, permissions, readers, search, slots, withholding, work  # noqa: F401 (permissions register their verbs)
        from meetings.operations import remind_authors
        from scrutiny.work import rounds

        answers.register_answers()
        desk.register()
        history.tell_history()
        merging.register()
        readers.register()
        rounds.register(remind_authors)
        slots.register()
        search.register_search()
        withholding.register_withholding()
        work.register_packs()
