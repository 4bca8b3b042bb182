"""Short guides, one for each task."""

import re

import pytest
from django.urls import Resolver404, resolve

from scrutiny.views.guides import GUIDES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_each_guide_reads_and_leads_back(client, guide):
    page = client.get(f"/help/{guide.slug}/").text

    assert f"<h1>{guide.title}</h1>" in page
    assert len(re.sub(r"<[^>]+>", " ", page).split()) > 80
    assert 'href="/help/"' in page


def test_the_list_leads_to_every_guide(client):
    page = client.get("/help/").text
    links = [link for link in re.findall(r'href="(/help/[\w-]+/)"', page) if leads_somewhere(link)]

    assert links == [f"/help/{guide.slug}/" for guide in GUIDES]


def leads_somewhere(link):
    try:
        return bool(resolve(link))
    except Resolver404:
        return False
