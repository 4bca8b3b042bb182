"""Who may do what: a role code on the user, turned into verbs by predicates that never query.

What a person may *read* is decided by each record's ``visible_to``; both look only at the `Scope`.
"""

from dataclasses import dataclass

import rules

COUNCILLOR = "councillor"
OFFICER = "officer"
MANAGER = "manager"
MONITORING_OFFICER = "monitoring_officer"


@dataclass(frozen=True)
class Scope:
    """What the site knows of a reader, loaded once per request.

    ``panel_ids`` are the panels on which the reader's person sits today, in any role.
    The default is the stranger.
    """

    role: str = ""
    person_id: int | None = None
    panel_ids: frozenset[int] = frozenset()

    @property
    def is_officer(self) -> bool:
        """Democratic services: every panel, so that a colleague's meeting can be covered."""
        return self.role in (OFFICER, MANAGER)

    @property
    def sees_everything(self) -> bool:
        """Officers of democratic services and the monitoring officer read drafts and private papers."""
        return self.is_officer or self.role == MONITORING_OFFICER


STRANGER = Scope()


def scope_of(user) -> Scope:
    """The scope of anybody, signed in or not."""
    return getattr(user, "scope", STRANGER)


@rules.predicate
def is_officer(user) -> bool:
    return scope_of(user).is_officer


@rules.predicate
def is_manager(user) -> bool:
    return scope_of(user).role == MANAGER


@rules.predicate
def sees_everything(user) -> bool:
    return scope_of(user).sees_everything


@rules.predicate
def is_monitoring_officer(user) -> bool:
    return scope_of(user).role == MONITORING_OFFICER


rules.add_perm("scrutiny.change_people", is_manager)
rules.add_perm("scrutiny.read_closures", is_officer)
rules.add_perm("scrutiny.change_closures", is_manager)
rules.add_perm("scrutiny.correct_records", is_manager)
rules.add_perm("scrutiny.read_history", sees_everything)
rules.add_perm("scrutiny.put_words_back", is_officer)
rules.add_perm("scrutiny.read_whole_history", is_manager)
rules.add_perm("scrutiny.change_users", is_manager)
rules.add_perm("scrutiny.see_work", is_manager)
rules.add_perm("scrutiny.choose_panels", is_officer)
rules.add_perm("scrutiny.withhold", is_monitoring_officer)
rules.add_perm("scrutiny.read_withheld", is_monitoring_officer | is_manager)
