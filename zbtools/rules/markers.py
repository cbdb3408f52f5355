"""Continuation markers: the words that send the reader from one page to another, or to another issue.

Named groups: `page` (the page as printed), `title` (a title that the marker repeats).
"""

from __future__ import annotations

from zbtools.rules.rule import Rule

_OPEN = r"[（(〔﹝【［\[〈<＜「『]"
_CLOSE = r"[）)〕﹞】］\]〉>＞」』]"
# Arrows and geometrical figures by their ranges: a set is searched member by member.
_ARROW = r"[\u2190-\u21ff\u25a0-\u25cf—―★☆➡⬅<＜>＞«»《]"
# Bold marks may stand around a marker, and readers put a space anywhere in it.
_BOLD = r"\*{0,2}"
_LEAD = rf"{_BOLD}(?:{_ARROW}{{1,4}}\s{{0,2}})?(?:{_OPEN}(?:{_ARROW}{{1,4}})?\s{{0,2}})?"
_TAIL = rf"(?:\s{{0,2}}{_CLOSE})?(?:{_ARROW}{{1,4}})?{_BOLD}"
# The lead when it is not empty.
_MARKED = rf"(?={_BOLD}(?:{_ARROW}|{_OPEN})){_LEAD}"

# Nothing is given back: near misses come in thousands, and no part of a page can be read as another.
_NUMBER = r"(?>[0-9０-９]{1,4}|[〇零一二三四五六七八九十百廿卅]{1,5}|[①-⑳])"
# The page of this paper and day, as some say.
_TODAY = r"(?:(?:本[报報])?+今[日天])?+"
_PAGE = (
    rf"{_TODAY}(?P<page>[第笫]?+\s{{0,2}}+[A-ZＡ-Ｚ]?+\s?+叠?+{_NUMBER}"
    rf"(?:\s?[-—–~～至、,，和]\s?第?[A-ZＡ-Ｚ]?{_NUMBER})?+\s{{0,2}}+[版页頁]|[头頭]版)"
)
_NAMED_PAGE = rf"(?P<page>[A-ZＡ-Ｚ]\d{{1,2}}|[A-ZＡ-Ｚ]?\s?叠?(?:{_NUMBER}版)?\p{{Han}}{{1,8}}版)"
# A section and a number need no 版 where nothing follows.
_SECTION_PAGE = r"(?P<page>[A-ZＡ-Ｚ][0-9０-９]{1,3}+)(?:[·•・]\p{Han}{1,6})?"
# Where on the page the story stands.
_PLACE = r"(?:[左右][上下]|[头頭][条條]|[报報]眼)?"
_LOST_PAGE = r"[第笫]?\s{0,4}[版页頁]"
# What may follow the page inside the brackets: the note mark or the title of the story.
_STORY = r"(?:\s{0,2}[①-⑳])?(?:\s{0,2}[《“「『·:：\s](?P<title>[^（(）)《》“”「」『』]{2,40})[》”」』]?)?"

# A bracket that closes soon, before another opens: what a marker stands in, and most near misses do not.
_CLOSES = rf"(?=[^（(〔﹝【［\[\n]{{2,70}}?{_CLOSE})"
# At most so much stands behind the word in a marker that ends its line.
_NEAR_END = r"(?=.{1,48}+$)"

_FROM = r"(?:[上文]文?\s?接|紧\s?接|緊\s?接|[续續]自|接)"
_FROM_BARE = r"(?:上\s?接|紧\s?接|緊\s?接)"
_TO = r"(?:[下后後]文?\s?[转轉接]入?|文[转轉]入?|[转轉][入至]?|[续續][见見])"
# What stands before the word that says so: there is more.
_MORE = r"(?:(?:详细内容|詳細內容|[详詳]情|全文|未完[，,、]?)(?=下))?"
_TO_BARE = r"(?:下文?\s?[转轉接]入?)"
# A bare marker ends its line or stands before a space; only a figure has text glued to it (no: 上接第一版的做法).
_BARE_END = r"(?:$|(?=[\s　“「『（(])|(?<=\d\s?版)(?![的是为為与與和面,，、。]))"
# Arrows that say back and on without a word.
_BACK, _ON = r"[◀◁◂◄←⬅⇐]", r"[▶▷▸►→➡⇒]"

_FROM_WORDS = ("接", "续", "續")
_TO_WORDS = ("转", "轉", "接", "见", "見")

FROM_RULES = (
    Rule(
        code="ZB301",
        why="In brackets, 上接 or 紧接 with a page says where the story began, wherever the dump put the words.",
        pattern=rf"{_BOLD}{_OPEN}{_CLOSES}(?:{_ARROW}{{1,4}})?\s{{0,2}}(?:{_FROM}\s{{0,2}}(?:{_PAGE}{_PLACE}|{_NAMED_PAGE}|{_LOST_PAGE})|[续續]{_PAGE})"
        rf"{_STORY}\s{{0,2}}{_CLOSE}{_BOLD}",
        yes=(
            "（上接第一版）全链条服务落到田头",
            "〔上接九版〕",
            "（上接第1版①）",
            "（上接第一版《滨江大桥合龙》）",
            "(上接A1版)大桥通车。",
            "（接1版）",
            "（上接要闻版）",
            "（上接第75页）",
            "（上接A02）",
            "（上接今日一版）",
            "（上接第一版头条）",
            "（续第一版）",
            "（文接①版）",
            "滨江各界谈大桥 〔上接二版〕 市长在会上说",
        ),
        no=("（上接总部，下连门店）", "（该书第一版）", "（紧接着台风）", "（修订接口）", "（续约一版合同）"),
        needs=_FROM_WORDS,
    ),
    Rule(
        code="ZB302",
        why="At the start of a line 上接 with a page, or an arrow back to one, carries on a story from there.",
        pattern=rf"^(?:{_MARKED}{_FROM_BARE}\s{{0,2}}(?:{_PAGE}[①-⑳]?{_PLACE}|{_SECTION_PAGE}){_TAIL}"
        rf"|{_FROM_BARE}\s{{0,2}}(?:{_PAGE}{_BARE_END}|(?:{_PAGE}{_PLACE}|{_SECTION_PAGE})(?=$|[\s　]))"
        rf"|{_BOLD}{_BACK}{{1,4}}\s{{0,2}}{_PAGE}{_BOLD}(?=$|[\s　]))",
        yes=(
            "◀上接01版 两岸灯火亮起。",
            "**◀上接01版**",
            "▲上接1版",
            "上接A03版 船工们说",
            "上接1-3版",
            "（上接二版",
            "上接A1 船工们说",
            "上接B01·头条",
            "上接第一版“两岸灯火亮起。”",
            "←1版",
        ),
        no=(
            "上接总部、下连门店",
            "紧接着第二版方案出台",
            "上接第一版的做法,",
            "迎接第1版教材",
            "上接A1公路",
            "→1版",
            "◀第一版教材",
        ),
        needs=(*_FROM_WORDS, *"◀◁◂◄←⬅⇐"),
    ),
    Rule(
        code="ZB303",
        why="Old papers repeat the title and close the line with 上接 and the page.",
        pattern=rf"(?<=[\s　。！？”」』…）)]){_LEAD}{_FROM_BARE}{_NEAR_END}"
        rf"\s{{0,2}}{_PAGE}{_TAIL}\s{{0,2}}$",
        yes=("政府發言人 評論江防 上接一版", "滨江大桥合龙 ◀上接01版"),
        no=("这套教材上接第一版", "新方案上接第一版。"),
        needs=_FROM_WORDS,
    ),
    Rule(
        code="ZB304",
        why="A whole line of 接 or 续 and a page is a marker; 接一版, with the bare numeral one, is prose too.",
        pattern=rf"^{_LEAD}(?:接\s?(?!一版)|[续續]自?\s?(?!一版)){_PAGE}{_TAIL}$",
        yes=("接1版", "▲接二版", "接第一版", "續自第二版", "續第二版"),
        no=("接一版", "接1版的任务", "改一版接一版"),
        needs=("接", "续", "續"),
    ),
    Rule(
        code="ZB305",
        why="A reader may tear the marker in two and lose the brackets or the page.",
        pattern=rf"^{_LEAD}上\s?接(?:\s{{0,2}}{_OPEN}\s?{_PAGE}\s?{_CLOSE})?{_TAIL}$",
        yes=("上接", "上接 （二版）", "（上接）"),
        no=("上接天线", "上接（总部）"),
        needs=("上接", "上 接"),
    ),
)

TO_RULES = (
    Rule(
        code="ZB321",
        why="In brackets, 下转 or 下接 with a page says where the story goes on.",
        pattern=rf"{_BOLD}{_OPEN}{_CLOSES}(?:{_ARROW}{{1,4}})?\s{{0,2}}{_MORE}{_TO}\s{{0,2}}(?:{_PAGE}{_PLACE}|{_NAMED_PAGE}|{_LOST_PAGE})"
        rf"(?:\s{{0,2}}continued[^）)]{{0,30}}|{_STORY})\s{{0,2}}{_CLOSE}{_BOLD}",
        yes=(
            "大桥合龙。（下转第二版）",
            "〔下接十三版〕",
            "（下文轉入二版）",
            "(下转第16页)",
            "（下转第 页 ）",
            "（下转第 123 页 continued on page 123）",
            "（转2版《滨江大桥合龙》）",
            "（续见第三版）",
            "（下转体育版）",
            "（下转本报今日第2版）",
            "（下转第二版左上）",
            "（详细内容下转2版）",
            "（未完，下转18版）",
            "（下转②版）",
        ),
        no=("（跳转第1页）", "（相关报道见第六版）", "（线下转线上）", "（讲话全文见第二版）", "（第一版）"),
        needs=_TO_WORDS,
    ),
    Rule(
        code="ZB322",
        why="An arrow before 下转 and a page marks the end of what stands on this page.",
        pattern=rf"(?<!{_ARROW}){_BOLD}{_ARROW}{{1,9}}+\s{{0,2}}+{_TO_BARE}\s{{0,2}}+(?=\w)"
        rf"(?:{_PAGE}{_PLACE}|{_SECTION_PAGE}(?=$|[\s　*])){_TAIL}",
        yes=("灯火亮起。▶▶下转02版", "**▶▶下转第三版**", "►下转A8版", "►►下轉A2"),
        no=("→线下转线上", "▶下转移到第2版式样"),
        needs=_TO_WORDS,
    ),
    Rule(
        code="ZB323",
        why="The marker may close a line without brackets, or be a line of its own.",
        pattern=rf"(?:^|(?<=[\s　。！？”」』…）),，])){_LEAD}{_TO_BARE}{_NEAR_END}\s{{0,2}}"
        rf"(?:{_PAGE}{_PLACE}|{_SECTION_PAGE}|{_OPEN}\s?{_PAGE}\s?{_CLOSE}){_TAIL}\s{{0,2}}$",
        yes=(
            "下转A8版",
            "灯火亮起。下转第二版",
            "下转（二版）",
            "（下转第二版",
            "——下转二版",
            "下转A2",
            "下转B04·深度",
        ),
        no=("他把稿子从上版下转第二版", "下转第二版的人说"),
        needs=_TO_WORDS,
    ),
    Rule(
        code="ZB324",
        why="A whole line of 转 and a page is a marker, or an arrow to a page, with 转 or without, behind a text.",
        pattern=rf"(?<![^。！？”』」…])(?:^{_LEAD}(?:[转轉][入至]?|[续續][见見])\s?{_PAGE}{_TAIL}$"
        rf"|{_BOLD}(?:{_ON}{{1,4}}\s?[转轉]?{_PAGE}|[转轉][入至]?\s?{_PAGE}{_ON}{{1,4}}){_BOLD}\s{{0,2}}$)",
        yes=("转二版", "▶转B2版", "轉第三版", "續見第三版", "灯火亮起。→3版", "灯火亮起。→转02版", "灯火亮起。转02版▶"),
        no=("转二版的稿子", "跳转第1页", "转入第二版修订", "详见→3版", "比第一版→第二版", "灯火亮起。转二版的稿子"),
        needs=("转", "轉", "续见", "續見", *"▶▷▸►→➡⇒"),
    ),
    Rule(
        code="ZB325",
        why="Overseas papers write the story goes on with 文转 and an arrow; the page is often cut off.",
        pattern=r"文[转轉]\s{0,2}[>＞》»→]{1,3}\s{0,2}(?P<page>[A-Z]?[0-9]{1,3}版?)?\s{0,2}$",
        yes=("文转>", "文轉>>B2"),
        no=("文转而谈到大桥", "下文转>大桥"),
        needs=("文转", "文轉"),
    ),
)

# Another issue: the story is never whole on this day's pages.
OPEN_RULES = (
    Rule(
        code="ZB341",
        why="续昨, 接昨 and 续前 go on with a story of an earlier issue.",
        pattern=rf"^{_LEAD}(?:[续續接][昨前]|[续續接]上[期号號]|上接(?:[昨前][日天]?|\d{{1,2}}月\d{{1,2}}日)(?:本[报報])?)"
        rf"(?:\s?{_PAGE})?{_TAIL}(?:$|(?<={_CLOSE}|\s))",
        yes=("续昨", "續昨第三版", "（续昨）大桥工程", "（续前）", "（接上期）", "（上接昨日第三版）"),
        no=("续昨日之约，他又来了", "接上期工程，二期开工", "续前缘", "接前版旨意"),
        needs=("续", "續", "接昨", "接前", "接上", "上接"),
    ),
    Rule(
        code="ZB342",
        why="续 in brackets after a title or text, or alone on its line, goes on with a story of an earlier issue.",
        pattern=rf"{_OPEN}\s?[续續](?:[一二三四五六七八九十]{{1,2}}|[0-9]{{1,2}}|完|前|昨)?\s?{_CLOSE}\s{{0,2}}$|^[续續]$",
        yes=("滨江纪行（續）", "滨江纪行（续二）", "（续完）", "續"),
        no=("（续集）", "（手续）", "（续航）里程", "手續", "續約"),
        needs=("续", "續"),
    ),
    Rule(
        code="ZB343",
        why="未完 and 待续 promise the rest in a later issue.",
        pattern=rf"{_OPEN}(?![（(]){_NEAR_END}(?![^（()）]{{0,12}}下[转轉接])\s?(?:[^（()）]{{0,8}}[，,、。])?(?:[全本]文)?(?:未完|待[续續])"
        rf"(?:[，,、。]?\s?(?:[明次]日[续續]|下期|待[续續])?)?[^（()）]{{0,6}}?[。]?\s?{_CLOSE}\s{{0,2}}$",
        yes=("船工们说。（未完）", "（未完待续）", "（待续）", "（本節完，全文未完。）", "（未完，明日续）"),
        no=("（未完成）项目", "（未完工）。", "工程未完", "（未完，下转18版）"),
        needs=("未完", "待续", "待續"),
    ),
    Rule(
        code="ZB344",
        why="Old telegrams close or break with 未完 without brackets.",
        pattern=r"(?:^|(?<=[。！？”」』\s　]))(?:未完|未完待[续續]|下期待[续續])(?:$|(?=[、,，]以下))",
        yes=("未完、以下爲工程部分", "船工们说。未完", "未完待续"),
        no=("未完工程", "心愿未完", "未完成、以下"),
        needs=("未完", "下期待"),
    ),
)

INDEX_RULES = (
    Rule(
        code="ZB361",
        why="A title with double arrows or a dot and a page sends the reader to a story of its own elsewhere.",
        pattern=r"(?:[>＞»]{2}\s?(?P<page>[A-Z]?[0-9]{1,3})版?|[•·・●]\s?(?P<page>第?[A-Z]?[0-9]{1,3}版))\s{0,2}$",
        yes=("全方位>>B2", "•第7版", "滨江夜色>>A12版"),
        no=("比分>3", "•第7", "3>>2的说法"),
        needs=(">>", "＞＞", "»", "•", "·", "・", "●"),
    ),
)
