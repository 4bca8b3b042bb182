"""Forms in GOV.UK markup: `{{ form }}` gives labels, hints, fieldsets and errors that say what to do."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MinValueValidator
from django.db.models import Field as ModelField
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# First words of labels that keep their capital in the middle of a sentence.
PROPER = {"Chair", "Councillor", "Ofsted", "England", "London"}
# First words of labels that take no "the" before them.
DETERMINERS = {"a", "an", "the", "this", "each", "every", "your", "its", "their"}
# GOV.UK forms don't use these: the browser would cut a paste short, or hide the hint once typing starts.
UNWANTED = ("required", "maxlength", "placeholder")

CLASSES = (
    (forms.HiddenInput, ""),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Textarea, "govuk-textarea"),
    (forms.SelectMultiple, "govuk-select app-select-many"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)

# Labels that begin like this are said, not entered: "Say why".
SAID = {"why", "what", "who", "how", "when", "where", "whether"}

# Django's own sentences, in the words of the site.
OFFERED = "Select one of the choices offered"
GENERAL = (
    (forms.ChoiceField.default_error_messages["invalid_choice"], OFFERED),
    (forms.ModelChoiceField.default_error_messages["invalid_choice"], OFFERED),
    (forms.IntegerField.default_error_messages["invalid"], "{label} must be a whole number"),
    (forms.URLField.default_error_messages["invalid"], "Enter a web address, like https://www.example.org"),
    (EmailValidator.message, "Enter an e-mail address, like name@example.gov.uk"),
    (MinValueValidator.message, "{label} must be {limit} or more"),
)

_BLANK = (ModelField.default_error_messages["blank"], ModelField.default_error_messages["null"])


class GovUkBoundField(BoundField):
    """A field of a form that knows its GOV.UK classes, its ids and the words of its errors."""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def described_by(self) -> str:
        """Ids of the hint and the error, as aria-describedby wants them."""
        ids = [self.hint_id] if self.help_text else []
        return " ".join(ids + ([self.error_id] if self.errors else []))

    @property
    def is_optional(self) -> bool:
        """True where the label should say "(optional)"; a lone tick box never does, nor what some answers need."""
        may_be_needed = self.name in getattr(self.form, "needed_at_times", ())
        return not (self.field.required or self.is_checkbox or self.field.disabled or may_be_needed)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def problems(self) -> list[str]:
        """The errors as sentences for the person who typed."""
        return [words for error in self.errors.as_data() for words in self._words(error)]

    @property
    def clash(self) -> Any:
        """What somebody else saved in this field while it was being written, or None."""
        return getattr(self.form, "clashes", {}).get(self.name)

    @property
    def target_id(self) -> str:
        """The id of the box that an error is about: where the error summary goes."""
        if not self.use_fieldset:
            return self.id_for_label
        return f"{self.auto_id}_{min(self.wrong_boxes, default=0)}"

    @property
    def wrong_boxes(self) -> set[int]:
        """Numbers of the boxes that an error of a many-boxed field names."""
        params = [error.params or {} for error in self.errors.as_data()]
        return {box for each in params for box in each.get("boxes", ())}

    def build_widget_attrs(self, attrs, widget=None):
        """Django's attributes with the GOV.UK classes and, for a date, the boxes that are wrong."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget) | dict.fromkeys(UNWANTED, False)
        classes = self._classes(widget, attrs.get("class") or widget.attrs.get("class", ""))
        if classes:
            attrs["class"] = classes
        if self.errors and isinstance(widget, forms.MultiWidget):
            attrs["boxes"] = self.wrong_boxes or set(range(len(widget.widgets)))
        return attrs

    def _classes(self, widget: forms.Widget, own: str) -> str:
        kind = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        error = f"{kind.split()[0]}--error" if kind and self.errors and not self.is_checkbox else ""
        return " ".join(filter(None, (kind, error, own)))

    def _words(self, error: ValidationError) -> list[str]:
        """Django's general sentences put in the words of this field; a form's own sentences stay as they are."""
        if error.message in (forms.Field.default_error_messages["required"], *_BLANK):
            return [self._what_to_do()]
        if error.code == "max_length" and error.params:
            return [f"{self.label} must be {error.params['limit_value']:,} characters or fewer"]
        general = next((words for message, words in GENERAL if message == error.message), "")
        if general:
            return [general.format(label=self.label, limit=(error.params or {}).get("limit_value"))]
        return [str(message) for message in error.messages]

    def _what_to_do(self) -> str:
        label = str(self.label)
        if label.endswith("?"):
            return f"Answer the question: {lower_first(label)}"
        first = label.split(" ", maxsplit=1)[0].lower()
        if first in SAID:
            return f"Say {lower_first(label)}"
        the = "" if first in DETERMINERS else "the "
        return f"{self._verb()} {the}{lower_first(label)}"

    def _verb(self) -> str:
        if isinstance(self.field.widget, forms.widgets.ChoiceWidget):
            return "Select"
        if self.is_checkbox:
            return "Tick"
        return "Choose" if isinstance(self.field.widget, forms.FileInput) else "Enter"


class GovUkRenderer(TemplatesSetting):
    """The site's FORM_RENDERER: templates in templates/django/forms."""

    form_template_name = "django/forms/govuk_form.html"
    formset_template_name = "django/forms/govuk_formset.html"
    field_template_name = "django/forms/govuk_field.html"
    bound_field_class = GovUkBoundField

    def render(self, template_name, context, request=None):
        """A whole form is given its fields in groups."""
        if "hidden_fields" in context:
            context = context | {"groups": list(grouped(context["form"]))}
        return super().render(template_name, context, request)


def grouped(form: forms.BaseForm) -> Iterator[tuple[str, list[BoundField]]]:
    """The visible fields under the legends of `form.fieldsets`; what no group names comes last, without one."""
    rest = [field.name for field in form.visible_fields()]
    for legend, names in getattr(form, "fieldsets", ()):
        here = [name for name in names if name in rest]
        rest = [name for name in rest if name not in here]
        if here:
            yield legend, [form[name] for name in here]
    if rest:
        yield "", [form[name] for name in rest]


def lower_first(label: str) -> str:
    """A label for the middle of a sentence: "Title" gives "title"; "URL" and "Ofsted letter" stay."""
    first = label.split(" ", maxsplit=1)[0]
    keeps = first in PROPER or first[1:] != first[1:].lower()
    return label if keeps else label[:1].lower() + label[1:]
