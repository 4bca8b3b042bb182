"""The inspectorates and frameworks that every installation begins with, as the inspectorates published them."""

from typing import NamedTuple

OFSTED_GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
SEND_OUTCOMES = ["Typically positive", "Inconsistent", "Widespread or systemic failings"]

LOOKS = {
    "Outstanding": "done",
    "Good": "good",
    "Requires improvement": "warning",
    "Requires improvement to be good": "warning",
    "Inadequate": "bad",
    "Typically positive": "good",
    "Inconsistent": "warning",
    "Widespread or systemic failings": "bad",
}

INSPECTORATES = [
    ("ofsted", "Ofsted", "Office for Standards in Education, Children's Services and Skills"),
    ("ofsted-cqc", "Ofsted and CQC", "Ofsted and the Care Quality Commission together"),
    (
        "joint",
        "Joint inspectorates",
        "Ofsted, the Care Quality Commission, the inspectorates of constabulary and of probation",
    ),
    ("dfe-commissioner", "DfE Commissioner", "Commissioner appointed by the Department for Education"),
]


class Seed(NamedTuple):
    """A framework: ``areas`` are (slug, name, slug of the area that holds it or ""), ``grades`` best first."""

    slug: str
    inspectorate: str
    name: str
    from_year: int
    until_year: int | None
    areas: list[tuple[str, str, str]]
    grades: list[str]


ILACS_2018 = [
    ("overall", "Overall effectiveness", ""),
    ("leaders", "The impact of leaders on social work practice", ""),
    ("help-and-protection", "Children who need help and protection", ""),
    ("care", "Children in care and care leavers", ""),
]
ILACS_2023 = [
    ("overall", "Overall effectiveness", ""),
    ("leaders", "The impact of leaders on social work practice", ""),
    ("help-and-protection", "Children who need help and protection", ""),
    ("care", "Children in care", ""),
    ("care-leavers", "Care leavers", ""),
]
SIF_2013 = [
    ("overall", "Overall effectiveness", ""),
    ("help-and-protection", "Children who need help and protection", ""),
    ("looked-after", "Children looked after and achieving permanence", ""),
    ("adoption", "Adoption performance", "looked-after"),
    ("care-leavers", "Experiences and progress of care leavers", "looked-after"),
    ("leadership", "Leadership, management and governance", ""),
]
GRADES_SINCE_2018 = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]

FRAMEWORKS = [
    Seed("sif-2013", "ofsted", "single inspection framework", 2013, 2017, SIF_2013, OFSTED_GRADES),
    Seed(
        "ilacs-2018", "ofsted", "inspection of children's services (ILACS)", 2018, 2022, ILACS_2018, GRADES_SINCE_2018
    ),
    Seed(
        "ilacs-2023", "ofsted", "inspection of children's services (ILACS)", 2023, None, ILACS_2023, GRADES_SINCE_2018
    ),
    Seed("focused-visit", "ofsted", "focused visit", 2018, None, [], []),
    Seed("monitoring-visit", "ofsted", "monitoring visit", 2013, None, [], []),
    Seed("jtai", "joint", "joint targeted area inspection", 2016, None, [], []),
    Seed("area-send-2016", "ofsted-cqc", "area SEND inspection", 2016, 2022, [], []),
    Seed(
        "area-send-2023",
        "ofsted-cqc",
        "area SEND inspection",
        2023,
        None,
        [("experiences", "Experiences and outcomes of children and young people with SEND", "")],
        SEND_OUTCOMES,
    ),
    Seed("commissioner", "dfe-commissioner", "review", 2010, None, [], []),
]
