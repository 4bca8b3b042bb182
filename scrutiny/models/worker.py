from django.db import models


class Worker(models.Model):
    """A program that does the site's work in the background, as long as it runs: its sign of life.

    The row goes when the worker stops by itself; one that was killed leaves a row whose ``seen_at`` grows old.
    """

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects: models.Manager["Worker"] = models.Manager()

    def __str__(self) -> str:
        return self.name
