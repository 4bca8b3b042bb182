from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from inspections.importers.demo import OthersHangOnIt, flush


class Command(BaseCommand):
    """Removes what load_demo entered, and refuses while records of the council's own hang on it."""

    help = "Remove the demonstration council: its records, their history and their files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args, **options) -> None:
        if not options["yes"] and not self.is_meant():
            raise CommandError("Nothing was removed.")
        try:
            count = flush()
        except OthersHangOnIt as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{count} records of the demonstration council removed" if count else "There is none")

    def is_meant(self) -> bool:
        try:
            return input("Remove the demonstration council with its history and its files? (yes or no) ") == "yes"
        except EOFError:
            return False
