from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scrutiny.backup.restoring import restore
from scrutiny.operations.errors import Refused


class Command(BaseCommand):
    """Puts a backup in place, or leaves everything as it was. Both kinds of database take the backups of both."""

    help = "Put the records and the papers of a backup in place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--replace", action="store_true", help="put it in the place of the records that are here")

    def handle(self, *args, file: Path, replace: bool, **options) -> None:
        try:
            restore(file, replace=replace, say=self.say)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.say(
            "Backup restored. Everybody signs in again; second factors need the SECRET_KEY that they were made with."
        )

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
