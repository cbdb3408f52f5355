"""Offices that sign in place of persons: a weather bureau gives a picture, the press office of a ministry a report."""

from __future__ import annotations

from functools import cache

from zbtools.language.glued import is_person
from zbtools.language.variants import simplified

_ENDS = (
    "局 社 中心 台 办 办公室 署 委 委会 委员会 公司 学院 大学 部 院 处 厅 站 网 所 队 团 协会 组 科 馆 集团 报 政府 "
    "传媒 视觉 银行 医院 学校 中学 小学 街道 社区 园区 景区 管委会 编辑部 公安 交警 消防 税务 供电 检察 海关 "
    "城管 气象 应急 发布"
)
# Abbreviated provinces and cities that open the pen name of an office: 穗卫健宣 is the health office of Guangzhou.
_REGIONS = frozenset(
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼穗深莞佛杭甬蓉汉郑济宛洛锡昆通汕珠惠滨江市县省区州"
)
_PROPAGANDA = frozenset("宣轩萱讯")
# And the departments in such a pen name; one that is made of these and of regions alone is an office: 城关, 团市委.
_DEPARTMENTS = frozenset(
    "城关交警卫健医公检法税宣政教文旅农林水气象民社消防应急电烟路环保团妇联工信发改财审统计纪监组残司网管委办"
)
_PARTS_OF_OFFICES = _REGIONS | _DEPARTMENTS
_LONGEST_PEN_NAME = 6


def is_pen_name(word: str) -> bool:
    """Say whether `word` is what an office signs with: the region first, 宣 for its press at the end.

    >>> is_pen_name("穗卫健宣"), is_pen_name("滨江市气象局")
    (True, False)
    """
    key = simplified(word)
    return 3 <= len(key) <= _LONGEST_PEN_NAME and key[0] in _REGIONS and key[-1] in _PROPAGANDA


def is_office(word: str) -> bool:
    """Say whether `word` names an office rather than a person.

    >>> is_office("穗卫健宣"), is_office("城关"), is_office("滨江市气象局"), is_office("周一苇")
    (True, True, True, False)
    """
    key = simplified(word)
    if is_pen_name(key):
        return True
    if 2 <= len(key) <= _LONGEST_PEN_NAME and _PARTS_OF_OFFICES.issuperset(key) and not is_person(key):
        return True
    return len(key) >= 4 and key.endswith(_ends())


@cache
def _ends() -> tuple[str, ...]:
    return tuple(_ENDS.split())
