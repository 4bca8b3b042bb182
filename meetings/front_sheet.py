"""What the front sheet of a pack says, as the data that ``templates/typst/front_sheet.typ`` prints.

``facts`` are those of `meetings.operations.packs.facts_of`: what is known of the meeting besides its agenda.
"""

from typing import Any

from meetings.agenda_content import MEMBERS
from meetings.pack_plan import Content

Facts = dict[str, Any]

FOR_MEMBERS = (
    "For members: this pack holds private papers, on the pages that begin with P. "
    "Keep them to yourself, and give them back or destroy them after the meeting."
)
PRIVATE_TO_MEMBERS = "Private: to be taken without press and public, if the meeting so decides."
PREVIEW = "Preview: this has not been published, and may still change."


def front_sheet(content: Content, facts: Facts, audience: str, parts: dict[str, int]) -> dict[str, Any]:
    """``parts`` gives the number of each paper in the pack by its address."""
    return {
        "title": facts["title"],
        "council": facts["council"],
        "panel": facts["panel"],
        "footer": f"{facts['title']}, {facts['panel']}, {facts['short_day']}",
        "where": where(facts),
        "notices": notices(facts, private=audience == MEMBERS and holds_private(content)),
        "items": [item_row(item, audience, parts) for item in content["items"]],
        "membership": facts["membership"],
        "help": helping(facts),
    }


def where(facts: Facts) -> list[str]:
    livestream = f"Watch live: {facts['livestream']}" if facts["livestream"] else ""
    lines = [facts["when"], facts["venue"], facts["attendance"], livestream, facts["despatched"]]
    return [line for line in lines if line]


def holds_private(content: Content) -> bool:
    items = content["items"]
    bound = ((item, paper) for item in items for paper in item["papers"] if "url" in paper)
    return any(item["is_private"] or paper.get("is_private") for item, paper in bound)


def notices(facts: Facts, *, private: bool) -> list[str]:
    """What nobody must miss: that it is a preview, why it is late or what it changes, and whose eyes it is for."""
    late = ": ".join(filter(None, [facts["lateness"], facts["reason"]]))
    lines = [PREVIEW if facts["is_preview"] else "", late, FOR_MEMBERS if private else ""]
    return [line for line in lines if line]


def item_row(item: dict[str, Any], audience: str, parts: dict[str, int]) -> dict[str, Any]:
    """Of a private item the public reads its public title and why it can't read the rest, and nothing besides."""
    private = PRIVATE_TO_MEMBERS if audience == MEMBERS else item["why_private"]
    about = " · ".join(filter(None, [item["presenters"], item["delivery"], item["purpose"]]))
    lines = [about, private if item["is_private"] else ""]
    return {
        "number": item["number"],
        "is_heading": item["is_heading"],
        "title": item["title"],
        "lines": [line for line in lines if line],
        "papers": [paper_row(paper, parts) for paper in item["papers"]],
    }


def paper_row(paper: dict[str, Any], parts: dict[str, int]) -> dict[str, Any]:
    """A paper with its number in the pack; none where the reader gets a sentence in its place."""
    return {
        "title": paper["title"],
        "note": paper.get("why_private") or ("Private" if paper.get("is_private") else ""),
        "part": parts.get(paper.get("url", "")),
    }


def helping(facts: Facts) -> list[str]:
    ask = " or ".join(filter(None, [facts["email"], facts["phone"]]))
    contact = f"{facts['contact']}: {ask}" if facts["contact"] else ask
    return [
        f"For questions about this meeting, or a copy in large print or another format, ask {contact}.",
        "Every paper that is open to the public is also on the council’s website, as text.",
    ]
