from meetings.models.item import AgendaItem, ItemPaper, MinutesToApprove
from meetings.models.meeting import Meeting
from meetings.models.minute import Action, Decision, Minute
from meetings.models.planned import PlannedItem
from meetings.models.publication import Publication
from meetings.models.reader import ItemReader
from meetings.models.taken_off import TakenOff

__all__ = [
    "Action",
    "AgendaItem",
    "Decision",
    "ItemPaper",
    "ItemReader",
    "Meeting",
    "Minute",
    "MinutesToApprove",
    "PlannedItem",
    "Publication",
    "TakenOff",
]
