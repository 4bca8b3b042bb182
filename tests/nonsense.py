"""What nobody should type into the forms of people and meetings, and what the site answers."""

from typing import NamedTuple

from tests.journeys import worlds

TOO_LONG = "x" * 301
OFFERED = "Select one of the choices offered"
NO_DATE = "must be a real date, like 27 7 2021"


def day(name, *boxes):
    return {f"{name}_{part}": box for part, box in zip(("day", "month", "year"), boxes, strict=True)}


class Nonsense(NamedTuple):
    """``beside`` are the sentences at the fields, ``whole`` those about the form; ``lost`` the boxes that cannot
    show what they were sent, since it was never offered or is a password."""

    address: str
    typed: dict[str, str]
    beside: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


PEOPLE = [
    Nonsense(
        "/panels/new/",
        {
            "name": "",
            "code": "CHILDREN AND FAMILIES",
            "slug": "not a slug!",
            "remit": "Looks into schools",
            "reports_to": "999999",
            "seats": "many",
            "quorum": "-1",
            "default_time": "teatime",
            "default_venue": TOO_LONG,
            "standing_items": "Apologies",
        },
        (
            "Enter the name",
            "Code must be 10 characters or fewer",
            "The address may hold letters, numbers and hyphens only, like children",
            OFFERED,
            "Seats must be a whole number",
            "Quorum must be 0 or more",
            "Usual time must be a time, like 4.00pm",
            "Usual venue must be 200 characters or fewer",
        ),
        lost=("reports_to",),
    ),
    Nonsense(
        "{panel}edit/",
        {
            "name": TOO_LONG,
            "code": "CSP",
            "seats": "3",
            "quorum": "9",
            "default_time": "25:00",
            **day("abolished_on", "1", "", "2026"),
        },
        (
            "Name must be 200 characters or fewer",
            "Quorum must be no more than the number of seats",
            "Usual time must be a time, like 4.00pm",
            "Abolished on must include a month",
        ),
    ),
    Nonsense(
        "{panel}members/new/",
        {
            "person": "999999",
            "role": "king",
            "voting_items": "education",
            **day("from_on", "31", "2", "2026"),
            **day("until_on", "x", "y", "z"),
        },
        (OFFERED, OFFERED, f"From {NO_DATE}", f"Until {NO_DATE}"),
        lost=("person", "role"),
    ),
    Nonsense(
        "{panel}members/new/",
        {
            "person": "somebody",
            "role": "member",
            **day("from_on", "1", "2", "2026"),
            **day("until_on", "1", "1", "2026"),
        },
        ("Until must be after the day on which the membership begins",),
    ),
    Nonsense(
        "{member}end/",
        day("until_on", "1", "13", "26"),
        ("First day without this seat must have a year of 4 numbers, like 2021",),
    ),
    Nonsense("{member}end/", day("until_on", "1", "1", "1999"), whole=("A membership can't end before it has begun.",)),
    Nonsense(
        "/people/new/",
        {"name": "", "honorific": "Dr", "kind": "elf", "ward": "Park", "email": "not an address"},
        ("Enter the name", OFFERED, "Enter an e-mail address, like name@example.gov.uk"),
        lost=("kind",),
    ),
    Nonsense("{person}merge/", {"other": "999999"}, (OFFERED,), lost=("other",)),
    Nonsense("{person}merge/", {"other": ""}, ("Select the same person as",)),
    Nonsense(
        "{namesakes}",
        {"words": "x" * 501, "of_sort_name": "gone", "of_ward": "both"},
        (
            OFFERED,
            f"Choose which is right: {worlds.WORDS}",
            "How do you know that they are one person? must be 500 characters or fewer",
        ),
        lost=("of_ward",),
    ),
    Nonsense("{merge}undo/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
    Nonsense(
        "{person}edit/",
        {"name": TOO_LONG, "honorific": "x" * 41, "sort_name": "Person, A", "kind": "councillor"},
        ("Title must be 40 characters or fewer", "Name must be 200 characters or fewer"),
    ),
]
CLOSURES = [
    Nonsense(
        "/closures/new/",
        {**day("day", "31", "2", "2026"), "title": "", "kind": "feast"},
        (f"Day {NO_DATE}", "Say what it is called", OFFERED),
        lost=("kind",),
    ),
    Nonsense(
        "/closures/new/",
        {**day("day", "18", "4", "2022"), "title": "Easter", "kind": "closed"},
        whole=("Monday 18 April 2022 doesn’t count as it is (Easter Monday). Choose a working day.",),
    ),
    Nonsense("{closure}remove/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
]
MEETINGS = [
    Nonsense(
        "/meetings/new/",
        {
            "panel": "999",
            **day("held_on", "31", "2", "2026"),
            "starts_at": "teatime",
            "venue": TOO_LONG,
            "attendance": "by air",
            "livestream": "no address",
        },
        (
            OFFERED,
            f"Date {NO_DATE}",
            "Start must be a time, like 4.00pm",
            "Venue must be 200 characters or fewer",
            OFFERED,
            "Enter a web address, like https://www.example.org",
        ),
        lost=("panel", "attendance"),
    ),
    Nonsense(
        "{meeting}edit/",
        {
            "starts_at": "4.00",
            "venue": "Town Hall",
            "attendance": "virtual",
            "recording": "javascript:alert(1)",
        },
        (
            "Start must say am or pm, like 4.00pm",
            "Enter a web address, like https://www.example.org",
        ),
    ),
    Nonsense(
        "{called_off}edit/", {"starts_at": "4pm", "attendance": "in_person", "reason": ""}, ("Say why it is cancelled",)
    ),
    Nonsense(
        "/meetings/schedule/",
        {
            "panel": "999999",
            "dates": "Monday 27 July 2021\nsoon",
            "each": "tenth",
            "weekday": "9",
            **day("from_on", "31", "2", "2026"),
            "at": "teatime",
        },
        (
            OFFERED,
            "Line 1: 27 July 2021 is a Tuesday, not a Monday",
            "Line 2: “soon” is no date that can be read. Type it like Tuesday 27 July 2021, 4.00pm",
            OFFERED,
            OFFERED,
            f"From {NO_DATE}",
            "Time must be a time, like 4.00pm",
        ),
        lost=("panel", "each", "weekday"),
    ),
    Nonsense(
        "{draft}move/",
        {**day("held_on", "31", "2", "2027"), "starts_at": "4.00", "venue": TOO_LONG, "reason": ""},
        (
            f"New date {NO_DATE}",
            "Start must say am or pm, like 4.00pm",
            "Venue must be 200 characters or fewer",
            "Say why it moves",
        ),
    ),
    Nonsense("{called_off}reinstate/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
    Nonsense("{draft}call-off/", {"state": "held", "reason": ""}, (OFFERED, "Say why"), lost=("state",)),
    Nonsense("{draft}agenda/", {"line": " / Imran Sadiq"}, ("Enter a title before the slash",)),
    Nonsense(
        "{draft}agenda/",
        {"line": f"{TOO_LONG} / Imran Sadiq"},
        ("The title and the presenter must each be 300 characters or fewer",),
    ),
    Nonsense(
        "{late_draft}agenda/publish/",
        {"lateness": "late_agenda", "reason": "", "as_it_is": " "},
        (
            "Put right what is listed above, or say why the agenda goes out as it is",
            "Say why it is late; the words are printed on the agenda",
        ),
        lost=("as_it_is",),
    ),
    Nonsense(
        "{late_draft}agenda/publish/",
        {"lateness": "x", "reason": "Snow", "as_it_is": "Tomorrow"},
        (OFFERED,),
        lost=("lateness",),
    ),
    Nonsense(
        "{added_to}agenda/publish/",
        {"kind": "revised", "reason": " ", "left_out": "999999", "as_it_is": "Tomorrow"},
        (
            OFFERED,
            "Say why item 900 can’t wait",
            "Say what changed and why; the words are printed on the page",
        ),
        lost=("left_out", "reason"),
    ),
    Nonsense(
        "{late_item}urgency/",
        {"decided": "perhaps", "words": ""},
        (OFFERED, "Say why, as the minutes will say it"),
        lost=("decided",),
    ),
    Nonsense(
        "{circulation}new/",
        {"person": "999999", "name": TOO_LONG, "capacity": "king", "way": "printed", "copies": "many"},
        (
            OFFERED,
            "Or a name must be 200 characters or fewer",
            OFFERED,
            "How many printed copies must be a whole number",
        ),
        lost=("person", "capacity"),
    ),
    Nonsense(
        "{circulation}new/",
        {"name": "Echo", "capacity": "press", "way": "email", "email": "not an address", "is_left_out": "on"},
        (
            "Enter an e-mail address, like name@example.gov.uk",
            "Choose who of the panel gets nothing, or take the line off the list",
        ),
    ),
    Nonsense(
        "{line}",
        {"name": "Echo", "capacity": "press", "way": "printed", "copies": "0"},
        ("Enter how many copies to print",),
    ),
    Nonsense(
        "{meeting}minutes/publish/",
        {"reason": " "},
        whole=("This was published before. Say what changed and why; the words are printed on the page.",),
    ),
    Nonsense(
        "{item}readers/",
        {"kind": "king", "person": "999999", "reason": TOO_LONG},
        (OFFERED, OFFERED, "Why must be 200 characters or fewer"),
        lost=("kind", "person"),
    ),
    Nonsense("{item}open/", {"reason": " "}, ("Say why it is open now",)),
    Nonsense(
        "{item}",
        {
            "title": "",
            "number": "x" * 11,
            "text": "Some words",
            "presenters": TOO_LONG,
            "purpose": "fun",
            "delivery": "report",
            "openness": "exempt",
            "exempt_paragraph": "",
            "public_interest": "",
            "public_title": TOO_LONG,
        },
        (
            "Enter the title",
            "Number must be 10 characters or fewer",
            "Presenters must be 300 characters or fewer",
            OFFERED,
            "Select the paragraph under which it is exempt",
            "Say why the public interest is in keeping it private",
            "Title for the public must be 300 characters or fewer",
        ),
        lost=("purpose",),
    ),
    Nonsense(
        "{panel}planned/new/",
        {"subject": TOO_LONG, "presenters": TOO_LONG, "details": "By school", "when": "never"},
        ("Subject must be 300 characters or fewer", "Presenters must be 300 characters or fewer", OFFERED),
        lost=("when",),
    ),
    Nonsense("{planned}edit/", {"subject": "", "details": "By school"}, ("Enter the subject",)),
    Nonsense("{planned}move/", {"when": "yesterday", "reason": ""}, (OFFERED, "Say why"), lost=("when",)),
    Nonsense("{planned}drop/", {"reason": " "}, ("Say why",), lost=("reason",)),
    Nonsense(
        "{draft}agenda/running-order/",
        {"an item's minutes": "an hour"},
        ("Minutes must be a whole number",),
    ),
    Nonsense("{draft}agenda/running-order/", {"an item's minutes": "601"}, ("Minutes must be 600 or fewer",)),
    Nonsense("{copying}", {"items": "999999"}, (OFFERED,), lost=("items",)),
    Nonsense(
        "{item}remove/",
        {"why": "deferred", "returns": "never", "reason": ""},
        ("Choose when it comes again, or say that it is withdrawn",),
    ),
    Nonsense(
        "{item}remove/",
        {"why": "fun", "returns": "yesterday", "reason": "Fun"},
        (OFFERED, OFFERED),
        lost=("why", "returns"),
    ),
    Nonsense(
        "{minuted}remove/",
        {"why": "other", "returns": "never", "reason": "By mistake"},
        whole=(
            (
                "This item is part of the record: minutes, a recommendation or an update point to it. "
                "Say in the minutes that it was withdrawn instead."
            ),
        ),
    ),
    Nonsense(
        "{item}papers/new/",
        {"title": "", "kind": "novel", "author": TOO_LONG, "openness": "exempt", "public_interest": "A price"},
        (
            "Choose the file",
            "Enter the title",
            OFFERED,
            "Author must be 200 characters or fewer",
            "Select the paragraph under which it is exempt",
        ),
        lost=("kind",),
    ),
    Nonsense(
        "{item_paper}replace/",
        {"title": "", "recommendations": "to note", "background": "A letter", "reason": "x" * 1001},
        ("Choose the new version", "Enter the title", "What has changed must be 1,000 characters or fewer"),
    ),
    Nonsense(
        "{item}papers/ask/",
        {"office": "Nobody yet", "name": TOO_LONG, "email": "me", **day("due_on", "31", "2", "2027"), "covers": "All"},
        (
            "No office has this title. Choose one of the list, or leave it empty and give a name",
            "Name must be 200 characters or fewer",
            "Enter an e-mail address, like name@example.gov.uk",
            f"Due {NO_DATE}",
        ),
    ),
    Nonsense(
        "{item}papers/ask/",
        {"office": "", "name": "", "email": "", **day("due_on", "1", "2", "1999"), "covers": "All"},
        (
            "Enter the office, or the name of whoever writes it",
            "Enter the e-mail address: none is on record for this office",
            "Due must be today or later",
        ),
    ),
    Nonsense("{asked}return/", {"missing": ""}, ("Say what is missing",)),
    Nonsense("{asked}withdraw/", {"reason": "x" * 1001}, ("Why must be 1,000 characters or fewer",)),
    Nonsense("{asked}link/stop/", {"words": "x" * 501}, ("Why must be 500 characters or fewer",)),
    Nonsense(
        "{draft}agenda/chair/",
        {},
        whole=("No e-mail address of the chair is on record. Ask a manager to enter it.",),
    ),
    Nonsense("{meeting}attendance/", {"adjournment": "x" * 201}, ("Adjourned must be 200 characters or fewer",)),
    Nonsense(
        "{meeting}attendance/new/",
        {"name": "", "capacity": "king", "state": "perhaps", "role": TOO_LONG},
        (
            "Enter the name",
            OFFERED,
            "Role as printed must be 200 characters or fewer",
            OFFERED,
        ),
        lost=("capacity", "state"),
    ),
    Nonsense("{attender}", {"capacity": "king", "state": "present"}, (OFFERED,), lost=("capacity",)),
    Nonsense(
        "{meeting}declarations/",
        {"person": "999999", "kind": "whim"},
        (OFFERED, OFFERED),
        lost=("person", "kind"),
    ),
    Nonsense(
        "{link}",
        {
            "title": "",
            "stage": "perhaps",
            "cleared_by": TOO_LONG,
            "purpose": "x" * 20_001,
            "recommendations": "to note",
            "background": "A letter",
        },
        (
            "Choose the file",
            "Enter the title",
            OFFERED,
            "Who has cleared it must be 200 characters or fewer",
            "What the paper is for must be 20,000 characters or fewer",
        ),
        lost=("stage",),
    ),
]
