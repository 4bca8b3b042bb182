"""What every page knows: whose site this is, in whose words, and where the reader stands in it."""

from django.conf import settings

WORDS = (
    "COUNCIL_NAME", "COUNCIL_COLOUR", "COUNCIL_LOGO", "COUNCIL_EMAIL", "COUNCIL_PHONE",
    "PANEL_WORD", "EXECUTIVE_WORD", "DECISION_VERB", "DECISION_NOTED", "DEMO", "OIDC_NAME",
)  # fmt: skip

OWN_DESK = ("My desk", "/desk/")
SECTIONS = (
    ("Meetings", "/meetings/"),
    ("Panels", "/panels/"),
    ("Inspections", "/inspections/"),
    ("Recommendations", "/recommendations/"),
    ("People", "/people/"),
)


def council(request) -> dict:
    """The council's settings by their own names, and the parts of the site with the one that is open."""
    words = {name: getattr(settings, name, "") for name in WORDS}
    user = getattr(request, "user", None)  # an error may come before anybody is known
    desk = [OWN_DESK] if user and user.is_authenticated else []
    return words | {"navigation": [_section(request, *section) for section in [*desk, *SECTIONS]]}


def _section(request, words: str, address: str) -> dict:
    """One link of the navigation: current is what aria-current says, empty elsewhere."""
    inside = "true" if request.path.startswith(address) else ""
    return {"words": words, "address": address, "current": "page" if request.path == address else inside}
