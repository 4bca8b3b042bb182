"""A manager joins two entries of one councillor, finds one page, and tells them apart again."""

from datetime import date

from scrutiny.models import Membership
from scrutiny.operations import add_member, add_person
from tests.journeys.steps import save, sign_in


def test_two_entries_become_one_and_two_again(live_server, page, manager, panel):
    full = add_person(name="June Walker", party="Labour", ward="Park", by=manager)
    short = add_person(name="Walker", email="walker@thornmere.example", by=manager)
    add_member(panel=panel, person=full, role="chair", from_on=date(2021, 5, 20), by=manager)
    add_member(panel=panel, person=short, role="member", from_on=date(2022, 5, 20), by=manager)
    old = live_server.url + short.get_absolute_url()

    sign_in(page, live_server, manager)
    page.goto(live_server.url + full.get_absolute_url())
    page.get_by_role("link", name="The same person as").click()
    page.get_by_label("The same person as").select_option(str(short.pk))
    save(page, "Compare them")
    page.get_by_role("heading", name="Are these one person?").wait_for()
    page.get_by_label("walker@thornmere.example").check()
    save(page, "Join them")
    page.get_by_text("There is a problem").wait_for()
    page.get_by_label("Chair, 20 May 2021 to today").check()
    page.get_by_label("How do you know that they are one person?").fill("The clerk says so")
    save(page, "Join them")

    page.get_by_text("Walker is June Walker now").wait_for()
    page.get_by_role("link", name="walker@thornmere.example").wait_for()
    page.goto(old)
    assert page.url == live_server.url + full.get_absolute_url()
    page.goto(f"{live_server.url}/search/?q=walker")
    assert page.get_by_role("main").get_by_role("link", name="Walker").count() == 1

    page.goto(old)
    page.get_by_role("link", name="Undo the merge of").click()
    save(page, "Undo the merge")
    page.get_by_text("Walker is a person of their own again").wait_for()
    assert page.url == old
    assert list(Membership.objects.order_by("pk").values_list("person", "role")) == [
        (full.pk, "chair"),
        (short.pk, "member"),
    ]
