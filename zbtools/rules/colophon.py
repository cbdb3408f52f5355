"""Furniture that tells who makes the paper: registration, publisher, staff of the page, ways to reach it."""

from __future__ import annotations

from zbtools.rules.rule import Rule

REGISTRATION_RULES = (
    Rule(
        code="ZB441",
        why="Registration numbers are printed by law on every issue.",
        pattern=r"""(?:国内统一(?:连续出版物)?刊?号|國內統一刊號|CN)\s?[:：]?\s?(?:CN)?\s?\d{2}\s?[－—–-]\s?\d{4}
            | ISSN\s?\d{4}-\d{3}[\dXx] | PP\s?\d{3,5}/\d{2}/\d{4}""",
        yes=("国内统一连续出版物号:CN 43-9999/07 邮发代号:41-999", "ISSN 9999-999X", "PP9999/08/2013(099999)"),
        no=("他查到了国内统一刊号的来历", "CN公司"),
        needs=("CN", "ISSN", "统一", "PP"),
    ),
    Rule(
        code="ZB445",
        why="Post office number, price and the permit to advertise are printed beside the registration number.",
        pattern=r"""[邮郵国國][发發外]代[号號]\s?[:：]?\s?[A-Z]?\d{1,4}
            | 广告(?:经营)?(?:许可证|发布登记)[^。]{0,20}\d{3}
            | (?:零售(?:价|每份)?|每份(?:零售|定价|售价)|全年定价|每月定价)\s?[:：]?\s?\d{1,4}(?:\.\d{1,2})?\s?元""",
        yes=("邮发代号 2-999", "零售每份1.80元", "广告经营许可证：9999999"),
        no=("套餐每份15元", "邮发代号的由来", "广告许可证制度"),
        needs=("代号", "代號", "许可证", "登记", "零售", "定价", "售价"),
    ),
)

# A body in charge: no sentence, no list.
_BODY = r"[^。，！？：:]{2,30}"

PUBLISHER_RULES = (
    Rule(
        code="ZB442",
        why="The masthead names the body in charge and the publisher: …主管 …主办.",
        pattern=rf"""^(?:
            {_BODY}\s?主管(?:、?主办)?\s{{0,6}}{_BODY}\s?(?:主[办辦]|出版|承办)(?:\s{{1,6}}{_BODY}\s?(?:协办|出版|承办))?
            | \p{{Han}}{{2,14}}(?:[报報]社|报业集团|传媒集团)(?:主管主办|(?:编辑)?出版(?:发行)?)
            | 主管(?:单位)?\s?[:：]\s?{_BODY}\s{{0,4}}主办(?:单位)?\s?[:：]\s?{_BODY}
        )$""",
        yes=("滨江省新闻出版局主管 滨江广播电视中心主办", "滨江日报社出版", "主管：滨江市委宣传部 主办：滨江日报社"),
        no=("展览由滨江博物馆主办", "大桥由谁主管？", "主办单位：滨江博物馆", "部门名称 高级主管   主管"),
        needs=("主管", "报社", "報社", "集团"),
    ),
    Rule(
        code="ZB443",
        why="Overseas papers name publisher and printer in capitals.",
        pattern=r"PRINTED\s(?:AND|&)\sPUBLISHED\sBY",
        yes=("PRINTED AND PUBLISHED BY THE BINJIANG PRESS BHD",),
        no=("Printed books",),
        needs=("PUBLISHED",),
    ),
    Rule(
        code="ZB444",
        why="The imprint lists the paper's address, post code, telephones and printer, each behind its name.",
        pattern=r"""^(?:本?[报報]社?[地社]址|[社地]址|编辑部(?:地址)?|通[讯訊][处處])\s?[:：]
            .{4,100}?(?:[邮郵][编編]|邮政编码|[电電][话話]|印刷|发行部|广告部|传真)""",
        yes=(
            "社址:滨江市江边路1号 邮编:999999 电话:99999999 印刷:滨江日报社印刷厂",
            "地址：滨江市江边路1号 电话：99999999",
        ),
        no=("地址：滨江市江边路1号", "活动地址:滨江体育馆 报名电话:99999999"),
        needs=("址", "编辑部", "通讯", "通訊"),
    ),
)

# Names are single characters (two-character names are set with a space) or up to four, and no role; a student's or an
# agency's bracket may follow. Nothing here gives back what it took: lists of lists would be tried in every division.
_STAFF_GRAMMAR = r"""(?(DEFINE)
    (?P<name>(?!(?:(?&of)?(?&role)|(?:电子)?[邮信]箱|[电電][话話]|热线)[\s　:：/／|｜])
        \p{Han}{1,4}+(?:·\p{Han}{1,6}+)?(?:[（(]\p{Han}{2,6}[)）])?)
    (?P<names>(?=[\p{Han}\s　]{2})(?&name)(?:[\s　、/]{1,4}+(?&name)){0,15}+)
    (?P<of>本[版期报]|今日|周刊|(?:[A-Z]?\d{1,3}|第?[一二三四五六七八九十]{1,3})(?:[、至-][A-Z]?\d{1,3})?版)
    (?P<role>(?:执行|值班|[责責]任|首席|特[约約]|[见見]习|本版|文字|[图圖]片|美[术術]|视觉|见报|夜班)?
            (?:[编編][辑輯审審委]|[主美图][编編]|主任|[总總][编編][辑輯]?|校[对對])
        |[责責][编編校]|副主编|版[式面](?:[设設][计計]|统筹)?|[组排組]版|[制製][图圖]|[绘繪][图圖]|图表|美[术術]|视觉(?:设计)?|[设設][计計]
        |[检審审]?校检?|[审審][读核校讀]|统筹|策[划劃]|监制|终审|[一二三]审)
    (?P<reach>(?:本版|编辑|电子|[来投]稿){0,2}+(?:[邮信]箱|[电電][话話]|热线|E-?mail|QQ)[\s　:：]{1,3}[\w.@+-]{5,40})
    (?P<entry>(?&of)?\s{0,2}(?&role)(?:[/、](?&role))?\s{0,2}[:：/／|｜]\s{0,2}(?&names))
)"""

STAFF_RULES = (
    Rule(
        code="ZB451",
        why="The staff of a page stand by their roles, with colon or slash and names, and nothing else in the line.",
        pattern=rf"""{_STAFF_GRAMMAR}
            ^(?=[^:：/／|｜]{{1,90}}+[:：/／|｜])[（(■□●]?\s?(?:(?&reach)[\s　;；,，|、]{{1,6}}+){{0,2}}+(?&entry)
            (?:[\s　;；,，|、]{{0,6}}+(?:(?&entry)|(?&reach))){{0,8}}+
            \s?(?:[)）]|[（(]\p{{Han}}{{2,6}}[)）])?$""",
        yes=(
            "版式设计：周一苇",
            "一版责编：周一苇  江  帆  二版责编：林  岸",
            "本版责编：周一苇  林  岸",
            "责编：周一苇 邮箱：page@example.com",
            "本版投稿邮箱：page@example.com 责任编辑：周一苇 美编：林岸",
            "责任编辑/周一苇 美编/林岸 校对/江帆",
            "責任編輯／周一葦 美術編輯／林岸",
            "（责任编辑：周一苇）",
            "本期统筹：林  岸 制图：江一帆",
            "制图：周一苇  林  岸（新华社发）",
        ),
        no=(
            "策划：把大桥建成城市客厅的来龙去脉",
            "本版图片来源：滨江视觉",
            "栏目投稿邮箱：page@example.com",
            "本报记者周一苇整理",
            "统筹推进：各地有序复工",
            "编辑：您好！",
        ),
        needs=tuple("编編版图圖美视设設校审審统策监任终"),
    ),
    Rule(
        code="ZB452",
        why="Designers, proof readers and editors in charge are named without a colon too; vaguer roles need one.",
        pattern=rf"""{_STAFF_GRAMMAR}
            ^(?&of)?(?:[责責]任[编編][辑輯]|[责責][编編校]|责任校对|版[式面](?:设计)?|美编|美术编辑|组版|校对|本版编辑|见习编辑|值班编委)
            [\s　]{{1,3}}+(?&names)
            (?:[\s　]{{1,6}}+(?:(?&role)[\s　:：]{{1,3}}+(?&names)|(?&reach))){{0,5}}+$
            | ^(?:(?&role)[\s　]{{1,3}}+\p{{Han}}{{2,3}}+[\s　]{{0,6}}){{3,8}}+$
            | ^(?:[责責值执執][任班行])?(?:[编編][辑輯]|[主责責美][编編校])[\s　]{{1,3}}+\p{{Han}}{{2,3}}
                [\s　]{{1,6}}+(?&role)[\s　]{{1,3}}+\p{{Han}}{{2,3}}$""",
        yes=(
            "版式设计 周一苇",
            "责编 周一苇 美编 林岸 校对 江帆",
            "二版责编 林  岸",
            "编辑 周一苇 美编 林岸 校对 江帆",
            "本版责任编辑　周一苇　　电话　９９９９９９９",
        ),
        no=("校对古籍的人", "版式设计大赛在滨江开幕", "责任编辑 周一苇说,书稿已经交付"),
        needs=("责", "責", "版式", "版面", "美编", "美术", "组版", "校对", "编辑", "编委"),
    ),
    Rule(
        code="ZB454",
        why="The head of the paper stands with its editor: 社长 and 总编辑, each with a name.",
        pattern=r"""^(?:(?:社[长長]|[总總][编編](?:[辑輯])?|[总總][经經]理|出版人|[发發]行人|督印人|主[编編])(?:兼[总總][编編][辑輯]?)?\s?[:：]\s?
            \p{Han}(?:[\s　]{0,2}\p{Han}){1,3}[\s　;；,，|]{0,6}){2,6}$""",
        yes=("社长：林深 总编辑：海蓝", "發行人：林深　社長：海藍　總編輯：江楓"),
        no=("社长：林深", "社长：我们欢迎总编辑", "总编辑：您好！社长：您好！"),
        needs=("社长", "社長", "总编", "總編", "发行人", "發行人", "督印人", "出版人"),
    ),
    Rule(
        code="ZB455",
        why="Planning and design are signed with the desk of the paper and names behind a slash or colon.",
        pattern=r"""^(?:本[版期])?(?:策[划劃]|[统統]筹|[监監][制製]|[执執]行|[设設][计計]|[制製]作|出品|文案|文字|撰稿|采写)(?:[、/](?:统筹|执行|制作))?\s?[:：/／]\s?
            \p{Han}{0,8}(?:[日晚早晨时時商][报報])?\p{Han}{0,4}(?:[编編][辑輯]|[传傳]播|[采採][编編]|[记記]者|[新闻聞]|[视視][觉覺]|媒体|[设設][计計])\p{Han}{0,3}(?:部|中心|室|组)
            (?:[\s　、]{1,3}\p{Han}{1,4}){0,8}$""",
        yes=("策划/江河日报编辑部 林深", "统筹：滨江日报视觉中心 周一苇 林岸"),
        no=("策划：新闻中心怎样做好一张报", "设计/滨江大桥的三个方案", "撰稿：编辑部来稿须知"),
        needs=("部", "中心", "室", "组"),
    ),
    Rule(
        code="ZB456",
        why="The printer of the paper is named behind 印刷 or 承印.",
        pattern=r"^(?:本[报報])?(?:承印|印刷|印[制製])(?:[单單]位|者)?\s?[:：]\s?[^。，]{2,24}(?:印[务務刷]|[厂廠]|公司|中心|社)[^。，]{0,12}$",
        yes=("印刷：江河日报印务中心", "承印者：星海印刷公司"),
        no=("印刷：从雕版到激光", "印刷公司：订单排到明年", "承印：他的一生，在印刷厂度过"),
        needs=("印刷", "承印", "印制", "印製"),
    ),
    Rule(
        code="ZB453",
        why="A page gives the address of its own desk.",
        pattern=r"^本版(?:电子|投稿)?(?:邮箱|信箱|热线|电话)\s?[:：]\s?[\w.@+—-]{5,40}$",
        yes=("本版邮箱：page@example.com",),
        no=("栏目投稿邮箱：page@example.com", "本栏目邮箱：page@example.com。"),
        needs=("本版",),
    ),
)

# Known by what stands beside them alone: below a story such a line may be the story's.
BESIDE_STAFF_RULES = (
    Rule(
        code="ZB457",
        why="Beside the staff of a page, its telephone, address, price and the names of further staff belong to it.",
        pattern=r"""^(?:
            (?:本[版报報]|投稿|来稿|[来來]稿|[编編][辑輯部]{0,2}|[电電]子|[联聯][系繫络絡]|[热熱][线線]|[监監]督)?
                (?:[邮郵信]箱|[电電][话話邮郵]|[热熱][线線]|[传傳]真|E-?mail|QQ群?|微信|[邮郵][编編])
                \s?[:：]\s?[A-Za-z0-9_.@+（）()—-]{4,40}(?:[\s　、/][A-Za-z0-9_.@+-]{4,40}){0,3}
            | (?:[执執]行|[责責]任|[值夜][班]?|本版|[见見][习習]|首席|特[约約])?
                (?:[编編][辑輯审審委]|主任|主[编編]|社[长長]|[总總][编編][辑輯]?|[总總][经經]理|策[划劃]|[统統]筹|[审審][读讀校]
                    |[检檢]校|文[图圖字]|[视視][觉覺]|美[术術编編])
                \s?(?:[:：/／]\s?|[\s　]{1,3})\p{Han}{1,4}(?:[\s　、/]{1,3}\p{Han}{1,4}){0,8}
            | (?:出版|[发發]行|承印|印刷|地址|社址|[网網]址|定[价價]|售[价價])\s?[:：][^。，]{2,40}
        )$""",
        yes=("投稿邮箱：page@example.com", "电话：099-99999999", "执行编辑 海蓝", "发行：滨江邮政公司"),
        no=("电话：响了一夜", "编辑 他的稿子改了三遍", "大桥合龙"),
    ),
)

_CHANNEL = r"(?:微信公众号|官方微[博信]|新浪微博|视频号|抖音号|客户端|数字报|网址|网站)\s?[:：]\s?[^\s。：:；;]{2,30}"

CONTACT_RULES = (
    Rule(
        code="ZB461",
        why="The paper's own hot lines: tips, subscription, delivery, advertising. Lines of others belong to a story.",
        pattern=r"""^(?:
            (?:本[报報]|[报報]社|总编辑|社长)?
            (?:新[闻聞]|[报報爆]料|[读讀]者|征订|[订訂][报閱阅報]|[发發]行|投递|[广廣]告|编辑部|总机|记者部|值班|[传傳]真)
            (?:服务|刊登)?(?:[热熱][线線]|[电電][话話]|[专專][线線]|QQ群?|部)?\s?[:：]?\s?
            (?:\d[\d\-—－ 、/转]{4,40}|[\w.+-]{2,30}@[\w.-]{4,30})[\s　;；,，|]{0,6}
        ){1,6}$
            | ^(?:本[报報]|\p{Han}{0,6}[日晚早晨商时時新快][报報])(?:新[闻聞])?[热熱][线線]
            \s?[:：]?\s?\d[\d-]{5,12}[^。]{0,30}$""",
        yes=(
            "新闻热线：99999999",
            "征订热线：010-99999999 广告热线：010-99999998",
            "報料熱線：99999999 傳真：99999998",
            "晚报热线 999-9999999 有新闻请打来",
        ),
        no=("城市管理考评监督电话:99999999", "详情可咨询滨江市生态环境局电话:99999999。", "心理援助热线：99999999"),
        needs=("热线", "熱線", "电话", "電話", "专线", "專線", "QQ", "部", "传真", "傳真"),
    ),
    Rule(
        code="ZB462",
        why="A reader turns the strip of small advertisements into their heading, over and over.",
        pattern=r"^(?:[广廣]告[专專専]?[线線]?\s?){3,60}$",
        yes=("廣告專線廣告專線廣告專線廣告専線",),
        no=("广告", "广告广告人"),
        needs=("广告", "廣告"),
    ),
    Rule(
        code="ZB463",
        why="A line beside a two-dimensional code says what scanning it gives.",
        pattern=r"""^(?:请)?(?:微信)?(?:扫码|扫描(?:[上下左右][方侧]|此)?(?:二维码)?|扫一扫|扫(?:描)?二维码|长按(?:识别)?二维码)
            [^。，；]{0,6}(?:订阅|关注|下载|看|阅读|加入|了解|进入|收听)[^。，；]{0,24}$""",
        yes=("扫码订阅《滨江日报》", "扫描二维码 关注滨江发布", "扫一扫看视频", "扫二维码 观看更多"),
        no=("扫码就能报警求助", "一面门牌，扫码看菜价的人多了。", "扫码订阅后，他每天都看"),
        needs=("扫", "长按"),
    ),
    Rule(
        code="ZB464",
        why="The paper lists its own channels by name; one channel alone may be that of a story.",
        pattern=rf"^(?:{_CHANNEL}[\s　;；,，|]{{0,6}}){{2,5}}$|^(?:本[报報]|\p{{Han}}{{2,8}}[报報]){_CHANNEL}$",
        yes=("微信公众号：滨江发布 官方微博：@滨江日报", "滨江日报网址：www.example.com", "本报微信公众号：滨江发布"),
        no=("报名网址：www.example.com", "微信公众号：滨江发布", "客户端上线：一年有多少人用？"),
        needs=("公众号", "微博", "微信", "视频号", "抖音号", "客户端", "数字报", "网址", "网站"),
    ),
)

APPEAL_RULES = (
    Rule(
        code="ZB465",
        why="An appeal to write, with its conditions, belongs to the page; a column's address stays with the column.",
        pattern=r"""欢迎(?:广大)?(?:读者|作者|网友|市民|群众)[^。]{0,12}[来赐投]稿|来稿(?:要求|须知|请注明)
            |(?:谢绝|请勿|非)一稿[多两]投""",
        yes=("欢迎广大读者来稿。来稿要求为原创首发，非一稿多投。", "来稿须知"),
        no=("欢迎赐图投稿，邮箱：page@example.com。", "他给报社投稿。", "本期选刊三篇读者来稿。"),
        needs=("来稿", "投稿", "赐稿", "一稿"),
    ),
)
