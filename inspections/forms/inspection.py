from django import forms

from inspections.models import Finding, Framework, Grade, Inspection, Judgement, Recommendation
from scrutiny.forms.drafted import ANY, Drafted
from scrutiny.forms.fields import DayField, SuggestField
from scrutiny.forms.files import PaperField
from scrutiny.forms.versioned import Asking, RecordForm, SeenForm
from scrutiny.history.opened import Part
from scrutiny.models import Authority, Document


def authority_names() -> list[str]:
    return list(Authority.objects.order_by("name").values_list("name", flat=True))


class InspectionForm(Drafted, RecordForm):
    """The particulars of a visit, as its letter gives them."""

    private_when = {"hidden_until_year": [ANY]}

    authority_name = SuggestField(
        label="Authority", max_length=200, suggestions=authority_names, help_text="Whose services were inspected"
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False)
    letter_on = DayField(label="Date of the letter", required=False)
    received_on = DayField(label="Received on", required=False)
    published_on = DayField(label="Published on", required=False)
    hidden_until = DayField(
        label="Hidden until",
        required=False,
        help_text="Only for a report under embargo: the first day on which everybody may see it",
    )
    fieldsets = [
        ("What was inspected", ["authority_name", "framework", "focus"]),
        ("When", ["starts_on", "ends_on", "precision"]),
        ("The letter or report", ["letter_on", "received_on", "published_on", "hidden_until", "addressee"]),
        ("By whom", ["lead_inspector", "inspectors"]),
        ("Before it", ["earlier"]),
    ]

    class Meta:
        model = Inspection
        fields = [
            "framework",
            "focus",
            "starts_on",
            "ends_on",
            "precision",
            "letter_on",
            "received_on",
            "published_on",
            "hidden_until",
            "addressee",
            "lead_inspector",
            "inspectors",
            "earlier",
        ]
        labels = {"earlier": "Earlier inspection that it follows"}
        help_texts = {
            "inspectors": "One name a line",
            "addressee": "As printed, for example Dana Whitlock, Director of Children's Services",
        }
        widgets = {"inspectors": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        frameworks = Framework.objects.select_related("inspectorate").order_by(
            "inspectorate__short_name", "name", "from_year"
        )
        self.fields["framework"].queryset = frameworks
        self.fields["framework"].empty_label = "Choose a framework"
        self.fields["earlier"].empty_label = "None that is on record"
        rows = Inspection.objects.select_related("authority", "framework__inspectorate").newest_first()
        self.fields["earlier"].queryset = rows.exclude(pk=self.instance.pk)
        if self.instance.pk:
            self.fields["authority_name"].initial = self.instance.authority.name
            self.fields["earlier"].queryset = rows.filter(authority=self.instance.authority).exclude(
                pk=self.instance.pk
            )

    def stands(self, record, *rows):
        return {"authority_name": record.authority.name} | super().stands(record)

    def clean(self):
        typed = super().clean()
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Last day must be the same as or after the day it began")
        return typed


class JudgementsForm(SeenForm):
    """A grade for each area of the inspection's framework, or none."""

    parts = (Part(Judgement, "inspection_id"),)

    def __init__(self, *args, record: Inspection, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        inspection = record
        self.areas = list(inspection.framework.areas.order_by("position"))
        grades = Grade.objects.filter(framework=inspection.framework).order_by("position")
        given = {judgement.area_id: judgement.grade_id for judgement in inspection.judgements.all()}
        offered = [("", "No grade"), *((grade.pk, grade.name) for grade in grades)]
        for area in self.areas:
            field = forms.ModelChoiceField(grades, required=False, label=area.name, initial=given.get(area.pk))
            field.choices = offered
            self.fields[f"area_{area.pk}"] = field

    def stands(self, record, *rows):
        nothing = {f"area_{area.pk}": None for area in self.areas}
        return nothing | {f"area_{row.area_id}": row.grade_id for row in rows[0]}

    @property
    def grades(self) -> dict:
        """Area to grade, as chosen."""
        return {area: self.cleaned_data[f"area_{area.pk}"] for area in self.areas}


class FindingsForm(Drafted, SeenForm):
    """All findings in one box, as they stand in the letter."""

    findings = forms.CharField(
        label="Findings",
        required=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=(
            "Paste the paragraphs, with an empty line between one finding and the next. "
            "Lines within a paragraph are joined."
        ),
    )
    parts = (Part(Finding, "inspection_id"),)

    def stands(self, record, *rows):
        return {"findings": "\n\n".join(row.text for row in sorted(rows[0], key=lambda row: row.position))}

    def clean_findings(self) -> str:
        return "\n\n".join(paragraphs_of(self.cleaned_data["findings"]))

    @property
    def texts(self) -> list[str]:
        return paragraphs_of(self.cleaned_data["findings"])


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs divided by empty lines, each on one line."""
    found, lines = [], []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            found.append(" ".join(lines))
            lines = []
    return found


class RecommendationForm(Drafted, RecordForm):
    """One recommendation, worded as in its source."""

    class Meta:
        model = Recommendation
        fields = ["kind", "number", "text", "addressed_to"]
        labels = {"text": "Recommendation"}
        help_texts = {"number": "Leave empty where the source prints none"}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "number": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
            "kind": forms.RadioSelect,
        }


class SourceForm(Asking, forms.ModelForm):
    """The letter, slides or a report about an inspection."""

    checked = PaperField(label="File")

    class Meta:
        model = Document
        fields = ["title", "kind", "author"]


class RemoveForm(forms.Form):
    """Asks only whether."""
