"""The markers of stories that go on in another page (下转) or come from one (上接)."""

from __future__ import annotations

from random import Random

from benchmarks.synthesise.numerals import chinese

ONWARD = {
    "common": ("（下转{}）", "(下转{})", "▶下转{}", "**▶▶下转{}**"),
    "rare": (
        "▶▶下转{}",
        "→下转{}",
        "【下转{}】",
        "下转{}",
        "（下转{}①）",
        "（转{}）",
        "（未完，下转{}）",
        ">>下转{}",
        "（下转{}《{title}》）",
    ),
    "old": ("（下转{}）", "（转{}）", "(下转{})", "〔下转{}〕", "（未完）", "（下接{}）"),
    "traditional": ("（下轉{}）", "（文轉{}）", "【下轉{}】", "（下文轉入{}）", "〔下接{}〕", "▶下轉{}"),
}
BACKWARD = {
    "common": ("（上接{}）", "(上接{})", "（紧接{}）", "▲上接{}", "◀上接{}"),
    "rare": (
        "◀◀上接{}",
        "←上接{}",
        "【上接{}】",
        "上接{}",
        "（上接{}①）",
        "（接{}）",
        "<<上接{}",
        "（上接{}《{title}》）",
    ),
    "old": ("（上接{}）", "（接{}）", "(上接{})", "〔上接{}〕", "（续{}）", "（接上）"),
    "traditional": ("（上接{}）", "（續{}）", "【上接{}】", "〔上接{}〕", "◀上接{}", "（緊接{}）"),
}
SHORT_TITLE = 10


def page_name(number: int, style: str) -> str:
    """How a paper writes the number of a page.

    >>> [page_name(2, style) for style in ("plain", "padded", "letter", "words")]
    ['2版', '02版', 'A2版', '第二版']
    """
    if style == "words":
        return f"第{chinese(number)}版"
    return {"plain": f"{number}版", "padded": f"{number:02}版", "letter": f"A{number}版"}[style]


def onward(number: int, pages: str, kind: str, title: str, rng: Random) -> str:
    """The marker at the end of a text that goes on in page `number`."""
    return rng.choice(ONWARD[kind]).format(page_name(number, pages), title=title[:SHORT_TITLE])


def backward(number: int, pages: str, kind: str, title: str, rng: Random) -> str:
    """The marker before a text that comes from page `number`."""
    return rng.choice(BACKWARD[kind]).format(page_name(number, pages), title=title[:SHORT_TITLE])
