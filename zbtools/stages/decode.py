"""Decoding: the text of a dump, and the encoding that it was in, from its bytes."""

from __future__ import annotations

import io
import re

from zbtools.errors import InputError
from zbtools.language.characters import han_count

GZIP = b"\x1f\x8b"
UNPACKED_LIMIT = 1 << 28
"""Bytes: the most that one packed dump may unpack to. A page has a few thousand; this many are a trap or a mistake."""

SAMPLE = 4096
"""Bytes looked at to tell legacy encodings apart; 200 decide right every time, measured on pages with bad bytes."""

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    # Before UTF-16: the mark of UTF-32 begins with that of UTF-16.
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}

OTHER_FILES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"SQLite format 3": "an SQLite database",
}
ZIP, TAR, TAR_AT = b"PK\x03\x04", b"ustar", 257

LEGACY = ("gb18030", "cp950", "big5hkscs")
"""What Chinese text was written in before UTF-8, plainest first: of equal scores the first wins. GB18030 contains GBK
and GB 2312; cp950 is Big5 as Windows writes it, big5hkscs as Hong Kong does."""

SAID_TO_BE = {"gb2312": "gb18030", "euc-cn": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big-5": "big5"}
"""Names that people use for the larger set, as web browsers read them; Python's gb2312 takes · and — for ・ and ―."""

COMMON = frozenset(
    "，。、；：？！“”「」『』《》（）　·—…０１２３４５６７８９"
    "的国一中人在和大有业了发是作不工生为全要会年情新家地力上动时民对出实行展成来到能区个进部产防我化方以建重经等多日体务"
    "学保同政员理市这加开面用们关现法制主社心合高月提定好强前长公分就党平度治者医通下机控过持与共安应资各村设自企本复推记"
    "于小基护更入气量文水点场也组将济近得后天系事物当间信院目可着服科性他期总说农线报表里活代从任万北利支向决最外门运正项"
    "特电次数子统立内书之增导技施起管及位都调联题道程供相风还明省第领三研问众解习病台群规队深做口示际其式流专象求山局路两"
    "責議難種據續國業發為會動時對實來區個進產經體務學員這開們關現強長黨醫機過與應資設復記於護氣點場組將濟後當間著總說農線"
    "報裡從萬決門運項電數統內書導調聯題風還領問眾習臺規隊際專兩標車勢監選舉願歲處級華環辦義衛廣帶協術結準計傳確網態幹預並"
    "她你那已把被去很樂話讀寫見親觀變讓給誰嗎吧呢嘅咗喺啲唔佢哋係東馬魚鳥語龍龙东见话给让变"
)
"""The commonest characters of newspapers in both scripts, their punctuation, and the particles of Cantonese: half of
all text. Bytes read in a wrong encoding give characters from all over the table, hardly ever these."""

SOUND_UTF8 = 2
"""What any Chinese character found in UTF-8 scores: three bytes that fit together by chance are rarer than a common
character, and a damaged line of UTF-8 must not pass for GB18030, which can read nearly anything."""

REPLACEMENT_COST = 3
"""Common characters that one undecodable byte outweighs: a wrong encoding fails every few bytes, the right one seldom.
Where the bad bytes win, in every reading, the bytes are no text that we know: so it is with random ones."""

BINARY = 0.05
"""Share of control characters in the sample above which the bytes are no text at all."""

_CONTROL = bytes(byte for byte in [*range(0x20), 0x7F] if byte not in b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")
# Classes of rare characters take milliseconds to compile: these are compiled when first needed, by `re` itself.
# Bytes C6A1 to C7FC: cp950 has kana and Cyrillic there; who writes Chinese has ① and 々 there.
_MISREAD_CP950 = "[ぁ-ゖゝ-ヺヽヾ々ЁА-яё]"
_SURROGATE = "[\ud800-\udfff]"
_HIGH = re.compile(rb"[\x80-\xff]")


def gunzip(data: bytes, name: str) -> bytes:
    """Return `data` unpacked if its first bytes say that it is gzip, else as it is.

    Raises InputError if it is damaged, cut short, or unpacks to more than UNPACKED_LIMIT bytes.
    """
    if not data.startswith(GZIP):
        return data
    import gzip
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(UNPACKED_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name}: damaged gzip data: {error}", "fetch or pack the file again") from error
    if len(unpacked) > UNPACKED_LIMIT:
        raise InputError(f"{name}: unpacks to more than {UNPACKED_LIMIT >> 20} MB", "unpack and divide it first")
    return unpacked


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of `data` without byte-order mark, and the Python name of its encoding.

    `encoding` is taken at its word; without it, a byte-order mark decides, then strict UTF-8, then the likeliest of
    the legacy encodings. Nothing is repaired: raises InputError, with the byte where reading failed.

    >>> decode("滨江日报".encode("gb18030"), "page.txt")
    ('滨江日报', 'gb18030')
    """
    if encoding is not None:
        return _decode_as(data, name, encoding.strip().lower().replace("_", "-"))
    mark = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if mark is not None:
        return _strict(data, name, BYTE_ORDER_MARKS[mark])
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(data, name, _guess(data, name))


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Decode as the user said; a byte-order mark that goes with what was said is still no part of the text."""
    for mark, marked in BYTE_ORDER_MARKS.items():
        if data.startswith(mark) and marked.removesuffix("-sig") == _family(encoding):
            return _strict(data, name, marked)
    encoding = SAID_TO_BE.get(encoding, encoding)
    return _strict(data, name, _kind_of_big5(data) if encoding == "big5" else encoding)


def _family(encoding: str) -> str:
    """Return utf-8 for utf8 and utf-8-sig, utf-16 for utf-16le; any other name as it is."""
    match = re.match("utf-?(8|16|32)", encoding)
    return f"utf-{match[1]}" if match else encoding


def _strict(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Decode all of `data` or raise an InputError that names the first byte that cannot be decoded."""
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"{name}: not valid {encoding.upper()} at byte {error.start}"
        hint = f"repair the file, or pass --encoding if it is not {encoding.upper()}"
        raise InputError(message, hint) from error
    except (LookupError, ValueError) as error:
        hint = "pass --encoding with utf-8, utf-16, gb18030, big5, big5hkscs or another that Python knows"
        raise InputError(f"{name}: unknown encoding {encoding!r}", hint) from error
    _refuse_surrogates(text, name)
    return text, encoding


def _refuse_surrogates(text: str, name: str) -> None:
    """Raise InputError at half a surrogate pair, which the laxer encodings let through and none can write."""
    half = re.search(_SURROGATE, text)
    if half is not None:
        message = f"{name}: half a surrogate pair (U+{ord(half[0]):04X}) at character {half.start()}"
        raise InputError(message, "write the file again as UTF-8; half a pair is no character")


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError if `data` is another kind of file, holds a NUL byte or many control characters."""
    hint = "give the text that an OCR or vision-language reader made of the page"
    if data.startswith(ZIP) or data.startswith(TAR, TAR_AT):
        hint = "`zbtools run ARCHIVE -o FOLDER/` reads the pages in a .zip or .tar file"
        raise InputError(f"{name}: an archive or an Office document, not text", hint)
    for magic, what in OTHER_FILES.items():
        if data.startswith(magic):
            raise InputError(f"{name}: {what}, not text", hint)
    nul = data.find(0)
    if nul >= 0:
        hint += ", or pass --encoding utf-16-le if it is UTF-16"
        raise InputError(f"{name}: binary data, with a NUL byte at byte {nul}", hint)
    sample = data[:SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > BINARY * len(sample):
        raise InputError(f"{name}: binary data, full of control characters", hint)


def _guess(data: bytes, name: str) -> str:
    """Return the likeliest encoding of bytes that are not valid UTF-8, which may be UTF-8 with bytes gone bad."""
    sample = _sample(data)
    readings = {encoding: sample.decode(encoding, "replace") for encoding in ("utf-8", *LEGACY)}
    scores = {encoding: _score(reading) for encoding, reading in readings.items()}
    scores["utf-8"] += SOUND_UTF8 * han_count(readings["utf-8"])
    best = max(scores, key=scores.__getitem__)
    if scores[best] < 0:
        message = f"{name}: not readable as UTF-8, UTF-16, GB18030 or Big5 near byte {_first_high(data)}"
        raise InputError(message, "pass --encoding if it is text in another encoding")
    return _kind_of_big5(data) if best in ("cp950", "big5hkscs") else best


def _kind_of_big5(data: bytes) -> str:
    """Return the one of the two that reads all of `data`; they differ in little else, so a sample cannot tell."""
    try:
        return "big5hkscs" if re.search(_MISREAD_CP950, data.decode("cp950")) else "cp950"
    except UnicodeDecodeError:
        return "big5hkscs"


def _sample(data: bytes) -> bytes:
    """Return SAMPLE bytes from the first that is not ASCII: markup says nothing, and a character begins there."""
    start = _first_high(data)
    return data[start : start + SAMPLE]


def _first_high(data: bytes) -> int:
    high = _HIGH.search(data)
    return high.start() if high else 0


def _score(text: str) -> int:
    return sum(map(COMMON.__contains__, text)) - REPLACEMENT_COST * text.count("\ufffd")
