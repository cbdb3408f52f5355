"""Advertisements and notices: paid or official text that is no article of the paper."""

from __future__ import annotations

from zbtools.rules.rule import Rule, first_match

_WHO = r"[^。，！？]{0,40}"

# Before the kind of notice these verbs make a headline of it.
_SAYS = r"发布|發布|发表|发出|刊登|联合|最新|特此"

NOTICE_RULES = (
    Rule(
        code="ZB601",
        why="遗失声明 and its like head or make up the classified column of lost papers.",
        pattern=r"""^[■●◆★▲【\[]?\s?(?:[遗遺]失(?:[声聲]明|启事|啟事)|声明作废|挂失(?:声明)?|作废声明)
            | ^[^，。]{0,40}(?:[遗遺]失|丢失)[^。]{2,60}(?:作[废廢]|特此[声聲]明)""",
        yes=("遗失声明", "周一苇遗失身份证，声明作废。", "▲滨江饭店遗失营业执照正本，特此声明"),
        no=("遗失的美好", "他发表声明说大桥已通车", "寻回遗失多年的手稿"),
        needs=("遗失", "遺失", "丢失", "作废", "作廢", "挂失"),
    ),
    Rule(
        code="ZB602",
        why="公告, 通告, 公示 close the heading of an official notice; reports about one go on with a verb.",
        pattern=rf"^{_WHO}(?<!{_SAYS})(?:公告|通告|公示|告示|公[示告]书|布告)(?:[（(][^（()）]{{1,24}}[)）])?$",
        yes=("滨江市自然资源局国有土地使用权挂牌出让公告", "公告", "拆迁公告（第3号）", "停水通告"),
        no=("滨江发布公告", "渡口停航,特此通告", "两部门联合发布公告", "公告栏前", "民政局发出公告，要求整改"),
        needs=("公告", "通告", "公示", "告示", "布告"),
    ),
    Rule(
        code="ZB603",
        why="Tenders, auctions and transfers are announced by their business.",
        pattern=rf"^{_WHO}(?:(?:公开)?(?:招标|招標|竞标|招租|招商|拍卖|拍賣|竞买|转让|挂牌|采购|比选|询价|竞价)(?:公告|启事|信息|通知|会公告|文告))"
        r"(?:[（(][^（()）]{1,24}[)）])?$|^受[^。]{2,40}委托，[^。]{0,60}(?:公开)?(?:拍卖|招标)",
        yes=("滨江大桥亮化工程招标公告", "拍卖公告", "受滨江法院委托，我公司将于近日公开拍卖下列房产"),
        no=("拍卖会上人声鼎沸", "招标制度在滨江推开", "招标信息怎么看"),
        needs=("招", "拍卖", "拍賣", "竞", "转让", "挂牌", "采购", "比选", "询价"),
    ),
    Rule(
        code="ZB604",
        why="Obituaries and thanks of a family are headed by their kind.",
        pattern=r"""^(?:[讣訃][告闻聞]|哀[启啟]|泣告|沉痛悼念[^。]{2,30}|哀?[鸣鳴][谢謝](?:启事)?|[谢謝][启啟]
            |治丧(?:委员会)?(?:公告|名单)?)$""",
        yes=("讣告", "訃告", "鸣谢启事", "谢启"),
        no=("讣告传来，船工们都哭了", "悼念", "鸣谢会"),
        needs=("讣", "訃", "哀", "泣", "悼念", "谢", "謝", "治丧"),
    ),
    Rule(
        code="ZB605",
        why="启事 and 告白, old and new, are words of advertisements.",
        pattern=r"""^[^。，！？]{0,24}(?:(?<!征文|征稿)[启啟啓]事|啟|谨启|洋行告白|声明书|聲明書|均[鑒鉴])
            (?:[一二三四五六七八九十]|[（(][^（()）]{1,12}[)）])?$""",
        yes=("福江洋行告白", "招领启事", "寻人启事", "滨江紳商學界均鑒", "滨江旅社迁址谨启"),
        no=("征文启事", "启事贴在墙上", "一场跨越千里的告白", "他在新店开张时致辞"),
        needs=("启", "啟", "啓", "告白", "声明书", "聲明書", "均鑒", "均鉴"),
    ),
    Rule(
        code="ZB606",
        why="分类广告 and 广告 head a column of advertisements.",
        pattern=r"""^[（(【\[■]?\s?(?:(?:分[类類]\s?|公益|企业形象)?[广廣]告|分[类類]\s?信息|便民信息|声明公告|商业信息)
            \s?[)）】\]■]?$""",
        yes=("分類廣告", "【广告】", "便民信息", "公益广告"),
        no=("广告语", "公益广告大赛在滨江举行", "广告牌下"),
        needs=("广告", "廣告", "分类", "分類", "便民", "声明公告", "商业信息"),
    ),
    Rule(
        code="ZB608",
        why="A declaration, a transfer of debts or a small advertisement may be headed by its kind alone.",
        pattern=r"""^[■●◆★▲【\[]?\s?(?:(?:严正|郑重)?声明|[嚴鄭][正重][聲声]明|[聲声]明[啟启]事|(?:计划)?停[电水气](?:信息|预告|通知)|[求出招]租|征婚|徵婚|招聘|誠聘|诚聘|求[购購]|求[职職]
            |[转轉出][让讓]|[^，。]{0,24}(?:[债債][权權](?:[转轉][让讓]|催收)|催[款收]|送[达達]|解除(?:劳动|勞動)?合同)(?:暨[^，。]{2,12})?通知书?)
            \s?[】\]]?$""",
        yes=("声明", "停电信息", "郑重声明", "债权转让通知书", "招租", "徵婚", "滨江公司债权转让暨催收通知"),
        no=("声明中说", "招聘会上人声鼎沸", "录取通知书", "出让土地的账怎么算", "债权转让背后", "征婚启示录"),
        needs=("声明", "聲明", "停", "租", "婚", "聘", "求", "让", "讓", "通知"),
    ),
    Rule(
        code="ZB609",
        why="A company or an office calls a meeting, or tells what it resolved, in a notice that says of what it is.",
        pattern=r"""^(?:[^。，！？]{0,30}(?:公司|集[团團]|委[员員]会|合作社|[协協][会會]|商[会會]|基金))?[^。，！？]{0,6}[关關][于於]
            [^。！？]{4,50}的(?:提示性|补充)?(?:通知|通告|公告|公示|[声聲]明)$""",
        yes=("滨江重工股份有限公司关于召开临时股东大会的通知", "关于滨江大桥封闭施工的通告"),
        no=("教育局下发关于减负的通知", "关于那则通知", "滨江出台关于养老的意见"),
        needs=("关于", "關於"),
    ),
    Rule(
        code="ZB607",
        why="A trader's advertisement gives goods or shop and a telephone, and no full sentence.",
        pattern=r"""^(?=[^。]{8,120}$)
            (?=.{0,120}(?:出[租售]|转让|[招诚]聘|求购|回收|维修|搬家|疏通|代办|贷款|特价|优惠|主治|批发|零售|承接|专业|急售))
            [^。]{4,100}(?:[电電][话話]|热线|手机|联系|Tel|TEL|电|微信)\s?[:：]?\s?\+?\d[\d\- ]{6,16}\d[^。]{0,20}$""",
        yes=("滨江路门面出租 电话:99999999999", "专业疏通管道 电话：99999999", "主治:肚腹疼痛 Tel: 999-99999999"),
        no=("城市管理考评监督电话:99999999", "报名电话：99999999", "滨江招商服务热线：99999999。"),
        needs=("电话", "電話", "热线", "手机", "联系", "Tel", "TEL", "电", "微信"),
    ),
    Rule(
        code="ZB610",
        why="The paper corrects itself, or speaks of itself to its readers, under a word that says no more than that.",
        pattern=r"""^[■●◆★▲【\[]?\s?(?:(?:本[报報刊]|重要|编辑部)?(?:(?:更正|勘[误誤]|[订訂]正|致歉|道歉)(?:[与及暨并和]?(?:致歉|道歉|说明|[声聲]明|启事|啟事))?
            |正[误誤]|休刊(?:启事|啟事|公告|通知)?|[声聲]明|[启啟]事|敬告)|(?:敬?告|致|敬告本[报報])(?:广大|廣大)?[读讀]者(?:[书書])?|[读讀]者(?:启事|敬告))
            \s?[】\]]?\s?[:：]?$""",
        yes=("更正", "更正与致歉", "本报启事", "敬告读者", "【勘误】", "致读者"),
        no=("更正登记", "更正说法", "启事贴在墙上", "致读者的一封信写了十年", "订正古籍的人"),
        needs=(
            "更正",
            "勘",
            "订正",
            "訂正",
            "歉",
            "正误",
            "正誤",
            "休刊",
            "声明",
            "聲明",
            "启事",
            "啟事",
            "敬告",
            "读者",
            "讀者",
        ),
    ),
)

# Below such a line stands a text that is no part of the story above, and is not the paper's own either.
STANDING_RULES = (
    Rule(
        code="ZB611",
        why="A letter that the paper prints as it came is headed by that.",
        pattern=r"^[■●◆★▲【\[]?\s?[来來](?:函|信|稿|件)(?:照登|摘登|更正)\s?[】\]]?\s?[:：]?$",
        yes=("来函照登", "【来信摘登】", "來函更正"),
        no=("来函照登之后", "来信收到"),
        needs=("登", "更正"),
    ),
)

_LONGEST_NOTICE_CUE = 120
_LONGEST_WIDE = 6
# The last characters of the words that close a heading, and of telephone numbers; sentences tell of losses and sales.
_HEADING_ENDS = frozenset(
    "告事白示书闻聞啟启知息卖賣等鉴鑒址业業张張谢謝明）)】]■0123456789一二三四五六七八九十会單单员名租婚聘购購职職让讓"
    "正误誤歉刊者书書：:"
)


def notice_cue(text: str) -> Rule | None:
    """Return the rule that says `text` heads, or is, an advertisement or a notice, or None.

    >>> notice_cue("滨江大桥亮化工程招标公告").code, notice_cue("滨江发布招标公告。")
    ('ZB602', None)
    """
    text = _unspaced(text.strip())
    if not text or len(text) > _LONGEST_NOTICE_CUE:
        return None
    if text[-1] not in _HEADING_ENDS and not _tells_of_loss_or_sale(text):
        return None
    return next((rule for rule in NOTICE_RULES if rule.search(text) is not None), None)


def heads_alone(text: str) -> bool:
    """Whether `text` heads a notice, or another text that is no part of the story above.

    >>> heads_alone("来函照登"), heads_alone("更　正"), heads_alone("大桥合龙")
    (True, True, False)
    """
    return notice_cue(text) is not None or first_match(STANDING_RULES, _unspaced(text.strip())) is not None


def _unspaced(text: str) -> str:
    """A heading of a few characters without the spaces that set it wide: 公　告."""
    heading = "".join(text.split()) if text[1:2].isspace() else text
    return heading if len(heading) <= _LONGEST_WIDE else text


def _tells_of_loss_or_sale(text: str) -> bool:
    return "作废" in text or "作廢" in text or "特此" in text or "挂失" in text or "委托，" in text
