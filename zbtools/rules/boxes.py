"""Furniture that is no story: weather, market and lottery boxes, and what a web page leaves around a text."""

from __future__ import annotations

from zbtools.rules.rule import Rule

_SKY = r"(?:晴|[阴陰]|多[云雲]|[小中大阵陣雷暴][雨雪]|雷[阵陣]雨|雨夹雪|霾|[雾霧]|扬沙)"
_DEGREES = r"-?\d{1,2}\s?(?:℃|°C?|度|C)?\s?[~～—–至到/-]{1,2}\s?-?\d{1,2}\s?(?:℃|°C?|度)"

WEATHER_RULES = (
    Rule(
        code="ZB471",
        why="A weather box gives the sky and a range of degrees in a line that is no sentence.",
        pattern=rf"""^[^。，]{{0,30}}{_SKY}[^。]{{0,24}}{_DEGREES}[^。]{{0,20}}$
            | ^[^。，]{{0,12}}{_DEGREES}[\s，,]{{0,3}}{_SKY}[^。]{{0,20}}$""",
        yes=("今日 多云转晴 15℃~22℃ 北风3级", "滨江 小雨 8～12℃"),
        no=("最高气温突破40℃", "明天滨江多云，气温15℃至22℃。", "多云的下午"),
        needs=("℃", "°", "度"),
    ),
    Rule(
        code="ZB472",
        why="天气预报 and its like head a weather box.",
        pattern=r"""^(?:(?:今日|本市|市区|今明|一周|城市|各地|未来[三七]天|\p{Han}{2,6}(?:[市县區区州省]|气象[台局]|氣象[臺台局]))?
            (?:天气(?:预报)?|天氣(?:預報)?|气象(?:预报|信息)|氣象預報))\s?[:：]?$""",
        yes=("天气预报", "今日天气", "一周天气：", "滨江市气象台天气预报"),
        no=("天气预报员", "好天气", "天气预报说有雨", "读懂天气预报"),
        needs=("天气", "天氣", "气象", "氣象"),
    ),
    Rule(
        code="ZB474",
        why="A forecast without full stops names its half day, the sky and the wind or the heat.",
        pattern=rf"""^(?:[今明后昨][天日晚]|未来[三七\d]天)(?:白天|夜[里间晚]|晚上|下午|上午)?(?:到[夜明][里间天])?
            [\s　]{{1,3}}
            [^。，]{{0,12}}{_SKY}[^。]{{0,40}}(?:[℃级級]|\d度|[偏东南西北]风)[^。]{{0,12}}$""",
        yes=("今天白天 多云 东北风2到3级 最高气温22℃",),
        no=("今天 多云的江面风平浪静", "今晚 小雨中的大桥", "明天 大桥通车"),
        needs=("天", "日", "晚"),
    ),
)

# Known by what stands beside them alone.
BESIDE_WEATHER_RULES = (
    Rule(
        code="ZB476",
        why="Beside the lines of a weather box, a line with the sky, the wind or the air in it is one of them.",
        pattern=rf"""^(?:
            [^。，！？]{{0,24}}(?:{_SKY}|\d\s?[℃度]|风力?\s?[\d一二三四五六微]|[级級]$|(?:空气|空氣)(?:质量|品質)|紫外[线線]
                |(?:相对)?[湿濕]度
                |降[水雨](?:概率|機率|量)|日[出落]|[潮水][汐位高]|[Pp][Mm]2\.5|AQI|指数|指數|能见度)[^。！？]{{0,40}}
            | (?:[今明后昨][天日晚]|预计|未来|本周|全市)(?![^。]{{0,24}}(?:记者|获悉|说))
                [^。]{{0,40}}(?:{_SKY}|气温)[^。]{{0,60}}(?:[℃级]|度)[^。]{{0,12}}。?
        )$""",
        yes=("明天 晴到多云", "空气质量:良", "日出 06:25 日落 17:40", "今天白天到夜里多云，东北风3级，最高气温22℃。"),
        no=("大桥合龙", "记者昨天从气象台获悉，全市气温将降到5℃。", "晴天，他们在桥上散步，谈起往事。"),
    ),
)

# Of all boxes these alone are sentences.
FORECAST_RULES = (
    Rule(
        code="ZB473",
        why="A forecast names its half day before a colon; indexes for daily life stand in a row.",
        pattern=rf"""^(?:[今明后昨][天日晚]|未来[三七\d]天)(?:白天|夜[里间]|晚上|下午|上午)?(?:到[夜明][里间天])?\s?[:：]
            [^。]{{0,12}}{_SKY}[^。]{{0,80}}。?$
            | ^(?:(?:森林火险|紫外线|空气质量|穿衣|洗车|晨练|感冒|舒适度)(?:等级|指数)\s?[:：]
                \s?[^。，：:]{{1,8}}[\s　；;]{{0,4}}){{1,8}}$""",
        yes=("今天白天：多云到阴，东南风3级，最高温度30℃。", "森林火险等级：二级　紫外线指数：弱"),
        no=("今天白天，滨江多云。", "紫外线指数怎么看", "今晚：大桥亮灯"),
        needs=("白天", "夜", "天：", "天:", "日：", "晚：", "指数：", "指数:", "等级：", "等级:"),
    ),
)

STOCK_RULES = (
    Rule(
        code="ZB475",
        why="A market box gives an index or rate, its value and its change, without a verb.",
        pattern=r"""^\p{Han}[\p{Han}A-Z0-9·]{1,14}[\s　:：]{1,4}[\d,]{1,9}\.\d{1,4}点?[\s　]{0,4}
            [（(]?\s?[+−＋－▲▼↑↓涨跌-]\s?[\d.,]{1,9}%?\s?[)）]?(?:[\s　]{1,4}[+−＋－-]?[\d.]{1,6}%)?$
            | ^\p{Han}[\p{Han}A-Z0-9]{1,11}(?:[\s　]{1,4}[\d,.]{1,9}){1,4}[\s　]{1,4}[+−＋－▲▼↑↓-]\s?[\d.,]{1,9}%?$
            | ^10{0,2}\s?\p{Han}{1,4}[兑兌]\p{Han}{1,4}[\s　:：]{0,4}[\d,]{1,9}\.\d{1,4}\p{Han}{0,4}$""",
        yes=("滨江综指 1537.01 (-10.98)", "白糖 0909 3718 +24", "1美元兌馬幣 4.7545", "上证指数 3025.50 +12.30 +0.41%"),
        no=("上证指数3025.50点，下跌", "指数 12", "物价指数为50.9%", "滨江队 12 7 3 2 24"),
        needs=(".", *"+−＋－▲▼↑↓-"),
    ),
)

# Known by what stands beside them alone.
BESIDE_STOCK_RULES = (
    Rule(
        code="ZB477",
        why="Beside the lines of a market box, a name with figures and a name of the market are parts of it.",
        pattern=r"""^(?:
            [\p{Han}A-Z0-9·/()（）]{1,14}
                (?:[\s　:：]{1,4}[+−＋－▲▼↑↓涨跌-]?\s?[\d,]{1,9}(?:\.\d{1,4})?(?:%|点|元)?){1,5}
            | (?:\p{Han}{2,10}交易所)?(?:今日|昨日|沪深|滬深)?
                (?:股市|股匯|股汇|大盘|外汇|外匯|汇率|匯率|金价|黄金|银行|油价|行情|收盘|收盤
                |开盘|期货|牌[价價]|名称|现价|涨跌|漲跌|幅度|买入价?|卖出价?|中间价
                |[\s　]){1,6}(?:一览|行情|表)?[:：]?
        )$""",
        yes=("美元 722.35", "昨日收盘", "股市行情", "外汇牌价", "欧元 781.20 790.10"),
        no=("大桥合龙", "股市有风险", "汇率变动的背后"),
    ),
)

LOTTERY_RULES = (
    Rule(
        code="ZB478",
        why="A lottery box gives the game, the draw and its numbers, without a verb.",
        pattern=r"""^[^。，]{0,6}(?:双色球|大乐透|七乐彩|七星彩|排列[三五35]|3D|快乐8|六合彩|今彩539|威力彩|大樂透|[四萬万]字
                |多多|萬能|大馬彩|大马彩)
            [^。]{0,16}(?:第\s?[\d-]{3,9}\s?期|[:：\s　])[^。，]{0,24}?
            (?:\d{1,4}[\s　+、:：]{1,3}){2,9}\d{1,4}[^。，]{0,12}$""",
        yes=("双色球第2022123期开奖结果:红球 03 05 11 18 22 30 蓝球 09", "排列3第22285期 5 8 1"),
        no=("双色球第2022123期开出一等奖5注", "3D电影院在滨江开业", "他连续三期买了大乐透"),
        needs=("双色球", "乐", "七星彩", "排列", "3D", "彩", "樂", "字", "多多", "萬能"),
    ),
)

# Known by what stands beside them alone.
BESIDE_LOTTERY_RULES = (
    Rule(
        code="ZB479",
        why="Beside the lines of a lottery box, its heading, its prizes and its numbers are parts of it.",
        pattern=r"""^(?:
            (?:中国|中國)?(?:福利|体育|體育)?彩票?(?:开奖|開獎)?(?:公告|信息|结果|结果公告)?|福彩|体彩|彩市
            | (?:今期|昨日|昨晚)?(?:开奖|開獎|開彩)(?:公告|信息|号码|號碼|成[绩績])
            | [^。，]{0,12}(?:[一二三四五六首头頭特][等]?[奖獎]|[安慰特别別]{2}[奖獎]|红球|蓝球|号码|號碼|奖池
                |第\s?\d{3,7}\s?期)
                [^。，]{0,50}\d[^。，]{0,12}
            | (?:\d{1,4}[\s　+]{1,3}){2,12}\d{1,4}
        )$""",
        yes=("福利彩票", "开奖公告", "頭獎 1234", "03 05 11 18 22 30", "体彩大乐透 第22124期 02 08 15"),
        no=("一等奖得主说，他很高兴", "彩票站里的人", "大桥合龙"),
    ),
)

RESIDUE_RULES = (
    Rule(
        code="ZB481",
        why="Electronic editions put links for turning pages, printing and sharing around the text.",
        pattern=r"""^[\s/|<>＜＞«»\[\]【】0-9]{0,6}(?:(?:
            [上下]一[篇版期页]|返回(?:首页|目录|列表|上级)|回到顶部|打印(?:本[页文])?|字号?[:：]?\s?[大中小]|放大|缩小|默认|分享[到至]?
            |关闭(?:窗口)?|收藏|[版标][面题](?:导航|概览)|往期回顾|全文复制|复制链接|朗读|PDF版?|按日期检索|本版新闻|点击数?[:：]\s?\d{0,8}
            )[\s/|<>＜＞«»\[\]【】+:：0-9大中小-]{0,6}){1,8}$""",
        yes=("上一篇 / 下一篇", "上一版 | 下一版", "放大 缩小 默认", "返回目录", "字号：大 中 小"),
        no=("上一篇说到大桥", "收藏夹里的滨江", "放大格局 缩小差距", "分享会"),
        # 一篇, 一版, 返回, 打印, 字号, 放大, 分享, 关闭, 收藏, 版面导航, 往期, 复制, 朗读, PDF, 检索, 本版新闻, 点击
        needs=tuple("一返打字放缩默分关收导概期复朗P检新点"),
    ),
    Rule(
        code="ZB482",
        why="An address of a page, or a piece of a page template, is left from the web.",
        pattern=r"""^(?:\S{1,30}\s){0,8}https?://[\w./?=&%\#:-]{4,200}(?:html?|node_\d{1,6}|enpproperty|content_\d{1,12})[\w./?=&%\#:-]{0,60}$
            | ^.{0,260}?enpproperty | ^[<!-]{1,4}[^。]{0,80}-->$""",
        yes=(
            "2026-07-04 00:00:00:0 99999999 1 0 http://paper.example.com/a/b/enpproperty-->",
            "https://paper.example.com/page_1.html",
        ),
        no=("登录www.example.com可以查询大桥的通行费。", "https://www.example.com", "网址之争"),
        needs=("http", "www", "enpproperty", "-->"),
    ),
    Rule(
        code="ZB483",
        why="Web pages close with a notice of rights.",
        pattern=r"""^(?:版权所有[\s:：][^。]{2,40}|(?:©|Copyright|COPYRIGHT)\s?[^。]{0,60}|[^。，]{2,20}\s?版权所有
            |未经(?:授权|许可|书面).{0,6}(?:禁止|不得|谢绝)(?:转载|使用|复制)[^。]{0,30}。?)$""",
        yes=("版权所有 滨江日报社", "Copyright 2026 Binjiang Daily", "未经授权禁止转载"),
        no=("图书的版权所有者在滨江落户了", "他未经许可转载了文章。"),
        needs=("版权所有", "©", "opyright", "COPYRIGHT", "未经"),
    ),
)
