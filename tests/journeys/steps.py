"""What people do in the browser, one step a function, in the words of the page."""

from datetime import date

from tests.factories import PASSWORD


def sign_in(page, site, user):
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def fill_day(page, legend, day):
    """Type a date into its three boxes."""
    day = date.fromisoformat(day)
    boxes = page.get_by_role("group", name=legend)
    boxes.get_by_label("Day").fill(str(day.day))
    boxes.get_by_label("Month").fill(str(day.month))
    boxes.get_by_label("Year").fill(str(day.year))


def save(page, name="Save"):
    page.get_by_role("button", name=name, exact=True).click()


def call_meeting(page, site, facts):
    page.goto(f"{site.url}/meetings/")
    page.get_by_role("link", name="Add a meeting").click()
    page.get_by_label("Panel", exact=True).select_option(label=facts["body"])
    fill_day(page, "Date", facts["date"])
    page.get_by_label("Start", exact=False).first.fill(facts["time"])
    page.get_by_label("Venue").fill(facts["venue"])
    page.get_by_label("Begin the agenda with the panel's standing items").uncheck()
    save(page)


def type_items(page, facts):
    """Each title, then Enter: the line keeps the focus, so nothing but the keyboard is needed."""
    for item in facts["items"]:
        line = page.get_by_label("Next item")
        line.fill(item["title"])
        line.press("Enter")
        page.get_by_text(f"Item {item['number']} added").first.wait_for()


def describe_item(page, item):
    """What the agenda says below the title."""
    page.get_by_role("link", name=f"Change {item['title']}").click()
    page.get_by_label("Description").fill(item["description_starts"])
    page.get_by_label("Delivery").select_option(label="Verbal")
    save(page)


def publish(page, lateness=None, reason=""):
    page.get_by_role("link", name="Check and publish").click()
    if lateness:
        page.get_by_label(lateness).check()
        page.get_by_label("The reason, in your words").fill(reason)
    save(page, "Publish and send")


def enter_inspection(page, site, facts):
    page.goto(f"{site.url}/inspections/")
    page.get_by_role("link", name="Add an inspection").click()
    page.get_by_label("Authority").fill(facts["authority"])
    page.get_by_label("Framework").select_option(label="Ofsted focused visit (2018–)")
    fill_day(page, "First day", facts["start"])
    fill_day(page, "Last day", facts["end"])
    fill_day(page, "Date of the letter", facts["letter_date"])
    page.get_by_label("Addressee").fill(facts["addressee"])
    page.get_by_label("Lead inspector").fill(facts["signed_by"])
    page.get_by_label("Inspectors", exact=False).last.fill("\n".join(facts["inspectors"]))
    save(page)


def enter_recommendations(page, texts):
    page.get_by_role("link", name="Add a recommendation").click()
    for text in texts:
        page.get_by_label("Area for improvement").check()
        page.get_by_label("Recommendation", exact=True).last.fill(text)
        save(page, "Save and add another")
        page.get_by_role("link", name=text).wait_for()
    page.get_by_role("link", name="Cancel").click()


def enter_findings(page, texts):
    page.get_by_role("link", name="Enter findings").click()
    page.get_by_label("Findings").fill("\n\n".join(texts))
    save(page)


def add_update(page, *, office, progress, text, item, made_on):
    page.get_by_role("link", name="Add an update").click()
    fill_day(page, "Date of the update", made_on)
    page.get_by_label("Owner", exact=True).fill(office)
    page.get_by_label(progress, exact=True).check()
    page.get_by_label("What has changed?").fill(text)
    page.get_by_label("Considered at").select_option(label=item)
    save(page, "Add the update")
