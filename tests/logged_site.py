"""The site's settings, with pages that fail beside its own."""

from scrutiny.settings import *  # noqa: F403

ROOT_URLCONF = "tests.failing"
