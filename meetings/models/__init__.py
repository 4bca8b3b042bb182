from meetings.models.item import AgendaItem, ItemPaper
from meetings.models.meeting import Meeting
from meetings.models.minute import Action, Decision, Minute
from meetings.models.publication import Publication

__all__ = ["Action", "AgendaItem", "Decision", "ItemPaper", "Meeting", "Minute", "Publication"]
