"""What each kind of evidence brings: the figures of the development pages with one kind hidden from the search.

    python -m benchmarks.ablation [GOLD ...] [--jobs N]

The engine was trained with all of it and is only blinded here, not trained again without it; a network that had never
seen it would make more of the rest, so that these losses are upper bounds.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.accuracy import score
from benchmarks.gold import asked, one_thread
from zbtools.stages.score import Figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zbtools.stages.join.evidence import Evidence
    from zbtools.stages.units import Unit

KINDS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "seam towers": ("fit", "best_later"),
    "phrases across seams": ("phrases",),
    "open ends": ("end_open", "start_open"),
    "topics": ("vectors", "near"),
    "rare pairs, names, letters": ("rare", "names", "letters"),
    "markers": ("came", "goes"),
    "quotation marks": ("quotes",),
    "topics, pairs, names, letters": ("vectors", "near", "rare", "names", "letters"),
    "towers and phrases": ("fit", "best_later", "phrases"),
}
SHOWN = ("exact", "title", "b3_f", "attach", "seam_recall", "seam_precision")


def main() -> None:
    """Print a table: a row for each kind of evidence that is hidden."""
    one_thread()
    issues, jobs = asked(__doc__)
    print(f"{'hidden':30}" + "".join(f"{name:>16}" for name in SHOWN))
    for kind in KINDS:
        print(row(kind, score(issues, jobs, partial(blind, kind))), flush=True)


def blind(kind: str) -> None:
    """Hide a kind of evidence from every search of this process."""
    patch("zbtools.stages.join.page.gather", partial(_blinded, KINDS[kind])).start()


def _blinded(hidden: Sequence[str], units: Sequence[Unit]) -> Evidence:
    from zbtools.stages.join.evidence import gather

    evidence = gather(units)
    return replace(evidence, **{name: getattr(evidence, name) * 0 for name in hidden})


def row(kind: str, figures: Figures) -> str:
    """Return the line of the table for one kind."""
    return f"{kind:30}" + "".join(f"{figures[name]:16.4f}" for name in SHOWN)


if __name__ == "__main__":
    main()
