"""Lists of units with projects, items and purchases under them."""
import words
from department import base, by_function, said
from model import Column, Entry, Level, List, Row, Table, flat, grow, within_row
from parts import (FISCAL, amount, by_use, deepen, department_row, economic_levels, entries_of, flat_heads, fund, project_level, style, total, unit_level, with_total)
from words import term


def source_columns(book, deep, apart=False):
    """Where the money comes from: 总计 | 财政拨款 (合计, three funds) | 财政专户 | the rest."""
    funds = [fund(book, f, apart, width=1.6) for f in FISCAL]
    fiscal = total(book.pick("合计", "小计"), funds, fund="fiscal", width=1.6)
    account = fund(book, "special-account", apart, width=1.6)
    if deep:
        own = [fund(book, f, apart, width=1.5) for f in ("undertaking", "operating", "superior", "subordinate", "other")]
        carry = amount(book.pick("上年结余、结转", "上年结转结余"), lambda e: e.carry, use="carry-over", width=1.5)
        every = total("总计", [fiscal, account, *own, carry], width=1.7)
        return [every, ("财政拨款", [fiscal, *funds]), account, ("单位资金", own), carry]
    rest = amount("其他资金", lambda e: e.fund not in (*FISCAL, "special-account"), fund="other", width=1.6)
    every = total(book.pick("总计", "合计"), [fiscal, account, rest], width=1.7)
    return [every, ("财政拨款", [fiscal, *funds]), account, rest]


def units_over(book, title, entries, levels, kind, head, deep, goals=False, facts=None):
    """One label column of units and what is under them, told apart by what the document's look says."""
    label = Column(head, "label", 5 if not goals else 3.6, "name")
    apart = deep
    heads = [label, *source_columns(book, deep, apart)]
    if goals:
        heads.append(Column("绩效目标", "text", 6, "goal"))
    units = grow(entries, [unit_level(book), *levels])
    if book.look.total == "department":
        top = department_row(book, deepen(units))
        rows, end = style(book, [top, *flat(units)]), top
    else:
        rows, end = with_total(book, units, style(book, flat(units)))
    if goals:
        for r in rows:
            if "project" in r.terms:
                r.cells["goal"] = book.goals.get(r.terms["project"]["name"], "")
    return Table(title, heads, [List(kind, flat_heads(heads), rows, total=end)], book.money, facts={**base(book, direction="expenditure"), **(facts or {})}, wide=True)


def basic_by_unit(book, deep=False, depths=(3,)):
    """部门预算基本支出预算表: units over economic items by name."""
    saved, book.look.codes = book.look.codes, "none"
    t = units_over(book, book.pick("部门预算基本支出预算表", "基本支出总表"), entries_of(book, "personnel", "operating"), economic_levels(book, depths=depths),
                   "departmentEconomic", book.pick("支出项目类别（资金使用单位）", "支出项目类别"), deep)
    book.look.codes = saved
    return t


def projects_by_unit(book, deep=False, goals=False, head=None):
    """项目支出表: units over projects; a goal for each project and none for a unit."""
    return units_over(book, book.pick("部门预算项目支出预算表", "项目支出总表", "项目支出预算表"), [e for e in book.entries if e.project], [project_level()], "project",
                      head or book.pick("支出项目类别（资金使用单位）", "支出项目类别", "单位（项目）名称"), deep, goals)


def items_under_projects(book):
    """Units over projects over economic items: three kinds of rows in one column."""
    saved, book.look.codes = book.look.codes, "none"
    t = units_over(book, "项目支出经济分类明细表", [e for e in book.entries if e.project], [project_level(), *economic_levels(book, depths=(5,))],
                   "departmentEconomic", "单位、项目及支出内容", False)
    book.look.codes = saved
    return t


def projects_merged(book):
    """项目支出预算表: the unit's cell spans its projects."""
    funds = [fund(book, f) for f in FISCAL]
    account = fund(book, "special-account")
    rest = amount("单位资金", lambda e: e.fund not in (*FISCAL, "special-account"), fund="unit")
    every = total("总计", [*funds, account, rest])
    unit, name = Column("单位名称", "label", 3.5, "unit"), Column("项目名称", "label", 5, "name")
    heads = [unit, name, every, ("财政拨款收入", funds), account, rest]
    units = grow([e for e in book.entries if e.project], [unit_level(book, "unit"), project_level()])
    rows = []
    for u in units:
        for i, r in enumerate(u.parts):
            r.level, r.keep = 0, i > 0
            r.cells["unit"] = u.cells["unit"] if i == 0 else ""
            r.spans["unit"] = len(u.parts) if i == 0 else 0
            rows.append(r)
    rows, end = with_total(book, rows, rows, across=2)
    return Table(said(book, "项目支出预算表"), heads, [List("project", flat_heads(heads), rows, total=end)], book.money, facts=base(book, direction="expenditure"), wide=True)


def projects_coded(book):
    """单位编码 | 单位（项目）名称: the code stands beside units, or beside units and their projects."""
    both = book.rng.random() < .5
    code, name = Column("单位编码", "code", 1.6, "code"), Column("单位（项目）名称", "label", 5.5, "name")
    heads = [code, name, amount(book.pick("资金总额", "项目金额"))]
    if book.rng.random() < .5:
        heads.append(Column(book.pick("项目简介", "绩效目标"), "text", 7, "goal"))
    units = grow([e for e in book.entries if e.project], [unit_level(book, codes=True), project_level()])
    for u in units:
        for r in u.parts:
            r.terms["budgetUnit"] = u.terms["budgetUnit"]
            r.cells["goal"] = book.goals.get(r.cells["name"], "")
            if both:
                r.cells["code"] = u.cells["code"]
    rows, end = with_total(book, units, style(book, flat(units)), across=book.pick(1, 2))
    return Table(said(book, "专项业务经费支出表"), heads, [List("project", flat_heads(heads), rows, total=end)], book.money, facts=base(book, direction="expenditure"))


def projects_two_levels(book):
    """类型 | 项目名称 (一级项目, 二级项目) | 项目单位: the upper project's cell spans the lower ones; 小计 inside a group sums it."""
    upper = ["部门发展类", "专项业务类", "设施运维类"]
    groups = {}
    for e in book.entries:
        if e.project:
            groups.setdefault(upper[sum(map(ord, e.project)) % 3], {}).setdefault((e.project, e.unit), []).append(e)
    first, second, unit = Column("一级项目", "label", 3, "first"), Column("二级项目", "label", 4.5, "name"), Column("项目单位", "text", 4, "unit")
    now = [fund(book, f, apart=True) for f in FISCAL]
    carry = amount("财政拨款结转", lambda e: e.carry and e.fund in FISCAL, fund="fiscal", use="carry-over")
    rest = amount("单位资金", lambda e: e.fund not in FISCAL, fund="unit")
    every = total("合计", [*now, carry, rest])
    heads = [("项目名称", [first, second]), unit, every, ("本年财政拨款", now), carry, rest]
    rows, tops = [], []
    for g in upper:
        members = groups.get(g, {})
        kids = [Row(cells={"name": p, "unit": u.name}, terms={"project": term("", p), "budgetUnit": term("", u.name)}, entries=es, level=1, keep=True)
                for (p, u), es in members.items()]
        if not kids:
            continue
        # A 小计 stands for its group: which level it has is open, and whether the group is a project.
        head = Row(cells={"first": g, "name": "小计"}, parts=kids, spans={"first": len(kids) + 1}, free=("level", "project"), terms={"project": term("", g)})
        for k in kids:
            k.spans["first"], k.free = 0, ("level",)
        tops.append(head)
        rows += [head, *kids]
    rows, end = with_total(book, tops, rows, across=3, key="first")
    lst = List("project", flat_heads(heads), rows, total=end)
    return Table("项目支出表", heads, [lst], book.money, facts=base(book, direction="expenditure"), wide=True)


def focus_projects(book):
    """重点项目: 项目 | 预算数 | 绩效目标, no unit and no total."""
    names = list(dict.fromkeys(e.project for e in book.entries if e.project))
    few = book.rng.sample(names, min(len(names), 6))
    label, goal = Column(book.pick("项目名称", "项目"), "label", 4, "name"), Column("绩效目标", "text", 8, "goal")
    rows = grow([e for e in book.entries if e.project in few], [project_level()])
    for r in rows:
        r.cells["goal"] = book.goals[r.cells["name"]]
    unit = book.money.unit
    cols = [label, amount(f"预算数（{unit}）" if book.rng.random() < .4 else "预算数"), goal]
    return Table("重点项目预算绩效目标情况表", cols, [List("project", cols, rows)], book.money, facts=base(book, direction="expenditure"))


def indicators(book):
    """项目支出绩效目标表: a project's cells span the rows of its indicators."""
    rng = book.rng
    projects = {}
    for e in book.entries:
        if e.project:
            projects.setdefault(e.project, []).append(e)
    coded = rng.random() < .6
    name = Column("项目名称", "label", 3.4, "name")
    fiscal = amount("财政资金", lambda e: e.fund in FISCAL, fund="fiscal")
    rest = amount("其他资金", lambda e: e.fund not in FISCAL, fund="other")
    every = total("项目总额", [fiscal, rest])
    texts = [Column(h, "text", w, k) for h, w, k in (("绩效目标", 4, "goal"), ("一级指标", 1.6, "i1"), ("二级指标", 2, "i2"), ("三级指标", 2.4, "i3"), ("指标性质", 1.1, "i4"))]
    value, measure = Column("本年绩效指标值", "plain", 1.4, "i5", align="center"), Column("度量单位", "text", 1.2, "i6")
    heads = [name, every, (book.pick("其中：", "其中"), [fiscal, rest]), *texts, value, measure]
    rows = []
    for n, (p, es) in enumerate(projects.items()):
        if n >= 9:
            break
        mine = rng.sample(words.INDICATORS, rng.randint(2, 4))
        code = f"{rng.randrange(10 ** 20, 10 ** 21)}" if coded else ""
        label = f"{code}-{p}" if coded else p
        for i, line in enumerate(mine):
            r = Row(cells={**{f"i{k}": t for k, t in enumerate(line, 1)}}, blank=i > 0, keep=i > 0)
            if i == 0:
                r.cells |= {"name": label, "goal": book.goals[p]}
                r.terms, r.entries = {"project": term(code, p)}, es
            for key in ("name", "goal", every, fiscal, rest):
                r.spans[key] = len(mine) if i == 0 else 0
            rows.append(r)
    return Table("项目支出绩效目标表", heads, [List("project", flat_heads(heads), rows)], book.money, facts=base(book, direction="expenditure"), wide=True)


# --- purchases -----------------------------------------------------------------------------

def purchases(book, per_unit=4):
    """What units buy: entries with category, special, economic item, good."""
    rng, out = book.rng, []
    for u in book.units:
        for _ in range(rng.randint(2, per_unit)):
            kind, goods = rng.choices(words.GOODS, [5, 1, 3])[0]
            econ = rng.choice(words.GOODS_ITEM[kind])
            e = Entry(book.versions(book.draw(2e3, 2e6)), u, econ=econ, use="procurement", fund=rng.choices(["general-public", "government-fund", "other"], [8, 1, 1])[0],
                      goods=(kind, rng.choice(words.SPECIALS), rng.choice(goods), rng.choice(["集中采购机构采购", "分散采购", "部门集中采购"])))
            e.carry = rng.random() < .1
            out.append(e)
    order = [k for k, _ in words.GOODS]
    return sorted(out, key=lambda e: order.index(e.goods[0]))


def item_term(econ):
    return {"departmentEconomic": term(econ, words.DEPARTMENT_ECONOMIC[econ], False)}


def procurement_by_unit(book):
    """政府采购支出表: category, unit and good in steps of columns; economic items by name."""
    labels = [Column("采购品目大类", "label", 2.6, "kind"), Column("专项名称", "text", 3, "special"), Column("经济科目", "text", 2.6, "econ"),
              Column("采购品目名称", "label", 3, "name"), Column("采购组织形式", "text", 2.4, "way")]
    funds = [amount("一般公共预算资金", lambda e: e.fund == "general-public" and not e.carry, fund="general-public", width=1.7),
             amount("政府性基金", lambda e: e.fund == "government-fund" and not e.carry, fund="government-fund", width=1.7),
             amount("其他资金", lambda e: e.fund == "other" and not e.carry, fund="other", width=1.7),
             amount("上年结转和结余资金", lambda e: e.carry, use="carry-over", width=1.7)]
    heads = [*labels, ("资金来源", funds), total("总计", funds)]
    line = Level(lambda e: e, lambda e: {"special": e.goods[1], "econ": words.DEPARTMENT_ECONOMIC[e.econ], "name": e.goods[2], "way": e.goods[3]},
                 lambda e: {**item_term(e.econ), "project": term("", e.goods[1])})
    tops = grow(purchases(book), [Level(lambda e: e.goods[0], lambda k: {"kind": k}, lambda k: {}), unit_level(book, "kind"), line])
    rows, end = with_total(book, tops, flat(tops), key="kind", across=1)
    for r in rows:
        r.free = ("project",) if "project" in r.terms else ()
    return Table(book.pick("政府采购支出表", "政府采购支出预算表"), heads, [List("procurement", flat_heads(heads), rows, total=end)], book.money,
                 facts=base(book, direction="expenditure"), wide=True)


def procurement_steps(book):
    """政府采购支出预算表: category, then special and economic item, then goods, each in its own columns."""
    labels = [Column("采购品目大类", "label", 2, "kind"), Column("专项名称", "text", 3.6, "special"), Column("经济科目", "label", 3.2, "econ"),
              Column("采购物品名称", "label", 3.2, "name"), Column("采购组织形式", "text", 2.6, "way")]
    heads = [*labels, amount("总计", width=2)]
    marks = {"货物": "一、货物A", "工程": "二、工程B", "服务": "三、服务C"}
    levels = [Level(lambda e: e.goods[0], lambda k: {"kind": marks[k]}, lambda k: {}),
              Level(lambda e: (e.goods[1], e.econ), lambda k: {"special": k[0], "econ": words.DEPARTMENT_ECONOMIC[k[1]]},
                    lambda k: {**item_term(k[1]), "project": term("", k[0])}),
              Level(lambda e: e, lambda e: {"name": e.goods[2], "way": e.goods[3]}, lambda e: {})]
    tops = grow(purchases(book), levels)
    rows, end = with_total(book, tops, flat(tops), word="合计", key="kind")
    for r in rows:
        r.free = ("project",) if "project" in r.terms else ()
    return Table("政府采购支出预算表", heads, [List("procurement", flat_heads(heads), rows, total=end)], book.money, facts=base(book, direction="expenditure"))


def procurement_sources(book):
    """政府采购预算明细表: 项目编号 | 项目 | 总计 and the nine sources."""
    code, name = Column("项目编号", "code", 1.4, "code"), Column("项目", "label", 3, "name")
    cols = [fund(book, f, width=1.6) for f in (*FISCAL, "special-account", "undertaking", "superior", "subordinate", "operating", "other")]
    heads = [code, name, total("总计", cols), *cols]
    letters = {"货物": "A", "工程": "B", "服务": "C"}
    tops = grow(purchases(book), [Level(lambda e: e.goods[0], lambda k: {"code": letters[k], "name": k}, lambda k: {})])
    rows, end = with_total(book, tops, tops, across=2)
    return Table("政府采购预算明细表", heads, [List("procurement", flat_heads(heads), rows, total=end)], book.money, facts=base(book, direction="expenditure"), wide=True)


def procurement_within(book):
    """支出总表 with columns of purchases, which are no further part of the total."""
    basic, work = by_use("基本支出", "personnel", "operating", use="basic", width=1.7), by_use("项目支出", "project", width=1.7)
    buys = amount("小计", lambda e: e.econ in ("31002", "31003", "31007", "30209"), use="procurement", within=True, width=1.7)
    small = amount("其中：预留给中小企业的项目资金规模", lambda e: e.econ in ("31002", "30209"), use="procurement", within=True, width=2.2)
    heads = [total("支出总计", [basic, work]), basic, work, (f"{book.year}年政府采购项目", [buys, small])]
    for c in (buys, small):
        c.free = ("totalColumn",)
    t = by_function(book, "支出总表", book.entries, heads, base(book, direction="expenditure"), unit_rows=True)
    t.wide = True
    return t


def net_of(book):
    """一般公共预算支出表 of three head levels: 项目支出总数 beside 扣除基建项目后预算数."""
    mine = [e for e in book.entries if e.fund == "general-public"]
    people, office = by_use("人员经费", "personnel"), by_use("公用经费", "operating")
    sub = total("小计", [people, office], use="basic")
    work = by_use("项目支出总数", "project")
    net = amount("扣除基建项目后预算数", lambda e: e.use == "project" and e.econ != "31005", use="project", within=True)
    heads = [("预算数", [total("合计", [sub, work]), ("基本支出", [sub, people, office]), ("项目支出", [work, net])])]
    return by_function(book, "一般公共预算支出表", mine, heads, base(book, direction="expenditure", fund="general-public"))


def of_which_rows(book):
    """支出预算明细表 with rows of which: 其中 under an item, less than it in every column where both print."""
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    t = by_function(book, said(book, "支出预算明细表"), book.entries, [total("合计", [basic, work]), basic, work], base(book, direction="expenditure"))
    lst, out = t.lists[0], []
    for r in lst.rows:
        out.append(r)
        some = [e for e in r.entries if e.econ in ("30227", "30226", "30213", "30209")]
        if r.parts or not some or sum(w.within for w in out) == 4:
            continue
        w = within_row("其中：" + book.pick("政府购买服务", "专项委托业务", "维修维护"), r, some)
        w.free, w.indent = ("functional", "level"), r.indent + 12
        if all(w.value(c) == 0 or w.value(c) < r.value(c) for c in lst.amounts()):
            out.append(w)
    lst.rows = out
    return t
