"""Train the language models: phrases, seams, cohesion -> `zbtools/data/language.bin`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from zbtools.language.arrays import save_arrays


def folding_pairs() -> np.ndarray:
    """Traditional code points and the simplified ones they fold to, as OpenCC's character table has them (2, N)."""
    import opencc

    converter = opencc.OpenCC("t2s")
    pairs = []
    for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00)):
        simple = converter.convert(chr(code))
        if len(simple) == 1 and simple != chr(code) and ord(simple) < 0x10000:
            pairs.append((code, ord(simple)))
    return np.array(pairs, np.uint16).T.copy()


def train_language(articles: list[dict[str, Any]], held_out: list[dict[str, Any]], folder: Path) -> None:
    """Write `folder/language.bin` from `articles`; `held_out` only measures."""
    from benchmarks.train.cohesion import train_cohesion
    from benchmarks.train.headlines import train_lines
    from benchmarks.train.phrases import count_phrases
    from benchmarks.train.seams import train_seams

    folder.mkdir(exist_ok=True)
    arrays = {"fold": folding_pairs()}
    paragraphs = [text for article in articles for text in article["body"]]
    tests = [text for article in held_out for text in article["body"]]
    arrays |= train_lines(articles, held_out)
    arrays |= count_phrases(paragraphs)
    arrays |= train_cohesion(articles, held_out)
    arrays |= train_seams(paragraphs, tests)
    save_arrays(folder / "language.bin", arrays)
