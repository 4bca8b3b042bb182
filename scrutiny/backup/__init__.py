"""The whole record in one file: every table as rows of data and the bytes of every paper, each with its digest.

Rows are data, not a database's own dump, so that a backup made on SQLite restores on PostgreSQL and the other way
round. A backup is a zip: ``rows/<app>.<Model>.jsonl`` with an array of values a line, ``files/<sha256>``, and last
``manifest.json``, which names every member with its size, its digest and its rows. The zip's comment is the digest of
the manifest. One change of any of it is found before anything is restored.
"""
