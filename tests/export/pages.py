"""Invented records that the tests of export share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbtools.batch.formats import FORMATS
from zbtools.model import Article, Byline, Element, Furniture, Link, Page, Provenance, Record, Source

PAGE = Page(
    id="p2",
    source=Source("binjiang/page02.txt", "0" * 64, "utf-8", 400),
    paper="滨江日报",
    date="2022-03-08",
    page="02",
    furniture=(Furniture("folio", "02版", ((0, 0, 3),)),),
)
HEADED = Article(
    id="p2-4",
    pages=("p2",),
    label="民生关注",
    kicker="历时三年 投资两亿元",
    headline="滨江大桥今日通车",
    subtitle="——两岸居民过江只需五分钟",
    byline=Byline("滨江日报讯(记者/周一苇)"),
    body=(
        Element("paragraph", "滨江日报讯(记者/周一苇) 3月8日,滨江大桥通车。"),
        Element("subheading", "【早市搬上桥头】"),
        Element("caption", "图为通车首日的滨江大桥。"),
        Element("table", "线路 首班\n1路 5:30", (("线路", "首班"), ("1路", "5:30"))),
        Element("paragraph", "大桥全长1.2公里。"),
    ),
    provenance=None,
)
SIGNED_ABOVE = Article(
    id="p2-90",
    pages=("p2",),
    headline="春耕忙",
    byline=Byline("本报记者 周一苇"),
    body=(Element("paragraph", "田里一片繁忙。"),),
    provenance=Provenance(headline=((0, 90, 93),), byline=((0, 95, 103),), body=(((0, 105, 112),),)),
)
SIGNED_BELOW = Article(
    id="p2-120",
    pages=("p2",),
    type="photo",
    headline="晒秋",
    byline=Byline("记者/周一苇 摄"),
    body=(Element("paragraph", "农家屋顶晒满辣椒。"),),
    provenance=Provenance(headline=((0, 120, 122),), byline=((0, 140, 148),), body=(((0, 125, 134),),)),
)
SIGNED_BELOW_A_CAPTION = replace(
    SIGNED_ABOVE,
    body=(Element("caption", "图为春耕现场。周一苇 摄"), *SIGNED_ABOVE.body),
    byline=Byline("周一苇"),
    provenance=Provenance(byline=((0, 95, 98),), body=(((0, 70, 84),), ((0, 105, 112),))),
)
FRAGMENT = Article(
    id="p2-200",
    kind="fragment",
    pages=("p2",),
    body=(Element("paragraph", "无主的一段。"),),
    provenance=None,
)
NOTICE = Article(
    id="p2-250",
    type="notice",
    pages=("p2",),
    headline="遗失声明",
    body=(Element("paragraph", "声明作废。"),),
    provenance=None,
)
CONTINUED = Article(
    id="p2-300",
    type="continuation",
    pages=("p2",),
    body=(Element("paragraph", "会议还听取了汇报。"),),
    continued_from=Link("01"),
    status=("head-elsewhere",),
    provenance=None,
)
ALL = [PAGE, HEADED, SIGNED_ABOVE, SIGNED_BELOW, FRAGMENT, NOTICE, CONTINUED]


def written(form: str, *issues: Sequence[Record]) -> str:
    """Return the whole output in a form of issues in a row."""
    return b"".join(FORMATS[form]().stream(issues)).decode()
