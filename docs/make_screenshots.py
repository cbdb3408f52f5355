"""Make the screenshots of docs/review.md: `python docs/make_screenshots.py`. Needs Chromium and Pillow."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
PAGE = DOCS.parent / "examples" / "binjiang-daily"
SHOTS = {
    "review-wide.png": (1360, 820, "light"),
    "review-dark.png": (1360, 820, "dark"),
    "review-narrow.png": (400, 780, "light"),
}


def main() -> None:
    """Open the review page of one example and take its picture in each form."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        html = Path(folder) / "review.html"
        subprocess.run([sys.executable, "-m", "zbtools", "review", PAGE, "-o", html], check=True)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (width, height, scheme) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(html.as_uri())
            page.keyboard.press("n")
            page.screenshot(path=DOCS / name)
            Image.open(DOCS / name).convert("RGB").quantize(160, Image.Quantize.FASTOCTREE).save(
                DOCS / name, optimize=True
            )


if __name__ == "__main__":
    main()
