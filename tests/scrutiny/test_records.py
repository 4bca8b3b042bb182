"""What the database itself refuses, on either engine."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from scrutiny.models import Membership, Open, Paragraph
from tests.factories import (
    EXEMPT,
    AddressFactory,
    AuthorityFactory,
    DocumentFactory,
    FileFactory,
    HoldingFactory,
    MembershipFactory,
    MunicipalYearFactory,
    OfficeFactory,
    PanelFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 20)


def twice(make, **fields):
    make(**fields)
    make(**fields)


def two_open_seats():
    seat = MembershipFactory()
    MembershipFactory(person=seat.person, panel=seat.panel)


REFUSED = {
    "two authorities of one name": lambda: twice(AuthorityFactory, name="Corvale"),
    "two authorities of one GSS code": lambda: twice(AuthorityFactory, gss_code="E06000001"),
    "two panels of one name": lambda: twice(PanelFactory, name="Health"),
    "two panels of one code": lambda: twice(PanelFactory, code="HP"),
    "two panels of one address": lambda: twice(PanelFactory, slug="health"),
    "a quorum above the seats": lambda: PanelFactory(quorum=10, seats=9),
    "a seat that ends when it begins": lambda: MembershipFactory(from_on=DAY, until_on=DAY),
    "two open seats of one person on one panel": two_open_seats,
    "an office left when it was taken": lambda: HoldingFactory(from_on=DAY, until_on=DAY),
    "two offices of one title": lambda: twice(OfficeFactory, title="Director"),
    "a year that ends when it begins": lambda: MunicipalYearFactory(starts_on=DAY, ends_on=DAY),
    "an empty file": lambda: FileFactory(size=0),
    "one file twice": lambda: twice(FileFactory, data=b"%PDF-1.7"),
    "one path for two records": lambda: twice(AddressFactory, path="/panels/health/"),
    "exempt without a paragraph": lambda: DocumentFactory(openness=Open.EXEMPT),
    "open with a paragraph": lambda: DocumentFactory(exempt_paragraph=Paragraph.LEGAL),
    "a role that nobody knows": lambda: UserFactory(role="emperor"),
    "two accounts of one e-mail address": lambda: twice(UserFactory, email="a@thornmere.example"),
    "two accounts of one person": lambda: twice(UserFactory, person=PersonFactory()),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what]()


def test_a_seat_may_be_taken_again():
    seat = MembershipFactory(until_on=DAY)

    MembershipFactory(person=seat.person, panel=seat.panel, from_on=DAY)
    assert Membership.objects.count() == 2


def test_authorities_may_lack_a_code():
    assert AuthorityFactory().gss_code == AuthorityFactory().gss_code == ""


def test_what_is_open_gives_no_reason():
    document = DocumentFactory()

    assert (document.is_private, document.why_private) == (False, "")


def test_what_is_exempt_names_its_paragraph_and_the_public_interest():
    document = DocumentFactory(**EXEMPT)

    assert document.is_private
    assert document.why_private == (
        "You can't read this because it is about information likely to reveal who an individual is "
        "(paragraph 2 of Schedule 12A, Local Government Act 1972). "
        "We think keeping it private matters more than publishing it: A child could be recognised."
    )


def test_what_is_confidential_says_so():
    document = DocumentFactory(openness=Open.CONFIDENTIAL)

    assert document.is_private
    assert document.why_private.startswith("This is confidential: ")


def test_every_paragraph_can_be_said():
    assert [paragraph.about for paragraph in Paragraph] == [label.split(": ", 1)[1] for label in Paragraph.labels]


@pytest.mark.parametrize(("starts_on", "words"), [(date(2021, 5, 18), "2021/22"), (date(1999, 5, 18), "1999/00")])
def test_a_year_is_printed_with_its_two_halves(starts_on, words):
    year = MunicipalYearFactory(starts_on=starts_on)

    assert (str(year), year.slug) == (words, words.replace("/", "-"))


def test_roles_rank_as_papers_print_them():
    roles = ["substitute", "chair", "co_opted_voting", "vice_chair", "member"]

    assert sorted(roles, key=lambda role: MembershipFactory.build(role=role).rank) == [
        "chair",
        "vice_chair",
        "member",
        "co_opted_voting",
        "substitute",
    ]


def test_a_panel_lists_its_standing_items():
    assert PanelFactory(standing_items=" Apologies \n\nMinutes\n").standing_titles == ["Apologies", "Minutes"]
