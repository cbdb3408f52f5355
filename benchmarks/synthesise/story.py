"""A story: what a reader would cut out of the page, before any reader has spoilt it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Literal

from benchmarks.synthesise.archive import Article
from benchmarks.synthesise.chance import flip

Kind = Literal["paragraph", "subheading", "caption", "byline", "credit", "table"]

LABEL, TITLE = -1, -2
LONGEST_STORY = 2600
"""Characters after which a story is ended at the next paragraph: nobody prints three pages in one."""

LABEL_IN_TITLE = re.compile(r"(?P<title>.*\S)\s?[（(](?P<label>[^（）()]{2,16})[）)]")
JUMP_MARKER = re.compile(r"[（(](?:下转|上接|紧接)第?[^（）()]{1,4}版[）)]")
STAFF = re.compile(r"(?:版式设计|版式统筹|制图|责编|责任编辑|本[版期](?:制图|责编|策划|统筹|摄影|编辑))\s?[:：\s]")
CREDIT = re.compile(r"[^。！？]{2,30}摄(?:影报道|影)?(?:[（(][^（）()]{2,8}[）)])?|影像中国|新华社发|人民视觉")
CAPTION = re.compile(r"(?:[上下左右]?图[一二三四①②③]?[为是：:])")
CLOSING = "。！？”’…；：）)】》!?;:,，、"
LONGEST_SUBHEADING = 22


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph of a body, or what stands for one."""

    text: str
    kind: Kind = "paragraph"


@dataclass(frozen=True, slots=True)
class Story:
    """What is printed of a story, in reading order.

    `label` and `title` are lines; `staff` are the lines below the text that name the page's makers. `raised`: how many
    of the first elements stand above the title (a caption); `pictured`: there is a picture beside the caption or text.
    """

    label: tuple[str, ...]
    title: tuple[str, ...]
    body: tuple[Element, ...]
    staff: tuple[str, ...] = ()
    raised: int = 0
    pictured: bool = False


def story_of(article: Article, label_rate: float, rng: Random) -> Story:
    """The story of an article; `label_rate`: how often a bracket at the end of the title is printed as a label.

    Markers of its own jumps are taken out: the pages made here are others.
    """
    label, title = divided_title(article.title, flip(rng, label_rate))
    body = [JUMP_MARKER.sub("", text) or text for text in article.body if not STAFF.match(text)] or list(article.body)
    staff = tuple(text for text in article.body if STAFF.match(text) and len(text) < 40)
    return Story(label, title, tuple(Element(text, kind_of(text)) for text in shortened(body)), staff)


def divided_title(lines: tuple[str, ...], divide: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of the label and of the title.

    >>> divided_title(("江堤加固", "万人上堤（江边纪事）"), True)
    (('江边纪事',), ('江堤加固', '万人上堤'))
    """
    match = LABEL_IN_TITLE.fullmatch(lines[-1])
    if not (divide and match):
        return (), lines
    return (match["label"],), (*lines[:-1], match["title"])


def shortened(body: list[str]) -> list[str]:
    """The paragraphs up to the one in which the longest allowed story ends."""
    total = 0
    for index, text in enumerate(body):
        total += len(text)
        if total >= LONGEST_STORY:
            return body[: index + 1]
    return body


def kind_of(text: str) -> Kind:
    """What a paragraph is by its look: good enough to choose where readers would set marks.

    >>> kind_of("图为工人在江堤上。"), kind_of("周一苇摄（滨江影像）"), kind_of("堤上灯火"), kind_of("他来了。")
    ('caption', 'credit', 'subheading', 'paragraph')
    """
    if CAPTION.match(text) and len(text) < 120:
        return "caption"
    if len(text) < 40 and CREDIT.fullmatch(text):
        return "credit"
    if len(text) <= LONGEST_SUBHEADING and text[-1] not in CLOSING and text[0] not in "（(":
        return "subheading"
    return "paragraph"
