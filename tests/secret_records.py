"""Records whose every private field holds secret words: some known to exist, some not known at all."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inspections.models import Progress
from inspections.operations import (
    add_inspection,
    add_recommendation,
    add_update,
    attach_source,
    consider,
    edit_inspection,
    write_findings,
)
from meetings.models import Meeting
from meetings.operations import (
    add_item,
    add_recipient,
    ask_for_paper,
    attach_paper,
    call_meeting,
    decide_urgency,
    edit_item,
    mark_held,
    name_reader,
    plan_item,
    plan_running_order,
    publish_agenda,
    publish_minutes,
    receive_paper,
    record_action,
    remove_item,
    remove_paper,
    return_paper,
    say_as_chair,
    write_minute,
)
from scrutiny.documents.checks import look_at
from scrutiny.models import Person, Role
from scrutiny.models.draft import named
from scrutiny.operations import add_person, authority_named, keep_answer, keep_draft, office_titled, receive_file
from tests.attending import everybody_there
from tests.factories import (
    EXEMPT,
    AuthorityFactory,
    ChairCommentFactory,
    DoubtFactory,
    FileFactory,
    FrameworkFactory,
    LetterFactory,
    PanelFactory,
    UserFactory,
    checked_file,
)
from tests.papers import pdf, word
from tests.secret_words import SecretWords

HELD, TO_COME = date(2022, 7, 12), date(2098, 6, 3)
INFORMAL, TASK_GROUP = date(2098, 9, 2), date(2098, 9, 3)
FAR_OFF = date(2098, 1, 1)
CONFIDENTIAL: dict[str, Any] = {"openness": "confidential"}
NEXT_LINE = ") Tj 0 -14 Td ("

FILE_NAME = "the name of an uploaded file"
OTHER_DRAFT = "what another officer typed"
OWN_DRAFT = "what the officer typed"
SENT = "the file of a paper that was sent"
SENT_TITLE = "the title of a paper that was sent"
TYPED_BY_LINK = "what an author typed and has not sent"
ASKED_ALONE = {
    *(SENT, SENT_TITLE, TYPED_BY_LINK),
    *("who is asked for a paper", "what a paper should cover", "who cleared a paper that was sent"),
    *("what a paper that was sent is for", "what a paper that was sent recommends"),
    *("what a paper that was sent relies on", "what is missing in a paper that was sent"),
    "what the chair would change",
}
"""What stands in no agenda yet, and is not found by a search."""
CORRECTED = "the text before it was corrected"
NOTES = "the notes for the chair"
PLANNED = "what is planned"
REASONS = "the reason of a removal"
REMOVED = "the title of what was removed"
REMOVED_FILE = "the file of a paper that was removed"
FOR_WORK_ALONE = {NOTES, *(f"{PLANNED}: {name}" for name in ("subject", "presenters", "details"))}
"""What officers read on the pages where they work with it, and never by search."""

BODY = "what a letter says"
CHAIR_ON_URGENCY = "what the chair said of an exempt item's urgency"
DOUBT = "the words in a paper that somebody should look at"
PACK = "the members' pack"
READER, WHY_READER = "who reads an exempt item", "why somebody reads an exempt item"
URGENCY = "why an exempt item is urgent"
GETS_PAPERS = {"who gets papers", "the address of who gets papers"}
GOT_LETTER = {"who got a letter", "the address of who got a letter", "why a letter did not arrive"}
OWN_WORK = {BODY, CHAIR_ON_URGENCY, DOUBT, PACK, WHY_READER, URGENCY, *GETS_PAPERS, *GOT_LETTER}
"""Around what is published: who gets it and reads it, what a person should look at, why it is late."""

HISTORY_ALONE = {
    *(
        REASONS,
        REMOVED,
        REMOVED_FILE,
        "the title of a paper that was removed",
        "the author of a paper that was removed",
    ),
}
"""What no record holds any more."""


def pdf_of(words: str):
    """The words on a page, four on each line, not packed, so that they stand in the bytes."""
    found = words.split()
    lines = [" ".join(found[n : n + 4]) for n in range(0, len(found), 4)]
    return pdf(words=NEXT_LINE.join(lines), compress_streams=False)


def read_by_a_worker(content: bytes):
    """A file as the site receives it: stored, and read in a process of its own."""
    return receive_file(seen=look_at(ContentFile(content)))


def file_of(words: str):
    """A PDF that holds these words, as if it were read already."""
    return checked_file(pdf_of(words), text=words)


class Planting:
    """Plants the words by the operations that an officer's forms use."""

    def __init__(self, words: SecretWords, panel, officer) -> None:
        self.words, self.panel, self.officer = words, panel, officer

    def paper(self, item, place: str, made=file_of, **fields):
        return attach_paper(
            item=item,
            checked=made(self.words.take(10, f"the file of {place}")),
            title=self.words.take(5, f"the title of {place}"),
            author=self.words.take(3, f"the author of {place}"),
            by=self.officer,
            **fields,
        )

    def item(self, meeting, place: str, **fields):
        """An item with all that can be said of it."""
        return add_item(
            meeting=meeting,
            title=self.words.take(6, f"the title of {place}"),
            text=self.words.take(10, f"the text of {place}"),
            presenters=self.words.take(5, f"the presenter of {place}"),
            by=self.officer,
            **fields,
        )

    def uploaded(self, item) -> None:
        """A private paper by the form, with a secret in the name of its file."""
        client = Client()
        client.force_login(self.officer)
        title = self.words.take(5, "the title of an uploaded paper")
        content = pdf_of(self.words.take(20, "the file of an uploaded paper"))
        name = self.words.take(5, FILE_NAME).replace(" ", "-")
        response = client.post(
            f"{item.meeting.get_absolute_url()}items/{item.pk}/papers/new/",
            {
                "title": title,
                "kind": "report",
                "openness": "exempt",
                "exempt_paragraph": "2",
                "public_interest": "A child could be recognised.",
                "checked": SimpleUploadedFile(f"{name}.pdf", content, "application/pdf"),
            },
        )
        assert response.status_code == 302

    def minute(self, item, place: str) -> None:
        minute = write_minute(
            item=item,
            heading=self.words.take(5, f"the heading of {place}"),
            body=self.words.take(20, f"the words of {place}"),
            decisions=[self.words.take(10, f"a decision of {place}") for _ in range(2)],
            public_summary="The panel considered a private matter.",
            by=self.officer,
        )
        asked_by = add_person(
            name=self.words.take(2, "who asked for an action"), kind=Person.Kind.OTHER, by=self.officer
        )
        owner = office_titled(self.words.take(3, f"the owner of an action of {place}"), by=self.officer)
        action = self.words.take(10, f"an action of {place}")
        record_action(minute=minute, text=action, owner=owner, asked_by=asked_by, by=self.officer)

    def update(self, recommendation, place: str, **fields) -> None:
        add_update(
            recommendation=recommendation,
            office=office_titled(self.words.take(3, f"the owner of {place}"), by=self.officer),
            made_on=HELD,
            progress=Progress.SLIPPED,
            revised_due_on=FAR_OFF,
            text=self.words.take(10, f"the text of {place}"),
            reason=self.words.take(10, f"the reason of {place}"),
            cleared_by=self.words.take(3, f"who cleared {place}"),
            checked=file_of(self.words.take(10, f"the evidence of {place}")),
            evidence_title=self.words.take(5, f"the title of the evidence of {place}"),
            by=self.officer,
            **fields,
        )

    def what_is_known_to_be_private(self) -> SimpleNamespace:
        """A meeting, published, held and minuted, whose private items the public knows by their public titles."""
        words, officer = self.words, self.officer
        meeting = call_meeting(panel=self.panel, held_on=HELD, by=officer)
        scheduled = call_meeting(panel=self.panel, held_on=TO_COME, by=officer)
        task_group = PanelFactory(access_rules_apply=False)
        item = add_item(meeting=meeting, title="Progress", text=words.take(10, CORRECTED), by=officer)
        edit_item(item=item, text="An open matter.", by=officer)
        exempt = self.item(meeting, "an exempt item", public_title="A private matter", **EXEMPT)
        confidential = self.item(meeting, "a confidential item", public_title="Another matter", **CONFIDENTIAL)
        self.paper(item, "a private paper", public_title="What it costs", **EXEMPT)
        self.paper(item, "a private paper without a public title", **EXEMPT)
        self.uploaded(item)
        self.paper(exempt, "an exempt item's paper", made=lambda found: read_by_a_worker(pdf_of(found)))
        self.paper(exempt, "an exempt item's paper in Word", made=lambda found: read_by_a_worker(word(found)))
        self.paper(confidential, "a confidential item's paper")
        removed = add_item(meeting=meeting, title=words.take(10, REMOVED), by=officer)
        remove_item(item=removed, reason=words.take(10, REASONS), by=officer)
        self.paper(item, "a paper that was removed")
        remove_paper(paper=item.papers.latest("position"), reason=words.take(10, REASONS), by=officer)
        late: dict[str, Any] = {"lateness": "late_agenda", "reason": "It snowed."}
        publish_agenda(meeting=meeting, urgent={exempt.pk: words.take(10, URGENCY)}, by=officer, **late)
        publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), reason="A date was wrong.", by=officer)
        self.packs(meeting)
        held = mark_held(meeting=Meeting.objects.get(pk=meeting.pk), today=HELD, by=officer)
        item, exempt, confidential = held.items.filter(is_exclusion=False).order_by("position")
        write_minute(item=item, body="What was said.", decisions=["that it be noted."], by=officer)
        self.minute(exempt, "an exempt minute")
        self.minute(confidential, "a confidential minute")
        publish_minutes(meeting=everybody_there(meeting, officer), by=officer)
        facts = {"authority": AuthorityFactory(), "framework": FrameworkFactory(), "by": officer}
        inspection = add_inspection(starts_on=date(2021, 6, 1), **facts)
        embargoed = add_inspection(starts_on=date(2021, 6, 8), hidden_until=FAR_OFF, **facts)
        recommendation = add_recommendation(inspection=inspection, text="Count every child.", by=officer)
        return SimpleNamespace(
            held=Meeting.objects.get(pk=held.pk),
            scheduled=scheduled,
            task_group=task_group,
            item=held.items.get(pk=item.pk),
            exempt=held.items.get(pk=exempt.pk),
            inspection=inspection,
            embargoed=embargoed,
            recommendation=recommendation,
        )

    def what_is_not_known_at_all(self, known: SimpleNamespace) -> None:
        """Drafts, other meetings, updates, an embargo: nothing of it makes a difference to anybody outside."""
        self.unpublished_changes(known)
        self.own_work(known)
        self.typed(known)
        self.other_meetings(known.task_group)
        self.update(known.recommendation, "an update at an exempt item", item=known.exempt)
        self.under_embargo(known.embargoed)
        attach_source(
            inspection=known.inspection,
            checked=file_of(self.words.take(15, "the file of a private source")),
            title=self.words.take(5, "the title of a private source"),
            by=self.officer,
            **CONFIDENTIAL,
        )
        add_person(name=self.words.take(2, "an officer's name"), kind=Person.Kind.OFFICER, by=self.officer)
        item = known.scheduled.items.latest("position")
        last = self.words.take_all("the file of a long paper")
        attach_paper(item=item, checked=file_of(last), title="A long paper", by=self.officer)

    def packs(self, meeting) -> None:
        """As a worker makes them: the public's, and the members' with a secret in it."""
        for pack in meeting.packs.all():
            text = self.words.take(5, PACK) if pack.audience == pack.Audience.MEMBERS else "The agenda"
            pack.file = pack.front_sheet = FileFactory(data=pdf_of(f"{text} {pack.pk}"))
            pack.state = pack.State.READY
            pack.save()

    def own_work(self, known: SimpleNamespace) -> None:
        """Who gets the agenda and reads an exempt item, and what the chair said of it."""
        words, officer = self.words, self.officer
        decide_urgency(item=known.exempt, agreed=True, words=words.take(5, CHAIR_ON_URGENCY), by=officer)
        reader = add_person(name=words.take(2, READER), kind=Person.Kind.OTHER, by=officer)
        name_reader(item=known.exempt, person=reader, reason=words.take(5, WHY_READER), by=officer)
        name, address = (words.take(1, place) for place in ("who gets papers", "the address of who gets papers"))
        add_recipient(panel=self.panel, name=name, email=f"{address}@thornmere.example", by=officer)
        LetterFactory(
            record=known.held.publications.earliest("pk"),
            state="failed",
            address=f"{words.take(1, 'the address of who got a letter')}@thornmere.example",
            name=words.take(2, "who got a letter"),
            body=words.take(5, BODY),
            why=words.take(3, "why a letter did not arrive"),
        )

    def unpublished_changes(self, known: SimpleNamespace) -> None:
        planned: dict[str, Any] = {
            name: self.words.take(5, f"{PLANNED}: {name}") for name in ("subject", "presenters", "details")
        }
        plan_item(panel=self.panel, month=date(2098, 5, 1), by=self.officer, **planned)
        notes = {known.item.pk: {"chair_notes": self.words.take(10, NOTES)}}
        plan_running_order(meeting=known.held, rows=notes, by=self.officer)
        late = self.item(known.held, "a late item")
        self.paper(late, "a late item's paper")
        self.update(known.recommendation, "an update at a late item", item=late)
        waiting = self.item(known.scheduled, "an item of an unpublished agenda")
        paper = self.paper(waiting, "a paper of an unpublished agenda")
        DoubtFactory(file=paper.file, words=self.words.take(5, DOUBT))
        self.asked_for(waiting)
        consider(item=waiting, recommendation=known.recommendation, by=self.officer)
        known.item.refresh_from_db()
        edit_item(
            item=known.item,
            title=self.words.take(5, "the new title of an item"),
            text=self.words.take(20, "the new text of an item"),
            by=self.officer,
        )
        write_minute(
            item=known.item,
            body=self.words.take(20, "the new words of a minute"),
            decisions=[self.words.take(10, "the new words of a decision")],
            by=self.officer,
        )

    def asked_for(self, item) -> None:
        """A paper that somebody was asked for, sent and got back, and what the chair would change of the agenda."""
        words, officer = self.words, self.officer
        asked = ask_for_paper(
            item=item,
            name=words.take(2, "who is asked for a paper"),
            email="author@thornmere.example",
            covers=words.take(10, "what a paper should cover"),
            due_on=date(2098, 5, 20),
            by=officer,
        )
        receive_paper(
            request=asked,
            checked=read_by_a_worker(pdf_of(words.take(10, SENT))),
            title=words.take(5, SENT_TITLE),
            stage="final",
            cleared_by=words.take(2, "who cleared a paper that was sent"),
            purpose=words.take(5, "what a paper that was sent is for"),
            recommendations=[words.take(5, "what a paper that was sent recommends")],
            background=[words.take(5, "what a paper that was sent relies on")],
        )
        return_paper(request=asked, missing=words.take(5, "what is missing in a paper that was sent"), by=officer)
        typed = {"title": [words.take(5, TYPED_BY_LINK)]}
        keep_answer(request=asked.answer_request, key=asked.key, typed=typed)
        comment = ChairCommentFactory(meeting=item.meeting)
        say_as_chair(comment=comment, text=words.take(10, "what the chair would change"))

    def typed(self, known: SimpleNamespace) -> None:
        about: dict[str, Any] = {"form": "item_edit", "about": named(known.item)}
        keep_draft(user=self.officer, typed={"text": [self.words.take(10, OWN_DRAFT)]}, **about)
        other = UserFactory(role=Role.OFFICER)
        keep_draft(user=other, typed={"text": [self.words.take(10, OTHER_DRAFT)]}, **about)

    def other_meetings(self, task_group) -> None:
        for panel, place, held_on in (
            (self.panel, "an informal meeting", INFORMAL),
            (task_group, "a task group's meeting", TASK_GROUP),
        ):
            venue = self.words.take(5, f"the venue of {place}")
            formal = panel != self.panel
            meeting = call_meeting(panel=panel, held_on=held_on, venue=venue, is_formal=formal, by=self.officer)
            self.paper(self.item(meeting, f"an item of {place}"), f"a paper of {place}")
            publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), by=self.officer)

    def under_embargo(self, inspection) -> None:
        words, officer = self.words, self.officer
        edit_inspection(
            inspection=inspection,
            authority=authority_named(words.take(3, "the authority under embargo"), by=officer),
            focus=words.take(3, "the focus under embargo"),
            addressee=words.take(3, "the addressee under embargo"),
            lead_inspector=words.take(3, "the lead inspector under embargo"),
            inspectors=words.take(3, "the inspectors under embargo"),
            by=officer,
        )
        write_findings(inspection=inspection, texts=[words.take(10, "a finding under embargo")], by=officer)
        asked = words.take(10, "a recommendation under embargo")
        whom = words.take(3, "whom a recommendation under embargo is addressed to")
        recommendation = add_recommendation(inspection=inspection, text=asked, addressed_to=whom, by=officer)
        self.update(recommendation, "an update under embargo")
        letter = file_of(words.take(15, "the letter under embargo"))
        title = words.take(5, "the title of the letter under embargo")
        attach_source(inspection=inspection, checked=letter, title=title, by=officer)
