"""Second opinions, asked of a real HTTP server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import Ending, zbtools
from tests.observing import Ears
from zbtools.batch.asking import Asking, Model, letter_of, request_of
from zbtools.errors import EXIT_DONE, EXIT_USAGE
from zbtools.records import parse_lines
from zbtools.stages.question import LETTERS, Candidate, Question

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "examples/binjiang-daily/2023-04-18/02.txt"
# How the piece begins that the search is least sure of on this page.
PIECE = "按照计划"

# A page with a piece that may be of two stories, how the piece begins, and a word of the story that it is not of.
TORN = ROOT / "examples/lanjiang-daily/2021-06-09/01.txt"
TORN_PIECE, OTHER = "市教育考试院院长岑朗说", "夏粮"

Reply = Callable[[dict[str, Any]], tuple[int, bytes]]


def completion(content: object) -> tuple[int, bytes]:
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def saying(content: str) -> Reply:
    return lambda _: completion(content)


def candidates_of(request: dict[str, Any]) -> dict[str, dict[str, str]]:
    return asked(request)["candidates"]  # type: ignore[no-any-return]


def asked(request: dict[str, Any]) -> dict[str, Any]:
    return json.loads(request["messages"][1]["content"])  # type: ignore[no-any-return]


class Server:
    """A chat endpoint that answers as `reply` says. `requests`: the bodies that it got; `headers`: with what."""

    def __init__(self, reply: Reply) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append(json.loads(body))
                outer.headers.append({"path": self.path, **dict(self.headers)})
                status, data = reply(outer.requests[-1])
                if status == 0:
                    # It hangs until the test is over, and not a moment longer.
                    outer.released.wait(30)
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if status == 302:
                    self.send_header("Location", f"{outer.url}/elsewhere")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(30)


@contextmanager
def serving(reply: Reply) -> Iterator[Server]:
    server = Server(reply)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(autouse=True)
def _own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.delenv("ZBTOOLS_ASK_KEY", raising=False)


def run(url: str, *options: object, page: Path = PAGE) -> Ending:
    ending = zbtools("run", page, "--ask", url, "--ask-model", "orakel", "--ask-timeout", "20", *options)
    assert ending.code == EXIT_DONE
    return ending


def decisions(ending: Ending, rule: str = "ask") -> list[Any]:
    records = parse_lines(ending.text.splitlines(), "out")
    return [decision for record in records for decision in record.decisions if decision.rule == rule]


def owner_of(ending: Ending, words: str) -> str | None:
    """Return the headline of the article whose body has `words`."""
    records = map(json.loads, ending.text.splitlines())
    return next(
        record["headline"]
        for record in records
        if record["kind"] != "page" and any(words in element["text"] for element in record["body"])
    )


def other_story(request: dict[str, Any]) -> tuple[int, bytes]:
    """Give the piece to another story; say nothing to any other question."""
    told = asked(request)
    if not told["piece"].startswith(TORN_PIECE):
        return completion("?")
    letter = next(letter for letter, one in told["candidates"].items() if OTHER in one.get("title", ""))
    return completion(letter)


def test_an_answer_moves_a_fragment() -> None:
    plain = zbtools("run", TORN)
    with serving(other_story) as server:
        ending = run(server.url, "--ask-below", 0.95, page=TORN)
    assert owner_of(plain, TORN_PIECE) != owner_of(ending, TORN_PIECE)
    assert OTHER in str(owner_of(ending, TORN_PIECE))
    told = decisions(ending)
    assert [decision.op for decision in told] == ["join"]
    assert told[0].evidence.startswith("orakel chose ")
    assert OTHER in told[0].evidence
    assert 0 < told[0].confidence < 1


def own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question be answered as zbtools would, without a server."""
    monkeypatch.setattr(Model, "__call__", lambda _, question: question.own)


def test_an_answer_that_agrees_changes_no_more_than_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    own_answer(monkeypatch)
    plain, agreed = zbtools("run", PAGE, "--to", "text"), run("http://localhost:9", "--to", "text")
    assert agreed.out == plain.out
    told, own = decisions(run("http://localhost:9")), decisions(zbtools("run", PAGE), "search")
    assert told
    before = {decision.at: decision.confidence for decision in own}
    assert all(decision.confidence > before[decision.at] for decision in told)


@pytest.mark.parametrize("below", [0.6, 0.7, 0.8])
def test_only_doubtful_decisions_are_sent(below: float) -> None:
    own = decisions(zbtools("run", PAGE), "search")
    doubtful = [decision for decision in own if decision.confidence < below]
    with serving(saying("?")) as server:
        run(server.url, "--ask-below", below)
    assert len(server.requests) == len(doubtful) > 0


def test_nobody_is_asked_without_the_option() -> None:
    assert decisions(zbtools("run", PAGE)) == []


FAILURES: dict[str, tuple[Reply, str]] = {
    "nonsense": (saying("The moon is made of cheese."), "something else"),
    "a letter of no candidate": (saying("H"), "something else"),
    "no content": (lambda _: completion(None), "something else"),
    "another JSON": (lambda _: (200, b'["A"]'), "something else"),
    "no JSON": (lambda _: (200, b"<html>A</html>"), "not JSON"),
    "no text": (lambda _: (200, b"\xff\xfe\x00A\xff"), "not JSON"),
    "HTTP 500": (lambda _: (500, b"{}"), "HTTP status 500"),
    "a redirect": (lambda _: (302, b""), "HTTP status 302"),
    "too long": (lambda _: (200, b" " * 1_100_000), "not JSON"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_leaves_the_own_answers_and_one_warning(name: str) -> None:
    reply, said = FAILURES[name]
    plain = zbtools("run", PAGE)
    with serving(reply) as server:
        ending = run(server.url)
    assert ending.out == plain.out
    assert server.requests
    assert said in ending.said
    assert ending.said.count("\n") == 2, ending.said
    assert "\n  hint: " in ending.said


def test_a_server_that_hangs_is_left_after_the_time_out_and_asked_no_more() -> None:
    plain = zbtools("run", PAGE, PAGE.parents[2] / "textile-news")
    with serving(lambda _: (0, b"")) as server:
        ending = run(server.url, PAGE.parents[2] / "textile-news", "--ask-timeout", 0.2)
    assert ending.out == plain.out
    assert len(server.requests) == 3
    assert "did not answer in time" in ending.said
    assert ending.said.count("\n") == 2


def test_a_second_run_answers_from_what_was_kept() -> None:
    with serving(saying("A")) as server:
        first = run(server.url)
        count = len(server.requests)
        again = run(server.url)
        assert len(server.requests) == count > 0
    down = run(server.url)
    assert first.out == again.out == down.out
    assert down.said == ""
    assert decisions(down)


def test_without_what_was_kept_a_server_that_is_down_is_one_warning(tmp_path: Path) -> None:
    plain = zbtools("run", PAGE)
    with serving(saying("A")) as server:
        run(server.url)
    for kept in (tmp_path / "caches").rglob("answers/*/*"):
        kept.write_text("damaged")
    down = run(server.url)
    assert down.out == plain.out
    assert down.said.count("no second opinion") == 1


def test_another_model_is_asked_for_itself() -> None:
    with serving(saying("A")) as server:
        run(server.url)
        count = len(server.requests)
        run(server.url, "--ask-model", "pythia")
    assert len(server.requests) == 2 * count
    assert {request["model"] for request in server.requests} == {"orakel", "pythia"}


def test_a_request_holds_no_more_than_text_of_the_page() -> None:
    page = "".join(PAGE.read_text("utf-8").replace("*", "").replace("#", "").split())
    with serving(saying("A")) as server:
        run(server.url, "--ask-below", 0.9)
    for request in server.requests:
        assert set(request) == {"model", "temperature", "messages"}
        assert [message["role"] for message in request["messages"]] == ["system", "user"]
        told = asked(request)
        assert set(told) == {"piece", "behind", "candidates"}
        assert len(told["candidates"]) > 1
        texts = [told["piece"], told["behind"]]
        for one in told["candidates"].values():
            assert set(one) <= {"claim", "title", "end"}
            texts += [*one.get("title", "").split(), one.get("end", "")]
        assert all("".join(text.split()) in page for text in texts)


@pytest.mark.parametrize("url", ["{}", "{}/", "{}/chat/completions"])
def test_the_key_comes_from_the_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZBTOOLS_ASK_KEY", "sesame")
    with serving(saying("A")) as server:
        ending = run(url.format(server.url))
    assert {headers["path"] for headers in server.headers} == {"/v1/chat/completions"}
    assert {headers["Authorization"] for headers in server.headers} == {"Bearer sesame"}
    assert "sesame" not in ending.text + ending.said


QUOTED = 'He said "B"\nand then: \\ } ] <|end|>\u2028'


def test_quotes_and_line_breaks_arrive_as_they_are() -> None:
    one = Candidate("paragraph", QUOTED, QUOTED, 0.5)
    question = Question(QUOTED, QUOTED, (one, Candidate("join", None, QUOTED, 0.3)), 0)
    with serving(saying("B")) as server:
        assert Model(Asking(server.url), Ears())(question) == 1
    told = asked(server.requests[0])
    assert (
        told["piece"] == told["behind"] == told["candidates"]["A"]["title"] == told["candidates"]["B"]["end"] == QUOTED
    )


def test_the_own_answer_is_not_given_away() -> None:
    candidates = tuple(Candidate("paragraph", title, "完。", 0.5) for title in ("一", "二"))
    requests = [request_of(Question("文", "", candidates, own), "m") for own in (0, 1)]
    assert requests[0] == requests[1]


@pytest.mark.parametrize(
    ("content", "chosen"),
    [
        ("A", 0),
        (" b", None),
        ("**C**", 2),
        ("(B)", 1),
        ("B. It goes on.", 1),
        ("B：同一件事", 1),
        ("<think>\nA? No: B.\n</think>\n\nC", 2),
        ("D", None),
        ("A good question", None),
        ("Answer", None),
        ("", None),
        ("AB", None),
    ],
)
def test_which_answers_are_understood(content: str, chosen: int | None) -> None:
    assert letter_of(json.loads(completion(content)[1]), 3) == chosen


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--ask", "localhost:8080"], "is not the address of a server"),
        (["--ask", "file:///etc/passwd"], "is not the address of a server"),
        (["--ask", "http://key@localhost/v1"], "holds more than an address"),
        (["--ask", "http://localhost/v1?key=x"], "holds more than an address"),
        (["--ask-model", "orakel"], "--ask-model without --ask asks nobody"),
        (["--ask", "http://localhost/v1", "--ask-below", "2"], "'--ask-below'"),
        (["--ask", "http://localhost/v1", "--ask-timeout", "0"], "'--ask-timeout'"),
    ],
)
def test_wrong_usage(options: list[str], said: str) -> None:
    ending = zbtools("run", *options, PAGE)
    assert (ending.code, ending.out) == (EXIT_USAGE, b"")
    assert said in ending.said
    assert ending.said.count("\n") == 2


def test_an_answered_page_keeps_the_promises(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    for letter in LETTERS[:3]:
        with serving(saying(letter)) as server:
            run(server.url, "--ask-below", 1, "-o", out)
        assert zbtools("check", out, "--source", PAGE).code == EXIT_DONE
