"""The site's settings, with the plain page beside the site's own."""

from scrutiny.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.plain"
