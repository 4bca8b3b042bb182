"""Long forms, whose typing is kept as a draft until they are saved."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

from scrutiny.models import Draft
from scrutiny.operations import drop_draft

SALT = "draft"
SENT_WITH_IT = {"csrfmiddlewaretoken", "draft", "draft_number", "seen"}
"""Boxes of a page that are nothing that was typed."""

ANY = "*"


@dataclass(frozen=True)
class Place:
    """Whose draft it is, of which form, about which record, and what one must be permitted to do to write there."""

    user_id: int
    form: str
    about: str
    permission: str

    @property
    def token(self) -> str:
        """Goes with the page: whoever sends it back was given this form."""
        return signing.dumps([self.user_id, self.form, self.about, self.permission], salt=SALT)

    @property
    def key(self) -> str:
        """Tells this form from every other in the writer's browser."""
        return f"draft:{self.user_id}:{self.form}:{self.about}"


def place_sent(data: QueryDict, *, since: timedelta | None = None) -> Place | None:
    """Where a page says that its draft belongs, if the page was ours, and no older than ``since``."""
    try:
        return Place(*signing.loads(data.get("draft", ""), salt=SALT, max_age=since))
    except (signing.BadSignature, TypeError):
        return None


def number_sent(data: QueryDict) -> int:
    sent = data.get("draft_number", "")
    return int(sent) if sent.isdecimal() and sent.isascii() and len(sent) < 10 else 0


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """The boxes by name. PostgreSQL stores no zero bytes, and no form accepts them."""
    names = [name for name in data if name not in SENT_WITH_IT]
    return {clean(name): [clean(value) for value in data.getlist(name)] for name in names}


def seen_in(data: QueryDict) -> str:
    return clean(data.get("seen", ""))[:200]


def clean(text: str) -> str:
    return text.replace("\x00", "")


@dataclass
class Writing:
    """Somebody before a form: where its draft belongs, the one that is there, and whether to go on from it.

    ``private`` says that what is typed here is not for the public, so no browser may store it.
    """

    place: Place
    draft: Draft | None = None
    goes_on: bool = False
    number: int = 0
    private: bool = False

    @property
    def is_offered(self) -> bool:
        return self.draft is not None and not self.goes_on

    def done(self) -> None:
        """What was typed is saved."""
        drop_draft(user=self.place.user_id, form=self.place.form, about=self.place.about, number=self.number)


class Drafted:
    """A form that keeps a draft: give it the ``writing`` of its view. ``private_when`` names boxes and the values
    (or any) that make private what is typed."""

    fields: dict[str, forms.Field]
    initial: Any
    private_when: dict[str, list[str]] = {}

    def __init__(self, *args: Any, writing: Writing | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writing = writing
        if writing and writing.draft and writing.goes_on:
            self.go_on_from(writing.draft)

    def go_on_from(self, draft: Draft) -> None:
        """Show what was typed, over the version that was seen then."""
        typed = QueryDict(mutable=True)
        for name, values in draft.typed.items():
            typed.setlist(name, values)
        self.initial |= {
            name: box.widget.value_from_datadict(typed, {}, name)
            for name, box in self.fields.items()
            if not isinstance(box, forms.FileField)
        }
        self.initial["seen"] = draft.seen

    @property
    def private_boxes(self) -> str:
        return json.dumps(self.private_when)
