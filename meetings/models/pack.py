from django.db import models
from django.db.models import Q


class PackQuerySet(models.QuerySet["Pack"]):
    def standing(self) -> "PackQuerySet":
        """Those that were not withdrawn: one for each audience of a publication, and of a meeting's preview."""
        return self.filter(withdrawn_at=None)

    def previews(self) -> "PackQuerySet":
        return self.filter(publication=None)

    def unfinished(self) -> "PackQuerySet":
        return self.filter(state__in=Pack.State.unfinished())


class Pack(models.Model):
    """Everything of an agenda or a supplement in one PDF: the front sheet, and all papers that the audience may read.

    Pages of public papers are numbered 1.., a supplement's S1.., and private ones P1.. at the end of the members'
    pack, so that page 34 is page 34 for everybody and no gap tells how long a private paper is.

    A preview has no ``publication``; it keeps its ``content`` ({"public", "members"}, of `meetings.agenda_content`)
    itself. ``facts`` is what the front sheet says of the meeting, as of when the pack was ordered. ``pages`` are
    ``{"item", "paper", "first", "last"}`` with the paper's address and its first and last page number; ``left_out``
    are ``{"paper", "title", "why"}``. ``sha256`` is the digest of what was sent, and stays where something in it was
    withheld: then the pack is withdrawn, loses its bytes, and another one is made.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", "The public’s pack"
        MEMBERS = "members", "The members’ pack"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        BUILDING = "building", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

        @classmethod
        def unfinished(cls) -> list["Pack.State"]:
            return [cls.WAITING, cls.BUILDING]

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="packs")
    publication = models.ForeignKey("meetings.Publication", models.PROTECT, null=True, blank=True, related_name="packs")
    audience = models.CharField(max_length=10, choices=Audience)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    content = models.JSONField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField("papers put in so far", default=0)
    total = models.PositiveIntegerField("papers to put in", default=0)
    file = models.ForeignKey("scrutiny.File", models.PROTECT, null=True, blank=True, related_name="packs")
    front_sheet = models.ForeignKey("scrutiny.File", models.PROTECT, null=True, blank=True, related_name="front_sheets")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    pages = models.JSONField(default=list, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    ordered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "audience"],
                condition=Q(publication__isnull=False, withdrawn_at=None),
                name="pack_once_for_its_audience",
            ),
            models.UniqueConstraint(
                fields=["meeting", "audience"],
                condition=Q(publication=None),
                name="pack_preview_once_for_its_audience",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False, file=None, front_sheet=None)
                | Q(state="ready", file__isnull=False, front_sheet__isnull=False, withdrawn_at=None)
                | (~Q(state="ready") & Q(file=None, front_sheet=None)),
                name="pack_ready_has_its_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}, {self.ordered_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.State.unfinished()

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def is_preview(self) -> bool:
        return self.publication_id is None
