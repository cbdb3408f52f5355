"""Datelines: the words before the text that say which paper or agency speaks, from where and when.

Named groups: `outlet`, `place`, `day`, `via` (the agency that relayed it), `form`, `people` (names with their roles).
A match is a proposal: the stage that reads it knows the places and the surnames.
"""

from __future__ import annotations

from zbtools.rules.bylines.even import EvenRule
from zbtools.rules.bylines.parts import DAY, FORM, NO_TELEGRAM, NUMERAL, OUTLET, PLACE, REPORTER, TORN_DAY, VIA

_TELEGRAM = ("讯", "电")
# A day with what may follow it in a dateline: form, or the agency that relayed.
_DAY_THEN_FORM = (
    *(day + form for day in "日号时分" for form in (*"讯电专急快特航通合路美法塔哈共国联中海德综 ", "消息")),
    *(hour + form for hour in "午晨早晚夜点刻半初一二三四五六七八九十" for form in "讯电专"),
)
_CITED = r"(?:综合|另?据)?\s?"
_CITED_INSIDE = r"(?:综合(?!外电)(?=[本新《]|\p{Han}{2,6}[报社网])|另?据)?\s?"
# The name of an agency behind place and day is not the end of an outlet that begins with them.
_NO_DAY_IN_OUTLET = rf"(?<!{NUMERAL}[日号](?!报)\p{{Han}}{{0,8}})"
_FORM_ENDS = rf"(?=$|[\s(:,。▲■●0-9]|{REPORTER}|本报|新华社|据|题:)"
_LINKED = r"(?:外电|综合(?:外电)?|连线|专题|现场|即时)"
_REPORTS = r"报[道导]"
# Put together from several reports, said between place and day; 综合报道 is a form of its own.
_COMPILED = rf"(?:综合(?={NUMERAL}))?"

OWN_NEWS = EvenRule(
    code="ZB201",
    why="本报讯 opens a report, even where the reader ran it into the text.",
    pattern=r"^(?P<outlet>本[报刊])\s?(?P<form>专?讯)(?![息号问])",
    yes=("本报讯为深入推进", "本报 讯3月8日", "本報訊", "本报讯（记者周一苇）"),
    no=("本报通讯员周一苇", "本报讯息", "他说，本报讯"),
    needs=("讯",),
)
WITH_DAY = EvenRule(
    code="ZB202",
    why="A paper or agency opens a report with its name, the place, the day, and 讯 or 电; the day makes it sure.",
    pattern=rf"^{_CITED}(?P<outlet>{OUTLET})?\s?(?P<place>{PLACE}){_COMPILED}\s?(?P<day>{DAY})\s?(?P<via>{VIA})?"
    rf"(?P<form>{FORM}|消息(?=\s?[(:]))",
    yes=(
        "新华社北京3月8日电 大桥合龙。",
        "据新华社联合国１２月２８日电",
        "本报东京、平壤7月3日电（记者周一苇）",
        "滨江日报沈州3月8日讯",
        "芙蓉26日訊",
    ),
    no=("3月8日，滨江日报社召开会议。", "本报3月8日起改版。", "新华社记者周一苇3月8日电话采访。"),
    needs=_DAY_THEN_FORM,
)
WITHOUT_DAY = EvenRule(
    code="ZB203",
    why="A paper's name and 讯 or 电 open a report without a day; what follows shows that the word ends there.",
    pattern=rf"^{_CITED}(?P<outlet>{OUTLET})\s?(?P<place>{PLACE})\s?(?P<form>{FORM}){_FORM_ENDS}",
    yes=("滨江日报讯(全媒体记者/周一苇) 3月8日,", "本报电　市", "本报海口电（记者沈砚）", "晚报讯 上月30日"),
    no=("他每天读滨江日报(订阅版)。", "本报电话号码变更", "滨江日报讯息中心", "国网滨江电力公司"),
    needs=_TELEGRAM,
)
TAIWAN = EvenRule(
    code="ZB204",
    why="Taiwan sets reporter, place, and 報導 or 電 in brackets; a slash may part them.",
    pattern=rf"^(?P<before>\p{{Han}}{{2,6}}(?:[报网]|新闻))?\s?\(\s?"
    rf"(?P<people>[\p{{Han}}·、,/\s]{{2,60}}?)(?P<slash>/)?(?P<day>{DAY})?(?P<form>{_LINKED}?{_REPORTS}|专?[电讯]|特稿|专访|特写)\s?\)",
    yes=("〔記者周一葦／屏東報導〕", "（中央社記者周一葦台北29日電）", "濱江時報【周一葦╱台北報導】"),
    no=("（報導見第三版）", "（周一葦）", "他說（記者會／報導）了嗎"),
    needs=("报导)", "报道)", "电)", "讯)", "特稿)", "专访)", "特写)", "报导 )", "电 )"),
)
BRACKETED = EvenRule(
    code="ZB205",
    why="The whole dateline may stand in brackets before the text, as in old telegrams and in papers of Malaysia.",
    pattern=rf"^[(「『]\s?{_CITED_INSIDE}(?P<outlet>{OUTLET}{_NO_DAY_IN_OUTLET})?\s?(?P<day>{DAY})?(?P<place>{PLACE}){_COMPILED}\s?(?P<day>{DAY}|{TORN_DAY})?\s?(?P<via>{VIA})?"
    rf"(?P<form>{FORM}|专稿|{_LINKED}?{_REPORTS}|消息)"
    rf"(?:(?=\s|{REPORTER}|执笔|采写)(?P<people>[^()」』]{{2,180}}))?\s?[)」』]",
    yes=(
        "【新华社沈州十四日电】",
        "(吉隆坡3日讯)",
        "〔本報沈州廿一電〕",
        "【濱江報專訊】",
        "〔中央社華盛頓廿日合衆電〕",
        "（本报沈州4月15日电 记者周一苇）",
        "（综合新华社电）",
        "〔華盛頓五日合眾社電〕",
        "〔本報沈州七日下午三時電〕",
        "〔沈州支日電〕",
    ),
    no=("（电话：12345）", "（通讯员周一苇）", "（3月8日）"),
    needs=(*_TELEGRAM, "稿", "报道", "报导", "消息"),
)
SLASHED = EvenRule(
    code="ZB206",
    why="Web pages of Taiwan print the same without brackets, with the slash.",
    pattern=rf"^(?P<people>(?:\p{{Han}}{{0,8}}记者|编译)\p{{Han}}{{2,12}})/(?P<place>(?!综合|连线)\p{{Han}}{{1,6}}?)?(?P<form>{_LINKED}?报[导道]|特稿|专访|特写)",
    yes=("記者周一葦／台北報導", "特派記者周一葦/東京報導", "記者周一葦／特稿"),
    no=("記者會／報導", "記者周一葦報導"),
    needs=("报导", "报道", "特稿", "专访", "特写"),
)
REPORTERS_ALONE = EvenRule(
    code="ZB207",
    why="A report may open with the reporters in brackets and nothing else.",
    pattern=rf"^\((?P<people>[^()]{{0,16}}{REPORTER}[^()]{{1,180}})\)",
    yes=("（记者 周一苇）3月8日，", "(全媒体记者/周一苇 通讯员/沈砚) 3月8日"),
    no=("（周一苇）3月8日", "会上（记者 周一苇）"),
    needs=("者", "员", "习生"),
)
REPORTED = EvenRule(
    code="ZB208",
    why="Or with the reporters, 报道 and a colon.",
    pattern=rf"^(?P<people>[^,。！？;:]{{0,16}}{REPORTER}[^,。！？;:]{{2,40}}?{_REPORTS}):",
    yes=("本报记者周一苇报道：3月8日", "新华社记者周一苇、沈砚报道:"),
    no=("新华社记者周一苇报道说：", "记者周一苇报道，"),
    needs=("报道:", "报导:"),
)
UNKNOWN_OUTLET = EvenRule(
    code="ZB210",
    why="Whatever stands before 讯 is an outlet when reporters in brackets follow.",
    pattern=rf"^(?P<outlet>\p{{Han}}{{2,10}}?)(?P<form>讯)(?=\s?\([^()]{{0,12}}{REPORTER})",
    yes=("掌上滨江讯(记者 周一苇)大桥合龙。",),
    no=("讯（记者周一苇）", "掌上滨江讯息（记者周一苇）"),
    needs=("讯(", "讯 ("),
)
LOCAL = EvenRule(
    code="ZB217",
    why="News of the town opens with 本市讯, 本埠訊; in old papers a telegram opens with its city, 电 and a space; "
    "the day may stand before it.",
    pattern=rf"^(?:(?P<place>本[埠坡市县区州省])\s?(?P<form>讯)(?=$|[\s(:]|{REPORTER})|"
    rf"(?P<day>{DAY})?(?P<place>\p{{Han}}{{2,6}}?)(?P<form>[专急快]?[电讯]|来电)(?=\s{{1,3}}(?!{NO_TELEGRAM})\S))",
    yes=(
        "本埠訊　大桥合龙。",
        "本市讯（记者 周一苇）",
        "巴黎电　大桥合龙。",
        "上海專電　大橋合龍。",
        "初八日北京專電　大橋合龍。",
        "十四日漢口來電　大橋合龍。",
    ),
    no=("本市讯息中心", "巴黎电影节", "巴黎电 影节"),
    needs=_TELEGRAM,
)
HEAD_RULES = (
    OWN_NEWS,
    WITH_DAY,
    WITHOUT_DAY,
    TAIWAN,
    BRACKETED,
    SLASHED,
    REPORTERS_ALONE,
    REPORTED,
    LOCAL,
    UNKNOWN_OUTLET,
)

# What may stand before a bracketed dateline.
SIGNED_BEFORE = EvenRule(
    code="ZB209",
    why="In old papers the reporter, or the agency in brackets of its own, stands before the dateline; where a report "
    "was taken over, the source before 本报讯 says whose paper that is.",
    pattern=rf"^(?:(?P<people>\p{{Han}}{{0,8}}{REPORTER}\p{{Han}}{{2,8}})(?=\s{{0,2}}\()|\((?P<outlet>\p{{Han}}{{1,8}}社)\)(?=\s{{0,2}}(?:\(|\p{{Han}}{{2,6}}{DAY}))|"
    r"来源:\s?(?P<outlet>\p{Han}{2,10}[报网社刊])(?=\s{0,2}本[报刊]\s?讯))\s{0,2}",
    yes=(
        "本報記者周一葦 〔本報沈州十八日訊〕",
        "（中央社） （東京四日電）",
        "〔國聞社〕上海二日電",
        "来源：滨江科学报本报讯",
    ),
    no=("本報記者周一葦，〔注〕", "（東京四日電）", "来源：滨江科学报"),
    needs=("社)", "报记者", "来源:"),
)

# What news in brackets may be of, rather than from.
_TOPICS = (
    "新闻|体育|财经|科技|文化|娱乐|教育|社会|国际|国内|综合|经济|军事|政治|时政|法[治制]|健康|卫生|旅游|交通|天气|"
    "气象|最新|独家|重要|权威|官方|热点|突发|内部|行业|市场|股市|汽车|房产|招聘|求职|考试|校园|学校|党建|工会|企业|"
    "公司|农业|读者|观众|网友|市民|用户|专题|特别|专家|今日|每日|本周|一周|环球|海外|影视|音乐|图书|出版|书画|艺术|"
    "生活|消费|婚庆|足球|篮球|世界杯|奥运|亚运|会议|活动|各地|地方|基层|民生|公益|慈善|人事|干部|防疫|抗疫|疫情|春运|"
    "高考"
)
TOWN = EvenRule(
    code="ZB293",
    why="Before 讯 in brackets a town may stand that no list knows; a topic is none, nor is what 讯 ends (资讯, 简讯).",
    pattern=rf"^(?!\p{{Han}}?(?:{_TOPICS}))\p{{Han}}{{1,2}}[^资简短喜音通闻财视捷要快电腾迅问雅佳噩死凶审刑传\P{{Han}}]$",
    yes=("江河", "白石滩"),
    no=("体育", "行业资", "时政要", "，江"),
)

# What may follow a dateline before the text begins.
PEOPLE_FOLLOW = EvenRule(
    code="ZB211",
    why="The reporters stand in brackets of any shape behind the dateline.",
    pattern=rf"^\s{{0,3}}\(\s?(?P<people>[^()]{{2,160}}?)\s?\)(?:(?:{_REPORTS})?:)?",
    yes=("（记者周一苇、沈砚）", " (全媒体记者/周一苇 通讯员/沈砚) ", "【记者:周一苇】"),
    no=("记者（周一苇）", "（）"),
    needs=("(",),
)
RELAYED = EvenRule(
    code="ZB212",
    why="After the dateline the paper names where the news came from: 波哥大消息, 拉萨讯, 据滨江日报消息.",
    pattern=r"^\s{0,2}(?:据(?P<via>[\p{Han}·]{2,14}?)|(?P<place>(?!最新|独家|官方|突发|另据)\p{Han}{2,8}?))?(?:消息|[讯电]):",
    yes=("拉萨讯：", "波哥大消息：", "据滨江日报消息:", "据市教育局消息："),
    no=("消息传来", "拉萨的消息", "最新消息："),
    needs=("消息:", "讯:", "电:"),
)
REPORTERS_FOLLOW = EvenRule(
    code="ZB213",
    why="Some papers set the reporters behind 讯 without brackets and close them with 报道.",
    pattern=rf"^\s{{0,2}}(?P<people>[^,。！？;]{{2,100}}?)(?:摄影)?{_REPORTS}\s?:?",
    yes=(" 记者 周一苇 报道3月8日", "记者周一苇报道："),
    no=("3月8日，记者报道", "记者从"),
    needs=("报道", "报导"),
)
REPORTERS_SPACED = EvenRule(
    code="ZB214",
    why="Or nothing but a colon, a day or a space shows where the reporters' names end.",
    pattern=rf"^\s{{0,2}}(?:(?P<people>[^,。！？;:0-9]{{2,60}})(?:\s?:|(?=[0-9])|$)|"
    rf"(?P<people>(?:[^,。！？;:0-9]{{2,40}}?)?{REPORTER}\s?[\p{{Han}}·、]{{2,12}})\s{{1,2}}(?=[\p{{Han}}“《]))",
    yes=(" 记者周一苇 昨日", "记者周一苇3月8日", "本报记者周一苇："),
    no=("，记者周一苇 昨日",),
    needs=("者", "员", "习生"),
)
TITLED = EvenRule(
    code="ZB215",
    why="Agencies put the title of a feature behind the dateline: 题：…",
    pattern=r"^\s{0,2}题:[^。！？!?]{2,40}$",
    yes=("题：秋日里的滨江", " 题:滨江纪行"),
    no=("题：秋日里的滨江。江水", "题外话"),
    needs=("题:",),
)
COLON = EvenRule(
    code="ZB216",
    why="A colon may part the dateline from the story: 新华社快讯：.",
    pattern=r"^\s?:",
    yes=("：大桥合龙。",),
    no=("大桥：",),
    needs=(":",),
)
TELEGRAM_FOLLOWS = EvenRule(
    code="ZB218",
    why="A paper of foreign news sets the whole dateline of the agency behind its own 【本刊讯】.",
    pattern=rf"^\s{{0,2}}(?P<via>\p{{Han}}{{2,7}}社)\s?(?P<place>\p{{Han}}{{2,10}}?)(?P<day>{DAY})(?P<form>{FORM})",
    yes=("合众国际社布鲁塞尔五月八日电 大桥合龙。",),
    no=("合众国际社说，大桥合龙。", "合众国际社五月八日电话采访"),
    needs=_TELEGRAM,
)
FOLLOW_RULES = (TELEGRAM_FOLLOWS, PEOPLE_FOLLOW, RELAYED, REPORTERS_FOLLOW, REPORTERS_SPACED, TITLED, COLON)
