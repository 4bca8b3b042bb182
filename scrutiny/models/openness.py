from django.db import models

from scrutiny.templatetags.words import short_day


class Open(models.TextChoices):
    OPEN = "open", "Open to the public"
    EXEMPT = "exempt", "Exempt (Part 2)"
    CONFIDENTIAL = "confidential", "Confidential"


class Paragraph(models.IntegerChoices):
    """The seven descriptions of exempt information in England: Local Government Act 1972, Schedule 12A, Part 1."""

    INDIVIDUAL = 1, "1: information relating to any individual"
    IDENTITY = 2, "2: information likely to reveal who an individual is"
    BUSINESS = 3, "3: the financial or business affairs of any person, including the council"
    LABOUR = 4, "4: consultations or negotiations about labour relations"
    LEGAL = 5, "5: legal professional privilege"
    NOTICE = 6, "6: a notice, order or direction that the council proposes to make"
    CRIME = 7, "7: the prevention, investigation or prosecution of crime"

    @property
    def about(self) -> str:
        """What the paragraph covers, to go on from "because it is about"."""
        return self.label.split(": ", 1)[1]


class Openness(models.Model):
    """Whether the public may read a record; if not, the paragraph of Schedule 12A and why the public
    interest in withholding it outweighs the interest in disclosing it (Part 2, paragraph 10).

    ``private_until`` is when that is expected to end. Nothing opens by itself on that day: an officer looks again.
    """

    openness = models.CharField(max_length=20, choices=Open, default=Open.OPEN)
    exempt_paragraph = models.PositiveSmallIntegerField(choices=Paragraph, null=True, blank=True)
    public_interest = models.TextField("why the public interest is in keeping it private", blank=True)
    private_until = models.DateField("private until", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(openness="exempt", exempt_paragraph__isnull=False)
                | models.Q(openness__in=["open", "confidential"], exempt_paragraph__isnull=True),
                name="%(class)s_exempt_has_paragraph",
            ),
        ]

    @property
    def is_private(self) -> bool:
        return self.openness != Open.OPEN

    @property
    def why_private(self) -> str:
        """The sentence that the public reads instead; empty for what is open."""
        return " ".join(filter(None, [self.ground, self.how_long])) if self.is_private else ""

    @property
    def how_long(self) -> str:
        return f"We expect to make it public after {short_day(self.private_until)}." if self.private_until else ""

    @property
    def ground(self) -> str:
        """The law on which it is kept private, and why."""
        if self.openness == Open.CONFIDENTIAL:
            return (
                "This is confidential: it was given to the council on terms that forbid its disclosure "
                "(section 100A, Local Government Act 1972)."
            )
        if self.openness == Open.EXEMPT and self.exempt_paragraph:
            paragraph = Paragraph(self.exempt_paragraph)
            return (
                f"You can't read this because it is about {paragraph.about} "
                f"(paragraph {paragraph.value} of Schedule 12A, Local Government Act 1972). "
                f"We think keeping it private matters more than publishing it: {self.public_interest}"
            )
        return ""
