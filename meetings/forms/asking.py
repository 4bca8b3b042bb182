from datetime import date
from typing import Any

from django import forms

from meetings.models import AgendaItem
from scrutiny.dates import papers_due
from scrutiny.forms.choices import office_titles
from scrutiny.forms.fields import DayField, LinesField, SuggestField
from scrutiny.forms.files import PaperField
from scrutiny.forms.versioned import Asking, SeenForm
from scrutiny.models import Holding, Office, council_calendar

LONGEST = 20_000
DRAFT, FINAL = "draft", "final"
BACKGROUND_HELP = (
    "What the report relies on, one a line, with its web address at the end where it has one. "
    "People may read these for four years (section 100D, Local Government Act 1972)."
)
RECOMMENDATIONS_HELP = "What the panel is asked to agree, one a line, for example: that the report be noted."


def usual_due(meeting: Any, today: date) -> date:
    """Five working days before the last safe day; today where that is over."""
    return max(papers_due(meeting.held_on, council_calendar()), today)


class AskForPaperForm(Asking, forms.Form):
    """Who writes the paper of an item, by when, and what it should cover."""

    office = SuggestField(
        label="Office",
        max_length=200,
        required=False,
        suggestions=office_titles,
        help_text="Whose report it is, for example Head of Virtual School",
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        required=False,
        help_text="Left empty: whoever holds the office today",
    )
    email = forms.EmailField(
        label="E-mail address", required=False, help_text="Left empty: the office’s, or its holder’s"
    )
    due_on = DayField(label="Due")
    covers = forms.CharField(
        label="What it should cover",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The author reads it in the letter. Write nothing private: letters are passed on.",
    )

    def __init__(self, *args: Any, item: AgendaItem, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = usual_due(item.meeting, today)
        self.today, self.held_on = today, item.meeting.held_on

    def clean_office(self) -> Office | None:
        title = self.cleaned_data["office"].strip()
        found = Office.objects.filter(title__iexact=title).first() if title else None
        if title and found is None:
            raise forms.ValidationError(
                "No office has this title. Choose one of the list, or leave it empty and give a name"
            )
        return found

    def clean_due_on(self) -> date:
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("Due must be today or later")
        if due_on >= self.held_on:
            raise forms.ValidationError("Due must be before the day of the meeting")
        return due_on

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        office = typed.get("office")
        holder = holder_of(office, self.today) if office else None
        if "name" in typed:
            typed["name"] = typed["name"] or (holder.name if holder else "")
        if "email" in typed:
            typed["email"] = typed["email"] or (office.email if office else "") or (holder.email if holder else "")
        if "office" in typed and "name" in typed and not (office or typed["name"]):
            self.add_error("name", "Enter the office, or the name of whoever writes it")
        if "email" in typed and not typed["email"] and "office" not in self.errors:
            self.add_error("email", "Enter the e-mail address: none is on record for this office")
        return typed


def holder_of(office: Office, day: date) -> Any:
    """The person who holds the office on a day."""
    held = Holding.objects.on(day).filter(office=office).select_related("person").order_by("-from_on", "-pk").first()
    return held.person if held else None


class SendPaperForm(Asking, forms.Form):
    """A paper that its author sends."""

    checked = PaperField(label="File")
    title = forms.CharField(label="Title", max_length=300)
    stage = forms.ChoiceField(
        label="Is it finished?",
        choices=[(DRAFT, "It is a draft"), (FINAL, "It is final, and can be published")],
        widget=forms.RadioSelect,
    )
    cleared_by = forms.CharField(
        label="Who has cleared it",
        max_length=200,
        required=False,
        help_text="For example Dana Whitlock, Director of Children’s Services. A final paper needs it.",
    )
    purpose = forms.CharField(
        label="What the paper is for",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recommendations = LinesField(
        label="What it recommends",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=RECOMMENDATIONS_HELP,
    )
    background = LinesField(
        label="Background papers",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=BACKGROUND_HELP,
    )
    fieldsets = [
        ("The paper", ["checked", "title", "stage", "cleared_by"]),
        ("What is in it", ["purpose", "recommendations", "background"]),
    ]
    needed_at_times = {"cleared_by"}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("stage") == FINAL and "cleared_by" in typed and not typed["cleared_by"]:
            self.add_error("cleared_by", "Say who has cleared it; a draft can be sent without")
        return typed


class ReturnPaperForm(SeenForm):
    """What is missing in a paper that came."""

    missing = forms.CharField(
        label="What is missing",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The author reads it in a letter and on the page of their link",
    )


class WithdrawRequestForm(SeenForm):
    """A paper is not needed any more."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The author reads it in a letter",
    )


class StopLinkForm(Asking, forms.Form):
    """A link is stopped."""

    words = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the meeting’s history",
    )


class ChairForm(Asking, forms.Form):
    """What the chair would change of an agenda."""

    text = forms.CharField(
        label="What would you change?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Left empty: nothing",
    )


class SendToChairForm(Asking, forms.Form):
    """Nothing is asked: the agenda goes as it stands."""
