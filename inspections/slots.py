"""What inspections have to say on the pages that show several apps."""

from typing import Any

from django.db.models import Count, F, OuterRef
from django.urls import reverse

from inspections.models import Consideration, Progress, Recommendation, Update
from inspections.models.update import NEWEST
from inspections.standing import Newest, sentence
from meetings.models import AgendaItem, Meeting
from scrutiny import slots
from scrutiny.models import Panel
from scrutiny.slots import Bar, Row, Section

FEW = 5


def where_they_are(user, _subject) -> Section:
    """How many recommendations that meetings considered are where, as a picture and its table."""
    rows = Recommendation.objects.visible_to(user).followed(user).with_standing(user)
    counts = dict(rows.order_by().values_list("newest_progress").annotate(Count("pk")))
    tracker = "/recommendations/?followed=on&progress="
    bars = [
        Bar(label, counts[value], Progress(value).look, tracker + value)
        for value, label in Progress.choices
        if value in counts
    ]
    if None in counts:
        bars.append(Bar("No update", counts[None], "neutral", tracker + "none"))
    return Section(
        "Where recommendations stand",
        empty="No meeting has considered a recommendation yet.",
        more_link="/recommendations/",
        more_words="All recommendations",
        bars=bars,
    )


def threads_of_a_meeting(user, meeting: Meeting) -> Section:
    """For each item, what it considered: an inspection, or a recommendation with the sentence of its own page."""
    ties = (
        Consideration.objects.visible_to(user)
        .filter(item__meeting=meeting)
        .select_related("recommendation", "inspection__authority", "inspection__framework__inspectorate")
        .annotate(newest=Update.objects.visible_to(user).newest_of(OuterRef("recommendation"), NEWEST))
        .order_by(F("inspection").asc(nulls_first=True), "recommendation__inspection", "recommendation__position")
    )
    return Section("What the items considered", [considered_row(tie) for tie in ties])


def considered_row(tie: Any) -> Row:
    if tie.recommendation is None:
        return Row(str(tie.considered), tie.considered.get_absolute_url(), key=tie.item_id)
    return thread_row(tie.recommendation, tie.newest, tie.item_id)


def thread_row(recommendation: Recommendation, newest: Newest | None, key: int | None = None) -> Row:
    progress = Progress(newest["progress"]) if newest else None
    return Row(
        words=recommendation.text,
        link=recommendation.get_absolute_url(),
        note=sentence(newest),
        status=progress.label if progress else "No update",
        look=progress.look if progress else "neutral",
        key=key,
    )


def own_recommendations(user, panels: list[Panel]) -> Section:
    """What the reader's own panels considered last."""
    rows = considered_by(user, panels)
    return Section("My recommendations", rows, "Your meetings have considered none yet.", "/recommendations/")


def moved_by_an_agenda(user, meeting: Meeting) -> Section:
    """For each item of an agenda, in short, what it will consider."""
    rows = ties_of(user).filter(item__meeting=meeting)
    return Section("What the items will consider", [Row(short_words(tie), key=tie.item_id) for tie in rows])


def considered_by_an_item(user, item: AgendaItem) -> Section:
    """What an item will consider, where more can be tied to it and ties can be undone."""
    rows = [
        Row(
            short_words(tie),
            tie.considered.get_absolute_url(),
            note=tie.recommendation.text if tie.recommendation else "",
            verb="Take off",
            verb_link=reverse("consideration_remove", args=[tie.pk]),
        )
        for tie in ties_of(user).filter(item=item)
    ]
    add = reverse("item_considers", args=[item.pk])
    return Section(
        "What it will consider", rows, "Nothing is tied to it yet.", add, "Add an inspection or a recommendation"
    )


def ties_of(user) -> Any:
    return (
        Consideration.objects.visible_to(user)
        .select_related(
            "recommendation__inspection__authority",
            "recommendation__inspection__framework__inspectorate",
            "inspection__authority",
            "inspection__framework__inspectorate",
        )
        .order_by(F("inspection").asc(nulls_first=True), "recommendation__inspection", "recommendation__position", "pk")
    )


def short_words(tie: Consideration) -> str:
    """ "Area for improvement 4, Ofsted focused visit, Thornmere, 12 May 2026", or the inspection by its name."""
    if tie.recommendation is None:
        return str(tie.inspection)
    return f"{tie.recommendation.label}, {tie.recommendation.inspection}"


def panel_recommendations(user, panel: Panel) -> Section:
    """What the panel's meetings considered last."""
    return Section(
        "Recommendations",
        considered_by(user, [panel]),
        "Its meetings have considered none yet.",
        "/recommendations/",
        "All recommendations",
    )


def considered_by(user, panels: list[Panel]) -> list[Row]:
    ties = Consideration.objects.visible_to(user).filter(item__meeting__panel__in=panels).values("recommendation_id")
    rows = Recommendation.objects.visible_to(user).with_standing(user).filter(pk__in=ties).in_order()[:FEW]
    return [thread_row(row, row.newest) for row in rows]


def register() -> None:
    slots.register("home", where_they_are)
    slots.register("desk", own_recommendations)
    slots.register("panel", panel_recommendations)
    slots.register("meeting", threads_of_a_meeting)
    slots.register("agenda", moved_by_an_agenda)
    slots.register("item", considered_by_an_item)
