"""Sending letters, as the managers' page speaks of it."""

from scrutiny.operations.letters import begin_sending_again, give_up_sending, send_letter
from scrutiny.work.kinds import Kind, register


def pages_of(_letters: list[int]) -> dict[int, str]:
    """A letter has no page of its own."""
    return {}


def register_letters() -> None:
    register(Kind(send_letter, "Sending a letter", give_up_sending, begin_sending_again, pages_of))
