"""Second opinions of a language model: doubtful decisions put to an OpenAI-compatible chat endpoint.

A question is a multiple choice among zbtools' own candidates, and the answer one letter: the model never writes text of
a page. Answers are kept on disk by content. Whatever fails leaves the own answer, with one warning for the run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.error import HTTPError

from zbtools.batch.caches import private_folder
from zbtools.batch.endpoint import post
from zbtools.batch.observer import Observer
from zbtools.batch.writing import whole_file
from zbtools.errors import OutputError
from zbtools.stages.question import LETTERS, Candidate, Question

KEY_VARIABLE = "ZBTOOLS_ASK_KEY"
# A server that failed so many times in a row is not asked again in this run.
PATIENCE = 3

TASK = """The text of a Chinese newspaper page was read column by column: pieces of its stories are out of order.
You are given one piece, what stands behind it on the page, and candidates for what it is.
Judge by topic, by the names in it, and by whether a sentence goes on. Answer with the letter of one candidate only."""
# What each kind of candidate says of the piece.
CLAIMS = {
    "title": "it is the title line of a new story",
    "untitled": "it begins a new story that has no title here",
    "furniture": "it belongs to no story of the page",
    "paragraph": "it is the next paragraph of the story that ends so far with the text under `end`",
    "join": "it goes on in mid-paragraph where the text under `end` breaks off",
}
TITLE_GOES_ON = "it is a further title line of the story with this title"

# The letter alone, or with a mark and a reason behind it; what a model thought before it answered is left out.
THOUGHT = re.compile(r"^.{0,100000}</think>", re.DOTALL)
ANSWER = re.compile(rf"\W{{0,8}}([{LETTERS}])(?:\W{{0,8}}$|[.)\]*:,、：，。）】])")


class Asking(NamedTuple):
    """Whom to ask about what: the `url` of the endpoint, with or without its last part `/chat/completions`, the name of
    the model, the probability `below` which a decision is doubtful, and the `timeout` of an answer in seconds.
    """

    url: str
    model: str = "default"
    below: float = 0.8
    timeout: float = 30.0

    @property
    def endpoint(self) -> str:
        """Where questions go."""
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


class Model:
    """A judge: a model behind an endpoint, and the answers that it gave before."""

    def __init__(self, asking: Asking, observer: Observer) -> None:
        """Ask as `asking` says; `observer` is told once if that fails."""
        self.name, self.below = asking.model, asking.below
        self._asking, self._observer = asking, observer
        self._answers = _answers_folder()
        self._failures = 0
        self._warned = False

    def __call__(self, question: Question) -> int | None:
        """Return the index of the candidate that the model takes, or None if it cannot be had."""
        request = request_of(question, self.name)
        path = self._path(request)
        kept = _read(path, len(question.candidates))
        if kept is not None or self._failures == PATIENCE:
            return kept
        answer = self._ask(request, len(question.candidates))
        if answer is not None and path is not None:
            _keep(path, answer)
        return answer

    def _ask(self, request: dict[str, Any], count: int) -> int | None:
        try:
            answer = post(self._asking.endpoint, request, self._asking.timeout, os.environ.get(KEY_VARIABLE))
        except (OSError, ValueError) as error:
            self._failures += 1
            self._warn(_reason(error))
            return None
        self._failures = 0
        letter = letter_of(answer, count)
        if letter is None:
            self._warn("it answered something else than the letter of a candidate")
        return letter

    def _warn(self, reason: str) -> None:
        """Say once a run that opinions are missing: not every decision is news."""
        if not self._warned:
            self._warned = True
            self._observer.warn(
                f"{self._asking.endpoint}: no second opinion of {self.name}: {reason}",
                "zbtools' own answers stand there; see that the server runs, with this model, and run again",
            )

    def _path(self, request: dict[str, Any]) -> str | None:
        """Where the answer to a request is kept: another endpoint may have another model under the same name."""
        if self._answers is None:
            return None
        content = json.dumps([self._asking.endpoint, request], sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()
        return os.path.join(self._answers, digest[:2], digest[2:])


def request_of(question: Question, model: str) -> dict[str, Any]:
    """Return the body of a request. Of the page it has what `question` has; the own answer is not given away."""
    asked = {
        "piece": question.text,
        "behind": question.follows,
        "candidates": {
            letter: _in_words(candidate) for letter, candidate in zip(LETTERS, question.candidates, strict=False)
        },
    }
    return {
        "model": model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": TASK},
            {"role": "user", "content": json.dumps(asked, ensure_ascii=False, indent=1)},
        ],
    }


def _in_words(candidate: Candidate) -> dict[str, str]:
    goes_on = candidate.op == "title" and candidate.title is not None
    told = {"claim": TITLE_GOES_ON if goes_on else CLAIMS[candidate.op]}
    if candidate.title is not None:
        told["title"] = candidate.title
    return told | ({"end": candidate.end} if candidate.end else {})


def letter_of(answer: object, count: int) -> int | None:
    """Return which of `count` candidates a chat completion takes, or None for anything else.

    >>> letter_of({"choices": [{"message": {"content": "B."}}]}, 3), letter_of("B", 3)
    (1, None)
    """
    try:
        content = answer["choices"][0]["message"]["content"]  # type: ignore[index]
    except (LookupError, TypeError):
        return None
    found = ANSWER.match(THOUGHT.sub("", content).strip()) if isinstance(content, str) else None
    return LETTERS.index(found[1]) if found and LETTERS.index(found[1]) < count else None


def _reason(error: OSError | ValueError) -> str:
    """Say in a few words what went wrong."""
    if isinstance(error, HTTPError):
        return f"HTTP status {error.code}"
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return "it did not answer in time"
    if isinstance(cause, OSError):
        return cause.strerror or str(cause)
    return "its answer is not JSON"


def _answers_folder() -> str | None:
    folder = private_folder()
    return os.path.join(folder, "answers") if folder is not None else None


def _read(path: str | None, count: int) -> int | None:
    """Return an answer that was kept; one that is damaged is none."""
    if path is not None:
        with suppress(OSError, ValueError), open(path, encoding="ascii") as file:
            letter = file.read(2).strip()
            return LETTERS[:count].index(letter) if letter else None
    return None


def _keep(path: str, answer: int) -> None:
    """Keep an answer; if that fails it is asked for again."""
    with suppress(OSError, OutputError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with whole_file(path) as sink:
            sink.write(LETTERS[answer].encode())
