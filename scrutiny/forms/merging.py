"""Joining two rows of people: who they are, whose particulars are right, and what is to be done where they collide."""

from typing import Any

from django import forms

from scrutiny.forms.versioned import Asking, fresh
from scrutiny.models import Person
from scrutiny.operations import Plan, ShownOtherwise, plan_of

Choice = tuple[str, str]

THIS, OTHER = "kept", "gone"


class SamePersonForm(forms.Form):
    """Who a person turned out to be. Those with the same surname come first."""

    other = forms.ChoiceField(label="The same person as")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = list(Person.objects.unmerged().exclude(pk=person.pk).order_by("sort_name", "pk"))
        alike = [each for each in others if surname(each) == surname(person)]
        rest = [each for each in others if each not in alike]
        groups = [("The same surname", choices_of(alike)), ("Everybody else", choices_of(rest))]
        self.fields["other"].choices = [("", "Choose a person"), *(group for group in groups if group[1])]


def surname(person: Person) -> str:
    """As lists are sorted by it; of "Walker" without a first name, all there is."""
    return person.sort_name.partition(",")[0].strip().casefold()


def choices_of(people: list[Person]) -> list[Choice]:
    return [(str(each.pk), described(each)) for each in people]


def described(person: Person) -> str:
    """ "Councillor J Walker (Councillor, Labour, Park ward)": what tells namesakes apart."""
    ward = f"{person.ward} ward" if person.ward else ""
    facts = ", ".join(filter(None, [person.get_kind_display(), person.party, ward, person.email]))
    return f"{person} ({facts})"


class MergeForm(Asking, forms.Form):
    """Whose particulars are right where two people differ, and which way is taken out of each collision.

    It knows the versions of both that its reader saw, and the digest of the plan.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_gone = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(plan)

    def ask(self, plan: Plan) -> None:
        """Have the questions that the plan leaves open, and remember what it showed."""
        self.plan = plan
        names = [name for name in self.fields if name not in MergeForm.base_fields]
        for name in names:
            del self.fields[name]
        for name in plan.differing:
            self.fields[f"of_{name}"] = whose(plan, name)
        for each in plan.open_questions:
            ways = [(str(number), way.words) for number, way in enumerate(each.ways)]
            self.fields[each.key] = forms.ChoiceField(
                label=f"{each.about}: which is right?",
                choices=ways,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose which is right: {each.about}"},
                help_text="They had different roles on the same days. The other one is removed.",
            )
        self.fields["words"] = forms.CharField(
            label="How do you know that they are one person?", required=False, max_length=500,
            help_text="Kept in the history",
        )  # fmt: skip
        self.fields["seen"].initial = plan.kept.version
        self.fields["seen_gone"].initial, self.fields["shown"].initial = plan.gone.version, plan.seen

    def clean(self) -> dict[str, Any]:
        """Where the questions are others by now, what was answered says nothing."""
        shown = self.cleaned_data.get("shown")
        if shown and shown != self.plan.seen:
            self.errors.clear()
            self.add_error(None, self.show_conflict())
        return self.cleaned_data

    def show_conflict(self, by: Any = None) -> str:
        """Ask again, of what stands now; gives the sentence for the top of the page."""
        self.ask(plan_of(fresh(self.plan.kept), fresh(self.plan.gone)))
        data = self.data.copy()
        data["seen"], data["seen_gone"] = str(self.plan.kept.version), str(self.plan.gone.version)
        data["shown"] = self.plan.seen
        self.data = data
        return str(ShownOtherwise())

    def asked(self) -> dict[str, Any]:
        """What `merge_people` is told."""
        typed = self.cleaned_data
        right = {THIS: self.plan.kept, OTHER: self.plan.gone}
        return {
            "particulars": {name: getattr(right[typed[f"of_{name}"]], name) for name in self.plan.differing},
            "ways": {each.key: int(typed[each.key]) for each in self.plan.open_questions},
            **{name: typed[name] for name in ("seen", "seen_gone", "shown", "words")},
        }


def whose(plan: Plan, name: str) -> forms.ChoiceField:
    """The two values of a particular; the one that says something is chosen already."""
    values = {THIS: said_of(plan.kept, name), OTHER: said_of(plan.gone, name)}
    return forms.ChoiceField(
        label=str(Person._meta.get_field(name).verbose_name).capitalize(),
        choices=[(side, words or "Leave it empty") for side, words in values.items()],
        initial=THIS if values[THIS] else OTHER,
        widget=forms.RadioSelect,
    )


def said_of(person: Person, name: str) -> str:
    """A particular as the page says it."""
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else getattr(person, name))
