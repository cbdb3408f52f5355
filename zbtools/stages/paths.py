"""What the path of a dump tells of its page: by the user's pattern if there is one, else by guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from zbtools.errors import UsageError
from zbtools.language.dates import find_date
from zbtools.language.pagelabels import canonical_label
from zbtools.language.papers import may_be_paper_name
from zbtools.patterns import Pattern
from zbtools.rules.paths import BARE_RULES, LABEL_RULES
from zbtools.rules.rule import first_match
from zbtools.stages.identity import Identity, guessed

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


def from_path(path: str, pattern: str | None = None, papers: Collection[str] = ()) -> Identity:
    """Return what the path of a dump tells, by `pattern` if there is one, else by guess; no paper is guessed in Latin.

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


# --- by a pattern


def _by_pattern(path: str, pattern: str) -> Identity:
    match = _compiled(pattern).search(path)
    if match is None:
        return Identity()
    said = match.groupdict()
    date = said.get("date") or "-".join(filter(None, (said.get(part) for part in ("year", "month", "day"))))
    found = find_date(unicodedata.normalize("NFKC", date))
    page = said.get("page")
    label = canonical_label(page) or page if page else None
    return Identity(said.get("paper"), found[0] if found else None, label, said.get("page_name"))


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a path pattern, which need only fit the end of a path, packed or not."""
    pieces = re.split(r"\{([^{}]*)\}", pattern)
    literals, names = pieces[::2], pieces[1::2]
    _check(pattern, literals, names)
    compiled = [re.escape(literals[0])]
    for name, literal in zip(names, literals[1:], strict=True):
        group = "" if name == "*" else f"?P<{name}>"
        compiled += [f"({group or '?:'}{_FIELDS[name]})", re.escape(literal)]
    return re.compile(f"(?:^|/){''.join(compiled)}(?:\\.gz)?$")


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


# --- by guess

# Folders above the file that may tell the paper and the day (paper/2022/10/27/02.txt).
_FOLDERS = 6
_EXTENSIONS = Pattern(r"(?:\.[A-Za-z]{1,8}){1,2}$")
# The mark of a second copy, which is no page: `02 (1).txt`.
_COPY = Pattern(r"(?<=.)\s?\(\d{1,2}\)$")
# The time of day behind the day, which is none either: 2022-10-27T10-30.
_TIME = Pattern(r"^(?:T\d{2}[-:.]?\d{2}|[\s_-]\d{2}[-:.]\d{2}[-:.]\d{2}|[\s_-]\d{6}(?!\d))(?:[-:.]?\d{2}(?!\d))?")
# What stands for the day in a name, as the rules know it.
_DAY = "|"
_SEPARATORS = Pattern(r"[\s_.,:|/()《》·+\d-]+|第")


def _by_guess(path: str, papers: Collection[str]) -> Identity:
    *folders, file = unicodedata.normalize("NFKC", path).split("/")
    folders = folders[-_FOLDERS:]
    stem = _COPY.sub("", _EXTENSIONS.sub("", file))
    paper = next((word for name in (stem, *reversed(folders)) for word in _words(name, papers)), None)
    undated = [_undated(name) for name in (*folders, stem)]
    page, page_name = _label([name.replace(paper, "") for name in undated] if paper else undated)
    return guessed(Identity(paper, _nearest_date(folders, stem), page, page_name))


def _words(name: str, papers: Collection[str]) -> Iterator[str]:
    """Yield the names of papers that stand in `name`."""
    yield from (
        "".join(word.split()) for word in (name, *_SEPARATORS.split(_undated(name))) if may_be_paper_name(word, papers)
    )


def _nearest_date(folders: Sequence[str], stem: str) -> str | None:
    """Return the day that the file tells or, with the file, the fewest folders above it."""
    for above in range(len(folders) + 1):
        found = find_date("/".join((*folders[len(folders) - above :], stem)), in_path=True)
        if found:
            return found[0]
    return None


def _undated(name: str) -> str:
    """Return `name` with the mark of the day in place of its day and time."""
    found = find_date(name, in_path=True)
    return f"{name[: found[1]]}{_DAY}{_TIME.sub('', name[found[2] :])}" if found else name


def _label(names: Sequence[str]) -> tuple[str | None, str | None]:
    """Return label and name of the page: what a word says goes before a bare number, and the file before its folder."""
    *above, folder, file = ("", *names)
    tries = (
        (file, LABEL_RULES),
        (folder, LABEL_RULES[:1]),
        (file, BARE_RULES),
        # A folder below that of the day is one page in its parts.
        (folder if _is_day(above) else "", (*LABEL_RULES, *BARE_RULES)),
    )
    for name, rules in tries:
        found = first_match(rules, name)
        if found is not None:
            said = found[1].groupdict()
            return canonical_label(said["label"]), said.get("name")
    return None, None


def _is_day(folders: Sequence[str]) -> bool:
    path = "/".join(folders)
    return path.endswith(_DAY) or find_date(path, in_path=True) is not None
