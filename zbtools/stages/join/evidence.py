"""Evidence: everything about the units of a page that the search needs to know, computed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.cohesion import Texts, cosine
from zbtools.language.headlines import line_scores
from zbtools.language.phrases import REACH, SEAM_LENGTHS, phrases
from zbtools.language.quotes import quotes_of
from zbtools.language.seams import WINDOW, codes_of, towers
from zbtools.stages.join.looks import headlines, in_context, looks
from zbtools.stages.units import AFTER_FROM, BEFORE_TO, Unit

# Pairs of ends and starts below these log odds of being broken are no seams worth a look-up.
WORTH_END, WORTH_START = -2.0, -3.0
# Roles of lines that are never part of a broken paragraph.
CLOSED = frozenset({"byline", "table"})
# Topics are those of so many code points at the head of a unit: no paragraph is longer, a dump without line ends is.
LONGEST = 20_000
# Topics are summed over so many units before and behind a line, pairs of units compared within so many.
AROUND, CLOSE = (2, 5), 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """N units of one page. Row i, column j: unit i before unit j.

    `rows` (N, L) looks in context; `end_open`, `start_open` (N,) log odds of being broken there by the letters alone;
    `fit` (N, N) how well j continues i letter by letter; `best_later` (N, N) the best fit of i with any unit behind j;
    `phrases` (N, N, 8) association across the seam, 0 where neither is broken; `vectors` (N, 40) topic; `near` (N, N)
    cosine of topics; `rare`, `letters` (N, N) shared rare pairs and single characters, by the root of the shorter
    text's length; `names` (N, N) shared rare triples; `sizes` (N,) code points;
    `came`, `goes` (N,) whether a 上接 stands before, or a 下转 behind; `closed` (N,) lines whole by their kind;
    `quotes` (N, 3) 1 where a unit leaves a quotation mark or bracket open, closes one that it has not opened, or begins
    with one; `headlines` (N,) marked lines right above a text that opens with a dateline.
    """

    units: Sequence[Unit]
    rows: Array
    end_open: Array
    start_open: Array
    fit: Array
    best_later: Array
    phrases: Array
    vectors: Array
    near: Array
    rare: Array
    names: Array
    letters: Array
    sizes: Array
    came: Array
    goes: Array
    closed: Array
    quotes: Array
    headlines: Array


def gather(units: Sequence[Unit]) -> Evidence:
    """Compute the evidence of the units of one page; time and memory grow with their square."""
    texts = [unit.text for unit in units]
    ends, starts = codes_of(texts)
    end_vectors, end_open = towers().ends(ends)
    start_vectors, start_open = towers().starts(starts)
    fit = np.clip(end_vectors @ start_vectors.T / 8, -4, 4)
    topics = Texts([text[:LONGEST] for text in texts])
    sizes = np.array([len(text) for text in texts], np.float32)
    shorter = np.minimum(sizes[:, None], sizes[None])
    directions = _unit_rows(topics.vectors)
    near, by_size = directions @ directions.T, np.sqrt(shorter + 8) * 4
    rare, letters = topics.rare / by_size, topics.letters / by_size
    names = np.minimum(topics.names / 8, 3)
    seams = _seam_phrases(ends, starts, end_open, start_open)
    seen, quotes = looks(units), np.array([quotes_of(text) for text in texts], np.float32).reshape(-1, 3)
    columns = [
        seen,
        quotes,
        end_open[:, None] / 4,
        start_open[:, None] / 4,
        _edge_phrases(ends, starts),
        _turn(topics.vectors, near, rare, names),
        _from_before(fit, near, rare, seams),
        line_scores(texts),
    ]
    own = np.concatenate(columns, axis=1)
    return Evidence(
        units, in_context(own), end_open, start_open, fit, _best_later(fit, start_open), seams, topics.vectors, near,
        rare, names, letters, sizes,
        np.array([unit.detail == AFTER_FROM for unit in units], np.float32),
        np.array([unit.detail == BEFORE_TO for unit in units], np.float32),
        np.array([_is_closed(unit) for unit in units], bool),
        quotes,
        headlines(units, seen),
    )  # fmt: skip


def _is_closed(unit: Unit) -> bool:
    """Whether a line is whole by its kind or its marks, so that no paragraph goes on into it or out of it."""
    return bool(unit.level or unit.bold) or unit.role in CLOSED or (unit.text[0] in "【〖" and unit.text[-1] in "】〗")


def _from_before(fit: Array, near: Array, rare: Array, seams: Array) -> Array:
    """(N, 11): each unit against the one just before it."""
    columns = np.zeros((len(fit), 3 + seams.shape[2]), np.float32)
    here = np.arange(1, len(fit))
    columns[1:, 0], columns[1:, 1], columns[1:, 2] = fit[here - 1, here], near[here - 1, here], rare[here - 1, here]
    columns[1:, 3:] = seams[here - 1, here]
    return columns


def _unit_rows(vectors: Array) -> Array:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6))


def _best_later(fit: Array, start_open: Array) -> Array:
    """(N, N): the best fit of i with a unit behind j that may begin in mid-paragraph."""
    worth = np.where(start_open[None] > WORTH_START, fit, -4.0)
    best = np.full_like(fit, -4.0)
    if fit.shape[1] > 1:
        best[:, :-1] = np.maximum.accumulate(worth[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return best


def _seam_phrases(ends: Array, starts: Array, end_open: Array, start_open: Array) -> Array:
    count = len(ends)
    table = np.zeros((count, count, len(SEAM_LENGTHS)), np.float32)
    left, right = np.flatnonzero(end_open > WORTH_END), np.flatnonzero(start_open > WORTH_START)
    if len(left) and len(right):
        found = phrases().association(ends[left][:, WINDOW - REACH :], starts[right][:, :REACH])
        table[np.ix_(left, right)] = np.clip(found, -6, 10) / 5
    return table


def _edge_phrases(ends: Array, starts: Array) -> Array:
    """(N, 4): how usual it is for a paragraph to begin with these characters and to end with those."""
    edge = np.full((1, REACH), 10, np.uint32)
    begins = phrases().association(edge, starts[:, :REACH], ((1, 1), (1, 2)))[0]
    stops = phrases().association(ends[:, WINDOW - REACH :], edge, ((1, 1), (2, 1)))[:, 0]
    return np.asarray(np.clip(np.concatenate([begins, stops], axis=1), -6, 10) / 5)


def _turn(vectors: Array, near: Array, rare: Array, names: Array) -> Array:
    """(N, 20): does the story turn here? A unit and what stands behind it against what stands before it."""
    sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors, axis=0)])
    index = np.arange(len(vectors))
    columns = []
    for around in AROUND:
        before = sums[index] - sums[np.maximum(index - around, 0)]
        behind = sums[np.minimum(index + 1 + around, len(vectors))] - sums[index + 1]
        columns += [
            cosine(vectors, before),
            cosine(vectors, behind),
            cosine(before, behind),
            cosine(before, behind + vectors),
        ]
    return np.concatenate([np.stack(columns, axis=1), _across(near), _across(rare), _across(names)], axis=1)


def _across(table: Array) -> Array:
    """(N, 4): the best and the mean of `table` between the units before and behind, and of the unit with each side."""
    count = len(table)
    padded = np.zeros((count + 2 * CLOSE, count + 2 * CLOSE), np.float32)
    padded[CLOSE : CLOSE + count, CLOSE : CLOSE + count] = table
    here = np.arange(CLOSE, CLOSE + count)
    offsets = range(1, CLOSE + 1)
    over = np.stack([padded[here - a, here + b] for a in offsets for b in offsets])
    return np.stack(
        [
            over.max(axis=0),
            over.mean(axis=0),
            np.stack([padded[here - a, here] for a in offsets]).max(axis=0),
            np.stack([padded[here, here + b] for b in offsets]).max(axis=0),
        ],
        axis=1,
    )
