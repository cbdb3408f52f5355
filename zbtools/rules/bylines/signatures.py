"""Bylines that are a line of their own, stand in brackets at the end, or close a caption.

Named groups: `inner` (what the brackets hold), `people`, `role`, `outlet`.
"""

from __future__ import annotations

from zbtools.rules.bylines.even import EvenRule
from zbtools.rules.bylines.parts import BULLETS, OWN

TAIL_BRACKET = EvenRule(
    code="ZB221",
    why="Behind the last sentence a bracket may hold who wrote, who translated, or the dateline.",
    pattern=r"\((?!\()(?P<inner>(?:[^()]|(?<=[^(])\([^()]{1,20}\)){2,180})\)\s{0,3}$",
    yes=("灯火亮起。（周一苇沈砚）", "灯火亮起。（本报沈州4月15日电）", "（作者系滨江气象台（站）工程师）"),
    no=("灯火（周一苇）亮起。", "参展作品108件）"),
    needs=(")",),
)
UNCLOSED = EvenRule(
    code="ZB222",
    why="A bracket with the reporters may have lost its end.",
    pattern=r"(?<=[。！？」”])\s?\((?P<inner>\p{Han}{2,4}(?:[\s、]{1,2}\p{Han}{2,4}){0,4})$",
    yes=("灯火亮起。(周一葦 沈硯",),
    no=("灯火亮起（周一葦", "灯火亮起。（周一葦）"),
    needs=("(",),
)
AUTHOR = EvenRule(
    code="ZB223",
    why="作者系 and 作者单位 say who the author is; his name may stand before that.",
    pattern=r"^(?:(?P<people>[\p{Han}·][\p{Han}·、\s]{1,28}?)(?:[,:]\s?|\s?\(|\s{1,2}))?(?P<role>(?:本文)?(?:作者|笔者|口述者|执笔人?))"
    r"(?P<people>(?!单位|简介|分别|均|[系为是])\p{Han}{2,4}?)?,?(?:单位:?|简介:)?(?:分别|均)?(?:系|为|是|现任|曾任|(?<=:))",
    yes=(
        *(
            "作者系滨江气象台工程师",
            "作者单位：沈州大学",
            "作者为中国驻沈国大使",
            "作者分别为滨江大学教授",
            "作者为联合国系统协调员",
        ),
        *("周一苇，作者系滨江大学教授", "作者周一苇系滨江大学教授", "周一苇 沈砚（作者单位：滨江大学）"),
    ),
    no=("作者单位在滨江", "作者笔下的大桥", "作家系列", "作者：周一苇"),
    needs=("作者", "笔者", "口述者", "执笔"),
)
AUTHOR_NAMED = EvenRule(
    code="ZB224",
    why="作者 or 文 with a colon or slash, alone on a line, names the author.",
    pattern=r"^[\s■●◎○]{0,3}(?:本文)?(?P<role>作者|撰文|文字?|翻?译者?|口述)\s{0,2}[:/|]\s{0,2}(?P<people>[^,。;！？/:]{2,60})$",
    yes=("作者：Cecilia Kang", "■文/周一苇"),
    no=("作者：他说，大桥该修", "文化：大桥"),
    needs=("作者", "文", "译", "口述"),
)
_BULLETS = rf"{BULLETS}口|·"
BULLET_NAMES = EvenRule(
    code="ZB225",
    why="A bullet before a name alone on a line marks the author; after export it may be the character 口.",
    pattern=rf"^\s{{0,3}}[{_BULLETS}]{{1,2}}\s{{0,3}}(?P<people>[\p{{Han}}·\s、]{{2,40}}|[A-Z][A-Za-z .]{{2,40}})$",
    yes=("■ 李 文", "口周一苇", "☉周一葦"),
    no=("■大桥合龙。", "周一苇", "——周一苇"),
    needs=tuple(_BULLETS),
)
BARE = EvenRule(
    code="ZB226",
    why="The paper's own commentators and reporters may sign without a name.",
    pattern=rf"^(?:(?P<outlet>{OWN}|(?:新华|中新|中央)社)\s?(?P<role>(?:全媒体|特派)?记者|通讯员|特约(?:通讯员|撰稿人))"
    rf"(?:[\s　、]{{1,4}}(?:{OWN}|(?:新华|中新|中央)社)\s?(?:记者|通讯员))?|"
    rf"(?P<outlet>{OWN}|(?:新华|中新|中央)社)\s?(?:(?:全媒体|特派)?记者\s?)?(?P<role>集体采写|综合(?:整理|报道)?)|"
    rf"(?P<outlet>{OWN}|新华社|\p{{Han}}{{2,4}}报)\s?(?P<role>(?:特约|国际)?评论员|观察员|编辑部|评论部|(?:调研|采访|报道)组))$",
    yes=(
        "本报评论员",
        "新华社记者",
        "本报调研组",
        "滨江日报评论员",
        "本报记者 集体采写",
        "本报综合",
        "新华社记者 本报通讯员",
    ),
    no=("本报评论员文章", "评论员", "对话滨江日报记者", "本报综合办公室"),
    needs=("论员", "察员", "讯员", "组", "记者", "编辑部", "评论部", "撰稿人", "采写", "综合"),
)
_BARE = r"(?:\p{Han}{3}|\p{Han}\s{1,3}\p{Han}|\p{Han}{4})"
BARE_NAME = EvenRule(
    code="ZB230",
    why="Essays and poems set only the names of writers below the title: three characters, two with a space between "
    "them, four with a surname of two. They count only below a title and above prose that does not name them.",
    pattern=rf"^{_BARE}(?:(?:\s{{1,3}}|、){_BARE}){{0,3}}$",
    yes=("周一苇", "顾　南", "欧阳明远", "周一苇 陆青禾", "周一苇、顾　南"),
    no=("沈砚", "周一苇 沈砚", "（周一苇）", "周一苇、沈砚"),
)
OUTLET_NAME = EvenRule(
    code="ZB227",
    why="Hong Kong papers sign a column with the paper, a bar, and the writer.",
    pattern=r"^(?P<outlet>\p{Han}{1,8}[报网])\|(?P<people>[\p{Han}\s、]{2,20}):?$",
    yes=("濱江報|周一葦：", "滨江网｜沈砚"),
    no=("滨江报|大桥合龙了，", "周一葦：大桥"),
    needs=("|",),
)
SPEAKER = EvenRule(
    code="ZB228",
    why="In an interview 记者 with a colon and a sentence is a speaker.",
    pattern=r"^[\p{Han}·]{0,10}记者\s?:\s?(?!(?:[\p{Han}·]{1,4}[\s、]{1,3}){0,6}[\p{Han}·]{1,12}(?:$|/|\s{1,3}\p{Han}{2,6}\s?[:/]))",
    yes=("记者：展望新的一年，您有什么打算？", "滨江社记者：去年，大桥合龙。"),
    no=("记者：周一苇", "记者周一苇", "记者：周 颂", "记者：周一苇 通讯员：沈砚"),
    needs=("记者:", "记者 :"),
)
_SOURCE_END = "(?:[报网社刊]|客户端|公众号|新闻|电视?台|[央卫]视)"
REPRINTED = EvenRule(
    code="ZB229",
    why="本文转自, 摘编自, 据 and 综合 name where the text was taken from.",
    pattern=rf"^(?:本文)?(?P<role>转载?自|摘编?自|原载|(?:据|综合)(?=《|[\p{{Han}}、]{{0,20}}{_SOURCE_END}(?:等|消息|报道)?$))自?(?:\d{{1,2}}月\d{{1,2}}日)?:?"
    rf"(?:《(?P<outlet>[\p{{Han}}A-Za-z·]{{2,16}})》|(?P<outlet>[\p{{Han}}A-Za-z·]{{1,14}}?{_SOURCE_END}))(?=[,、等]|消息|报道|$|\d)",
    yes=(
        "本文转自滨江网",
        "摘编自3月8日《滨江日报》，原题为《大桥》",
        "据新华社",
        "综合新华社、滨江新闻",
        "综合自滨江网",
    ),
    no=("转自行车道", "摘自枝头", "据说大桥合龙", "综合办公室", "据新华社报道，大桥合龙"),
    needs=("自", "原载", "据", "综合"),
)
CREDIT_END = EvenRule(
    code="ZB241",
    why="A caption closes with who took the picture: 记者/周一苇 摄, 图/周一苇, 新华社发（周一苇 摄）.",
    pattern=r"(?:摄影?(?:报道)?|供图|提供|[制绘]图|翻拍|图文?|发|(?:[图文]|摄影?)[/:][^/。]{2,24}|图/文[^/。]{2,24}|来源[:/][^。]{2,24})"
    r"(?=[\s()]|$)\s{0,2}(?:\([^()]{2,12}\)|\))?\s{0,2}$",
    yes=("上了山。记者/周一苇 摄", "滨江市气象局供图", "新华社发（周一苇 摄）", "周一苇摄（滨江视觉）"),
    no=("大桥合龙。", "周一苇拍摄了大桥"),
    needs=("摄", "图", "提供", "翻拍", "社发", "来源", "文/", "文:"),
)
CREDIT_START = EvenRule(
    code="ZB243",
    why="The credit of a caption begins behind a sentence, a mark or a space.",
    pattern=r"(?<=[。！？!?”」』…)\s▲▼])[^\s。、,;:()]",
    yes=("大桥合龙。周一苇 摄",),
    no=("大桥合龙周一苇摄", "大桥合龙。"),
)
CREDIT_SIGN = EvenRule(
    code="ZB244",
    why="The credit of a caption may begin in the middle of a line, at a bracket, at a key or at an agency.",
    pattern=r"\(|(?:[图文摄]|[制供]图|视频|图片|摄影)[/:]|图片来源|本报记者|新华社",
    yes=("大桥夜景图/周一苇", "大桥夜景（周一苇 摄）"),
    no=("大桥夜景 周一苇", "大桥夜景图"),
    needs=("(", "/", ":", "图片来源", "本报记者", "新华社"),
)
PICTURE_AGENCY = EvenRule(
    code="ZB242",
    why="A caption may close with nothing but the agency or archive that the picture came from.",
    pattern=r"(?<=^|[(。！？」”\s])(?:(?P<outlet>本报)资料(?:图片?|照片|室)|(?P<outlet>人民视觉|影像中国|视觉中国|(?:新华|中新|法新|路透|美联|中央|共同|中通)社(?:/(?:法新|路透|美联|中新)社?)?|"
    r"资料(?:图片?|照片)|网[络上]图片|CFP|东方IC))(?:发|供图|图片?|传真|照片)?\)?\s{0,2}$",
    yes=("大桥合龙。人民视觉", "大桥合龙。（美联社）", "大桥（资料图片）"),
    no=("他在新华社", "影像中国大赛"),
    needs=("视觉", "影像中国", "社", "资料", "图片", "法新", "路透", "CFP", "东方IC"),
)
