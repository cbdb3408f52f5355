"""Furniture of the page edge: date line and folio. Of the rest tell `mastheads`, `contents`, `colophon` and `boxes`.

Each pattern is for a whole line without the white space around it. They are kept short, for a long pattern takes
longer to compile than a page takes to split.
"""

from __future__ import annotations

from zbtools.language.dates import ENGLISH_DAY, MONTH
from zbtools.language.papers import BEFORE_BAO
from zbtools.rules.rule import Rule

_CJK = "〇零一二三四五六七八九十百廿卅元"
# Figures, and the letters that readers take for them.
_FIGURE = r"\dlIO"
# What stands between the parts of a furniture line.
_GAP = r"[\s　]{0,8}[|｜丨/·•,，、I]?[\s　]{0,8}"
_DATE = rf"""(?:
    (?:(?:中[華华])?民[國国]|公元|西[历曆歷元])?[{_FIGURE}千{_CJK}]{{2,7}}\s?年\s?[{_FIGURE}{_CJK}]{{1,3}}\s?月\s?[{_FIGURE}{_CJK}]{{1,3}}\s?[日号號口曰]
    | [’']?\d{{1,4}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{1,4}}(?![\d日—~-])
)"""
# Papers of Hong Kong, Taiwan and overseas print the day in English as well.
_ENGLISH = rf"(?:{MONTH}\s?{ENGLISH_DAY}|{ENGLISH_DAY}\s?{MONTH})\s?,?\s?(?:1[89]|20)\d{{2}}"
_WEEKDAY = r"[（(]?(?:星期|[礼禮]拜|[周週])[一二三四五六日天][)）]?"
# The reigns in which newspapers were printed; their years are lunar.
_REIGN = r"(?:[大前]?清)?(?:道光|咸[丰豐]|同治|光[绪緒]|宣[统統])"
_LUNAR_YEAR = rf"(?:(?:{_REIGN})?[甲乙丙丁戊己庚辛壬癸]\p{{Han}}|{_REIGN}[{_CJK}]{{1,4}})年"
_LUNAR_DAY = rf"[闰閏]?[正冬腊臘{_CJK}]{{1,2}}月[初{_CJK}]{{1,3}}日?"
_LUNAR = rf"(?:[农農夏][历曆])?\s?(?:{_LUNAR_YEAR})?\s?{_LUNAR_DAY}"
_ISSUE = rf"""(?:
    [总總]?第?\s?\d{{1,6}}\s?期 | (?:[总總]第?|第)\s?(?:\d{{1,6}}|[千{_CJK}]{{1,9}})\s?[号號期卷]
    | [今本共][日期天]?\s?\d{{1,3}}\s?版
)"""
NUMBER = rf"(?:[A-Z]{{0,2}}\s?\d{{1,3}}|[{_CJK}]{{1,3}})"
_NAME = r"\p{Han}{2,8}(?:[·•]\p{Han}{1,6})?"
_PAPER = rf"《?(?:\p{{Han}}{{0,9}}[^\P{{Han}}{BEFORE_BAO}][报報])》?"
# Who made the page, and how to reach him, behind the date: 责编：周一苇 邮箱：page@example.com.
MAKER = r"""(?:(?:[责責]任|[执執]行|值班|首席|本版|[见見]习|[电電]子)?
    (?: (?:[编編][辑輯委]|[责責美主][编編校]|版式|校[对對]|[组組]版|[制製][图圖]|[审審][读讀]|[视視][觉覺]|策[划劃])
        (?:[设設][计計])?
        (?:\s?[:：/／]\s?|\s)\p{Han}{1,4}+(?:[\s　、]\p{Han}{1,2}+(?![:：/／\p{Han}])){0,3}
    | (?:[邮郵信]箱|[电電][话話]|[热熱][线線]|E-?mail)\s?[:：]\s?[\w.@+-]{5,40} ))"""
# What numbers a page, or the sheet that it is on, where nothing but its date stands before it.
_LABEL = rf"(?:第?{NUMBER}\s?版|第{NUMBER}\s?[张張]|[A-Z]\d{{1,2}}|\d{{2}})"

# The last word of a page's name where no bar or 版 says what it is.
_PAGE_NAME = r"""(?:
    \p{Han}{0,4}(?:新[闻聞]|要[闻聞]|[综綜]合|[国國][际際]|副刊|[体體]育|[财財]经|周刊|版)
    |[国國][内內]|文[化体]|社会|教育|健康|科技|理论|评论|民生|法治|[广廣]告|[专專]题|时政|[经經][济濟]|县域|城事|港聞|兩岸|[娱娛][乐樂]
)"""
# The number of a page, which needs no 版 beside its name and the date.
_BARE_LABEL = rf"(?:第?{NUMBER}\s?版|[A-Z]?\d{{1,2}})"

DATE_LINE_RULES = (
    Rule(
        code="ZB411",
        why="A line of nothing but a full date and a weekday, lunar day, issue, paper or page heads the page.",
        pattern=rf"""^(?=[^日号號口曰\d]{{0,60}}+(?:[日号號口曰\d]|(?i:day)))(?=.{{0,80}}(?:星期|[礼禮]拜|[周週][一二三四五六日]|[期版历曆]|第[\d千{_CJK}]{{1,9}}[号號卷]|[报報](?!社)|(?i:day)
                |月[初十廿]|[日\d]\s[A-Z]?\d{{1,2}}\s))
            (?=.{{0,60}}(?:{_DATE}|{_ENGLISH}))
            (?:(?>
                {_DATE} | {_ENGLISH} | {_WEEKDAY} | (?i:[a-z]{{3,6}}day) | {_LUNAR} | {_ISSUE} | {MAKER}
                | 《\p{{Han}}{{2,12}}[报報刊]》 | 第?{NUMBER}\s?版(?:[：:（(]{_NAME}[)）]?)?
                | [A-Z]?\d{{1,2}}(?!\d) | \p{{Han}}{{2,12}}+(?<=[报報刊]) | (?<![日月])\p{{Han}}{{2,12}}+
            ){_GAP}){{2,12}}+$""",
        yes=(
            "2022.10.27 星期四",
            "2022年10月27日 星期四 农历壬寅年十月初三 第8675期 今日8版",
            "滨江日报 2022年10月27日 02 要闻",
            "第 23 期 总第1647期 本期16版 2024年6月6日 星期四 甲辰年五月初一",
            "2024年4月7日(星期日) 农历甲辰年二月廿九",
            "4. 4. 2024 星期四 I 甲辰年二月廿六",
            "中華民國91年3月19日星期二",
            "1949年2月18日滨江日报 第1版",
            "2022年10月27日 星期四 城事新闻 A05",
            "二〇二二年十月二十七日 星期四",
            "一九五一年三月十四号 星期三",
            "Thursday, October 27, 2022",
            "A5 THURSDAY 27 OCT 2022 港聞",
            "《滨江日报》 2022年10月27日 第3版",
            "1976年2月9日 第3204号",
            "2022年10月27日 星期四 责编：周一苇 美编：林岸",
        ),
        no=(
            "2022年10月27日",
            "2022年10月27日 滨字27号",
            "2022年10月27日，编辑：林岸",
            "2022年10月27日，大桥通车",
            "2022年10月27日—30日",
            "10月27日（星期四）",
            "滨江报社2022年7月23日",
            "2022年10月28日于滨江",
            "2020.6.23—24",
            "On Thursday, October 27, 2022",
            "March 2022 Thursday",
        ),
        needs=("年", ".", "/", "-", "day", "DAY"),
    ),
    Rule(
        code="ZB413",
        why="Reprints close with the paper in book marks and the date and page in brackets.",
        pattern=rf"^《\s?\p{{Han}}{{2,12}}\s?》\s?[（(]\s?{_DATE}\s{{0,6}}第?{NUMBER}\s?版\s?[)）]$",
        yes=("《 滨江日报 》（ 2026年06月12日   06 版）",),
        no=("《滨江日报》（2026年）", "《滨江纪事》（2026年06月12日 06版）的作者"),
        needs=("》（", "》 （", "》("),
    ),
)

EDGE_DATE_RULES = (
    Rule(
        code="ZB412",
        why="At the edge of a page a date or a weekday needs no other sign; but documents, too, end in a bare date.",
        pattern=rf"""^(?:
            (?:{_DATE}|{_ENGLISH}|{_LUNAR_YEAR}{_LUNAR_DAY})(?:{_GAP}{_WEEKDAY})?(?:{_GAP}{_LABEL})?
            | \d{{1,2}}月\d{{1,2}}日{_GAP}{_WEEKDAY} | {_WEEKDAY}(?:{_GAP}{_LUNAR})?
            | [农農夏][历曆]\s?(?:{_LUNAR_YEAR}\s?)?{_LUNAR_DAY}
            | (?:{_ISSUE}{_GAP}){{2,4}} | [今本][日期]\s?\d{{1,3}}\s?版
        )$""",
        yes=(
            "2022年10月27日",
            "公元2022年10月27日",
            "October 27, 2022",
            "2022/10/27 A05",
            "民國三十七年五月八日 第二張",
            "10月27日 星期四",
            "星期四",
            "星期四 十月初三",
            "西曆一千九百零四年三月十四號 禮拜一",
            "第8675期 今日8版",
            "壬寅年十月初三",
            "农历壬寅年十月初三",
            "光绪三十年四月初二日",
            "大清宣統二年三月十四日 禮拜六 第三張",
        ),
        no=(
            "10月27日",
            "周一苇",
            "2022年10月27日于滨江",
            "2022-10-27 12:30",
            "2022年10月27日 27人",
            "星期四的大桥",
            "第723号",
            "正月初一",
            "光绪三十年四月初二日奏",
        ),
        needs=("年", "20", "19", "18", ".", "/", "-", "周", "週", "星期", "礼拜", "历", "曆", "期", "版"),
    ),
    Rule(
        code="ZB414",
        why="At the head of a page its number, or a name that only pages have, stands beside the date.",
        pattern=rf"""^(?:
            (?:{_BARE_LABEL}{_GAP}(?:{_NAME}{_GAP})?|{_PAGE_NAME}{_GAP}){_DATE}(?:{_GAP}{_WEEKDAY})?
            | {_DATE}{_GAP}(?:{_WEEKDAY}{_GAP})?
                (?:{_BARE_LABEL}{_GAP}{_NAME}|{_NAME}\s{{0,4}}{_BARE_LABEL}|{_PAGE_NAME})
        )$""",
        yes=("3 要闻 2022年10月27日", "2022年10月27日 民生关注 A03", "要闻 2022-10-27", "2022年10月27日 国际"),
        no=("2022年10月27日 大桥通车", "3 名船工 2022年10月27日获救", "大桥合龙 2022年10月27日"),
        needs=("年", ".", "/", "-"),
    ),
)

FOLIO_RULES = (
    Rule(
        code="ZB421",
        why="The folio sets the page's name and number on both sides of a bar, or the number with 版 before a colon.",
        pattern=rf"""^(?:
            {_NAME}\s{{0,4}}(?:[|｜丨]\s{{0,4}}[A-Z]?\d{{1,3}}版?|/\s?[A-Z]?\d{{2}})
            | (?:[A-Z]?\d{{2}}版?|第?{NUMBER}版)\s{{0,4}}[|｜丨]\s{{0,4}}{_NAME}
            | 第?{NUMBER}版\s?[:：/·]\s?{_NAME}
        )$""",
        yes=("要闻 | 05", "A05｜滨江城事", "01版：要闻", "06版：科技·新知", "综合/02"),
        no=("大桥通车 | 05年", "2:体育", "比分3:2", "05：30发车"),
        needs=("|", "｜", "丨", "/", "版"),
    ),
    Rule(
        code="ZB422",
        why="The number of a page with 版, with or without the page's name in brackets, is a folio.",
        pattern=rf"^第?\s?{NUMBER}\s?版(?:\s?[（(](?!试|修|增)\s?{_NAME}\s?[)）]|\s{{1,4}}{_NAME})?$",
        yes=("第4版(体育)", "第一版", "A02版", "四版 综合", "08版 滨江新闻"),
        no=("第一版方案", "新一版", "3.0版", "第一版（试行）"),
        needs=("版",),
    ),
    Rule(
        code="ZB423",
        why="A section letter or a padded number beside a name that only pages have is a folio.",
        pattern=rf"^(?:(?:[A-HT]\d{{1,2}}|0\d)\s{{0,4}}{_PAGE_NAME}|{_PAGE_NAME}\s{{0,4}}(?:[A-HT]\d{{1,2}}|0\d)版?)$",
        yes=("A02 要闻", "05 滨江新闻", "综合新闻 A03", "国际08"),
        no=("C919 首飞", "05后登场", "国际 2022", "A02 大桥通车"),
        needs=tuple("0ABCDEFGHT"),
    ),
)

EDGE_FOLIO_RULES = (
    Rule(
        code="ZB424",
        why="At the edge a padded number or a name that only pages have is a folio; inside, a figure or a label.",
        pattern=rf"^(?:[—–·-]\s?\d{{1,3}}\s?[—–·-]|[A-Z]\d{{1,2}}(?:\s{{1,4}}\p{{Han}}{{2,6}})?|\d{{2}}|\d{{0,2}}\s{{0,4}}(?![图圖简簡短]|一句|相[关關]){_PAGE_NAME}\s{{0,4}}\d{{0,2}})$",
        yes=("03", "· 3 ·", "A12", "A06 滨江城事", "要闻", "综合新闻", "国际 12"),
        no=("大桥", "2022", "3", "要闻记者", "12人", "图片新闻", "两会聚焦", "一句话新闻", "相关新闻"),
    ),
    Rule(
        code="ZB425",
        why="At the edge the name of the paper may stand on one line with the number of the page, and its name.",
        pattern=rf"^(?:{_PAPER}{_GAP}(?:{_LABEL}(?:{_GAP}{_NAME})?)|{_LABEL}{_GAP}(?:{_NAME}{_GAP})?{_PAPER})$",
        yes=("滨江日报 第四版", "《滨江日报》 03 要闻", "A04 综合 滨江晚报", "第二张 大江报"),
        no=("天气预报 02", "工作简报 第二版", "滨江日报社 第四版", "滨江日报 大桥通车"),
        needs=("报", "報"),
    ),
)

# Known by what stands beside them alone.
BESIDE_DATE_RULES = (
    Rule(
        code="ZB426",
        why="At the head of a page a number and any short name are its folio, beside the date line or the masthead.",
        pattern=rf"""^(?:
            [A-Z]?\d{{1,2}}[\s　]{{0,4}}[\s　·/／][\s　]{{0,4}}{_NAME} | {_NAME}[\s　]{{1,4}}[A-Z]?\d{{1,2}}
        )$""",
        yes=("03 农业农村", "02 时政·要闻", "3 教育周刊", "田园 A07"),
        no=("03", "05后登场", "3月 桃花开", "03 大桥年底合龙通车了吗", "大桥 2022"),
    ),
)
