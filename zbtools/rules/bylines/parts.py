"""Pieces that the patterns of bylines share. All are for evened text: one script, half-width marks.

Every repetition is bounded, and patterns are tried on a window of a text: none can be slow. Each piece costs when it
is compiled, about 30 microseconds a word, so words stand here only if a byline was seen with them.
"""

from __future__ import annotations

from zbtools.language.days import RHYMES

OWN = r"本[报刊网台社站]"
# 台 alone ends no outlet: 本报台北电 is no 本报台. The last character is looked at first, which is quick.
_OUTLET_END = (
    r"[报社网刊志台闻端线心体媒布视](?<=[报社网刊]|杂志|电视?台|[央卫]视|新闻|客户端|在线|中心|融媒体?|传媒|发布)"
)
OUTLET = rf"(?:{OWN}|[\p{{Han}}A-Z·/]{{0,14}}(?:{_OUTLET_END}|(?<=报)全媒体?))"
# Outlets that are known at sight; any other must begin a word, or the names before it would be taken for a part of it.
KNOWN_OUTLET = rf"(?:《[^《》]{{2,12}}》|{OWN}|(?:新华|中央|中新)社)"
OTHER_OUTLET = rf"(?<![\p{{Han}}A-Z])(?:(?!本报)[\p{{Han}}A-Z·]){{1,12}}{_OUTLET_END}"

# Longest seen: five capitals of correspondents.
PLACE = r"[\p{Han}·、,/]{0,40}?"

NUMERAL = r"[0-9〇零一二三四五六七八九十廿卅卄]"
# 下午三时, 22时15分, 晨.
_CLOCK = rf"(?:[上下正中]午|午[前后]|凌?晨|清?早|傍?晚|深?夜)?(?:{NUMERAL}{{1,3}}[时分点刻]){{0,2}}半?"
_RHYME = f"[{''.join(RHYMES)}]日"
DAY = (
    rf"(?:{NUMERAL}{{2,4}}年)?(?:[正冬腊]月\s?|{NUMERAL}{{1,3}}\s?月\s?)?"
    rf"(?:初{NUMERAL}日?|{NUMERAL}{{1,3}}\s?[日号]|{_RHYME}){_CLOCK}"
)
# The day of a telegram whose 日, or whose number, the reader lost: 〔本報沈州廿一電〕, 〔本報沈州 日電〕.
TORN_DAY = rf"(?:[廿卅]?{NUMERAL}{{1,2}}|\s日)"
VIA = r"(?:合众|路透|美联|法新|电通|塔斯|哈[瓦伐]斯|共同|国际|联合|中央|海通|德新)社?"
# What makes 电 a word of electricity: 武汉6日电商大会 is prose. Behind the first bar stand characters that make another
# word of the next, so that the text has begun: 北京3月1日电商务部.
_ELECTRIC = (
    "话 视 量 力 子 脑 网 影 梯 竞 缆 器 瓶 荒 厂 费 焊 压 缸 玩 商|务 动|[物员画] 价|格 池|州 信|阳|息|访 台|湾|北|风 "
    "气|象|温|候 站|在 源|于|自 煤|矿|炭 路|透|上 报|告|道 车|辆|站|祸 灯|会|谜"
)
NO_TELEGRAM = "|".join(
    f"{char}(?!{spared})" if spared else char for char, _, spared in (word.partition("|") for word in _ELECTRIC.split())
)
FORM = rf"(?:(?:[专急快加特]|综合外?)?电(?!{NO_TELEGRAM})|(?:[航专快特]|综合)?讯(?![息号问]|\s?员)|通讯(?!\s?员))"
REPORTER = r"(?:记\s?者|通\s?讯\s?员|[实见見]习生|特派员)"
# What marks a byline in the print, or what a reader made of it; 口 for □ is left to the rules that can tell.
BULLETS = r"■●◎○☉⊙□◆◇▲△▶►★☆◤\＼▌"
