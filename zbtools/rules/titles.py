"""What a line looks like when it is a kicker, a subtitle, a label, a subheading or a box: cues, never verdicts.

`title_cues` gives them to the models that weigh a line against its neighbours. The third digit of a code is what it
hints at: ZB11x a kicker, ZB12x a subtitle, ZB13x a label, ZB14x a part inside an article, ZB15x a point of a summary,
ZB16x the opening of a letter or speech.
"""

from __future__ import annotations

from zbtools.rules.rule import Rule

_CJK = "一二三四五六七八九十"
_IN_LABEL = r"\p{Han}A-Za-z0-9·•“”‘’：:—，,、+#①-⑳⑴-⒇"
# What stands in brackets at the end of a title and is part of it, up to the bracket that closes.
_NO_TITLE = rf"""(?!
    (?: 第?[{_CJK}百零〇\d]{{1,4}}[章节部集回篇辑期版]? | [上中下前后](?:篇|集|部|辑)? | 之[{_CJK}\d]{{1,3}}
      | [续續][{_CJK}完]? | 完 | 未完待续 | (?:组|多|附)?[图圖](?:文|片)? | 附[\p{{Han}}]{{1,6}}
      | 外[{_CJK}两]{{1,2}}[首章则篇] | [{_CJK}两]{{1,3}}[首章则篇题] | 组诗 | 组章 | 长诗 | 短诗 | 诗歌 | 散文诗?
      | 小小说 | (?:长篇|中篇|短篇|微型)?小说 | 报告文学 | 童话 | 歌词 | 连载[{_CJK}\d]{{0,4}}
      | 节选 | 选登 | 选载 | 摘要 | 摘编 | 全文 | 讲话 | 代[序跋]
      | [{_CJK}百千零〇\d]{{1,5}}[人名位] | [男女](?:[，,、][^)）]{{0,8}})?
      | 草案 | 试行 | 暂行 | 修[订正](?:版|稿|草案)? | 征求意见稿 | 讨论稿 | 送审稿
    ) [)）】〕·•]
    | [^)）]{{0,12}}[年月][\d〇{_CJK}]{{1,3}}[月日]
    # The signature of a reader's bad title.
    | (?:本报|本報|见习|見習|实习|實習|特约|特約|新华社)?(?:记者|記者|通讯员|通訊員)[\s　/／:：]
)"""

# Tried on the first character alone.
BEGINNING_RULES = (
    Rule(
        code="ZB121",
        why="A subtitle opens with one dash or two.",
        pattern=r"^[\s　]{0,4}[—–―─－\-]{1,3}[^—–―─－\-\d\s]",
        yes=("——滨江大桥建设侧记", "—船工说"),
        no=("-3.5", "大桥——滨江的门", "- - -"),
    ),
    Rule(
        code="ZB138",
        why="Or it says what it looks at: 聚焦, 关注, 直击.",
        pattern=r"^(?:聚焦|关注|關注|直击|直擊)\p{Han}{2,4}$",
        yes=("聚焦春运", "关注大桥通车"),
        no=("聚焦滨江大桥合龙", "关注度很高的桥"),
    ),
    Rule(
        code="ZB136",
        why="Archives name the column of a story before its title.",
        pattern=r"^[专專][栏欄]\s?[:：]\s?[^\s]",
        yes=("专栏: 江边新事之三", "專欄：江邊新事"),
        no=("专栏作家来信", "专栏："),
    ),
    Rule(
        code="ZB142",
        why="Brackets like 【】 around a whole line set off a subheading or a box.",
        pattern=r"^[【〖［\[][^】〗］\]]{1,24}[】〗］\]]\s?[:：]?$",
        yes=("【政策依据】", "【案例】"),
        no=("【滨江讯】大桥今天通车", "【】"),
    ),
    Rule(
        code="ZB143",
        why="Subheadings are counted: 一、 （一） 1. 第一章.",
        pattern=rf"^(?:[{_CJK}]{{1,3}}[、.．]|[（(](?:[{_CJK}]{{1,3}}|\d{{1,2}})[)）]|\d{{1,2}}[、.．](?!\d)|第[{_CJK}]{{1,3}}[章节部编条]|"
        r"[①-⑳])",
        yes=("一、桥址", "（二）工期", "3.通行费", "第一章 总则", "③桥面"),
        no=("一桥飞架", "3.5米", "十年之后"),
    ),
    Rule(
        code="ZB151",
        why="A bullet opens a subheading or a point of a summary.",
        pattern=r"^[■□●○◆◇▲△★☆►▶◎•·※][\s　]{0,2}[\p{L}\d“《【]",
        yes=("■桥面", "● 工期提前", "◆通行费"),
        no=("★★★", "大桥●滨江"),
    ),
    Rule(
        code="ZB144",
        why="Interviews set question and answer by 问, 答, or who speaks.",
        pattern=r"^(?:问|答|問|记者|記者|本报记者|主持人|嘉宾|主播|编者|读者|网友|[QA])\s?[:：]",
        yes=("问：大桥何时通车？", "记者:请谈谈桥面", "主持人：各位好"),
        no=("记者周一苇报道", "问题：出在哪"),
    ),
    Rule(
        code="ZB161",
        why="Letters and speeches open by naming those they speak to.",
        pattern=r"^(?:尊敬的|亲爱的|敬爱的|各位|女士们|先生们|同志们|朋友们|同胞们|乡亲们|老师们|同学们|主席先生|[^，。]{2,20}(?:同志|先生|女士))[^。！？]{0,40}[:：！]$",
        yes=("同志们：", "尊敬的各位来宾，女士们、先生们：", "各位代表："),
        no=("各位乘客请注意", "同志们都来了。", "尊敬的背后"),
    ),
)

# Tried on the last characters alone.
ENDING_RULES = (
    Rule(
        code="ZB111",
        why="A kicker may end in a dash that points to the headline.",
        pattern=r"[—–―─]{1,3}\s?$",
        yes=("滨江市市长——", "航运专家谈大桥—"),
        no=("——大桥侧记", "大桥—滨江"),
    ),
    Rule(
        code="ZB112",
        why="A kicker may end in a verb of speech whose object is the headline.",
        pattern=r"(?:强调|指出|要求|提出|表示|透露|显示|表明|认为|呼吁|宣布|部署|致辞|發表|說|指|籲|強調|表示|宣佈|時說)\s?[:：]?$",
        yes=("市长在大桥工地调研时强调", "滨江航运报告显示", "专家呼吁："),
        no=("市长强调安全", "要求高的工程"),
    ),
    Rule(
        code="ZB122",
        why="The number of a document stands under its title.",
        pattern=r"^[（(]?\p{Han}{1,12}[〔（(\[【［]\s?\d{4}\s?[〕）)\]】］]\s?第?\s?\d{1,5}\s?[号號][）)]?$",
        yes=("滨自然资告字〔2024〕17号", "（滨政发〔2024〕第3号）", "滨土告字[2011]5号"),
        no=("滨江发布〔2024〕17号文件", "〔2024〕", "第17号"),
    ),
    Rule(
        code="ZB131",
        why="A headline may end in a column's name in brackets, which is its label.",
        pattern=rf"""(?=[（(][^（(])(?<=[^\s（(][\s　]?)[（(]
            (?P<label>(?![{_CJK}上中下\d]{{1,3}}[)）])[\p{{Han}}A-Za-z0-9·•“”：—①-⑳]{{2,24}}(?:[（(]\d{{1,3}}[)）])?)[)）]\s?$""",
        yes=("桥头的灯（江畔随笔）", "大桥合龙之后（经济观察·江边新事）", "渡口往事(滨江记忆)"),
        no=("（江畔随笔）", "大桥（", "通车(3)"),
    ),
    Rule(
        code="ZB132",
        why="A series counts its parts at the end of its label or subtitle.",
        pattern=rf"(?:之[{_CJK}\d]{{1,3}}|[①-⑳]|[（(](?:[{_CJK}]{{1,3}}|\d{{1,3}}|[上中下])[)）])\s?$",
        yes=("滨江大桥系列报道之三", "江畔纪行②", "船工口述（下）"),
        no=("之前", "三之", "百分之三点"),
    ),
)

_COLUMN = (
    "人物|观察|觀察|视点|視點|聚焦|关注|關注|访谈|訪談|专访|專訪|故事|论坛|論壇|讲堂|讲坛|茶座|茶馆|夜话|之窗|传真|写真|追踪|调查|調查|"
    "特写|特寫|特稿|札记|手记|连线|博览|园地|经纬|纵横|扫描|透视|话题|話題|直击|现场|寻访|回眸|风采|走笔|见闻|絮语|沙龙|锐评|快评|时评|時評|"
    "短論|纪事|风物|视窗|看台|前沿|点击|解读|读城|史话|钩沉|档案|镜头|视线|视角|热评|要论|头条|之声|进行时|漫谈|手笔|观澜"
)

# Tried on short lines alone: the whole line is a name that is known.
NAME_RULES = (
    Rule(
        code="ZB133",
        why="The name of a column or series stands above its headlines: two words with a dot.",
        pattern=r"^[\p{Han}“”]{2,12}\s?[·•・]\s?[\p{Han}“”]{2,14}$",
        yes=("江畔·人物", "滨江观察•大桥"),
        no=("阿里木·江", "大桥·", "江畔人物"),
    ),
    Rule(
        code="ZB134",
        why="News in brief, pictures, opinions and services stand under a label where a title would be.",
        pattern=r"""^(?:
            \p{Han}{0,4}(?:[简簡短快][讯訊]|简报|要闻|速[递览]|短波|动态|[资資][讯訊]|集锦|拾零|花絮)
            | [图圖]片(?:新[闻聞]|报道|報道|故事) | 新[闻聞](?:快报|短波|集纳|分析|观察|人物|纵深|面对面)
            | 服务窗|便民(?:信息|服务)|简明新闻|一句话新闻|短平快|街谈巷议|天下事|大家谈|百姓话题
            | 读者来信|来信选登|今日谈|随笔|杂谈
            | [短时]评|社[论論]|来论|声音|数读|微阅读|身边事|预告|本报评论员|专家观点
        )$""",
        yes=("简讯", "滨江短讯", "短平快", "图片新闻", "服务窗", "要闻简报", "短评"),
        no=("简讯频传", "大桥通车的要闻", "短讯一条"),
    ),
    Rule(
        code="ZB137",
        why="A column is often called by what it does, in four characters or a few more; above another line of a title "
        "that is its label.",
        pattern=rf"^[【■●◆▲|｜]?\s?\p{{Han}}{{2,4}}(?:{_COLUMN})\s?[】|｜]?$",
        yes=("江畔人物", "民生聚焦", "滨江观察", "新闻特写", "今日关注", "【百姓故事】"),
        no=("人物", "大桥的故事很长", "江边大桥的人物", "记者走进渡口现场"),
    ),
    Rule(
        code="ZB141",
        why="Boxes inside a story have names that never open a story of their own.",
        pattern=r"""^[■●◆▲【\[（(]?\s?(?:
            [编編]者(?:[按註注]|的话)|编\s?后|(?:编辑|记者|专家)?点评|(?:记者|采访|编辑)手记|核心(?:阅读|提示|观点)|阅读提示|内容提要|提要
            |开栏的?[话语]|开篇的话|(?:新闻|相关|背景|资料|新闻背景)?链接|延伸阅读|名词解释|新闻背景|背景|小[贴资][士料]|相关新闻|新闻回放
            |人物(?:名片|简介|小传)|作者(?:简介|名片)|名片|简介|推荐读物|引\s{0,2}子|图片说明
        )\s?[】\])）]?\s?[:：]?$""",
        yes=("编者按", "【核心阅读】", "开栏的话：", "■新闻链接", "记者手记"),
        no=("编者按照来信", "链接世界", "核心阅读能力"),
    ),
)

# What parts a headline: these are no cues, a headline has them or not.
PARTING_RULES = (
    Rule(
        code="ZB135",
        why="The name of a column or series in brackets at the end of a headline is its label; the number of a part, a "
        "day, an edition or a kind of text belongs to the title, and so does a single character.",
        pattern=rf"""(?=[（(【〔·•][^（(【〔·•].{{1,43}}+$)(?<=[^\s　(（【〔·•][\s　]{{0,4}})(?P<label>
            (?: [（(] {_NO_TITLE} (?:[{_IN_LABEL}]|[\s　](?=\p{{Han}}|“)){{2,30}} (?:[（(]\d{{1,3}}[)）])? [)）]
              | [【〔] {_NO_TITLE} [{_IN_LABEL}]{{2,24}} [】〕]
              | (?<=[\s　])[·•][\s　]?{_NO_TITLE}[\p{{Han}}]{{2,12}}[\s　]?[·•] ))\s?$""",
        yes=(
            "桥头的灯（江畔随笔）",
            "大桥合龙之后（经济观察·江边新事②）",
            "渡口往事(滨江记忆)",
            "把堤守住（防汛救灾 全力以赴）",
            "桥头的灯【江畔随笔】",
            "早市 ·滨江人家·",
        ),
        no=(
            "船工口述（上）",
            "滨江市水利学会（四十六人）",
            "沈砚秋（女，土家族）",
            "船工口述（之二）",
            "大桥（图）",
            "江边（组诗）",
            "江边（外一首）",
            "江边（外二章）",
            "船工口述（续）",
            "船工口述（续完）",
            "渡口（节选）",
            "滨江条例（草案）",
            "滨江条例（征求意见稿）",
            "讲话（二〇二四年三月八日）",
            "讲话（2024年3月8日，滨江）",
            "（江畔随笔）",
            "本报讯 (记者 顾南乔)",
            "大桥通车(3)",
            "阿里木·江",
        ),
    ),
)

# Which rules can know a line, told by its first or last character: looked up, not tried, for most lines have no cue.
_BY_FIRST = {
    "ZB121": "—–―─－-",
    "ZB136": "专專",
    "ZB138": "聚关關直",
    "ZB142": "【〖［[",
    "ZB143": "（(第一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫",
    "ZB144": "问答問記记本主嘉编读网QA",
    "ZB151": "■□●○◆◇▲△★☆►▶◎•·※",
    "ZB161": "尊亲敬各女先同朋乡老主",
}
_BY_LAST = {
    "ZB111": "—–―─",
    "ZB112": "调調出求示露现明为吁籲布佈署辞說指：:",
    "ZB122": "号號）)",
    "ZB131": "）)",
    "ZB132": "）)①②③④⑤⑥⑦⑧⑨⑩⑪⑫一二三四五六七八九十0123456789",
    "ZB134": "讯訊报報要览递波态资锦零絮道事闻聞窗息务谈題题信登随笔评论論来声音读告员点人察析深面快议",
    "ZB137": "".join({word[-1] for word in _COLUMN.split("|")}) + "】|｜",
    "ZB141": "按註注话后评记记示点阅读要语接释景士料闻放片介传籍物子明】])）：:",
}
# Code points: no line longer than this is a title or the name of a box.
_LONGEST_TITLE = 60
_LONGEST_NAME = 28
_PARTING = frozenset(")）】〕·•")
_NO_CUES: frozenset[str] = frozenset()


def title_cues(text: str) -> frozenset[str]:
    """Return the codes of the cues that `text` shows, of which there are none on most lines.

    >>> sorted(title_cues("市长在大桥工地调研时强调")), sorted(title_cues("——大桥侧记（下）")), title_cues("大桥通车")
    (['ZB112'], ['ZB121', 'ZB132'], frozenset())
    """
    text = text.strip()
    if not text:
        return _NO_CUES
    rules = _OPENING.get(text[0], ())
    if len(text) <= _LONGEST_TITLE:
        rules += _CLOSING.get(text[-1], ())
        if len(text) <= _LONGEST_NAME and ("·" in text or "•" in text or "・" in text):
            rules += _SERIES
    return frozenset([rule.code for rule in rules if rule.search(text) is not None]) if rules else _NO_CUES


def label_at(text: str) -> int | None:
    """Return where the column's name at the end of a headline begins, brackets included (code points), or None.

    >>> label_at("桥头的灯（江畔随笔）"), label_at("船工口述（下）")
    (4, None)
    """
    (rule,) = PARTING_RULES
    found = rule.search(text) if text[-1:] in _PARTING and len(text) <= _LONGEST_TITLE else None
    return found.start("label") if found is not None else None


def _by_character(rules: tuple[Rule, ...], characters: dict[str, str]) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for character in characters.get(rule.code, ""):
            table[character] = (*table.get(character, ()), rule)
    return table


_OPENING = _by_character(BEGINNING_RULES, _BY_FIRST)
_CLOSING = _by_character((*ENDING_RULES, *NAME_RULES), _BY_LAST)
_SERIES = tuple(rule for rule in NAME_RULES if rule.code == "ZB133")
