"""Misread characters: what the reader's eyes do to a text, one character for one character."""

from __future__ import annotations

from random import Random

from benchmarks.synthesise.chance import flip, scattered
from benchmarks.synthesise.confusions import COMMON, LOOK_ALIKES
from benchmarks.synthesise.writer import Block, Piece

FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"


def damaged(block: Block, rate: float, look_alikes: float, rng: Random) -> Block:
    """The block with misread characters; `look_alikes`: the share of errors that resemble what was printed."""
    return tuple(misread(piece, rate, look_alikes, rng) for piece in block) if rate else block


def misread(piece: Piece, rate: float, look_alikes: float, rng: Random) -> Piece:
    """The piece with misread characters, if it belongs to an article."""
    if piece.article is None:
        return piece
    characters = list(piece.text)
    for at in scattered(rng, len(characters), rate):
        characters[at] = misread_character(characters[at], look_alikes, rng)
    return piece._replace(text="".join(characters))


def misread_character(character: str, look_alikes: float, rng: Random) -> str:
    """Another character in its place: a look-alike if one is known and wanted, else any common one."""
    if flip(rng, look_alikes) and character in LOOK_ALIKES:
        return rng.choice(LOOK_ALIKES[character])
    if FIRST_HAN <= character <= LAST_HAN:
        return rng.choice(COMMON)
    return character
