"""政府性基金, 国有资本经营 and 社会保险基金: revenue, expenditure, balance, transfers."""
import items
from form import BUDGETS, OPEN, VERBS, balance as two_sides, form, label_columns, listed, money_of, numbered, place_rows, tree, versions_of
from model import Column, Entry, List, Row, flat
from parts import amount, flat_heads, style, total
from volume import SCOPES
from words import ordinal

CHOICE = {"fund": (items.FUND_REVENUES, items.FUND_SPENDING), "state": (items.STATE_REVENUES, items.STATE_SPENDING)}
KINDS = {"fund": "government-fund", "state": "government-state-capital", "insurance": "government-social-insurance"}


def entries_of(v, group, side):
    """The entries of one side of a fund: the same for all tables of the volume."""
    key = (group, side)
    if key not in v.books:
        names = CHOICE[group][side]
        low, high = (1e6, 3e9) if group == "fund" else (1e5, 5e7)
        codes = [c for c in names if len(c) == 7]
        v.books[key] = [e for c in v.sample(codes, 3) for e in v.spread(low, high, **({"code": c} if side == 0 else {"func": c}))]
    return v.books[key]


def revenue(v, group, role, scope="own"):
    facts, mine = v.scope(scope)
    names, es = CHOICE[group][0], [e for e in entries_of(v, group, 0) if mine(e)]
    coded = "one" if v.say.codes == "one" else "none"
    tops = tree(v, es, lambda e: e.code, names, (7,), "revenueItem", coded)
    if group == "state" and v.state_deep:
        for r in tops:
            r.parts = parts_below(v, r, items.STATE_REVENUE_PARTS[r.terms["revenueItem"].get("derivedCode") or r.terms["revenueItem"]["code"]])
    if coded == "none":
        numbered(v, tops)
    what = BUDGETS[group] + "收入"
    end = Row(cells={"name": v.pick(f"{v.say.scope(scope)}{what}合计", "本年收入合计", "合计", "收入合计")}, parts=tops)
    nodes, lst = listed(v, "revenue", label_columns(v, coded), v.say.stages(role, scope), style(v, flat(tops)), end, facts)
    return form(v, what, role, scope, nodes, lst, KINDS[group] + "-revenue", group=group, direction="revenue")


def parts_below(v, row, names):
    """The row's money on items of its own that no code tells."""
    names = names[:v.rng.randint(1, len(names))]
    left, out = money_of(row.entries), []
    for i, n in enumerate(names):
        mine = dict(left) if i == len(names) - 1 else {k: m // 3 // v.money.grain * v.money.grain for k, m in left.items()}
        left = {k: left[k] - mine[k] for k in left}
        out.append(Row(cells={"name": n}, entries=[Entry(mine)], level=1, free=("revenueItem",)))
    return out


def expenditure(v, group, role, scope="own", depths=(3, 5, 7)):
    facts, mine = v.scope(scope)
    names = CHOICE[group][1]
    es, coded = [e for e in entries_of(v, group, 1) if mine(e)], v.say.codes
    tops = tree(v, es, lambda e: e.func, names, depths, "functional", coded)
    if coded == "none":
        numbered(v, tops)
    what = BUDGETS[group] + "支出"
    end = Row(cells={"name": v.pick(f"{v.say.scope(scope)}{what}合计", "本年支出合计", "合计", "支出合计")}, parts=tops)
    nodes, lst = listed(v, "functional", label_columns(v, coded), v.say.stages(role, scope), style(v, flat(tops)), end, facts)
    return form(v, what, role, scope, nodes, lst, KINDS[group] + "-expenditure", group=group, direction="expenditure")


def balance(v, group, role, scope="own"):
    mine = [[e for e in entries_of(v, group, side) if scope == "whole" or e.scope == "own"] for side in (0, 1)]
    name = BUDGETS[group]
    income = [(name + "收入", money_of(mine[0]), []), ("上级补助收入", v.piece(group + "上级", 1e6, 3e8), [])]
    spent = [(name + "支出", money_of(mine[1]), []), ("上解上级支出", v.piece(group + "上解", 1e5, 1e7), [])]
    if scope == "own" and v.places:
        spent.append((f"补助{v.pick('下级', v.say.lower)}支出", money_of(transfers(v, group)), []))
    if group == "fund":
        income += [("专项债务转贷收入", v.piece("专项债务收入", 1e8, 3e9), []), ("调入资金", v.piece("基金调入", 1e6, 1e8), [])]
        spent += [("地方政府专项债务还本支出", v.piece("专项债务还本", 1e7, 9e8), [])]
    spent.append(("调出资金", v.piece("调入" + name, 1e6, 3e8), []))
    return two_sides(v, group, role, scope, income, spent, (KINDS[group] + "-balance",))


def transfers(v, group):
    key = (group, "down")
    if key not in v.books:
        names = items.FUND_TRANSFERS if group == "fund" else items.STATE_TRANSFERS
        v.books[key] = [Entry(v.versions(v.draw(5e4, 8e7), .25), region=p, item=n) for n in v.sample(names, 2) for p in v.places]
    return v.books[key]


def transfers_table(v, group, role):
    """对下转移支付 of a fund: by item, by place, or both crossed."""
    es, manner, version = transfers(v, group), v.rng.randrange(3), versions_of(v, role)
    names = list(dict.fromkeys(e.item for e in es))
    end = Row(cells={"name": "合计"}, facts={"scope": SCOPES["lower"]} if manner else {}, free=OPEN)
    if manner == 0:
        rows = [Row(cells={"name": n}, entries=[e for e in es if e.item == n], free=OPEN) for n in names]
        end.parts = numbered(v, rows)
        nodes, lst = listed(v, "other", [Column(v.say.label, "label", 6, "name")], v.say.stages(role, "own", v.chance(.6)), style(v, rows), end, v.scope("own")[0])
    else:
        rows, end.parts = place_rows(v, es)
        cols = [amount(n, lambda e, n=n: e.item == n, version=version, width=2.5, free=("functional", "use", "measure")) for n in names]
        heads = [total("合计", cols, free=("use", "measure")), *cols] if manner == 2 else v.say.stages(role, "own", True)
        for c in flat_heads(heads):
            c.free = (*c.free, "use", "measure")
        nodes, lst = listed(v, "region", [Column(v.say.place_label, "label", 3.2, "name")], heads, rows, end, {})
    by = ("分项目", "分地区", "分地区分项目")[manner]
    return form(v, f"对{v.say.lower}{BUDGETS[group]}转移支付{by}", role, "own", nodes, lst, KINDS[group] + "-transfers", group=group, direction="expenditure", verb=VERBS[role], formula=manner == 0)


# --- social insurance ---------------------------------------------------------------------------

def insured(v):
    """By fund: money of its items of revenue and spending, and what was left from before."""
    if "insured" not in v.books:
        v.books["insured"] = {
            n: ({i: v.versions(v.draw(1e6, 9e8), .1) for i in v.sample(items.INSURANCE_REVENUES, 3)}, {i: v.versions(v.draw(1e6, 5e8), .1) for i in v.sample(items.INSURANCE_SPENDING, 2)},
                {k: v.draw(2e9, 6e9) for k in v.versions(1)})
            for n in v.sample(items.INSURANCES, 4)}
    return v.books["insured"]


def insurance(v, side, role, scope="whole"):
    """社会保险基金收入表 or 支出表: funds down, their items under them."""
    word, rows = ("收入", "支出")[side], []
    way = ("revenue", "expenditure")[side]
    free = ("list", "revenueItem", "functional")
    for n, money in insured(v).items():
        r = Row(cells={"name": n + (word if v.word_after else "")}, free=free)
        r.parts = [Row(cells={"name": ("其中：" if i == 0 and v.say.numbered else "") + k}, entries=[Entry(m)], level=1, free=free) for i, (k, m) in enumerate(money[side].items())]
        rows.append(r)
    numbered(v, rows)
    end = Row(cells={"name": v.pick(f"社会保险基金{word}合计", f"{word}合计", "合计", f"{v.say.scope(scope)}社会保险基金{word}合计")}, parts=rows, free=free)
    nodes, lst = listed(v, ("revenue", "functional")[side], [Column(v.say.label, "label", 6, "name")], v.say.stages(role, scope), style(v, flat(rows)), end, v.scope(scope)[0])
    return form(v, BUDGETS["insurance"] + word, role, scope, nodes, lst, f"government-social-insurance-{'expenditure' if side else 'revenue'}", group="insurance", direction=way)


def insurance_left(v, role, scope="whole"):
    """社会保险基金结余表: what is left of the year and altogether, by fund."""
    free = ("list", "direction", "functional", "revenueItem")
    tops = []
    for word, quantity in (("社会保险基金本年收支结余", "surplus"), ("社会保险基金年末滚存结余", "closing")):
        kids = []
        for n, (income, spent, before) in insured(v).items():
            year = {k: sum(m[k] for m in income.values()) - sum(m[k] for m in spent.values()) for k in before}
            kids.append(Row(cells={"name": n}, entries=[Entry(year if quantity == "surplus" else {k: year[k] + before[k] for k in before})], level=1, facts={"quantity": quantity}, free=free))
        tops.append(Row(cells={"name": word}, parts=kids, facts={"quantity": quantity}, free=free))
    numbered(v, tops)
    heads = [Column(v.say.label, "label", 6, "name"), *v.say.stages(role, scope, True)]
    lst = List("other", flat_heads(heads), style(v, flat(tops)), facts=v.scope(scope)[0], closed=False)
    return form(v, BUDGETS["insurance"] + "结余", role, scope, heads, lst, "government-social-insurance-balance", group="insurance", formula=False)


def insurance_across(v, role, scope="whole"):
    """社会保险基金收支表 with funds across: revenue, spending, what is left."""
    version = versions_of(v, role)
    cols = [amount(n, width=1.9, pick=lambda e, n=n: e.item == n, version=version) for n in insured(v)]
    every = total("合计", cols)
    free = ("list", "revenueItem", "functional")
    tops, rows = [], []
    for side, (word, way) in enumerate((("收入", "revenue"), ("支出", "expenditure"))):
        names = list(dict.fromkeys(i for money in insured(v).values() for i in money[side]))
        kids = [Row(cells={"name": f"{'其中：' if i == 1 else ''}{i}.{k}"}, level=1, facts={"direction": way}, free=free,
                    entries=[Entry(money[side][k], item=n) for n, money in insured(v).items() if k in money[side]]) for i, k in enumerate(names, 1)]
        top = Row(cells={"name": f"{ordinal(side + 1)}、{word}"}, parts=kids, facts={"direction": way}, free=free)
        tops.append(top)
        rows += [top, *kids]
    for i, (word, quantity) in enumerate((("本年收支结余", "surplus"), ("年末滚存结余", "closing")), 3):
        r = Row(cells={"name": f"{ordinal(i)}、{word}"}, facts={"quantity": quantity}, free=(*free, "direction"))
        for c, money in zip(cols, insured(v).values()):
            r.fixed[c] = tops[0].value(c) - tops[1].value(c) + (money[2][version] if i == 4 else 0)
        rows.append(r)
    heads = [Column(v.say.label, "label", 4, "name"), every, *cols]
    lst = List("other", heads, style(v, rows), facts=v.scope(scope)[0], closed=False)
    kinds = ("government-social-insurance-revenue", "government-social-insurance-expenditure")
    return form(v, BUDGETS["insurance"] + v.pick("收支", "收支总", "收支及结余"), role, scope, heads, lst, "government-social-insurance-balance", kinds, group="insurance", formula=False,
                verb=VERBS[role], wide=True)
