"""Furniture that is no story: weather boxes, market boxes, and what a web page leaves around a text."""

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
        pattern=r"^(?:今日|本市|市区|今明|一周|城市|未来[三七]天)?(?:天气(?:预报)?|天氣(?:預報)?)\s?[:：]?$",
        yes=("天气预报", "今日天气", "一周天气："),
        no=("天气预报员", "好天气", "天气预报说有雨"),
        needs=("天气", "天氣"),
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
            | ^1\s?\p{Han}{1,4}[兑兌]\p{Han}{1,4}[\s　:：]{0,4}[\d,]{1,9}\.\d{1,4}\p{Han}{0,4}$""",
        yes=("滨江综指 1537.01 (-10.98)", "1美元兌馬幣 4.7545", "上证指数 3025.50 +12.30 +0.41%"),
        no=("上证指数3025.50点，下跌", "指数 12", "物价指数为50.9%"),
        needs=(".",),
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
            | enpproperty | ^[<!-]{1,4}[^。]{0,80}-->$""",
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
