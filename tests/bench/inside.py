"""What only Django knows, as JSON: the addresses to visit, an officer's cookie, and the queries of each page.

`python -m tests.bench.inside`, in the environment of the bench.
"""

import json

import django
from django.conf import settings


def main() -> None:
    django.setup()
    from django.db import connection
    from django.db.models import Count
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from meetings.models import Meeting
    from scrutiny.models import Role, User

    held = Meeting.objects.filter(state=Meeting.State.HELD, minutes_state=Meeting.Minutes.PUBLISHED)
    meeting = (
        held.annotate(items_count=Count("items")).order_by("-items_count", "pk").select_related("panel", "year")[0]
    )
    officer = Client()
    officer.force_login(User.objects.filter(role=Role.OFFICER).earliest("pk"))
    readers = {"": Client(), "officer": officer}

    def queries(path: str, reader: str) -> int:
        """Of a second visit: the first one also opens the database."""
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                readers[reader].get(path, headers={"host": "127.0.0.1"})
        return len(asked)

    paths = {"meeting": meeting.get_absolute_url()}
    visits = json.loads(input())
    found = {f"{path} {reader}": queries(path.format(**paths), reader) for path, reader in visits}
    cookie = officer.cookies[settings.SESSION_COOKIE_NAME]
    print(json.dumps({"paths": paths, "queries": found, "cookie": f"{cookie.key}={cookie.value}"}))


if __name__ == "__main__":
    main()
