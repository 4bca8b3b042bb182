from collections.abc import Iterable

from django.utils import timezone

from scrutiny.models import DeskPanel, Panel, User
from scrutiny.operations.change import change


def choose_panels(*, user: User, panels: Iterable[Panel], by) -> None:
    """From today on these are the officer's own panels, which the desk shows first, and no others."""
    wanted = {panel.pk: panel for panel in panels}
    with change("choose_panels", by=by, about=user) as step:
        today = timezone.localdate(step.at)
        User.objects.select_for_update().get(pk=user.pk)
        rows = {row.panel_id: row for row in DeskPanel.objects.filter(user=user, until_on=None)}
        for gone in rows.keys() - wanted.keys():
            row = rows[gone]
            if row.from_on < today:
                step.save(row, until_on=today)
            else:
                step.delete(row)
        for new in wanted.keys() - rows.keys():
            step.save(DeskPanel(user=user, panel=wanted[new], from_on=today))
