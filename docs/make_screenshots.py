"""Make the screenshots of docs/review.md and docs/report.md: `python docs/make_screenshots.py`.

Needs Chromium and Pillow. The report is that on an archive of invented pages, two of which are broken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
ROOT = DOCS.parent
EXAMPLE = ROOT / "examples" / "binjiang-daily"
PAGES = 160


class Shot(NamedTuple):
    """One screenshot. `place`: the hash that the page is opened with; `keys`: what is pressed."""

    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    place: str = ""
    keys: str = ""


SHOTS = {
    "review-wide.png": Shot("review", 1360, 820, keys="n"),
    "review-dark.png": Shot("review", 1360, 820, "dark", keys="n"),
    "review-narrow.png": Shot("review", 400, 780, keys="n"),
    "report-wide.png": Shot("report", 1360, 1000),
    "report-doubt.png": Shot("report", 1360, 820, "dark", "#doubt"),
    "report-acceptance.png": Shot("report", 1360, 820, place="#acceptance"),
    "report-narrow.png": Shot("report", 400, 780, place="#pages:moved_share=3000.."),
}


def main() -> None:
    """Write the pages, open them, and take their pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        zbtools(folder, "review", EXAMPLE, "-o", "review.html")
        write_report(folder)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for file, shot in SHOTS.items():
            take(browser, folder, shot, DOCS / file)


def write_report(folder: Path) -> None:
    """Run an archive and write its report."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.archive import make_archive

    make_archive(folder / "dumps", PAGES)
    for number, path in enumerate(sorted((folder / "dumps").rglob("*.txt"))):
        if number in (40, 90):
            path.write_bytes(path.read_bytes()[:2000] + b"\xff\xfe\x00\x81")
    zbtools(folder, "run", "dumps", "-o", "archive/", "-q", code=4)
    zbtools(folder, "report", "archive", "-o", "report.html", "--sample", "200", "-q")


def zbtools(folder: Path, *arguments: object, code: int = 0) -> None:
    """Run zbtools in `folder`; it must end with `code`."""
    command = [sys.executable, "-m", "zbtools", *map(str, arguments)]
    run = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    if run.returncode != code:
        raise SystemExit(f"zbtools {arguments[0]} ended with {run.returncode}")


def take(browser: Any, folder: Path, shot: Shot, path: Path) -> None:
    """Take one picture, in 160 colours."""
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme)
    page.goto((folder / f"{shot.page}.html").as_uri() + shot.place)
    if shot.keys:
        page.keyboard.press(shot.keys)
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(160, Image.Quantize.FASTOCTREE).save(path, optimize=True)


if __name__ == "__main__":
    main()
