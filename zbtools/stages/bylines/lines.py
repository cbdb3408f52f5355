"""Bylines that are a line of their own."""

from __future__ import annotations

import re
from functools import cache

from zbtools.language.names import read_names
from zbtools.model import Byline
from zbtools.patterns import Pattern
from zbtools.rules.bylines.parts import BULLETS
from zbtools.rules.bylines.roles import ROLE
from zbtools.rules.bylines.signatures import AUTHOR_NAMED, BULLET_NAMES, OUTLET_NAME, SPEAKER
from zbtools.rules.own import OwnRules
from zbtools.stages.bylines.captions import read_agency
from zbtools.stages.bylines.credits import party, read_credits, without_brackets
from zbtools.stages.bylines.ends import find_tail
from zbtools.stages.bylines.found import CLOSE, LINE, OPEN, PROSE_END, REACH, FoundByline, credited
from zbtools.stages.bylines.heads import find_head, may_be_head
from zbtools.stages.bylines.posts import Read, read_author, read_unnamed

# Some of these stand in every byline of a line of its own; most titles and subheadings have none of them.
_CUES = (
    "讯员 訊員 习生 習生 派员 派員 论员 論員 察员 察員 研组 研組 编辑部 編輯部 评论部 摄 攝 供图 供圖 制图 製圖 绘图 "
    "图文 圖文 文图 图/ 图： 图: 图| 图｜ 圖 文/ 文： 文: 文| 文｜ 来源 來源 译 譯 整理 采写 採寫 报道 報道 報導 "
    "作者 撰 供稿 社发 社發 执笔 執筆 影像 视觉 視覺 资料 資料 有贡献 笔者 口述 转自 摘编 报| 報| 报｜ 報｜ ／ /文 "
    "/图 文· 图· 圖· 著 本报综 本報綜"
)
# Words of prose as well, unless more stands beside them: 记忆, 电力, 组织, 提供指导.
_CUES_IN_PLACE = Pattern(r"[记記]\s?者|[电電讯訊](?:[据據]|(?![一-鿿]))|提供(?!\w)|组.{0,3}$|(?<=\w)\s[文图](?:\s|$)")
_LINE_BULLETS = frozenset(f"{BULLETS}口|｜·•")


def find_line(text: str, own: OwnRules) -> FoundByline | None:
    """Return the byline that the whole line `text` is, or None."""
    line = text.strip()
    if SPEAKER.search(line):
        return None
    found = _whole_head(line, own) or _whole_tail(line, own) or _signature(line, own)
    if found is None:
        return None
    start = text.index(line)
    return found.worded(line)._replace(start=start, end=start + len(line))


def may_be_line(text: str, own: OwnRules) -> bool:
    """Cheap, and False on most lines: a byline is short or in brackets, ends like one, and has a cue."""
    if len(text) > LINE and (len(text) > REACH or text.rstrip()[-1:] not in CLOSE):
        return False
    line = text.strip()
    if not line or line[-1] in PROSE_END:
        return False
    return line[0] in OPEN or line[0] in _LINE_BULLETS or _has_cue(line) or own.names_role(line)


def _has_cue(line: str) -> bool:
    return _cue().search(line) is not None or _CUES_IN_PLACE.search(line) is not None


@cache
def _cue() -> re.Pattern[str]:
    """Any of the cues; for one of many words, `re` takes a quarter of the time of `regex`."""
    return re.compile("|".join(map(re.escape, _CUES.split())))


def _whole_head(line: str, own: OwnRules) -> FoundByline | None:
    found = find_head(line, own) if may_be_head(line, own) else None
    return found if found and found.end == len(line) else None


def _whole_tail(line: str, own: OwnRules) -> FoundByline | None:
    found = find_tail(line, own) if line[-1] in CLOSE and line[0] in OPEN else None
    return found if found and found.start == 0 else None


def _signature(line: str, own: OwnRules) -> FoundByline | None:
    """Read a line that is all roles and names."""
    for read in (read_author, _roles, _lone_names, read_unnamed, _agency):
        result = read(line, own)
        if result is not None:
            return FoundByline(0, len(line), *result)
    return None


def _roles(line: str, own: OwnRules) -> Read | None:
    credits = read_credits(without_brackets(line), strict=True, own=own)
    return (credited(line, credits), ROLE.code) if credits else None


def _lone_names(line: str, _: OwnRules) -> Read | None:
    """A name that a key, a bullet or an outlet with a bar announces."""
    for rule in (AUTHOR_NAMED, OUTLET_NAME, BULLET_NAMES):
        match = rule.search(line)
        names = read_names(match["people"], "not" if rule is BULLET_NAMES else "clearly") if match else None
        if match and names:
            people = tuple(party(name, match.get("role")) for name in names.names)
            byline = Byline(line, match.get("outlet"), "署名", people=people, ambiguous=names.ambiguous)
            return byline, rule.code
    return None


def _agency(line: str, _: OwnRules) -> Read | None:
    found = read_agency(line)
    return (found.byline, found.rule) if found and found.start == 0 else None
