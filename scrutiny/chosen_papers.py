"""Papers that somebody chose in a form which asks for more before it is sent: known again by what their page holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from scrutiny.models import AnswerRequest, File

SALT = "chosen paper"


@dataclass(frozen=True)
class ChosenPaper:
    """A file that came and was looked at, under the name that it had where it was chosen."""

    sha256: str
    name: str

    @property
    def token(self) -> str:
        """Only whoever sent the file was ever given it."""
        return signing.dumps([self.sha256, self.name], salt=SALT)

    @property
    def file(self) -> File | None:
        """Nothing where it was taken away since."""
        return File.objects.filter(sha256=self.sha256).first()


def paper_named(token: str) -> ChosenPaper | None:
    try:
        return ChosenPaper(*signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError):
        return None


def kept_for_later() -> set[str]:
    """Digests of the papers that wait on pages of links to be sent."""
    pages = AnswerRequest.objects.exclude(kept={}).filter(revoked_at=None, expires_at__gt=timezone.now())
    tokens = (value for kept in pages.values_list("kept", flat=True) for value in values_of(kept))
    return {paper.sha256 for paper in map(paper_named, tokens) if paper}


def values_of(kept: dict[str, dict[str, list[Any]]]) -> Iterator[str]:
    return (str(value) for typed in kept.values() for values in typed.values() for value in values)
