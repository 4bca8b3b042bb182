from scrutiny.operations.accounts import AccountExists, add_user
from scrutiny.operations.addresses import AddressTaken, claim_address, free_path
from scrutiny.operations.change import Change, change, claim, dated
from scrutiny.operations.correcting import OthersRestOnIt, correct, correct_away
from scrutiny.operations.documents import keep_document, keep_file
from scrutiny.operations.errors import ChangedMeanwhile, Refused
from scrutiny.operations.people import (
    AlreadyAMember,
    EndsTooEarly,
    add_member,
    add_panel,
    add_person,
    appoint,
    authority_named,
    edit_panel,
    edit_person,
    end_membership,
    office_titled,
    surname_first,
)
from scrutiny.operations.years import YearTaken, add_year, year_of

__all__ = [
    "AccountExists",
    "AddressTaken",
    "AlreadyAMember",
    "Change",
    "ChangedMeanwhile",
    "EndsTooEarly",
    "OthersRestOnIt",
    "Refused",
    "YearTaken",
    "add_member",
    "add_panel",
    "add_person",
    "add_user",
    "add_year",
    "appoint",
    "authority_named",
    "change",
    "claim",
    "claim_address",
    "correct",
    "correct_away",
    "dated",
    "edit_panel",
    "edit_person",
    "end_membership",
    "free_path",
    "keep_document",
    "keep_file",
    "office_titled",
    "surname_first",
    "year_of",
]
