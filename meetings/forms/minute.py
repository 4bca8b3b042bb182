from typing import Any

from django import forms
from django.db.models import OuterRef, Q

from meetings.decision_lines import decision_lines, line_of
from meetings.models import AgendaItem, Decision, Minute
from scrutiny.forms.choices import office_titles
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinesField, SuggestField
from scrutiny.forms.versioned import RecordForm
from scrutiny.history.opened import Part
from scrutiny.models import Person
from scrutiny.models.person import PersonQuerySet

ACTION = "action_"
"""Begins the names of the boxes that hold something more that was taken on."""


class ItemOfMinute(Part):
    """The item that a minute is about, as a part of the minute."""

    def rows(self, number):
        """Asked inside another question, the minute is that of the outermost."""
        wanted: Any = OuterRef(number) if isinstance(number, OuterRef) else number
        about = Minute.objects.filter(pk=wanted).values("item_id")
        return AgendaItem.history.model.objects.filter(id__in=about)


class DecisionsField(LinesField):
    """What was agreed: a decision a line, or pasted with numbered parts. Cleans to a list of lines."""

    def to_python(self, value):
        return decision_lines(super().to_python(value))


class MinuteForm(Drafted, RecordForm):
    """What was said of an item, what was agreed, and one thing more that somebody took on."""

    became = forms.ChoiceField(label="What became of it?", required=False, widget=forms.RadioSelect)
    decisions = DecisionsField(
        label="What was agreed",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One decision a line, for example: that the report be noted. Numbered parts become decisions each.",
    )
    action_text = forms.CharField(label="What will be done", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    action_owner = SuggestField(label="Owner", max_length=200, required=False, suggestions=office_titles)
    action_due_on = DayField(label="Due", required=False)
    action_asked_by = forms.ModelChoiceField(
        Person.objects.none(),
        label="Asked by",
        required=False,
        empty_label="Nobody in particular",
        help_text="Only officers read this; it is never printed",
    )
    parts = (Part(Decision, "minute_id"), ItemOfMinute(AgendaItem, "minutes"))
    private_when = {"action_asked_by": ["*"]}
    field_order = ["became", "number", "heading", "body", "public_summary", "open_record", "decisions"]

    class Meta:
        model = Minute
        fields = ["number", "heading", "body", "public_summary", "open_record"]
        labels = {
            "number": "Minute number",
            "open_record": "Are the open minutes a fair account without the private part?",
        }
        help_texts = {
            "public_summary": "The public reads this instead, where the item was taken in private",
            "open_record": "If they aren’t, the public summary must be one (Local Government Act 1972, s.100C(2))",
        }
        widgets = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
            "body": forms.Textarea(attrs={"rows": 12}),
            "public_summary": forms.Textarea(attrs={"rows": 4}),
            "open_record": forms.RadioSelect,
        }

    def __init__(self, *args, item: AgendaItem | None = None, **kwargs):
        self.item = item or kwargs["instance"].item
        super().__init__(*args, **kwargs)
        self.fields["heading"].required = True
        self.fields["action_asked_by"].queryset = askers(self.item)
        self.ask_what_became()
        if not self.item.is_private:
            del self.fields["public_summary"], self.fields["open_record"]
        elif not self.fields["open_record"].choices[0][0]:
            self.fields["open_record"].choices = Minute.OpenRecord.choices
        if self.instance.pk:
            rows = self.instance.decisions.order_by("number")
            self.initial.setdefault("decisions", [line_of(row.verb, row.text) for row in rows])

    def ask_what_became(self) -> None:
        """Of the item: a section after it says nothing of that, and that it isn't urgent only the Chair decides."""
        if self.instance.is_section:
            del self.fields["became"]
            return
        refused = AgendaItem.Outcome.URGENCY_REFUSED
        known = [each for each in AgendaItem.Outcome if each != refused or self.item.outcome == refused]
        self.fields["became"].choices = [(each.value, each.label) for each in known]
        usual = "" if self.instance.pk else AgendaItem.Outcome.CONSIDERED.value
        self.initial.setdefault("became", self.item.outcome or usual)

    def stands(self, record, *rows):
        decisions = sorted(rows[0], key=lambda row: row.number)
        agreed = {"decisions": [line_of(row.verb, row.text) for row in decisions]}
        return super().stands(record) | agreed | {"became": rows[1][0].outcome if rows[1] else ""}

    def minute(self) -> dict[str, Any]:
        """What `write_minute` is asked for. An outcome that this writer left alone is not asked for."""
        asked = {name: value for name, value in self.cleaned_data.items() if not name.startswith(ACTION)}
        if "became" not in asked:
            return asked
        outcome = asked.pop("became")
        began = self.began_with(str(self.data.get("seen", ""))) if self.instance.pk else None
        if not began or began["became"] != outcome:
            asked["outcome"] = outcome
        return asked

    def action(self) -> dict[str, Any]:
        """What was taken on, if something was: the owner by title."""
        typed = {name.removeprefix(ACTION): self.cleaned_data[name] for name in self.fields if name.startswith(ACTION)}
        return typed if typed["text"] else {}


def askers(item: AgendaItem, known: int | None = None) -> PersonQuerySet:
    """Who sat on the panel on the day of the meeting, and whom an action names already."""
    meeting = item.meeting
    seats = meeting.panel.memberships.on(meeting.held_on)
    return Person.objects.filter(Q(pk__in=seats.values("person_id")) | Q(pk=known)).order_by("sort_name")
