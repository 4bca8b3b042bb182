from hashlib import sha256
from typing import Any

from django import forms

from scrutiny.forms.choices import name_empty
from scrutiny.forms.versioned import Asking
from scrutiny.models import Withholding
from scrutiny.models.withholding import LONGEST_REASON

EVERYWHERE, HERE = "everywhere", "here"
REACH = [
    (EVERYWHERE, "Everywhere on the website"),
    (HERE, "Only here: in this record, what lies under it, its history and what was published of it"),
]
REASON_HELP = (
    "Printed where a record or paper was, for everybody: “it gave the name of a child”. Do not repeat what goes. "
    f"At most {LONGEST_REASON} characters"
)
REDACT_HELP = (
    "Kept in the list of what was withheld. In the place of the words everybody reads “[withheld]”; where a paper goes "
    f"whole, this reason is printed. Do not repeat what goes. At most {LONGEST_REASON} characters"
)


class WithholdForm(Asking, forms.Form):
    """Why a record is taken down."""

    ground = forms.ChoiceField(label="Ground", choices=[("", ""), *Withholding.Ground.choices])
    reason = forms.CharField(label="Reason", max_length=LONGEST_REASON, help_text=REASON_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_empty(self, ground="Select the ground")


class RedactForm(WithholdForm):
    """Which words go, from where, and why. ``shown`` is how many places were shown, once they were."""

    words = forms.CharField(
        label="Words to redact",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "As they are written. They are found in any case, across lines and with any quotation marks; "
            "whole words only, so look for other spellings and “Smiths” one after another"
        ),
    )
    reach = forms.ChoiceField(label="Where", choices=REACH, initial=EVERYWHERE, widget=forms.RadioSelect)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["words", "reach", "ground", "reason", "shown"]

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = REDACT_HELP
        if record is None:
            del self.fields["reach"]

    def show(self, count: int) -> None:
        """These many places are shown below the form, for these words and this reach."""
        self.data = self.data.copy()
        self.data["shown"] = f"{count} {self.asked()}"

    def was_shown(self) -> bool:
        """Whether the places of these very words were looked at."""
        return self.cleaned_data["shown"].partition(" ")[2] == self.asked()

    def asked(self) -> str:
        wanted = f"{self.cleaned_data['words']} {self.cleaned_data.get('reach')}"
        return sha256(wanted.encode()).hexdigest()

    def wish(self) -> dict[str, Any]:
        """What the operation is asked for."""
        typed = self.cleaned_data
        count = typed["shown"].partition(" ")[0]
        wanted = {name: typed[name] for name in ("words", "reason", "ground")}
        seen = int(count) if count.isascii() and count.isdecimal() else None
        return wanted | {"only_here": typed.get("reach") == HERE, "seen": seen}
