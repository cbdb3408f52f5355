"""How an issue is set: punctuation, quotation marks, numerals, script, and the spaces a reader puts into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.synthesise.chance import flip, pick, scattered
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.numerals import in_chinese

HALF_WIDTH = str.maketrans("，；：（）！？", ",;:()!?")
HALF_COMMAS = str.maketrans("，：", ",:")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
QUOTES = {
    "curly": {},
    "straight": str.maketrans("“”‘’", "\"\"''"),
    "corner": str.maketrans("“”‘’", "「」『』"),
}
LATIN_EDGE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
PUNCTUATION = re.compile(r"[，。、；：！？“”‘’《》]")
KEPT_PUNCTUATION = 0.06
"""Share of marks that a page without punctuation has all the same."""


@dataclass(frozen=True, slots=True)
class Typography:
    """The choices of an issue; the words are those of the mix's tables. `spaces`: false spaces for each character.

    `latin_gaps`: a space between Chinese and other characters, as some readers set it.
    """

    punctuation: str
    quotes: str
    numerals: str
    script: str
    spaces: float
    latin_gaps: bool

    def printed(self, text: str, rng: Random, title: bool = False) -> str:
        """The text as this issue prints it."""
        if self.numerals != "arabic":
            text = in_chinese(text) if self.numerals == "chinese" else text.translate(WIDE_DIGITS)
        text = PUNCTUATIONS[self.punctuation](text.translate(QUOTES[self.quotes]), rng)
        text = LATIN_EDGE.sub(" ", text) if self.latin_gaps else text
        return spaced(self.scripted(text, title), self.spaces, rng)

    def scripted(self, text: str, title: bool = False) -> str:
        """The text in the issue's script (`titles`: only titles are in the traditional one)."""
        if self.script == "titles":
            return traditional(text, "s2t") if title else text
        return text if self.script == "simplified" else traditional(text, self.script)


def draw_typography(mix: Mix, rng: Random) -> Typography:
    """The typography of one issue of a mix."""
    return Typography(
        punctuation=pick(rng, mix.punctuation),
        quotes=pick(rng, mix.quotes),
        numerals=pick(rng, mix.numerals),
        script=pick(rng, mix.scripts),
        spaces=pick(rng, mix.spaces),
        latin_gaps=flip(rng, mix.latin_gaps),
    )


def full(text: str, _rng: Random) -> str:
    """As it is in the archive."""
    return text


def half(text: str, _rng: Random) -> str:
    """Half-width marks where they exist."""
    return text.translate(HALF_WIDTH)


def commas(text: str, _rng: Random) -> str:
    """Half-width commas and colons only."""
    return text.translate(HALF_COMMAS)


def followed(text: str, _rng: Random) -> str:
    """Half-width marks with a space behind them, as in English."""
    return re.sub(r"([,;:!?])(?=\S)", r"\1 ", text.translate(HALF_WIDTH))


def mixed(text: str, rng: Random) -> str:
    """Half-width marks in some paragraphs only."""
    return text.translate(HALF_WIDTH) if flip(rng, 0.5) else text


def none(text: str, rng: Random) -> str:
    """Hardly any marks: lost in reading, or never set. A text of marks alone stays."""
    bare = PUNCTUATION.sub(lambda mark: mark[0] if flip(rng, KEPT_PUNCTUATION) else "", text)
    return bare or text


PUNCTUATIONS: dict[str, Callable[[str, Random], str]] = {
    "full": full,
    "half": half,
    "commas": commas,
    "spaced": followed,
    "mixed": mixed,
    "none": none,
}


def spaced(text: str, rate: float, rng: Random) -> str:
    """The text with false spaces between its characters."""
    for at in reversed(scattered(rng, len(text) - 1, rate)):
        text = text[: at + 1] + " " + text[at + 1 :]
    return text


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC's converter of that name.

    Raises ImportError with what to do when OpenCC, which only traditional pages need, is not installed.
    """
    try:
        from opencc import OpenCC
    except ImportError as missing:
        raise ImportError("pages in the traditional script need OpenCC: pip install opencc") from missing
    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def traditional(text: str, config: str) -> str:
    """The text in the traditional script (`s2t`, or `s2tw` with Taiwan's forms)."""
    return converter(config)(text)
