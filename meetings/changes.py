"""What changed between two published agendas, worked out from what was frozen for one audience.

Since each audience's version leaves out whole what it may not read, the public's changes can't name what is private.
A change is ``{"kind", "item", "number", "title"}`` with, by kind, ``paper`` and ``url``, ``was``, and ``is_report``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from meetings.models import Publication

Change = dict[str, Any]

ITEM_ADDED, ITEM_REMOVED, ITEM_RENAMED, ITEM_CHANGED = "item_added", "item_removed", "item_renamed", "item_changed"
ITEM_OPENED, ITEM_CLOSED = "item_opened", "item_closed"
PAPER_ADDED, PAPER_REMOVED, PAPER_REPLACED = "paper_added", "paper_removed", "paper_replaced"
ORDER = "order"

WORDS_OF_AN_ITEM = ("text", "purpose", "presenters", "delivery", "why_private", "urgent_because")
"""What of an item may be changed without its being another item."""


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What is different in ``after``, in its order; what is there no more comes last."""
    old, new = by_id(before), by_id(after)
    found = [change for pk, item in new.items() for change in item_changes(old.get(pk), item)]
    found += [about(item, ITEM_REMOVED) for pk, item in old.items() if pk not in new]
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        found.append({"kind": ORDER, "item": None, "number": "", "title": ""})
    return found


def by_id(content: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {item["id"]: item for item in content["items"]}


def about(item: dict[str, Any], kind: str, **more: Any) -> Change:
    return {"kind": kind, "item": item["id"], "number": item["number"], "title": item["title"]} | more


def item_changes(old: dict[str, Any] | None, new: dict[str, Any]) -> Iterator[Change]:
    if old is None:
        yield about(new, ITEM_ADDED)
        return
    if old["title"] != new["title"]:
        yield about(new, ITEM_RENAMED, was=old["title"])
    if old["is_private"] != new["is_private"]:
        yield about(new, ITEM_CLOSED if new["is_private"] else ITEM_OPENED)
    elif any(old.get(name, "") != new.get(name, "") for name in WORDS_OF_AN_ITEM):
        yield about(new, ITEM_CHANGED)
    yield from paper_changes(old, new)


def paper_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """One that came under the title of one that went is its new version."""
    was, now = papers_of(old), papers_of(new)
    gone = [paper for key, paper in was.items() if key not in now]
    left = {paper["title"] for paper in gone}
    came = [paper for key, paper in now.items() if key not in was]
    for paper in came:
        kind = PAPER_REPLACED if paper["title"] in left else PAPER_ADDED
        is_report = new["delivery"].startswith("Report")
        yield about(new, kind, paper=paper["title"], url=paper.get("url", ""), is_report=is_report)
    replaced = {paper["title"] for paper in came}
    for paper in gone:
        if paper["title"] not in replaced:
            yield about(new, PAPER_REMOVED, paper=paper["title"], url=paper.get("url", ""))


def papers_of(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By address, or where the public has none by title. One that was left out has not been added yet."""
    return {paper.get("url") or paper["title"]: paper for paper in item["papers"] if not paper.get("left_out")}


SENTENCES: dict[str, Callable[[Change], str]] = {
    ITEM_ADDED: lambda change: f"{called(change)} added{titled(change)}",
    ITEM_REMOVED: lambda change: f"{called(change)} taken off{titled(change)}",
    ITEM_RENAMED: lambda change: f"{called(change)} renamed from “{change['was']}” to “{change['title']}”",
    ITEM_CHANGED: lambda change: f"{called(change)} changed{titled(change)}",
    ITEM_OPENED: lambda change: f"{called(change)} is now open{titled(change)}",
    ITEM_CLOSED: lambda change: f"{called(change)} is now private{titled(change)}",
    PAPER_ADDED: lambda change: f"{report(change)} added to {at(change)}: {change['paper']}",
    PAPER_REPLACED: lambda change: f"New version of a paper at {at(change)}: {change['paper']}",
    PAPER_REMOVED: lambda change: f"Paper taken off {at(change)}: {change['paper']}",
    ORDER: lambda change: "The items are in another order",
}

AT_ITS_ITEM: dict[str, str] = {
    ITEM_ADDED: "Added",
    ITEM_RENAMED: "Renamed",
    ITEM_CHANGED: "Changed",
    ITEM_OPENED: "Opened to the public",
    ITEM_CLOSED: "Made private",
    PAPER_REPLACED: "New version of a paper",
    PAPER_REMOVED: "Paper taken off",
}


def in_words(change: Change) -> str:
    """ "Report added to item 6: Virtual school annual report"."""
    return SENTENCES[change["kind"]](change)


def at_its_item(change: Change) -> str:
    """ "Report added", to be dated, where the item itself stands."""
    return AT_ITS_ITEM.get(change["kind"]) or f"{report(change)} added"


def called(change: Change) -> str:
    return f"Item {change['number']}" if change["number"] else "Heading"


def at(change: Change) -> str:
    return f"item {change['number']}" if change["number"] else f"“{change['title']}”"


def titled(change: Change) -> str:
    return f": {change['title']}"


def report(change: Change) -> str:
    return "Report" if change.get("is_report") else "Paper"


def suggested_kind(found: Iterable[Change], is_late: bool) -> Publication.Kind:
    """What a further publication is most likely to be. An item that is open for long enough is not a late one."""
    kinds = {change["kind"] for change in found}
    if kinds and kinds <= {PAPER_ADDED}:
        return Publication.Kind.SUPPLEMENT
    if is_late and ITEM_ADDED in kinds:
        return Publication.Kind.LATE_ITEM
    return Publication.Kind.REVISED
