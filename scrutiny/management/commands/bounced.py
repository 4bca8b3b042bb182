import email
import sys
from email import policy

from django.core.management.base import BaseCommand, CommandError

from scrutiny.letters.bounces import read_bounce
from scrutiny.operations import note_bounce

SAID = {True: "The letter is marked as come back.", False: "No letter of ours is waiting to hear of this."}


class Command(BaseCommand):
    """A mail server pipes each message that arrives for the sender's address into it."""

    help = "Read one message from standard input; where it says that a letter of ours came back, note it."

    def handle(self, **_options) -> None:
        message = email.message_from_binary_file(sys.stdin.buffer, policy=policy.default)
        bounce = read_bounce(message)
        if bounce is None:
            raise CommandError("This message doesn't report a letter that came back.")
        self.stdout.write(SAID[note_bounce(public_id=bounce.letter, why=bounce.why)])
