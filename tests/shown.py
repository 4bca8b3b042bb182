"""What a page shows of its forms: the words in each box, and the sentences about what is wrong."""

from html.parser import HTMLParser


class Shown(HTMLParser):
    """Reads a page. ``boxes`` are name and value of every box, the last form's where names repeat; ``summary``
    and ``beside`` the sentences at the top of the page and at the fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.boxes: dict[str, str] = {}
        self.summary: list[str] = []
        self.beside: list[str] = []
        self.area = self.select = ""
        self.listening: list[str] | None = None
        self.feed(page)
        self.summary, self.beside = tidy(self.summary), tidy(self.beside)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        kind, name = given.get("type", ""), given.get("name", "")
        if tag == "textarea":
            self.area = name
            self.boxes[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.boxes[self.select] = given["value"]
        elif tag == "input" and (kind not in ("radio", "checkbox") or "checked" in given):
            self.boxes[name] = given.get("value", "on" if kind == "checkbox" else "")
        self.listen(tag, given)

    def listen(self, tag, given):
        """To each line of the summary, and to each sentence beside a field."""
        if tag == "ul" and "govuk-error-summary__list" in given.get("class", ""):
            self.listening = self.summary
        elif given.get("class") == "app-error":
            self.listening = self.beside
        if self.listening is not None and tag in ("li", "p"):
            self.listening.append("")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.boxes[self.area] = self.boxes[self.area].removeprefix("\n")
            self.area = ""
        if tag == ("ul" if self.listening is self.summary else "p"):
            self.listening = None

    def handle_data(self, data):
        if self.area:
            self.boxes[self.area] += data
        elif self.listening:
            self.listening[-1] += data


def tidy(lines: list[str]) -> list[str]:
    """Each once on one line, without the word that only screen readers say."""
    return [" ".join(line.split()).removeprefix("Error: ") for line in lines]
