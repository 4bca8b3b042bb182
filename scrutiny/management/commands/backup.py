from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scrutiny.backup.archive import opened
from scrutiny.backup.taking import take
from scrutiny.operations.errors import Refused

KEEP = """\
It holds people's particulars and exempt text: keep it as you keep the private papers themselves.
Second factors in it work only with this installation's SECRET_KEY, which is not in it: keep that too, elsewhere.\
"""


class Command(BaseCommand):
    """Writes everything that the site keeps into one file, or looks whether such a file is whole."""

    help = "Write the records and the papers into one file, while the site is in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where the backup is written")
        parser.add_argument("--replace", action="store_true", help="write over a file of that name")
        parser.add_argument("--check", action="store_true", help="write nothing: look whether this backup is whole")

    def handle(self, *args, file: Path, replace: bool, check: bool, **options) -> None:
        try:
            self.look_at(file) if check else self.make(file, replace=replace)
        except Refused as error:
            raise CommandError(str(error)) from error

    def make(self, file: Path, *, replace: bool) -> None:
        seal = take(file, replace=replace, say=self.say)
        self.say(f"Backup written: {file}, {file.stat().st_size:,} bytes, seal {seal}")
        self.say(KEEP)

    def look_at(self, file: Path) -> None:
        with opened(file) as backup:
            manifest = backup.manifest
            rows = sum(table.rows for table in manifest.tables)
            self.say(f"Whole and unchanged: {rows:,} rows and {len(manifest.papers):,} files of {manifest.made_at}")
            self.say(f"Release {manifest.release} on {manifest.engine}, seal {backup.seal}")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
