from django.db import models


class SearchEntry(models.Model):
    """What search knows of a record, for those who may read it.

    A record that everybody reads alike has one entry. One of which the public reads less has an entry
    for each audience, so that nothing of what is private stands in what a stranger's search looks at.
    ``subject`` is what is written again as a whole when anything in it changes (a meeting, an
    inspection, a person); ``record`` is what the hit opens. ``stems`` are the words as compared.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", "Meeting"
        ITEM = "item", "Agenda item"
        MINUTE = "minute", "Minute"
        DECISION = "decision", "Decision"
        ACTION = "action", "Action"
        PAPER = "paper", "Paper"
        INSPECTION = "inspection", "Inspection"
        FINDING = "finding", "Finding"
        RECOMMENDATION = "recommendation", "Recommendation"
        UPDATE = "update", "Update"
        PERSON = "person", "Person"

    subject = models.CharField(max_length=60)
    record = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.TextField()
    text = models.TextField(blank=True)
    stems = models.TextField()
    address = models.CharField(max_length=300)
    panel = models.ForeignKey("scrutiny.Panel", models.CASCADE, null=True, blank=True, related_name="+")
    year = models.ForeignKey("scrutiny.MunicipalYear", models.SET_NULL, null=True, blank=True, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    for_public = models.BooleanField(default=False)
    for_members = models.BooleanField(default=False)
    for_officers = models.BooleanField(default=False)
    hidden_until = models.DateField(null=True, blank=True)

    objects: models.Manager["SearchEntry"] = models.Manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            models.Index(fields=["subject"], name="search_entry_of_subject"),
            models.Index(
                fields=["hidden_until"], name="search_entry_hidden", condition=models.Q(hidden_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.record


class SearchWord(models.Model):
    """A word that occurs in what is indexed, as written; near misses are compared with these.

    A word is only suggested to somebody whose own search finds it.
    """

    word = models.CharField(max_length=40, unique=True)

    objects: models.Manager["SearchWord"] = models.Manager()

    def __str__(self) -> str:
        return self.word
