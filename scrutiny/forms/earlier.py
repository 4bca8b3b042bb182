from typing import Any

from django import forms

from scrutiny.forms.versioned import NOTHING_SEEN, SeenForm
from scrutiny.history.earlier import Earlier


class WordsBackForm(SeenForm):
    """Why earlier words are put back over what stands now."""

    words = forms.CharField(label="Why?", required=False, max_length=500, help_text="Kept in the history")

    def __init__(self, *args: Any, found: Earlier, **kwargs: Any) -> None:
        super().__init__(*args, record=found.counted, **kwargs)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or NOTHING_SEEN
