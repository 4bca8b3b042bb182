from typing import Any

from django import forms

from meetings.check import Check
from meetings.models import AgendaItem, Publication
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import HintedRadios
from scrutiny.forms.versioned import SeenForm
from scrutiny.templatetags.words import short_day

Lateness, Kind = Publication.Lateness, Publication.Kind

WHY_LATE = {
    Lateness.SHORT_NOTICE: "The meeting was called at short notice",
    Lateness.LATE_AGENDA: "The agenda is late",
    Lateness.CORRECTION: "It corrects an error",
}
WHAT_IT_IS = {
    Kind.SUPPLEMENT: "A supplement: papers that follow items already listed",
    Kind.LATE_ITEM: "A late item",
    Kind.REVISED: "A revised agenda: it corrects or changes what was published",
}
LAW_OF_A_KIND = {
    Kind.SUPPLEMENT: Lateness.REPORT_FOLLOWS.law,
    Kind.LATE_ITEM: "The Chair must agree at the meeting that it is urgent, and the minutes must say why "
    "(section 100B(4)(b)).",
    Kind.REVISED: Lateness.CORRECTION.law,
}
URGENT = "urgent_"
WHEN_LATE = "Printed on the agenda. On a late agenda it is also why each item can’t wait, and goes into the minutes."


class AskedAtPublishing(SeenForm):
    """What this agenda asks about: only what it needs to know."""

    needed_at_times = ("reason",)

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, record=check.meeting, **kwargs)
        self.check = check
        if check.not_ready:
            self.fields["left_out"] = left_out_field(check)
        if check.not_right:
            self.fields["as_it_is"] = as_it_is_field(check)
        if check.is_further:
            self.fields["kind"] = kind_field(check)
        elif check.days.is_late:
            self.fields["lateness"] = lateness_field()
        for item in check.late:
            self.fields[f"{URGENT}{item.pk}"] = urgency_field(item, check)
        if check.is_further or check.days.is_late:
            self.fields["reason"] = reason_field(check)


class PublishForm(Drafted, AskedAtPublishing):
    """What is said about an agenda that goes out."""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("kind") == Kind.REVISED and not typed.get("reason", "").strip():
            self.add_error("reason", "Say what changed and why; the words are printed on the page")
        return typed

    def particulars(self) -> dict[str, Any]:
        """For `publish_agenda`."""
        typed = self.cleaned_data
        return {
            **{name: typed[name] for name in ("seen", "kind", "lateness", "reason", "as_it_is") if name in typed},
            "urgent": {
                item.pk: typed[f"{URGENT}{item.pk}"] for item in self.check.late if f"{URGENT}{item.pk}" in typed
            },
            "left_out": [int(pk) for pk in typed.get("left_out", ())],
        }


class PublishMinutesForm(Drafted, SeenForm):
    """What changed since draft minutes were last published."""

    reason = forms.CharField(
        label="What has changed",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only if draft minutes of this meeting were published before",
    )


def left_out_field(check: Check) -> forms.Field:
    choices = [(paper.document_id, f"Go on without “{paper.document.title}”") for paper in check.not_ready]
    return forms.MultipleChoiceField(
        label="Papers that nobody can open",
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The agenda then says in its place that the paper was left out. Add it later as a supplement.",
    )


def as_it_is_field(check: Check) -> forms.Field:
    return forms.CharField(
        label="Why it goes out as it is",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"{'. '.join(check.not_right)}. Your words are kept in the meeting’s history, and not printed.",
        error_messages={"required": "Put right what is listed above, or say why the agenda goes out as it is"},
    )


def kind_field(check: Check) -> forms.Field:
    return forms.ChoiceField(
        label="What is this?",
        choices=list(WHAT_IT_IS.items()),
        initial=check.suggested,
        widget=HintedRadios(hints=LAW_OF_A_KIND if check.days.is_late else {}),
    )


def lateness_field() -> forms.Field:
    return forms.ChoiceField(
        label="Why is it late?",
        choices=list(WHY_LATE.items()),
        widget=HintedRadios(hints={each: each.law for each in WHY_LATE}),
        help_text="Printed on the agenda",
        error_messages={"required": "Choose why it is late"},
    )


def urgency_field(item: AgendaItem, check: Check) -> forms.Field:
    later = short_day(check.next_on) if check.next_on else "the next meeting"
    return forms.CharField(
        label=f"Why {item.label.lower() if item.number else item.label} can’t wait: {item.title}",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            f"Say why this cannot wait until {later}. The Chair decides at the meeting whether to take it; "
            "your words are printed on the agenda and go into the draft minutes."
        ),
        error_messages={"required": f"Say why {item.label.lower()} can’t wait"},
    )


def reason_field(check: Check) -> forms.Field:
    return forms.CharField(
        label="What else people should know" if check.is_further else "The reason, in your words",
        required=not check.is_further,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Printed under what changed. A revised agenda must say why." if check.is_further else WHEN_LATE,
        error_messages={"required": "Say why it is late; the words are printed on the agenda"},
    )
