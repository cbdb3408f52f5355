"""Whatever a person decides, nothing is lost and nothing invented; and what was decided once stays decided."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corrections.pages import ISSUES, check_records, issue, pieces, saved
from zbtools.stages.corrections import Correction, correct, parse
from zbtools.stages.corrections.board import Board, board_of, mapped
from zbtools.stages.corrections.correction import KINDS
from zbtools.stages.corrections.references import Reference, reference_to
from zbtools.stages.corrections.write import records_of

OPS = ("join", "move", "title", "paragraph", "drop", "furniture", "subheading")
FORMS = (None, "headline", "kicker", "subtitle", "paragraph", "subheading")


@st.composite
def references(draw: st.DrawFn, board: Board) -> Reference:
    """A piece of the board, or a part of one, as if a newer version cut it there."""
    piece = draw(st.sampled_from(list(pieces(board))))
    low = draw(st.just(0) | st.integers(0, len(piece.text) - 1))
    return reference_to(piece.part(low, len(piece.text)), board)


@st.composite
def sequences(draw: st.DrawFn, board: Board) -> list[Correction]:
    pointed = references(board)
    each = st.builds(
        Correction,
        st.sampled_from(KINDS),
        pointed,
        st.none() | pointed,
        st.sampled_from((None, None, "new", "furniture")),
        st.sampled_from(FORMS),
        st.booleans(),
        st.sampled_from(OPS),
    )
    return draw(st.lists(each, min_size=1, max_size=6))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_is_lost_after_any_corrections(data: st.DataObject) -> None:
    records, texts = issue(data.draw(st.sampled_from(ISSUES)))
    corrections = data.draw(sequences(board_of(records)))
    made = correct(records, corrections)
    assert check_records(made.records, texts) == []
    assert len(made.done) + len(made.unfit) >= len({each.id for each in corrections})
    again = correct(made.records, [each for each in corrections if each.id in made.done])
    assert again.records == made.records
    assert not again.unfit


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_file_holds_all_that_was_decided(data: st.DataObject) -> None:
    records, _ = issue(data.draw(st.sampled_from(ISSUES)))
    corrections = [each for each in data.draw(sequences(board_of(records))) if each.kind not in ("move", "join")]
    assert parse(saved(corrections), "file") == tuple(corrections)


def test_records_laid_out_and_written_are_the_same() -> None:
    for folder in ISSUES:
        records, _ = issue(folder)
        board = board_of(records)
        anew = mapped(board, replace)
        assert records_of(board, board) == list(records)
        assert [record.id for record in records_of(anew, board)] == [record.id for record in records]
        assert check_records(records_of(anew, board), issue(folder)[1]) == []
