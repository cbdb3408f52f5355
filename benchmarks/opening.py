"""How long a browser takes to open the pages that zbtools writes, and from key to key.

    python -m benchmarks.opening [--runs N] [--bars]

Each page is opened beside one that holds the same words and nothing else, in the same browser, by turns: the ratio
tells of the page, the milliseconds of the machine, too. Medians from the request to the end of the load event, when
everything stands there. With --bars the exit code is 1 when a bar is missed: a page of 400 paragraphs opens within
2 s. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.gold import one_thread
from zbtools.batch.issues import Issue
from zbtools.batch.report.write import Wanted, report_on_records
from zbtools.model import Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.identity import Identity
from zbtools.views.review import review_page

OPENED = "performance.getEntriesByType('navigation')[0].duration"
STEP = """(() => {
  const from = performance.now();
  step(1);
  document.body.offsetHeight;
  return performance.now() - from;
})()"""
SEARCH = """(() => {
  const from = performance.now();
  Object.assign(state, { words: "day 17" });
  show();
  document.body.offsetHeight;
  return performance.now() - from;
})()"""

BARS = {"review, 400 paragraphs": 2000.0}
"""Milliseconds."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

REPORTED = 20_000
"""Pages of the report."""


def dump(paragraphs: int) -> str:
    """Return the dump of a page of so many paragraphs, a headline above every third."""
    lines = []
    for i in range(paragraphs // 3):
        lines.append(f"## 第{i}号桥今天通车")
        lines += [f"本报讯(记者/周一苇) 第{i}号桥长{3 * i + j}公里,行人和车辆今天起可以通过。" for j in range(3)]
    return "\n\n".join(lines)


def review(pages: int, paragraphs: int) -> tuple[str, str]:
    """Return the review page of an issue, and a page with its words alone."""
    records: list[Record] = []
    texts: dict[str, str] = {}
    for number in range(1, pages + 1):
        text = dump(paragraphs)
        source = Source(f"{number}.txt", f"{number:064}", "utf-8", len(text))
        found = read_page(text, source, Identity("滨江日报", "2023-04-18", f"{number:02}"))
        texts[found[0].id] = text
        records += found
    return review_page(run_issue(records, (), Options()), texts), plain("\n\n".join(texts.values()))


def report(pages: int, folder: Path) -> tuple[str, str]:
    """Return the report on so many pages, and a page with the words of its table alone."""
    path = folder / "report.html"
    report_on_records(_issues(pages), None, Wanted(str(path)), "report")
    names = (f"滨江日报 day {day} page {page}" for day in range(pages // 8) for page in range(8))
    return path.read_text("utf-8"), plain("\n\n".join(names))


def _issues(pages: int) -> Any:
    text = dump(12)
    for day in range(pages // 8):
        issue = Issue()
        for page in range(8):
            source = Source(f"{day}-{page}.txt", f"{day * 8 + page:064}", "utf-8", len(text))
            issue.records += read_page(text, source, Identity("滨江日报", f"day {day}", str(page)))
        yield issue


def plain(text: str) -> str:
    """Return a page that holds a text, a paragraph a block."""
    blocks = "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n"))
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>text</title>{blocks}</html>'


def measure(browser: Browser, pages: Mapping[str, tuple[str, str]], folder: Path, runs: int) -> dict[str, float]:
    """Print what the pages take, and return the milliseconds that each takes to open."""
    spent: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in pages}
    for _ in range(runs + 1):
        for name, both in pages.items():
            for source, times in zip(both, spent[name], strict=True):
                times.append(_opened(browser, source, folder))
    opened = {name: median(page[1:]) for name, (page, _) in spent.items()}
    for name, (_, text) in spent.items():
        ratio = opened[name] / median(text[1:])
        print(f"{name:24} {opened[name]:7.0f} ms  x {ratio:.1f} of its text alone, {len(pages[name][0]) / 1e6:.1f} MB")
    return opened


def _opened(browser: Browser, source: str, folder: Path) -> float:
    path = folder / "page.html"
    path.write_text(source, "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    took: float = page.evaluate(OPENED)
    page.close()
    return took


def between(browser: Browser, source: str, folder: Path, deed: str, runs: int) -> float:
    """Return the median milliseconds that a deed on a page takes, with what it changes laid out."""
    path = folder / "page.html"
    path.write_text(source, "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    times = [page.evaluate(deed) for _ in range(runs + 1)]
    page.close()
    return float(median(times[1:]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    options = parser.parse_args()
    one_thread()
    with TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        pages = {
            "review, 400 paragraphs": review(1, 400),
            "review, 24 pages": review(24, 90),
            f"report, {REPORTED} pages": report(REPORTED, folder),
        }
        opened = measure(browser, pages, folder, options.runs)
        turned = {"30 paragraphs": review(1, 30)[0]} | {
            name: both[0] for name, both in pages.items() if "review" in name
        }
        steps = {name: between(browser, source, folder, STEP, options.runs * 4) for name, source in turned.items()}
        for name, value in steps.items():
            print(f"key to key, {name:24} {value:6.1f} ms  x {value / steps['30 paragraphs']:.1f}")
        found = between(browser, pages[f"report, {REPORTED} pages"][0], folder, SEARCH, options.runs)
        print(f"search in a report of {REPORTED} pages {found:.0f} ms")
        browser.close()
    missed = [name for name, bar in BARS.items() if opened[name] > bar]
    return int(options.bars and bool(missed))


if __name__ == "__main__":
    sys.exit(main())
