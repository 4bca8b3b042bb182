from meetings.models.asking import PaperRequest
from meetings.models.attendance import Attendance
from meetings.models.chair import ChairComment
from meetings.models.circulation import Circulation
from meetings.models.declaration import Declaration
from meetings.models.item import AgendaItem, ItemPaper, MinutesToApprove
from meetings.models.meeting import Meeting
from meetings.models.minute import Action, Decision, Minute
from meetings.models.move import Move
from meetings.models.pack import Pack
from meetings.models.planned import PlannedItem
from meetings.models.publication import Publication
from meetings.models.reader import ItemReader
from meetings.models.taken_off import TakenOff

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "ChairComment",
    "Circulation",
    "Decision",
    "Declaration",
    "ItemPaper",
    "ItemReader",
    "Meeting",
    "Minute",
    "MinutesToApprove",
    "Move",
    "Pack",
    "PaperRequest",
    "PlannedItem",
    "Publication",
    "TakenOff",
]
