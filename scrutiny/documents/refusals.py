"""Why a file can't be taken, in the words of the person who chose it."""

from scrutiny.documents import reading

SENTENCES = {
    "locked": "This PDF is protected with a password. Save a copy without the password and add that.",
    "damaged": (
        "This file is damaged or incomplete and can't be opened. "
        "Open it on your computer, save it again and add the new copy."
    ),
    "not_word": "This is not a Word (.docx) or PDF file, whatever its name says. Save the paper as one of these.",
    "active": (
        "This file carries a macro, a script or an attached file. "
        "Save a copy without it, or print it to PDF, and add that."
    ),
    "no_pages": "This PDF has no pages. Choose another file.",
    "too_many_pages": "This PDF has {n:,} pages; the most that can be added is {most:,}. Split it into parts.",
    "bomb": "This file unpacks to far more than its size and can't be opened safely. Save it as PDF and add that.",
    "slow": "This file takes too long or too much memory to read. Save it as PDF, or split it, and add that.",
    "fault": "This file could not be read because of a fault in this site. Ask a manager to have it read again.",
}
"""By the code that a `File` keeps."""

MAY_PASS = ("slow", "fault")
"""What another try may find otherwise: the rest lies in the file."""


class BadFile(Exception):
    """The file can't be taken. The message is a sentence for the person who chose it."""


def sentence_for(code: str, n: int | None = None) -> str:
    """``n`` is the number that goes with the code, where there is one."""
    return SENTENCES[code].format(n=n or 0, most=reading.MAX_PAGES)
