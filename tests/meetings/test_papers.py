"""Papers under an item: their order, their versions, what they rely on, and those that the site makes."""

from datetime import date

import pikepdf
import pytest

from meetings.models import ItemPaper
from meetings.operations import (
    AgendaClosed,
    NotTheSameItem,
    NotThesePapers,
    add_item,
    attach_paper,
    call_meeting,
    call_off,
    make_actions_paper,
    mark_held,
    open_actions,
    publish_agenda,
    publish_minutes,
    record_action,
    remove_paper,
    reorder_papers,
    replace_paper,
    write_minute,
)
from scrutiny.models import Document, DocumentBackground, Person
from scrutiny.operations.documents import titled_link
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    ActionFactory,
    DocumentBackgroundFactory,
    DocumentFactory,
    ItemPaperFactory,
    MeetingFactory,
    OfficeFactory,
    PersonFactory,
    checked_file,
)
from tests.history import last_row
from tests.shown import Shown
from tests.visits import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    return add_item(meeting=meeting, title="Virtual school", by=officer)


def added(item, officer, title="Annual report", words="first", **fields):
    return attach_paper(item=item, checked=checked_file(words.encode()), title=title, by=officer, **fields)


def titles(item):
    return list(item.papers.order_by("position").values_list("document__title", flat=True))


@pytest.fixture
def three(item, officer):
    for title in ("Report", "Figures", "Plan"):
        added(item, officer, title, title)
    return list(item.papers.order_by("position"))


def test_papers_are_put_into_another_order(item, three, officer):
    reorder_papers(item=item, order=[three[2].pk, three[0].pk, three[1].pk], by=officer)

    assert titles(item) == ["Plan", "Report", "Figures"]
    assert last_row(three[2])["verb"] == "reorder_papers"


def test_ordering_happens_wholly_or_not_at_all(item, three, officer):
    order = [paper.pk for paper in reversed(three)]

    happens_wholly_or_not_at_all(lambda: reorder_papers(item=item, order=order, by=officer))


@pytest.mark.parametrize("wrong", [[], [0, 1], [0, 1, 2, 2]])
def test_an_order_names_each_paper_once(item, three, officer, wrong):
    with pytest.raises(NotThesePapers):
        reorder_papers(item=item, order=[three[n].pk for n in wrong], by=officer)


def test_the_buttons_move_a_paper_by_a_place(client, item, three, officer):
    client.force_login(officer)
    at = f"{item.meeting.get_absolute_url()}items/{item.pk}/"

    client.post(f"{at}papers/order/", {"down": three[0].pk})
    client.post(f"{at}papers/order/", {"up": three[2].pk})

    assert titles(item) == ["Figures", "Plan", "Report"]


def test_a_new_version_takes_the_place_of_a_paper_that_stays_as_it_was(item, officer):
    first = added(item, officer, author="Imran Sadiq", purpose="To note.")
    publish_agenda(meeting=item.meeting, by=officer)

    second = replace_paper(
        paper=item.papers.get(), checked=checked_file(b"%PDF second"), reason="A figure was wrong.", by=officer
    )

    first.refresh_from_db()
    assert (second.replaces, second.edition, first.edition) == (first, 2, 1)
    assert (second.title, second.author, second.purpose) == ("Annual report", "Imran Sadiq", "To note.")
    assert first.file != second.file
    assert item.papers.get().document == second
    assert item.meeting.publications.get().documents.get() == first
    assert last_row(second)["verb"] == "replace_paper"
    assert last_row(second)["words"] == "A figure was wrong."


def test_a_new_version_is_as_private_as_the_one_before(item, officer):
    added(item, officer, **EXEMPT)

    second = replace_paper(paper=item.papers.get(), checked=checked_file(b"%PDF second"), by=officer)

    assert (second.openness, second.exempt_paragraph) == ("exempt", 2)


def test_replacing_happens_wholly_or_not_at_all(item, officer):
    added(item, officer)

    happens_wholly_or_not_at_all(
        lambda: replace_paper(
            paper=ItemPaper.objects.select_related("document", "item__meeting").get(),
            checked=checked_file(b"%PDF second"),
            by=officer,
        )
    )


def test_a_paper_that_was_taken_off_meanwhile_is_not_replaced(item, officer):
    added(item, officer)
    paper = item.papers.select_related("document").get()
    remove_paper(paper=item.papers.get(), by=officer)

    with pytest.raises(NotTheSameItem):
        replace_paper(paper=paper, checked=checked_file(b"%PDF second"), by=officer)


def test_a_cancelled_meeting_keeps_its_papers(item, officer):
    added(item, officer)
    call_off(meeting=item.meeting, state="cancelled", reason="Snow", by=officer)

    with pytest.raises(AgendaClosed):
        replace_paper(paper=item.papers.get(), checked=checked_file(b"%PDF second"), by=officer)
    with pytest.raises(AgendaClosed):
        reorder_papers(item=item, order=[], by=officer)


@pytest.mark.parametrize(
    ("line", "title", "link"),
    [
        ("Register of places", "Register of places", ""),
        ("Ofsted's letter https://example.org/a", "Ofsted's letter", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("  http://example.org in 2026 ", "http://example.org in 2026", ""),
    ],
)
def test_a_line_of_the_list_of_background_papers(line, title, link):
    assert titled_link(line) == (title, link)


def words_of(answer):
    return " ".join(body(answer).split())


def test_the_page_of_a_paper_leads_to_its_item_and_says_how_long_it_stays_open(client, item, officer):
    document = added(item, officer, recommendations="that it be noted", background=["Register of places"])
    publish_agenda(meeting=item.meeting, by=officer)
    item.refresh_from_db()

    page = words_of(client.get(document.url))

    assert f'href="{item.get_absolute_url()}"' in page
    assert "Item 1, Children Scrutiny Panel, 22 September 2026" in page
    assert "Open until 21 September 2032, its background papers until 21 September 2030" in page
    assert "Register of places" in page
    assert "that it be noted" in page


def test_an_older_version_leads_to_the_newer_one_once_that_may_be_read(client, item, officer):
    first = added(item, officer)
    publish_agenda(meeting=item.meeting, by=officer)
    second = replace_paper(paper=item.papers.get(), checked=checked_file(b"%PDF second"), by=officer)
    assert "Replaced by a newer version" not in body(client.get(first.url))

    item.meeting.refresh_from_db()
    publish_agenda(meeting=item.meeting, reason="A figure was wrong.", by=officer)

    page = body(client.get(first.url))
    assert "Replaced by a newer version" in page
    assert f'href="{second.url}"' in page
    assert f'href="{item.meeting.get_absolute_url()}"' in page


def test_a_paper_of_an_item_that_is_not_out_tells_nobody_of_it(client, item, officer):
    """The paper was published elsewhere; the item under which it lies now is not."""
    document = DocumentFactory()
    ItemPaperFactory(item=item, document=document)
    earlier = MeetingFactory(panel=item.meeting.panel, held_on=date(2026, 7, 14), published=True)
    earlier.publications.create(
        kind="agenda",
        published_at=earlier.agenda_published_at,
        published_by=officer,
        for_public={"items": []},
        for_members={"items": []},
    ).documents.add(document)

    page = body(client.get(document.url))

    assert "22 September 2026" not in page
    assert "14 July 2026" in page


@pytest.fixture
def earlier(panel, officer):
    """A meeting in July with an open and a private item, minuted."""
    meeting = call_meeting(panel=panel, held_on=date(2026, 7, 14), by=officer)
    add_item(meeting=meeting, title="School places", by=officer)
    add_item(meeting=meeting, title="A price", by=officer, **EXEMPT)
    publish_agenda(meeting=meeting, by=officer)
    meeting = mark_held(meeting=meeting, by=officer, today=date(2026, 7, 14))
    for item in meeting.items.order_by("position"):
        write_minute(item=item, body="Said.", by=officer)
    publish_minutes(meeting=meeting, by=officer)
    return meeting


def promised(meeting, title, text, officer, **fields):
    minute = meeting.items.get(title=title).minutes.get()
    owner = OfficeFactory(title=f"Owner of {text}")
    return record_action(minute=minute, text=text, owner=owner, by=officer, **fields)


def test_the_paper_of_open_actions_lists_what_nobody_has_answered(item, earlier, officer):
    asked_by = PersonFactory(name="Asker Secretly", kind=Person.Kind.OTHER)
    promised(earlier, "School places", "Send the figures", officer, due_on=date(2026, 10, 5), asked_by=asked_by)
    promised(earlier, "A price", "Tell the price", officer)
    answered = promised(earlier, "School places", "Was answered", officer)
    answered.answer, answered.answered_on = "Done", date(2026, 8, 1)
    answered.save()
    ActionFactory(text="Of another panel")

    document = make_actions_paper(item=item, by=officer)

    document.file.refresh_from_db()
    text = " ".join(document.file.text.split())
    assert (document.title, document.kind, document.edition) == ("Actions still open", "made", 1)
    for words in ("Send the figures", "Owner of Send the figures", "5 October 2026", "14 July 2026, item 1"):
        assert words in text
    for words in ("Tell the price", "Was answered", "Of another panel", "Asker", "Secretly"):
        assert words not in text
    with pikepdf.open(document.file.content.path) as pdf:
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en-GB")
        assert "/StructTreeRoot" in pdf.Root


def test_made_again_it_is_a_new_version_and_unchanged_it_is_the_same(item, earlier, officer):
    first = make_actions_paper(item=item, by=officer)
    assert make_actions_paper(item=item, by=officer) == first
    promised(earlier, "School places", "Send the figures", officer)

    second = make_actions_paper(item=item, by=officer)

    assert (second.replaces, second.edition) == (first, 2)
    assert item.papers.get().document == second


def test_actions_of_informal_meetings_stay_out_of_a_public_paper(item, earlier, officer):
    promised(earlier, "School places", "Send the figures", officer)
    type(earlier).objects.filter(pk=earlier.pk).update(is_formal=False)

    assert list(open_actions(item.meeting)) == []


def test_what_the_report_asks_waits_in_the_minutes(client, earlier, officer):
    item = earlier.items.get(title="School places")
    document = DocumentFactory(recommendations="that it be noted\nthat it come back in March")
    ItemPaperFactory(item=item, document=document)
    client.force_login(officer)
    address = f"{earlier.get_absolute_url()}items/{item.pk}/minute/"
    page = Shown(body(client.get(address)))
    assert "Agreed: as the report asks" in body(client.get(address))
    boxes = {name: value for name, value in page.boxes.items() if name}

    client.post(address, boxes | {"decisions": "that it be noted", "agreed": "as asked"})

    texts = item.minutes.get().decisions.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["that it be noted", "that it come back in March"]


def test_background_papers_go_with_their_paper():
    row = DocumentBackgroundFactory()

    row.document.delete()

    assert not DocumentBackground.objects.exists()
    assert not Document.objects.exists()
