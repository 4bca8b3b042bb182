from django.core.management.base import BaseCommand

from inspections.operations.seeding import seed_frameworks


class Command(BaseCommand):
    """Enters what every installation begins with; running it again changes nothing."""

    help = "Enter the inspectorates and frameworks that are missing."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{seed_frameworks()} frameworks on record")
