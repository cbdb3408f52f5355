"""Verdicts: which repeated regions are the reader's doing and which the paper's.

Papers repeat themselves by right: a headline quotes the story, a summary gives its first sentences, two reports end in
the same list of those present, a speech is printed beside the report on it. What tells a column that was dumped twice:

- it was cut by the column's edge, not by a writer: it begins, or breaks off, in mid-sentence;
- it stands right behind itself;
- many lines of it run on together, and no headline of its own stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zbtools.language.characters import CLOSING, PAUSES, SENTENCE_END
from zbtools.stages.regions import RECURRING, Region
from zbtools.stages.stream import Stream
from zbtools.stages.templates import has_slots, is_variant

Relation = Literal["exact", "near", "contained", "overlap", "printing"]

# A line of prose has a comma or a full stop, or is this long: shorter ones are titles, names and labels.
PROSE = 25
# Least words (characters) of a copy that drops it, by the evidence beside them. Development pages: the shortest that
# were dumped twice have 17, 17 and 37; what recurs by right and looks like it, 13, 24 and 174.
CUT, ADJACENT, RUN = 14, 20, 150
# A run that was not cut has at least as many paragraphs: the last two of a report and its short form may agree.
RUN_PROSE = 3
# Two whole paragraphs, not under one title: pages of known origin print no two so long twice. A single one they do:
# a quotation or a figure stands in two stories on six of 235 pages, as often as a reader dumps one twice.
PAIR = 60
# A copy that breaks off may be a list's last line.
CUT_END = 20
# Letters that stand in mid-sentence rather than at the head of a paragraph: log odds of a cut before them. 82 % of the
# fragments of columns have more, and 14 to 22 % of whole paragraphs; of paragraphs that stand on a page twice, half
# were dumped twice.
CUT_LETTERS = 0.0
# Inside a longer paragraph: pull quotes and summaries go up to 45 characters.
CONTAINED, OVERLAP = 24, 20
# A broken line may look like a subheading.
TEXT = frozenset({"paragraph", "subheading"})
# From here on a text on two pages is a printing of its own, worth a mark.
PRINTING = 100
# A marker or title this many lines above belongs to what follows.
HEAD = 3
# A long copy may have been cut from a line that is too short to be prose.
LONG, HALF_LINE = 60, 10
# A quotation that a column's edge cut: it goes on before the edge in both places. Two columns that end alike do not.
LEAD = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """`relation` says how the copy repeats the original; `confidence`: that a reader dumped it twice, 0 to 1."""

    relation: Relation
    confidence: float
    evidence: str


def judge(stream: Stream, pages: Sequence[int], region: Region) -> Verdict | None:
    """Return why the copy of `region` is the reader's doing, or a printing of its own; None if it stands by right."""
    size = _evidence_size(stream, region)
    if region.lead >= LEAD and size < RUN:
        return None
    if not _same_flow(stream, pages, region):
        return Verdict("printing", 0.5, "on two pages") if size >= PRINTING and region.whole else None
    if region.overlaps:
        return _judge_overlap(stream, region, size)
    if region.whole:
        return _judge_whole(stream, pages, region, size)
    return _judge_contained(stream, region, size)


def _judge_whole(stream: Stream, pages: Sequence[int], region: Region, size: int) -> Verdict | None:
    relation: Relation = "near" if region.alignment.edits else "exact"
    prose = _prose_units(stream, region)
    if size >= CUT and prose and _begins_cut(stream, region, size):
        return Verdict(relation, 0.99, "begins in mid-sentence")
    if size >= CUT_END and prose and _ends_cut(stream, region):
        return Verdict(relation, 0.97, "breaks off in mid-sentence")
    if not prose or size < ADJACENT or is_variant(stream, region, size):
        return None
    if region.original[1] == region.copy[0]:
        return Verdict(relation, 0.97, "stands right behind itself")
    if _is_list_of_names(stream, region):
        return None
    if not on_one_page(stream, pages, region):
        return Verdict(relation, 0.95, "continues a page twice")
    if _is_cut_by_letters(stream, region):
        return Verdict(relation, 0.85, "begins like the middle of a sentence")
    if size < RUN or prose < RUN_PROSE:
        pair = size >= PAIR and _is_all_prose(stream, region, prose)
        again = pair and not (_is_quoted(stream, region) or has_slots(region))
        return Verdict(relation, 0.85, f"{prose} whole paragraphs again") if again else None
    if _is_own_story(stream, region):
        return Verdict("printing", 0.5, "has a head of its own")
    return Verdict(relation, 0.9, f"{prose} paragraphs in a row")


def _judge_contained(stream: Stream, region: Region, size: int) -> Verdict | None:
    """The copy is whole lines, and the original is in the middle of a line at one end or at both."""
    begin, end = region.original
    cut_before = not region.begins and _joins_words(stream, begin)
    cut_after = not region.ends and _joins_words(stream, end)
    finished = _is_finished(stream, region.copy)
    if not (cut_before or cut_after) or finished == cut_after or (cut_before and not _opens_bare(stream, region)):
        return None
    if size < CONTAINED or not _is_sentence(stream, region) or _has_head(stream, region.copy[0]):
        return None
    return Verdict("contained", 0.95, "was cut in mid-sentence")


def _judge_overlap(stream: Stream, region: Region, size: int) -> Verdict | None:
    """One line ends as another begins: two cuts of one column, if both cuts are in mid-sentence.

    A line that ends with a full stop was not cut there: a headline repeats its words.
    """
    begin, end = (region.original[0], region.copy[1]) if not region.begins else (region.copy[0], region.original[1])
    cut = _joins_words(stream, begin) and _joins_words(stream, end)
    if size < OVERLAP or not cut or not _is_sentence(stream, region):
        return None
    ending = region.copy if region.begins else region.original
    if _is_finished(stream, ending):
        return None
    if any(_has_head(stream, place[0]) for place in (region.original, region.copy)):
        return None
    return Verdict("overlap", 0.9, "two cuts of one column")


def _slots(stream: Stream, place: tuple[int, int]) -> range:
    return range(stream.slot(place[0]), stream.slot(place[1] - 1) + 1)


def _evidence_size(stream: Stream, region: Region) -> int:
    """Characters of the copy that agree, those of titles and tables not counted: they recur by right."""
    agreed = region.alignment.agreed(*region.copy)
    for slot in _slots(stream, region.copy):
        if stream.kinds[stream.units[slot]] in RECURRING:
            agreed -= stream.starts[slot + 1] - stream.starts[slot]
    return agreed


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE or _has_pause(text)


def _is_sentence(stream: Stream, region: Region) -> bool:
    """Whether a comma or a full stop stands inside the copy."""
    return _has_pause("".join(stream.texts[number] for number in _units(stream, region.copy))[:-1])


def _is_list_of_names(stream: Stream, region: Region) -> bool:
    """Whether one character in fifteen is a mark between names: two reports on one meeting list the same people."""
    text = "".join(stream.texts[number] for number in _units(stream, region.copy))
    return text.count("、") * 15 > len(text)


def _prose_units(stream: Stream, region: Region) -> int:
    texts = (stream.texts[number] for number in _units(stream, region.copy) if stream.kinds[number] not in RECURRING)
    return sum(1 for text in texts if len(text) >= CUT and _is_prose(text))


def _units(stream: Stream, place: tuple[int, int]) -> Iterator[int]:
    return (stream.units[slot] for slot in _slots(stream, place))


def _is_finished(stream: Stream, place: tuple[int, int]) -> bool:
    return stream.texts[stream.unit_at(place[1] - 1)].rstrip()[-1:] in CLOSING


def _is_broken(stream: Stream, slot: int, short: bool = False) -> bool:
    """Whether the line is prose, or any line if `short`, and stops in mid-sentence."""
    number = stream.units[slot]
    text = stream.texts[number].rstrip()
    if stream.kinds[number] not in TEXT or text[-1:] in CLOSING:
        return False
    return _is_prose(text) or (short and len(text) >= HALF_LINE)


def _begins_cut(stream: Stream, region: Region, size: int) -> bool:
    """Whether the original goes on with the line before it: that breaks off, and no bracket or dash opens this one.

    The points of a summary have no full stops, and the story repeats them with one.
    """
    slot = stream.slot(region.original[0])
    if all(stream.texts[stream.unit_at(place[0])][0] in PAUSES for place in (region.original, region.copy)):
        return True
    if not slot or not _opens_bare(stream, region) or not _is_broken(stream, slot - 1, size >= LONG):
        return False
    return _is_finished(stream, region.original) or not _is_finished(stream, region.copy)


def _is_cut_by_letters(stream: Stream, region: Region) -> bool:
    """Whether both places begin with letters that no paragraph begins with, by what was learned of seams."""
    from zbtools.language.seams import broken_starts

    texts = [stream.texts[stream.unit_at(place[0])] for place in (region.original, region.copy)]
    return _opens_bare(stream, region) and min(broken_starts(texts)) > CUT_LETTERS


def _opens_bare(stream: Stream, region: Region) -> bool:
    """Whether the copy begins with a word: quotations, lists and signatures open with a mark."""
    text = stream.texts[stream.unit_at(region.copy[0])].lstrip()
    return text[:1].isalnum() or text[:1] in PAUSES or text[:1] in CLOSING


def _ends_cut(stream: Stream, region: Region) -> bool:
    """Whether the last line breaks off in both places: in one alone, the full stop may have been overlooked."""
    slots = [stream.slot(place[1] - 1) for place in (region.original, region.copy)]
    text = stream.texts[stream.units[slots[1]]]
    return _opens_bare(stream, region) and _has_pause(text) and all(_is_broken(stream, slot) for slot in slots)


def _has_pause(text: str) -> bool:
    return any(char in PAUSES or char in SENTENCE_END for char in text)


def _joins_words(stream: Stream, position: int) -> bool:
    """Whether `position` lies inside a line with no punctuation and no space on either side of it."""
    if stream.is_edge(position):
        return False
    return stream.offset(position) - stream.offset(position - 1) == 1


def _is_own_story(stream: Stream, region: Region) -> bool:
    """Whether a title or 上接 marker stands just above the copy and none above the original."""
    return _has_head(stream, region.copy[0]) and not _has_head(stream, region.original[0])


def _is_all_prose(stream: Stream, region: Region, prose: int) -> bool:
    """Whether the copy is two paragraphs or more and nothing else: two documents may agree in all but a name."""
    first, last = stream.unit_at(region.copy[0]), stream.unit_at(region.copy[1] - 1)
    return prose >= 2 and prose == last - first + 1


def _is_quoted(stream: Stream, region: Region) -> bool:
    """Whether a lead or a summary quotes its own story: it stands under the title, and no other title lies between."""
    first, second = sorted((stream.unit_at(region.original[0]), stream.unit_at(region.copy[0])))
    return _has_head(stream, min(region.original[0], region.copy[0])) and "title" not in stream.kinds[first:second]


def _has_head(stream: Stream, position: int) -> bool:
    number = stream.unit_at(position)
    return number == 0 or any(
        kind in ("title", "continuation") for kind in stream.kinds[max(0, number - HEAD) : number]
    )


def _same_flow(stream: Stream, pages: Sequence[int], region: Region) -> bool:
    """Whether both places are on one page, or both in what their pages continue from another one."""
    if on_one_page(stream, pages, region):
        return True
    return all(_is_continued(stream, pages, stream.unit_at(place[1] - 1)) for place in (region.original, region.copy))


def on_one_page(stream: Stream, pages: Sequence[int], region: Region) -> bool:
    """Whether original and copy stand on one page; `pages`: the page of each unit."""
    return pages[stream.unit_at(region.original[0])] == pages[stream.unit_at(region.copy[0])]


def _is_continued(stream: Stream, pages: Sequence[int], unit: int) -> bool:
    """Whether a 上接 marker stands somewhere above on the page."""
    for number in range(unit, -1, -1):
        if pages[number] != pages[unit]:
            return False
        if stream.kinds[number] == "continuation":
            return True
    return False
