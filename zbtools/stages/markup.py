"""Markup inside a line: emphasis, tags, images, links, escapes and LaTeX, told apart from the text.

What readers write is Markdown only by and large: bold that is glued to Chinese characters, tags of HTML, numbers set as
formulas. So every construct here has its own test of whether it is meant, and what fails it is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from zbtools.language.characters import CLAUSE_END, PAUSES, SENTENCE_END
from zbtools.model import Range
from zbtools.patterns import Pattern

_SIGNS = re.compile(r"[*`$\\<\[]|!\[")

# An address may be a whole picture in base64: hence bounds in millions, on classes that stop at their own first sign.
_IMAGE = r"!\[ [^\[\]]{0,1000} \] \( (?: [^()]{1,9000000}+ | \([^()]{0,500}\) ){0,100}+ \)"
_LINK = r"\[ [^\[\]]{1,1000} \] \( (?:https?:/|www\.|mailto:|\.{0,2}/|\#) [^()\s]{0,2000} \)"
_NOTE = r"<!-- [^<>]{0,2000} --> | <\|(ref|det)\|> [^<>]{0,2000} <\|/\1\|> | <\|[/a-z_]{1,30}\|>"
_TAG = r"""
    < (?P<close>/?) (?i:
        (?P<block> p|div|center|h[1-6]|li|[uod]l|d[td]|table|t(?:head|body|foot|r|d|h)|caption|hr|section|article|header
            |footer|main|figure|figcaption|blockquote|html|head|body|page_number|watermark)
        | (?P<inline> br|b|strong|i|em|u|s|del|span|font|su[pb]|small|big|mark|a|img|image|pre|code|nobr|wbr)
    ) (?:[\s/][^<>]{0,9000000})? >"""

# Chinese stands in a formula only where the formula says that it is text; without this, $35起,最高$40 would be one.
_FORMULA = r"""
    \$\$? (?P<inside> (?:
        \\(?:text|mbox|mathrm|mathbf|textbf)\s?\{[^{}$]{0,80}\} | \\[^\u3400-\u9fff] | [^$\\\u3400-\u9fff，。、；：]
    ){1,300}+ ) \$\$?"""
_BRACKETED_FORMULA = r"\\\( (?=[^()]{0,300}? (?:[\^_]|\\[%a-zA-Z])) [^$()\u3400-\u9fff]{1,300} \\\)"
# A command that sets the type is markup; one that stands for a character (\times) stays: it is all we have of it. So is
# the sign of an exponent behind a figure: 10^{4} is not 104. Without its braces \frac{1}{2} could not be read.
_FORMULA_MARKUP = r"""
    (?P<kept> \\[dt]?frac (?:\s?\{[^{}$]{1,40}\}){2} | \\sqrt \s?\{[^{}$]{1,40}\})
    | \\(?:math[a-z]{2,4}|text(?:rm|bf|it|sf|tt|normal)?|mbox|operatorname|boldsymbol|bf|rm|left|right|quad)(?![A-Za-z])
    | \\[,;:!()] | \\(?=[%$\#&_{}\s]) | (?<!\\)[${}_~] | (?<!\\)(?<!\d)\^ | (?<=\d)\^(?!\s?\{?\s?[+-]?\d)"""

_PICTURE = Pattern("(?i:image|picture|figure|图)")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CANNOT_OPEN = PAUSES | SENTENCE_END | CLAUSE_END


class Markup:
    """What was found in a stretch of a dump, in order.

    `marks`: the markup. `bold`: stretches set in bold. `cuts`: places where a new block begins, with True where a
    line was broken and False where a block of HTML began or ended. `levels`: places from which a heading level holds.
    `images`: where pictures stand.
    """

    __slots__ = ("bold", "cuts", "images", "levels", "marks")

    def __init__(self) -> None:
        self.marks: list[Range] = []
        self.bold: list[Range] = []
        self.cuts: list[tuple[int, bool]] = []
        self.levels: list[tuple[int, int]] = []
        self.images: list[Range] = []


def find_markup(text: str, start: int, end: int) -> Markup:
    """Return the markup of `text` from `start` to `end`, which begin and end with characters that are no space.

    >>> find_markup("**◀上接01版** 涨35%", 0, 15).marks
    [(0, 2), (8, 10)]
    """
    return _Scan(text, start, end).run()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first met: most pages have bold type and nothing else, and compiling takes longer than reading."""
    return re.compile(pattern, re.VERBOSE)


class _Scan:
    """One pass over a stretch of text. Each sign goes to a method, which adds to the result what it finds to be markup
    and returns where to go on; every character is looked at a bounded number of times."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.found = Markup()
        self.stars: list[Range] = []
        self.ticks: list[Range] = []
        self.strong: list[int] = []

    def run(self) -> Markup:
        """Return what there is."""
        position = self.start
        while sign := _SIGNS.search(self.text, position, self.end):
            position = _METHODS[sign[0]](self, sign.start())
        self._pair_stars()
        self._pair_ticks()
        self._whole_line("_")
        self._whole_line("*")
        self.found.marks.sort()
        self.found.bold.sort()
        return self.found

    def _match(self, pattern: str, position: int) -> re.Match[str] | None:
        return _compiled(pattern).match(self.text, position, self.end)

    def _mark(self, *spans: Range) -> None:
        self.found.marks += spans

    def _run(self, position: int) -> Range:
        """Return the run of one and the same character that begins at `position`."""
        end, sign = position + 1, self.text[position]
        while end < self.end and self.text[end] == sign:
            end += 1
        return position, end

    def _asterisk(self, position: int) -> int:
        self.stars.append(self._run(position))
        return self.stars[-1][1]

    def _backtick(self, position: int) -> int:
        self.ticks.append(self._run(position))
        return self.ticks[-1][1]

    def _backslash(self, position: int) -> int:
        r"""A formula in \( \), or a sign that is escaped because it is meant; any other backslash is text."""
        if (formula := self._match(_BRACKETED_FORMULA, position)) is not None:
            return self._formula(formula)
        if position + 1 == self.end or self.text[position + 1] not in _PUNCTUATION:
            return position + 1
        self._mark((position, position + 1))
        return position + 2

    def _dollar(self, position: int) -> int:
        """A formula; but dollar signs with a space inside, or a figure after the second, are money: $35 到 $40."""
        match = self._match(_FORMULA, position)
        if match is None:
            return position + 1
        inside = match["inside"]
        loose = inside != inside.strip() or self.text[match.end() : match.end() + 1].isdigit()
        if loose and not any(sign in inside for sign in "\\^_"):
            return position + 1
        return self._formula(match)

    def _formula(self, match: re.Match[str]) -> int:
        marks = _compiled(_FORMULA_MARKUP).finditer(self.text, *match.span())
        self._mark(*(mark.span() for mark in marks if mark["kept"] is None))
        return match.end()

    def _image(self, position: int) -> int:
        """A picture. Its description was written by the reader, not printed: it is markup too."""
        match = self._match(_IMAGE, position)
        if match is None:
            return position + 1
        self.found.images.append(match.span())
        self._mark(match.span())
        return match.end()

    def _bracket(self, position: int) -> int:
        match = self._match(_LINK, position)
        if match is None:
            return position + 1
        label_end = self.text.index("](", position)
        self._mark((position, position + 1), (label_end, match.end()))
        return match.end()

    def _angle(self, position: int) -> int:
        """A tag, a comment, or a token of a model's own; the latter two may say that a picture stood here."""
        if (tag := self._match(_TAG, position)) is not None:
            return self._tag(tag)
        note = self._match(_NOTE, position)
        if note is None:
            return position + 1
        if _PICTURE.search(note[0]):
            self.found.images.append(note.span())
        self._mark(note.span())
        return note.end()

    def _tag(self, match: re.Match[str]) -> int:
        name, closes = (match["block"] or match["inline"]).lower(), bool(match["close"])
        self._mark(match.span())
        if name in ("b", "strong"):
            self._set_bold(match, closes)
        elif name in ("img", "image"):
            self.found.images += [match.span()] * (not closes)
        elif name == "br":
            self.found.cuts.append((match.end(), True))
        elif match["block"]:
            self.found.cuts.append((match.end() if closes else match.start(), False))
            if name in _HEADINGS:
                self.found.levels.append((match.start(), 0 if closes else int(name[1])))
        return match.end()

    def _set_bold(self, match: re.Match[str], closes: bool) -> None:
        if not closes:
            self.strong.append(match.end())
        elif self.strong:
            self.found.bold.append((self.strong.pop(), match.start()))

    def _pair_stars(self) -> None:
        """Take each ** with the next one; **** within bold text closes and opens. Single ones, and masks, are text."""
        opened: Range | None = None
        for start, end in self.stars:
            if opened is None:
                opened = (start, end) if end - start in (2, 3) and self._can_open(start, end) else None
                continue
            width = opened[1] - opened[0]
            if end - start in (width, 2 * width):
                self._embolden(opened, (start, start + width))
                opened = (start + width, end) if end - start > width else None
        if opened is not None and opened[0] == self.start:
            self._mark(opened)

    def _can_open(self, start: int, end: int) -> bool:
        """Tell whether emphasis may open here: within a line no phrase begins with a comma; 张**、李** holds names."""
        return end < self.end and (start == self.start or self.text[end] not in _CANNOT_OPEN)

    def _embolden(self, opened: Range, closed: Range) -> None:
        self._mark(opened, closed)
        self.found.bold.append((opened[1], closed[0]))

    def _pair_ticks(self) -> None:
        opened: Range | None = None
        for start, end in self.ticks:
            if opened is not None and end - start == opened[1] - opened[0]:
                self._mark(opened, (start, end))
                opened = None
            else:
                opened = (start, end)

    def _whole_line(self, sign: str) -> None:
        """Take _emphasis_, __bold__ and *emphasis* for markup only round all of the line: 3*4*5 and a_b_c are text."""
        start, end, text = self.start, self.end, self.text
        for width in (1, 2) if sign == "_" else (1,):
            inner = (start + width, end - width)
            edges = text[start : inner[0]] == text[inner[1] : end] == sign * width
            if edges and inner[0] < inner[1] and text.find(sign, *inner) < 0:
                self._mark((start, inner[0]), (inner[1], end))
                self.found.bold += [inner] * (width == 2)


_METHODS: dict[str, Callable[[_Scan, int], int]] = {
    "*": _Scan._asterisk,
    "`": _Scan._backtick,
    "$": _Scan._dollar,
    "\\": _Scan._backslash,
    "<": _Scan._angle,
    "[": _Scan._bracket,
    "![": _Scan._image,
}
