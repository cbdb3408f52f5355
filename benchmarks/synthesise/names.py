"""Invented names of persons, places and papers, built from tables: nobody in the pages made here is real."""

from __future__ import annotations

from random import Random

from benchmarks.synthesise.chance import flip, words

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方"
    "邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)
DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫")
GIVEN = (
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超兰霞平刚桂英华玉萍红建文辉力永健世广志义兴良海山仁波宁贵福生元全国胜学祥才发武新利清飞彬富顺信子"
    "昌成光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克"
    "伦翔旭鹏泽晨辰士以家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘秀慧巧美淑惠珠翠雅芝春菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍"
    "苇满若小一可晓雨"
)
CITIES = words("北京 上海 广州 武汉 成都 西安 南京 长沙 济南 沈阳 合肥 福州 昆明 兰州 郑州 杭州")
TAIWAN_CITIES = words("台北 高雄 台中 台南 花莲 屏东 嘉义 新竹 宜兰 基隆 桃园 云林")
INVENTED_PLACES = words("滨江 临溪 白石 青河 南浦 东岭 云川 松湖 安渡 海陵 柳塘 金沙坪 长堤 望山 北镇 永泉 石桥 梅岭")
PAPER_KINDS = words("日报 晚报 早报 晨报 商报 都市报 青年报 时报 快报 新报")


def person(rng: Random, spaced: bool = False) -> str:
    """An invented name of two or three characters, seldom four; `spaced`: short names are set with a space.

    >>> len(person(Random(1))) in (2, 3, 4)
    True
    """
    surname = rng.choice(DOUBLE_SURNAMES) if flip(rng, 0.015) else rng.choice(SURNAMES)
    given = "".join(rng.choices(GIVEN, k=1 if flip(rng, 0.3) else 2))
    gap = rng.choice((" ", "　", "  ")) if spaced and len(surname + given) == 2 else ""
    return surname + gap + given


def people(rng: Random, separator: str, most: int = 3) -> str:
    """One name or some, set off by the separator."""
    number = min(most, rng.choice((1, 1, 1, 2, 2, 3, 4)))
    spaced = flip(rng, 0.3)
    return separator.join(person(rng, spaced) for _ in range(number))


def place(rng: Random) -> str:
    """A town: a real city, or an invented one."""
    return rng.choice(CITIES if flip(rng, 0.5) else INVENTED_PLACES)


def paper(rng: Random) -> str:
    """An invented paper."""
    return rng.choice(INVENTED_PLACES)[:2] + rng.choice(PAPER_KINDS)
