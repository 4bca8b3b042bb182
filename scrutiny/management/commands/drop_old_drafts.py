from django.core.management.base import BaseCommand

from scrutiny.operations import drop_old_drafts


class Command(BaseCommand):
    """For a nightly timer. Old drafts are offered to nobody even before it has run."""

    help = "Forget drafts that nobody has touched for DRAFT_DAYS days."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Old drafts forgotten: {drop_old_drafts()}")
