"""Packs: ordered when an agenda is published, made by a worker, withdrawn when something in them is withheld.

What is made comes from what was frozen alone, so that making it again gives the same bytes.
"""

import hashlib
from datetime import UTC, datetime
from itertools import groupby
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File as DjangoFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from meetings.agenda_content import MEMBERS, PUBLIC
from meetings.front_sheet import Facts, front_sheet
from meetings.models import Meeting, Pack, Publication
from meetings.models.pack import PackQuerySet
from meetings.pack_plan import Planned, only_of, planned, supplement_prefix
from scrutiny.documents.checks import CheckedFile
from scrutiny.documents.packs.apart import bind_apart
from scrutiny.documents.packs.job import Bound, Job, Part
from scrutiny.models import PDF, Document, File, Membership, Withholding
from scrutiny.operations.documents import discard_file, keep_file
from scrutiny.templatetags.words import moment, short_day

UNREAD = "unread"
"""Why a paper is left out of a preview: no worker has read it yet."""


def order_packs(publication: Publication) -> None:
    """Have both packs of what was just published made, inside its transaction: both or neither."""
    facts = facts_of(publication.meeting)
    for audience in (PUBLIC, MEMBERS):
        order(publication.meeting, audience, facts, publication.published_at, publication=publication)


def order(meeting: Meeting, audience: str, facts: Facts, at: datetime, **fields: Any) -> Pack:
    pack = Pack.objects.create(meeting=meeting, audience=audience, facts=facts, ordered_at=at, **fields)
    build_pack.enqueue(pack.pk)
    return pack


def facts_of(meeting: Meeting) -> Facts:
    """What a front sheet says of a meeting besides its agenda: where and when, who is on the panel that day, whom to
    ask."""
    return {
        "council": settings.COUNCIL_NAME,
        "panel": meeting.panel.name,
        "when": moment(meeting.begins),
        "short_day": short_day(meeting.held_on),
        "venue": meeting.venue,
        "attendance": meeting.get_attendance_display(),
        "livestream": meeting.livestream,
        "membership": membership_of(meeting),
        "contact": meeting.panel.contact_name,
        "email": meeting.panel.contact_email,
        "phone": settings.COUNCIL_PHONE,
    }


def membership_of(meeting: Meeting) -> list[dict[str, str]]:
    """The panel as it stands on the day, in the order in which papers print it."""
    seats = meeting.panel.memberships.on(meeting.held_on).select_related("person")
    ranked = sorted(seats, key=lambda seat: (seat.rank, seat.person.sort_name, seat.pk))
    return [
        {"role": Membership.Role(role).label, "names": ", ".join(str(seat.person) for seat in same)}
        for role, same in groupby(ranked, key=lambda seat: seat.role)
    ]


@task()
def build_pack(pack_id: int) -> None:
    """Make a pack. Doing it twice, or beginning it twice, changes nothing more: what was made meanwhile, or withdrawn,
    stays as it is. Raises `CantBeBound`, `Interrupted`, and ``OSError`` where a paper's bytes are gone."""
    pack = Pack.objects.standing().unfinished().filter(pk=pack_id).select_related("meeting__panel", "publication")
    found = pack.first()
    if found is None:
        return
    documents = documents_of(found)
    plan = plan_of(found, documents)
    job = job_of(found, plan, documents)

    def told(done: int) -> None:
        Pack.objects.unfinished().filter(pk=pack_id).update(state=Pack.State.BUILDING, done=done, total=len(plan))

    with TemporaryFile() as whole, TemporaryFile() as sheet:
        bound = bind_apart(job, whole, sheet, told)
        settle(found, plan, bound, whole, sheet)


def plan_of(pack: Pack, documents: dict[str, Document]) -> list[Planned]:
    public, members = frozen(pack)
    return planned(public, members, pack.audience, set(documents), prefix_of(pack))


def frozen(pack: Pack) -> tuple[dict[str, Any], dict[str, Any]]:
    """The content for both audiences, of which the public's says which papers are private."""
    if pack.publication:
        return pack.publication.for_public, pack.publication.for_members
    content = pack.content or {}
    return content["public"], content["members"]


def documents_of(pack: Pack) -> dict[str, Document]:
    """By their address: those that were published with it, or that a preview lists; without what was withheld."""
    rows = Document.objects.filter(file__withheld_at=None).select_related("file")
    if pack.publication:
        rows = rows.filter(publications=pack.publication)
    else:
        rows = rows.filter(item_paper__item__meeting=pack.meeting)
    return {document.url: document for document in rows}


def prefix_of(pack: Pack) -> str:
    """A supplement's pages are numbered apart, and those of each further one apart from the one before."""
    if not is_supplement(pack):
        return ""
    earlier = pack.meeting.publications.filter(kind=Publication.Kind.SUPPLEMENT, pk__lte=pack.publication_id)
    return supplement_prefix(earlier.count())


def is_supplement(pack: Pack) -> bool:
    return pack.publication is not None and pack.publication.kind == Publication.Kind.SUPPLEMENT


def job_of(pack: Pack, plan: list[Planned], documents: dict[str, Document]) -> Job:
    """What the child process is told: the front sheet's data and where the papers lie."""
    public, members = frozen(pack)
    content = members if pack.audience == MEMBERS else public
    if is_supplement(pack):
        content = only_of(content, members, set(documents))
    facts = pack.facts | facts_of_publication(pack)
    parts = {each.url: number for number, each in enumerate(plan)}
    return Job(
        title=f"{facts['title']}, {facts['panel']}, {facts['short_day']}",
        dated=f"D:{pack.ordered_at.astimezone(UTC):%Y%m%d%H%M%S}Z",
        front=front_sheet(content, facts, pack.audience, parts),
        parts=[part_of(each, documents[each.url].file) for each in plan],
    )


def facts_of_publication(pack: Pack) -> Facts:
    """What went out, when, and why it was late or what it changes."""
    row = pack.publication
    if row is None:
        return {"title": "Agenda", "despatched": "", "lateness": "", "reason": "", "is_preview": True}
    return {
        "title": row.get_kind_display(),
        "despatched": f"Published on {short_day(row.published_at)}",
        "lateness": row.get_lateness_display() if row.lateness else "",
        "reason": row.reason,
        "is_preview": False,
    }


def part_of(each: Planned, file: File) -> Part:
    """A paper that the reader of uploads refused, or has not read yet, is not opened here either."""
    why = "" if file.is_read else file.refused_code or UNREAD
    kind = "pdf" if file.content_type == PDF else "word"
    return Part(each.title, each.under, "" if why else file.content.path, kind, each.prefix, why)


def settle(pack: Pack, plan: list[Planned], bound: Bound, whole: BinaryIO, sheet: BinaryIO) -> None:
    """Keep what was made and say so, at one stroke, unless it was made or withdrawn meanwhile."""
    with transaction.atomic():
        now = Pack.objects.standing().unfinished().select_for_update().filter(pk=pack.pk).first()
        if now is None:
            return
        now.file, now.front_sheet = kept(whole, bound.pages), kept(sheet, bound.front_pages)
        now.sha256 = now.file.sha256
        now.state, now.done, now.total = Pack.State.READY, len(plan), len(plan)
        now.pages = [
            {"item": each.item["id"], "paper": each.url, "first": first, "last": last}
            for each, (first, last) in zip(plan, bound.places, strict=True)
        ]
        now.left_out = [
            {"paper": plan[index].url, "title": plan[index].title, "why": why}
            for index, why in sorted(bound.left_out.items())
        ]
        now.save()


def kept(made: BinaryIO, pages: int) -> File:
    """The bytes of what was made. Its text is that of the papers, which search knows from these."""
    made.seek(0)
    digest = hashlib.file_digest(made, "sha256").hexdigest()  # type: ignore[arg-type]
    size = made.tell()
    return keep_file(CheckedFile(DjangoFile(made), digest, size, PDF, pages, ""))


def give_up_building(pack_id: int, *, worker_died: bool) -> None:
    """After the last try."""
    Pack.objects.standing().unfinished().filter(pk=pack_id).update(state=Pack.State.FAILED)


def begin_building_again(pack_id: int) -> None:
    """Before a task that failed is run again, its pack waits again."""
    failed = Pack.objects.standing().filter(pk=pack_id, state=Pack.State.FAILED)
    failed.update(state=Pack.State.WAITING, done=0)


def withdraw_packs(packs: PackQuerySet) -> None:
    """Something in these packs is withheld: they lose their bytes, and are made again from what is left.

    Their digests stay, by which a copy can be recognised.
    """
    for pack in packs.standing().exclude(publication=None).select_related("publication", "meeting"):
        at, facts = timezone.now(), pack.facts
        files = [pack.file, pack.front_sheet]
        nothing: dict[str, Any] = {"file": None, "front_sheet": None, "facts": {}, "pages": [], "left_out": []}
        Pack.objects.filter(pk=pack.pk).update(withdrawn_at=at, **nothing)
        discard(files)
        if not is_gone(pack):
            order(pack.meeting, pack.audience, facts, pack.ordered_at, publication=pack.publication)


def is_gone(pack: Pack) -> bool:
    """Whether what it was a pack of was withheld whole."""
    whole = Withholding.objects.whole()
    return any(whole.of(record).exists() for record in (pack.publication, pack.meeting) if record)


def drop_previews(packs: PackQuerySet) -> None:
    """Previews are nobody's record: they go without a trace."""
    previews = list(packs.previews().select_related("file", "front_sheet"))
    Pack.objects.filter(pk__in=[pack.pk for pack in previews]).delete()
    discard([file for pack in previews for file in (pack.file, pack.front_sheet)])


def discard(files: list[File | None]) -> None:
    for file in {file.pk: file for file in files if file}.values():
        discard_file(file=file)
