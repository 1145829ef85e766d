"""一般公共预算: revenue, expenditure, balance, own level, basic expenditure, transfers, key projects and “三公”."""
import items
import words
from form import BUDGETS, OPEN, VERBS, Form, balance as two_sides, by_kind, facts_of, form, label_columns, listed, merged_groups, money_of, numbered, own_level, place_rows, plain_rows, subsidies, tree, versions_of
from model import Column, Entry, List, Row, flat
from parts import amount, flat_heads, style, total
from volume import SCOPES

NAME = BUDGETS["general"]


def total_word(v, scope, what):
    return v.pick(f"{v.say.scope(scope)}{what}合计", f"{what}合计", "合计", what.replace(NAME, "") + "合计", "本年" + what.replace(NAME, "") + "合计")


def below_the_line(v, end, extra, word):
    """Money between levels of government under the year's own, and what all comes to."""
    if not extra:
        return [], end
    rows = plain_rows(v, extra)
    last = Row(cells={"name": word}, parts=[end, *rows], bold=True, foot=True, free=OPEN)
    return style(v, flat(rows)), last


def revenue(v, role, scope="whole", extended=False):
    """一般公共预算收入表: taxes and other revenue; extended by what comes from other levels and years, to 收入总计."""
    say = v.say
    facts, mine = v.scope(scope)
    names = dict(words.REVENUES)
    coded = "one" if say.codes == "one" else "none"
    tops = tree(v, [e for e in v.revenue if mine(e)], lambda e: e.code, names, (3, 5), "revenueItem", coded)
    numbered(v, tops) if coded == "none" else None
    if coded == "none" and v.kids_numbered:
        for r in tops:
            for i, kid in enumerate(r.parts, 1):
                kid.cells["name"] = f"{i}.{kid.cells['name']}"
    rows = style(v, flat(tops))
    end = Row(cells={"name": total_word(v, scope, NAME + "收入")}, parts=tops, bold=True)
    labels = label_columns(v, coded)
    heads = say.stages(role, scope)
    if extended:
        end.foot = True
        more, last = below_the_line(v, end, income_beside(v, scope), v.pick("收入总计", "总计"))
        nodes = [*labels, *heads]
        for r in more:
            r.foot = True
        lst = List("revenue", flat_heads(nodes), [*rows, end, *more, last], facts=facts, total=last)
    else:
        nodes, lst = listed(v, "revenue", labels, heads, rows, end, facts)
    return form(v, NAME + "收入", role, scope, nodes, lst, "government-general-public-revenue", direction="revenue")


def income_beside(v, scope):
    out = [("上级补助收入", None, subsidies(v, "上级", 2e9, 9e9, "收入"))]
    if scope == "own" and v.level != "county":
        out.append(("下级上解收入", v.piece("下级上解", 1e7, 5e8), []))
    out.append(("调入资金", None, [(f"从{b}调入", v.piece("调入" + b, 1e6, 3e8), []) for b in ("政府性基金预算", "国有资本经营预算", "其他资金")]))
    out.append(("动用预算稳定调节基金", v.piece("动用", 1e7, 8e8), []))
    out.append((v.pick("地方政府一般债务转贷收入", "债务转贷收入", "债务（转贷）收入"), v.piece("一般债务收入", 1e8, 2e9), []))
    return out


def spending_beside(v, scope):
    out = []
    if scope == "own" and v.level != "county":
        kids = [(w, money_of([e for e in v.transfers if e.code == str(k)]), []) for k, w in enumerate(("返还性支出", "一般性转移支付支出", "专项转移支付支出"))]
        out.append((v.pick("补助下级支出", f"对{v.say.lower}税收返还和转移支付支出"), None, kids))
    out.append(("上解上级支出", v.piece("上解上级", 1e7, 4e8), []))
    out.append(("调出资金", v.piece("调出一般", 1e5, 1e7), []))
    out.append((v.pick("地方政府一般债务还本支出", "债务还本支出"), v.piece("一般债务还本", 1e7, 9e8), []))
    if scope == "own" and v.level != "county":
        out.append(("债务转贷支出", v.piece("一般债务转贷", 1e7, 6e8), []))
    out.append(("安排预算稳定调节基金", v.piece("安排", 1e7, 5e8), []))
    return out


def expenditure(v, role, scope="whole", depths=(3,), own=False):
    """一般公共预算支出表 to 类, 款 or 项. own: the table says 本级支出."""
    say = v.say
    facts, mine = v.scope(scope)
    coded = say.codes
    tops = tree(v, [e for e in v.spending if mine(e)], lambda e: e.func, words.FUNCTIONS, depths, "functional", coded)
    if coded == "none":
        numbered(v, tops)
        if len(depths) == 1 and v.chance(.4) and not say.numbered:
            for r in tops:  # 教育 for 教育支出
                r.cells["name"] = r.cells["name"].removesuffix("支出") if v.short_names else r.cells["name"]
                r.free = ("functional",) if v.short_names else ()
    rows = style(v, flat(tops))
    end = Row(cells={"name": total_word(v, scope, NAME + "支出")}, parts=tops)
    nodes, lst = listed(v, "functional", label_columns(v, coded), say.stages(role, scope), rows, end, facts)
    kind, also = "government-general-public-expenditure", ()
    if scope == "own":
        kind, also = ("government-own-expenditure", ()) if own else ("government-own-expenditure", ("government-general-public-expenditure",))
    what = NAME + ("本级支出" if own else "支出")
    t = form(v, what, role, scope, nodes, lst, kind, also, direction="expenditure",
             verb={"draft": v.pick("预算表", "预算明细表", "功能分类科目表", "预算表（按功能分类）"), "accounts": v.pick("决算表", "决算明细表", "决算功能分类表")}.get(role) if len(depths) > 1 else None)
    if own:
        t.title = f"{t.facts['year']}年{own_level(v)}{NAME}支出{v.say.verb(role)}"
    return t


def balance(v, role, scope="own"):
    mine = lambda es: [e for e in es if scope == "whole" or e.scope == "own"]
    income = [(NAME + "收入", None, [("税收收入", money_of(mine([e for e in v.revenue if e.code < "103"])), []), ("非税收入", money_of(mine([e for e in v.revenue if e.code > "103"])), [])]), *income_beside(v, scope)]
    spent = [(NAME + "支出", money_of(mine(v.spending)), []), *spending_beside(v, scope)]
    return two_sides(v, "general", role, scope, income, spent, ("government-general-public-balance",))


def basic(v, role):
    """一般公共预算本级基本支出表 by governments' economic items. Only the title tells the use."""
    coded = v.say.codes if v.say.codes != "split" else "one"
    tops = tree(v, v.basic, lambda e: e.gov, words.GOVERNMENT_ECONOMIC, (3, 5), "governmentEconomic", coded)
    end = Row(cells={"name": v.pick("合计", "基本支出合计", "总计")}, parts=tops)
    head = v.pick("政府预算经济科目", "经济分类科目名称", "科目名称", "项目")
    nodes, lst = listed(v, "governmentEconomic", label_columns(v, coded, head), v.say.stages(role, "own", v.chance(.6)), style(v, flat(tops)), end, v.scope("own")[0])
    lst.free = ("use", "measure")
    verb = {"draft": v.pick("预算表", "表（按经济分类）", "经济分类科目表"), "execution": "执行情况表", "accounts": v.pick("决算表", "经济分类决算表")}[role]
    t = form(v, NAME + "基本支出", role, "own", nodes, lst, "government-basic-expenditure", direction="expenditure", verb=verb)
    t.title = f"{t.facts['year']}年{own_level(v)}{NAME}基本支出{verb}"
    return t


def three_public(v, role):
    """“三公”经费 by item."""
    e = lambda name, low, high: v.piece("三公" + name, low, high)
    rows = [Row(cells={"name": n}, entries=[Entry(e(n, *band))] if band else [], facts={"item": i}, level=l) for n, i, l, band in (
        ("因公出国（境）费用", "overseas", 0, (1e5, 5e6)), ("公务用车购置及运行维护费", "vehicles", 0, None), ("公务用车购置费", "vehicle-purchase", 1, (1e5, 9e6)),
        ("公务用车运行维护费", "vehicle-operation", 1, (1e6, 4e7)), ("公务接待费", "reception", 0, (1e5, 9e6)))]
    rows[1].parts = rows[2:4]
    tops = [r for r in rows if r.level == 0]
    if v.say.numbered:
        numbered(v, tops)
        for i, r in enumerate(rows[2:4], 1):
            r.cells["name"] = ("其中：" if i == 1 else "") + f"{i}.{r.cells['name']}"
    end = Row(cells={"name": v.pick("“三公”经费合计", "合计", "“三公”经费")}, parts=tops, facts={"item": "three-public"})
    if end.cells["name"] == "“三公”经费":  # a sum or what they all stand under
        for r in rows:
            r.free = ("level",)
    nodes, lst = listed(v, "item", [Column(v.say.label, "label", 5, "name")], v.say.stages(role, "own"), style(v, rows), end, v.scope("own")[0])
    t = form(v, NAME + "“三公”经费", role, "own", nodes, lst, "government-three-public-expenses", direction="expenditure", verb=VERBS[role])
    t.facts["item"] = "three-public"
    return t


def key_projects(v, role):
    """重点项目, 民生实事: a list of projects with what they are for."""
    names = v.sample(items.FOCUS, 5)
    rows = [Row(cells={"name": n, "n": str(i), "body": v.pick("教育局", "交通运输局", "卫生健康委", "民政局", "农业农村局"), "goal": "年内完成并投入使用"}, terms={"project": {"code": "", "name": n}},
                entries=[Entry(v.versions(v.draw(1e6, 3e8), 0))], free=("budgetUnit",)) for i, n in enumerate(names, 1)]  # the body that is in charge is one or none
    end = Row(cells={"name": "合计"}, parts=rows, free=("project",))
    labels = [Column("序号", "plain", .8, "n", align="center"), Column(v.pick("项目名称", "重点项目", "民生实事项目"), "label", 5, "name")]
    heads = [*v.say.stages(role, "own", True), *([Column(v.pick("责任单位", "主管部门"), "text", 2, "body")] if v.chance(.6) else []), *([Column("主要内容", "text", 3.5, "goal")] if v.chance(.5) else [])]
    nodes, lst = listed(v, "project", labels, heads, style(v, rows), end, v.scope("own")[0])
    what = v.pick("重点项目支出", "民生实事项目安排", "重点支出项目")
    return form(v, NAME + what, role, "own", nodes, lst, "government-key-projects", direction="expenditure", formula=False, verb=VERBS[role])


# --- transfers to the places below ---------------------------------------------------------------

def transfers_title(v, by):
    return f"对{v.say.lower}{NAME if v.fund_told else ''}税收返还和转移支付{by}"


def fund_free(v, t):
    """Where no title tells the fund, a reader may know it or not."""
    if not v.fund_told:
        for lst in t.lists:
            lst.free = (*lst.free, "fund")
    return t


def transfers_by_item(v, role):
    tops = []
    for k, (kind, _, _) in enumerate(items.TRANSFERS):
        mine = [e for e in v.transfers if e.code == str(k)]
        r = Row(cells={"name": kind}, level=0, free=OPEN)
        r.parts = [Row(cells={"name": n}, entries=[e for e in mine if e.item == n], level=1, free=OPEN) for n in dict.fromkeys(e.item for e in mine)]
        tops.append(r)
    numbered(v, tops)
    end = Row(cells={"name": v.pick("合计", f"对{v.say.lower}税收返还和转移支付合计", f"补助{v.say.lower}支出合计")}, parts=tops, free=OPEN)
    nodes, lst = listed(v, "other", [Column(v.say.label, "label", 6, "name")], v.say.stages(role, "own", v.chance(.6)), style(v, flat(tops)), end, v.scope("own")[0])
    return fund_free(v, form(v, transfers_title(v, v.pick("分项目", "")), role, "own", nodes, lst, "government-general-public-transfers-by-item", direction="expenditure", verb=VERBS[role]))


def transfers_by_region(v, role):
    say, version = v.say, versions_of(v, role)
    picks = [(kind + v.word_after, (lambda e, k=k: e.code == str(k))) for k, (kind, _, _) in enumerate(items.TRANSFERS)]
    cols = by_kind(v, v.pick("合计", "小计", "补助合计"), picks)
    for c in cols:
        c.version = version
    merged = v.merged_groups and None not in v.groups
    rows, tops = merged_groups(v, v.transfers) if merged else place_rows(v, v.transfers)
    end = Row(cells={"name": v.pick("合计", f"{say.lower}合计", "总计")}, parts=tops, facts={"scope": SCOPES["lower"]}, across=1 + merged)
    labels = [Column(h, "label", 2.6, k) for h, k in (("地市", "group"), ("县（市、区）", "name"))] if merged else [Column(say.place_label, "label", 3.2, "name")]
    nodes, lst = listed(v, "region", labels, cols, rows, end, {}, name="name")
    return fund_free(v, form(v, transfers_title(v, "分地区"), role, "own", nodes, lst, "government-general-public-transfers-by-region", direction="expenditure", verb=VERBS[role]))


def parts_of(v, t, label, every, cols, rows, end, fit):
    """A table too wide for a page: its further columns on pages of their own, with the labels or without."""
    if len(cols) <= fit:
        return [t]
    bare = v.bare_wings and len(rows) < 20
    out = []
    for i in range(0, len(cols), fit):
        some = cols[i:i + fit]
        name = Column(label.head, "label", label.width, "name")
        heads = [*([name] if not bare or i == 0 else []), *([every] if i == 0 else []), *some]
        lst = List(t.lists[0].kind, heads, [end, *rows], facts=t.lists[0].facts, free=t.lists[0].free, name="name", closed=False, total=end)
        out.append(Form(t.title, heads, [lst], v.money, facts=t.facts, kind=t.kind, also=t.also, group=t.group, of=out[0] if out else None, wide=True))
    return out


def matrix(v, role, turned=False, fit=7):
    """Items of transfers by place: places down and items across, or turned; the columns change from page to page. One table."""
    say, version = v.say, versions_of(v, role)
    kind = 1 if v.chance(.6) else 2
    mine = [e for e in v.transfers if e.code == str(kind)]
    names = list(dict.fromkeys(e.item for e in mine))
    what = transfers_title(v, "").replace("税收返还和转移支付", items.TRANSFERS[kind][0]) + v.pick("分地区分项目", "按项目分地区", "分地区分项目")
    if turned:
        label = Column(say.label, "label", 4.5, "name")
        cols = [amount(p.name, lambda e, p=p: e.region is p, version=version, width=1.6, facts={"region": p.term()}, free=("scope", "use", "measure", *(("region",) if p.own else ()))) for p in v.places]
        every = total("合计", cols, facts={"scope": SCOPES["lower"]}, free=("use", "measure"))
        tops = [Row(cells={"name": n}, entries=[e for e in mine if e.item == n], free=OPEN) for n in names]
        rows, end = style(v, tops), Row(cells={"name": "合计"}, parts=tops, free=OPEN, bold=True)
        kind_of_list = "other"
    else:
        label = Column(say.place_label, "label", 2.8, "name")
        cols = [amount(n, lambda e, n=n: e.item == n, version=version, width=1.8, free=("functional", "use", "measure")) for n in names]
        every = total("合计", cols, free=("use", "measure"))
        rows, tops = place_rows(v, mine)
        end = Row(cells={"name": "合计"}, parts=tops, bold=True, facts={"scope": SCOPES["lower"]})
        kind_of_list = "region"
    heads = [label, every, *cols]
    lst = List(kind_of_list, heads, [end, *rows], total=end)
    t = fund_free(v, form(v, what, role, "own", heads, lst, "government-general-public-transfers-matrix", direction="expenditure", verb=VERBS[role], formula=False, wide=True))
    return t, parts_of(v, t, label, every, cols, rows, end, fit)


def indicators(v):
    """主要经济指标: no budget money."""
    rows = [Row(cells={"name": n, "u": "%" if "指数" in n else "元" if "人均" in n else "亿元", "a": f"{v.rng.uniform(50, 4000):.1f}", "b": f"{v.rng.uniform(-5, 12):.1f}"}) for n in v.sample(items.INDICATORS, 5)]
    cols = [Column("指标名称", "label", 4, "name"), Column("计量单位", "text", 1.5, "u", align="center"), Column(f"{v.year - 1}年", "plain", 2, "a"), Column("比上年增长%", "plain", 2, "b")]
    t = Form(f"{v.year - 1}年{v.say.whole}主要经济指标完成情况表", cols, [List("other", cols, rows)], v.money, facts=facts_of(v, "draft"), kind="other", money_told=False)
    return t
