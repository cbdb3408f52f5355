"""Mastheads: the name of the paper as a line at the head of a page, by itself or by what stands beside it."""

from __future__ import annotations

from zbtools.language.papers import BEFORE_BAO, NAMES
from zbtools.rules.rule import Rule

MASTHEAD_RULES = (
    Rule(
        code="ZB401",
        why="The paper's name alone at the edge of a page is its masthead; inside the page it would be a label.",
        pattern=r"""^(?:\p{Han}[\s　]{1,2}){2,8}[报報]$|^(?!.{0,12}[的他她读看在了])\p{Han}{1,10}
            (?:[日晚早晨午夜时時商快新信导導周週军軍]|都市|青年|法[治制]|工人|农民|文汇|文匯|参考|參考|华侨|華僑|大公|联合|聯合|气象|建设|证券
                |社区|电视|教育|经济|科技|健康|财经|交通|电力|石油|环境|老年|少年|农村|文摘)
            [报報](?:[\s　]{0,4}[A-Z][A-Z ]{4,40})?$""",
        yes=("滨江日报", "滨江晚报 BINJIANG EVENING NEWS", "星海日報", "滨 江 报", "滨江广播电视报"),
        no=("天气预报", "滨江日报讯", "他读滨江日报", "国际奥委会发布公报", "天气 预 报"),
    ),
    Rule(
        code="ZB404",
        why="A few papers are known by names that end in no word for a paper.",
        pattern=rf"^(?:{'|'.join(NAMES)})$",
        yes=("人民铁道", "南方周末"),
        no=("人民铁道兵", "滨江铁道"),
    ),
    Rule(
        code="ZB402",
        why="Papers set their Latin name under the Chinese one, all in capitals.",
        pattern=r"^(?:[A-Z]{2,12}\s){1,4}(?:DAILY|NEWS|TIMES|POST|PRESS|HERALD|GAZETTE|JOURNAL|WEEKLY|TRIBUNE)$",
        yes=("BINJIANG DAILY", "THE BINJIANG EVENING POST"),
        no=("GOOD NEWS 好消息", "Binjiang daily life", "DAILY"),
    ),
)

NAMEPLATE_RULES = (
    Rule(
        code="ZB403",
        why="Beside the date line a short name may end in no more than 报; 预报, 汇报 and their like are no names.",
        pattern=rf"^(?!.{{1,9}}申[报報]$)\p{{Han}}{{0,9}}[^\P{{Han}}{BEFORE_BAO}][报報]$",
        yes=("大江報", "滨江报", "江海通讯报", "申报"),
        no=("天气预报", "本月电报", "纳税申报", "大江報社", "報", "大江報讯"),
        needs=("报", "報"),
    ),
    Rule(
        code="ZB405",
        why="Beside the date line 新聞, in the old script, closes the name of a paper, and 晚刊 does in both scripts.",
        pattern=r"""^(?:(?!(?:[國国][際際內内]|[本各全][市埠省港地縣]|省市|地方|社[會会]|體育|[經経][濟済]|政治|要聞|綜合|教育|文[教化]|娛樂
            |財經|影劇|市政|工商|婦女|兩岸|大陸|港澳|世界|電影|戲劇|頭條|重要|最[新近後]|今日|昨日)新聞)\p{Han}{2,4}新聞
            |\p{Han}{2,8}[晚午早]刊)$""",
        yes=("大江新聞", "滨江晚刊"),
        no=("國際新聞", "本埠新聞", "滨江新闻", "滨江副刊"),
        needs=("新聞", "刊"),
    ),
)

# Known by the user, the path or the reports of the page: what the line itself must have are its letters.
KNOWN_NAME = Rule(
    code="ZB406",
    why="The name that the user or the path gives the paper is its masthead where it is a line at the head of a page.",
    pattern=r"^\p{Han}{2,14}$",
    yes=("滨江公安", "滨江日报"),
    no=("滨江公安 第三版", "滨江公安讯：", "报"),
)
OWN_REPORT = Rule(
    code="ZB407",
    why="A name that opens a report of the page, with 讯 and its writer, is its masthead as a line at the head.",
    pattern=r"^(?P<name>\p{Han}{3,12})[\s　]?[讯訊][\s　]{0,2}(?=[（(]|记者|記者|通[讯訊])",
    yes=("滨江公安讯（记者 周一苇）大桥合龙", "大江新聞訊 記者顧南喬"),
    no=("滨江公安（记者 周一苇）", "滨江公安审讯室", "大桥合龙，滨江公安讯（记者 周一苇）"),
    needs=("讯", "訊"),
)
FIRST_NAME_RULES = (
    Rule(
        code="ZB408",
        why="The first line of a page, with a title below it, may be 今日 and a place, as papers of counties are; "
        "今日关注 is the name of a page, and 今日通车 the beginning of a title.",
        pattern=r"""^今日(?!关注|要[闻览点]|视[点线]|导[读航]|话题|头条|新闻|焦点|热点|聚焦|人物|天气|气象|评[论说]|论坛|快评|观察|看点|说法
            |推荐|提示|财经|体育|科技|教育|生活|世界|农[业村]|社会|国际|文化|健康|文艺|特[稿写别]|专[题版]|本版|播报|速[览递]|开[幕学工通业讲赛播放]
            |启[用程幕动]|通[车航]|出[版炉发院]|竣工|揭[幕晓]|召开|闭幕|发[布行]|上[线市映]|投产|合龙|首[飞发]|到达|抵达|打响|举行|生效|实施|起
            |立[春夏秋冬]|雨水|惊蛰|[春秋]分|清明|谷雨|小[满暑雪寒]|芒种|[夏冬]至|[大处]暑|白露|寒露|霜降|大[雪寒])
            \p{Han}{2,3}$""",
        yes=("今日滨江", "今日柳河口"),
        no=("今日关注", "今日通车", "今日立春", "今日滨江大桥通车", "今日滨江讯（记者 周一苇）"),
        needs=("今日",),
    ),
)
