"""What tests do with words that a change took out of a record."""

from scrutiny.history.earlier import earlier
from scrutiny.operations import put_words_back


def change_to(record, **values):
    """The change that wrote these values first."""
    row = type(record).history.filter(id=record.pk, **values).earliest("history_id")
    return earlier(record._meta.label_lower, row.history_id)


def put_back(record, by, *, words="", seen=None, **values):
    return put_words_back(found=change_to(record, **values), by=by, words=words, seen=seen)


def reset(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    return record
