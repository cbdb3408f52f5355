"""The report as a person uses it: numbers that lead to pages, the table, the checklist, light and dark."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import zbtools
from tests.corrections.pages import EXAMPLES, ISSUES, issue
from zbtools.views.report.facts import facts_of
from zbtools.views.review import review_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report on the example pages, marked for reprints as the same pages run under another name."""
    folder = tmp_path_factory.mktemp("report")
    records, again, marked = folder / "a.jsonl", folder / "b.jsonl", folder / "marked.jsonl"
    assert zbtools("run", EXAMPLES, "-o", records).code == 0
    assert (
        zbtools("run", *EXAMPLES.glob("binjiang*"), "--paper", "江畔报", "--date", "2023-04-20", "-o", again).code == 0
    )
    marked.write_bytes(zbtools("dedupe", "--scope", "archive", records, again).out)
    page = folder / "report.html"
    assert zbtools("report", marked, "-o", page, "--sample", "12").code == 0
    return page.read_text("utf-8")


def names(page: Any) -> list[str]:
    return page.locator("#table tbody a, #table tbody td:first-child > span:first-child").all_inner_texts()  # type: ignore[no-any-return]


def numbers(page: Any, column: str) -> list[str]:
    heads = page.locator("#table thead th").all_inner_texts()
    return page.locator(f"#table tbody td:nth-child({heads.index(column) + 1})").all_inner_texts()  # type: ignore[no-any-return]


FOLLOWED = """async (link) => {
  const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  await heard;
}"""


def test_every_number_leads_to_as_many_pages_as_it_says(opened: Any, report: str) -> None:
    page = opened(report)
    links = page.locator("a[aria-label*=' pages: ']")
    assert links.count() > 20
    for link in links.all():
        count = int(re.match(r"[\d,]+", link.get_attribute("aria-label"))[0])
        link.evaluate(FOLLOWED)
        assert page.inner_text("#shown").split()[0] == str(count)
        assert len(names(page)) == count
    page.locator("#all").evaluate(FOLLOWED)
    assert len(names(page)) == int(page.inner_text("#shown"))


def test_a_condition_shows_its_own_column_in_words(opened: Any, report: str) -> None:
    page = opened(report)
    page.evaluate("location.hash = '#pages:moved_share=2000..3000'")
    page.locator("#condition-words", has_text="share of text moved: 20 to 30 %").wait_for()
    shares = [float(each.removesuffix(" %")) for each in numbers(page, "text moved")]
    assert shares == sorted(shares, reverse=True)
    assert all(20 <= share <= 30 for share in shares)
    assert page.evaluate("document.activeElement.id") == "pages"


def test_the_table_is_searched_and_sorted_by_keyboard(opened: Any, report: str) -> None:
    page = opened(report)
    page.keyboard.press("/")
    page.keyboard.type("2021-06 岚江")
    assert page.inner_text("#shown").startswith("2 of")
    page.fill("#search", "")
    page.locator("#table thead button", has_text="moved").focus()
    for falling in (True, False):
        page.keyboard.press("Enter")
        found = [int(each) for each in numbers(page, "moved")]
        assert found == sorted(found, reverse=falling)
        assert page.locator("#table th[aria-sort]").get_attribute("aria-sort") == (
            "descending" if falling else "ascending"
        )
        assert page.evaluate("document.activeElement.textContent") == "moved"


def saved(page: Any, button: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.click(button)
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))


def test_the_table_is_saved_as_it_is_shown(opened: Any, report: str) -> None:
    page = opened(report)
    assert len(saved(page, "#save-table")) == int(page.inner_text("#shown"))
    page.fill("#search", "江畔报")
    assert [row["paper"] for row in saved(page, "#save-table")] == ["江畔报"]


def test_a_page_tells_the_command_of_its_review(opened: Any, report: str) -> None:
    page = opened(report)
    page.locator("#table tbody button").first.click()
    assert page.inner_text("#command-words").startswith("zbtools review ")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_the_sample_is_judged_kept_saved_and_read_back(opened: Any, report: str) -> None:
    page = opened(report)
    page.locator("[data-all]").first.click()
    page.locator(".checklist li").nth(1).locator("input[name$='-body'][value=wrong]").check()
    page.locator(".checklist li").nth(1).locator("input[name$='-headlines'][value=right]").check()
    assert page.inner_text("#result-segmentation") == "1 of 1 right: 100.0 % (20.7 to 100 %)"
    assert page.inner_text("#result-body") == "1 of 2 right: 50.0 % (9.5 to 90.5 %)"
    rows = saved(page, "#save-checklist")
    assert [rows[0][name] for name in ("segmentation", "headlines", "body", "metadata")] == ["right"] * 4
    assert [rows[1][name] for name in ("segmentation", "headlines", "body")] == ["", "right", "wrong"]
    page.reload()
    assert page.inner_text("#result-body").startswith("1 of 2")
    assert page.evaluate("accuracyOf(190, 200)") == "190 of 200 right: 95.0 % (91.0 to 97.3 %)"


@pytest.mark.parametrize("folder", ISSUES, ids=lambda path: path.parent.name)
def test_the_report_counts_what_the_review_page_draws(opened: Any, folder: Path) -> None:
    records, texts = issue(folder)
    page = opened(review_page(records, texts))
    found = facts_of(records)
    drawn = {kind: page.locator(f"#links path.{kind}").count() for kind in ("move", "join")}
    assert drawn == {"move": sum(one.moved or 0 for one in found), "join": sum(one.joined or 0 for one in found)}


def test_reprints_lead_to_the_pages_that_printed_them(opened: Any, report: str) -> None:
    page = opened(report)
    dot = page.locator("a[href^='#find:'] circle.first").first
    dot.locator("xpath=..").focus()
    page.keyboard.press("Enter")
    # The browser tells of the new address some time after the key.
    page.locator("#shown", has_text=re.compile("^1 of")).wait_for()
    (name,) = names(page)
    assert "滨江日报 2023-04-18 02" in name


def test_who_had_it_first_leads_to_who_had_it_later(opened: Any, report: str) -> None:
    page = opened(report)
    link = page.locator(".exchange td a").first
    assert re.fullmatch(r"滨江日报 → 江畔报: \d+", link.get_attribute("aria-label"))
    link.evaluate(FOLLOWED)
    assert page.inner_text("#condition-words") == "江畔报: printings of stories that 滨江日报 had first"
    assert names(page)
    assert all(name.startswith("江畔报 2023-04-20") for name in names(page))


def test_nothing_is_wider_than_a_narrow_screen(opened: Any, report: str) -> None:
    page = opened(report)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_holds_the_pictures_and_no_controls(opened: Any, report: str) -> None:
    page = opened(report)
    page.emulate_media(media="print")
    assert page.locator("svg.bars").first.is_visible()
    assert page.locator(".thumbnail").last.is_visible()
    assert not any(each.is_visible() for each in page.locator("button, #search, nav").all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(opened: Any, report: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = opened(report)
    page.emulate_media(color_scheme=scheme)
    page.evaluate("location.hash = '#pages:moved=1..'")
    page.locator("#condition").wait_for()
    found = axe.Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in serious] == []
