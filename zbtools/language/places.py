"""Places that stand in datelines: enough of them to tell where 戴雅葦台北29日電 cuts the name from the place."""

from __future__ import annotations

from functools import lru_cache

from zbtools.language.variants import simplified

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
    "云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
CITIES = (
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 "
    "临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善 沈阳 大连 "
    "鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 延吉 "
    "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 "
    "南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 乌镇 "
    "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 "
    "南平 龙岩 宁德 平潭 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 瑞金 井冈山 济南 青岛 淄博 枣庄 "
    "东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 曲阜 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 "
    "许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 襄樊 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 "
    "恩施 汉口 武昌 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 吉首 广州 韶关 深圳 珠海 "
    "汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 "
    "防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 博鳌 琼海 文昌 成都 自贡 攀枝花 泸州 德阳 "
    "绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 西昌 贵阳 六盘水 遵义 安顺 毕节 "
    "铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 "
    "拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 酒泉 兰州 嘉峪关 金昌 "
    "白银 天水 武威 张掖 平凉 庆阳 定西 陇南 临夏 甘南 敦煌 西宁 海东 海北 黄南 果洛 玉树 海西 格尔木 银川 石嘴山 "
    "吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 "
    "库尔勒 霍尔果斯 珠峰大本营 南沙 北平 奉天 迪化 归绥 安东 陕北 热河 察哈尔 绥远 西康 张垣 旅顺 虎门 浦口 徐埠 "
    "本市 本埠"
)
OVERSEAS_CHINESE = (
    "台北 新北 基隆 桃园 新竹 苗栗 台中 彰化 南投 云林 嘉义 台南 高雄 屏东 宜兰 花莲 台东 澎湖 金门 马祖 连江 竹北 "
    "板桥 中坜 埔里 九龙 新界 沙田 屯门 元朗 荃湾 观塘 大埔 西贡 葵青 将军澳 氹仔 路环 吉隆坡 布城 马六甲 槟城 槟岛 "
    "乔治市 新山 怡保 太平 芙蓉 波德申 亚罗士打 吉打 玻璃市 加央 双溪大年 居林 关丹 文冬 劳勿 淡马鲁 哥打巴鲁 "
    "哥打峇鲁 吉兰丹 登嘉楼 瓜拉登嘉楼 丁加奴 彭亨 霹雳 雪兰莪 森美兰 柔佛 沙巴 砂拉越 砂劳越 古晋 美里 诗巫 民都鲁 "
    "亚庇 山打根 斗湖 纳闽 莎阿南 沙亚南 八打灵 八打灵再也 梳邦再也 巴生 加影 安邦 蕉赖 士古来 居銮 麻坡 峇株巴辖 "
    "昔加末 哥打丁宜 笨珍 北海 大山脚 安顺 实兆远 曼绒 金宝 江沙 新加坡 星洲 狮城"
)
WORLD = (
    "联合国 华盛顿 纽约 洛杉矶 旧金山 芝加哥 波士顿 休斯敦 西雅图 费城 亚特兰大 达拉斯 迈阿密 檀香山 夏威夷 渥太华 "
    "多伦多 温哥华 蒙特利尔 墨西哥城 哈瓦那 巴拿马城 圣何塞 危地马拉城 圣萨尔瓦多 加拉加斯 波哥大 基多 利马 拉巴斯 "
    "圣地亚哥 布宜诺斯艾利斯 蒙得维的亚 亚松森 巴西利亚 里约热内卢 圣保罗 伦敦 爱丁堡 曼彻斯特 都柏林 巴黎 马赛 里昂 "
    "布鲁塞尔 海牙 阿姆斯特丹 卢森堡 柏林 波恩 慕尼黑 法兰克福 汉堡 维也纳 伯尔尼 日内瓦 苏黎世 洛桑 达沃斯 罗马 "
    "米兰 威尼斯 梵蒂冈 马德里 巴塞罗那 里斯本 哥本哈根 奥斯陆 斯德哥尔摩 赫尔辛基 雷克雅未克 华沙 布拉格 布达佩斯 "
    "布加勒斯特 索非亚 贝尔格莱德 萨格勒布 萨拉热窝 地拉那 雅典 安卡拉 伊斯坦布尔 尼科西亚 莫斯科 圣彼得堡 列宁格勒 "
    "索契 海参崴 符拉迪沃斯托克 基辅 明斯克 基希讷乌 维尔纽斯 里加 塔林 第比利斯 巴库 埃里温 阿斯塔纳 努尔苏丹 "
    "阿拉木图 塔什干 撒马尔罕 比什凯克 杜尚别 阿什哈巴德 喀布尔 伊斯兰堡 卡拉奇 新德里 孟买 加尔各答 德里 加德满都 "
    "达卡 廷布 科伦坡 马累 仰光 内比都 曼谷 金边 万象 河内 胡志明市 西贡 马尼拉 雅加达 万隆 巴厘岛 斯里巴加湾 帝力 "
    "东京 大阪 京都 名古屋 横滨 神户 福冈 札幌 长崎 广岛 冲绳 首尔 汉城 釜山 平昌 仁川 平壤 开城 板门店 罗津 "
    "乌兰巴托 德黑兰 巴格达 大马士革 贝鲁特 安曼 耶路撒冷 特拉维夫 加沙 拉姆安拉 利雅得 吉达 麦加 多哈 科威特城 "
    "科威特 迪拜 阿布扎比 麦纳麦 马斯喀特 萨那 亚丁 开罗 的黎波里 突尼斯 阿尔及尔 拉巴特 喀土穆 亚的斯亚贝巴 内罗毕 "
    "坎帕拉 摩加迪沙 吉布提 达累斯萨拉姆 卢萨卡 哈拉雷 比勒陀利亚 约翰内斯堡 开普敦 温得和克 罗安达 金沙萨 "
    "布拉柴维尔 阿布贾 拉各斯 阿克拉 阿比让 达喀尔 巴马科 马拉博 堪培拉 悉尼 墨尔本 布里斯班 惠灵顿 奥克兰 苏瓦 "
    "莫尔兹比港 加拿大 英国 法国 德国 美国 日本 韩国 朝鲜 俄罗斯 苏联 印度 泰国 越南 巴基斯坦 埃及 南非 安加拉 "
    "素可泰府 努美阿 檀岛 里约 瓦莱塔 马耳他"
)
_SUFFIXES = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "村", "府", "机场", "车站")
_LONGEST_SUFFIX = 2


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(f"{PROVINCES} {CITIES} {OVERSEAS_CHINESE} {WORLD}".split())


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _places()))


def is_place(text: str) -> bool:
    """Say whether `text` is a known place, or known places run together, in either script.

    >>> [is_place(text) for text in ("台北", "臺北市", "韩国首尔", "广东深圳", "雅真台北", "东京、平壤", "")]
    [True, True, True, True, False, True, False]
    """
    text = simplified(text).strip("、·, ")
    if not text:
        return False
    for size in range(min(len(text), _longest()), 1, -1):
        rest = text[size:].lstrip("、·, ")
        if text[:size] in _places() and (not rest or rest in _SUFFIXES or is_place(_without_suffix(rest))):
            return True
    return False


def _without_suffix(rest: str) -> str:
    """The text behind the kind of place that `rest` begins with, if it does: 市大连 is 大连."""
    return next((rest.removeprefix(suffix) for suffix in _SUFFIXES if rest.startswith(suffix)), rest)


def place_at_end(text: str) -> int:
    """Return where the known place that ends `text` begins; `len(text)` if none does.

    >>> place_at_end("戴雅葦台北"), place_at_end("林小傑臺北市"), place_at_end("周一葦")
    (3, 3, 3)
    """
    end = len(text)
    for size in range(min(end, _longest() + _LONGEST_SUFFIX), 1, -1):
        word = simplified(text[end - size :])
        if word in _places() or any(word.removesuffix(suffix) in _places() for suffix in _SUFFIXES):
            return end - size
    return end
