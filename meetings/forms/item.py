from django import forms

from meetings.forms.asking import BACKGROUND_HELP, RECOMMENDATIONS_HELP
from meetings.models import AgendaItem
from scrutiny.forms.choices import name_empty
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinesField
from scrutiny.forms.files import PaperField
from scrutiny.forms.versioned import Asking, RecordForm
from scrutiny.models import Document, Open

OPENNESS = ("Who may read it", ["openness", "exempt_paragraph", "public_interest", "private_until", "public_title"])
OPENNESS_HELP = {
    "exempt_paragraph": "Only for an exempt item: paragraph of Schedule 12A, Local Government Act 1972",
    "public_interest": (
        "Only for an exempt item. The public reads it, after: "
        "“We think keeping it private matters more than publishing it:”"
    ),
    "private_until": "The public reads it. Nothing opens by itself: you are reminded on that day.",
    "public_title": "What the public reads instead of the title, where the title itself gives too much away",
}
OPENNESS_LABELS = {
    "openness": "This is",
    "exempt_paragraph": "Paragraph",
    "public_interest": "Why the public interest is in keeping it private",
    "private_until": "Private until, if that is known",
    "public_title": "Title for the public",
}


class OpennessForm(Asking, forms.ModelForm):
    """Asks for the legal ground of what is not open."""

    openness = forms.ChoiceField(
        choices=Open, widget=forms.RadioSelect, initial=Open.OPEN, label=OPENNESS_LABELS["openness"]
    )
    private_until = DayField(
        label=OPENNESS_LABELS["private_until"], required=False, help_text=OPENNESS_HELP["private_until"]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_empty(self, exempt_paragraph="None", purpose="Not said", delivery="Not said", outcome="Not taken yet")

    def clean(self):
        typed = super().clean()
        exempt = typed.get("openness") == Open.EXEMPT
        if exempt and not typed.get("exempt_paragraph"):
            self.add_error("exempt_paragraph", "Select the paragraph under which it is exempt")
        if exempt and not typed.get("public_interest"):
            self.add_error("public_interest", "Say why the public interest is in keeping it private")
        if not exempt:
            typed["exempt_paragraph"] = None
            typed["public_interest"] = ""
        if typed.get("openness") == Open.OPEN:
            typed["private_until"] = None
            self.instance.exempt_paragraph = None
        return typed

    def _get_validation_exclusions(self):
        """The pair of openness and paragraph is checked in `clean`, in words for an officer."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"openness", "exempt_paragraph"}


class ItemForm(Drafted, OpennessForm, RecordForm):
    """An agenda item."""

    private_when = {"openness": [Open.EXEMPT.value, Open.CONFIDENTIAL.value]}
    fieldsets = [
        ("The item", ["title", "number", "is_heading", "text", "presenters", "purpose", "delivery"]),
        OPENNESS,
        ("At the meeting", ["outcome"]),
    ]

    class Meta:
        model = AgendaItem
        fields = [
            "title",
            "number",
            "is_heading",
            "text",
            "presenters",
            "purpose",
            "delivery",
            "openness",
            "exempt_paragraph",
            "public_interest",
            "private_until",
            "public_title",
            "outcome",
        ]
        labels = {"is_heading": "This is a heading, not an item"} | OPENNESS_LABELS
        help_texts = {
            "number": "Items are numbered by themselves. Type another form, such as 6a, to keep it.",
            "presenters": "As printed, for example Imran Sadiq, Head of Virtual School",
        } | OPENNESS_HELP
        widgets = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
            "public_interest": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        typed = super().clean()
        if typed.get("is_heading"):
            typed["number"] = ""
            self.instance.number = ""
        return typed


class AddItemForm(Drafted, Asking, forms.Form):
    """The line at the foot of an agenda: a title, and after a slash who presents it."""

    line = forms.CharField(
        label="Next item", max_length=600, help_text="Title / presenter. Enter adds it and stays here."
    )
    is_heading = forms.BooleanField(label="A heading, without a number", required=False)

    def clean_line(self) -> str:
        line = self.cleaned_data["line"]
        title, presenters = split_line(line)
        if len(title) > 300 or len(presenters) > 300:
            raise forms.ValidationError("The title and the presenter must each be 300 characters or fewer")
        if not title or line.startswith("/"):
            raise forms.ValidationError("Enter a title before the slash")
        return line

    def particulars(self) -> dict:
        title, presenters = split_line(self.cleaned_data["line"])
        return {"title": title, "presenters": presenters, "is_heading": self.cleaned_data["is_heading"]}


def split_line(line: str) -> tuple[str, str]:
    """``Title / presenter`` at the last slash with a space before and after, so that "2021/22" stays whole."""
    title, slash, presenters = line.rpartition(" / ")
    return (title.strip(), presenters.strip()) if slash else (line.strip(), "")


class RemovePaperForm(forms.Form):
    """A paper is taken off."""

    reason = forms.CharField(
        label="Why", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Kept in the meeting's history"
    )


class PaperForm(OpennessForm):
    """A paper under an item."""

    checked = PaperField(
        label="File", help_text="PDF or Word (.docx). The public reads the text of a Word file, never the file itself."
    )
    kind = forms.ChoiceField(choices=Document.Kind.written(), initial=Document.Kind.REPORT, label="Kind")
    recommendations = LinesField(
        label="What it recommends",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=RECOMMENDATIONS_HELP,
    )
    background = LinesField(
        label="Background papers", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=BACKGROUND_HELP
    )
    fieldsets = [
        ("The paper", ["checked", "title", "kind", "author"]),
        ("What is in it", ["purpose", "recommendations", "background"]),
        OPENNESS,
    ]

    class Meta:
        model = Document
        fields = [
            "title",
            "kind",
            "author",
            "purpose",
            "openness",
            "exempt_paragraph",
            "public_interest",
            "private_until",
            "public_title",
        ]
        labels = OPENNESS_LABELS | {"purpose": "What the paper is for"}
        help_texts = OPENNESS_HELP
        widgets = {
            "public_interest": forms.Textarea(attrs={"rows": 3}),
            "purpose": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, private_item: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if private_item:
            for name in OPENNESS[1]:
                del self.fields[name]

    def clean(self):
        typed = super().clean() if "openness" in self.fields else self.cleaned_data
        if "recommendations" in typed:
            typed["recommendations"] = "\n".join(typed["recommendations"])
        return typed


class ReplacePaperForm(Asking, forms.Form):
    """A new version of a paper. What is not asked stays as it was."""

    checked = PaperField(label="New version")
    title = forms.CharField(label="Title", max_length=300)
    recommendations = LinesField(
        label="What it recommends",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=RECOMMENDATIONS_HELP,
    )
    background = LinesField(
        label="Background papers", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=BACKGROUND_HELP
    )
    reason = forms.CharField(
        label="What has changed",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the meeting’s history",
    )

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, **kwargs)
        listed = document.background.order_by("position")
        self.initial = {
            "title": document.title,
            "recommendations": document.recommendations,
            "background": [f"{row.title} {row.link}".strip() for row in listed],
        }

    def clean_recommendations(self) -> str:
        return "\n".join(self.cleaned_data["recommendations"])
