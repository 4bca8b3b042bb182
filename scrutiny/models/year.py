from django.db import models

from scrutiny.models.history import history


class MunicipalYear(models.Model):
    """A council's year, from its annual meeting in May to the eve of the next. Printed "2021/22"."""

    starts_on = models.DateField(unique=True)
    ends_on = models.DateField(unique=True)

    history = history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="municipal_year_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on.year}/{(self.starts_on.year + 1) % 100:02}"

    @property
    def slug(self) -> str:
        """As in addresses: 2021-22."""
        return str(self).replace("/", "-")
