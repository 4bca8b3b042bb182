"""Letters as files in a folder, in place of a mail server: to try things out, or for a council that sends them on."""

import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

UNFIT = re.compile(r"[^\w.@-]")


class EmailBackend(BaseEmailBackend):
    """Each letter is a file named by its Message-ID, whole or absent: the same letter sent twice is there once."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.LETTERS_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            message = letter.message()
            path = folder / f"{UNFIT.sub('', str(message['Message-ID']))}.eml"
            part = path.with_suffix(".part")
            part.write_bytes(message.as_bytes())
            part.replace(path)
        return len(email_messages)
