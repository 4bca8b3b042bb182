from scrutiny.operations.accounts import (
    AccountExists,
    LastManager,
    OwnAccount,
    PersonTaken,
    add_user,
    disable_user,
    edit_user,
    enable_user,
)
from scrutiny.operations.addresses import AddressTaken, claim_address, free_path
from scrutiny.operations.change import Change, change, claim, dated
from scrutiny.operations.correcting import OthersRestOnIt, correct, correct_away
from scrutiny.operations.desk import choose_panels
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
from scrutiny.operations.signing_in import (
    Disabled,
    choose_password,
    end_sessions,
    remove_second_factor,
    send_link,
)
from scrutiny.operations.years import YearTaken, add_year, year_of

__all__ = [
    "AccountExists",
    "AddressTaken",
    "AlreadyAMember",
    "Change",
    "ChangedMeanwhile",
    "Disabled",
    "EndsTooEarly",
    "LastManager",
    "OthersRestOnIt",
    "OwnAccount",
    "PersonTaken",
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
    "choose_panels",
    "choose_password",
    "claim",
    "claim_address",
    "correct",
    "correct_away",
    "dated",
    "disable_user",
    "edit_panel",
    "edit_person",
    "edit_user",
    "enable_user",
    "end_membership",
    "end_sessions",
    "free_path",
    "keep_document",
    "keep_file",
    "office_titled",
    "remove_second_factor",
    "send_link",
    "surname_first",
    "year_of",
]
