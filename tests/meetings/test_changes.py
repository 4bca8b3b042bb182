"""What changed between two versions of an agenda, in words, for an audience that saw both."""

import pytest

from meetings.changes import at_its_item, changes, in_words, suggested_kind


def paper(title, url="", **more):
    return {"title": title} | ({"url": url} if url else {}) | more


def item(pk, number, title, *papers, **more):
    usual = {"is_private": False, "why_private": "", "text": "", "purpose": "", "presenters": "", "delivery": "Report"}
    return {"id": pk, "number": number, "title": title, "papers": list(papers)} | usual | more


def agenda(*items):
    return {"items": list(items)}


LETTER = paper("Letter", "/documents/1/")
FIRST = agenda(item(1, "1", "Apologies", delivery=""), item(2, "2", "Inspection", LETTER))

# What went out later | its changes in words | at their items
LATER = {
    "nothing": (FIRST, [], []),
    "a report": (
        agenda(FIRST["items"][0], item(2, "2", "Inspection", LETTER, paper("Progress", "/documents/2/"))),
        ["Report added to item 2: Progress"],
        ["Report added"],
    ),
    "a paper of an item that takes none": (
        agenda(item(1, "1", "Apologies", paper("Note", "/documents/2/"), delivery=""), FIRST["items"][1]),
        ["Paper added to item 1: Note"],
        ["Paper added"],
    ),
    "a new version": (
        agenda(FIRST["items"][0], item(2, "2", "Inspection", paper("Letter", "/documents/2/"))),
        ["New version of a paper at item 2: Letter"],
        ["New version of a paper"],
    ),
    "a paper less": (
        agenda(FIRST["items"][0], item(2, "2", "Inspection")),
        ["Paper taken off item 2: Letter"],
        ["Paper taken off"],
    ),
    "an item in the middle": (
        agenda(FIRST["items"][0], item(3, "2", "A flood"), item(2, "3", "Inspection", LETTER)),
        ["Item 2 added: A flood"],
        ["Added"],
    ),
    "an item less": (agenda(item(2, "1", "Inspection", LETTER)), ["Item 1 taken off: Apologies"], None),
    "another title": (
        agenda(FIRST["items"][0], item(2, "2", "Focused visit", LETTER)),
        ["Item 2 renamed from “Inspection” to “Focused visit”"],
        ["Renamed"],
    ),
    "other words": (
        agenda(FIRST["items"][0], item(2, "2", "Inspection", LETTER, text="More about it.")),
        ["Item 2 changed: Inspection"],
        ["Changed"],
    ),
    "made private": (
        agenda(FIRST["items"][0], item(2, "2", "Inspection", LETTER, is_private=True, why_private="Because.")),
        ["Item 2 is now private: Inspection"],
        ["Made private"],
    ),
    "another order": (
        agenda(item(2, "1", "Inspection", LETTER), item(1, "2", "Apologies", delivery="")),
        ["The items are in another order"],
        None,
    ),
    "a heading": (agenda(item(4, "", "Part 1"), *FIRST["items"]), ["Heading added: Part 1"], ["Added"]),
}


@pytest.mark.parametrize("what", LATER)
def test_what_changed(what):
    later, words, at_items = LATER[what]
    found = changes(FIRST, later)

    assert [in_words(each) for each in found] == words
    if at_items is not None:
        assert [at_its_item(each) for each in found] == at_items


def test_what_was_private_and_is_open_now_says_so():
    before = agenda(item(1, "1", "A home", is_private=True, why_private="Because."))

    assert [in_words(each) for each in changes(before, agenda(item(1, "1", "A home")))] == [
        "Item 1 is now open: A home"
    ]


def test_a_paper_that_was_left_out_is_added_once_it_can_be_read():
    before = agenda(item(1, "1", "Inspection", paper("Letter", left_out=True)))

    assert [in_words(each) for each in changes(before, agenda(item(1, "1", "Inspection", LETTER)))] == [
        "Report added to item 1: Letter"
    ]


# What changed | in time | late
SUGGESTED = [
    ("nothing", "revised", "revised"),
    ("a report", "supplement", "supplement"),
    ("a new version", "revised", "revised"),
    ("a paper less", "revised", "revised"),
    ("an item in the middle", "revised", "late_item"),
    ("another title", "revised", "revised"),
    ("another order", "revised", "revised"),
]


@pytest.mark.parametrize(("what", "in_time", "late"), SUGGESTED)
def test_what_a_further_publication_is_most_likely_to_be(what, in_time, late):
    found = changes(FIRST, LATER[what][0])

    assert (suggested_kind(found, is_late=False), suggested_kind(found, is_late=True)) == (in_time, late)
