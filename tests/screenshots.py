"""Makes the README's pictures from a running site with its demonstration council.

`python -m tests.screenshots http://127.0.0.1:8000`
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURES = {
    "meeting.png": "/meetings/2026-27/children-and-families/2026-09-22/",
    "recommendation.png": "/recommendations/thornmere-ofsted-2026-05-12-1/",
}


def main(site: str) -> None:
    with sync_playwright() as browsers:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=as_root)
        page = browser.new_page(viewport={"width": 1100, "height": 1200})
        for name, address in PICTURES.items():
            page.goto(site + address)
            page.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
