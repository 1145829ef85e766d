"""What the forms of all funds share: tables with their kind, lists with their total, rows under rows, balances, places."""
from dataclasses import dataclass

from model import Column, Entry, Level, List, Row, Table, flat, grow
from parts import amount, code_cells, flat_heads, style, total
from volume import ADJUSTED, BUDGET, DONE, SCOPES
from words import ordinal, term


@dataclass(eq=False)
class Form(Table):
    """A table and what a reader must tell of it as a whole."""
    kind: str = "other"
    also: tuple = ()         # kinds that the print allows as well
    group: str = "general"   # of a volume's five: for numbers like 1-2
    before: str = ""         # printed before the title and no part of it
    of: object = None        # the table whose further columns these are
    money_told: bool = True  # its amounts are facts


# What the contract leaves open for rows between the levels of government: they stand in no classification of their own.
OPEN = ("revenueItem", "functional", "use", "measure", "quantity", "list")
YEARS = {"execution": -1, "draft": 0, "accounts": 0}
BUDGETS = {"general": "一般公共预算", "fund": "政府性基金预算", "state": "国有资本经营预算", "insurance": "社会保险基金预算"}
VERBS = {"draft": "预算表", "execution": "执行情况表", "accounts": "决算表"}  # of forms that volumes call alike
FUNDS = {"general": "general-public", "fund": "government-fund", "state": "state-capital", "insurance": "social-insurance"}


def year_of(v, role):
    return v.year + YEARS[role]


def versions_of(v, role):
    """The version that a table with one column of amounts prints."""
    return {"execution": (v.year - 1, DONE), "draft": (v.year, BUDGET), "accounts": (v.year, DONE)}[role]


def facts_of(v, role, **more):
    stage = {"execution": "execution", "draft": "budget", "accounts": "final"}[role]  # as titles tell it; 预计执行数 stands in heads
    return {"year": year_of(v, role), "stage": stage, "period": "previous" if role == "execution" else "current", **more}


def title(v, role, scope, what, verb=None):
    """2025年全市一般公共预算收入执行情况表, 全市2025年…, 2025年某市本级…: as the volume says it."""
    say, year = v.say, year_of(v, role)
    place = v.place.name + "本级" if say.place_in_title and scope == "own" else say.scope(scope)
    first = f"{year}年{place}" if v.year_first else f"{place}{year}年"
    return first + what + (say.verb(role) if verb is None else verb)


def label_columns(v, coded, head=None, wide=5.5):
    say = v.say
    label = Column(head or say.label, "label", wide, "name")
    if coded == "one":
        return [Column(v.pick("科目编码", "科目代码", "编码"), "code", 1.6, "code"), label]
    if coded == "split":
        return [("科目编码", [Column(h, "code", .8, f"c{i + 1}", align="center") for i, h in enumerate("类款项")]), label]
    return [label]


def listed(v, kind, labels, heads, rows, end, facts, **more):
    """A list with its total first or last: the heads and the list."""
    nodes = [*labels, *heads]
    end.foot = v.look.total == "foot"
    end.bold = True
    end.indent = 0 if end.foot else v.look.indents[0]
    body = [*rows, end] if end.foot else [end, *rows]
    return nodes, List(kind, flat_heads(nodes), body, facts=facts, total=end, **more)


def numbered(v, rows):
    """一、 before top rows where the volume numbers them."""
    if v.say.numbered:
        for i, r in enumerate(rows, 1):
            r.cells["name"] = f"{ordinal(i)}、{r.cells['name']}"
    return rows


def tree(v, entries, code, names, depths, dimension, coded):
    """Rows of the levels of a classification over entries."""
    cells = lambda k: code_cells(coded, k, names[k])
    levels = [Level(lambda e, n=n: code(e)[:n] if code(e)[:n] in names else None, cells, lambda k: {dimension: term(k, names[k], coded != "none")}, True) for n in depths]
    return grow(entries, levels)


def form(v, what, role, scope, nodes, lst, kind, also=(), group="general", direction="", verb=None, **more):
    leaves = flat_heads(nodes)
    facts = facts_of(v, role, direction=direction, fund=FUNDS[group]) if group in FUNDS else facts_of(v, role, direction=direction)
    numbering = v.say.formulas(nodes, leaves) if more.pop("formula", True) else None
    lists = lst if isinstance(lst, list) else [lst]
    return Form(title(v, role, scope, what, verb), nodes, lists, v.money, facts=facts, numbering=numbering, kind=kind, also=also, group=group, **more)


# --- between levels of government ---------------------------------------------------------

def plain_rows(v, told, level=0):
    """Rows of (label, money by version, rows under it); money is None for a row that sums the rows under it."""
    out = []
    for label, money, kids in told:
        r = Row(cells={"name": label}, entries=[Entry(money)] if money is not None else [], level=level, free=OPEN)
        r.parts = plain_rows(v, kids, level + 1)
        out.append(r)
    return out


def summed(*of):
    return {k: sum(m.get(k, 0) for m in of) for k in of[0]}


def money_of(entries):
    return summed(*[e.v for e in entries])


def balance(v, group, role, scope, income, spent, kinds):
    """收支平衡表: two sides whose totals are equal. income and spent: rows as of plain_rows; what is left goes to the next year."""
    say, rng = v.say, v.rng
    rest = v.pick("结转下年支出", "年终结余", "结转下年", "结转下年支出")
    left = {k: a - b for (k, a), b in zip(sum_of(income).items(), sum_of(spent).values())}
    short = {k: max(0, -n) + v.draw(1e6, 5e7) for k, n in left.items()}
    more = v.pick("上年结转收入", "上年结余收入", "上年结转")
    income = [*income, (more, short, [])]
    spent = [*spent, (rest, {k: left[k] + short[k] for k in left}, [])]
    first, second = plain_rows(v, income), plain_rows(v, spent)
    for rows in (first, second):
        if say.numbered:
            numbered(v, rows)
            for r in rows:
                for i, kid in enumerate(r.parts, 1):
                    kid.cells["name"] = f"{i}.{kid.cells['name']}" if say.codes == "none" else f"（{ordinal(i)}）{kid.cells['name']}"
    one, two = v.pick(("收入总计", "支出总计"), ("总计", "总计"), ("收入合计", "支出合计"))
    ends = [Row(cells={"name": w}, parts=rows, foot=True, bold=True, free=OPEN) for w, rows in ((one, first), (two, second))]
    few = role != "execution" or say.execution != 3
    sides = []
    for word, rows, end in (("收入", first, ends[0]), ("支出", second, ends[1])):
        heads = say.stages(role, scope, True) if few else [say.column(f"{v.year - 1}年{say.adjusted}", v.year - 1, ADJUSTED, "adjusted-budget"), *say.stages(role, scope, True)]
        sides.append((word, Column(v.sides, "label", 4.6, "name"), heads, [*style(v, flat(rows)), end], end))
    manner = rng.randrange(3)
    nodes, lists = [], []
    for (word, label, heads, rows, end), kind, way in zip(sides, ("revenue", "functional"), ("revenue", "expenditure")):
        if manner == 0:
            label.head = word
        nodes += [(word, [label, *heads])] if manner == 1 else [label, *heads]
        lists.append(List(kind, flat_heads([label, *heads]), rows, facts={"direction": way}, total=end))
    facts, _ = v.scope(scope)
    t = form(v, BUDGETS[group] + v.pick("收支平衡", "收支总", "收支", "收支平衡"), role, scope, nodes, lists, *kinds, group=group, formula=False,
             verb={"execution": "执行情况表", "draft": v.pick("表", "预算表", "草案表"), "accounts": v.pick("决算表", "表", "情况表")}[role])
    t.facts |= facts
    return t


def sum_of(told):
    """Money of rows that are told, their parts for those that have some."""
    return summed(*[m if not kids else sum_of(kids) for _, m, kids in told])


def subsidies(v, name, low, high, word):
    """返还性, 一般性 and 专项 from above: 收入 or 支出."""
    kids = [(n + word, v.piece(name + n, *band), []) for n, band in (("返还性", (low / 10, high / 10)), ("一般性转移支付", (low, high)), ("专项转移支付", (low / 3, high / 3)))]
    return kids


# --- places -------------------------------------------------------------------------------

def place_rows(v, entries, facts=None, label="name", own=None):
    """A row for each place over entries that know theirs; groups of places over their sums. Returns rows and the top ones."""
    rows, tops = [], []
    of = lambda p: [e for e in entries if e.region is p]
    if own is not None:
        r = Row(cells={label: v.say.own}, entries=own, facts={"scope": SCOPES["own"]}, free=("region",))
        rows.append(r)
        tops.append(r)
    for group, places in v.groups.items():
        kids = [Row(cells={label: p.name}, terms={"region": p.term()}, entries=of(p), level=1 if group else 0, facts=facts or {},
                    free=("scope", *(("region",) if p.own else ()))) for p in places]
        if group:
            word = v.group_word
            head = Row(cells={label: group.name + word}, parts=kids, bold=True, free=("scope", "region") if word else ("scope",), facts=facts or {})
            head.terms = {"region": group.term()}
            rows += [head, *kids]
            tops.append(head)
        else:
            rows += kids
            tops += kids
    for r in rows:
        r.free = (*r.free, "level")  # whether places stand under the whole is open
    return style(v, rows), tops


def merged_groups(v, entries):
    """Places with their city's cell merged over them at the left, 小计 first. Returns rows and the top ones."""
    rows, tops = place_rows(v, entries)
    for head in tops:
        head.cells = {"group": head.terms["region"]["name"], "name": "小计"}
        head.spans = {"group": 1 + len(head.parts)}
        for kid in head.parts:
            kid.spans, kid.keep = {"group": 0}, True
    for r in rows:
        r.indent = 0
    return rows, tops


def by_kind(v, word, entries_of, **facts):
    """Columns of kinds of transfers or debt with their total before, after or not at all."""
    cols = [amount(h, pick=p, facts=facts, free=("use", "measure")) for h, p in entries_of]
    if v.chance(.75):
        every = total(word, cols, facts=facts, free=("use", "measure"))
        return [every, *cols] if v.chance(.6) else [*cols, every]
    return cols


def own_level(v):
    """The own level as titles of its own spending say it: 市本级."""
    return v.say.own if "本级" in v.say.own else v.say.own.replace("级", "本级")
