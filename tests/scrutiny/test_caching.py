"""What caches are told: strangers' pages are asked for again, signed-in pages are never kept."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_strangers_page_may_be_kept_but_is_asked_for_again(client):
    response = client.get("/meetings/")

    assert (response["Cache-Control"], response["Vary"]) == ("no-cache", "Cookie")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_an_unchanged_page_is_not_sent_again(client):
    etag = client.get("/meetings/")["ETag"]

    again = client.get("/meetings/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_a_signed_in_page_is_never_kept(client, officer):
    client.force_login(officer)

    assert client.get("/meetings/")["Cache-Control"] == "private, no-store"


def test_the_councils_colours_may_be_kept_for_a_day(client, officer):
    client.force_login(officer)

    assert client.get("/council.css")["Cache-Control"] == "public, max-age=86400"
