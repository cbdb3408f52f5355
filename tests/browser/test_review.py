"""The review page as a person uses it: looked at, pointed at, corrected by keyboard, saved, and replayed."""

from __future__ import annotations

import base64
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import zbtools
from tests.corrections.pages import EXAMPLES, ISSUES, check_records, example, issue, ref
from zbtools.batch.serving import Server
from zbtools.model import Article, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.corrections import Correction, correct, parse
from zbtools.stages.identity import Identity
from zbtools.views.review import review_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

REAL = Path(__file__).resolve().parents[3] / "shared" / "pages" / "zhuzhou-2022-10-27.txt"
TITLES = ("label", "kicker", "headline", "subtitle")


def read(*texts: str, stages: tuple[str, ...] = ("dedupe", "join")) -> tuple[list[Record], dict[str, str]]:
    records: list[Record] = []
    dumps = {}
    for number, text in enumerate(texts, 1):
        source = Source(f"{number}.txt", f"{number:064}", "utf-8", len(text))
        found = read_page(text, source, Identity("滨江日报", "2023-04-18", f"{number:02}"))
        dumps[found[0].id] = text
        records += found
    return run_issue(records, stages, Options()), dumps


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def piece(page: Any, words: str, side: str = "articles") -> Any:
    return page.locator(f"#{side} .piece", has_text=words).first


def hover(page: Any, found: Any) -> None:
    """Put the mouse on the first line of a text: the middle of its box may belong to its neighbour."""
    place = found.evaluate(
        "(each) => { each.scrollIntoView({ block: 'center' }); const box = each.getClientRects()[0];"
        " return [box.left + 8, box.top + box.height / 2]; }"
    )
    page.mouse.move(*place)


def click(page: Any, found: Any) -> None:
    hover(page, found)
    page.mouse.down()
    page.mouse.up()


def point(page: Any, words: str, side: str = "articles") -> None:
    click(page, piece(page, words, side))


def counts(page: Any) -> dict[str, int]:
    words = page.inner_text("#counts").replace("·", " ").split()
    return {what: int(count) for count, what in zip(words[::2], words[1::2], strict=True)}


def shown(page: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return the titles and paragraphs of each article as the page holds them."""
    sheets = page.evaluate(
        "state.reading.articles.map((sheet) => sheet.lines.map((line) => [line.kind, textOf(line)]))"
    )
    return [
        (
            "".join("".join(text for kind, text in lines if kind in TITLES).split()),
            tuple(text for kind, text in lines if kind in ("paragraph", "subheading", "caption", "table")),
        )
        for lines in sheets
    ]


def written(records: list[Record]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the same of records."""
    return [
        (
            "".join("".join(getattr(record, name) or "" for name in TITLES).split()),
            tuple(element.text for element in record.body),
        )
        for record in records
        if isinstance(record, Article)
    ]


def saved(page: Any) -> str:
    with page.expect_download() as download:
        press(page, "w")
    return Path(download.value.path()).read_text("utf-8")


def test_pointing_shows_where_a_text_comes_from_and_why(opened: Any) -> None:
    page = opened(review_page(*example("binjiang-daily")))
    moved = piece(page, "次提到每天两遍")
    hover(page, moved)
    assert "line 41, moved from there" in page.inner_text("#inspector")
    assert "join by search" in page.inner_text("#inspector")
    assert "巡查频|次提到每" in page.inner_text("#inspector")
    assert "lit" in (piece(page, "次提到每天两遍", "dump").get_attribute("class") or "")
    assert page.locator("#links path.lit").count() == 2
    assert counts(page)["joined"] == page.locator("#links path.join").count() > 0


def test_doubts_come_first_and_n_goes_through_them(opened: Any) -> None:
    page = opened(review_page(*example("lanjiang-daily")))
    chances = [int(words.split()[0]) for words in page.locator("#doubts .chance").all_inner_texts()]
    doubtful = [chance for chance in chances if chance < 70]
    assert doubtful == sorted(doubtful) == chances[: len(doubtful)]
    seen = set()
    for _ in doubtful:
        press(page, "n")
        seen.add(page.locator("#doubts [aria-current=true]").first.inner_text())
        assert page.locator("#inspector .decision.doubtful").count() > 0
        assert page.evaluate("document.activeElement.classList.contains('piece')")
    assert len(seen) == len(doubtful)


def test_search_finds_on_both_sides_and_goes_from_place_to_place(opened: Any) -> None:
    page = opened(review_page(*example("binjiang-daily")))
    press(page, "/")
    page.keyboard.type("柳堤县")
    count = int(page.inner_text("#hits"))
    assert count > 1
    press(page, "Enter", "Enter")
    assert page.inner_text("#hits") == f"2/{count}"
    assert "柳堤县" in page.locator("#articles .piece.current").inner_text()
    press(page, "Escape", "n")
    assert page.input_value("#search") == "柳堤县"


def test_five_corrections_are_saved_applied_and_found_in_the_records(opened: Any, tmp_path: Path) -> None:
    dump = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
    records, html = tmp_path / "records.jsonl", tmp_path / "review.html"
    assert zbtools("run", dump, "-o", records).code == 0
    assert zbtools("review", records, "--source", dump, "-o", html).code == 0
    page = opened(html.read_text("utf-8"))
    press(page, "n", "a")  # accept the most doubtful decision
    point(page, "次提到每天两遍")
    press(page, "s")  # no longer one paragraph with what stands before it
    point(page, "启动入河排口春季整治")
    press(page, "b")  # no title
    point(page, "柳堤县现有小型水库")
    press(page, "m")  # to the story called 纺织
    page.keyboard.type("纺织")
    press(page, "Enter")
    click(page, page.locator(".repeated").first)
    press(page, "d")  # not a duplicate
    assert page.locator("#made li").count() == 5
    file = tmp_path / "corrections.json"
    file.write_text(saved(page), "utf-8")
    assert [each["kind"] for each in json.loads(file.read_text("utf-8"))["corrections"]] == [
        "accept", "split", "not-title", "move", "not-duplicate",
    ]  # fmt: skip
    corrected = tmp_path / "corrected.jsonl"
    ending = zbtools("apply", file, records, "-o", corrected)
    assert (ending.code, ending.said) == (0, "")
    assert zbtools("check", corrected, "--source", dump).code == 0
    by_person = [
        decision["op"]
        for line in corrected.read_text("utf-8").splitlines()
        for decision in json.loads(line).get("decisions", ())
        if (decision["rule"], decision["confidence"]) == ("person", 1)
    ]
    assert len(by_person) == 5
    again = zbtools("apply", file, corrected)
    assert again.out == corrected.read_bytes()


@pytest.mark.parametrize("folder", ISSUES, ids=lambda path: path.parent.name)
def test_what_the_page_shows_is_what_apply_makes(opened: Any, folder: Path) -> None:
    """The page and the program correct in the same way: every kind of correction, one after the other."""
    records, texts = issue(folder)
    page = opened(review_page(records, texts))
    assert shown(page) == written(list(records))
    for number, key in enumerate("tbsjtma"):
        page.evaluate(
            "(number) => focusPiece(state.reading.order[(7 * number + 5) % state.reading.order.length].key)",
            number,
        )
        press(page, key)
        if page.locator("dialog[open]").count():
            press(page, "ArrowDown", "Enter")
    text = page.evaluate("fileText()")
    made = correct(records, parse(text, "page"))
    assert made.unfit == ()
    assert shown(page) == written(made.records)
    assert check_records(made.records, texts) == []


def test_corrections_are_gone_on_with(opened: Any) -> None:
    """Saved corrections show; those that the records went through are kept in the file and not made twice."""
    records, texts = example("binjiang-daily")
    first = Correction("split", ref(records, "次提到每天两遍"))
    page = opened(review_page(records, texts, [first]))
    made = correct(records, [first])
    assert shown(page) == written(made.records)
    page = opened(review_page(made.records, texts, [first]))
    assert shown(page) == written(made.records)
    point(page, "也要看到")
    press(page, "m")
    page.keyboard.type("A new")
    press(page, "Enter")
    both = parse(saved(page), "page")
    assert both[0] == first
    assert shown(page) == written(correct(records, both).records) == written(correct(made.records, both).records)


def test_undo_takes_the_last_correction_back(opened: Any) -> None:
    page = opened(review_page(*example("binjiang-daily")))
    before = shown(page)
    point(page, "次提到每天两遍")
    press(page, "s")
    assert shown(page) != before
    press(page, "u")
    assert shown(page) == before


HOSTILE = """## </script><script>document.title='owned'</script>

本报讯(记者/周一苇) "><img src=x onerror="document.title='owned'"> 大桥今天通车。

他说:\u202e反过来\u202c 和 '单引号' "双引号"。

### ]]><!--<script>{{ $data }} </style><style>body{display:none}

本报讯(记者/林下风) \u2066隔离\u2069 田里一片繁忙,\u2028 javascript:alert(1) 从早到晚。&lt;b&gt; &#x3c;
"""


def test_a_hostile_page_stays_inert(opened: Any) -> None:
    records, texts = read(HOSTILE)
    page = opened(review_page(records, texts))
    assert page.title().startswith("滨江日报")
    assert page.evaluate("document.querySelectorAll('script, style, #dump img, #articles img').length") == 3
    assert "U+202E" in page.inner_text("#dump")
    assert "\u202e" not in page.inner_text("body")
    assert "onerror" in page.inner_text("#dump")
    policy = page.get_attribute("meta[http-equiv]", "content")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def paragraphs(count: int) -> str:
    """Return a dump of this many paragraphs, a headline above every third."""
    lines = []
    for i in range(count // 3):
        lines.append(f"## 第{i}号桥今天通车")
        lines += [f"本报讯(记者/周一苇) 第{i}号桥长{3 * i + j}公里,行人和车辆今天起可以通过。" for j in range(3)]
    return "\n\n".join(lines)


TOUCHED = """(() => {
  const seen = new MutationObserver(() => {});
  seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  step(1);
  return seen.takeRecords().reduce((sum, one) => sum + Math.max(1, one.addedNodes.length + one.removedNodes.length), 0);
})()"""


@pytest.mark.slow
def test_a_long_page_and_a_thick_issue_cost_no_more_from_key_to_key_than_short_ones(opened: Any) -> None:
    """How long they take to open, `python -m benchmarks.opening` tells."""
    touched = {}
    for pages, size in ((1, 30), (1, 400), (24, 90)):
        page = opened(review_page(*read(*[paragraphs(size)] * pages, stages=())))
        assert page.locator("#dump section.page").count() == pages
        assert page.locator("#articles .paragraph").count() >= pages * size // 3 * 3
        press(page, "ArrowDown", "ArrowDown")
        touched[pages, size] = page.evaluate(TOUCHED)
        assert page.locator(".piece.current").count() == 2
    assert 0 < max(touched.values()) < 100, touched


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(opened: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = opened(review_page(*example("lanjiang-daily")))
    page.emulate_media(color_scheme=scheme)
    press(page, "n")
    found = axe.Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in serious] == []


@pytest.mark.skipif(not REAL.exists(), reason="the real page is not beside this checkout")
def test_the_real_page_shows_all_moves_joins_and_drops(opened: Any) -> None:
    text = REAL.read_text("utf-8")
    records = read_page(text, Source(REAL.name, "0" * 64, "utf-8", len(text)), Identity())
    texts = {records[0].id: text}
    page = opened(review_page(run_issue(records, ("dedupe", "join"), Options()), texts))
    drawn = {kind: page.locator(f"#links path.{kind}").count() for kind in ("move", "join", "drop")}
    assert drawn == {"move": 6, "join": 5, "drop": 2}


def test_a_served_page_saves_beside_the_records(opened: Any, tmp_path: Path) -> None:
    records, texts = example("binjiang-daily")
    file = tmp_path / "issue.corrections.json"
    with Server(lambda takes: review_page(records, texts, save=takes, file=file.name), str(file)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = opened(server.address)
        point(page, "次提到每天两遍")
        press(page, "s", "w")
        page.locator("#said", has_text="Saved").wait_for()
        server.shutdown()
    [made] = parse(file.read_text("utf-8"), file.name)
    assert made.kind == "split"


# As few objects as a PDF can have: a page, and a text on it.
PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources <</Font <</F <</Type /Font
/Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length 37>> stream
BT /F 24 Tf 40 300 Td (Page 02) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
"""
LARGE = PDF + b"%" * 3_000_000
"""More than a data URI may have."""

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""A picture of one dot."""

HEADLESS = ["--headless", "--disable-extensions", "--disable-component-extensions-with-background-pages"]
"""What Playwright starts Chromium with, and what leaves out its viewer."""

VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/"
"""What Chromium shows PDFs with."""


@pytest.mark.parametrize("content", [PDF, LARGE], ids=["small", "large"])
def test_a_pdf_is_shown_beside_the_articles(chromium: Any, tmp_path: Path, content: bytes) -> None:
    """In the browser as people have it: the headless one that other tests use has no viewer."""
    image, html = tmp_path / "page.pdf", tmp_path / "review.html"
    image.write_bytes(content)
    dump = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
    assert zbtools("review", dump, "--image", image, "-o", html).code == 0
    browser = chromium(args=["--no-sandbox", "--headless=new"], ignore_default_args=HEADLESS)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith(VIEWER)):
        page.goto(html.as_uri())
        press(page, "i")
    assert page.locator("iframe.scan").is_visible()
    assert complaints == []
    press(page, "n")
    assert page.locator("#articles .piece.current").count() == 1


def test_no_link_leads_to_a_dump_behind_its_image(opened: Any, tmp_path: Path) -> None:
    image, html = tmp_path / "page.png", tmp_path / "review.html"
    image.write_bytes(PICTURE)
    dump = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
    assert zbtools("review", dump, "--image", image, "-o", html).code == 0
    page = opened(html.read_text(encoding="utf-8"))
    shown = page.locator("#links path:visible")
    before = shown.count()
    press(page, "i")
    behind = shown.count()
    press(page, "i")
    assert (before > 0, behind, shown.count()) == (True, 0, before)


def test_a_page_without_an_image_keeps_its_dump_in_sight(opened: Any, tmp_path: Path) -> None:
    image, html = tmp_path / "page.png", tmp_path / "review.html"
    image.write_bytes(PICTURE)
    assert zbtools("review", EXAMPLES / "lanjiang-daily/2021-06-09", "--image", image, "-o", html).code == 0
    page = opened(html.read_text(encoding="utf-8"))
    press(page, "i")
    dumps = page.locator("#dump .raw")
    assert [dumps.nth(number).is_visible() for number in range(dumps.count())] == [False, True]
