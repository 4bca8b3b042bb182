"""Signs of life: each worker leaves one every few seconds, so that others see when it is gone.

Where workers run on several machines their clocks must agree to within a few seconds.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from scrutiny.models import Worker

EVERY = 3.0
"""Seconds from one sign to the next."""

GONE_AFTER = 15.0
"""Seconds without a sign, after which a worker is taken for dead: several, since one may wait for a busy database."""


def show_sign(name: str, started_at: datetime) -> None:
    now = timezone.now()
    if not Worker.objects.filter(name=name).update(seen_at=now):
        Worker.objects.create(name=name, started_at=started_at, seen_at=now)


def take_sign_away(name: str) -> None:
    Worker.objects.filter(name=name).delete()


def alive(gone_after: float = GONE_AFTER) -> set[str]:
    """The names of the workers that gave a sign lately."""
    since = timezone.now() - timedelta(seconds=gone_after)
    return set(Worker.objects.filter(seen_at__gte=since).values_list("name", flat=True))


def worker_age() -> float | None:
    """Seconds since the last sign of any worker; None where there is none."""
    seen_at = Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    return (timezone.now() - seen_at).total_seconds() if seen_at else None


def is_worked_for() -> bool:
    age = worker_age()
    return age is not None and age < GONE_AFTER
