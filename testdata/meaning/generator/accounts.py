"""Forms of departments' final accounts (决算)."""
from department import base, by_function, function_side, item_heads, percent
from model import Column, List, Row, Table, flat, grow
from parts import FISCAL, amount, by_use, economic_levels, flat_heads, style, total
from words import ordinal


def numbered(lists):
    """Fills the 行次 columns: their numbers run on through the lists."""
    n = 0
    for lst in lists:
        for r in lst.rows:
            n += 1
            r.cells["line"] = str(n)


def line_column():
    return Column("行次", "plain", .8, "line", align="center")


def column_numbers(heads, word="栏次"):
    """栏次 under the header: the amount columns numbered, the labels not."""
    out, n = [], 0
    for c in flat_heads(heads):
        if c.kind == "amount":
            n += 1
        out.append(str(n) if c.kind == "amount" else "")
    out[0] = word
    return out


def accounts_summary(book):
    """收入支出决算总表: 行次 beside each item, 栏次 under the header."""
    mine = lambda *f: [e for e in book.entries if e.fund in f and not e.carry]
    names = [("一般公共预算财政拨款收入", "general-public"), ("政府性基金预算财政拨款收入", "government-fund"), ("国有资本经营预算财政拨款收入", "state-capital"),
             ("上级补助收入", "superior"), ("事业收入", "undertaking"), ("经营收入", "operating"), ("附属单位上缴收入", "subordinate"), ("其他收入", "other")]
    rows = [Row(cells={"name": f"{ordinal(i)}、{n}"}, entries=mine(f) + (mine("special-account") if f == "undertaking" else []), facts={"fund": f})
            for i, (n, f) in enumerate(names, 1)]
    year = Row(cells={"name": "本年收入合计"}, parts=rows, foot=True, bold=True)
    surplus = Row(cells={"name": "使用非财政拨款结余"}, foot=True, free=("fund", "use", "measure"))
    carry = Row(cells={"name": "年初结转和结余"}, entries=[e for e in book.entries if e.carry], foot=True, facts={"use": "carry-over"}, free=("quantity",))
    end = Row(cells={"name": "总计"}, parts=[year, surplus, carry], foot=True, bold=True)
    line1, line2 = line_column(), line_column()
    label1, label2 = Column("项目", "label", 4.4, "name"), Column("项目", "label", 4.4, "name")
    cols1, cols2 = amounts_of_stage(book), amounts_of_stage(book)
    first = List("revenue", [label1, line1, *cols1], [*rows, year, surplus, carry, end], facts={"direction": "revenue"}, total=end, free=("revenueItem",))
    tops = function_side(book, book.entries, blanks=3)
    year2 = Row(cells={"name": "本年支出合计"}, parts=tops, foot=True, bold=True)
    share = Row(cells={"name": "结余分配"}, foot=True, free=("use", "measure"))
    rest = Row(cells={"name": "年末结转和结余"}, foot=True, facts={"use": "carried-forward"}, free=("quantity",))
    end2 = Row(cells={"name": "总计"}, parts=[year2, share, rest], foot=True, bold=True)
    second = List("functional", [label2, line2, *cols2], [*tops, year2, share, rest, end2], facts={"direction": "expenditure"}, total=end2)
    numbered([first, second])
    heads = [("收入", first.columns), ("支出", second.columns)]
    numbers, n = [], 0
    for c in flat_heads(heads):
        if c.kind == "amount":
            n += 1
        numbers.append({"label": "栏次", "plain": "", "amount": str(n)}[c.kind])
    return Table("收入支出决算总表", heads, [first, second], book.money, facts=base(book), numbering=numbers)


def amounts_of_stage(book):
    """One column of accounts, or the budget, its adjustment and the accounts side by side."""
    if not hasattr(book, "stages"):
        book.stages = book.pick(1, 3)
    if book.stages == 1:
        return [amount("金额")]
    return [amount("年初预算数", version="budget", facts={"stage": "budget"}), amount("全年预算数", version="adjusted", facts={"stage": "adjusted-budget"}), amount("决算数")]


def revenue_accounts(book):
    cols = [by_source(h, f) for h, f in (("财政拨款收入", "fiscal"), ("上级补助收入", "superior"), ("事业收入", "undertaking"), ("经营收入", "operating"),
                                          ("附属单位上缴收入", "subordinate"), ("其他收入", "other"))]
    heads = [total("本年收入合计", cols), *cols]
    mine = [e for e in book.entries if not e.carry]
    t = by_function(book, "收入决算表", mine, heads, base(book, direction="revenue"))
    t.numbering = column_numbers(t.heads)
    return t


def by_source(head, name):
    of = {"fiscal": FISCAL, "undertaking": ("undertaking", "special-account")}.get(name, (name,))
    return amount(head, lambda e: e.fund in of, fund=name, width=1.8)


def expenditure_accounts(book):
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    rest = [by_use("上缴上级支出", "remitted-to-superior"), by_use("经营支出", "business-operation"), by_use("对附属单位补助支出", "subsidy-to-subordinates")]
    heads = [total("本年支出合计", [basic, work, *rest]), basic, work, *rest]
    t = by_function(book, "支出决算表", book.entries, heads, base(book, direction="expenditure"))
    t.numbering = column_numbers(t.heads)
    return t


def fiscal_accounts(book):
    """一般公共预算财政拨款支出决算表."""
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    heads = [("本年支出", [total("小计", [basic, work]), basic, work])]
    if book.rng.random() < .5:
        before = [amount("年初预算数", version="budget", facts={"stage": "budget"})]
        share = Column("决算数为年初预算数的%", "plain", 1.8)
        share.calc = lambda value, row, a=heads[0][1][0], b=before[0]: percent(value(a), value(b), 2)
        heads = [*before, *heads, share]
    t = by_function(book, "一般公共预算财政拨款支出决算表", [e for e in book.entries if e.fund == "general-public"], heads, base(book, direction="expenditure", fund="general-public"))
    t.numbering = column_numbers(t.heads)
    return t


def basic_accounts(book, wings=2):
    """一般公共预算财政拨款基本支出决算表: 人员经费 at the left, 公用经费 in one or two runs of columns."""
    mine = [e for e in book.entries if e.fund == "general-public" and e.use in ("personnel", "operating")]
    saved, book.look.codes = book.look.codes, "one"
    heads, lists = [], []
    for use, word in (("personnel", "人员经费"), ("operating", "公用经费")):
        of = [e for e in mine if e.use == use]
        tops = grow(of, economic_levels(book, "department"))
        rows = style(book, flat(tops))
        end = Row(cells={"name": word + "合计"}, parts=tops, foot=True)
        runs = 1 if use == "personnel" else wings
        cut = -(-len(rows) // runs)
        nodes = []
        for i in range(runs):
            code, name = Column("科目代码", "code", 1.2, "code"), Column("科目名称", "label", 3.4, "name")
            # One list in several runs of columns: its total stands under the last, its label under all.
            num = amount("决算数", use=use, width=1.6)
            part = rows[i * cut:(i + 1) * cut]
            last = i == runs - 1
            nodes += [code, name, num]
            lists.append(List("departmentEconomic", [code, name, num], part + ([end] if last else []), facts={"direction": "expenditure"},
                              total=end if last else None, group=word))
        end.across, end.back = 3 * runs - 1, 3 * (runs - 1)
        heads.append((word, nodes))
    book.look.codes = saved
    return Table("一般公共预算财政拨款基本支出决算表", heads, lists, book.money, facts=base(book, fund="general-public"))


def item_accounts(book):
    """“三公”经费支出决算表: budget and accounts side by side, one row."""
    last, _ = item_heads(book, "budget", {"stage": "budget"})
    now, _ = item_heads(book)
    heads = [("预算数", last), ("决算数", now)]
    mine = [e for e in book.items if e.item not in ("meetings", "training")]
    lst = List("item", flat_heads(heads), [Row(entries=mine)], free=("list",), closed=False)
    return Table("财政拨款“三公”经费支出决算表", heads, [lst], book.money, facts=base(book, direction="expenditure", fund="fiscal"),
                 numbering=[str(i + 1) for i in range(len(lst.columns))], wide=True)


def fund_accounts(book):
    """政府性基金预算财政拨款收入支出决算表: opening, revenue, expenditure and closing of each item."""
    mine = [e for e in book.entries if e.fund == "government-fund"]
    if not mine:
        return None
    opening = amount("年初结转和结余", lambda e: e.carry, version="now", facts={"quantity": "opening"}, free=("direction", "quantity", "measure", "use"))
    income = amount("本年收入", lambda e: not e.carry, facts={"direction": "revenue"})
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    every = total("小计", [basic, work], facts={"direction": "expenditure"})
    for c in (basic, work):
        c.facts["direction"] = "expenditure"
    closing = amount("年末结转和结余", calc=lambda value, row: value(opening) + value(income) - value(every), facts={"quantity": "closing"},
                     free=("direction", "quantity", "measure", "use"))
    heads = [opening, income, ("本年支出", [every, basic, work]), closing]
    t = by_function(book, "政府性基金预算财政拨款收入支出决算表", mine, heads, base(book, fund="government-fund"))
    t.numbering = column_numbers(t.heads)
    return t
