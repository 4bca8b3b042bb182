import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from scrutiny import readers
from scrutiny.documents.refusals import sentence_for
from scrutiny.models.history import history
from scrutiny.models.openness import Open, Openness
from scrutiny.permissions import scope_of

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def stored_name(file: "File", _filename: str) -> str:
    """Where bytes lie: by their digest, so that a name given by an uploader is never a path."""
    return f"{file.sha256[:2]}/{file.sha256}"


class FileQuerySet(models.QuerySet["File"]):
    def unused(self) -> "FileQuerySet":
        """Those that no record of any app points to: no paper, and nothing that was made of papers."""
        rows = self
        for relation in self.model._meta.related_objects:
            model: Any = relation.related_model
            held = model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
            rows = rows.exclude(models.Exists(held))
        return rows


class File(models.Model):
    """The bytes of a paper, stored once however often they are sent. Never addressable themselves.

    ``size`` in bytes; ``text`` with a form feed between pages; ``page_count`` is empty for Word,
    which has no pages before it is printed. Both come from a worker: until it has read the file, and
    where the file can't be opened, only officers know of its papers. ``kept_at`` is when the bytes came,
    ``looked_into_at`` when a worker looked for what its pages don't show (`Doubt`).
    Of a file that was withheld only the digest and size are left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being read"
        READ = "read", "Read"
        REFUSED = "refused", "Can't be opened"

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.FileField(upload_to=stored_name, max_length=100)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100, choices=[(PDF, "PDF"), (WORD, "Word")])
    page_count = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refused_code = models.CharField("why it can't be opened", max_length=20, blank=True)
    refused_n = models.PositiveIntegerField("the number that goes with it", null=True, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)
    withheld_at = models.DateTimeField(null=True, blank=True)
    looked_into_at = models.DateTimeField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(state="refused") ^ models.Q(refused_code=""), name="file_says_why_refused"
            ),
            models.CheckConstraint(
                condition=models.Q(withheld_at=None) | models.Q(content="", text=""), name="file_withheld_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def extension(self) -> str:
        return ".pdf" if self.content_type == PDF else ".docx"

    @property
    def is_read(self) -> bool:
        return self.state == self.State.READ

    @property
    def why_refused(self) -> str:
        """The sentence for whoever added it; empty for a file that was not refused."""
        return sentence_for(self.refused_code, self.refused_n) if self.refused_code else ""


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user) -> "DocumentQuerySet":
        """The only gate to a paper's bytes, name and text.

        Officers read all. Anybody else reads what an app says was published or disclosed to them, once a
        worker has read it, and of that the private papers only of panels on which they sit today, or that were
        opened to them by name.
        """
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        own = models.Q(openness=Open.OPEN) | models.Q(panel_id__in=scope.panel_ids)
        if scope.person_id is not None:
            own |= readers.opened_papers(user)
        return self.filter(own & readers.published_papers(user), file__state=File.State.READ)


class Document(Openness):
    """A paper: a file with a title, an owner and its openness. Its address holds a random identifier,
    so that it can't be guessed; the name after it is looked at only after visibility."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        MINUTES = "minutes", "Minutes"
        LETTER = "letter", "Letter"
        SLIDES = "slides", "Slides"
        PLAN = "plan", "Plan"
        EVIDENCE = "evidence", "Evidence"
        MADE = "made", "Made for you"
        OTHER = "other", "Other paper"

        @classmethod
        def written(cls) -> list[tuple[str, str]]:
            """Those that somebody adds; the site itself makes the others."""
            return [(kind.value, kind.label) for kind in cls if kind != cls.MADE]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    public_title = models.CharField(
        max_length=300, blank=True, help_text="What the public reads where the title itself is private"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    panel = models.ForeignKey("scrutiny.Panel", models.PROTECT, null=True, blank=True, related_name="documents")
    author = models.CharField(max_length=200, blank=True)
    purpose = models.TextField("what the paper is for", blank=True)
    recommendations = models.TextField("what the report recommends", blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    edition = models.PositiveSmallIntegerField("version of the paper", default=1)
    added_at = models.DateTimeField(auto_now_add=True)

    history = history()
    objects = DocumentQuerySet.as_manager()

    class Meta(Openness.Meta):
        pass

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.public_id])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def asks(self) -> list[str]:
        """What the report recommends, line by line."""
        return [line.strip() for line in self.recommendations.splitlines() if line.strip()]

    @property
    def type_words(self) -> str:
        return self.file.get_content_type_display()

    @property
    def page_count(self) -> int | None:
        return self.file.page_count

    @property
    def is_withheld(self) -> bool:
        """Its title says when and why."""
        return self.file.withheld_at is not None

    @property
    def size(self) -> int:
        """In bytes."""
        return self.file.size

    @property
    def unread(self) -> dict[str, str]:
        """For a paper that nobody can read yet: its ``word``, and why it can't be opened if that is so."""
        if self.file.is_read:
            return {}
        return {"word": self.file.get_state_display(), "why": self.file.why_refused}

    @property
    def file_name(self) -> str:
        return (slugify(self.title)[:80] or "paper") + self.file.extension

    @property
    def file_url(self) -> str:
        return reverse("document_file", args=[self.public_id, self.file_name])


class DocumentBackground(models.Model):
    """A background paper: what a report relies on to a material extent, as its author lists it. Open to inspection
    for four years from the meeting (Local Government Act 1972, s.100D)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="background")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    link = models.URLField(blank=True)

    history = history()

    class Meta:
        verbose_name = "background paper"
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="background_position_once_in_its_paper"),
        ]

    def __str__(self) -> str:
        return self.title
