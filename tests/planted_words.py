"""Which of the words that `tests/planted.py` plants stand on which page, and for whom.

A page that isn't listed holds none of them for anybody but those who may use its form.
"""

from typing import NamedTuple

NONE: frozenset[str] = frozenset()


class Words(NamedTuple):
    """What everybody reads, what the panel's members read besides, and what is left for officers."""

    everybody: frozenset[str] = NONE
    panel: frozenset[str] = NONE
    officers: frozenset[str] = NONE


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


POINTS = words("at_exempt-point at_unpublished-point closed_evidence-point at_informal-point at_task_group-point")
CONSIDERED = words("at_exempt-point")
EXEMPT_ITEM = words("exempt-title exempt-text exempt-presenter exempt-urgency exempt-paper exempt-word closed-paper")
EXEMPT_MINUTE = words(
    "exempt-heading exempt-body exempt-decision exempt-voters exempt-referral exempt-section exempt-section-body"
    " exempt-action exempt-owner"
)
EXEMPT_CLAIM = words("exempt-office exempt-reason")
LATE_CLAIM = words("late-office late-reason")
DRAFTS = words("draft-title draft-text draft-body draft-decision late-title late-text late-paper")
INFORMAL_DAY, TASK_GROUP_DAY = frozenset({"3 March 2099"}), frozenset({"4 March 2099"})
INFORMAL, TASK_GROUP = INFORMAL_DAY | {"informal-venue"}, TASK_GROUP_DAY | {"task-group-venue"}
EMBARGOED_TIES = words("embargoed-authority embargoed-point embargoed-office")


def panel_paper(text: str) -> Words:
    return Words(panel=words(text))


def officers_paper(text: str) -> Words:
    return Words(officers=words(text))


PACK = Words(panel=words("members-pack"))
"""Of the files that `tests/planted.py` puts in the place of packs; the public's say nothing."""

PAGES = {
    ("home", "the first page"): Words(panel=INFORMAL, officers=TASK_GROUP),
    ("people", "the list of people"): Words(officers=words("Officer-person asked-by")),
    ("person", "an officer of the council"): Words(officers=words("Officer-person")),
    ("panel", "a panel"): Words(
        CONSIDERED,
        INFORMAL | EXEMPT_CLAIM | {"at_informal-point"},
        LATE_CLAIM | words("at_unpublished-point at_task_group-point embargoed-point embargoed-office planned-subject"),
    ),
    ("meetings", "the list of meetings"): Words(panel=INFORMAL, officers=TASK_GROUP),
    ("calendar_month", "a month of meetings"): Words(panel=INFORMAL_DAY, officers=TASK_GROUP_DAY),
    ("meeting_file", "an informal meeting, for a calendar"): Words(panel=INFORMAL),
    ("meeting_file", "a task group's meeting, for a calendar"): Words(officers=TASK_GROUP),
    ("panel_file", "a panel's meetings, for a calendar"): Words(panel=words("informal-venue")),
    ("meeting", "a meeting that was held"): Words(
        CONSIDERED,
        EXEMPT_ITEM | EXEMPT_MINUTE | EXEMPT_CLAIM,
        DRAFTS | LATE_CLAIM | EMBARGOED_TIES | words("at_unpublished-point at_task_group-point"),
    ),
    ("meeting", "a meeting with an unpublished agenda"): Words(
        officers=words("unpublished-title unpublished-text unpublished-paper")
    ),
    ("meeting", "an informal meeting"): Words(
        panel=INFORMAL | words("informal-title informal-paper at_informal-point")
    ),
    ("meeting", "a task group's meeting"): Words(
        officers=TASK_GROUP | words("task-group-title task-group-paper at_task_group-point")
    ),
    ("publication", "an older version of an agenda"): Words(CONSIDERED, EXEMPT_ITEM | EXEMPT_CLAIM, EMBARGOED_TIES),
    ("publication", "draft minutes"): Words(panel=EXEMPT_MINUTE | {"exempt-title"}),
    ("publication", "an informal meeting's agenda"): Words(
        panel=INFORMAL_DAY | words("informal-title informal-paper at_informal-point")
    ),
    ("agenda_pdf", "the front sheet of a published agenda"): PACK,
    ("agenda_pdf", "the front sheet of an informal meeting's agenda"): Words(panel=words("informal-pack")),
    ("pack_pdf", "all papers of a published agenda"): PACK,
    ("pack_pdf", "all papers of an informal meeting"): Words(panel=words("informal-pack")),
    ("version_pack", "all papers of an older version"): PACK,
    ("answer", "a link by which the chair is asked"): Words(
        words("unpublished-title unpublished-text unpublished-paper")
    ),
    ("inspections", "the list of inspections"): Words(officers=words("embargoed-authority embargoed-focus")),
    ("inspection", "an inspection"): Words(
        POINTS, EXEMPT_CLAIM, LATE_CLAIM | words("embargoed-authority closed-source-title unread-source-title")
    ),
    ("inspection", "an inspection under embargo"): Words(
        officers=EMBARGOED_TIES
        | words("embargoed-focus embargoed-addressee embargoed-inspector embargoed-finding embargoed-source-title")
    ),
    ("recommendations", "the tracker"): Words(POINTS, words("exempt-office"), EMBARGOED_TIES | {"late-office"}),
    ("recommendation", "one with an update at an exempt item"): Words(
        POINTS, EXEMPT_CLAIM | words("exempt-update exempt-evidence")
    ),
    ("recommendation", "one with an update at an unpublished item"): Words(
        POINTS, officers=LATE_CLAIM | words("late-update late-evidence")
    ),
    ("recommendation", "one with private evidence"): Words(POINTS, officers=words("closed-evidence-title")),
    ("recommendation", "one considered at an informal meeting"): Words(POINTS, INFORMAL_DAY),
    ("recommendation", "one considered at a task group's meeting"): Words(POINTS, officers=TASK_GROUP_DAY),
    ("recommendation", "one under embargo"): Words(
        officers=EMBARGOED_TIES | words("embargoed-update embargoed-evidence")
    ),
}

PAPERS = {
    "an exempt item's paper": panel_paper("exempt-paper exempt-author exempt-file"),
    "a private paper of an open item": panel_paper("closed-paper closed-author closed-file"),
    "a paper of an unpublished agenda": officers_paper("unpublished-paper unpublished-file"),
    "a paper added since publication": officers_paper("late-paper late-file"),
    "an informal meeting's paper": Words(panel=words("informal-paper informal-file") | INFORMAL_DAY),
    "a task group's paper": Words(officers=words("task-group-paper task-group-file") | TASK_GROUP_DAY),
    "an inspection's private source": officers_paper("closed-source-title closed-source-file"),
    "a source that no worker has read yet": officers_paper("unread-source-title"),
    "an embargoed inspection's source": officers_paper("embargoed-source-title embargoed-source-file"),
    "an update's private evidence": officers_paper("closed-evidence-title closed-evidence-file"),
    "evidence of an update at an exempt item": panel_paper("exempt-evidence exempt-evidence-file"),
    "evidence of an update at an unpublished item": officers_paper("late-evidence late-evidence-file"),
    "evidence of an update under embargo": officers_paper("embargoed-evidence embargoed-evidence-file"),
    "a paper that belongs nowhere": officers_paper("stray-title stray-file"),
}
"""A paper's words: of its page all, of its file those in the bytes, and its title in the header that names the file."""

OF_THE_PAGE_ALONE = words("exempt-author closed-author") | INFORMAL_DAY | TASK_GROUP_DAY
"""Authors and meetings, which the page of a paper names and its file does not."""

UNDER_ANOTHER_NAME = {
    ("document_file", "an exempt item's paper, under another name"): panel_paper("exempt-paper"),
}


def without_place(paper: Words) -> Words:
    return Words(*(part - OF_THE_PAGE_ALONE for part in paper))


EXEMPT_WORD = "exempt-word exempt-words"

WORDS: dict[tuple[str, str], Words] = {
    **PAGES,
    **{("document", what): paper for what, paper in PAPERS.items()},
    **{("document_file", what): without_place(paper) for what, paper in PAPERS.items()},
    **UNDER_ANOTHER_NAME,
    ("document", "an exempt item's paper in Word"): panel_paper(EXEMPT_WORD),
    ("document_file", "an exempt item's paper in Word"): officers_paper(EXEMPT_WORD),
}

NOWHERE = words("merged-person chair-notes planned-details planned-presenter gone-title gone-text gone-reason")
"""On no page that the table lists, for anybody but those who may use its form."""

EVERY_WORD: frozenset[str] = NOWHERE.union(*(part for page in WORDS.values() for part in page))
