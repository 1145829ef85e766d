"""Forms of governments' budgets, accounts and debt."""
import words
from ledger import Look
from model import Column, Entry, Level, List, Money, Row, Table, flat, grow
from parts import amount, code_cells, flat_heads, style, total
from words import ordinal, term

SCOPES = {"whole": "全市", "own": "市本级", "lower": "市县"}  # as the truth writes them


class Government:
    """A place's money. A report has last year's execution and this year's draft; accounts have one year's stages."""

    def __init__(self, rng, report=False, money=None, look=None, year=2025, province=False, places=8):
        self.rng, self.report, self.year = rng, report, year
        self.money, self.look = money or Money("万元", 0), look or Look()
        self.rng_style = 0
        self.place = rng.choice(words.PROVINCES if province else words.CITIES)
        self.publisher = self.place + book_end(rng, province)
        self.whole_word, self.own_word = ("全省", "省级") if province else ("全市", "市本级")
        self.province = province
        if province:
            names = rng.sample(list(words.PREFECTURES), min(3, len(words.PREFECTURES)))
            self.groups = {n: words.PREFECTURES[n] for n in names}
        else:
            self.groups = {"": rng.sample(words.COUNTIES, places)}
        self.places = [p for ps in self.groups.values() for p in ps]
        self.revenue, self.spending = [], []
        for code, name in words.REVENUES:
            if len(code) > 3 and rng.random() < .92:
                self.revenue += self.spread(Entry({}, code=code), 2e6, 4e9)
        self.spending = self._spending()

    def draw(self, low, high):
        grain = self.money.grain
        return max(1, round(100 * low * (high / low) ** self.rng.random() / grain)) * grain

    def versions(self, now):
        """Last year's accounts and budget, this year's budget, adjusted budget, result, and the next draft."""
        out = {"now": now}
        for name, part in (("prev", .2), ("budget", .15), ("adjusted", .05), ("before", .25), ("next", .15)):
            grain = self.money.grain
            out[name] = round(now * (1 + self.rng.uniform(-part, part)) / grain) * grain
        return out

    def spread(self, like, low, high):
        """An item of the own level and of each place below."""
        out = []
        for region in ("", *self.places):
            v = self.versions(self.draw(low, high) if not region else self.draw(low / 10, high / 10))
            if like.code in ("10199", "10113") and self.rng.random() < .2:
                v["now"] = -v["now"] // 50 // self.money.grain * self.money.grain
            out.append(Entry(v, func=like.func, code=like.code, region=region, scope="lower" if region else "own"))
        return out

    def _spending(self):
        rng, out = self.rng, []
        tops = [k for k in words.FUNCTIONS if len(k) == 3 and k not in ("203", "223", "227", "229", "232", "233")]
        for top in sorted(rng.sample(tops, min(len(tops), rng.randint(7, 10)))):
            items = [k for k in words.FUNCTIONS if len(k) == 7 and k.startswith(top) and not k.startswith(("21208",))]
            for code in sorted(rng.sample(items, min(len(items), rng.randint(2, 5)))):
                out += self.spread(Entry({}, func=code), 1e6, 2e9)
        return out + self.spread(Entry({}, func="2320301"), 1e7, 1e8)

    def pick(self, *choices):
        return self.rng.choice(choices)

    def total_word(self, *choices):
        return self.rng.choice(choices or ("合计", "总计"))


def book_end(rng, province):
    return rng.choice(["财政厅", "人民政府"] if province else ["财政局", "人民政府"])


def base(gov, **more):
    return {"year": gov.year, "period": "current", "stage": "budget" if gov.report else "final", **more}


def scoped(gov, scope):
    return {"scope": SCOPES[scope]}, (lambda e: True) if scope == "whole" else (lambda e: e.scope == scope)


def percent(part, of, digits=1, sign=""):
    return f"{100 * part / of:.{digits}f}{sign}" if of else ""


def stages(gov):
    """The columns of an item: stages of one year or of two, and percentages. Returns heads."""
    y, mark = gov.year, gov.pick("", "%")
    old = {"period": "previous", "year": y - 1}
    col = lambda head, version, **facts: amount(head, version=version, facts=facts)
    rate = lambda head, a, b, minus=0: Column(head, "plain", 1.5, calc=lambda value, row: percent(value(a) - minus * value(b), value(b), 1, mark))
    manner = gov.rng.randrange(3)
    if gov.report:
        under = manner == 2  # the years stand in a head of their own
        done_word, stage = gov.pick(("执行数", "execution"), ("预计执行数", "forecast"))
        named = lambda year, word: word if under else f"{year}年{word}"
        before = col(named(y - 1, "预算数"), "budget", stage="budget", **old)
        done = col(named(y - 1, done_word), "now", stage=stage, **old)
        draft = col(named(y, "预算数" if under else gov.pick("预算数", "预算数（草案）")), "next", stage="budget")
        if under:
            return [(f"{y - 1}年", [before, done, rate("为预算%", done, before)]), (f"{y}年", [draft])]
        growth = rate(gov.pick("预算数比上年执行数增减%", "增长%"), draft, done, 1)
        return [before, done, rate("执行数为预算数的%", done, before), draft, growth] if manner else [done, draft, growth]
    budget = col("预算数" if manner == 1 else "年初预算数", "budget", stage="budget")
    adjusted = col(gov.pick("调整预算数", "变动预算数"), "adjusted", stage="adjusted-budget")
    now = col(gov.pick("决算数", f"{y}年决算数"), "now", stage="final")
    last = col(gov.pick(f"{y - 1}年决算数", "上年决算数"), "prev", stage="final", **old)
    if manner == 1:
        return [budget, now, rate("决算数为预算数的%", now, budget), rate("决算数为上年决算数的%", now, last)]
    if manner == 2:
        return [last, budget, adjusted, now, rate("为预算%", now, budget)]
    return [budget, adjusted, now, rate(f"决算数为{adjusted.head}的%", now, adjusted), last, rate("比上年增减%", now, last, 1)]


def body(gov, kind, label, heads, tops, word, facts, labels=None):
    """A list with its total first or last."""
    rows = style(gov, flat(tops))
    end = Row(cells={"name": word}, parts=tops, bold=True, across=len(labels or [1]))
    end.foot = gov.look.total == "foot"
    nodes = [*(labels or [label]), *heads]
    return nodes, List(kind, flat_heads(nodes), [*rows, end] if end.foot else [end, *rows], facts=facts, total=end)


def formula(nodes):
    """A formula row under the header: 1 | 2 | 3=2/1."""
    out, n = [], 0
    for c in flat_heads(nodes):
        n += c.kind in ("amount", "plain")
        out.append("" if c.kind not in ("amount", "plain") else str(n) if c.kind == "amount" else f"{n}={n - 1}/{max(1, n - 2)}")
    return out


def revenue_table(gov, scope="whole", coded=False):
    """一般公共预算收入表."""
    facts, mine = scoped(gov, scope)
    tops = [k for k in ("101", "103")]
    names = dict(words.REVENUES)
    groups = []
    for i, top in enumerate(tops, 1):
        kids = grow([e for e in gov.revenue if e.code.startswith(top) and mine(e)],
                    [Level(lambda e: e.code, lambda k: {"name": names[k], **({"code": k} if coded else {})}, lambda k: {"revenueItem": term(k, names[k], coded)}, True)], 1)
        r = Row(cells={"name": names[top] if coded else f"{ordinal(i)}、{names[top]}", **({"code": top} if coded else {})}, parts=kids,
                terms={"revenueItem": term(top, names[top], coded)})
        groups.append(r)
    label = Column("项目" if not coded else "科目名称", "label", 5, "name")
    labels = [Column("科目编码", "code", 1.6, "code"), label] if coded else [label]
    place = gov.whole_word if scope == "whole" else gov.own_word
    heads = stages(gov)
    nodes, lst = body(gov, "revenue", label, heads, groups, gov.pick(f"{place}一般公共预算收入合计", "收入合计", "一般公共预算收入"), facts, labels=labels)
    title = f"{gov.year - gov.report}年{place}一般公共预算收入{'执行情况和' + str(gov.year) + '年预算（草案）' if gov.report else '决算'}表"
    return Table(title, nodes, [lst], gov.money, facts=base(gov, direction="revenue", fund="general-public"), numbering=formula(nodes) if gov.rng.random() < .4 else None)


def spending_table(gov, scope="own", depths=(3, 5, 7), codes="none"):
    """一般公共预算支出表: 类, 款 and 项, by indent and weight or by code."""
    facts, mine = scoped(gov, scope)
    levels = [Level(lambda e, n=n: e.func[:n], lambda k: code_cells(codes, k, words.FUNCTIONS[k]), lambda k: {"functional": words.functional(k, codes != "none")}, True) for n in depths]
    tops = grow([e for e in gov.spending if mine(e)], levels)
    if codes == "none" and len(depths) == 1:
        for i, r in enumerate(tops, 1):
            r.cells["name"] = f"{ordinal(i)}、{r.cells['name']}"
    label = Column(gov.pick("项目", "科目名称", "预算科目"), "label", 5.5, "name")
    labels = [Column("科目编码", "code", 1.6, "code"), label] if codes == "one" else [label]
    place = gov.whole_word if scope == "whole" else gov.own_word
    heads = stages(gov)
    nodes, lst = body(gov, "functional", label, heads, tops, gov.pick("一般公共预算支出合计", "支出合计", "合计"), facts, labels=labels)
    title = f"{gov.year}年{place}一般公共预算支出{'预算' if gov.report else '决算'}表"
    return Table(title, nodes, [lst], gov.money, facts=base(gov, direction="expenditure", fund="general-public"))


def balance(gov):
    """一般公共预算收支平衡表 of the own level: two lists whose totals are equal."""
    g, own = gov.money.grain, lambda es: [e for e in es if e.scope == "own"]
    version, facts = ("next", base(gov)) if gov.report else ("now", base(gov))
    income, spent = sum(e.v[version] for e in own(gov.revenue)), sum(e.v[version] for e in own(gov.spending))
    fixed = lambda v: [Entry({version: v})]
    row = lambda label, entries=(), level=0, **more: Row(cells={"name": label}, entries=list(entries), level=level, **more)
    down = [("返还性支出", gov.draw(1e7, 2e8)), ("一般性转移支付支出", gov.draw(1e9, 6e9)), ("专项转移支付支出", gov.draw(1e8, 2e9))]
    up = [("返还性收入", gov.draw(1e7, 3e8)), ("一般性转移支付收入", gov.draw(3e9, 9e9)), ("专项转移支付收入", gov.draw(2e8, 3e9))]
    debt, moved, carried = gov.draw(1e8, 2e9), gov.draw(1e7, 5e8), gov.draw(1e8, 1e9)
    sent, repaid = gov.draw(1e7, 2e8), gov.draw(1e7, 6e8)
    income += sum(v for _, v in up) + debt + moved + carried
    spent += sum(v for _, v in down) + sent + repaid
    if income <= spent:  # more from above, so that something is left for the next year
        up[1] = (up[1][0], up[1][1] + (spent - income) + 500 * g)
        income = spent + 500 * g
    rest = income - spent
    free = ("revenueItem", "use", "measure", "quantity", "list")
    first_rows = [row("一、本级收入", own(gov.revenue), free=free)]
    first_rows[0].parts = [row("1.税收收入", own([e for e in gov.revenue if e.code < "103"]), 1, free=free), row("2.非税收入", own([e for e in gov.revenue if e.code > "103"]), 1, free=free)]
    top = row("二、上级补助收入", free=free)
    top.parts = [row(f"{i}.{n}", fixed(v), 1, free=free) for i, (n, v) in enumerate(up, 1)]
    first_rows += [top, row("三、债务（转贷）收入", fixed(debt), free=free), row("四、调入资金", fixed(moved), free=free), row("五、上年结转收入", fixed(carried), free=free)]
    end = row("收入总计", foot=True, bold=True, free=free)
    end.parts = first_rows
    free2 = ("functional", "use", "measure", "quantity", "list")
    second = [row("一、本级支出", own(gov.spending), free=free2)]
    top = row("二、补助下级支出", free=free2)
    top.parts = [row(f"{i}.{n}", fixed(v), 1, free=free2) for i, (n, v) in enumerate(down, 1)]
    second += [top, row("三、上解上级支出", fixed(sent), free=free2), row("四、地方政府一般债务还本支出", fixed(repaid), free=free2), row("五、结转下年支出", fixed(rest), free=free2)]
    end2 = row("支出总计", foot=True, bold=True, free=free2)
    end2.parts = second
    word = "预算数" if gov.report else "决算数"
    label, label2 = Column(gov.pick("收入项目", "项目"), "label", 4.5, "name"), Column(gov.pick("支出项目", "项目"), "label", 4.5, "name")
    heads = [("收入", [label, a := amount(word, version=version)]), ("支出", [label2, b := amount(word, version=version)])]
    lists = [List("revenue", [label, a], [*style(gov, flat(first_rows)), end], facts={"direction": "revenue"}, total=end),
             List("functional", [label2, b], [*style(gov, flat(second)), end2], facts={"direction": "expenditure"}, total=end2)]
    title = f"{gov.year}年{gov.own_word}一般公共预算收支{'平衡' if gov.rng.random() < .6 else '总'}表"
    return Table(title, heads, lists, gov.money, facts={**facts, "fund": "general-public", "scope": SCOPES["own"]})


# --- places -------------------------------------------------------------------------------

def place_rows(gov, cols, own=False, whole=False):
    """A row for each place below, groups with their sums; fixed amounts, drawn for each."""
    rows, tops = [], []

    def fill(r):
        for c in cols:
            r.fixed[c] = gov.draw(2e6, 2e9)
        if gov.rng.random() < .12:
            r.fixed[cols[0]] = -r.fixed[cols[0]] // 20 // gov.money.grain * gov.money.grain
        return r
    if own:
        r = fill(Row(cells={"name": gov.own_word}, facts={"scope": SCOPES["own"]}, free=("region",)))
        rows.append(r)
        tops.append(r)
    lower = []
    for name, places in gov.groups.items():
        kids = [fill(Row(cells={"name": p}, terms={"region": term("", p)}, level=1 if name else 0, free=("scope", *(("region",) if p.endswith("本级") else ())))) for p in places]
        if name:
            head = Row(cells={"name": name + gov.pick("合计", "小计")}, parts=kids, free=("region", "scope"), bold=True)
            rows += [head, *kids]
            lower.append(head)
        else:
            rows += kids
            lower += kids
    if own:
        below = Row(cells={"name": gov.pick("市县合计", "市县级合计", "县区合计")}, parts=lower, facts={"scope": SCOPES["lower"]}, bold=True)
        for r in rows[1:]:
            r.level += 1
        rows.insert(1, below)
        tops.append(below)
    else:
        tops += lower
    scope = {"scope": SCOPES["whole"]} if own else {"scope": SCOPES["lower"]}
    end = Row(cells={"name": gov.place if own and gov.rng.random() < .5 else "合计"}, parts=tops, facts=scope, bold=True, free=("region",) if own else ())
    if own:
        for r in [*rows, end]:  # whether places stand under the whole's row is open
            r.free = (*r.free, "level")
    return style(gov, rows), end


def transfers_by_region(gov):
    """税收返还和转移支付分地区表."""
    label = Column(gov.pick("地区", "市县名称", "地  区"), "label", 3.5, "name")
    cols = [other_amount(h) for h in ("税收返还", "一般性转移支付", "专项转移支付")]
    heads = [label, *cols]
    if gov.rng.random() < .6:
        every = total("合计", cols)
        every.free = ("use", "measure")
        heads = [label, every, *cols] if gov.rng.random() < .5 else [label, *cols, every]
    rows, end = place_rows(gov, cols)
    rows = [*rows, end] if gov.look.total == "foot" else [end, *rows]
    end.foot = gov.look.total == "foot"
    verb = "预算" if gov.report else "决算"
    return Table(f"{gov.year}年{gov.own_word}对市县一般公共预算税收返还和转移支付分地区{verb}表", heads, [List("region", flat_heads(heads), rows, total=end)], gov.money,
                 facts=base(gov, direction="expenditure", fund="general-public"))


def other_amount(head, **more):
    """A column whose head is a kind of transfer or debt: no fund or use that the contract settles."""
    c = amount(head, **more)
    c.free = (*c.free, "use", "measure")
    return c


def transfers_by_item(gov):
    """税收返还和转移支付分项目表."""
    rows = [Row(cells={"name": "一、税收返还"}, entries=[Entry(gov.versions(gov.draw(1e7, 5e8)))])]
    for i, (name, items) in enumerate(words.TRANSFERS, 2):
        r = Row(cells={"name": f"{ordinal(i)}、{name}"})
        r.parts = [Row(cells={"name": n}, entries=[Entry(gov.versions(gov.draw(1e6, 2e9)))], level=1, terms={"functional": term("", n)} if name.startswith("专项") else {},
                       free=("functional",)) for n in gov.rng.sample(items, gov.rng.randint(5, len(items)))]
        rows.append(r)
    for r in flat(rows):
        r.free = (*r.free, "use", "measure", "list", "functional")
    label = Column("项目", "label", 6, "name")
    nodes, lst = body(gov, "other", label, stages(gov), rows, f"{gov.own_word}对市县税收返还和转移支付合计", {"scope": SCOPES["own"]})
    lst.total.free = ("use", "measure", "list")
    return Table(f"{gov.year}年{gov.own_word}对市县一般公共预算税收返还和转移支付分项目表", nodes, [lst], gov.money, facts=base(gov, direction="expenditure", fund="general-public"))


def region_matrix(gov, turned=False):
    """Places and items crossed: items of spending by place, or places across."""
    tops = sorted({e.func[:3] for e in gov.spending})[:7]
    picks = {k: (lambda e, k=k: e.func.startswith(k)) for k in tops}
    mine = [e for e in gov.spending if e.region and e.func[:3] in tops]
    version = "next" if gov.report else "now"
    facts = base(gov, direction="expenditure", fund="general-public")
    title = f"{gov.year}年市县一般公共预算支出分地区{'预算' if gov.report else '决算'}表"
    if turned:
        label = Column("项目", "label", 3.6, "name")
        cols = [amount(p, lambda e, p=p: e.region == p, version=version, width=1.6, facts={"region": term("", p)}, free=("scope",)) for p in gov.places]
        every = total("合计", cols, facts={"scope": SCOPES["lower"]})
        levels = [Level(lambda e: e.func[:3], lambda k: {"name": words.FUNCTIONS[k]}, lambda k: {"functional": words.functional(k, False)}, True)]
        nodes, lst = body(gov, "functional", label, [every, *cols], grow(mine, levels), "合计", {})
        return Table(title, nodes, [lst], gov.money, facts=facts, wide=True)
    label = Column("地区", "label", 2.8, "name")
    cols = [amount(words.FUNCTIONS[k], picks[k], version=version, width=1.7, facts={"functional": words.functional(k, False)}) for k in tops]
    every = total(gov.pick("合计", "支出合计"), cols)
    rows, lower = [], []
    for name, places in gov.groups.items():
        kids = [Row(cells={"name": p}, terms={"region": term("", p)}, entries=[e for e in mine if e.region == p], level=1 if name else 0,
                    free=("scope", *(("region",) if p.endswith("本级") else ()))) for p in places]
        if name:
            head = Row(cells={"name": name}, parts=kids, bold=True, terms={"region": term("", name)}, free=("scope",))
            rows += [head, *kids]
            lower.append(head)
        else:
            rows += kids
            lower += kids
    end = Row(cells={"name": "合计"}, parts=lower, bold=True, facts={"scope": SCOPES["lower"]})
    heads = [label, every, *cols]
    return Table(title, heads, [List("region", flat_heads(heads), [end, *style(gov, rows)], total=end)], gov.money, facts=facts, wide=True)


# --- the other funds ------------------------------------------------------------------------

def fund_tables(gov, scope="own"):
    """政府性基金预算收入表 and 支出表."""
    facts, _ = scoped(gov, scope)
    place = gov.own_word if scope == "own" else gov.whole_word
    label = Column("项目", "label", 6, "name")
    rows = [Row(cells={"name": f"{ordinal(i)}、{n}"}, entries=[Entry(gov.versions(gov.draw(1e6, 4e9)))], terms={"revenueItem": term("", n)}, free=("revenueItem",))
            for i, n in enumerate(gov.rng.sample(words.FUND_REVENUES, 6), 1)]
    nodes, lst = body(gov, "revenue", label, stages(gov), rows, "政府性基金预算收入合计", facts)
    income = Table(f"{gov.year}年{place}政府性基金预算收入表", nodes, [lst], gov.money, facts=base(gov, direction="revenue", fund="government-fund"))
    codes = [c for c in words.FUNCTIONS if len(c) == 7 and (c.startswith(("21208", "22904", "22960", "23204")))]
    entries = [Entry(gov.versions(gov.draw(1e6, 2e9)), func=c) for c in codes]
    levels = [Level(lambda e, n=n: e.func[:n], lambda k: {"name": words.FUNCTIONS[k]}, lambda k: {"functional": words.functional(k, False)}, True) for n in (3, 5, 7)]
    label = Column("项目", "label", 6, "name")
    nodes, lst = body(gov, "functional", label, stages(gov), grow(entries, levels), "政府性基金预算支出合计", facts)
    spent = Table(f"{gov.year}年{place}政府性基金预算支出表", nodes, [lst], gov.money, facts=base(gov, direction="expenditure", fund="government-fund"))
    return income, spent


def state_capital(gov):
    """国有资本经营预算收支表: two sides."""
    version = "next" if gov.report else "now"
    fixed = lambda: [Entry(gov.versions(gov.draw(1e5, 5e7)))]
    tops = []
    for i, (name, kids) in enumerate(words.STATE_REVENUES, 1):
        r = Row(cells={"name": f"{ordinal(i)}、{name}"}, terms={"revenueItem": term("", name)}, free=("revenueItem",))
        r.parts = [Row(cells={"name": n}, entries=fixed(), level=1, free=("revenueItem",)) for n in kids]
        tops.append(r)
    carry = Row(cells={"name": "上年结转收入"}, entries=fixed(), foot=True, free=("revenueItem", "use", "measure"))
    year = Row(cells={"name": "本年收入合计"}, parts=tops, foot=True, bold=True)
    end = Row(cells={"name": "收入总计"}, parts=[year, carry], foot=True, bold=True)
    income = Row(parts=[year, carry]).value(Column("", "amount", version=version))
    codes = ["2230105", "2230299"]
    first = income // 3 // gov.money.grain * gov.money.grain
    second = income // 4 // gov.money.grain * gov.money.grain
    entries = [Entry({version: first}, func=codes[0]), Entry({version: second}, func=codes[1])]
    levels = [Level(lambda e, n=n: e.func[:n], lambda k: {"name": words.FUNCTIONS[k]}, lambda k: {"functional": words.functional(k, False)}, True) for n in (5, 7)]
    spent = grow(entries, levels)
    moved = Row(cells={"name": "调出资金"}, entries=[Entry({version: income - first - second})], foot=True, free=("use", "measure"))
    year2 = Row(cells={"name": "本年支出合计"}, parts=spent, foot=True, bold=True)
    end2 = Row(cells={"name": "支出总计"}, parts=[year2, moved], foot=True, bold=True)
    word = "预算数" if gov.report else "决算数"
    l1, l2, a, b = Column("项目", "label", 4.5, "name"), Column("项目", "label", 4.5, "name"), amount(word, version=version), amount(word, version=version)
    lists = [List("revenue", [l1, a], [*style(gov, flat(tops)), year, carry, end], facts={"direction": "revenue"}, total=end),
             List("functional", [l2, b], [*style(gov, flat(spent)), year2, moved, end2], facts={"direction": "expenditure"}, total=end2)]
    return Table(f"{gov.year}年{gov.own_word}国有资本经营预算收支表", [("收入", [l1, a]), ("支出", [l2, b])], lists, gov.money,
                 facts=base(gov, fund="state-capital", scope=SCOPES["own"]))


def insurance(gov, across=False):
    """社会保险基金: revenue, expenditure and surplus by fund."""
    names = gov.rng.sample(words.INSURANCES, 5)
    label = Column("项目", "label", 5, "name")
    facts = base(gov, fund="social-insurance", scope=SCOPES["whole"])
    if across:
        cols = [amount(n.replace("基金", ""), width=1.9) for n in names]
        every = total("合计", cols)
        heads = [label, every, *cols]
        rows = []

        def block(word, items, direction):
            kids = [Row(cells={"name": ("其中：" if i == 0 else "") + n}, level=1, facts={"direction": direction}, fixed={c: gov.draw(1e6, 9e8) for c in cols}) for i, n in enumerate(items)]
            top = Row(cells={"name": word}, parts=kids, facts={"direction": direction})
            rows.extend([top, *kids])
            return top
        income = block("一、收入", ["保险费收入", "财政补贴收入", "利息收入", "转移收入"], "revenue")
        spent = block("二、支出", ["社会保险待遇支出", "转移支出", "其他支出"], "expenditure")
        left = Row(cells={"name": "三、本年收支结余"}, facts={"quantity": "surplus"}, free=("direction",))
        last = Row(cells={"name": "四、年末滚存结余"}, facts={"quantity": "closing"}, free=("direction", "quantity"))
        for c in cols:
            left.fixed[c] = income.value(c) - spent.value(c)
            last.fixed[c] = left.fixed[c] + gov.draw(1e9, 4e9)
        rows += [left, last]
        for r in rows:
            r.free = (*r.free, "list", "revenueItem")
        lst = List("other", flat_heads(heads), style(gov, rows), closed=False)
        return Table(f"{gov.year}年{gov.whole_word}社会保险基金{'预算' if gov.report else '决算'}表", heads, [lst], gov.money, facts=facts, wide=True)
    opening = amount("上年结余", facts={"quantity": "opening"}, free=("direction", "quantity"))
    income, spent = amount("本年收入", facts={"direction": "revenue"}), amount("本年支出", facts={"direction": "expenditure"})
    left = amount("本年收支结余", calc=lambda value, row: value(income) - value(spent), facts={"quantity": "surplus"}, free=("direction",))
    closing = amount("年末滚存结余", calc=lambda value, row: value(opening) + value(left), facts={"quantity": "closing"}, free=("direction", "quantity"))
    cols = [opening, income, spent, left, closing]
    rows = [Row(cells={"name": f"{ordinal(i)}、{n}"}, fixed={opening: gov.draw(1e9, 4e9), income: gov.draw(1e8, 5e9), spent: gov.draw(1e8, 5e9)}) for i, n in enumerate(names, 1)]
    for r in rows:
        r.free = ("list",)
    nodes, lst = body(gov, "other", label, cols, rows, "合计", {})
    lst.total.free = ("list",)
    return Table(f"{gov.year}年{gov.whole_word}社会保险基金收支及结余情况表", nodes, [lst], gov.money, facts=facts)


# --- debt ---------------------------------------------------------------------------------------

def debt_balance(gov, levels=True):
    """政府债务余额、限额、发行、还本和付息: rows by kind, columns whole and own level (or budget and result)."""
    y, grain, draw = gov.year, gov.money.grain, gov.draw
    label = Column("项目", "label", 6, "name")
    if levels:
        # Whole and own beside each other: each is the sum of its own scope, and the whole contains the own.
        cols = [amount(gov.pick("本地区", gov.whole_word), facts={"scope": SCOPES["whole"]}, free=("totalColumn", "addend")),
                amount(gov.pick("本级", gov.own_word), facts={"scope": SCOPES["own"]}, free=("totalColumn", "addend"))]
        title, kinds = f"{y}年{gov.place}地方政府债务发行及还本付息情况表", ["一般债务", "专项债务"]
    else:
        cols = [amount("预算数", facts={"stage": "budget"}), amount("执行数", facts={"stage": "execution"})]
        title, kinds = f"{y}年{gov.place}地方政府一般债务余额情况表", [""]
    least = lambda i, low, high: {k: draw(low / (1 + 5 * i), high / (1 + 5 * i)) for k in kinds}  # the own level has less
    money = []
    for i in range(2):
        new, again, old = least(i, 1e8, 1e9), least(i, 1e8, 1e9), least(i, 4e9, 9e9)
        paid, interest = {k: again[k] for k in kinds}, least(i, 1e7, 2e8)
        end = {k: old[k] + new[k] + again[k] - paid[k] for k in kinds}
        limit = {k: end[k] + round(end[k] * .07 / grain) * grain for k in kinds}
        money.append(dict(old=old, limit=limit, new=new, again=again, paid=paid, interest=interest, end=end))
    rows = []

    def block(text, quantity, items, facts=None, free=()):
        """items: labels with the kinds and series whose sum they are."""
        more = {"quantity": quantity, **(facts or {})}
        top = Row(cells={"name": f"{ordinal(sum(r.level == 0 for r in rows) + 1)}、{text}"}, facts=more, free=free)
        kids = [Row(cells={"name": ("其中：" if n == 0 and gov.rng.random() < .7 else "") + name}, level=1, facts=more, free=("fund", *free),
                    fixed={c: money[i][series][k] for i, c in enumerate(cols)}) for n, (name, series, k) in enumerate(items)]
        if levels:
            top.parts = kids
        else:
            top.fixed = {c: sum(k.value(c) for k in kids) for c in cols}
        rows.extend([top, *top.parts])
    by_kind = lambda series: [(k, series, k) for k in kinds]
    block(f"{y - 1}年末地方政府债务余额", "balance", by_kind("old"), {"period": "previous", "year": y - 1})
    block(f"{y}年地方政府债务限额", "limit", by_kind("limit"), {}, ("stage",))
    issue = [(w + (k or "一般债务")[:2] + "债券发行额", s, k) for k in kinds for w, s in (("新增", "new"), ("再融资", "again"))]
    block(f"{y}年地方政府债务发行额", "issued", issue, {}, ("direction",))
    block(f"{y}年地方政府债务还本额", "repaid", by_kind("paid"), {}, ("direction",))
    block(f"{y}年地方政府债务付息额", "interest", by_kind("interest"), {}, ("direction",))
    block(f"{y}年末地方政府债务余额", "balance", by_kind("end"))
    lst = List("summary", [label, *cols], style(gov, rows), closed=False, free=("fund", "list", *(("stage",) if gov.report else ()), *(() if levels else ("scope",))))
    return Table(title, [label, *cols], [lst], gov.money, facts=base(gov))


def debt_by_region(gov):
    """政府债务限额和余额分地区表."""
    label = Column("地区", "label", 3.5, "name")

    def group(word, quantity, free=()):
        a, b = other_amount("一般债务", facts={"quantity": quantity}, free=("fund", *free)), other_amount("专项债务", facts={"quantity": quantity}, free=("fund", *free))
        return word, [total(gov.pick("小计", "合计"), [a, b], facts={"quantity": quantity}, free=("fund", "measure", *free)), a, b]
    limit, balance_ = group(f"{gov.year}年债务限额", "limit", ("stage",)), group(f"{gov.year}年债务余额", "balance")
    heads = [label, limit, balance_]
    rows, end = place_rows(gov, [c for c in flat_heads(heads) if c.kind == "amount" and not c.parts], own=True)
    first, second = limit[1][1:], balance_[1][1:]
    for r in rows:
        for a, b in zip(first, second):
            if not r.parts:  # a limit is above its balance
                r.fixed[b] = abs(r.fixed[b])
                r.fixed[a] = r.fixed[b] + gov.draw(1e6, 1e8)
    return Table(f"{gov.year}年{gov.place}地方政府债务限额及余额决算情况表", heads, [List("region", flat_heads(heads), [end, *rows], total=end, free=("fund", *(("stage",) if gov.report else ())))], gov.money, facts=base(gov), wide=True)


def bonds(gov):
    """新增债券: 序号, 期限, 利率 and dates beside amounts."""
    rng = gov.rng
    number, name = Column("序号", "plain", .8, "n", align="center"), Column("债券名称", "label", 6, "name")
    kind, term_, rate, date = Column("债券类型", "text", 2, "kind"), Column("期限（年）", "plain", 1.2, "years", align="center"), Column("利率（%）", "plain", 1.3, "rate"), Column("发行日期", "plain", 2, "date")
    money, left = amount("发行规模", facts={"quantity": "issued"}, free=("direction",)), amount("债券余额", facts={"quantity": "balance"})
    left.free = ("direction",)
    heads = [number, name, kind, money, term_, rate, date, left]
    rows = []
    for i in range(1, rng.randint(7, 12)):
        special = rng.random() < .5
        word = "专项" if special else "一般"
        r = Row(cells={"n": str(i), "name": f"{gov.year}年{gov.place}政府{word}债券（{ordinal(i)}期）", "kind": word + "债券", "years": str(rng.choice([3, 5, 7, 10, 15, 20, 30])),
                       "rate": f"{rng.uniform(1.5, 3.5):.2f}", "date": f"{gov.year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"}, free=("fund",))
        v = gov.draw(1e8, 3e9)
        r.fixed = {money: v, left: v}
        rows.append(r)
    end = Row(cells={"name": "合计"}, parts=rows, bold=True, foot=True)
    return Table(f"{gov.year}年{gov.place}政府债券发行情况表", heads, [List("bond", heads, [*rows, end], total=end, free=("fund", "scope"))], gov.money, facts=base(gov), wide=True)
