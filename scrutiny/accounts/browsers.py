"""What a browser calls itself, as people call it."""

BROWSERS = [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
MACHINES = [
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
]


def in_words(user_agent: str) -> str:
    """ "Firefox on Windows"; Chrome also calls itself Safari, and an iPhone a Mac, so the order counts."""
    browser = next((words for sign, words in BROWSERS if sign in user_agent), "A browser")
    machine = next((words for sign, words in MACHINES if sign in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
