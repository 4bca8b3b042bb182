"""What a front sheet says, to the public and to members."""

from meetings.front_sheet import FOR_MEMBERS, PREVIEW, PRIVATE_TO_MEMBERS, front_sheet

FACTS = {
    "title": "Agenda",
    "council": "Thornmere Council",
    "panel": "Children Scrutiny Panel",
    "when": "Tuesday 22 September 2026, 4.00pm",
    "short_day": "22 September 2026",
    "venue": "Council Chamber",
    "attendance": "In person",
    "livestream": "https://example.org/live",
    "despatched": "Published on 14 September 2026",
    "lateness": "The agenda is late, or an item was added late",
    "reason": "Two reports were finished late.",
    "is_preview": False,
    "membership": [{"role": "Chair", "names": "Sunita Choudhury"}],
    "contact": "Joe Tran",
    "email": "joe.tran@thornmere.example",
    "phone": "01632 960001",
}


ASK = (
    "For questions about this meeting, or a copy in large print or another format, ask Joe Tran: "
    "joe.tran@thornmere.example or 01632 960001."
)


def item(**facts):
    usual = {"number": "6", "is_heading": False, "title": "Homes", "is_private": False, "why_private": "", "papers": []}
    return usual | dict.fromkeys(("presenters", "delivery", "purpose"), "") | facts


def test_it_says_where_and_when_why_it_is_late_and_whom_to_ask():
    assert front_sheet({"items": []}, FACTS, "public", {}) == {
        "title": "Agenda",
        "council": "Thornmere Council",
        "panel": "Children Scrutiny Panel",
        "footer": "Agenda, Children Scrutiny Panel, 22 September 2026",
        "where": [
            "Tuesday 22 September 2026, 4.00pm",
            "Council Chamber",
            "In person",
            "Watch live: https://example.org/live",
            "Published on 14 September 2026",
        ],
        "notices": ["The agenda is late, or an item was added late: Two reports were finished late."],
        "items": [],
        "membership": [{"role": "Chair", "names": "Sunita Choudhury"}],
        "help": [
            ASK,
            "Every paper that is open to the public is also on the council’s website, as text.",
        ],
    }


def test_an_item_names_its_papers_and_their_numbers_in_the_pack():
    paper = {"title": "Report", "url": "/a/", "is_private": False}
    content = {"items": [item(presenters="Imran Sadiq", delivery="Report", purpose="To note", papers=[paper])]}

    assert front_sheet(content, FACTS, "public", {"/a/": 3})["items"] == [
        {
            "number": "6",
            "is_heading": False,
            "title": "Homes",
            "lines": ["Imran Sadiq · Report · To note"],
            "papers": [{"title": "Report", "note": "", "part": 3}],
        }
    ]


def test_the_public_reads_why_it_can_t_read_the_rest():
    closed = {"title": "Annex", "why_private": "You can't read this."}
    content = {"items": [item(is_private=True, why_private="You can't read this.", papers=[closed])]}

    sheet = front_sheet(content, FACTS, "public", {})
    assert sheet["items"][0]["lines"] == ["You can't read this."]
    assert sheet["items"][0]["papers"] == [{"title": "Annex", "note": "You can't read this.", "part": None}]
    assert FOR_MEMBERS not in sheet["notices"]


def test_members_are_told_which_is_private_and_to_keep_it_so():
    paper = {"title": "Price", "url": "/p/", "is_private": True}
    content = {"items": [item(is_private=True, why_private="You can't read this.", papers=[paper])]}

    sheet = front_sheet(content, FACTS, "members", {"/p/": 0})
    assert sheet["items"][0]["lines"] == [PRIVATE_TO_MEMBERS]
    assert sheet["items"][0]["papers"] == [{"title": "Price", "note": "Private", "part": 0}]
    assert FOR_MEMBERS in sheet["notices"]


def test_a_preview_says_that_it_is_one():
    assert front_sheet({"items": []}, FACTS | {"is_preview": True}, "members", {})["notices"][0] == PREVIEW
