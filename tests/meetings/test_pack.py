"""Packs: ordered with a publication, made by a worker from what was frozen, and nothing private for the public."""

import io
import json
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from pikepdf import Dictionary, Pdf

from meetings.models import Meeting, Pack, Publication
from meetings.operations import (
    NothingToPublish,
    add_item,
    agenda_now,
    attach_paper,
    edit_item,
    edit_meeting,
    order_previews,
    packs,
    publish_agenda,
    remove_paper,
)
from meetings.operations.packs import begin_building_again, build_pack, give_up_building, order_packs
from scrutiny.documents.packs.apart import CantBeBound
from scrutiny.models import WORD, File, SearchEntry
from scrutiny.operations.withholding import redact, withhold
from scrutiny.work.kinds import kind_of
from scrutiny.work.tidying import sweep_files
from tests import chores, papers
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    MeetingFactory,
    MembershipFactory,
    PackFactory,
    PersonFactory,
    PublicationFactory,
    checked_file,
)
from tests.scrutiny.test_packs import outline, tagged, texts

pytestmark = [pytest.mark.django_db, pytest.mark.upload, pytest.mark.usefixtures("queue")]

State = Pack.State
SECRETS = ["Mill Road", "Wren", "Jackdaw", "Heron", "Kestrel", "Siskin"]
"""Words that stand only in private titles, texts and papers."""


def kept(content: bytes, **facts):
    return checked_file(content, **{"page_count": len(Pdf.open(io.BytesIO(content)).pages)} | facts)


@pytest.fixture
def meeting(panel, officer):
    """An open item with two public papers and a private one, and an exempt item with a paper of three pages."""
    PersonFactory(name="Asha Rao")
    panel.contact = PersonFactory(name="Joe Tran", email="joe.tran@thornmere.example")
    panel.save()
    MembershipFactory(panel=panel, role="chair", person__name="Sunita Choudhury")
    meeting = MeetingFactory(panel=panel, venue="Council Chamber")
    inspection = add_item(meeting=meeting, title="Inspection", presenters="Imran Sadiq", by=officer)
    attach_paper(item=inspection, checked=kept(tagged("Letter", 3)), title="Letter", by=officer)
    attach_paper(item=inspection, checked=kept(papers.pdf(1, "About Wren")), title="Annex: Wren", by=officer, **EXEMPT)
    home = add_item(meeting=meeting, title="Mill Road", public_title="A home", presenters="Heron", by=officer, **EXEMPT)
    attach_paper(item=home, checked=kept(papers.pdf(3, "Kestrel")), title="Price of Jackdaw", by=officer)
    plan = add_item(meeting=meeting, title="Forward plan", by=officer)
    attach_paper(item=plan, checked=kept(papers.pdf(2, "The plan")), title="Plan", by=officer)
    return meeting


@pytest.fixture
def published(meeting, officer):
    """The meeting's agenda, published, with both packs made."""
    publication = publish_agenda(meeting=meeting, by=officer)
    chores.work_off()
    return publication


def pack(publication, audience="public") -> Pack:
    return Pack.objects.standing().get(publication=publication, audience=audience)


def opened(file: File) -> Pdf:
    with file.content.open("rb") as content:
        return Pdf.open(io.BytesIO(content.read()))


def everything_in(file: File) -> str:
    """The text of every page, the outline, the labels, the metadata and the names of all parts."""
    pdf = opened(file)
    names = [title for _, title, _ in outline(pdf)] if "/Outlines" in pdf.Root else []
    labels = [str(page.label) for page in pdf.pages]
    facts = [str(value) for value in pdf.docinfo.values()]
    structure = [str(each.T) for each in pdf.objects if isinstance(each, Dictionary) and "/T" in each]
    whole = b"\n".join(each.unparse(resolved=True) for each in pdf.objects)
    return "\n".join([*texts(pdf), *names, *labels, *facts, *structure, whole.decode("latin-1")])


def test_publishing_orders_both_packs(meeting, officer):
    publication = publish_agenda(meeting=meeting, by=officer)

    rows = Pack.objects.order_by("pk").values_list("publication", "audience", "state", "ordered_at")
    at = publication.published_at
    assert list(rows) == [(publication.pk, "public", "waiting", at), (publication.pk, "members", "waiting", at)]
    assert len(chores.waiting()) == 2


def test_nothing_is_ordered_where_publishing_fails(meeting, officer):
    happens_wholly_or_not_at_all(lambda: publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), by=officer))


def test_a_worker_makes_both(published, meeting):
    inspection, home, plan = meeting.items.filter(is_exclusion=False).order_by("position")
    urls = {paper.document.title: paper.document.url for item in meeting.items.all() for paper in item.papers.all()}
    letter = opened(pack(published).file).pages

    def row(item, title, first, last):
        return {"item": item.pk, "paper": urls[title], "first": first, "last": last}

    first = [row(inspection, "Letter", "1", "3"), row(plan, "Plan", "4", "5")]
    private = [row(inspection, "Annex: Wren", "P1", "P1"), row(home, "Price of Jackdaw", "P2", "P4")]
    assert len(letter) == 6
    assert (pack(published).pages, pack(published, "members").pages) == (first, first + private)
    assert {(each.state, each.done, each.total) for each in Pack.objects.all()} == {("ready", 2, 2), ("ready", 4, 4)}
    assert pack(published).sha256 == pack(published).file.sha256 != pack(published, "members").sha256


def test_page_34_is_page_34_for_everybody(published):
    def labels(audience):
        return [page.label for page in opened(pack(published, audience).file).pages]

    assert labels("public") == ["i", "1", "2", "3", "4", "5"]
    assert labels("members") == ["i", "1", "2", "3", "4", "5", "P1", "P2", "P3", "P4"]


def test_nothing_private_is_in_the_public_s_pack(published):
    public, members = pack(published), pack(published, "members")

    for file in (public.file, public.front_sheet):
        assert [word for word in SECRETS if word in everything_in(file)] == []
    assert [word for word in SECRETS if word in everything_in(members.file)] == SECRETS[:5]
    assert not any(page.label.startswith("P") for page in opened(public.file).pages)
    assert [word for word in SECRETS if word in json.dumps([public.facts, public.pages, public.left_out])] == []
    assert [title for _, title, _ in outline(opened(public.file))] == [
        *("Agenda", "1 Inspection", "Letter", "Purpose", "4 Forward plan", "Plan")
    ]


def test_how_long_a_private_paper_is_shows_nowhere(meeting, officer):
    """The public's pack is the same to the byte, however long the private papers are."""
    publish_agenda(meeting=meeting, by=officer)
    chores.work_off()
    long = meeting.items.get(title="Mill Road")
    first = Pack.objects.get(audience="public")
    attach_paper(item=long, checked=kept(papers.pdf(40, "Siskin")), title="More Siskin", by=officer)
    order_previews(meeting=meeting)
    chores.work_off()
    preview = Pack.objects.previews().get(audience="public")

    assert everything_in(preview.file).count("Siskin") == 0
    assert len(opened(preview.file).pages) == len(opened(first.file).pages)
    assert preview.pages == first.pages


def test_the_front_sheet_says_what_people_need(published):
    said = " ".join(texts(opened(pack(published).front_sheet))).replace("\r\n", " ")

    for words in (
        "Tuesday 22 September 2026, 4.00pm",
        "Council Chamber",
        "Letter Pages 1 to 3",
        "Plan Pages 4 to 5",
        "A home",
        "You can't read this because",
        "Chair Sunita Choudhury",
        "Joe Tran:",
        "Published on ",
        "large print",
    ):
        assert words in said


def test_why_it_is_late_stands_on_the_front_sheet(published, meeting, officer):
    meeting.refresh_from_db()
    reason = "A figure was wrong."
    second = publish_agenda(meeting=meeting, lateness="correction", reason=reason, by=officer)
    chores.work_off()

    said = " ".join(texts(opened(pack(second).front_sheet)))
    assert ("Revised agenda" in said, "It corrects an error: A figure was wrong." in said) == (True, True)


def test_making_it_twice_changes_nothing(published):
    before = list(Pack.objects.order_by("pk").values())
    for each in Pack.objects.all():
        build_pack.call(each.pk)

    assert list(Pack.objects.order_by("pk").values()) == before
    build_pack.call(10**6)


def test_it_is_made_of_what_was_frozen_alone(published, meeting, officer):
    before = {each.audience: each.sha256 for each in Pack.objects.all()}
    meeting.refresh_from_db()
    item = meeting.items.earliest("position")
    edit_item(item=item, title="Siskin", by=officer)
    remove_paper(paper=item.papers.earliest("position"), by=officer)
    edit_meeting(meeting=meeting, held_on=meeting.held_on, venue="Library", by=officer)
    Pack.objects.update(state=State.WAITING, file=None, front_sheet=None)
    for each in Pack.objects.all():
        build_pack.call(each.pk)

    assert {each.audience: each.sha256 for each in Pack.objects.all()} == before


def test_a_supplement_has_pages_of_its_own_kind(published, meeting, officer, monkeypatch):
    plan = meeting.items.get(title="Forward plan")
    late = attach_paper(item=plan, checked=kept(papers.pdf(2, "Late")), title="Late figures", by=officer)
    private = attach_paper(item=plan, checked=kept(papers.pdf(1, "Wren")), title="Wren", by=officer, **EXEMPT)
    content = agenda_now(meeting)
    for _ in range(2):
        supplement = PublicationFactory(
            meeting=meeting,
            reason="More came.",
            for_public=content["public"],
            for_members=content["members"],
            documents=[late, private],
        )
        Publication.objects.filter(pk=supplement.pk).update(kind="supplement")
        order_packs(supplement)
    chores.work_off()

    made = Pack.objects.exclude(publication=published).order_by("pk")
    assert [[(row["first"], row["last"]) for row in each.pages] for each in made] == [
        [("S1", "S2")],
        [("S1", "S2"), ("SP1", "SP1")],
        [("2S1", "2S2")],
        [("2S1", "2S2"), ("2SP1", "2SP1")],
    ]
    said = " ".join(texts(opened(made[0].front_sheet)))
    assert ("Forward plan" in said, "Inspection" in said) == (True, False)


def test_a_paper_that_can_t_be_put_in_is_named(meeting, officer):
    plan = meeting.items.get(title="Forward plan")
    damaged = checked_file(b"%PDF-1.7 nothing", page_count=4)
    attach_paper(item=plan, checked=damaged, title="Budget", by=officer)
    locked = attach_paper(item=plan, checked=checked_file(b"%PDF-1.7 locked"), title="Costs", by=officer)
    File.objects.filter(documents=locked).update(state="refused", refused_code="locked")
    order_previews(meeting=meeting)
    chores.work_off()

    public = Pack.objects.get(audience="public")
    assert [(row["title"], row["why"]) for row in public.left_out] == [("Budget", "damaged"), ("Costs", "locked")]
    assert [(row["first"], row["last"]) for row in public.pages][-2:] == [("6", "6"), ("7", "7")]


def test_a_paper_in_word_is_printed(meeting, officer):
    plan = meeting.items.get(title="Forward plan")
    word = checked_file(papers.word("Plans are late"), content_type=WORD, page_count=None)
    attach_paper(item=plan, checked=word, title="Notes", by=officer)
    publication = publish_agenda(meeting=meeting, by=officer)
    chores.work_off()

    assert "Plans are late" in texts(opened(pack(publication).file))[-1]


def test_search_does_not_find_a_pack(published):
    assert {file.text for file in File.objects.exclude(packs=None)} == {""}
    assert not SearchEntry.objects.filter(title__contains="pack").exists()


def test_nobody_sweeps_a_pack_away(published):
    File.objects.update(kept_at="2020-01-01T00:00:00Z")
    before = File.objects.count()
    sweep_files()

    assert File.objects.count() == before


def test_a_pack_that_was_given_up_can_be_begun_again(meeting, officer, monkeypatch):
    publish_agenda(meeting=meeting, by=officer)
    one = Pack.objects.earliest("pk")
    give_up_building(one.pk, worker_died=True)
    one.refresh_from_db()
    assert one.state == State.FAILED
    build_pack.call(one.pk)
    begin_building_again(one.pk)
    one.refresh_from_db()

    assert (one.state, one.file) == (State.WAITING, None)


def test_a_fault_of_ours_is_tried_again(meeting, officer, monkeypatch):
    def fails(*_):
        raise CantBeBound

    monkeypatch.setattr("meetings.operations.packs.bind_apart", fails)
    publish_agenda(meeting=meeting, by=officer)
    chores.work_off()

    assert len(chores.waiting()) == 2
    assert set(Pack.objects.values_list("state", flat=True)) == {"waiting"}


def test_the_managers_page_leads_to_the_meeting(published, meeting):
    order_previews(meeting=meeting)
    preview = Pack.objects.previews().earliest("pk")
    kind = kind_of(build_pack.module_path)

    assert (kind.words, kind.pages([pack(published).pk, preview.pk])) == (
        "Making a pack",
        {
            pack(published).pk: meeting.get_absolute_url(),
            preview.pk: reverse("pack_preview", kwargs=meeting.address),
        },
    )


def test_a_preview_shows_the_agenda_as_it_is(meeting):
    order_previews(meeting=meeting)
    chores.work_off()

    members = Pack.objects.previews().get(audience="members")
    assert (members.state, members.publication, len(members.pages)) == ("ready", None, 4)
    assert "Preview: this has not been published" in texts(opened(members.front_sheet))[0]


def test_a_second_preview_takes_the_place_of_the_first(meeting, django_capture_on_commit_callbacks):
    order_previews(meeting=meeting)
    chores.work_off()
    names = list(File.objects.exclude(packs=None).values_list("content", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        order_previews(meeting=meeting)

    assert (Pack.objects.count(), File.objects.exclude(packs=None).count()) == (2, 0)
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_an_empty_agenda_has_no_preview(panel):
    with pytest.raises(NothingToPublish):
        order_previews(meeting=MeetingFactory(panel=panel, held_on=date(2026, 10, 6)))


WHY = {"reason": "it names a child.", "ground": "child"}


def test_a_withheld_paper_goes_out_of_its_packs_at_once(
    published, meeting, monitoring_officer, django_capture_on_commit_callbacks
):
    old = {each.audience: (each.pk, each.sha256, each.file.content.name) for each in Pack.objects.all()}
    letter = meeting.items.earliest("position").papers.earliest("position").document
    with django_capture_on_commit_callbacks(execute=True):
        withhold(record=letter, by=monitoring_officer, **WHY)

    for pk, digest, name in old.values():
        gone = Pack.objects.get(pk=pk)
        assert (gone.file, gone.front_sheet, gone.sha256, gone.pages) == (None, None, digest, [])
        assert not default_storage.exists(name)
    assert {each.state for each in Pack.objects.standing()} == {"waiting"}

    chores.work_off()
    made = everything_in(pack(published).file)
    assert ("Letter" in made, "Withheld on " in made) == (False, True)
    assert [(row["first"], row["last"]) for row in pack(published).pages] == [("1", "2")]
    assert [(row["first"], row["last"]) for row in pack(published, "members").pages][-1] == ("P2", "P4")


def test_redacted_words_go_out_of_the_packs_that_print_them(published, monitoring_officer):
    redact(words="Imran Sadiq", by=monitoring_officer, **WHY)
    redact(words="Sunita Choudhury", by=monitoring_officer, **WHY)
    chores.work_off()

    said = everything_in(pack(published).file)
    assert ("Imran Sadiq" in said, "Sunita Choudhury" in said, "[withheld]" in said) == (False, False, True)
    assert Pack.objects.standing().count() == 2


@pytest.mark.parametrize("what", ["publication", "meeting"])
def test_what_is_withheld_whole_has_no_pack_any_more(published, meeting, monitoring_officer, what):
    withhold(record=published if what == "publication" else meeting, by=monitoring_officer, **WHY)
    chores.work_off()

    assert not Pack.objects.standing().exists()
    assert not File.objects.exclude(packs=None).exists()


def test_previews_go_with_anything_that_is_withheld(meeting, monitoring_officer):
    order_previews(meeting=meeting)
    chores.work_off()
    redact(words="Imran Sadiq", by=monitoring_officer, **WHY)

    assert not Pack.objects.exists()


def test_a_pack_that_was_withdrawn_while_it_was_made_is_thrown_away(meeting, officer, monitoring_officer, monkeypatch):
    """The worker had it in hand when something in it was withheld."""
    publication = publish_agenda(meeting=meeting, by=officer)
    letter = meeting.items.earliest("position").papers.earliest("position").document
    bind = packs.bind_apart

    def withheld_meanwhile(*arguments):
        found = bind(*arguments)
        withhold(record=letter, by=monitoring_officer, **WHY)
        return found

    monkeypatch.setattr(packs, "bind_apart", withheld_meanwhile)
    first = pack(publication)
    build_pack.call(first.pk)
    first.refresh_from_db()

    assert (first.file, first.withdrawn_at is None) == (None, False)
    assert not File.objects.exclude(packs=None).exists()


def test_a_record_says_what_it_is():
    assert str(PackFactory(audience="members")) == "The members’ pack, 2026-09-14"
    assert Meeting.objects.count() == 1
