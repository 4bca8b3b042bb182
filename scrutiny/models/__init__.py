from scrutiny.models.address import Address
from scrutiny.models.answer import AnswerRequest
from scrutiny.models.closure import Closure, council_calendar
from scrutiny.models.desk import DeskPanel
from scrutiny.models.document import PDF, WORD, Document, DocumentBackground, File
from scrutiny.models.doubt import Doubt
from scrutiny.models.draft import Draft
from scrutiny.models.letter import Letter
from scrutiny.models.membership import Membership
from scrutiny.models.merge import Merge
from scrutiny.models.openness import Open, Openness, Paragraph
from scrutiny.models.panel import Authority, Panel
from scrutiny.models.person import Holding, Office, Person
from scrutiny.models.search_entry import SearchEntry, SearchWord
from scrutiny.models.user import Role, User
from scrutiny.models.withholding import Withholding, is_withheld
from scrutiny.models.worker import Worker
from scrutiny.models.year import MunicipalYear

__all__ = [
    "PDF",
    "WORD",
    "Address",
    "AnswerRequest",
    "Authority",
    "Closure",
    "DeskPanel",
    "Document",
    "DocumentBackground",
    "Doubt",
    "Draft",
    "File",
    "Holding",
    "Letter",
    "Membership",
    "Merge",
    "MunicipalYear",
    "Office",
    "Open",
    "Openness",
    "Panel",
    "Paragraph",
    "Person",
    "Role",
    "SearchEntry",
    "SearchWord",
    "User",
    "Withholding",
    "Worker",
    "council_calendar",
    "is_withheld",
]
