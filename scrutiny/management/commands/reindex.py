from django.core.management.base import BaseCommand

from scrutiny.search import index

EVERY = 50


class Command(BaseCommand):
    """Writes the search index again while the site is in use. Stopping it loses nothing; running it again is safe."""

    help = "Write the search index again from the records."

    def handle(self, *args, **options) -> None:
        counts: dict[str, int] = {}
        for kind, done in index.rewrite_all():
            counts[kind] = done
            if done % EVERY == 0:
                self.stdout.write(f"{done} {kind} so far")
        written = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        self.stdout.write(f"Search index written: {written or 'there is nothing to find yet'}")
