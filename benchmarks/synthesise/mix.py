"""What a mix of layouts and defects is made of: every rate of the synthesiser has a field here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Table = Mapping[int, float]
Words = Mapping[str, float]
Rates = Mapping[float, float]


@dataclass(frozen=True)
class Mix:
    """Rates are probabilities from 0 to 1; tables hold weights, which need not add up to 1.

    A table of `Words` names forms that the module in charge knows; its keys stand there.
    """

    name: str

    # The issue: its pages, and the stories continued on another page of it or on one nobody has.
    pages: Table
    jumps_a_page: Table
    jump_distances: Table
    jump_inside_paragraph: float
    jump_loses_paragraph: float
    jump_again: float
    jump_elsewhere: float
    continued_twice: float
    repeated_title: float
    page_styles: Words
    markers: Words
    marker_alone: float
    marker_bold: float

    # The page: bands, columns, lines (characters).
    shuffled_page: float
    shuffled_band: float
    band_sizes: Table
    columns: Table
    columns_alone: Table
    line_widths: Table
    uneven_columns: float
    skewed_columns: float
    continuation_among_stories: float

    # The reader: the order of fragments, what it repeats, loses, finds late.
    orders: Words
    repeated: float
    repeated_in_part: float
    looped: float
    copy_noise: Rates
    lost: float
    lost_title: float
    late: float
    late_title: float
    swapped: float

    # Titles and marks; a heading level of several words is chosen from for each band, "any" for each line.
    label_shown: float
    heading_levels: Words
    unmarked_title: float
    broken_title: float
    label_marks: Words
    subheading_marks: Words
    text_marks: Words
    bold_dateline: float
    rule: float
    breaks: Words

    # What the paper writes: house style, and what is added to the archive's stories.
    own_paper: bool
    bylines: Words
    added_label: float
    added_kicker: float
    added_subtitle: float
    split_title: float
    glued_title: float
    spaced_title: float
    added_subheadings: float
    caption: float
    raised_caption: float
    photo_story: float
    short_story: float
    table: float
    table_forms: Words
    notice: float
    briefs: float

    # Pictures and furniture.
    picture: float
    furniture: float
    furniture_kinds: Words
    stray_furniture: float

    # Typography and misreading.
    punctuation: Words
    quotes: Words
    numerals: Words
    scripts: Words
    spaces: Rates
    latin_gaps: float
    formulas: float
    noise: Rates
    look_alikes: float

    # Whether the marker back closes its rest instead of opening it; not a rate, so that it changes nothing else.
    marker_closes: bool = False
