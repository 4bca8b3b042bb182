from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from scrutiny.work.signs import EVERY, GONE_AFTER
from scrutiny.work.worker import Worker


class Command(BaseCommand):
    help = "Do the site's work in the background, such as reading papers. Several may run, on several machines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="Stop when nothing waits any more")
        parser.add_argument("--sign-every", type=float, default=EVERY, help="Seconds between two signs of life")
        parser.add_argument("--gone-after", type=float, default=GONE_AFTER, help="Seconds without one that mean death")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("until_empty", "sign_every", "gone_after")
        worker = Worker(**{name: options[name] for name in names})
        worker.stop_when_told()
        worker.run()
