"""Questions: a doubtful decision as a multiple choice, for whoever gives a second opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

LETTERS = "ABCDEFGH"
"""The names of the candidates; a question has no more of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may become of a piece: `op` (as in a decision), for the story with this `title` (None where it has none)
    whose text ends with `end` so far. `probability`: what zbtools gives it.
    """

    op: str
    title: str | None
    end: str
    probability: float


@dataclass(frozen=True, slots=True)
class Question:
    """Where does the piece that begins with `text`, and has `follows` behind it on the page, belong?

    `candidates`: in the order of the stories, which does not tell the own answer; that is the one with index `own`.
    """

    text: str
    follows: str
    candidates: tuple[Candidate, ...]
    own: int


class Judge(Protocol):
    """Who is asked for decisions with a probability under `below`; `name` stands in the record."""

    @property
    def name(self) -> str:
        """The name of the model."""

    @property
    def below(self) -> float:
        """The probability from which on a decision is not put to it."""

    def __call__(self, question: Question) -> int | None:
        """Return the index of the candidate that it takes, or None if there is no answer."""
