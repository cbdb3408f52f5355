"""Invented stories for archives: as many as a test wants, each unlike the others, and what becomes of them."""

from __future__ import annotations

import json
import random

PLACES = ["滨江", "南湾", "青石", "松岭", "北渡", "柳塘", "云浦", "石桥", "东堤", "梅坞", "竹溪", "沙洲"]
PEOPLE = ["周一苇", "林下风", "沈鹿鸣", "许湾生", "方洲平", "何渡秋", "江晚舟", "陆青禾", "白石岩", "秦小满"]
DEEDS = [
    "修好了渡口的栈桥",
    "栽下了成片的柳树",
    "办起了夜间的书屋",
    "清走了河底的淤泥",
    "开通了山里的公交",
    "翻修了旧日的戏台",
]
WHEN = ["清晨", "午后", "傍晚", "入夜", "雨后", "霜降前", "汛期里", "开学时"]
VIEWS = [
    "老人说往年这时候水位要低得多",
    "孩子们把写好的信投进门口的铁箱",
    "店主打算把铺面再往外挪半丈",
    "值守的人每两个钟头上报一次",
    "过路的司机放慢了车速看热闹",
    "村里的账目贴在祠堂的白墙上",
    "修船的师傅收了两个外乡徒弟",
    "茶棚里的灯一直亮到天明",
]


def story(number: int) -> str:
    """Return the story of that number, some 200 characters."""
    rng = random.Random(number)
    sentences = []
    for _ in range(9):
        parts = rng.choice(WHEN), rng.choice(PLACES), rng.choice(PEOPLE), rng.choice(DEEDS), rng.choice(VIEWS)
        sentences.append(f"{parts[0]}，{parts[1]}的{parts[2]}{parts[3]}，{parts[4]}，共{rng.randint(3, 999)}户。")
    return "".join(sentences)


def damaged(text: str, every: int, seed: int) -> str:
    """Return `text` with about one of `every` characters replaced by one that nobody prints there."""
    rng = random.Random(seed)
    return "".join(rng.choice("鹩鸲髁黾齑龛麇黥") if rng.random() * every < 1 else character for character in text)


def record(id: str, text: str, **more: object) -> dict[str, object]:
    """Return a plain article record."""
    return {
        "kind": "article",
        "schema": "zbtools/1",
        "id": id,
        "pages": [],
        "body": [{"kind": "paragraph", "text": text}],
        **more,
    }


def lines(*records: dict[str, object]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()


def archive(count: int) -> list[dict[str, object]]:
    """Return records of `count` stories, of which some are there again: as they are, damaged, in part, with changes."""
    records = []
    for number in range(count):
        text = story(number)
        copies = [text]
        if number % 4 == 1:
            copies += [damaged(text, 25, seed) for seed in range(number % 3 + 1)]
        if number % 5 == 2:
            copies += [text, text[40:170]]
        if number % 7 == 3:
            copies.append(story(number + 1000)[:60] + text[60:])
        day = f"2021-03-{number % 27 + 1:02}"
        records += [
            record(f"{number}-{copy}", body, paper=PLACES[copy % 12] + "日报", date=day)
            for copy, body in enumerate(copies)
        ]
    # One story that everybody prints.
    records += [record(f"wire-{copy}", damaged(story(5000), 60, copy), date="2021-03-05") for copy in range(30)]
    random.Random(count).shuffle(records)
    return records
