"""The council itself: accounts, authorities, years, people, panels with their members, and offices."""

from datetime import date, time
from functools import partial

from django.conf import settings

from inspections.importers.demo.story import Moment, Moments, Row, Story, day, on
from scrutiny.models import Membership, Office, Panel, Person, Role, User
from scrutiny.operations import (
    add_closure,
    add_member,
    add_panel,
    add_person,
    add_user,
    add_year,
    appoint,
    authority_named,
    choose_panels,
    end_membership,
    office_titled,
)


def moments(story: Story) -> Moments:
    """The council is set up on the first day of its first year; members and holders change on their days."""
    begins = story.rows("years")[0]["starts"]
    for clock, part in [
        ("09:00", enter_people),
        ("09:30", enter_accounts),
        ("10:00", enter_authorities),
        ("10:10", enter_years),
        ("10:20", enter_closures),
        ("10:30", enter_panels),
        ("11:00", enter_offices),
        ("11:30", enter_desks),
    ]:
        yield Moment(on(begins, clock), partial(part, story))
    for row in story.rows("memberships"):
        yield from seat(story, row, begins)
    for office in story.rows("offices"):
        for held in office["held"]:
            begun = on(max(held["from"], begins), "12:30")
            yield Moment(begun, partial(hold, story, office["key"], held))


def enter_people(story: Story) -> None:
    """Before there is an account, so nobody is named in their history."""
    for row in story.rows("people"):
        fields = {name: value for name, value in row.items() if name != "key"}
        story.enter(row["key"], add_person(by=None, **fields))


def enter_accounts(story: Story) -> None:
    """The manager comes first and gives the others theirs; each goes by the name before the @."""
    giver = None
    for row in story.rows("accounts"):
        person = story.find(Person, row["person"]) if row["person"] else None
        user = add_user(
            email=row["email"],
            name=row["name"],
            role=row["role"],
            password=settings.DEMO_PASSWORD,
            person=person,
            by=giver,
        )
        story.enter(row["email"].split("@")[0], user)
        giver = story.manager


def enter_authorities(story: Story) -> None:
    for row in story.rows("authorities"):
        fields = {name: row[name] for name in ["gss_code", "region", "kind"]}
        story.enter(row["key"], authority_named(row["name"], by=story.manager, **fields))


def enter_years(story: Story) -> None:
    for row in story.rows("years"):
        add_year(starts_on=date.fromisoformat(row["starts"]), ends_on=date.fromisoformat(row["ends"]), by=story.manager)


def enter_closures(story: Story) -> None:
    for row in story.rows("closures"):
        add_closure(day=date.fromisoformat(row["day"]), title=row["title"], kind=row["kind"], by=story.manager)


def enter_panels(story: Story) -> None:
    """Those that report to nobody first, so that the others have a body to report to."""
    for row in sorted(story.rows("panels"), key=lambda row: row["reports_to"] != ""):
        fields = {name: row[name] for name in ["name", "code", "slug", "quorum", "seats", "remit", "default_venue"]}
        panel = add_panel(
            **fields,
            reports_to=story.find(Panel, row["reports_to"]) if row["reports_to"] else None,
            standing_items="\n".join(row["standing_items"]),
            default_time=time.fromisoformat(row["default_time"]),
            contact=story.find(Person, row["contact"]),
            by=story.manager,
        )
        story.enter(row["key"], panel)


def enter_offices(story: Story) -> None:
    """Deputies first, so that each office has one to name."""
    rows = {row["key"]: row for row in story.rows("offices")}
    deputies = {row["deputy"] for row in rows.values()}
    for row in sorted(rows.values(), key=lambda row: row["key"] not in deputies):
        deputy = story.find(Office, row["deputy"]) if row["deputy"] else None
        office = office_titled(row["title"], by=story.manager, email=row["email"], deputy=deputy)
        story.enter(row["key"], office)


def enter_desks(story: Story) -> None:
    """The officer's desk shows the council's first panel first; the other bodies are covered when need be."""
    first = story.find(Panel, story.rows("panels")[0]["key"])
    for officer in User.objects.filter(role=Role.OFFICER):
        choose_panels(user=officer, panels=[first], by=officer)


def seat(story: Story, row: Row, begins: str) -> Moments:
    """Seats are given up in the morning and taken in the afternoon, so a change of role on one day fits."""
    key = f"{row['panel']} {row['person']} {row['from']}"
    yield Moment(on(max(row["from"], begins), "12:00"), partial(take_seat, story, row, key))
    if row["until"]:
        yield Moment(on(row["until"], "09:00"), partial(leave_seat, story, row["until"], key))


def take_seat(story: Story, row: Row, key: str) -> None:
    membership = add_member(
        panel=story.find(Panel, row["panel"]),
        person=story.find(Person, row["person"]),
        role=row["role"],
        from_on=date.fromisoformat(row["from"]),
        voting_items=row["voting_items"],
        by=story.manager,
    )
    story.enter(key, membership)


def leave_seat(story: Story, until: str, key: str) -> None:
    end_membership(membership=story.find(Membership, key), until_on=date.fromisoformat(until), by=story.manager)


def hold(story: Story, office: str, held: Row) -> None:
    appoint(
        office=story.find(Office, office),
        person=story.find(Person, held["person"]),
        from_on=date.fromisoformat(held["from"]),
        until_on=day(held["until"]),
        by=story.manager,
    )
