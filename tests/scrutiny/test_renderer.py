"""Forms come out in GOV.UK markup, with errors that say what to do."""

import pytest
from django import forms
from django.template.loader import render_to_string
from pytest_django.asserts import assertHTMLEqual

from scrutiny.forms.fields import DayField
from scrutiny.forms.renderer import lower_first

KINDS = [("f", "Formal"), ("i", "Informal")]


class PaperForm(forms.Form):
    fieldsets = [("What it is", ["title", "kind"]), ("Nothing", ["missing"])]

    title = forms.CharField(max_length=5, help_text="As printed.")
    kind = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect)
    told = forms.MultipleChoiceField(choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False)
    held_on = DayField(label="Date")
    paper = forms.FileField(widget=forms.FileInput)
    recorded = forms.BooleanField(required=False, help_text="With a link.")
    panel = forms.ChoiceField(choices=[("", "-"), *KINDS], label="Which panel?")
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "app-tall"}), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def wrong():
    return PaperForm({"title": "Too long a title", "token": "kept"})


def test_a_text_box_has_label_hint_and_ids():
    assertHTMLEqual(
        PaperForm()["title"].as_field_group(),
        """
        <div class="govuk-form-group">
          <label class="govuk-label app-label" for="id_title">Title</label>
          <div id="id_title_helptext" class="govuk-hint">As printed.</div>
          <input type="text" name="title" id="id_title" class="govuk-input" aria-describedby="id_title_helptext">
        </div>
        """,
    )


def test_an_error_is_named_described_and_marked():
    html = wrong()["title"].as_field_group()
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="govuk-visually-hidden">Error:</span> Title must be 5 characters or fewer' in html
    assert 'value="Too long a title"' in html


@pytest.mark.parametrize(
    ("name", "sentence", "target"),
    [
        ("kind", "Select the kind", "id_kind_0"),
        ("held_on", "Enter the date", "id_held_on_0"),
        ("paper", "Choose the paper", "id_paper"),
        ("panel", "Answer the question: which panel?", "id_panel"),
    ],
)
def test_what_is_missing_is_asked_for_by_name(name, sentence, target):
    field = wrong()[name]
    assert field.problems == [sentence]
    assert field.target_id == target
    assert f'id="{target}"' in field.as_field_group()


def test_radios_and_ticks_stand_in_a_fieldset_with_a_legend():
    for name, kind in (("kind", "radio"), ("told", "checkbox")):
        html = PaperForm()[name].as_field_group()
        assert "<fieldset" in html
        assert "<legend" in html
        assert html.count(f'type="{kind}"') == 2


def test_a_lone_tick_box_has_its_label_after_it_and_is_never_optional():
    html = PaperForm()["recorded"].as_field_group()
    assert html.index('type="checkbox"') < html.index("<label")
    assert "(optional)" not in html
    assert 'aria-describedby="id_recorded_helptext"' in html


def test_what_may_be_left_out_says_so():
    assert "(optional)" in PaperForm()["note"].as_field_group()
    assert "(optional)" not in PaperForm()["title"].as_field_group()


def test_a_widget_keeps_its_own_class():
    assert 'class="govuk-textarea app-tall"' in str(PaperForm()["note"])


def test_the_browser_neither_cuts_nor_asks():
    html = str(PaperForm())
    assert "maxlength" not in html
    assert " required" not in html


def test_groups_come_under_their_legends_and_the_rest_after_them():
    html = str(PaperForm())
    assert "What it is" in html
    assert "Nothing" not in html
    assert html.index("What it is") < html.index("id_title") < html.index("id_kind") < html.index("id_told_0")
    assert html.count('name="title"') == 1
    assert 'type="hidden"' in html


def test_the_summary_links_every_error_to_its_box():
    html = render_to_string("components/error_summary.html", {"form": wrong()})
    assert "There is a problem" in html
    assert '<a href="#id_title">Title must be 5 characters or fewer</a>' in html
    assert '<a href="#id_kind_0">Select the kind</a>' in html


def test_no_error_no_summary():
    assert render_to_string("components/error_summary.html", {"form": PaperForm()}).strip() == ""
    assert render_to_string("components/error_summary.html", {}).strip() == ""


def test_the_summary_counts_the_forms_of_a_formset():
    formset = forms.formset_factory(PaperForm, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "Too long a title"}
    )
    html = render_to_string("components/error_summary.html", {"formsets": [formset]})
    assert '<a href="#id_form-0-title">Title must be 5 characters or fewer</a>' in html


def test_errors_of_the_whole_form_stand_in_the_summary():
    form = wrong()
    form.add_error(None, "Somebody saved this before you.")
    assert "<li>Somebody saved this before you.</li>" in render_to_string(
        "components/error_summary.html", {"form": form}
    )


def test_a_forms_own_sentence_stays():
    class OwnForm(forms.Form):
        title = forms.CharField(error_messages={"required": "Say what it is called"})

    assert "Say what it is called" in OwnForm({})["title"].as_field_group()


@pytest.mark.parametrize(
    ("label", "inside"), [("Title", "title"), ("Ofsted letter", "Ofsted letter"), ("URL", "URL"), ("", "")]
)
def test_labels_inside_a_sentence(label, inside):
    assert lower_first(label) == inside
