"""What the search for bylines returns, and the measures that its parts share."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from zbtools.model import Byline
from zbtools.rules.bylines import parts
from zbtools.stages.bylines.credits import Credits, people_of

# Code points at either end of a text in which a byline is looked for.
REACH = 240
# A line of its own without brackets is at most this long; a list of contributors in brackets may fill the reach.
LINE = 80
# A dateline shows its 讯 or 电, a credit its verb, within this many code points.
LEAD = 40
OPEN = frozenset("（(〔﹝【［[「『〖")
CLOSE = frozenset("）)】〕］")
BULLETS = f" \t\u3000\xa0*·•{parts.BULLETS}"
SENTENCE_END = "。！？!?”」』…"
# A byline ends in none of these.
PROSE_END = frozenset("。！？!?，,；;…")


class FoundByline(NamedTuple):
    """A byline at `start:end` of the text searched (code points); `rule`: code of the rule that found it.

    `dated`: the day as printed and the rule that made a date of it, or says why there is none (see `resolve_day`).
    """

    start: int
    end: int
    byline: Byline
    rule: str
    dated: tuple[str, str] | None = None

    def worded(self, text: str) -> FoundByline:
        """The same with `text` as what was printed."""
        return self if self.byline.text == text else self._replace(byline=replace(self.byline, text=text))


def credited(text: str, credits: Credits) -> Byline:
    """Return the byline that `text` is, when it was read as `credits`."""
    return Byline(
        text=text.strip(),
        outlet=credits.outlet,
        form=credits.form,
        place=credits.place,
        date=credits.day,
        people=people_of(credits, credits.outlet),
        ambiguous=credits.ambiguous,
        own=bool(credits.outlet and credits.outlet[0] == "本"),
    )


def indent(text: str) -> int:
    """Return how many code points of spaces and bullets stand before the first word of `text`."""
    return len(text) - len(text.lstrip(BULLETS))
