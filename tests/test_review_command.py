"""`zbtools review` on the command line, and the server behind --edit."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commandline import zbtools
from zbtools.batch.serving import Server

EXAMPLES = Path(__file__).parent.parent / "examples"
DUMP = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_one_issue_is_one_file_and_the_same_again(tmp_path: Path) -> None:
    assert zbtools("review", DUMP, "-o", tmp_path / "a.html").code == 0
    assert zbtools("run", DUMP, "-o", tmp_path / "records.jsonl").code == 0
    again = zbtools("review", tmp_path / "records.jsonl", "--source", DUMP)
    assert again.code == 0
    assert again.out == (tmp_path / "a.html").read_bytes()
    assert b'src="http' not in again.out
    assert b'href="http' not in again.out


def test_several_issues_go_into_a_folder(tmp_path: Path) -> None:
    one = zbtools("review", EXAMPLES, "-o", tmp_path / "all.html")
    assert (one.code, (tmp_path / "all.html").exists()) == (2, False)
    assert "a review page shows one issue, and there are 9" in one.said
    assert zbtools("review", EXAMPLES, "-o", f"{tmp_path}/pages/").code == 0
    names = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert len(names) == 9
    assert "2023-04-18-滨江日报-02.html" in names


def test_an_image_is_put_into_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(PNG)
    assert b"data:image/png;base64,iVBORw0KGgo" in zbtools("review", DUMP, "--image", tmp_path / "page.png").out


IMAGES = {
    "missing.png": (None, 3, "No such file"),
    "text.png": (b"text", 3, "no image that a browser shows"),
}


@pytest.mark.parametrize("name", IMAGES)
def test_what_is_no_image_is_said(tmp_path: Path, name: str) -> None:
    content, code, message = IMAGES[name]
    if content:
        (tmp_path / name).write_bytes(content)
    ending = zbtools("review", DUMP, "--image", tmp_path / name, "-o", tmp_path / "a.html")
    assert (ending.code, (tmp_path / "a.html").exists()) == (code, False)
    assert message in ending.said


def test_more_images_than_pages_are_too_many(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(PNG)
    twice = ("--image", tmp_path / "page.png") * 2
    assert zbtools("review", DUMP, *twice).code == 2


@pytest.mark.parametrize(
    ("option", "message"),
    [(("--no-provenance",), "is without provenance"), (("--script", "traditional"), "has other words than its dump")],
)
def test_records_that_lost_their_places_are_not_shown_in_part(option: tuple[str, ...], message: str) -> None:
    records = zbtools("run", DUMP, *option).out
    if option[0] == "--script":
        records = records.replace("水庫".encode(), "水水庫".encode())
    ending = zbtools("review", stdin=records)
    assert (ending.code, ending.out) == (3, b"")
    assert message in ending.said


# --- the server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(lambda takes: f"<p>{takes}", str(tmp_path / "saved.json")) as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


GOOD = '{"schema": "zbtools-corrections/1", "corrections": []}'


def ask(server: Server, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(*server.server_address[:2])  # type: ignore[arg-type]
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_the_page_is_served_to_who_knows_the_token(server: Server) -> None:
    assert ask(server, "GET", f"/{server.token}/") == (200, f"<p>{server.takes}")
    assert ask(server, "GET", "/")[0] == 404
    assert ask(server, "GET", f"/{'x' * len(server.token)}/")[0] == 404
    assert ask(server, "GET", f"/{server.token}/", Host="evil.example")[0] == 404


@pytest.mark.parametrize(
    ("body", "origin", "code"),
    [(GOOD, None, 204), (GOOD, "http://evil.example", 403), ("{}", None, 400), ("{", None, 400)],
)
def test_only_corrections_from_the_page_itself_are_written(
    server: Server, body: str, origin: str | None, code: int
) -> None:
    assert ask(server, "POST", server.takes, body, Origin=origin or server.origin)[0] == code
    assert Path(server.path).exists() is (code == 204)
    if code == 204:
        assert Path(server.path).read_text("utf-8") == GOOD
