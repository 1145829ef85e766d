"""Forms of budget tables, with made-up but coherent figures. A table is rows of cells (text or (text, rowspan, colspan))."""
import random

class Tab:
    def __init__(s, number, title, unit, rows, head, widths=None, dept=None, notes=(), sub=None, align=None, **k):
        s.number, s.title, s.unit, s.rows, s.head, s.dept, s.notes, s.sub = number, title, unit, rows, head, dept, list(notes), sub
        s.cells, s.nr, s.nc = place(rows)
        s.widths = widths or [1] * s.nc
        assert len(s.widths) == s.nc, (title, len(s.widths), s.nc)
        s.cap = None            # caption lines as printed: list of lists of (place, text)
        s.rowspace = {}
        s.__dict__.update(k)
    def truth(s):
        return {"number": s.number, "title": s.title, "unit": s.unit, "headerRows": s.head, "rowCount": s.nr, "columnCount": s.nc,
                "cells": [{"row": r, "column": c, "rowSpan": rs, "columnSpan": cs, "text": t} for r, c, rs, cs, t in s.cells]}

def unspan(t):
    """where no vertical line is drawn, a total's label is in its first place"""
    out = []
    for r, c, rs, cs, x in t.cells:
        if r >= t.head and cs > 1:
            out.append((r, c, 1, 1, x)); out += [(r, c + k, 1, 1, "") for k in range(1, cs)]
        else: out.append((r, c, rs, cs, x))
    t.cells = sorted(out); return t

def place(rows):
    taken, out, nc = set(), [], 0
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            t, rs, cs = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while (r, c) in taken: c += 1
            for i in range(rs):
                for j in range(cs):
                    assert (r + i, c + j) not in taken, (r, c, t)
                    taken.add((r + i, c + j))
            out.append((r, c, rs, cs, t)); c += cs; nc = max(nc, c)
        while (r, c) in taken: c += 1
        nc = max(nc, c)
    nr = len(rows)
    assert taken == {(i, j) for i in range(nr) for j in range(nc)}, ("holes", sorted({(i, j) for i in range(nr) for j in range(nc)} ^ taken)[:5])
    return sorted(out), nr, nc

FUNC = {"201": ("一般公共服务支出", {"20103": ("政府办公厅（室）及相关机构事务", {"2010301": "行政运行", "2010302": "一般行政管理事务", "2010350": "事业运行"}),
                                "20132": ("组织事务", {"2013201": "行政运行", "2013299": "其他组织事务支出"})}),
        "205": ("教育支出", {"20508": ("进修及培训", {"2050803": "培训支出"})}),
        "206": ("科学技术支出", {"20604": ("技术研究与开发", {"2060499": "其他技术研究与开发支出"})}),
        "208": ("社会保障和就业支出", {"20805": ("行政事业单位养老支出", {"2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出"}),
                                 "20808": ("抚恤", {"2080801": "死亡抚恤"})}),
        "210": ("卫生健康支出", {"21011": ("行政事业单位医疗", {"2101101": "行政单位医疗", "2101102": "事业单位医疗", "2101103": "公务员医疗补助"})}),
        "211": ("节能环保支出", {"21103": ("污染防治", {"2110301": "大气", "2110302": "水体", "2110399": "其他污染防治支出"})}),
        "213": ("农林水支出", {"21301": ("农业农村", {"2130104": "事业运行", "2130199": "其他农业农村支出"})}),
        "221": ("住房保障支出", {"22102": ("住房改革支出", {"2210201": "住房公积金", "2210202": "提租补贴", "2210203": "购房补贴"})})}
ECON = {"301": ("工资福利支出", {"30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资", "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费", "30112": "其他社会保障缴费", "30113": "住房公积金", "30199": "其他工资福利支出"}),
        "302": ("商品和服务支出", {"30201": "办公费", "30202": "印刷费", "30205": "水费", "30206": "电费", "30207": "邮电费", "30209": "物业管理费", "30211": "差旅费", "30213": "维修（护）费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30226": "劳务费", "30228": "工会经费", "30231": "公务用车运行维护费", "30239": "其他交通费用", "30299": "其他商品和服务支出"}),
        "303": ("对个人和家庭的补助", {"30301": "离休费", "30302": "退休费", "30304": "抚恤金", "30309": "奖励金"}),
        "310": ("资本性支出", {"31002": "办公设备购置", "31007": "信息网络及软件购置更新"})}
SECT = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出", "六、科学技术支出", "七、文化旅游体育与传媒支出", "八、社会保障和就业支出", "九、社会保险基金支出", "十、卫生健康支出", "十一、节能环保支出", "十二、城乡社区支出", "十三、农林水支出", "十四、交通运输支出", "十五、资源勘探工业信息等支出", "十六、商业服务业等支出", "十七、金融支出", "十八、援助其他地区支出", "十九、自然资源海洋气象等支出", "二十、住房保障支出", "二十一、粮油物资储备支出", "二十二、灾害防治及应急管理支出", "二十三、其他支出"]
INCOME = ["一、一般公共预算拨款收入", "二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、财政专户管理资金收入", "五、事业收入", "六、事业单位经营收入", "七、上级补助收入", "八、附属单位上缴收入", "九、其他收入"]
PROJ = ["生态环境监测网络运行维护费", "老旧小区综合整治工程监理及第三方评估服务项目", "信息系统运维与网络安全等级保护测评经费", "基层公共文化设施免费开放补助资金（提前下达）", "2026年度行政执法装备更新购置项目", "“一网通办”政务服务平台升级改造（二期）", "困难群众救助中央和省级补助资金", "干部教育培训经费", "档案数字化加工服务", "机关物业管理及安保服务"]
UNITS = ["局本级", "市公共资源交易中心", "市行政执法支队", "市信息中心", "市职业技能鉴定指导中心", "市第一实验小学"]
L3 = ["完成监测点位运行维护数量", "设备故障修复及时率", "培训人员合格率", "项目按期完成率", "成本控制在预算批复范围内", "群众满意度", "系统全年无故障运行时间", "提升公共服务均等化水平", "资金支付合规性", "服务对象投诉办结率"]
GOALS = ["完成全市生态环境监测网络的日常运行维护，保证监测数据真实、准确、全面，为环境管理提供支撑。", "按照年度计划开展信息系统运行维护和安全测评，保障业务系统安全稳定运行，全年无重大网络安全事件；完成等级保护测评及整改。", "落实免费开放补助政策，进一步提升基层公共文化服务效能，丰富群众文化生活，公众满意度达到90%以上。"]

class Data:
    def __init__(s, seed=1, commas=True, dec=2, zero="", scale=1, sectors=None):
        s.r = random.Random(seed); s.commas, s.dec, s.zero, s.scale = commas, dec, zero, scale
        pick = sectors or list(FUNC)
        s.leaf = {}
        for k in pick:
            for k2, (_, sub) in FUNC[k][1].items():
                for k3 in sub: s.leaf[k3] = (s.num(), s.num() if s.r.random() < .6 else 0, s.num() if s.r.random() < .55 else 0)   # people, office, project
        s.econ = {k2: s.num(100000) for k in ECON for k2 in ECON[k][1]}
        s.pick = pick
    def num(s, top=9000000):
        return s.r.randint(1, 10 ** s.r.randint(3, len(str(top)))) % top * s.scale + s.r.randint(1, 99)
    def f(s, v, zero=None):
        if v == 0: return s.zero if zero is None else zero
        a = abs(v); q = 10 ** s.dec
        t = (f"{a // 100:,}" if s.commas else f"{a // 100}") if s.dec == 0 else (f"{a / 100:,.{s.dec}f}" if s.commas else f"{a / 100:.{s.dec}f}")
        return ("-" if v < 0 else "") + t
    def func(s):
        """(code, name, level, (people, office, project))"""
        add = lambda xs: tuple(map(sum, zip(*xs)))
        for k in s.pick:
            name, sub = FUNC[k]
            yield k, name, 0, add([s.leaf[x] for k2 in sub for x in sub[k2][1]])
            for k2, (n2, leaves) in sub.items():
                yield k2, n2, 1, add([s.leaf[x] for x in leaves])
                for k3, n3 in leaves.items(): yield k3, n3, 2, s.leaf[k3]
    def total(s): return tuple(map(sum, zip(*s.leaf.values())))
    def sector(s, name):
        n = name.split("、")[1]
        for k in s.pick:
            if FUNC[k][0] == n: return sum(sum(s.leaf[x]) for k2 in FUNC[k][1] for x in FUNC[k][1][k2][1])
        return 0
    def rand_row(s, n, p=.5): return [s.f(s.num()) if s.r.random() < p else s.f(0) for _ in range(n)]

def balance(d, number, title, unit, heads=("收入", "支出", "项目", "预算数"), sectors=12, totals=("本年收入合计", "本年支出合计", "收入总计", "支出总计"), first=False, **k):
    a, b, it, am = heads
    left, right = INCOME[:], SECT[:sectors]
    tot = sum(d.sector(x) for x in SECT[:sectors])
    n = max(len(left), len(right))
    rows = [[(a, 1, 2), (b, 1, 2)], [it, am, it, am]]
    body = []
    for i in range(n):
        l = left[i] if i < len(left) else ""
        r = right[i] if i < len(right) else ""
        body.append([l, d.f(tot) if i == 0 else d.f(0, "" if not l else None), r, d.f(d.sector(r)) if r else ""])
    t1 = [totals[0], d.f(tot), totals[1], d.f(tot)]
    t2 = [totals[2], d.f(tot), totals[3], d.f(tot)]
    if first: body = [t1] + body
    else: body = body + [t1, ["上年结转结余", d.f(0), "年终结转结余", d.f(0)], t2]
    return Tab(number, title, unit, rows + body, 2, k.pop("widths", [5, 3, 5, 3]), **k)

def functional(d, number, title, unit, head, cols, total="合计", pos="first", codes="one", widths=None, **k):
    """head: header rows; cols: functions (people, office, project) -> text"""
    def code(c, lvl):
        if codes == "one": return [c]
        if codes == "join": return []
        full = [c[:3], c[3:5] if lvl > 0 else "", c[5:7] if lvl > 1 else ""]
        return full if codes == "three" else [x if i == lvl else "" for i, x in enumerate(full)]
    body = []
    for c, n, lvl, v in d.func():
        name = [n] if codes != "join" else [f"{c}-{n}"]
        body.append(code(c, lvl) + name + [f(v) for f in cols])
    nc = len(body[0]) - len(cols)
    tv = [f(d.total()) for f in cols]
    tl = [(total, 1, nc)] if nc > 1 and k.pop("span_total", True) else [""] * (nc - 1) + [total]
    body = [tl + tv] + body if pos == "first" else body + [tl + tv]
    return Tab(number, title, unit, head + body, len(head), widths, **k)

def economic(d, number, title, unit, head=None, seven=False, **k):
    rows = []
    tp = to = 0
    for c, (n, sub) in ECON.items():
        s = sum(d.econ[x] for x in sub); people = c in ("301", "303")
        rows.append([c, n, d.f(s), d.f(s if people else 0), d.f(0 if people else s)])
        for x, nn in sub.items():
            v = d.econ[x]; rows.append([x, nn, d.f(v), d.f(v if people else 0), d.f(0 if people else v)])
        if people: tp += s
        else: to += s
    head = head or [[("经济分类科目", 1, 2), ("本年一般公共预算基本支出", 1, 3)], ["科目编码", "科目名称", "合计", "人员经费", "公用经费"]]
    return Tab(number, title, unit, head + [[("合计", 1, 2), d.f(tp + to), d.f(tp), d.f(to)]] + rows, len(head), k.pop("widths", [2, 6, 3, 3, 3]), **k)

INC17 = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]
INC6 = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"]
def income(d, number, title, unit, star=False, unitcols=("单位名称",), units=UNITS, total="总计", **k):
    n = len(unitcols)
    head = [[(u, 2, 1) for u in unitcols] + [(total, 2, 1), ("本年收入", 1, 10), ("上年结转结余", 1, 6)], ["小计"] + INC17 + ["小计"] + INC6]
    if star: head.append((["**"] * n + [str(i) for i in range(1, 18)]))
    body = []
    for i, u in enumerate(units):
        a = [d.num() if j == 0 or d.r.random() < .2 else 0 for j in range(9)]; b = [d.num() if d.r.random() < .3 else 0 for _ in range(5)]
        body.append((a, b, [u] if n == 1 else [f"30{i + 1:04d}", u]))
    sa = [sum(x) for x in zip(*[b[0] for b in body])]; sb = [sum(x) for x in zip(*[b[1] for b in body])]
    row = lambda l, a, b: l + [d.f(sum(a) + sum(b)), d.f(sum(a))] + [d.f(x) for x in a] + [d.f(sum(b))] + [d.f(x) for x in b]
    rows = [row(["合计"] if n == 1 else [("合计", 1, 2)], sa, sb)] + [row(l, a, b) for a, b, l in body]
    return Tab(number, title, unit, head + rows, len(head), [2] * (n - 1) + [4] + [2] * 17, **k)

def sangong(d, number, title, unit, label=None, mult=None, **k):
    a, b, c, e = d.num(9000), d.num(9000), d.num(900000), d.num(90000)
    head = [["“三公”经费合计", "因公出国（境）费", "公务接待费"]]
    h1 = [("“三公”经费合计", 2, 1), ("因公出国（境）费用", 2, 1), ("公务用车购置及运行费", 1, 3), ("公务接待费", 2, 1)]
    h2 = ["小计", "公务用车购置费", "公务用车运行维护费"]
    row = [d.f(a + b + c + e), d.f(a), d.f(b + c), d.f(b), d.f(c), d.f(e)]
    w = [2] * 6
    if label: h1 = [(label[0], 2, 1)] + h1; row = [label[1]] + row; w = [4] + w
    return Tab(number, title, unit, [h1, h2, row], 2, w, **k)

def indicators(d, number, title, unit, head, lead, n=3, per=(3, 9), widths=None, tail=5, leadspan=3, **k):
    """projects merged over their indicator rows"""
    rows = []
    for p in range(n):
        m = d.r.randint(*per); L = lead(p)
        for i in range(m):
            row = [(x, m, 1) for x in L] if i == 0 else []
            l1 = ["产出指标", "效益指标", "满意度指标"][min(2, i * 3 // m)]
            row += [l1, ["数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度指标"][i % 5], L3[(p * 3 + i) % len(L3)], ["≥", "＝", "≤", "定性"][i % 4], [str(d.r.randint(1, 100)), "100", "2", "优"][i % 4], ["%", "个", "小时", ""][i % 4]][:tail + 1]
            rows.append(row)
    return Tab(number, title, unit, head + rows, len(head), widths, **k)

S = sum
def ppo(d): return [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[0]), lambda v: d.f(v[1]), lambda v: d.f(v[2])]

# ---- places
def beijing(seed=3):
    d = Data(seed, dec=6, zero="")
    d.leaf = {k: tuple(x * 1 for x in v) for k, v in d.leaf.items()}
    T = []
    T.append(balance(d, "预算01表", "收支总表", "万元", heads=("收    入", "支    出", "项    目", "预算数"), sectors=13))
    rows = []
    for (c, n, l, v) in d.func():
        if l == 2:
            for e1, e2 in (("50101-工资奖金津补贴", "30101-基本工资"), ("50201-办公经费", "30211-差旅费"))[: 1 + (v[1] > 0)]:
                x = v[0] if e1 == "50101-工资奖金津补贴" else v[1]
                rows.append([f"{c}-{n}", e1, e2, d.f(x + v[2]), d.f(x), d.f(v[2]), "", "", ""])
    T.append(Tab("预算03表", "支出总表", "万元", [[("支出功能分类科目", 2, 1), ("政府支出经济分类科目", 2, 1), ("部门支出经济分类科目", 2, 1), ("合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1), ("其中", 1, 3)], ["事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]] + rows + [[("合  计", 1, 3)] + [d.f(d.num()) for _ in range(3)] + ["", "", ""]], 2, [6, 6, 5, 4, 4, 4, 3, 3, 3]))
    T.append(functional(d, "预算05表", "一般公共预算支出表", "万元", [[("功能分类科目", 2, 2), ("预算数", 1, 6)], [("合计", 2, 1), ("基本支出", 1, 3), ("项目支出", 1, 2)], ["科目编码", "科目名称", "小计", "人员经费", "公用经费", "项目支出总数", "扣除基建项目后预算数"]],
        ppo(d) + [lambda v: d.f(v[2])], total="合  计", pos="last", span_total=False, widths=[3, 6, 4, 4, 4, 4, 4, 4]))
    T.append(Tab("预算07表", "政府性基金预算支出表", "万元", [[("功能分类科目", 1, 2), ("预算数", 1, 3)], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], [""] * 5, ["", "合  计", "", "", ""]], 2, [3, 6, 4, 4, 4]))
    t = sangong(d, "预算09表", "财政拨款“三公”经费支出表", "万元"); T.append(t)
    T.append(Tab("预算10表", "政府采购预算明细表", "万元", [["采购类别", "金额"], ["合  计", "1,204.380000"], ["A-货物", "308.400000"], ["B-工程", ""], ["C-服务", "895.980000"]], 1, [6, 4]))
    T.append(Tab("预算11表", "财政拨款政府购买服务明细表", "万元", [[("指导性目录", 1, 3), ("预算金额", 2, 1)], ["一级", "二级", "三级"]] + [["政府履职辅助性服务", "信息化服务", "机关信息系统开发与维护服务", d.f(d.num())], ["政府履职辅助性服务", "信息化服务", "数据处理服务", d.f(d.num())], ["公共服务", "技术性公共服务", "行业规划、调查与统计分析服务", d.f(d.num())], ["合  计", "", "", d.f(d.num())]], 2, [5, 4, 6, 4]))
    T.append(indicators(d, "预算12表", "项目支出绩效目标表", "万元", [[("项目名称", 2, 1), ("项目总额", 2, 1), ("其中：", 1, 2), ("绩效目标", 2, 1), ("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1), ("绩效指标性质", 2, 1), ("本年绩效指标值", 2, 1), ("绩效度量单位", 2, 1)], ["财政资金", "其他资金"]],
        lambda p: [f"11000024T00000{28722 + p}-{PROJ[p]}", d.f(d.num()), d.f(d.num()), "", GOALS[p % 3]], n=7, per=(4, 14), widths=[6, 4, 4, 3, 8, 3, 4, 6, 2, 3, 3]))
    return d, T

def shanghai(seed=4):
    d = Data(seed, dec=0, commas=True); d.scale = 1
    T = []
    for no, ti, lab in (("", "2026年预算单位支出预算总表", "支出预算"), ("", "2026年预算单位一般公共预算支出功能分类预算表", "一般公共预算支出")):
        T.append(functional(d, no, ti, "元", [[("项目", 1, 4), (lab, 1, 3)], [("功能分类科目编码", 1, 3), ("功能分类科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)], ["类", "款", "项"]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2])], pos="last", codes="three", widths=[1.3, 1.3, 1.3, 8, 4, 4, 4]))
    head = [[("本年收入", 1, 2), ("本年支出", 1, 5)], [("项目", 3, 1), ("预算数", 3, 1), ("项目", 3, 1), ("预算数", 1, 4)], [("合计", 2, 1), ("基本支出", 1, 2), ("项目支出", 2, 1)], ["人员经费", "公用经费"]]
    body = []
    for i, x in enumerate(["一、财政拨款收入", "1.一般公共预算资金", "2.政府性基金", "3.国有资本经营预算", "二、事业收入", "三、事业单位经营收入", "四、其他收入", ""]):
        s = SECT[[0, 4, 5, 7, 9, 10, 12, 19][i]]
        body.append([x, d.f(sum(d.total())) if i < 2 else "", s, d.f(d.sector(s)), d.f(d.num()), d.f(d.num()), d.f(d.num())])
    body.append(["收入总计", d.f(sum(d.total())), "支出总计", d.f(sum(d.total()))] + [d.f(d.num()) for _ in range(3)])
    T.insert(0, Tab("", "2026年预算单位财务收支预算总表", "元", head + body, 4, [6, 4, 7, 4, 4, 4, 4]))
    T.append(Tab("", "2026年预算单位“三公”经费和机关运行经费预算表", "万元", [[("“三公”经费预算数", 1, 6), ("机关运行经费预算数", 3, 1)], [("合计", 2, 1), ("因公出国(境)费", 2, 1), ("公务接待费", 2, 1), ("公务用车购置及运行费", 1, 3)], ["小计", "购置费", "运行费"], ["45.30", "12.00", "3.30", "30.00", "18.00", "12.00", "1,204.56"]], 3, [2, 2, 2, 2, 2, 2, 3]))
    return d, T

def shenzhen(seed=5):
    d = Data(seed, dec=2, zero="0.00"); T = []
    T.append(balance(d, "表1", "收支总表", "万元", heads=("收入", "支出", "项目", "2026年预算数")))
    head = [[("预算单位", 3, 1), ("收入总计", 3, 1), ("本年收入", 1, 9), ("上年结余、结转", 3, 1)], [("财政拨款", 1, 3), ("财政专户管理资金", 2, 1), ("单位资金", 1, 5)], ["一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]]
    T.append(Tab("表2", "收入总表", "万元", head + [[u] + d.rand_row(11, .4) for u in ["合计"] + UNITS], 3, [4] + [2.4] * 11))
    head = [[("预算单位", 2, 1), ("科目编码", 2, 1), ("科目名称", 2, 1), ("支出总计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1), ("事业单位经营支出", 2, 1), ("对附属单位补助支出", 2, 1), ("上缴上级支出", 2, 1), ("2026年政府采购项目", 1, 3)], ["小计", "其中：2026年政府采购项目中预留给中小企业的项目资金规模", "其中：2026年政府采购项目中预留给小型、微型企业的项目资金规模"]]
    body = []
    for u in UNITS[:3]:
        body += [[u, c, n, d.f(sum(v)), d.f(v[0] + v[1]), d.f(v[2]), "0.00", "0.00", "0.00", d.f(d.num()), "0.00", "0.00"] for c, n, l, v in d.func()]
    T.append(Tab("表3", "支出总表", "万元", head + body, 2, [4, 2.4, 5, 3, 3, 3, 2.5, 2.5, 2.5, 3, 4, 4]))
    three = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
    head = [[("预算单位", 3, 1), ("年度", 3, 1), ("总计", 1, 3), ("因公出国(境)费", 1, 3), ("公务接待费", 1, 3), ("公务用车购置及运行维护费", 1, 9)], [(x, 2, 1) for _ in range(3) for x in three] + [(x, 1, 3) for x in ("小计", "公务用车购置费", "公务用车运行维护费")], three * 3]
    T.append(Tab("表9", "财政拨款“三公”经费支出表", "万元", head + [[(u, 2, 1), "2025年"] + d.rand_row(18, .3) if y == 0 else ["2026年"] + d.rand_row(18, .3) for u in UNITS[:4] for y in range(2)], 3, [4, 2] + [2.2] * 18))
    return d, T

def chongqing(seed=6):
    d = Data(seed); T = []
    T.append(balance(d, "表一", "2026年单位收支总体情况表", "万元", heads=("收    入", "支    出", "项    目", "预算数"), first=True, totals=("合 计", "合 计", "", "")))
    T.append(functional(d, "表三", "2026年单位支出总体情况表", "万元", [["科目编码", "科目名称", "总计", "基本支出", "项目支出"]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2])], total="合 计", widths=[2.5, 7, 4, 4, 4]))
    head = [[("2025年预算数", 1, 6), ("2026年预算数", 1, 6)], [("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务用车购置及运行费", 1, 3), ("公务接待费", 2, 1)] * 2, ["小计", "公务用车购置费", "公务用车运行费"] * 2]
    T.append(Tab("表八", "2026年单位财政拨款“三公”经费支出情况表", "万元", head + [["12.50", "", "8.00", "", "8.00", "4.50", "11.80", "", "8.00", "", "8.00", "3.80"]], 3, [2] * 12))
    src = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "事业收入", "上级补助收入", "附属单位上缴收入", "事业单位经营收入", "其他收入"]
    T.append(Tab("表九", "2026年单位政府采购预算明细表", "万元", [["项目编号", "项目", "总计"] + src, ["", "合计", "356.80", "356.80"] + [""] * 8, ["1", "货物", "56.80", "56.80"] + [""] * 8, ["2", "服务", "300.00", "300.00"] + [""] * 8], 1, [2, 3] + [2.2] * 10))
    rows = []
    for i in range(5):
        rows.append(([("当年整体绩效目标", 1, 1), (GOALS[0] + GOALS[1], 1, 6)]) if i == 0 else None)
    ind = [[L3[i], "≥＝≤"[i % 3], str(90 + i), "%", str(10 + i), "是" if i % 2 else "否"] for i in range(7)]
    T.append(Tab("表十", "2026年部门整体绩效目标表", "", [["当年整体绩效目标", (GOALS[0] + GOALS[1], 1, 6)], [("绩效指标", 8, 1), "指标名称", "指标性质", "指标值", "计量单位", "指标权重(%)", "是否核心"]] + ind, 0, [2.2, 6, 2, 2, 2, 2, 2]))
    return d, T

def guangzhou(seed=7):
    d = Data(seed, zero="0.00"); T = []
    head = [[("单位名称", 2, 1), ("合计", 2, 1), ("财政拨款收入", 1, 3), ("财政专户拨款收入", 1, 2), ("其他资金收入", 1, 3), ("上级补助收入", 2, 1), ("附属单位上缴收入", 2, 1), ("上年结转结余", 2, 1)], ["一般公共预算", "政府性基金预算", "国有资本经营预算", "教育收费", "其他专户收入拨款", "事业收入", "事业单位经营收入", "其他收入"]]
    T.append(Tab("表2", "收入总体情况表", "万元", head + [[u] + d.rand_row(12, .5) for u in ["合计"] + UNITS], 2, [4] + [2.2] * 12))
    T.append(functional(d, "表3", "本年支出总体情况表", "万元", [[("功能分类科目", 1, 2), ("合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1), ("事业单位经营支出", 2, 1), ("对附属单位补助支出", 2, 1), ("上缴上级支出", 2, 1)], ["科目编码", "科目名称"]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2]), lambda v: "0.00", lambda v: "0.00", lambda v: "0.00"], widths=[2.2, 5, 3, 3, 3, 2.5, 2.5, 2.5]))
    T.append(Tab("表8", "财政拨款安排的行政经费及“三公”经费预算表", "万元", [["项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]] + [[x] + [d.f(d.num(90000)), d.f(d.num(90000)), "0.00", "0.00"] for x in ["行政经费", "“三公”经费", "其中：（一）因公出国（境）支出", "（二）公务用车购置及运行维护支出", "1.公务用车购置", "2.公务用车运行维护费", "（三）公务接待支出"]], 1, [6, 3, 3, 3, 3]))
    head = [[("支出项目类别（资金使用单位）", 2, 1), ("总计", 2, 1), ("财政拨款", 1, 4), ("财政专户拨款", 2, 1), ("其他资金", 2, 1), ("绩效目标", 2, 1)], ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]]
    T.append(Tab("表12", "部门预算项目支出及其他支出预算表", "万元", head + [[PROJ[i % 10]] + d.rand_row(7, .6) + [GOALS[i % 3]] for i in range(14)], 2, [5, 2.4, 2.4, 2.4, 2.4, 2.4, 2.4, 2.4, 8]))
    return d, T

def jiangsu(seed=8):
    d = Data(seed); T = []
    T.append(balance(d, "公开01表", "收支总表", "万元", totals=("本年收入合计", "本年支出合计", "总计", "总计")))
    T.append(income(d, "公开02表", "收入总表", "万元", unitcols=("部门代码", "部门名称"), total="合计"))
    T.append(functional(d, "公开05表", "财政拨款支出表（功能科目）", "万元", [[("科目编码", 2, 1), ("科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 1, 3), ("项目支出", 2, 1)], ["小计", "人员经费", "公用经费"]], ppo(d), widths=[2.5, 6, 3, 3, 3, 3, 3]))
    head = [[("项目", 1, 2), ("本年支出合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)], ["功能分类科目编码", "功能分类科目名称"], [("栏次", 1, 2), "1", "2", "3"]]
    T.append(Tab("公开11表", "国有资本经营预算支出预算表", "万元", head + [[("合计", 1, 2), "", "", ""], [""] * 5, [""] * 5], 3, [3, 5, 3, 3, 3], notes=["注：本单位无国有资本经营预算支出，故本表无数据。"]))
    head = [[("采购品目大类", 2, 1), ("专项名称", 2, 1), ("经济科目", 2, 1), ("采购品目名称", 2, 1), ("采购组织形式", 2, 1), ("资金来源", 1, 4), ("总计", 2, 1)], ["一般公共预算资金", "政府性基金", "其他资金", "上年结转和结余资金"]]
    T.append(Tab("公开13表", "政府采购支出表", "万元", head + [["合计", "", "", "", ""] + d.rand_row(5, .5)] + [[["货物", "服务", "工程"][i % 3], PROJ[i % 10], "其他商品和服务支出", ["台式计算机", "车辆加油、添加燃料服务", "物业管理服务"][i % 3], ["集中采购", "分散采购"][i % 2]] + d.rand_row(5, .5) for i in range(22)], 2, [2.5, 5, 4, 4, 2.5, 3, 3, 3, 3, 3]))
    return d, T

def hangzhou(seed=9):
    d = Data(seed); T = []
    T.append(balance(d, "表1", "2026年市级部门收支预算总表", "万元"))
    T.append(income(d, "表2", "2026年市级部门收入预算总表", "万元", star=True))
    T.append(functional(d, "表3", "2026年市级部门支出预算总表", "万元", [[("科目编码", 2, 1), ("科目名称", 2, 1), ("总计", 2, 1), ("基本支出", 1, 2), ("项目支出", 2, 1), ("事业单位经营支出", 2, 1), ("上缴上级支出", 2, 1), ("对附属单位补助支出", 2, 1)], ["人员支出", "公用经费"], ["**", "**"] + [str(i) for i in range(1, 8)]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0]), lambda v: d.f(v[1]), lambda v: d.f(v[2]), lambda v: "", lambda v: "", lambda v: ""], widths=[2.2, 5, 3, 3, 3, 3, 2.4, 2.4, 2.4]))
    T.append(Tab("表11", "2026年市级部门项目支出绩效表", "万元", [["单位名称", "项目名称", "金额", "绩效目标"]] + [[UNITS[i % 6], PROJ[i % 10], d.f(d.num()), GOALS[i % 3] + (GOALS[(i + 1) % 3] if i % 2 else "")] for i in range(16)], 1, [3, 4, 2.5, 9]))
    return d, T

def changsha(seed=10):
    d = Data(seed); T = []
    head = [[("类", 2, 1), ("款", 2, 1), ("项", 2, 1), ("功能科目", 2, 1), ("合计", 2, 1), ("本级财政拨款", 1, 2), ("财政专户管理事业收入", 2, 1), ("事业单位经营服务收入", 2, 1), ("上级补助收入", 2, 1), ("其它收入", 2, 1), ("事业收入", 2, 1), ("上年结转", 2, 1)], ["金额", "其中:经费拨款"], ["**"] * 4 + [str(i) for i in range(1, 10)]]
    T.append(functional(d, "", "2026年部门收入总体情况表", "万元", head, [lambda v: d.f(sum(v)), lambda v: d.f(sum(v)), lambda v: d.f(sum(v))] + [lambda v: ""] * 6, codes="own", span_total=False, widths=[1.2, 1.2, 1.2, 5, 3, 3, 3, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2]))
    head = [[("单位编码", 3, 1), ("单位名称", 3, 1), ("年度预算申请", 1, 7), ("整体绩效目标", 3, 1), ("部门整体支出年度绩效目标", 2, 9)], [("资金总额", 2, 1), ("按收入性质分", 1, 4), ("按支出性质分", 1, 2)], ["一般公共预算", "政府性基金拨款", "财政专户管理资金", "其他资金", "基本支出", "项目支出", "一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "计量单位", "指标解释", "评（扣）分标准", "备注"]]
    rows = []
    for u in range(2):
        for i in range(9):
            r = [(f"10{u}001", 9, 1), (UNITS[u], 9, 1)] + [(x, 9, 1) for x in [d.f(d.num()), d.f(d.num()), "", "", "", d.f(d.num()), d.f(d.num()), GOALS[u]]] if i == 0 else []
            r += ([("产出指标", 6, 1)] if i == 0 else [("效益指标", 3, 1)] if i == 6 else []) + [["数量指标", "质量指标", "时效指标"][i % 3], L3[i % 10], "定量", str(90 + i), "%", "反映" + L3[i % 10], "每降低1%扣1分", ""]
            rows.append(r)
    T.append(Tab("", "2026年部门整体支出绩效目标表", "万元", head + rows, 3, [2, 3, 2.4, 2.4, 2, 2, 2, 2.4, 2.4, 6, 2, 2.2, 4, 2, 1.6, 1.6, 4, 3, 1.5]))
    return d, T

def fujian(seed=11, n=4):
    d = Data(seed); T = []
    T.append(Tab("", "2026年度一般公共预算“三公”经费支出预算表", "万元", [["项目", "预算数"]] + [[x, d.f(d.num(9000))] for x in ["合计", "1.因公出国（境）费用", "2.公务接待费", "3.公务用车费", "其中：（1）公务用车运行维护费", "（2）公务用车购置费"]], 1, [6, 3]))
    for p in range(n):
        name = PROJ[p]
        m = 7
        rows = [["项目名称", (name, 1, 4)], ["主管部门", ("某某市水务局", 1, 1), "实施单位", (UNITS[p % 6], 1, 2)], [("专项资金情况（万元）", 3, 1), ("资金总额：", 1, 1), (d.f(d.num()), 1, 3)], ["财政拨款：", (d.f(d.num()), 1, 3)], ["其他资金：", ("", 1, 3)], ["绩效目标", (GOALS[p % 3], 1, 4)], [("绩效指标", m + 1, 1), "一级指标", "二级指标", "三级指标", "指标值"]]
        for i in range(m): rows.append(([("产出指标", 4, 1)] if i == 0 else [("效益指标", 2, 1)] if i == 4 else ["满意度指标"] if i == 6 else []) + [["数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "可持续影响指标", "服务对象满意度指标"][i], L3[(i + p) % 10], ["≥90%", "＝100%", "≤12个月"][i % 3]])
        T.append(Tab("", name + "项目绩效目标表", "万元", rows, 0, [3, 3, 4, 5, 4]))
    return d, T

def xian(seed=12):
    d = Data(seed); T = []
    cols = ["合计", ("一般公共预算拨款安排的“三公”经费预算", 1, 6), "会议费", "培训费"]
    blk = lambda: [("合计", 3, 1), ("一般公共预算拨款安排的“三公”经费预算", 1, 6), ("会议费", 3, 1), ("培训费", 3, 1)]
    head = [[("单位编码", 4, 1), ("单位名称", 4, 1), ("上年", 1, 9), ("当年", 1, 9), ("增减变化情况", 1, 9)], blk() * 3, [("小计", 2, 1), ("因公出国（境）费用", 2, 1), ("公务接待费", 2, 1), ("公务用车购置及运行维护费", 1, 3)] * 3, ["小计", "公务用车购置费", "公务用车运行维护费"] * 3]
    T.append(Tab("表13", "2026年部门综合预算财政拨款“三公”经费及会议费、培训费支出预算表", "元", head + [[["", "合计"], ["101", UNITS[0]], ["102001", UNITS[1]], ["102002", UNITS[2]]][i] + d.rand_row(18, .5) + [d.f(x) for x in [d.num() * (-1) ** j * (j % 3 != 0) for j in range(9)]] for i in range(4)], 4, [2.4, 4] + [2] * 27))
    head = [[("收入", 1, 2), ("支出", 1, 6)], ["项目", "预算数", "支出功能分类科目（按大类）", "预算数", "部门预算支出经济分类科目（按大类）", "预算数", "政府预算支出经济分类科目（按大类）", "预算数"]]
    body = []
    gov = ["1、机关工资福利支出", "2、机关商品和服务支出", "3、机关资本性支出（一）", "4、机关资本性支出（二）", "5、对事业单位经常性补助", "6、对事业单位资本性补助", "7、对企业补助", "8、对企业资本性支出", "9、对个人和家庭的补助", "10、对社会保障基金补助", "11、债务利息及费用支出", "12、债务还本支出", "13、转移性支出", "14、预备费及预留", "15、其他支出"]
    dep = ["一、人员经费和公用经费支出", "（1）工资福利支出", "（2）商品和服务支出", "（3）对个人和家庭的补助", "（4）资本性支出", "二、专项业务经费支出", "（1）工资福利支出", "（2）商品和服务支出", "（3）对个人和家庭补助", "（4）债务利息及费用支出", "（5）资本性支出(基本建设)", "（6）资本性支出", "三、上缴上级支出", "四、事业单位经营支出", "五、对附属单位补助支出"]
    inc = ["一、部门预算", "1、财政拨款", "（1）一般公共预算拨款", "其中：专项资金列入部门预算的项目", "（2）政府性基金拨款", "（3）国有资本经营预算收入", "2、上级补助收入", "3、事业收入", "其中：纳入财政专户管理的收费", "4、事业单位经营收入", "5、附属单位上缴收入", "6、其他收入", "", "", ""]
    for i in range(15): body.append([inc[i], d.f(d.num()) if i < 3 else "", str(i + 1) + "、" + SECT[i].split("、")[1], d.f(d.sector(SECT[i])), dep[i], d.f(d.num()) if i in (0, 1, 2, 3, 5, 7) else "", gov[i], d.f(d.num()) if i in (0, 1, 4, 8) else ""])
    body.append(["本年收入合计", "12,345.67", "本年支出合计", "12,345.67", "本年支出合计", "12,345.67", "本年支出合计", "12,345.67"])
    T.append(Tab("表1", "2026年部门综合预算收支总表", "元", head + body, 2, [5, 3, 5, 3, 6, 3, 5, 3]))
    head = [[("科目编码", 1, 3), ("单位编码", 2, 1), ("采购项目", 2, 1), ("采购目录", 2, 1), ("购买服务内容", 2, 1), ("规格型号", 2, 1), ("数量", 2, 1), ("部门预算支出经济科目编码", 1, 2), ("政府预算支出经济科目编码", 1, 2), ("实施采购时间", 2, 1), ("预算金额", 2, 1), ("说明", 2, 1)], ["类", "款", "项", "类", "款", "类", "款"]]
    T.append(Tab("表12", "2026年部门综合预算政府采购（资产配置、购买服务）预算表", "元", head + [["208", "08", "01", "101", PROJ[i % 10], ["台式计算机", "复印纸", "物业管理服务"][i % 3], "", "", str(i + 1), "302", "09", "502", "01", f"{i % 12 + 1:02d}月", d.f(d.num()), ""] for i in range(48)], 2, [1.2, 1.2, 1.2, 2, 5, 4, 2.5, 2, 1.5, 1.5, 1.5, 1.5, 1.5, 2, 3, 2]))
    T.append(Tab("表14", "部门专项业务经费绩效目标表", "万元", [[("专项业务经费（项目）名称", 1, 3), (PROJ[2], 1, 4)], [("主管部门", 1, 3), ("某某市应急管理局", 1, 2), "资金性质", "财政拨款"], [("资金金额（万元）", 3, 2), "实施期资金总额：", (d.f(d.num()), 1, 4)], ["其中：财政拨款", (d.f(d.num()), 1, 4)], ["其他资金", ("", 1, 4)], [("总体目标", 2, 1), ("实施期总目标", 1, 4), ("年度目标", 1, 2)], [(GOALS[0], 1, 4), (GOALS[1], 1, 2)], [("绩效指标", 6, 1), "一级指标", ("二级指标", 1, 2), ("指标内容", 1, 2), "指标值"], [("产出指标", 3, 1), ("数量指标", 1, 2), (L3[0], 1, 2), "≥20个"], [("质量指标", 1, 2), (L3[1], 1, 2), "≥95%"], [("时效指标", 1, 2), (L3[3], 1, 2), "2026年12月底前"], ["效益指标", ("社会效益指标", 1, 2), (L3[7], 1, 2), "有所提升"], ["满意度指标", ("服务对象满意度指标", 1, 2), (L3[5], 1, 2), "≥90%"]], 0, [1.5, 2.5, 3, 3, 3, 3, 4]))
    return d, T

def yantai(seed=13):
    d = Data(seed); T = []
    head = [[("科目编码", 1, 3), ("科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 1, 3), ("项目支出", 2, 1)], ["类", "款", "项", "小计", "人员支出", "日常公用支出"]]
    T.append(functional(d, "公开表5", "一般公共预算支出情况表", "万元", head, ppo(d), codes="own", widths=[1.3, 1.3, 1.3, 7, 3, 3, 3, 3, 3]))
    head = [[("收入", 1, 2), ("支出", 1, 5)], [("项目", 2, 1), ("预算数", 2, 1), ("项目", 2, 1), ("预算数", 1, 4)], ["总计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]]
    body = [[["一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算"][i] if i < 3 else "", d.f(d.num()) if i == 0 else "", SECT[i], d.f(d.sector(SECT[i])), d.f(d.sector(SECT[i])), "", ""] for i in range(23)]
    T.append(Tab("公开表4", "财政拨款收支总体情况表", "万元", head + body + [["本年收入合计", "1,234.56", "本年支出合计", "1,234.56", "1,234.56", "", ""], [""] * 7, ["收入总计", "1,234.56", "支出总计", "1,234.56", "1,234.56", "", ""]], 3, [5, 3, 6, 3, 3, 3, 3]))
    y = [("合计", 2, 1), ("因公出国（境）经费", 2, 1), ("公务用车购置及运行维护费", 1, 3), ("公务接待费", 2, 1)]
    T.append(Tab("公开表7", "一般公共预算财政拨款“三公”经费支出情况表", "万元", [[("2025年预算数", 1, 6), ("2026年预算数", 1, 6)], y * 2, ["小计", "公务用车购置经费", "公务用车运行维护费"] * 2, ["3.20", "", "2.80", "", "2.80", "0.40", "3.10", "", "2.80", "", "2.80", "0.30"]], 3, [2] * 12))
    head = [[("项目名称", 2, 1), ("项目类别", 2, 1), ("合计", 2, 1), ("财政拨款", 1, 4), ("财政专户管理资金", 2, 1), ("单位资金", 2, 1), ("使用非财政拨款结余", 2, 1), ("上年结转", 2, 1)], ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]]
    T.append(Tab("公开表11", "项目支出预算情况表", "万元", head + [[(PROJ[i % 10] if i else "合计"), "其他运转类" if i else ""] + d.rand_row(9, .5) for i in range(26)], 2, [6, 3] + [2.6] * 9))
    T.append(Tab("公开表9", "国有资本经营预算支出情况表", "万元", [[("科目编码", 1, 3), ("科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1)], ["类", "款", "项"], [""] * 7], 2, [1.3, 1.3, 1.3, 7, 3, 3, 3], notes=["注：本单位2026年没有使用国有资本经营预算拨款安排的支出。"]))
    return d, T

def changchun(seed=14):
    d = Data(seed); T = []
    head = [[("收入", 1, 4), ("支出", 1, 4)], ["项目", "本年预算", "编制预算", "上年结转"] * 2]
    T.append(Tab("预算表1", "收支总表", "万元", head + [[INCOME[i] if i < 9 else "", d.f(d.num()) if i == 0 else "", d.f(d.num()) if i == 0 else "", "", SECT[i], d.f(d.sector(SECT[i])), d.f(d.sector(SECT[i])), ""] for i in range(13)] + [["收入总计", "9,876.54", "9,876.54", "", "支出总计", "9,876.54", "9,876.54", ""]], 2, [5, 3, 3, 3, 5, 3, 3, 3]))
    head = [[("科目编码", 2, 1), ("功能分类科目名称", 2, 1), ("合计", 2, 1), ("当年预算", 1, 4), ("上年结转结余", 1, 4)], ["小计", "基本支出", "项目支出", "事业单位经营支出"] * 2]
    T.append(functional(d, "预算表3", "支出总表", "万元", head, [lambda v: d.f(sum(v)), lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2])] + [lambda v: ""] * 5, widths=[2.4, 6] + [3] * 9))
    return d, T

def central(seed=15):
    d = Data(seed); T = []
    head = [[("功能分类科目", 1, 2), ("2025年执行数", 1, 2), ("2026年预算数", 1, 4), ("2026年预算数比2025年执行数", 1, 2), ("2026年预算数比2025年执行数（扣除中央基建投资）", 1, 2)], [("科目编码", 2, 1), ("科目名称", 2, 1), ("执行数", 2, 1), ("扣除中央基建投资后执行数", 2, 1), ("年初预算数", 1, 3), ("扣除中央基建投资后预算数", 2, 1), ("增减额", 2, 1), ("增减(%)", 2, 1), ("增减额", 2, 1), ("增减(%)", 2, 1)], ["小计", "基本支出", "项目支出"]]
    def row(v):
        old = int(sum(v) * d.r.uniform(.7, 1.3)); diff = sum(v) - old; p = f"{diff * 100 / old:.2f}%"
        return [d.f(old), d.f(old), d.f(sum(v)), d.f(v[0] + v[1]), d.f(v[2]), d.f(sum(v)), d.f(diff), p, d.f(diff), p]
    d.commas = False
    body = [[c, n] + row(v) for c, n, l, v in d.func()] + [[("合计", 1, 2)] + row(d.total())]
    T.append(Tab("部门公开表5", "一般公共预算支出表", "万元", head + body, 3, [2.3, 5] + [2.6] * 10))
    return d, T

def final(seed=16):
    d = Data(seed); T = []
    n = 14
    body = [[INCOME[i] if i < 8 else "", str(i + 1), d.f(d.num()) if i == 0 else "", SECT[i], str(30 + i), d.f(d.sector(SECT[i]))] for i in range(n)]
    T.append(Tab("公开01表", "收入支出决算总表", "万元", [[("收入", 1, 3), ("支出", 1, 3)], ["项目", "行次", "金额", "项目", "行次", "金额"], ["栏次", "", "1", "栏次", "", "2"]] + body + [["本年收入合计", "15", "8,765.43", "本年支出合计", "44", "8,765.43"], ["总计", "16", "8,765.43", "总计", "45", "8,765.43"]], 3, [5, 1.2, 3, 5, 1.2, 3], notes=["注：本表反映部门本年度的总收支和年末结转结余情况。"]))
    T.append(functional(d, "公开03表", "支出决算表", "万元", [[("项目", 1, 2), ("本年支出合计", 2, 1), ("基本支出", 2, 1), ("项目支出", 2, 1), ("上缴上级支出", 2, 1), ("经营支出", 2, 1), ("对附属单位补助支出", 2, 1)], ["科目代码", "科目名称"], [("栏次", 1, 2)] + [str(i) for i in range(1, 7)]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2])] + [lambda v: ""] * 3, widths=[2.4, 6, 3, 3, 3, 3, 3, 3]))
    L = list(ECON["301"][1].items()) + list(ECON["303"][1].items()); R = list(ECON["302"][1].items()) + list(ECON["310"][1].items())
    R1, R2 = R[:14], R[14:]
    body = []
    for i in range(14):
        body.append([*(L[i] if i < len(L) else ("", "")), d.f(d.econ[L[i][0]]) if i < len(L) else "", *R1[i], d.f(d.econ[R1[i][0]]), *(R2[i] if i < len(R2) else ("", "")), d.f(d.econ[R2[i][0]]) if i < len(R2) else ""])
    body.append([("人员经费合计", 1, 2), "512.34", ("公用经费合计", 1, 5), "98.76"])
    T.append(Tab("公开06表", "一般公共预算财政拨款基本支出决算明细表", "万元", [[("人员经费", 1, 3), ("公用经费", 1, 6)], ["科目代码", "科目名称", "决算数"] * 3] + body, 2, [2, 5, 2.6] * 3))
    six = [("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务用车购置及运行维护费", 1, 3), ("公务接待费", 2, 1)]
    T.append(Tab("公开09表", "财政拨款“三公”经费支出决算表", "万元", [[("预算数", 1, 6), ("决算数", 1, 6)], six * 2, ["小计", "公务用车购置费", "公务用车运行维护费"] * 2, [str(i) for i in range(1, 13)], ["12.00", "", "9.00", "", "9.00", "3.00", "10.11", "", "8.23", "", "8.23", "1.88"]], 4, [2] * 12))
    return d, T

def english(seed=20):
    d = Data(seed); T = []
    rows = [["Department", ("FY 2025", 1, 2), ("FY 2026", 1, 2)], ["", "Adopted", "Revised", "Proposed", "Change (%)"]]
    rows = [[("Department", 2, 1), ("FY 2025", 1, 2), ("FY 2026", 1, 2)], ["Adopted", "Revised", "Proposed", "Change (%)"]]
    for n in ["Mayor's Office", "Finance and Administration", "Public Works and Utilities", "Police", "Fire and Emergency Services", "Parks and Recreation", "Health and Human Services"]:
        rows.append([n, d.f(d.num()), d.f(d.num()), d.f(d.num()), f"{d.r.uniform(-9, 9):.1f}%"])
    rows.append(["Total", d.f(d.num()), d.f(d.num()), d.f(d.num()), "2.4%"])
    T.append(Tab("Table 1", "General Fund Expenditures by Department", "", rows, 2, [6, 3, 3, 3, 3]))
    return d, T

def taiwan(seed=21):
    d = Data(seed, dec=0); T = []
    rows = [[("科目", 1, 5), ("本年度預算數", 2, 1), ("上年度預算數", 2, 1), ("本年度與上年度比較", 2, 1), ("說明", 2, 1)], ["款", "項", "目", "節", "名稱及編號"]]
    names = ["市政府主管", "秘書處", "一般行政", "行政管理", "人事業務", "文書及檔案管理", "教育局主管", "教育局", "國民教育", "學校體育與衛生教育"]
    for i, n in enumerate(names): rows.append([["1", "", "", "", "", "", "2", "", "", ""][i], "1" if i in (1, 7) else "", "1" if i in (2, 8) else "", "1" if i in (3, 9) else "2" if i == 4 else "", n, d.f(d.num()), d.f(d.num()), d.f(-d.num() if i % 3 else d.num()), "本科目包括人事費及業務費，較上年度增列設備維護經費。" if i % 4 == 2 else ""])
    T.append(Tab("", "歲出機關別預算表", "新臺幣千元", rows, 2, [1, 1, 1, 1, 5, 3, 3, 3, 6]))
    return d, T
