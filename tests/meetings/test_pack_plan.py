"""Which papers a pack holds, in which order and under which numbers: worked out from what was frozen."""

import pytest

from meetings.pack_plan import only_of, planned, supplement_prefix


def item(number, *urls, **facts):
    papers = [{"title": f"Paper {url}", "url": url} for url in urls]
    return {"id": int(number), "number": number, "title": f"Item {number}", "papers": papers} | facts


PUBLIC = {
    "items": [
        item("1", "/a/", papers=[{"title": "Paper /a/", "url": "/a/"}, {"title": "Annex", "why_private": "Because."}]),
        item("2", title="A private matter"),
        item("3", "/d/"),
    ]
}
MEMBERS = {"items": [item("1", "/a/", "/b/"), item("2", "/c/"), item("3", "/d/")]}
ALL = {"/a/", "/b/", "/c/", "/d/"}


def plan(audience, of=ALL, prefix=""):
    return [(" > ".join(each.under), each.url, each.prefix) for each in planned(PUBLIC, MEMBERS, audience, of, prefix)]


OPEN = [("1 Item 1", "/a/", ""), ("3 Item 3", "/d/", "")]


def test_the_public_gets_what_is_open():
    assert plan("public") == OPEN


def test_members_get_the_same_and_then_what_is_private():
    private = [("Private papers > 1 Item 1", "/b/", "P"), ("Private papers > 2 Item 2", "/c/", "P")]
    assert plan("members") == OPEN + private


def test_what_was_not_published_with_it_stays_out():
    assert plan("members", of={"/c/", "/d/"}, prefix="S") == [
        ("3 Item 3", "/d/", "S"),
        ("Private papers > 2 Item 2", "/c/", "SP"),
    ]


@pytest.mark.parametrize(("number", "prefix"), [(1, "S"), (2, "2S"), (11, "11S")])
def test_each_supplement_has_a_prefix_of_its_own(number, prefix):
    assert supplement_prefix(number) == prefix


def test_a_supplement_lists_the_items_that_it_brings_papers_for():
    assert [each["id"] for each in only_of(PUBLIC, MEMBERS, {"/c/"})["items"]] == [2]
    assert only_of(PUBLIC, MEMBERS, set()) == PUBLIC
