"""Debt: balances and limits, issue and repayment, allocation, bonds and what they are used for."""
import items
from form import Form, place_rows
from model import Column, List, Row, flat
from parts import amount, flat_heads, style, total
from volume import SCOPES
from words import ordinal

KINDS = ("一般", "专项")
DIRECTION = ("direction",)


def year_of(v):
    """The year that debt tables tell of: in a volume with a draft, last year."""
    return v.year - 1 if v.kind in ("report", "budget") else v.year


def stage(v):
    return {"report": v.say.done_stage, "budget": v.say.done_stage}.get(v.kind, "final")


def base(v):
    y = year_of(v)
    return {"year": y, "period": "current" if y == v.year else "previous", "stage": stage(v), "fund": ""}


def open_stage(v, lst):
    """Outside accounts nothing tells the stage of what is owed but a head or a row that says it."""
    if v.kind != "accounts":
        lst.free = (*lst.free, "stage")
    return lst


def at(v, year):
    """Facts of a row that names its year; the contract has no word for the year after the document's."""
    return {"year": year, "period": "current" if year == v.year else "previous"}, ("period",) if year > v.year or year < v.year - 1 else ()


def money(v):
    """By kind of debt, for the whole place and its own level: what was owed, came and went. What is owed at the end follows."""
    if "debt" not in v.books:
        grain, book = v.money.grain, {}
        for kind in KINDS:
            own = {"old": v.draw(2e9, 9e9), "new": v.draw(1e8, 1e9), "again": v.draw(1e8, 9e8), "interest": v.draw(5e7, 3e8)}
            low = {k: (m * v.rng.randint(20, 60) // 10) // grain * grain for k, m in own.items()} if v.places else {k: 0 for k in own}
            for scope, b in (("own", own), ("lower", low)):
                b["paid"] = b["again"] * 11 // 10 // grain * grain
                b["end"] = b["old"] + b["new"] + b["again"] - b["paid"]
                b["limit"] = b["end"] + b["end"] // 20 // grain * grain
                b["more"], b["due"], b["rate"] = b["new"] // 2 // grain * grain, b["paid"] * 12 // 10 // grain * grain, b["interest"] * 11 // 10 // grain * grain
                book[kind, scope] = b
            book[kind, "whole"] = {k: own[k] + low[k] for k in own}
        v.books["debt"] = book
    return v.books["debt"]


def rows_of(v, told, fill, numerals=True):
    """Rows of (label, facts, free, series or kids): top rows numbered, kids under them; fill gives a row its amounts."""
    tops = []
    for label, facts, free, series, kids in told:
        top = Row(cells={"name": (f"{ordinal(len(tops) + 1)}、" if numerals else "") + label}, facts=facts, free=free)
        if series:
            fill(top, series)
        for name, series_, more in kids:
            kid = Row(cells={"name": name}, facts={**facts, **more}, free=free, level=1)
            fill(kid, series_)
            top.parts.append(kid)
        tops.append(top)
    return tops


def balance(v, kind, scope="whole"):
    """表1-1 and 表1-2: one kind of debt, what was planned and what came."""
    y, book = year_of(v), money(v)[kind, scope]
    name = f"地方政府{kind}债务"
    plan, done = amount("预算数", facts={"stage": "budget"}), amount("执行数", facts={"stage": "execution"})
    if v.kind == "accounts":
        done = amount("决算数", facts={"stage": "final"})
    full = v.debt_full

    def fill(row, series):
        row.fixed = {plan: book[series] if series in ("limit", "more", "next") or full and series != "old" else 0, done: 0 if series in ("more", "next", "limit") else book[series]}
    before, now, then = (at(v, n) for n in (y - 1, y, y + 1))
    what = lambda q, told, *more: ({"quantity": q, **told[0]}, (*told[1], "fund", "list", *more))
    book["next"] = book["limit"] + book["more"]
    issue = [] if kind == "专项" else [("中央转贷地方的国际金融组织和外国政府贷款", "abroad", {}), (f"{y}年{name[:6]}债券发行额", "bonds", {})]
    book["abroad"], book["bonds"] = v.money.grain * 3, book["new"] + book["again"] - v.money.grain * 3
    book["issue"] = book["new"] + book["again"]
    told = [(f"{y - 1}年末{name}余额实际数", *what("balance", before), "old", []), (f"{y}年末{name}{'余额' if v.debt_full else ''}限额", *what("limit", now, "stage"), "limit", []),
            (f"{y}年{name}发行额", *what("issued", now, *DIRECTION), "" if issue else "issue", issue), (f"{y}年{name}还本额", *what("repaid", now, *DIRECTION), "paid", []),
            (f"{y}年末{name}余额{'预计执行数' if v.say.done_stage == 'forecast' and v.kind != 'accounts' else '执行数' if v.kind != 'accounts' else '决算数'}", *what("balance", now, *(("stage",) if v.say.done_stage == "forecast" else ())), "end", []),
            (f"{y + 1}年{name}新增限额", *what("limit", then, "stage"), "more", []), (f"{y + 1}年末{name}限额", *what("limit", then, "stage"), "next", [])]
    if v.kind == "accounts":
        told = told[:-2]
    tops = rows_of(v, told, fill)
    heads = [Column(v.pick("项目", "项  目"), "label", 7, "name"), plan, done]
    lst = List("summary", heads, style(v, flat(tops)), closed=False, facts={"scope": SCOPES[scope]})
    place = v.place.name + ("本级" if scope == "own" else "")
    title = v.pick(f"{y}年{place}{name}余额情况表", f"{place}{y}年{name}余额情况表")
    before = f"{v.place.code[:2]} " if v.real and v.level == "province" and v.kind == "debt" and v.region_first and v.year_first else ""
    return Form(title, heads, [lst], v.money, facts=base(v), kind="debt-balance", group="debt", before=before)


def issue_and_repayment(v, manner=0):
    """债券发行及还本付息: whole and own level beside each other, a column of formulas; or with balances and limits."""
    y, books = year_of(v), money(v)
    whole = amount(v.pick("本地区", v.say.whole), facts={"scope": SCOPES["whole"]}, free=("totalColumn", "addend"))
    own = amount(v.pick("本级", v.say.own), facts={"scope": SCOPES["own"]}, free=("totalColumn", "addend"))
    cols = {whole: "whole", own: "own"}

    def fill(row, series):
        kind, key = series
        row.fixed = {c: books[kind, s][key] for c, s in cols.items()}
    before, now, then = (at(v, n) for n in (y - 1, y, y + 1))
    what = lambda q, told, *more: ({"quantity": q, **told[0]}, (*told[1], "fund", "list", "level", *more))
    both = lambda key, word="债务": [(f"{'其中：' if i == 0 and manner else '' if manner else f'（{ordinal(i + 1)}）'}{k}{word}", (k, key), {}) for i, k in enumerate(KINDS)]
    if manner:
        issue = [(f"{w}{k}债券发行额", (k, s), {}) for k in KINDS for w, s in (("新增", "new"), ("再融资", "again"))]
        told = [(f"{y - 1}年末地方政府债务余额", *what("balance", before), "", both("old")), (f"{y}年地方政府债务限额", *what("limit", now, "stage"), "", both("limit")),
                (f"{y}年地方政府债务举借额", *what("issued", now, *DIRECTION), "", issue), (f"{y}年地方政府债务还本额", *what("repaid", now, *DIRECTION), "", both("paid", "债务还本额")),
                (f"{y}年地方政府债务付息额", *what("interest", now, *DIRECTION), "", both("interest", "债务付息额")), (f"{y}年末地方政府债务余额", *what("balance", now), "", both("end"))]
        heads, title = [Column("项  目", "label", 6, "name"), whole, own], f"{y}年{v.place.name}地方政府债务限额余额及还本付息{'决算' if v.kind == 'accounts' else '情况'}表"
        also = ("debt-limit-and-balance", "debt-balance")
    else:
        word = {"final": "决算数", "forecast": "预计执行数"}.get(stage(v), "执行数")
        issue = []
        for i, k in enumerate(KINDS):
            issue += [(f"（{ordinal(i + 1)}）{k}债券", (k, "issue"), {})]
        for k in KINDS:
            for s in ("whole", "own"):
                books[k, s]["issue"] = books[k, s]["new"] + books[k, s]["again"]
        told = [(f"{y}年发行{word}", *what("issued", now, *DIRECTION), "", issue), (f"{y}年还本{word}", *what("repaid", now, *DIRECTION), "", both("paid", "债券")),
                (f"{y}年付息{word}", *what("interest", now, *DIRECTION), "", both("interest", "债券")), (f"{y + 1}年还本预算数", *what("repaid", (then[0] | {"stage": "budget"}, then[1]), *DIRECTION), "", both("due", "债券")),
                (f"{y + 1}年付息预算数", *what("interest", (then[0] | {"stage": "budget"}, then[1]), *DIRECTION), "", both("rate", "债券"))]
        heads, title, also = [Column("项目", "label", 6, "name"), Column(v.pick("公式", "公  式"), "plain", 1.6, "formula", align="center"), whole, own], f"{v.place.name}地方政府债券发行及还本付息情况表", ()
    tops = rows_of(v, told, fill)
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for r in tops:
        own_letter, kids = next(letters), [next(letters) for _ in r.parts]
        r.cells["formula"] = f"{own_letter}={'+'.join(kids)}"
        for kid, letter in zip(r.parts, kids):
            kid.cells["formula"] = letter
    lst = List("summary", heads, style(v, flat(tops)), closed=False)
    if manner:
        open_stage(v, lst)
    return Form(title, heads, [lst], v.money, facts=base(v), kind="debt-issue-and-repayment", also=also, group="debt")


def by_region(v):
    """限额 and 余额 of each place."""
    y = year_of(v)
    facts = lambda q: {"quantity": q}

    def pair(word, quantity, free=()):
        a, b = (amount(k + "债务", facts=facts(quantity), free=("fund", "use", "measure", *free)) for k in KINDS)
        every = total(v.pick("小计", "合计"), [a, b], facts=facts(quantity), free=("fund", *free))
        for c in (a, b, every):
            c.free = tuple(x for x in c.free if x != "measure")
        return (word, [every, a, b])
    limit = pair(f"{y}年债务限额", "limit", ("stage",))
    left = pair(f"{y}年末债务余额" + {"final": "决算数", "forecast": "预计执行数"}.get(stage(v), "执行数"), "balance")
    heads = [Column(v.say.place_label, "label", 3.5, "name"), limit, left]
    rows, tops = place_rows(v, [], own=[])
    lower = Row(cells={"name": v.pick(f"{v.say.lower}合计", f"{v.say.lower}小计")}, parts=tops[1:], facts={"scope": SCOPES["lower"]}, bold=True, free=("level",))
    rows.insert(1, lower)
    for r in rows:
        for a, b in zip(limit[1][1:], left[1][1:]):
            if not r.parts:
                r.fixed[b] = v.draw(1e7, 3e9)
                r.fixed[a] = r.fixed[b] + v.draw(1e6, 1e8)
    end = Row(cells={"name": v.pick(v.place.name, f"{v.place.name}合计", "合计")}, parts=[tops[0], lower], facts={"scope": SCOPES["whole"]}, free=("region", "level"), bold=True)
    lst = List("region", flat_heads(heads), [end, *style(v, rows)], total=end)
    word = "决算" if v.kind == "accounts" else v.pick("预算", "")
    letters = ["栏次", "A=B+C", "B", "C", "D=E+F", "E", "F"] if v.chance(.5) else None
    return Form(f"{y}年{v.place.name}地方政府债务限额及余额{word}情况表", heads, [lst], v.money, facts=base(v), kind="debt-limit-and-balance", group="debt", numbering=letters, wide=True)


def allocation(v):
    """新增限额 by place, or what was told ahead of the year."""
    y = year_of(v)
    if v.places and v.chance(.6):
        a, b = (amount(f"新增{k}债务限额", facts={"quantity": "limit"}, free=("fund", "stage")) for k in KINDS)
        every = total("合计", [a, b], facts={"quantity": "limit"}, free=("fund", "stage"))
        rows, tops = place_rows(v, [], own=[])
        for r in rows:
            if not r.parts:
                r.fixed = {a: v.draw(1e5, 5e8), b: v.draw(1e5, 9e8) if v.chance(.8) else 0}
        end = Row(cells={"name": "合计"}, parts=tops, facts={"scope": SCOPES["whole"]}, free=("level",), bold=True)
        heads = [Column(v.say.place_label, "label", 3.5, "name"), every, a, b]
        lst = open_stage(v, List("region", heads, [end, *rows], total=end))
        return Form(f"{y}年{v.place.name}新增地方政府债务限额{v.pick('安排', '分配')}情况表", heads, [lst], v.money, facts=base(v), kind="debt-limit-allocation", group="debt")
    books = money(v)
    scopes = {"whole": v.pick("本地区", v.say.whole), "own": v.pick("本级", v.say.own), "lower": v.pick("下级", v.say.lower)}
    cols = [amount(w, facts={"scope": SCOPES[s]}, free=("totalColumn", "addend")) for s, w in scopes.items()]

    def fill(row, series):
        row.fixed = {c: books[series[0], s][series[1]] for c, s in zip(cols, scopes)}
    kids = lambda key: [(("其中：" if i == 0 else "") + f"{k}债务限额", (k, key), {}) for i, k in enumerate(KINDS)]
    told = [(f"{n}", {"quantity": "limit", **at(v, t)[0]}, (*at(v, t)[1], "fund", "list", "stage", "level"), "", kids(key))
            for n, t, key in ((f"{y}年地方政府债务限额", y, "limit"), (f"提前下达的{y + 1}年新增地方政府债务限额", y + 1, "more"))]
    tops = rows_of(v, told, fill)
    for r, f in zip(flat(tops), ("A=B+C", "B", "C", "D=E+F", "E", "F")):
        r.cells["formula"] = f
    heads = [Column("项目", "label", 6, "name"), Column("公式", "plain", 1.4, "formula", align="center"), *cols]
    lst = open_stage(v, List("summary", heads, style(v, flat(tops)), closed=False))
    return Form(f"{y + 1}年{v.place.name}地方政府债务限额提前下达情况表", heads, [lst], v.money, facts=base(v), kind="debt-limit-allocation", group="debt")


def bond_use(v):
    """新增债券资金使用: projects with place or body, kind of bond and money."""
    y = year_of(v)
    place = lambda: v.rng.choice(v.places) if v.places else None
    name = v.place.name
    projects = [t.format(p=name) for t in v.sample(items.BOND_PROJECTS, 6)]
    heads = [Column("序号", "plain", .8, "n", align="center"), Column("项目名称", "label", 6, "name"), Column(v.pick("项目领域", "项目类型"), "text", 2.4, "field")]
    if v.places and v.chance(.5):
        heads.insert(1, Column("地区", "text", 1.8, "place"))
    elif v.chance(.6):
        heads.append(Column(v.pick("项目主管部门", "责任单位"), "text", 2, "body"))
    heads.append(Column(v.pick("债券性质", "债券类型"), "text", 1.8, "kind"))
    money_ = amount(v.pick("债券规模", "发行金额", "安排债券资金"), facts={"quantity": "issued"}, free=("direction", "fund", "measure", "quantity"))
    whole = amount("项目总投资", free=("direction", "fund", "measure", "use"))
    heads += [whole, money_] if v.chance(.4) else [money_]
    if v.chance(.5):
        heads += [Column("期限（年）", "plain", 1.2, "years", align="center"), Column("利率（%）", "plain", 1.2, "rate")]
    rows = []
    for i, p in enumerate(projects, 1):
        where = place()
        m = v.draw(1e6, 4e8)
        rows.append(Row(cells={"n": str(i), "name": p, "field": v.pick(*items.PROJECT_FIELDS), "place": where.name if where else "", "body": v.pick("住房城乡建设局", "水利局", "交通运输局", "教育局"),
                               "kind": v.pick(*KINDS) + "债券", "years": str(v.pick(5, 7, 10, 15, 20, 30)), "rate": f"{v.rng.uniform(1.6, 3.2):.2f}"}, terms={"project": {"code": "", "name": p}},
                        fixed={money_: m, whole: m * 3}, free=("fund", "region", "scope")))
    end = Row(cells={"name": "合计"}, parts=rows, bold=True, free=("fund", "scope", "region"))
    end.foot = v.look.total == "foot"
    body = [*rows, end] if end.foot else [end, *rows]
    lst = open_stage(v, List("project", heads, body, total=end))
    title = v.pick(f"{y}年{name}新增地方政府债券资金使用情况表", f"{y}年{name}新增债券资金安排表", f"{name}{y}年新增政府债券项目明细表")
    return Form(title, heads, [lst], v.money, facts=base(v), kind="bond-use", group="debt", wide=True)


def bond_terms(v):
    """Bonds with amounts, terms and rates: 期限, 利率 and dates are no money."""
    y, rows = year_of(v), []
    issued = amount(v.pick("发行规模", "发行额", "发行金额"), facts={"quantity": "issued"}, free=("direction", "fund"))
    heads = [Column("债券名称", "label", 6.5, "name"), Column("债券编码", "text", 2, "code", align="center"), issued, Column("发行日期", "plain", 2.2, "date", align="center"),
             Column(v.pick("期限（年）", "期限", "债券期限"), "plain", 1.3, "years", align="center"), Column(v.pick("利率（%）", "票面利率", "发行利率"), "plain", 1.4, "rate", align="center")]
    if v.chance(.4):
        heads.append(Column("到期日", "plain", 2.2, "end", align="center"))
    mark = v.pick("", "%") if "%" not in heads[5].head else ""
    for i in range(1, v.rng.randint(6, 12)):
        kind, years = v.pick(*KINDS), v.pick(3, 5, 7, 10, 15, 20, 30)
        date = f"{v.rng.randint(1, 12):02d}-{v.rng.randint(1, 28):02d}"
        rows.append(Row(cells={"name": f"{y}年{v.place.name}政府{v.pick('', '再融资')}{kind}债券（{ordinal(i)}期）", "code": f"2{y % 100}{v.rng.randint(1000, 9999)}", "date": f"{y}-{date}", "end": f"{y + years}-{date}",
                               "years": f"{years}{'' if '年' in heads[4].head else '年'}", "rate": f"{v.rng.uniform(1.5, 3.5):.2f}{mark}"}, fixed={issued: v.draw(1e8, 3e9)}, free=("fund", "project", "scope")))
    end = Row(cells={"name": "合计"}, parts=rows, bold=True, foot=True, free=("scope",))
    lst = open_stage(v, List("bond", heads, [*rows, end], total=end))
    return Form(f"{y}年{v.place.name}政府债券发行情况{v.pick('表', '明细表', '')}", heads, [lst], v.money, facts=base(v), kind="bond-terms", group="debt", wide=True)


def plan(v):
    """偿还计划: what is to be paid back in each year to come; the kind of debt merged over its rows."""
    y = year_of(v)
    left = amount(f"{y}年底余额", facts={"quantity": "balance", **at(v, y)[0]}, free=("fund", "measure", "quantity"))
    years = [amount(f"{y + i}年" if i < 5 else f"{y + 5}年及以后年度", facts={"quantity": "repaid", "year": y + i, "stage": "budget"},
                    free=("period", "fund", "direction", "stage", "use", *(("year",) if i == 5 else ()))) for i in range(1, 6)]
    heads = [Column("债券类型", "label", 2, "kind", align="center"), Column("项  目", "label", 3, "name"), left, *years]
    left.free = (*left.free, "totalColumn", "addend")
    rows = []
    for k in KINDS:
        kids = []
        for name in ("新增债券", "置换债券", "再融资债券"):
            r = Row(cells={"kind": "", "name": name}, level=1, free=("level", "list", "fund", "scope"), keep=True)
            r.fixed = {c: v.draw(1e6, 9e8) if v.chance(.8) else 0 for c in years}
            r.fixed[left] = sum(r.fixed.values())
            kids.append(r)
        top = Row(cells={"kind": k + "债券", "name": "合计"}, parts=kids, free=("level", "list", "fund", "scope"), spans={"kind": 4})
        for r in kids:
            r.spans = {"kind": 0}
        rows += [top, *kids]
    lst = open_stage(v, List("summary", heads, rows, name="name", closed=False))
    return Form(f"{v.place.name}地方政府债券分年度偿还计划情况表", heads, [lst], v.money, facts=base(v), kind="debt-issue-and-repayment", also=("other",), group="debt", wide=True)
