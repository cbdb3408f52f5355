"""Which page is it: paper, date, page and page name, from its path, its furniture, or the outlets of its datelines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from zbtools.errors import UsageError
from zbtools.language.dates import find_date
from zbtools.language.pagelabels import canonical_label
from zbtools.language.papers import is_paper_name
from zbtools.model import Furniture, Page
from zbtools.patterns import Pattern

PATTERN_HINT = (
    "write it like '{paper}/{date}/{page}.txt'; fields: paper, date, year, month, day, page, page_name; {*} is anything"
)
# What each field of a path pattern stands for; none crosses a folder.
_FIELDS = {
    "paper": r"[^/]{1,80}?",
    "date": r"[^/]{4,24}?",
    "year": r"\d{4}",
    "month": r"\d{1,2}",
    "day": r"\d{1,2}",
    "page": r"[^/]{1,24}?",
    "page_name": r"[^/]{1,40}?",
    "*": r"[^/]{0,120}?",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a page. `date`: ISO; `page`: canonical label (`02`, `A05`); None: not known."""

    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None


def merged(*identities: Identity) -> Identity:
    """Return what the identities know together; of two that differ, the first is right.

    >>> merged(Identity(date="2022-10-27"), Identity("滨江日报", "2022-10-28"))
    Identity(paper='滨江日报', date='2022-10-27', page=None, page_name=None)
    """
    known = {
        field.name: next((value for one in identities if (value := getattr(one, field.name)) is not None), None)
        for field in fields(Identity)
    }
    return Identity(**known)


def from_path(path: str, pattern: str | None = None, papers: Collection[str] = ()) -> Identity:
    """Return what the path of a dump tells, by `pattern` if there is one, else by guess; nothing is guessed from Latin.

    `papers`: names of papers that end in no usual word.

    A path that the pattern does not fit tells nothing. Raises UsageError for a pattern that is none.

    >>> from_path("dumps/2022-10-27/02.txt")
    Identity(paper=None, date='2022-10-27', page='02', page_name=None)
    >>> from_path("滨江日报_20221027_A02要闻.txt")
    Identity(paper='滨江日报', date='2022-10-27', page='A02', page_name='要闻')
    >>> from_path("bj/20221027/p3.txt", "{paper}/{date}/p{page}.txt")
    Identity(paper='bj', date='2022-10-27', page='03', page_name=None)
    """
    path = path.replace("\\", "/")
    return _by_pattern(path, pattern) if pattern else _by_guess(path, papers)


def from_furniture(furniture: Iterable[Furniture], papers: Collection[str] = ()) -> Identity:
    """Return what masthead, date line and folio of a page tell; a lunar date stays in the furniture as text.

    >>> from_furniture([Furniture("date-line", "滨江日报 2022年10月27日 星期四 02 要闻", ())])
    Identity(paper='滨江日报', date='2022-10-27', page='02', page_name='要闻')
    """
    return merged(
        *(_from_line(one.text, papers) for one in furniture if one.role in ("folio", "date-line", "masthead"))
    )


def from_outlets(outlets: Iterable[str], papers: Collection[str] = ()) -> str | None:
    """Return the paper that most datelines of a page name as their own, if two at least do, else None.

    >>> from_outlets(["滨江日报", "新华社", "滨江日报", "星海晚报"]), from_outlets(["滨江日报", "新华社"])
    ('滨江日报', None)
    """
    named = Counter(outlet for outlet in outlets if is_paper_name(outlet, papers)).most_common(2)
    if not named or named[0][1] < 2 or (len(named) > 1 and named[0][1] == named[1][1]):
        return None
    return named[0][0]


def of_one_issue(pages: Sequence[Page]) -> list[Page]:
    """Return the pages of one issue, each with the paper and the day that the others tell, where these agree."""
    known = {key: {getattr(page, key) for page in pages} - {None} for key in ("paper", "date")}
    paper, date = (values.pop() if len(values) == 1 else None for values in known.values())
    return [replace(page, paper=page.paper or paper, date=page.date or date) for page in pages]


def _by_pattern(path: str, pattern: str) -> Identity:
    match = _compiled(pattern).search(path)
    if match is None:
        return Identity()
    said = match.groupdict()
    date = said.get("date") or "-".join(filter(None, (said.get(part) for part in ("year", "month", "day"))))
    found = find_date(date)
    page = said.get("page")
    label = canonical_label(page) or page if page else None
    return Identity(said.get("paper"), found[0] if found else None, label, said.get("page_name"))


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a path pattern, which need only fit the end of a path."""
    pieces = re.split(r"\{([^{}]*)\}", pattern)
    literals, names = pieces[::2], pieces[1::2]
    _check(pattern, literals, names)
    compiled = [re.escape(literals[0])]
    for name, literal in zip(names, literals[1:], strict=True):
        group = "" if name == "*" else f"?P<{name}>"
        compiled += [f"({group or '?:'}{_FIELDS[name]})", re.escape(literal)]
    return re.compile(f"(?:^|/){''.join(compiled)}$")


def _check(pattern: str, literals: list[str], names: list[str]) -> None:
    fields_in = [name for name in names if name != "*"]
    wrong = next((name for name in names if name not in _FIELDS), None)
    twice = next((name for name in fields_in if fields_in.count(name) > 1), None)
    if wrong is not None:
        raise UsageError(f"the pattern {pattern!r} has {{{wrong}}}, which is no field", PATTERN_HINT)
    if twice is not None:
        raise UsageError(f"the pattern {pattern!r} has {{{twice}}} twice", PATTERN_HINT)
    if any("{" in literal or "}" in literal for literal in literals):
        raise UsageError(f"the pattern {pattern!r} has a brace without its other", PATTERN_HINT)
    if not fields_in:
        raise UsageError(f"the pattern {pattern!r} has no field", PATTERN_HINT)


# Folders above the file that may tell the paper and the day (paper/2022/10/27/02.txt).
_FOLDERS = 4
_EXTENSIONS = Pattern(r"(?:\.[A-Za-z]{1,8}){1,2}$")
_SEPARATORS = Pattern(r"[\s　_.,，:：|｜丨/()（）《》+-]+")
_PAGE_TOKEN = Pattern(
    r"(?P<word>(?i:page|pg|p)|第)?(?P<label>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})(?P<sheet>[版页頁])?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{1,6})?)?"
)
_HAN_TOKEN = Pattern(r"[\u4e00-\u9fff·]{2,12}")


def _by_guess(path: str, papers: Collection[str]) -> Identity:
    *folders, file = path.split("/")
    stem = _EXTENSIONS.sub("", file)
    dated = find_date(stem)
    above = "/".join(folders[-_FOLDERS:])
    anywhere = dated or find_date(f"{above}/{stem}")
    rest = f"{stem[: dated[1]]} {stem[dated[2] :]}" if dated else stem
    tokens = [token for token in _SEPARATORS.split(rest) if token]
    paper = next((token for token in (*tokens, *_SEPARATORS.split(above)) if is_paper_name(token, papers)), None)
    place = Identity(paper, anywhere[0] if anywhere else None)
    rest_tokens = [token for token in tokens if token != paper]
    return merged(place, _page_of(rest_tokens, sure=dated is not None))


def _page_of(tokens: list[str], sure: bool) -> Identity:
    """Return page and page name from the first token that is a page label.

    A bare number behind other words counts scans as likely as pages; it is a label only if `sure`.
    """
    for at, token in enumerate(tokens):
        match = _PAGE_TOKEN.fullmatch(token)
        if match and (match["word"] or match["sheet"] or (match["label"].isascii() and (sure or at == 0))):
            after = tokens[at + 1] if at + 1 < len(tokens) else ""
            name = match["name"] or (after if _HAN_TOKEN.fullmatch(after) else None)
            return Identity(page=canonical_label(match["label"]), page_name=name)
    return Identity()


# Parts of a date line that tell neither paper nor page.
_ISSUE = Pattern(
    r"[今本共][日期天]?\s?\d{1,3}\s?[版页]|[总總]?第\s?\d{1,6}\s?[期号號]|(?:星期|礼拜|[周週])[一二三四五六日天]"
)
_LUNAR = Pattern(
    r"(?:[农農夏][历曆])?(?:[甲乙丙丁戊己庚辛壬癸][\u4e00-\u9fff]年)?[闰閏]?[正冬腊臘一二三四五六七八九十]{1,2}月[初十廿卅二三一四五六七八九]{1,3}日?"
)


def _from_line(text: str, papers: Collection[str]) -> Identity:
    dated = find_date(text)
    rest = f"{text[: dated[1]]} {text[dated[2] :]}" if dated else text
    tokens = [token for token in _SEPARATORS.split(_LUNAR.sub(" ", _ISSUE.sub(" ", rest))) if token]
    joined = "".join(tokens)
    paper = next((token for token in (*tokens, joined) if is_paper_name(token, papers)), None)
    tokens = [token for token in tokens if token != paper]
    page = _page_of(tokens, sure=True)
    if page.page and not page.page_name and _HAN_TOKEN.fullmatch(tokens[0]) and not _PAGE_TOKEN.fullmatch(tokens[0]):
        page = Identity(page=page.page, page_name=tokens[0])
    return merged(Identity(paper, dated[0] if dated else None), page)
