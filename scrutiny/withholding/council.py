"""What of the council's own records can be withheld: papers; and from people's pages words can be redacted."""

from scrutiny.models import Document, Person
from scrutiny.templatetags.words import short_day
from scrutiny.withholding.above import above
from scrutiny.withholding.columns import register_codes
from scrutiny.withholding.kinds import Withholdable, has_neutral_words, neutral_words, register, register_page


def paper_words(document: Document) -> str:
    """ "a paper of the meeting of 22 September 2026", by what it belongs to in the end."""
    places = [each for each in above(document) if has_neutral_words(each)]
    if places:
        return f"a paper of {neutral_words(places[-1])}"
    return f"a paper added on {short_day(document.added_at)}"


def register_withholding() -> None:
    register(Withholdable(Document, "paper", "title", paper_words))
    register_page(Person, lambda person: "a person")
    register_codes("scrutiny.merge.moved", "addresses", "id", "model", "row")
