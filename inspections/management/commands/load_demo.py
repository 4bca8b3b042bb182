from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inspections.importers.demo import load, records_there


class Command(BaseCommand):
    """Enters the demonstration council into an empty database."""

    help = "Enter the demonstration council. Works only under DEMO=1 and only into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing, quietly, where there are records")

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration council is entered only where DEMO=1 is set.")
        there = records_there()
        if there and options["if_empty"]:
            return
        if there:
            raise CommandError(f"The demonstration council needs an empty database, and this one holds {there}.")
        load()
        self.stdout.write("The demonstration council is entered.")
