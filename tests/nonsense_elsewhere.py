"""What nobody should type into the forms of inspections and accounts, and what the site answers."""

from tests.nonsense import NO_DATE, OFFERED, TOO_LONG, Nonsense, day

INSPECTIONS = [
    Nonsense("{considers}", {"considered": "inspection-999999"}, (OFFERED,), lost=("considered",)),
    Nonsense(
        "/inspections/new/",
        {
            "authority_name": TOO_LONG,
            "framework": "999",
            "focus": "The front door",
            **day("starts_on", "31", "2", "2026"),
            **day("ends_on", "1", "", ""),
            "precision": "century",
            "lead_inspector": TOO_LONG,
            "inspectors": "A Reader",
        },
        (
            "Authority must be 200 characters or fewer",
            OFFERED,
            f"First day {NO_DATE}",
            "Last day must include a month and a year",
            OFFERED,
            "Lead inspector must be 200 characters or fewer",
        ),
        lost=("framework", "precision"),
    ),
    Nonsense(
        "{inspection}edit/",
        {
            "authority_name": "",
            "framework": "",
            "focus": TOO_LONG,
            **day("starts_on", "2", "5", "2026"),
            **day("ends_on", "1", "5", "2026"),
            "precision": "day",
        },
        (
            "Enter the authority",
            "Select the framework",
            "Focus must be 200 characters or fewer",
            "Last day must be the same as or after the day it began",
        ),
    ),
    Nonsense("{inspection}judgements/", {"an area": "999"}, (OFFERED,), lost=("an area",)),
    Nonsense(
        "{inspection}recommendations/new/",
        {"kind": "gift", "number": "x" * 21, "text": "", "addressed_to": TOO_LONG},
        (
            OFFERED,
            "Number as printed must be 20 characters or fewer",
            "Enter the recommendation",
            "Addressed to must be 200 characters or fewer",
        ),
        lost=("kind",),
    ),
    Nonsense(
        "{recommendation}edit/",
        {"kind": "priority", "number": "x" * 21, "text": "", "addressed_to": "The police"},
        ("Number as printed must be 20 characters or fewer", "Enter the recommendation"),
    ),
    Nonsense(
        "{recommendation}remove/",
        {},
        whole=("This recommendation has updates or was considered at a meeting. It stays on record.",),
    ),
    Nonsense(
        "{inspection}papers/new/",
        {"title": "", "kind": "novel", "author": "A Reader"},
        ("Enter the title", OFFERED, "Choose the file"),
        lost=("kind",),
    ),
    Nonsense("{inspection}considered/", {"item": "999999"}, (OFFERED,), lost=("item",)),
    Nonsense("{recommendation}considered/", {"item": ""}, ("Select the meeting and item",)),
    Nonsense(
        "{recommendation}updates/new/",
        {
            **day("made_on", "31", "2", "2026"),
            "office": "",
            "progress": "great",
            "text": "",
            **day("revised_due_on", "x", "1", "2027"),
            "reason": "Snow",
            "evidence_title": TOO_LONG,
            "evidence_link": "no link",
            "item": "999999",
        },
        (
            f"Date of the update {NO_DATE}",
            "Enter the owner",
            OFFERED,
            "Answer the question: what has changed?",
            f"New date, if it has slipped {NO_DATE}",
            "Title of the evidence must be 300 characters or fewer",
            "Enter a web address, like https://www.example.org",
            OFFERED,
        ),
        lost=("progress", "item"),
    ),
    Nonsense(
        "{recommendation}updates/new/",
        {
            **day("made_on", "1", "6", "2026"),
            "office": "Nobody yet",
            "progress": "slipped",
            "text": "Late",
            "reason": "",
        },
        ("Enter the new date; the first one is kept", "Say why it has slipped"),
    ),
    Nonsense(
        "{recommendation}updates/new/",
        {**day("made_on", "1", "6", "1999"), "office": "Nobody yet", "progress": "on_track", "text": "Early"},
        whole=("An update can't be older than the inspection that made the recommendation.",),
    ),
    Nonsense(
        "{consideration}remove/",
        {},
        whole=("An update was considered at this item, so the recommendation stays tied to it.",),
    ),
    Nonsense("{words}", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
]
ACCOUNTS = [
    Nonsense(
        "/accounts/login/",
        {"login": "nobody@thornmere.example", "password": "guess"},
        whole=("The e-mail address or the password is not right.",),
        lost=("password",),
    ),
    Nonsense("/accounts/password/reset/", {"email": "me"}, ("Enter an e-mail address, like name@example.gov.uk",)),
    Nonsense(
        "/accounts/password/change/",
        {"oldpassword": "guess", "password1": "short", "password2": ""},
        (
            "This is not your current password",
            "This password is too short. It must contain at least 12 characters.",
            "Enter the new password again",
        ),
        lost=("oldpassword", "password1", "password2"),
    ),
    Nonsense("/accounts/reauthenticate/", {"password": "guess"}, ("This password is not right",), lost=("password",)),
    Nonsense(
        "/users/new/",
        {"name": "", "email": "me", "role": "elf", "person": "0"},
        ("Enter the name", "Enter an e-mail address, like name@example.gov.uk", OFFERED, OFFERED),
        lost=("role", "person"),
    ),
    Nonsense(
        "{user}edit/",
        {"name": TOO_LONG, "email": "ada@thornmere.example", "role": "councillor"},
        (
            "Name must be 200 characters or fewer",
            "Select the councillor, so that the account reads the private papers of their panels",
        ),
    ),
    Nonsense("{user}disable/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
    Nonsense("{user}enable/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
    Nonsense("{user}second-factor/", {"words": "x" * 501}, ("Why? must be 500 characters or fewer",)),
    Nonsense("/account/panels/", {"panels": "0"}, (OFFERED,), lost=("panels",)),
]
WITHHELD = [
    Nonsense(
        "/withheld/words/",
        {"words": "", "ground": "because", "reason": TOO_LONG},
        ("Enter the words to redact", OFFERED, "Reason must be 160 characters or fewer"),
        lost=("ground",),
    ),
    Nonsense(
        "/withheld/words/",
        {"words": "a b", "ground": "child", "reason": "it names a child"},
        whole=("Give at least three letters or figures: fewer would take words out of every page.",),
    ),
    Nonsense(
        "/withheld/words/",
        {"words": "Withheld", "ground": "child", "reason": "it names a child"},
        whole=("These words are what stands in the place of others that were redacted.",),
    ),
    Nonsense(
        "{withholdable}words/",
        {"words": "A Child", "ground": "child", "reason": "it names a child", "reach": "here"},
        whole=("The reason is printed, and it repeats the words that are to go. Give it in other words.",),
    ),
    Nonsense(
        "{withholdable}words/",
        {"words": "Ada", "ground": "child", "reason": "it names a child", "reach": "nowhere"},
        (OFFERED,),
        lost=("reach",),
    ),
    Nonsense("{withholdable}whole/", {"ground": "", "reason": ""}, ("Select the ground", "Enter the reason")),
]
