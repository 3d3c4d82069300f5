"""A real browser without a window, and pages opened in it as on a desk, in the dark, on a phone, on paper.

The browser is the machine's own Chromium; nothing here fetches one. Without it these tests are skipped.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.companies import sample_company

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--disable-gpu", "--disable-quic", "--disable-component-update", "--no-first-run"]
"""Without these the browser itself looks for a network at every start."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine to open pages with")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path):
    """Open a page from a file; gives it with the addresses that were asked for, its own included."""
    contexts = []

    def open_page(html: str, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
        file = Path(tmp_path / "page.html")
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
        contexts.append(context)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        assert asked[0] == file.as_uri()
        return page, asked

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_run():
    return sample_company()
