"""Makes the invented pages of `examples/` and their gold from the sources in this folder.

    python tests/examples/build_pages.py

A `source.txt` is written by hand and has two parts. First the articles as the paper printed them:

    == dam news              an article: its name in this file, its type
    headline: 上行 // 下行    a title part (label, kicker, headline, subtitle), ` // ` between its lines
    p: 正文一¦正文二          p paragraph, h subheading, c caption, b byline on a line of its own; `¦` where it is cut
    t: 项目 | 数量            a table's first row; `r:` its other rows
    status: gap              also `to:`, `from:` (pages of a continuation) and `why:` (how a reader knows)

Then, after `>> 02`, the dump of page 02, line by line, in the order and with the faults of a careless reader:

    ### {dam.headline}       a title, `{dam.headline2}` its second line
    {dam.1}                  the first element, `{dam.1b}` its second piece, `{dam.1-3}` three with blank lines between
    {dam.1~公园>公厕}         with a misreading; spaces, `$` and `\\` may be put in, nothing may be lost
    {dam.2:tabs}             a table; also `pipes`, `html`
    ^staff 编辑:某人          furniture of that role; any other text must be markup or a jump marker

`␣` is a space, `␉` a tab, `⍽` a no-break space. `>> 02 half` sets Western punctuation, as some readers do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"

TITLES = ("label", "kicker", "headline", "subtitle")
KINDS = {"p": "paragraph", "h": "subheading", "c": "caption", "b": "byline", "t": "table"}
LABEL, TITLE = -1, -2
CUT = "¦"
VISIBLE = str.maketrans("␣␉⍽", " \t\u00a0")
HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")
ADDED = set(" \u3000\u00a0$\\")
REFERENCE = re.compile(
    r"\{(?P<article>\w+)\.(?P<part>[a-z]+|\d+)(?P<which>[a-z]|\d|-\d+)?(?::(?P<form>\w+))?(?P<edits>~[^}]*)?\}"
)
MARKER = re.compile(r"[（(〔【]?[◀▲▶►]*\s?(?:上接|下转|下接|轉入|下轉)[^\s]{1,6}?[版頁][▶►]*[）)〕】]?|[（(]未完[）)]")

Place = tuple[int, int, int]
"""Article, element and offset in it: where a character of a dump belongs."""


@dataclass
class Element:
    kind: str
    text: str
    cuts: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Article:
    name: str
    type: str
    titles: dict[str, list[str]] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    jumps: dict[str, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)


@dataclass
class Dump:
    """A page as dumped: its characters, where each belongs, and the ranges of furniture with their roles."""

    number: str
    half: bool
    lines: list[str] = field(default_factory=list)
    text: str = ""
    places: list[Place | None] = field(default_factory=list)
    furniture: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, text: str, places: list[Place | None] | None = None) -> None:
        self.text += text
        self.places += places or [None] * len(text)


@dataclass
class Issue:
    slug: str
    about: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    dumps: list[Dump] = field(default_factory=list)

    @property
    def pages(self) -> list[Path]:
        return [EXAMPLES / self.slug / self.about["date"] / f"{dump.number}.txt" for dump in self.dumps]


# --- reading a source ------------------------------------------------------------------------------------------------


def read(path: Path) -> Issue:
    """Return the issue of one `source.txt`, its dumps made."""
    issue = Issue(path.parent.name)
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith(">> "):
            number, _, half = line[3:].partition(" ")
            issue.dumps.append(Dump(number, bool(half)))
        elif issue.dumps:
            issue.dumps[-1].lines.append(line)
        elif line.startswith("== "):
            name, kind = line[3:].split()
            issue.articles[name] = Article(name, kind)
        elif line.strip():
            key, _, value = line.partition(": ")
            _field(issue, key, value.strip())
    _dump(issue)
    return issue


def _field(issue: Issue, key: str, value: str) -> None:
    if not issue.articles:
        issue.about[key] = value
        return
    article = list(issue.articles.values())[-1]
    if key in TITLES:
        article.titles[key] = value.split(" // ")
    elif key in KINDS:
        article.elements.append(_element(KINDS[key], value))
    elif key == "r":
        article.elements[-1].rows.append(value.split(" | "))
        article.elements[-1].text += "".join(value.split(" | "))
    elif key == "status":
        article.status += value.split()
    elif key == "why":
        article.why.append(value)
    elif key in ("from", "to"):
        article.jumps[key] = value
    else:
        raise ValueError(f"{issue.slug}: no field {key!r}")


def _element(kind: str, value: str) -> Element:
    if kind == "table":
        cells = value.split(" | ")
        return Element(kind, "".join(cells), rows=[cells])
    pieces = value.split(CUT)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
    return Element(kind, "".join(pieces), [0, *ends])


# --- making the dumps ------------------------------------------------------------------------------------------------


def _dump(issue: Issue) -> None:
    for dump in issue.dumps:
        while not dump.lines[-1]:
            dump.lines.pop()
        for line in dump.lines:
            _dump_line(issue, dump, line.translate(VISIBLE))
        if dump.half:
            dump.text = dump.text.translate(HALF_WIDTH)


def _dump_line(issue: Issue, dump: Dump, line: str) -> None:
    if line.startswith("^"):
        role, _, line = line[1:].partition(" ")
        dump.furniture.append((len(dump.text), len(dump.text) + len(line), role))
        dump.put(line + "\n")
        return
    end = 0
    for reference in REFERENCE.finditer(line):
        dump.put(_checked_markup(line[end : reference.start()]))
        _put(issue, dump, reference)
        end = reference.end()
    dump.put(_checked_markup(line[end:]) + "\n")


def _checked_markup(text: str) -> str:
    if re.search(r"[\u4e00-\u9fff{}]", MARKER.sub("", text)):
        raise ValueError(f"neither markup nor a jump marker: {text}")
    return text


def _put(issue: Issue, dump: Dump, reference: re.Match[str]) -> None:
    names = list(issue.articles)
    number, article = names.index(reference["article"]), issue.articles[reference["article"]]
    which = reference["which"] or ""
    if not reference["part"].isdigit():
        return _put_text(dump, reference["edits"], *_title(article, number, reference["part"], which))
    first = int(reference["part"]) - 1
    last = -int(which) if which.startswith("-") else first + 1
    for n in range(first, last):
        if n > first:
            dump.put("\n\n")
        if reference["form"]:
            _put_table(dump, article.elements[n], (number, n), reference["form"])
        else:
            _put_text(dump, reference["edits"], *_piece(article.elements[n], number, n, which))
    return None


def _title(article: Article, number: int, part: str, which: str) -> tuple[str, Place]:
    element = LABEL if part == "label" else TITLE
    before = [line for name in TITLES[1 : TITLES.index(part)] for line in article.titles.get(name, [])]
    lines = article.titles[part]
    chosen = [lines[int(which) - 1]] if which else lines
    before += lines[: int(which) - 1] if which else []
    if len(chosen) > 1:
        raise ValueError(f"{article.name}.{part} has several lines")
    return chosen[0], (number, element, sum(map(len, before)))


def _piece(element: Element, number: int, n: int, which: str) -> tuple[str, Place]:
    if not which.isalpha():
        return element.text, (number, n, 0)
    start, end = element.cuts[ord(which) - ord("a") :][:2]
    return element.text[start:end], (number, n, start)


def _put_text(dump: Dump, edits: str | None, text: str, place: Place) -> None:
    article, element, offset = place
    printed, kept = _misread(text, edits)
    dump.put(printed, [None if at is None else (article, element, offset + at) for at in kept])


def _misread(text: str, edits: str | None) -> tuple[str, list[int | None]]:
    """Return `text` with the edits done, and for each character the offset in `text` of the one it stands for."""
    at: list[int | None] = list(range(len(text)))
    for edit in (edits or "").split("~")[1:]:
        old, new = edit.split(">")
        start = text.index(old)
        clean = iter([n for n, c in zip(at[start : start + len(old)], old, strict=True) if c not in ADDED])
        put: list[int | None] = [None if c in ADDED else next(clean) for c in new]
        if next(clean, None) is not None:
            raise ValueError(f"{edit} loses text")
        text = text[:start] + new + text[start + len(old) :]
        at[start : start + len(old)] = put
    return text, at


CELLS = {
    "tabs": ("", "", "\t", "", ""),
    "pipes": ("", "| ", " | ", " |", ""),
    "html": ("<table>", "<tr><td>", "</td><td>", "</td></tr>", "</table>"),
}


def _put_table(dump: Dump, table: Element, place: tuple[int, int], form: str) -> None:
    begin, first, between, last, end = CELLS[form]
    offset = 0
    dump.put(begin)
    for n, row in enumerate(table.rows):
        dump.put(("\n" if n and form != "html" else "") + first)
        for m, cell in enumerate(row):
            dump.put(between if m else "")
            dump.put(cell, [(*place, offset + i) for i in range(len(cell))])
            offset += len(cell)
        dump.put(last + ("\n" + "|" + " --- |" * len(row) if form == "pipes" and not n else ""))
    dump.put(end)


# --- the gold --------------------------------------------------------------------------------------------------------


def gold(issue: Issue) -> dict[str, object]:
    """Return the issue in the form of the scorer, with what the articles are added (`articles`, `furniture`)."""
    _check_complete(issue)
    runs = [[page, *run] for page, dump in enumerate(issue.dumps) for run in _runs(dump)]
    return {
        "id": f"{issue.slug}-{issue.about['date']}",
        "paper": issue.about["paper"],
        "date": issue.about["date"].replace("-", ""),
        "page_numbers": [int(dump.number.strip("ABCD")) for dump in issue.dumps],
        "pages": [dump.text for dump in issue.dumps],
        "runs": runs,
        "articles": [_described(article) for article in issue.articles.values()],
        "furniture": [[page, *part] for page, dump in enumerate(issue.dumps) for part in dump.furniture],
    }


def _runs(dump: Dump) -> Iterator[list[int]]:
    """Yield `[start, end, article, element, offset]` for each run of characters that stand together on both sides."""
    run: list[int] = []
    for at, place in enumerate([*dump.places, None]):
        follows = place is not None and bool(run) and (*run[2:4], run[4] + at - run[0]) == place
        if run and not follows:
            yield [run[0], at, *run[2:]]
            run = []
        if place is not None and not run:
            run = [at, at, *place]


def _check_complete(issue: Issue) -> None:
    dumped = {place for dump in issue.dumps for place in dump.places}
    for number, article in enumerate(issue.articles.values()):
        for n, element in enumerate(article.elements):
            missing = [c for i, c in enumerate(element.text) if not c.isspace() and (number, n, i) not in dumped]
            if missing:
                raise ValueError(f"{issue.slug}: {article.name}.{n + 1} was not dumped: {''.join(missing)}")


def _described(article: Article) -> dict[str, object]:
    titles = {name: " ".join(article.titles[name]) if name in article.titles else None for name in TITLES}
    return {
        "name": article.name,
        "type": article.type,
        **titles,
        "elements": [element.kind for element in article.elements],
        "status": article.status,
        "continued_from": article.jumps.get("from"),
        "continued_on": article.jumps.get("to"),
    }


# --- the reading -----------------------------------------------------------------------------------------------------

BEFORE = {"paragraph": "　　", "subheading": "　　§ ", "caption": "　　[caption] ", "byline": "　　[byline] "}


def reading(issue: Issue) -> str:
    """Return the articles as a person reads them, with how the pieces were found."""
    parts = [f"{issue.about['paper']} {issue.about['date']}", *(issue.about.get(key, "") for key in ("shows", "note"))]
    text = "\n".join(part for part in parts if part) + "\n"
    text += "".join(_read_article(issue, n, article) for n, article in enumerate(issue.articles.values()))
    for dump in issue.dumps:
        rows = [f"[{role}] {dump.text[start:end]}\n" for start, end, role in dump.furniture]
        text += f"\n--- furniture of page {dump.number}\n" + "".join(rows) if rows else ""
    return text


def _read_article(issue: Issue, number: int, article: Article) -> str:
    marks = [*article.status, *(f"continued {key} {page}" for key, page in article.jumps.items())]
    lines = [f"\n--- {number + 1}. {article.type} {''.join(f'[{mark}]' for mark in marks)}".rstrip()]
    lines += [f"{name}: {' '.join(article.titles[name])}" for name in TITLES if name in article.titles]
    for element in article.elements:
        rows = ["　　" + " | ".join(row) for row in element.rows]
        lines += rows or [BEFORE[element.kind] + element.text]
    seams = list(_seams(issue, number, article))
    lines += ["seams: " + "  ".join(seams)] if seams else []
    lines += [f"why: {why}" for why in article.why]
    return "\n".join(lines) + "\n"


def _seams(issue: Issue, number: int, article: Article) -> Iterator[str]:
    """Yield each place where no dump goes on with what the paper printed next."""
    together = {pair for dump in issue.dumps for pair in zip(dump.places, dump.places[1:], strict=False)}
    for n, element in enumerate(article.elements):
        for cut in element.cuts[1:-1]:
            if ((number, n, cut - 1), (number, n, cut)) not in together:
                yield f"{element.text[max(0, cut - 5) : cut]}{CUT}{element.text[cut : cut + 5]}"


# --- files -----------------------------------------------------------------------------------------------------------


def files(issue: Issue) -> dict[Path, str]:
    """Return the text of each file that is made from one source."""
    made = {path: dump.text for path, dump in zip(issue.pages, issue.dumps, strict=True)}
    made[HERE / issue.slug / "gold.jsonl"] = json.dumps(gold(issue), ensure_ascii=False) + "\n"
    made[HERE / issue.slug / "reading.txt"] = reading(issue)
    return made


def sources() -> list[Path]:
    """Return the sources in this folder, by name."""
    return sorted(HERE.glob("*/source.txt"))


def main() -> None:
    for source in sources():
        for path, text in files(read(source)).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
