"""Ordinary prose made from tables, in the same order every time: sentences that hold the words of bylines, and none.

Each template has a trap (记者, 本报, 讯, 电, 摄, 图, 文, 来源, 编译, a bracket at the end, a day, a place); what fills
it in is drawn round and round from the tables, so that no two lines are alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

WHO = "周一苇 沈砚 顾南乔 陆青禾 邱小满 孟听澜 老周 船工们 市长 两位工程师 她 他们 一位读者 村里的人"
PLACE = "滨江 柳堤县 槐溪区 青屏山下 江北 沈州 北京 上海 台北 吉隆坡 渡口 市里 省城 东京"
OFFICE = "市气象局 统计局 大桥指挥部 报社 供电公司 通讯社 电视台 图书馆 编辑部 文化馆 邮电局 市档案馆 学校 网络公司"
THING = "大桥 渡轮 早市 水库 图书馆 江堤 新码头 老城 自来水 茶园 气象站 夜间门诊 路灯 公交专线"
DAY = "3月8日 昨天 上月底 去年冬天 十四日 星期五 近日 日前 今年 汛期 春耕以前 腊月二十 本周末 7月"
TEMPLATES = (
    "记者从{office}获悉,{thing}将于{day}完工,{who}说,再等一等就好。",
    "记者了解到,{place}的{thing}{day}起停用,{office}正在另想办法。",
    "{who}对记者说,{thing}的事要问{office}。",
    "据{office}消息人士说,{place}的{thing}还要修两年。",
    "{day},{who}在{place}见到了{office}的负责人,谈的是{thing}。",
    "本报{day}报道了{place}的{thing},读者来信很多。",
    "他每天读本报,从{place}读到{place2},尤其爱看{thing}的消息。",
    "{who}是本报多年的通讯员,写过{thing},也写过{place}。",
    "{office}的电话{day}打不通,{who}只好坐车去{place}。",
    "{place}的通讯{day}中断,{who}骑马送信,信里说{thing}平安。",
    "电力工人{day}赶到{place},{thing}在天黑以前来了电。",
    "{who}摄下了{place}的{thing},照片后来挂在{office}。",
    "图书馆里,{who}在读一本讲{thing}的书,书是{office}送的。",
    "如图所示,{thing}从{place}通到{place2},中间不停。",
    "文中提到的{thing},其实在{place},不在{place2}。",
    "{thing}的资金来源:一半是{office}拨的,一半是{who}捐的。",
    "编译局的{who}{day}到过{place},写了一篇讲{thing}的文章。",
    "他把{thing}译成英文,{office}{day}印了三千册。",
    "{who}整理好行李,{day}从{place}动身,去看{thing}。",
    "“{thing}什么时候好?”记者问。“{day},”{who}说,“最晚不过秋天。”",
    "{office}说:{thing}{day}开放,{place}的居民凭证入内。",
    "{place}讯息不灵,{thing}的事{day}才有人知道。",
    "{who}在{place}住了三十年(其中两年在{place2}),一直管着{thing}。",
    "{thing}每年要花三十万元(不含{office}的补贴)。",
    "{place}今年有二十四座{thing}(见右图)。",
    "{who}作者系列丛书里最薄的一本,写的就是{place}的{thing}。",
    "新华社区的{thing}{day}搬到{place},{who}去帮忙。",
    "晚报登了{thing}的照片,{who}把它剪下来,寄到{place}。",
    "{office}{day}发来贺电,祝{place}的{thing}落成。",
    "{day}电来了,{place}的{thing}亮了一夜,{who}没有睡。",
    "来电显示是{place}的号码,{who}没有接,{thing}的事改日再说。",
    "{who}报道的{thing}得了奖,奖金捐给{place}的{office}。",
    "{day}晚上{who}写信给{office},说{place}的{thing}漏水。",
    "据说{place}从前也有{thing},{day}还有人见过。",
    "提供午饭的是{office},{thing}旁边搭了棚,{who}掌勺。",
    "摄氏三十度的{place},{who}还在{thing}上干活。",
    "{who}和{who2}、{who3}{day}都到了{place},{thing}就算开工了。",
    "他说这话的时候,{place}的{thing}刚刚通车,{day}正下雨。",
    "责任编辑{day}打来电话,问{place}的{thing}是不是{who}修的。",
    "网上说{thing}要拆,{office}{day}回应:没有的事。",
)


def lines(number: int) -> list[str]:
    """Return the first `number` lines, no two alike."""
    return list(islice(_lines(), number))


def _lines() -> Iterator[str]:
    seen: set[str] = set()
    who, place, office, thing, day = (words.split() for words in (WHO, PLACE, OFFICE, THING, DAY))
    for turn in count():
        for at, template in enumerate(TEMPLATES):
            step = turn * len(TEMPLATES) + at
            line = template.format(
                who=who[(turn + at) % 14],
                who2=who[(turn * 3 + at + 1) % 14],
                who3=who[(turn * 5 + at + 2) % 14],
                place=place[(turn * 3 + at) % 14],
                place2=place[(turn * 3 + at + 5) % 14],
                office=office[(turn * 5 + step // 14) % 14],
                thing=thing[(turn * 9 + at) % 14],
                day=day[(turn + step // 7) % 14],
            )
            for printed in (line, line.translate(str.maketrans(",:()?", "，：（）？"))):
                if printed not in seen:
                    seen.add(printed)
                    yield printed
