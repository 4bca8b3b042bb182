"""What nobody should type into the forms of minutes, and what the site answers."""

from tests.nonsense import NO_DATE, OFFERED, TOO_LONG, Nonsense, day

MINUTES = [
    Nonsense(
        "{minuted}minute/",
        {
            "became": "perhaps",
            "number": "x" * 31,
            "heading": "",
            "body": "What was said",
            "decisions": "to note\nto ask",
            "action_text": "To send figures",
            "action_owner": TOO_LONG,
            **day("action_due_on", "31", "2", "2027"),
            "action_asked_by": "999999",
        },
        (
            OFFERED,
            "Minute number must be 20 characters or fewer",
            "Enter the heading",
            "Owner must be 200 characters or fewer",
            f"Due {NO_DATE}",
            OFFERED,
        ),
        lost=("became", "action_asked_by"),
    ),
    Nonsense("{minuted}sections/new/", {"heading": TOO_LONG}, ("Heading must be 300 characters or fewer",)),
    Nonsense("{section}", {"heading": "", "body": "Said."}, ("Enter the heading",)),
    Nonsense(
        "{decision}",
        {
            "verb": "DREAMT",
            "votes_for": "many",
            "votes_against": "-1",
            "abstained": "1000",
            "voters": "For: Elm.",
            "refers_to": TOO_LONG,
            "when": "yesterday",
            "subject": TOO_LONG,
        },
        (
            OFFERED,
            "For must be a whole number",
            "Against must be 0 or more",
            "Abstained must be 999 or fewer",
            "Refers it to must be 200 characters or fewer",
            OFFERED,
            "What to plan must be 300 characters or fewer",
        ),
        lost=("verb", "when"),
    ),
    Nonsense(
        "{action}",
        {"text": "", "owner": TOO_LONG, **day("due_on", "31", "2", "2027"), "reason": ""},
        (
            "Say what will be done",
            "Owner must be 200 characters or fewer",
            f"Due {NO_DATE}",
            "Say why it changes",
        ),
    ),
    Nonsense("{action}remove/", {"reason": "x" * 1001}, ("Why it changes must be 1,000 characters or fewer",)),
]
