"""One's own page, and the panels that one's desk shows first."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from scrutiny.models import DeskPanel
from scrutiny.operations import choose_panels
from tests.factories import DeskPanelFactory, PanelFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["councillor", "officer", "manager", "monitoring officer"])
def test_everybody_has_a_page(client, everyone, role):
    user = everyone[role]
    client.force_login(user)
    page = client.get("/account/").content.decode()

    assert all(fact in page for fact in (user.name, user.email, user.get_role_display(), "Change your password"))
    assert ("Choose my panels" in page) == (role in {"officer", "manager"})


def test_an_officer_chooses_panels(client, officer):
    first, second, third = PanelFactory.create_batch(3)
    DeskPanelFactory(user=officer, panel=first)
    DeskPanelFactory(user=officer, panel=second)
    client.force_login(officer)
    page = client.post(reverse("own_panels"), {"panels": [second.pk, third.pk]}, follow=True)

    assert "My panels changed" in page.content.decode()
    today = timezone.localdate()
    rows = DeskPanel.objects.order_by("panel").values_list("panel", "from_on", "until_on")
    assert list(rows) == [
        (first.pk, date(2020, 5, 20), today),
        (second.pk, date(2020, 5, 20), None),
        (third.pk, today, None),
    ]
    assert [row.panel for row in DeskPanel.objects.today().order_by("panel")] == [second, third]


def test_each_choice_leaves_its_row_with_the_account(officer, panel):
    choose_panels(user=officer, panels=[panel], by=officer)
    row = DeskPanel.objects.get()

    trace = last_row(row)
    assert (trace["verb"], trace["by"], trace["parent"], trace["type"]) == (
        "choose_panels",
        officer,
        ("scrutiny.user", officer.pk),
        "+",
    )


def test_changing_ones_mind_on_the_same_day_leaves_no_panel(officer, panel):
    choose_panels(user=officer, panels=[panel], by=officer)
    choose_panels(user=officer, panels=[], by=officer)

    assert not DeskPanel.objects.exists()


def test_a_panel_can_be_chosen_again(officer, panel):
    with time_machine.travel(timezone.now() - timedelta(days=9)):
        choose_panels(user=officer, panels=[panel], by=officer)
    choose_panels(user=officer, panels=[], by=officer)
    choose_panels(user=officer, panels=[panel], by=officer)

    assert [row.until_on for row in DeskPanel.objects.order_by("from_on")] == [timezone.localdate(), None]


def test_the_same_choice_changes_nothing(officer, panel):
    choose_panels(user=officer, panels=[panel], by=officer)
    choose_panels(user=officer, panels=[panel], by=officer)

    assert DeskPanel.history.count() == 1


def test_panels_that_are_no_more_cannot_be_chosen(client, officer):
    gone = PanelFactory(abolished_on=date(2024, 5, 1))
    client.force_login(officer)
    page = client.post(reverse("own_panels"), {"panels": [gone.pk]})

    assert page.context["form"].errors["panels"]


def test_a_desk_is_ones_own(client, officer, manager, panel):
    DeskPanelFactory(user=manager, panel=panel)
    client.force_login(officer)

    assert list(client.get("/account/").context["desk"]) == []
