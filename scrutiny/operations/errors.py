"""What an operation says when it refuses. Every message is fit for the officer who reads it."""


class Refused(Exception):
    """An operation did nothing, and says why and what to do next."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else " ".join((self.__doc__ or "").split())


class ChangedMeanwhile(Refused):
    """Somebody else saved this while you were writing. Nothing is lost: your words are still below.
    Compare them with what is saved now, and save again."""


class WasWithheld(Refused):
    """This was withheld by the monitoring officer, and stays as it is."""
