from django import forms

from meetings.models import AgendaItem, Meeting
from scrutiny.forms.versioned import Asking
from scrutiny.templatetags.words import short_day

MEETINGS_OFFERED = 40


class CopyFromForm(forms.Form):
    """From which meeting's agenda: the panel's own first, then those of others."""

    source = forms.ChoiceField(label="Agenda of")

    def __init__(self, *args, meeting: Meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Meeting.objects.visible_to(user).filter(items__isnull=False).exclude(pk=meeting.pk).distinct()
        rows = rows.select_related("panel").order_by("-held_on", "-pk")
        own, others = rows.filter(panel=meeting.panel), rows.exclude(panel=meeting.panel)
        self.fields["source"].choices = [
            ("", "Choose a meeting"),
            (str(meeting.panel), [(str(row.pk), short_day(row.held_on)) for row in own[:MEETINGS_OFFERED]]),
            (
                "Other bodies",
                [(str(row.pk), f"{row.panel}, {short_day(row.held_on)}") for row in others[:MEETINGS_OFFERED]],
            ),
        ]


class CopyForm(Asking, forms.Form):
    """Which of that agenda's items."""

    items = forms.ModelMultipleChoiceField(
        AgendaItem.objects.none(),
        label="Items to copy",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the items to copy"},
    )

    def __init__(self, *args, source: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = source.items.order_by("position")
