from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from inspections.models import Inspection, Progress, Update
from meetings.models import AgendaItem, Meeting
from scrutiny.forms.choices import office_titles
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinkField, SuggestField
from scrutiny.forms.files import PaperField
from scrutiny.forms.versioned import Asking
from scrutiny.templatetags.words import short_day

MEETINGS_OFFERED = 40
"""As many meetings as a list can offer before it becomes a search; "Earlier meetings" offers the next."""

INSPECTIONS_OFFERED = 20
MOST_OF_A_TEXT = 100


def meetings_since(inspection: Inspection, before=None) -> list[Meeting]:
    """The newest meetings, from the inspection on, that could have considered it; ``before`` a day, if one is given."""
    rows = Meeting.objects.filter(held_on__gte=inspection.starts_on).going_ahead().select_related("panel", "year")
    if before:
        rows = rows.filter(held_on__lt=before)
    return list(rows.order_by("-held_on", "-id")[:MEETINGS_OFFERED])


class ItemChoice(forms.ModelChoiceField):
    """An agenda item, under the name of its meeting."""

    def offer(self, meetings: list[Meeting]) -> None:
        items: dict[int, list[tuple[int, str]]] = {}
        self.private: list[str] = []
        for item in AgendaItem.objects.filter(meeting__in=meetings, is_heading=False).order_by("position"):
            items.setdefault(item.meeting_id, []).append((item.pk, str(item)))
            self.private += [str(item.pk)] if item.is_private else []
        self.queryset = AgendaItem.objects.select_related("meeting__panel", "meeting__year")
        groups = [(f"{short_day(row.held_on)}, {row.panel}", items[row.pk]) for row in meetings if row.pk in items]
        self.choices = [("", self.empty_label), *groups]


class ConsiderForm(Asking, forms.Form):
    """At which item of which meeting it was considered."""

    item = ItemChoice(AgendaItem.objects.none(), label="Meeting and item", empty_label="Choose an item")

    def __init__(self, *args, meetings: list[Meeting], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(meetings)


class ConsidersForm(Asking, forms.Form):
    """What an agenda item will consider: an inspection, or one of its recommendations."""

    considered = forms.ChoiceField(label="Inspection or recommendation")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Inspection.objects.visible_to(user).select_related("authority", "framework__inspectorate")
        found = rows.prefetch_related("recommendations").order_by("-starts_on", "-pk")[:INSPECTIONS_OFFERED]
        self.records: dict[str, dict[str, Any]] = {}
        groups = [(str(inspection), self.offer(inspection)) for inspection in found]
        self.fields["considered"].choices = [("", "Choose"), *groups]

    def offer(self, inspection: Inspection) -> list[tuple[str, str]]:
        """The inspection, then each of its recommendations, in the order of its letter."""
        key = f"inspection-{inspection.pk}"
        self.records[key] = {"inspection": inspection}
        choices = [(key, "The inspection as a whole")]
        for row in sorted(inspection.recommendations.all(), key=lambda row: row.position):
            key = f"recommendation-{row.pk}"
            self.records[key] = {"recommendation": row}
            choices.append((key, Truncator(f"{row.label}: {row.text}").chars(MOST_OF_A_TEXT)))
        return choices

    @property
    def record(self) -> dict[str, Any]:
        """What was chosen, by its kind."""
        return self.records[self.cleaned_data["considered"]]


class UpdateForm(Drafted, forms.ModelForm):
    """What an owner says has come of a recommendation. It can't be changed once it is saved."""

    made_on = DayField(label="Date of the update", initial=timezone.localdate)
    office = SuggestField(
        label="Owner",
        max_length=200,
        suggestions=office_titles,
        help_text="Whose update it is: the office, for example Director of Children's Services",
    )
    progress = forms.ChoiceField(label="How is it going?", choices=Progress, widget=forms.RadioSelect)
    revised_due_on = DayField(label="New date, if it has slipped", required=False)
    checked = PaperField(label="Evidence", required=False)
    evidence_title = forms.CharField(label="Title of the evidence", required=False, max_length=300)
    item = ItemChoice(
        AgendaItem.objects.none(),
        label="Considered at",
        required=False,
        empty_label="No meeting yet",
        help_text="The public sees the update once that meeting's agenda is published; without a meeting, at once",
    )
    fieldsets = [
        ("The update", ["made_on", "office", "progress", "text", "revised_due_on", "reason"]),
        ("What shows it", ["checked", "evidence_title", "evidence_link", "cleared_by"]),
        ("At a meeting", ["item"]),
    ]

    class Meta:
        model = Update
        fields = ["made_on", "progress", "text", "revised_due_on", "reason", "evidence_link", "cleared_by", "item"]
        labels = {
            "text": "What has changed?",
            "reason": "Why, if it has slipped, is paused or was overtaken",
            "evidence_link": "Or a link to the evidence",
            "cleared_by": "Cleared by",
        }
        help_texts = {
            "text": "Leave out anything that could point to a child or a family.",
            "cleared_by": "Who agreed these words, for example Dana Whitlock, Director of Children's Services",
        }
        field_classes = {"evidence_link": LinkField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3}), "text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, meetings: list[Meeting], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(meetings)
        self.private_when = {"item": self.fields["item"].private}

    def clean(self):
        typed = super().clean()
        if typed.get("progress") == Progress.SLIPPED:
            if not typed.get("reason"):
                self.add_error("reason", "Say why it has slipped")
            if not typed.get("revised_due_on"):
                self.add_error("revised_due_on", "Enter the new date; the first one is kept")
        if typed.get("checked") and not typed.get("evidence_title"):
            self.add_error("evidence_title", "Enter the title of the evidence")
        return typed

    def _get_validation_exclusions(self):
        """What a slipped update needs is checked in `clean`, in words for an officer."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"progress", "reason", "revised_due_on"}

    def particulars(self) -> dict:
        """What was typed, but the owner, which the view turns from a title into an office."""
        return {name: value for name, value in self.cleaned_data.items() if name != "office"}
