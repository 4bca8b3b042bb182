"""The bytes of withheld papers, wherever they may still lie."""

import logging

from django.core.files.storage import default_storage
from django.db import connection

from scrutiny.models import File

log = logging.getLogger(__name__)


def sweep() -> int:
    """Delete what is left in storage of the papers that were withheld; gives how many files went.

    Bytes lie in a folder by the first two figures of their digest, once more under another name where an upload
    was broken off, so all names that begin with the digest go. No address reaches them meanwhile.
    """
    found = 0
    for digest in File.objects.exclude(withheld_at=None).values_list("sha256", flat=True):
        folder = digest[:2]
        _, names = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
        for name in names:
            if name.startswith(digest):
                default_storage.delete(f"{folder}/{name}")
                found += 1
    return found


def after_commit() -> None:
    """Nothing of what went stays in the files on the disk, as far as this machine goes."""
    sweep()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
