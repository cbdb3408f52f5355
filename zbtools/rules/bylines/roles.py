"""Marks in a byline that say what the persons beside them did: roles and keys stand before the names, verbs behind.

Named groups: `role`, `outlet`; `apart` is what parts a role from the names behind it.
"""

from __future__ import annotations

from zbtools.rules.bylines.even import EvenRule
from zbtools.rules.bylines.parts import BULLETS, DAY, KNOWN_OUTLET, NUMERAL, OTHER_OUTLET

# Adjectives of role words; a longer one stands before those that end it.
MODIFIERS = (
    *(
        "特约",
        "特派",
        "特聘",
        "首席",
        "见习",
        "实习",
        "资深",
        "高级",
        "全媒体",
        "融媒体",
        "新媒体",
        "智媒体",
        "媒体",
        "全媒",
        "融媒",
    ),
    *(
        "前方",
        "随军",
        "随团",
        "一线",
        "摄影",
        "视觉",
        "文字",
        "视频",
        "财经",
        "体育",
        "时政",
        "调查",
        "联合",
        "参与",
        "参加",
        "执笔",
    ),
    *("采写", "采访", "评论", "军事", "旅行", "小", "校园", "学生"),
)

# Abbreviated, with what follows in full names, and nations that are always written in full.
_NATIONS = (
    "英|美|法|德|俄(?:罗斯)?|苏联?|日本?|韩|朝鲜?|意(?:大利)?|加(?:拿大)?|澳(?:大利亚)?|奥(?:地利)?|西(?:班牙)?|葡(?:萄牙)?|"
    "荷(?:兰)?|比(?:利时)?|瑞[士典]|挪(?:威)?|丹麦?|芬兰?|波兰?|捷克?|匈(?:牙利)?|罗马(?:尼亚)?|希腊?|土(?:耳其)?|印度?|埃及?|"
    "以色列?|伊朗?|越南?|泰|"
    "新西兰|爱尔兰|冰岛|卢森堡|乌克兰|白俄罗斯|爱沙尼亚|拉脱维亚|立陶宛|摩尔多瓦|斯洛伐克|斯洛文尼亚|"
    "克罗地亚|塞尔维亚|黑山|波黑|北马其顿|阿尔巴尼亚|保加利亚|南斯拉夫|塞浦路斯|马耳他|格鲁吉亚|亚美尼亚|"
    "阿塞拜疆|哈萨克斯坦|乌兹别克斯坦|土库曼斯坦|塔吉克斯坦|吉尔吉斯斯坦|蒙古|阿富汗|巴基斯坦|孟加拉|"
    "斯里兰卡|尼泊尔|不丹|马尔代夫|缅甸|老挝|柬埔寨|菲律宾|印尼|印度尼西亚|马来西亚|新加坡|文莱|东帝汶|沙特|"
    "沙特阿拉伯|阿联酋|卡塔尔|科威特|巴林|阿曼|也门|约旦|叙利亚|黎巴嫩|巴勒斯坦|伊拉克|阿尔及利亚|突尼斯|"
    "摩洛哥|利比亚|苏丹|南苏丹|埃塞俄比亚|厄立特里亚|吉布提|索马里|肯尼亚|乌干达|坦桑尼亚|卢旺达|布隆迪|刚果|"
    "喀麦隆|加蓬|加纳|贝宁|多哥|尼日尔|尼日利亚|塞内加尔|马里|几内亚|塞拉利昂|利比里亚|科特迪瓦|安哥拉|"
    "赞比亚|津巴布韦|马拉维|莫桑比克|马达加斯加|毛里求斯|博茨瓦纳|纳米比亚|南非|墨西哥|古巴|多米尼加|海地|"
    "牙买加|危地马拉|洪都拉斯|萨尔瓦多|尼加拉瓜|哥斯达黎加|巴拿马|哥伦比亚|委内瑞拉|厄瓜多尔|秘鲁|玻利维亚|"
    "智利|阿根廷|巴拉圭|乌拉圭|巴西|斐济|萨摩亚|汤加|瓦努阿图|巴布亚新几内亚"
)

# What the offices that keep and give pictures end in.
_OFFICE_ENDS = "局馆台站社院部委处队心"

ROLE = EvenRule(
    code="ZB281",
    why="A role word announces the names behind it.",
    pattern=r"(?P<role>记\s?者|通\s?讯\s?员|[实见見]习生|(?:评论|观察|报道|访|特派)员|调研组|编?译者|撰稿人?|主笔|执笔(?!记)|采访人|编译(?=\p{Han})(?!中心|部|组)|摄影(?=\s?\p{Han}{2})(?!\s?(?:报[道导]|图文|[师家作展大赛组]|记者|通讯|实习)))"
    r"(?P<apart>\s{0,2}[/:|]\s{0,2}|\s)?",
    yes=(
        "滨江日报全媒体记者/周一苇",
        "通讯 员 沈砚",
        "摄影周一苇",
        "《滨江周刊》记者 周一苇",
        "本报评论员",
        "見習生周一葦",
    ),
    no=("周一苇", "通讯", "记录者", "周一苇摄影", "摄影报道"),
    needs=("者", "员", "习生", "采访人", "笔", "调研组", "撰稿", "编译", "摄影"),
)
POSTED = EvenRule(
    code="ZB289",
    why="Before a role word 驻 or 赴 with a place says where the reporter is posted.",
    pattern=r"[驻赴]\p{Han}{1,8}+(?:、\p{Han}{2,8}+){0,3}+$",
    yes=("本报驻韩国", "本报驻法国、德国", "本报赴滨江"),
    no=("驻地在韩国，", "驻"),
    needs=("驻", "赴"),
)
OUTLET_BEFORE = EvenRule(
    code="ZB290",
    why="The outlet stands just before the role, and begins a word unless it is known at sight.",
    # Searched from the end (?r), where it stands.
    pattern=rf"(?r)(?P<outlet>{OTHER_OUTLET}|{KNOWN_OUTLET})\s?$",
    yes=("本报", "周一苇《滨江周刊》", "周一苇 滨江日报", "香港濱江報"),
    no=("周一苇", "滨江日报的"),
    needs=("报", "社", "网", "刊", "志", "台", "闻", "端", "线", "心", "体", "媒", "布", "视", "》", "站"),
)
KEY = EvenRule(
    code="ZB282",
    why="A key with a slash or colon names what was done: 图/, 文/, 来源：, 编译：; a pair (图/文) needs none, "
    "nor does 供图 before an office.",
    pattern=r"(?=[图文视摄来数资稿撰制绘供编翻译核整记参采作口独特报本栏])(?:"
    rf"(?P<role>供图)(?=\p{{Han}}{{2,12}}[{_OFFICE_ENDS}](?:[\s)]|$))|"
    r"(?<!\p{Han})(?P<role>文字?|图片?|摄影?)(?P<touching>·)(?=(?![图文视摄])\p{Han})|"
    r"(?=[^/:|·、由\s]{1,6}+\s?(?:[/:|、由]|·[图文视摄]))(?:(?P<role>(?:[图文]|视频|摄影?|报道)[/·](?:[图文]|视频|摄影?)(?!\s{0,3}$)|图、文|文、图)(?P<apart>\s?[/:|]?\s?)|"
    r"(?:本版)?(?P<role>(?:图片|数据|资料|稿件|文章)?来源|(?:图片)?摄影|摄|图文|文[图字]?|撰文|图片?|视频|[制绘]图|供[图稿]|"
    r"编译|翻?译|核稿|(?:采访)?整理|记录|(?:参与)?采写|作者|口述|(?:独家|特别)?报[道导])(?P<apart>\s?[/:|]\s?)|"
    r"(?P<role>(?:本[版文组栏]|栏目)?(?:图片|文章)均?由)))",
    yes=(
        "图/周一苇文/沈砚",
        "图/文周一苇",
        "来源：滨江气象台编译：周一苇",
        "◎文/周一苇",
        "图片由滨江气象台提供",
        "文．周一苇 摄影．沈砚",
        "供图滨江市档案局 周一苇 翻拍",
    ),
    no=("图为大桥", "文化", "来源广泛", "马文·斯通", "供图的滨江人"),
    needs=(
        "记录",
        "图",
        "文",
        "来源",
        "摄",
        "视频",
        "译",
        "核稿",
        "整理",
        "采写",
        "作者",
        "口述",
        "供稿",
        "报道:",
        "报导:",
    ),
)
VERB = EvenRule(
    code="ZB283",
    why="A verb closes the names before it: 周一苇 摄, 沈砚整理, 滨江市气象局供图, 陆青禾/文.",
    # By first characters: a long row of alternatives is tried one by one at every place of a text, and 摄 stands often.
    # (*PRUNE): what begins so can begin none of the others.
    pattern=r"(?:/(*PRUNE)(?=\s?[图文摄视])\s?(?P<role>图文|[文图]|摄影?|视频)|"
    r"(?=[摄图文])(*PRUNE)(?=摄(?:影|[\s(),、。;/·]|$)|[图文](?:[图文\s]|$|[/·](?:[图文]|摄影?)\s{0,3}$))"
    r"(?P<role>(?:[图文]|摄影?)[/·](?:[图文]|摄影?)(?=\s{0,3}$)|(?<=\p{Han}{2}\s)[文图](?=\s|$)|"
    r"摄(?:影报[道导]|影图文|影)?|图文(?:报[道导])?|文图)|"
    r"(?P<role>采写|采访(?:整理)?|编译(?:整理)?|整理|口述|著|书面采访(?:整理)?|参与(?:采写|采访(?:整理)?|报[道导])|"
    r"译|翻[译拍摄]|[联综]合报[道导]|报[道导]|供[图稿]|[制绘]图|提供|对本文[亦也均]?有贡献))(?![^\s(),、。;])",
    yes=(
        *("周一苇 摄", "周一苇沈砚整理", "滨江市气象局供图", "周一苇摄（滨江视觉）", "周一苇/文 沈砚/图"),
        *("周一苇口述", "周一苇 文 沈砚 图", "沈砚 摄/图"),
    ),
    no=("摄氏三度", "整理房间", "报道说", "周 文", "口述史"),
    needs=(
        "口述",
        "著",
        "文",
        "摄",
        "图",
        "整理",
        "采写",
        "采访",
        "报道",
        "报导",
        "提供",
        "译",
        "翻",
        "供稿",
        "有贡献",
        "/文",
        "/ 文",
        "/视频",
    ),
)
PAREN_KEY = EvenRule(
    code="ZB284",
    why="Hong Kong papers set the key behind the name, in brackets: 周一葦(文).",
    pattern=r"\((?P<role>文、?图?|图、?文?|摄影?|视频)\)",
    yes=("周一葦(文) 沈硯(圖)",),
    no=("（文化）", "(圖一)"),
    needs=("文)", "图)", "摄)", "影)", "频)"),
)
ISSUED = EvenRule(
    code="ZB285",
    why="An agency issues the picture, and the bracket behind it says whose it is: 新华社发（周一苇 摄）.",
    pattern=r"(?P<role>(?P<outlet>(?:新华|中新|中央)社|(?<!\p{Han})\p{Han}{1,4}社)发)(?=[(\s]|$)",
    yes=("新华社发（周一苇 摄）", "中新社发 周一苇 摄"),
    no=("新华社发布消息", "新华社发言人"),
    needs=("社发",),
)
SHARED = EvenRule(
    code="ZB291",
    why="The last of the names may be joined to an agency, or to the next role, with 和 or 及.",
    pattern=r"(?:和|及|与)(?:(?:新华|中新|中央)社|本报)?$",
    yes=("周一苇、沈砚和新华社", "周一苇和"),
    no=("和平", "周一苇、沈砚"),
    needs=("和", "及", "与"),
)
NATION = EvenRule(
    code="ZB292",
    why="The nation of a foreign author stands in brackets before the name.",
    pattern=rf"\((?=\p{{Han}}{{1,12}}+\)\s?\p{{Han}})(?P<role>古?(?:{_NATIONS}))(?:共和)?国?\)",
    yes=("[英]罗伯特·斯通", "（俄罗斯）伊万·彼得连科", "（哈萨克斯坦）阿依达·努拉诺娃"),
    no=("（英文）", "（英国）", "英国罗伯特·斯通"),
    needs=(")",),
)
STAFF = EvenRule(
    code="ZB286",
    why="Editors and proof-readers make the page; they are no authors.",
    pattern=r"责任?编|美编|校对|版式|审[读核]|统筹|编辑\s{0,2}[:/]|一[审校]|监制|策划|邮箱|电话",
    yes=("责任编辑：周一苇", "本版责编 沈砚", "（编辑 ：周一苇）"),
    no=("编译：周一苇", "编辑部主任"),
    needs=("编", "校", "版式", "审", "统筹", "监制", "策划", "邮箱", "电话"),
)
FILED_FROM = EvenRule(
    code="ZB219",
    why="发自 with a place behind the names says where the report was filed.",
    pattern=r"(?<=\p{Han}\s?)发自(?P<place>\p{Han}{2,8})$",
    yes=("特派记者 周一苇 发自多哈",),
    no=("发自多哈", "掌声发自内心，"),
    needs=("发自",),
)
FILED_ON = EvenRule(
    code="ZB220",
    why="Between the names and 报道 may stand the day, with the place before or behind it.",
    pattern=rf"(?<=\p{{Han}}\s?)(?<![年月{NUMERAL[1:-1]}])(?=(?:{NUMERAL}|初)[^日号]{{0,10}}+[日号][^日号]{{0,14}}+$)(?P<day>{DAY})\s?(?P<place>\p{{Han}}{{2,8}})?\s?$",
    yes=("周一苇2月11日纽约", "周一苇 纽约2月11日"),
    no=("2月11日", "周一苇2月11日在纽约的街上走了很久"),
    needs=("日", "号"),
)
EDITED = EvenRule(
    code="ZB294",
    why="The editor and the proof-reader may close the line of those who wrote and photographed; they are no authors.",
    pattern=r"(?<=\S)\s{1,2}(?:(?!责任)\p{Han}{2,4})?编辑(?:\s{0,2}[:/]\s?|\s)[\p{Han}\s、]{2,16}"
    r"(?:校对\s{0,2}[:/]\s?[\p{Han}\s、]{2,16})?$",
    yes=("文/周一苇 图/沈砚 编辑/陆青禾", "滨江记者 周一苇 滨江编辑 沈砚", "记者：周一苇 编辑：沈砚 校对：陆青禾"),
    no=("编辑：周一苇", "周一苇 责任编辑：沈砚"),
    needs=("编辑",),
)
COMPILED_FROM = EvenRule(
    code="ZB287",
    why="综合 and 据 before the outlet say that the report was compiled from it; 本文由 opens a passive.",
    pattern=rf"^[\s{BULLETS}口]{{0,3}}(?:本文由|综合(?=\p{{Han}}{{2,3}}[、,])|(?:综合|据)(?=[本新《]|\p{{Han}}{{2,6}}[报社网]))",
    yes=("综合本报记者周一苇、沈砚报道", "综合周一苇、沈砚报道", "据新华社记者周一苇"),
    no=("综合办公室", "本报综合"),
    needs=("综合", "据", "本文由"),
)
AGENCY_BEHIND = EvenRule(
    code="ZB288",
    why="Behind the photographer the agency of the picture may stand, in brackets or behind a slash.",
    pattern=r"(?:\((*PRUNE)(?=[^()]{2,14}+\)\s{0,2}$)(?P<outlet>[\p{Han}·A-Za-z]{2,12}?)(?:发|供图)?\)|(?<=摄)/(?P<outlet>[\p{Han}·A-Za-z]{2,12}))\s{0,2}$",
    yes=("周一苇摄（滨江视觉）", "周一苇摄（新华社发）", "周一苇摄/滨江图片"),
    no=("（周一苇 摄）", "周一苇摄", "周一苇摄/沈砚/文"),
    needs=(")", "摄/"),
)
