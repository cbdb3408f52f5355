"""What kind of byline a role, key or verb makes."""

from __future__ import annotations

from zbtools.language.variants import evened

# Form -> the words for it.
_WORDS = {
    "摄": "摄 摄影 图片摄影 翻拍 翻摄",
    "图": "图 图片",
    "文": "文 文字 撰文",
    "图文": "图/文 文/图 摄/图 图/摄 图·文 文·图 图文 文图 图、文 文、图 摄影图文 文/摄 文/摄影 摄/文 报道/摄影",
    "供图": "供图 提供 图片由 图片来源",
    "制图": "制图 绘图",
    "编译": "编译 编译整理 编译者",
    "译": "译 翻译 译者",
    "整理": "整理 记录 采访整理 参与采访整理 书面采访整理",
    "摄影报道": "摄影报道 摄影报导 图文报道",
    "来源": "来源 数据来源 资料来源 稿件来源 文章来源",
    "报道": "报道 报导 联合报道 综合报道 独家报道 独家报导 特别报道",
    "采写": "采写 集体采写 参与采写 参与报道 采访 参与采访 书面采访",
    "供稿": "供稿",
    "口述": "口述",
    "署名": "著",
    "综合": "综合 综合整理",
    "贡献": "对本文有贡献 对本文亦有贡献 对本文也有贡献 对本文均有贡献",
    "评论员": "评论员 特约评论员",
    "调研组": "调研组",
    "观察员": "观察员 特约观察员",
}
_FORMS = {word: form for form, words in _WORDS.items() for word in words.split()}
# These name what was signed when nobody is named: 本报评论员.
BARE_FORMS = frozenset({"评论员", "调研组", "观察员"})


def form_of(words: str) -> str | None:
    """Return the form that a role, key or verb makes, or None when it makes none of its own.

    >>> form_of("攝影"), form_of("圖／文"), form_of("全媒体记者")
    ('摄', '图文', None)
    """
    return _FORMS.get(plain(words))


def plain(words: str) -> str:
    """Return `words` without spaces, in simplified characters, with 报道 spelt one way.

    >>> plain("專 電"), plain("報導")
    ('专电', '报道')
    """
    return "".join(evened(words).split()).replace("报导", "报道")
