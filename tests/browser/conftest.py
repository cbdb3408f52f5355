"""A headless Chromium of the system, driven by Playwright; where there is none, the tests say so and are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Any]]:
    """Return how to start the system's Chromium, with the options that Playwright takes."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium on this system")
    started: list[Any] = []
    with playwright.sync_playwright() as driver:

        def start(**options: Any) -> Any:
            started.append(driver.chromium.launch(executable_path=path, **options))
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(chromium: Callable[..., Any]) -> Any:
    return chromium(args=["--no-sandbox"])


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Return how to open a page from its HTML; whatever it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    complaints: list[str] = []

    def open_page(source: str) -> Any:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.set_default_timeout(30_000)
        if not source.startswith("http"):
            page.on("request", lambda sent: complaints.append(sent.url) if sent.url.startswith("http") else None)
            path = tmp_path / f"page-{len(context.pages)}.html"
            path.write_text(source, "utf-8")
            source = path.as_uri()
        page.goto(source)
        return page

    yield open_page
    context.close()
    assert complaints == []
