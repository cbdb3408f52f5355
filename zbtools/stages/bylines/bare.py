"""The names of writers that stand alone below a title, as essays and poems have it: what they must look like.

A name of two or three characters looks like a heading or a place; whoever asks must know that a title stands above it
and prose below.
"""

from __future__ import annotations

from zbtools.language.names import is_word, read_names
from zbtools.language.places import is_place
from zbtools.language.surnames import GIVEN_CHARACTERS
from zbtools.language.variants import simplified
from zbtools.model import Byline, Person
from zbtools.rules.bylines.signatures import BARE_NAME
from zbtools.stages.bylines.found import FoundByline

# Given names seldom end in these, headings and the names of places do.
_NO_GIVEN_NAME = frozenset(
    "镇村区县市省州乡湾滩江河湖岸桥路街巷门岛沟寨堡屯庄里店铺岭坡塘港坝关口洲浦园馆站厂记志传歌曲诗颂赋赞节日事"
    "花树草鸟鱼雨雪风水火帽器机法论说谈见行篇话书画展季年人们家式词史表藤来了你葵前后虫员轴感宴楼塔寺庙宫殿亭"
)
# A name of two characters is too like a word, unless a space is set inside it.
_PLAIN = 3
# Tunes, plants and pictures that read like names.
_NO_NAMES = frozenset(["江城子", "满江红", "沁园春", "全家福", "万年青", "何首乌", "康乃馨", "白毛女"])


def _is_heading(name: str, spaced: bool) -> bool:
    """Whether the end of `name` is that of a heading; one `spaced` as names are may end in what given names end in."""
    return name[-1] in _NO_GIVEN_NAME and not (spaced and simplified(name[-1]) in GIVEN_CHARACTERS)


def _is_other(name: str) -> bool:
    return is_place(name) or is_word(name) or name in _NO_NAMES


def bare_name(text: str) -> FoundByline | None:
    """Return the byline that the line `text` is if it is nothing but a person's name, or some names, or None.

    >>> bare_name("周一苇") is not None, bare_name("白石滩") is None, bare_name("顾　南").byline.people[0].name
    (True, True, '顾南')
    >>> [person.name for person in bare_name("周一苇 顾　南").byline.people]
    ['周一苇', '顾南']
    """
    line = text.strip()
    names = read_names(line, "not") if BARE_NAME.search(line) else None
    if names is None or names.ambiguous or any(_is_other(name) for name in names.names):
        return None
    spaced = {name: name not in line for name in names.names}
    if any(_is_heading(name, spaced[name]) or not (spaced[name] or len(name) >= _PLAIN) for name in names.names):
        return None
    return FoundByline(0, len(text), Byline(line, None, "署名", people=tuple(map(Person, names.names))), BARE_NAME.code)
