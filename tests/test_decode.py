"""From bytes to text: encodings that find themselves, and what is said of bytes that are no text."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.errors import InputError
from zbtools.stages import decode as decoding
from zbtools.stages.decode import decode, gunzip

SIMPLIFIED = "滨江日报讯(记者周一苇) 昨天上午,新建的江心洲大桥通车,市民从两岸步行过桥。\n" * 3
TRADITIONAL = "【本報訊】記者林小舟報導，海東市議會昨日開會，議員對明年的預算提出多項問題。\n" * 3
CANTONESE = "佢哋話間舖頭嘅嘢好平，啲街坊日日都嚟幫襯，唔使行咁遠，喺樓下就買到餸。\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "cp950", "cp950"),
        (TRADITIONAL + CANTONESE, "big5hkscs", "big5hkscs"),
        (TRADITIONAL + "①會議", "big5hkscs", "big5hkscs"),
        ("# <p align=center>" * 300 + TRADITIONAL, "cp950", "cp950"),
        ("plain ASCII", "ascii", "utf-8"),
        ("江", "gbk", "gb18030"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_encodings_find_themselves(text: str, written: str, found: str) -> None:
    data = text.encode(written)
    assert decode(data, "page.txt") == (text, found)
    assert data.decode(found) == text, "the name alone gives back the text: offsets hold for whoever decodes it so"


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_of_either_byte_order_by_its_mark(order: str) -> None:
    assert decode(("\ufeff" + SIMPLIFIED).encode(order), "page.txt") == (SIMPLIFIED, "utf-16")


@pytest.mark.parametrize(
    ("written", "said", "found"),
    [
        ("utf-16-le", "utf-16-le", "utf-16-le"),
        ("utf-8-sig", "UTF8", "utf-8-sig"),
        ("utf-16", "utf-16le", "utf-16"),
        ("gb18030", "GB2312", "gb18030"),
        ("gb18030", " gbk ", "gb18030"),
        ("big5hkscs", "Big5", "cp950"),
        ("big5hkscs", "big5_hkscs", "big5-hkscs"),
    ],
)
def test_what_the_user_says_is_believed(written: str, said: str, found: str) -> None:
    text = "滨江日报" if "big5" not in written else "海東日報"
    assert decode(text.encode(written), "page.txt", said) == (text, found)


def test_a_mark_is_no_text_in_gb18030_either() -> None:
    assert decode("\ufeff滨江日报".encode("gb18030"), "page.txt", "gb18030") == ("滨江日报", "gb18030")


def broken(text: str, encoding: str, bad: bytes, at: int) -> bytes:
    data = text.encode(encoding)
    return data[:at] + bad + data[at:]


@pytest.mark.parametrize(
    ("data", "said", "message"),
    [
        (broken(SIMPLIFIED, "utf-8", b"\xff", 6), None, "not valid UTF-8 at byte 6"),
        (SIMPLIFIED.encode()[:-2], None, f"not valid UTF-8 at byte {len(SIMPLIFIED.encode()) - 4}"),
        (broken(SIMPLIFIED, "gb18030", b"\xff", 8), None, "not valid GB18030 at byte 8"),
        (broken(TRADITIONAL, "cp950", b"\xff", 8), None, "not valid BIG5HKSCS at byte 8"),
        (broken(SIMPLIFIED, "utf-16", b"\x00\xd8", 4), None, "not valid UTF-16 at byte 4"),
        (("江\ud83d心" + SIMPLIFIED).encode("utf-8", "surrogatepass"), None, "not valid UTF-8 at byte 3"),
        (SIMPLIFIED.encode("gbk"), "utf-8", "not valid UTF-8 at byte 0"),
        ("江\ud83d心".encode("utf-16-le", "surrogatepass"), "utf-16-le", "not valid UTF-16-LE at byte 2"),
        (b"+2D0-", "utf-7", "half a surrogate pair (U+D83D) at character 0"),
        (SIMPLIFIED.encode(), "klingon", "unknown encoding 'klingon'"),
        (SIMPLIFIED.encode(), "rot13", "unknown encoding 'rot13'"),
        (SIMPLIFIED.encode(), "a\0b", "unknown encoding"),
        (b"abc\x00def", None, "a NUL byte at byte 3"),
        (SIMPLIFIED.encode("utf-16-le"), None, "a NUL byte"),
        (b"\x01\x02\x03abc" * 20, None, "control characters"),
        (b"%PDF-1.7\n", None, "a PDF file, not text"),
        (b"\x89PNG\r\n\x1a\n", None, "a PNG picture, not text"),
        (bytes(range(128, 256)) * 8, None, "not readable as UTF-8, UTF-16, GB18030 or Big5"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(data: bytes, said: str | None, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "page.txt", said)
    assert str(caught.value).startswith("page.txt: ")
    assert message in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "big5hkscs"])
@pytest.mark.parametrize("bad", [1, 3, 6])
def test_a_few_bad_bytes_do_not_hide_the_encoding(encoding: str, bad: int) -> None:
    data = bytearray(TRADITIONAL.encode(encoding) * 3)
    for place in range(bad):
        data[30 + 50 * place] = 0xFF
    with pytest.raises(InputError, match=f"not valid ({encoding.upper()}|BIG5HKSCS) at byte (28|29|30)"):
        decode(bytes(data), "page.txt")


def test_damaged_utf8_is_not_taken_for_gb18030_which_can_read_nearly_anything() -> None:
    with pytest.raises(InputError, match="not valid UTF-8 at byte 21"):
        decode("江心洲大桥通车昨天".encode()[:-4] + b"a", "page.txt")


def read(data: bytes) -> tuple[str, str] | InputError:
    try:
        return decode(data, "page.txt")
    except InputError as error:
        return error


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    found = read(data)
    assert isinstance(found, InputError) or data.decode(found[1]).removeprefix("\ufeff") == found[0]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert read(("。" + text).encode()) == ("。" + text, "utf-8")


def test_gunzip_goes_by_the_first_bytes() -> None:
    packed = gzip.compress(SIMPLIFIED.encode())
    assert gunzip(packed, "page.txt") == SIMPLIFIED.encode()
    assert gunzip(packed + packed, "page.txt") == SIMPLIFIED.encode() * 2
    assert gunzip(SIMPLIFIED.encode(), "page.gz") == SIMPLIFIED.encode()


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:12] + b"\xff" * 9 + data[21:]])
def test_damaged_gzip_is_an_input_error(spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=r"page\.gz: damaged gzip data"):
        gunzip(spoil(gzip.compress(SIMPLIFIED.encode())), "page.gz")


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "UNPACKED_LIMIT", 1 << 20)
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        gunzip(gzip.compress(bytes(2 << 20)), "bomb.gz")
