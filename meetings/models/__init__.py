from meetings.models.asking import PaperRequest
from meetings.models.chair import ChairComment
from meetings.models.item import AgendaItem, ItemPaper
from meetings.models.meeting import Meeting
from meetings.models.minute import Action, Decision, Minute
from meetings.models.publication import Publication
from meetings.models.reader import ItemReader

__all__ = [
    "Action",
    "AgendaItem",
    "ChairComment",
    "Decision",
    "ItemPaper",
    "ItemReader",
    "Meeting",
    "Minute",
    "PaperRequest",
    "Publication",
]
