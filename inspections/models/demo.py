from django.db import models


class DemoRecord(models.Model):
    """A record that `load_demo` entered, its history rows included, so that `flush_demo` knows its own.

    ``model`` is its label, as in ``meetings.meeting``.
    """

    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()

    objects: models.Manager["DemoRecord"] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="demo_record_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
