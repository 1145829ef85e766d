"""Forms of departments' budgets."""
import words
from model import Column, Entry, Level, List, Row, Table, flat, grow
from parts import (FISCAL, HEADS, amount, by_use, code_cells, deepen, department_row, economic_columns, economic_levels, entries_of, flat_heads, function_columns,
                   function_levels, fund, style, total, unit_level, with_total)
from words import ordinal, term


def base(book, **more):
    return {"year": book.year, "period": "current", "stage": "final" if book.final else "budget", **more}


def said(book, title, with_year=.5):
    """A title, with the year before it now and then."""
    return (f"{book.year}年" if book.rng.random() < with_year else "") + title


# --- 收支总表 ------------------------------------------------------------------------

def revenue_rows(book, nested):
    """Sources of money: rows, the total of the year's, carry-over, and all."""
    rng, mine = book.rng, lambda *f: [e for e in book.entries if e.fund in f and not e.carry]
    rows, n = [], 0
    ending = book.pick("", "收入") if not nested else ""

    def row(label, entries, level=0, **facts):
        r = Row(cells={"name": label}, entries=entries, level=level, facts={k: v for k, v in facts.items() if v})
        rows.append(r)
        return r

    def top(label, entries, **facts):
        nonlocal n
        n += 1
        return row(f"{ordinal(n)}、{label}", entries, **facts)

    tops = []
    head = lambda f: HEADS[f][book.rng_style]
    if nested:
        t = top("财政拨款", [], fund="fiscal")
        t.parts = [row(f"{i}.{head(f)}", mine(f), 1, fund=f) for i, f in enumerate(FISCAL, 1)]
        tops += [t, top(head("special-account"), mine("special-account"), fund="special-account")]
        t = top("单位资金", [], fund="unit")
        t.parts = [row(f"{i}.{head(f)}", mine(f), 1, fund=f) for i, f in enumerate(("undertaking", "operating", "superior", "subordinate", "other"), 1)]
        tops.append(t)
    else:
        for f in (*FISCAL, "special-account", "undertaking", "operating", "superior", "subordinate", "other"):
            tops.append(top(head(f) + (ending if not head(f).endswith("收入") else ""), mine(f), fund=f))
    style(book, rows)
    year = Row(cells={"name": book.pick("本年收入合计", "本年收入小计", "当年收入合计")}, parts=tops, foot=True, bold=True)
    carried = [e for e in book.entries if e.carry]
    carry = Row(cells={"name": book.pick("上年结转结余", "上年结转", "上年结余、结转")}, entries=carried, foot=True, facts={"use": "carry-over"})
    foot = [year, carry]
    if nested and rng.random() < .6:
        kids = [Row(cells={"name": "1.财政拨款结转"}, entries=[e for e in carried if e.fund in FISCAL], level=1, foot=True, facts={"use": "carry-over", "fund": "fiscal"}),
                Row(cells={"name": "2.非财政拨款结转"}, entries=[e for e in carried if e.fund not in FISCAL], level=1, foot=True, facts={"use": "carry-over"}, free=("fund",))]
        carry.parts = kids
        foot += style(book, kids)
    end = Row(cells={"name": book.pick("收入总计", "收入合计", "收入总计")}, parts=[year, carry], foot=True, bold=True)
    return rows, foot + [end], end


def revenue_groups(book):
    """收入总表 of groups: a merged cell names the source, 小计 sums its group only."""
    group, name = Column("项目名称", "label", 3, "group"), Column("", "label", 4, "name")
    mine = lambda f, carry=False: [e for e in book.entries if e.fund == f and e.carry == carry]
    carried = [e for e in book.entries if e.carry]
    lines = [("一般公共预算资金", "general-public", [("公共财政拨款（补助）资金", mine("general-public")), ("专项收入", [])]),
             ("政府性基金", "government-fund", [("基金预算拨款", mine("government-fund"))]),
             ("财政专户管理资金", "special-account", [("专户管理教育收费", mine("special-account")), ("其他非税收入", [])]),
             ("其他资金", "other", [("事业收入", mine("undertaking")), ("经营收入", mine("operating")), ("其他收入", mine("other")), ("债务资金（银行贷款）", [])])]
    own = {"事业收入": "undertaking", "经营收入": "operating"}
    rows, tops = [], []
    for word, source, items in lines:
        kids = [Row(cells={"name": n}, entries=es, level=1, facts={"fund": own.get(n, source)}, spans={"group": 0}, free=("level",), keep=True) for n, es in items]
        head = Row(cells={"group": word, "name": "小计"}, parts=kids, facts={"fund": source}, spans={"group": len(kids) + 1}, free=("level",))
        if source == "other":
            head.free = ("level", "fund")
        tops.append(head)
        rows += [head, *kids]
    last = Row(cells={"name": "其中：动用上年结转和结余资金"}, entries=carried, level=1, facts={"use": "carry-over"}, spans={"group": 0}, free=("level",), keep=True)
    head = Row(cells={"group": "上年结转和结余资金", "name": "小计"}, parts=[last], facts={"use": "carry-over"}, spans={"group": 2}, free=("level",))
    rows += [head, last]
    end = Row(cells={"group": "收入总计"}, parts=[*tops, head], across=2, bold=True)
    cols = [group, name, amount("金额")]
    lst = List("revenue", cols, [end, *rows], total=end, name="name", free=("revenueItem",))
    return Table("收入预算总表", cols, [lst], book.money, facts=base(book, direction="revenue"))


def foot_rows(book, tops):
    year = Row(cells={"name": book.pick("本年支出合计", "本年支出小计", "当年支出合计")}, parts=tops, foot=True, bold=True)
    next_year = Row(cells={"name": book.pick("结转下年", "年终结转结余", "年末结转结余")}, entries=[], foot=True, facts={"use": "carried-forward"})
    end = Row(cells={"name": book.pick("支出总计", "支出合计", "支出总计")}, parts=[year, next_year], foot=True, bold=True)
    return [year, next_year, end], end


def function_side(book, entries, depths=(3,), blanks=3):
    """Functional items by name, numbered at the top; some stand without money."""
    levels = [Level(lambda e, n=n: e.func[:n], lambda k: {"name": words.FUNCTIONS[k]}, lambda k: {"functional": words.functional(k, False)}, True) for n in depths]
    tops = grow(entries, levels)
    have = {r.entries[0].func[:3] for r in tops}
    empty = [Row(cells={"name": words.FUNCTIONS[k]}, terms={"functional": words.functional(k, False)})
             for k in book.rng.sample([k for k in words.FUNCTIONS if len(k) == 3 and k not in have and k < "222"], blanks if len(depths) == 1 else 0)]
    by_code = {words.FUNCTIONS[k]: k for k in reversed(words.FUNCTIONS) if len(k) == 3}
    tops = sorted(tops + empty, key=lambda r: by_code[r.cells["name"]])
    for i, r in enumerate(tops, 1):
        r.cells["name"] = f"{ordinal(i)}、{r.cells['name']}"
    return tops


def use_side(book):
    """支出用途: the same money by 基本 and 项目."""
    rows = [Row(cells={"name": "一、基本支出"}, entries=entries_of(book, "personnel", "operating"), facts={"use": "basic"}),
            Row(cells={"name": "二、项目支出"}, entries=entries_of(book, "project"), facts={"use": "project"})]
    rows.append(Row(cells={"name": "三、单位预留机动经费"}, entries=[], facts={"use": "reserve"}))
    return rows


def economic_side(book, kind):
    levels = economic_levels(book, kind, (3,))
    names = words.DEPARTMENT_ECONOMIC if kind == "department" else words.GOVERNMENT_ECONOMIC
    levels[0].cells = lambda k: {"name": names[k]}
    levels[0].terms = lambda k: {kind + "Economic": term(k, names[k], False)}
    tops = grow(book.entries, levels)
    for i, r in enumerate(tops, 1):
        r.cells["name"] = f"{ordinal(i)}、{r.cells['name']}"
    return tops


def side(book, kind, head, rows, foot, end, facts, cols=None, name=None):
    """One list of a two-sided table: its head and itself."""
    label = Column(name or book.pick("项目", "项  目"), "label", 4.2, "name")
    cols = cols or [amount(book.pick("预算数", "金额", "预算金额") if not book.final else "金额")]
    columns = [label, *flat_heads(cols)]
    return (head, [label, *cols]), List(kind, columns, [*rows, *foot], facts=facts, total=end, free=("revenueItem",) if kind == "revenue" else ())



def income_expenditure(book, right=("functional",), nested=None, depths=(3,)):
    """收支总表: sources of money beside the same money by function, use or economic item."""
    rows, foot, end = revenue_rows(book, book.rng.random() < .5 if nested is None else nested)
    spaced = book.look.spaced
    h, first = side(book, "revenue", "收  入" if spaced else "收入", rows, foot, end, {"direction": "revenue"})
    heads, lists = [h], [first]
    under = []
    for kind in right:
        facts = {"direction": "expenditure"}
        if kind == "functional":
            tops = function_side(book, book.entries, depths)
            word = book.pick("功能科目名称", "支出功能分类科目（按大类）") if len(right) > 1 else None
        elif kind == "use":
            tops, word = use_side(book), "项目名称"
        else:
            tops = economic_side(book, kind)
            word = ("部门" if kind == "department" else "政府") + "预算支出经济分类科目（按大类）"
            kind += "Economic"
        foot, end = foot_rows(book, tops)
        h, lst = side(book, kind, {"functional": "功能分类", "use": "支出用途"}.get(kind, "经济分类"), style(book, flat(tops)), foot, end, facts, name=word)
        under.append(h)
        lists.append(lst)
    if right == ("functional", "use"):
        heads.append(("支出", under))
    else:
        heads.append(("支  出" if spaced else "支出", [x for h in under for x in h[1]]))
    return Table(said(book, book.pick("收支总表", "部门收支总体情况表", "收支预算总表", "部门收支总表")), heads, lists, book.money, facts=base(book))


def summary_by_use(book):
    """收支总表 whose expenditure has columns for 基本支出 and 项目支出."""
    rows, foot, end = revenue_rows(book, False)
    h, first = side(book, "revenue", "本年收入", rows, foot, end, {"direction": "revenue"})
    tops = function_side(book, book.entries, blanks=2)
    foot, end = foot_rows(book, tops)
    people, office, work = by_use("人员经费", "personnel"), by_use("公用经费", "operating"), by_use("项目支出", "project")
    cols = [total("合计", [people, office, work]), ("基本支出", [people, office]), work]
    h2, second = side(book, "functional", "本年支出", tops, foot, end, {"direction": "expenditure"}, cols)
    return Table(said(book, "预算单位财务收支预算总表", 1), [h, h2], [first, second], book.money, facts=base(book))


def fiscal_summary(book):
    """财政拨款收支总表: the functional side by fund."""
    mine = [e for e in book.entries if e.fund in FISCAL]
    rows = [Row(cells={"name": f"（{ordinal(i)}）{HEADS[f][book.rng_style]}"}, entries=[e for e in mine if e.fund == f and not e.carry], level=1, facts={"fund": f})
            for i, f in enumerate(FISCAL, 1)]
    year = Row(cells={"name": "一、本年收入"}, parts=rows)
    carried = [e for e in mine if e.carry]
    carry = Row(cells={"name": "二、上年结转"}, facts={"use": "carry-over"})
    old = [Row(cells={"name": f"（{ordinal(i)}）{HEADS[f][book.rng_style]}"}, entries=[e for e in carried if e.fund == f], level=1, facts={"fund": f, "use": "carry-over"})
           for i, f in enumerate(FISCAL, 1)]
    carry.parts = old
    end = Row(cells={"name": "收入总计"}, parts=[year, carry], foot=True, bold=True)
    h, first = side(book, "revenue", "收入", style(book, [year, *rows, carry, *old]), [end], end, {"direction": "revenue"})
    tops = function_side(book, mine, blanks=2)
    if book.rng.random() < .5:
        for r in tops:
            r.cells["name"] = "（" + r.cells["name"].replace("、", "）", 1)
            r.level = 1
        top = Row(cells={"name": "一、本年支出"}, parts=tops)
        next_year = Row(cells={"name": "二、结转下年"}, facts={"use": "carried-forward"})
        body, end2 = style(book, [top, *tops, next_year]), Row(cells={"name": "支出总计"}, parts=[top, next_year], foot=True, bold=True)
        foot = [end2]
    else:
        body, (foot, end2) = tops, foot_rows(book, tops)
    funds = [fund(book, f) for f in FISCAL]
    h2, second = side(book, "functional", "支出", body, foot, end2, {"direction": "expenditure"}, [total(book.pick("合计", "小计"), funds), *funds])
    return Table(said(book, book.pick("财政拨款收支总表", "财政拨款收支总体情况表")), [h, h2], [first, second], book.money, facts=base(book, fund="fiscal"))


# --- by unit, by function ---------------------------------------------------------------

def revenue_columns(book, grouped):
    """Sources of money across: heads and the total."""
    names = (*FISCAL, "special-account", "undertaking", "operating", "superior", "subordinate", "other")
    cols = [fund(book, f, apart=True, width=1.7) for f in names]
    if not grouped:
        carry = amount(book.pick("上年结转结余", "上年结转"), lambda e: e.carry, use="carry-over", width=1.7)
        every = total(book.total_word("合计", "总计"), [*cols, carry])
        if book.rng.random() < .5:
            return [every, *cols, carry], every
        fiscal = total("小计", cols[:3], fund="fiscal", width=1.7)
        every.parts = [fiscal, *cols[3:], carry]
        return [every, ("财政拨款", [fiscal, *cols[:3]]), *cols[3:], carry], every
    now = total("小计", cols, width=1.7)
    old = [amount(HEADS[f][book.rng_style], lambda e, f=f: e.carry and e.fund == f, fund=f, use="carry-over", width=1.7) for f in FISCAL]
    old.append(amount("单位资金", lambda e: e.carry and e.fund not in FISCAL, fund="unit", use="carry-over", width=1.7))
    then = total("小计", old, use="carry-over", width=1.7)
    every = total("合计", [now, then])
    return [every, ("本年收入", [now, *cols]), ("上年结转结余", [then, *old])], every


def revenue_by_unit(book, grouped=None, codes=None):
    """收入总表: units down, sources of money across."""
    rng = book.rng
    codes = rng.random() < .5 if codes is None else codes
    heads, _ = revenue_columns(book, rng.random() < .5 if grouped is None else grouped)
    name = Column(book.pick("单位名称", "预算单位", "部门（单位）名称"), "label", 4.5, "name")
    labels = [Column(book.pick("单位代码", "部门代码", "单位编码"), "code", 1.5, "code"), name] if codes else [name]
    units = grow(book.entries, [unit_level(book, codes=codes)])
    if codes and rng.random() < .5:
        top = department_row(book, deepen(units), codes)
        rows, end = style(book, [top, *units]), top
    else:
        rows, end = with_total(book, units, style(book, units), across=len(labels))
    nodes = [*labels, *heads]
    return Table(said(book, book.pick("收入总表", "部门收入总体情况表", "收入预算总表")), nodes, [List("unit", flat_heads(nodes), rows, total=end)],
                 book.money, facts=base(book, direction="revenue"), wide=True)


def use_columns(book, parted=True, more=True):
    """合计 | 基本支出 (人员, 公用) | 项目支出 and what else there may be."""
    work = by_use("项目支出", "project")
    if parted:
        people, office = by_use(book.pick("人员经费", "人员支出"), "personnel"), by_use(book.pick("公用经费", "日常公用支出", "公用支出"), "operating")
        sub = total("小计", [people, office], use="basic")
        basic, head = sub, ("基本支出", [sub, people, office])
    else:
        basic = head = by_use("基本支出", "personnel", "operating", use="basic")
    cols, heads = [basic, work], [head, work]
    if more:
        for word, use in book.pick([], [("事业单位经营支出", "business-operation"), ("上缴上级支出", "remitted-to-superior"), ("对附属单位补助支出", "subsidy-to-subordinates")]):
            c = by_use(word, use, width=1.7)
            cols.append(c)
            heads.append(c)
    every = total(book.total_word("合计", "合计", "总计"), cols)
    return [every, *heads]


def by_function(book, title, entries, heads, facts, unit_rows=False, kind="functional", levels=None, labels=None, key="name"):
    """Functional items down; with unit_rows under the units whose they are."""
    labels = labels or function_columns(book)
    levels = levels or function_levels(book)
    if unit_rows:
        labels = [Column("预算单位", "label", 3.5, "unit"), *labels]
        first = unit_level(book, "unit")
        tops = grow(entries, [first, *levels])
    else:
        tops = grow(entries, levels)
    rows, end = with_total(book, tops, style(book, flat(tops)), len(flat_heads(labels)), key=key)
    nodes = [*labels, *heads]
    return Table(title, nodes, [List(kind, flat_heads(nodes), rows, total=end)], book.money, facts=facts)


def expenditure(book, unit_rows=False):
    """支出总表."""
    title = said(book, book.pick("支出总表", "部门支出总体情况表", "支出预算总表"))
    return by_function(book, title, book.entries, use_columns(book, book.rng.random() < .3), base(book, direction="expenditure"), unit_rows)


def revenue_by_function(book):
    heads, _ = revenue_columns(book, False)
    t = by_function(book, said(book, "收入预算总表"), book.entries, heads, base(book, direction="revenue"))
    t.wide = True
    return t


def general_public(book, manner=None, unit_rows=False):
    """一般公共预算支出表; manner: uses, whole (其中 columns that make up the whole), before (last year beside), change."""
    mine = [e for e in book.entries if e.fund == "general-public"]
    title = said(book, book.pick("一般公共预算支出表", "一般公共预算支出情况表（按功能分类科目）", "一般公共预算财政拨款支出表"))
    manner = manner or book.pick("uses", "whole", "before", "change")
    facts = base(book, direction="expenditure", fund="general-public")
    if manner == "whole":
        basic, work = by_use(book.pick("其中：基本支出", "基本支出"), "personnel", "operating", use="basic"), by_use("项目支出", "project")
        every = total("小计", [basic, work])
        heads = [(book.pick("一般公共预算支出", "本年一般公共预算支出"), [every, basic, work])] if basic.head.startswith("其中") else [every, ("其中：", [basic, work])]
    elif manner == "uses":
        heads = use_columns(book, True, False)
    else:
        heads = two_years(book, manner)
    return by_function(book, title, mine, heads, facts, unit_rows)


def two_years(book, manner):
    """Last year's amount beside this year's, and for change what lies between them."""
    now = use_columns(book, False, False)
    last = amount(book.pick(f"{book.year - 1}年预算数", "上年预算数", f"{book.year - 1}年执行数"), version="prev", facts={"period": "previous", "year": book.year - 1})
    if last.head.endswith("执行数"):
        last.facts["stage"] = "execution"
    heads = [last, (f"{book.year}年预算数", now)]
    if manner == "change":
        diff = amount("增减额", calc=lambda value, row, a=now[0], b=last: value(a) - value(b), facts={"period": "change"})
        share = Column("增减（%）", "plain", 1.4, calc=lambda value, row, a=now[0], b=last: percent(value(a) - value(b), value(b)))
        heads.append((f"{book.year}年预算数比{last.head}", [diff, share]))
    return heads


def percent(part, of, digits=2, sign=""):
    return f"{100 * part / of:.{digits}f}{sign}" if of else ""


def basic_economic(book, classes=("department",)):
    """一般公共预算基本支出表: economic items of one class or of both side by side."""
    mine = [e for e in book.entries if e.fund == "general-public" and e.use != "project"]
    people, office = by_use("人员经费", "personnel"), by_use("公用经费", "operating")
    every = total("合计", [people, office], free=("use", "measure"))  # 基本支出 stands over all columns: it may be the table's word or the column's
    heads = [(book.pick("基本支出", "一般公共预算基本支出"), [every, people, office])]
    facts = base(book, direction="expenditure", fund="general-public")
    title = said(book, book.pick("一般公共预算基本支出表", "一般公共预算基本支出情况表（按经济分类科目）"))
    if len(classes) == 1:
        return by_function(book, title, mine, heads, facts, kind=classes[0] + "Economic", levels=economic_levels(book, classes[0]), labels=economic_columns(book, classes[0]))
    style_ = "joined" if book.look.codes in ("joined", "short", "none") else "one"
    saved, book.look.codes = book.look.codes, style_
    labels = [*economic_columns(book, "government", "g"), *economic_columns(book, "department", "d")]
    levels = [pair_level(style_)]
    t = by_function(book, title, mine, heads, facts, kind="departmentEconomic", levels=levels, labels=labels, key="dname")
    book.look.codes = saved
    return t


def pair_level(style_):
    """Rows of a government's and a department's economic item together."""
    def cells(k):
        return {**{"g" + c: t for c, t in code_cells(style_, k[0], words.GOVERNMENT_ECONOMIC[k[0]]).items()},
                **{"d" + c: t for c, t in code_cells(style_, k[1], words.DEPARTMENT_ECONOMIC[k[1]]).items()}}
    return Level(lambda e: (e.gov, e.econ), cells, lambda k: {"governmentEconomic": term(k[0], words.GOVERNMENT_ECONOMIC[k[0]]),
                                                              "departmentEconomic": term(k[1], words.DEPARTMENT_ECONOMIC[k[1]])}, True)


def three_classes(book):
    """支出总表 of functional, government's and department's economic items, all in one cell each."""
    people = [Column("支出功能分类科目", "label", 4, "fname"), Column("政府支出经济分类科目", "label", 4, "gname"), Column("部门支出经济分类科目", "label", 4, "name")]
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    rest = [by_use("事业单位经营支出", "business-operation"), by_use("上缴上级支出", "remitted-to-superior"), by_use("对附属单位补助支出", "subsidy-to-subordinates")]
    heads = [total("合计", [basic, work, *rest]), basic, work, ("其中", rest)]
    level = pair_level("joined")
    pair_cells, pair_terms = level.cells, level.terms

    def cells(k):
        c = pair_cells(k[1:])
        return {"fname": f"{k[0]}-{words.FUNCTIONS[k[0]]}", "gname": c["gname"], "name": c["dname"]}
    level.key = lambda e: (e.func, e.gov, e.econ)
    level.cells = cells
    level.terms = lambda k: {"functional": words.functional(k[0]), **pair_terms(k[1:])}
    t = by_function(book, "支出总表", book.entries, heads, base(book, direction="expenditure"), kind="functional", levels=[level], labels=people)
    t.lists[0].free = ("list",)
    return t


def other_funds(book, fund_name="government-fund"):
    """政府性基金 or 国有资本经营预算支出表."""
    mine = [e for e in book.entries if e.fund == fund_name]
    if not mine:
        return None
    word = "政府性基金预算支出" if fund_name == "government-fund" else "国有资本经营预算支出"
    basic, work = by_use("基本支出", "personnel", "operating", use="basic"), by_use("项目支出", "project")
    heads = [(word, [total("合计", [basic, work]), basic, work])]
    return by_function(book, said(book, word + book.pick("表", "情况表")), mine, heads, base(book, direction="expenditure", fund=fund_name))


# --- “三公” ------------------------------------------------------------------------------

VEHICLE = ["公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费"]


def item_heads(book, version="now", facts=None, more=(), last=None):
    """“三公” money by item: 合计 | 出国 | 用车 (小计, 购置, 运行) | 接待, in an order of its own."""
    facts = facts or {}
    one = lambda head, item: amount(head, lambda e: e.item == item, item=item, version=version, facts=dict(facts), width=1.8)
    overseas, reception = one(book.pick("因公出国（境）费", "因公出国（境）费用", "因公出国(境)费"), "overseas"), one(book.pick("公务接待费", "公务接待费用"), "reception")
    buy, run = one(book.pick("公务用车购置费", "购置费"), "vehicle-purchase"), one(book.pick("公务用车运行维护费", "运行费"), "vehicle-operation")
    cars = total("小计", [buy, run], item="vehicles", facts=dict(facts), width=1.8)
    every = total("“三公”经费合计" if more else book.pick("合计", "“三公”经费合计"), [overseas, cars, reception], item="three-public", facts=dict(facts), width=1.8)
    group = (book.pick(*VEHICLE), [cars, buy, run])
    heads = book.pick([every, overseas, group, reception], [every, overseas, reception, group], [every, reception, overseas, group])
    for head, item in more:
        heads.append(one(head, item))
    return heads, every


def three_public_row(book, more=False):
    """One row without a label."""
    heads, every = item_heads(book, more=[("会议费", "meetings"), ("培训费", "training")] if more else ())
    mine = [e for e in book.items if more or e.item not in ("meetings", "training")]
    lst = List("item", flat_heads(heads), [Row(entries=mine)], free=("list",), closed=False)
    title = "一般公共预算“三公”经费、会议费、培训费支出表" if more else book.pick("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出表")
    fund_ = "general-public" if title.startswith("一般") else "fiscal"
    lst.rows[0].entries = [e for e in mine if fund_ == "fiscal" or e.fund == "general-public"]
    return Table(title, heads, [lst], book.money, facts=base(book, direction="expenditure", fund=fund_))


def three_public_units(book, years="side"):
    """Units down; last year's and this year's items side by side (and what changes between them)."""
    mine = [e for e in book.items if e.item not in ("meetings", "training")]
    name = Column(book.pick("单位名称", "预算单位"), "label", 4.5, "name")
    last, every1 = item_heads(book, "prev", {"period": "previous", "year": book.year - 1})
    now, every2 = item_heads(book)
    heads = [name, (f"{book.year - 1}年预算数", last), (f"{book.year}年预算数", now)]
    if years == "change":
        heads = [name, ("上年", last), ("当年", now), ("增减变化情况", [amount("合计", calc=lambda value, row: value(every2) - value(every1), item="three-public",
                                                                    facts={"period": "change"}, width=1.8)])]
    elif years == "one":
        heads = [name, *now]
    units = grow(mine, [unit_level(book)])
    if book.rng.random() < .5:
        rows, end = with_total(book, units, style(book, units))
    else:
        top = department_row(book, deepen(units))
        rows, end = style(book, [top, *units]), top
    lst = List("unit", flat_heads(heads), rows, total=end)
    return Table(book.pick("财政拨款“三公”经费支出表", "财政拨款安排的“三公”经费支出预算表"), heads, [lst], book.money, facts=base(book, direction="expenditure", fund="fiscal"), wide=years != "one")


def three_public_funds(book, merged=False):
    """Item over fund, three rows a unit: last year, this year, the change."""
    funds = list(FISCAL)
    mine = [e for e in book.items if e.item not in ("meetings", "training")]

    def group(head, item, parts=None):
        cols = []
        for i, f in enumerate(funds):
            word = HEADS[f][0]
            more = dict(fund=f, item=item, width=1.5)
            cols.append(total(word, [p[1][i] for p in parts], **more) if parts else amount(word, lambda e, f=f: e.item == item and e.fund == f, **more))
        return head, cols
    buy, run = group("公务用车购置费", "vehicle-purchase"), group("公务用车运行维护费", "vehicle-operation")
    cars = group("小计", "vehicles", [buy, run])
    overseas, reception = group("因公出国(境)费", "overseas"), group("公务接待费", "reception")
    every = group("总计", "three-public", [overseas, reception, cars])
    name, year = Column("预算单位", "label", 4.5, "name"), Column("年度", "label", 2.6, "year")
    heads = [name, year, every, overseas, reception, ("公务用车购置及运行维护费", [cars, buy, run])]
    columns = flat_heads(heads)
    rows, units = [], [(book.publisher, None), *((u.name, u) for u in book.units)]
    for unit_name, u in units:
        for k, (word, facts) in enumerate(((f"{book.year - 1}年", {"period": "previous", "year": book.year - 1}), (f"{book.year}年", {}), ("增减变化金额", {"period": "change"}))):
            r = Row(cells={"year": word}, terms={"budgetUnit": term("", unit_name)}, level=1 if u else 0, facts=facts, free=("label",), keep=k > 0)
            r.indent = book.look.indents[r.level]
            if k == 0:
                r.cells["name"] = unit_name
                if merged:
                    r.spans["name"] = 3
            elif merged:
                r.spans["name"] = 0
            r.entries = [] if not u else [versioned(e, ("prev", "now", "change")[k]) for e in mine if e.unit is u]
            rows.append(r)
            if u:
                rows[k].parts.append(r)
    lst = List("unit", columns, rows, total=rows[1])
    return Table("财政拨款“三公”经费支出表", heads, [lst], book.money, facts=base(book, direction="expenditure", fund="fiscal"), wide=True)


def versioned(e, version):
    now = e.v["now"] - e.v["prev"] if version == "change" else e.v[version]
    return Entry({"now": now}, e.unit, item=e.item, fund=e.fund)


def three_public_list(book, with_funds=False):
    """Items down: 行政经费 and “三公”, their parts numbered or indented."""
    mine = [e for e in book.items if e.fund == "general-public" or with_funds]
    of = lambda *items: [e for e in mine if e.item in items]
    row = lambda label, item, level, entries=(): Row(cells={"name": label}, entries=list(entries), level=level, facts={"item": item})
    overseas = row(book.pick("1.因公出国（境）费用", "（一）因公出国（境）支出"), "overseas", 1, of("overseas"))
    mark = "123" if overseas.cells["name"].startswith("1") else ["（一）", "（二）", "（三）"]
    number = lambda i: mark[i] + ("." if mark == "123" else "")
    buy = row("其中：公务用车购置费", "vehicle-purchase", 2, of("vehicle-purchase"))
    run = row("公务用车运行维护费", "vehicle-operation", 2, of("vehicle-operation"))
    cars = row(number(1) + book.pick(*VEHICLE), "vehicles", 1)
    cars.parts = [buy, run]
    reception = row(number(2) + "公务接待费", "reception", 1, of("reception"))
    every = row(book.pick("“三公”经费", "“三公”经费合计"), "three-public", 0)
    every.parts = [overseas, cars, reception]
    rows = [every, overseas, cars, buy, run, reception]
    label = Column("项目", "label", 6, "name")
    if with_funds:
        funds = [fund(book, f) for f in FISCAL]
        cols = [total("合计", funds), *funds]
        title, facts = "财政拨款安排的“三公”经费预算表", base(book, direction="expenditure", fund="fiscal")
    else:
        last = amount(f"{book.year - 1}年预算数", version="prev", facts={"period": "previous", "year": book.year - 1})
        cols = [last, amount(f"{book.year}年预算数")] if book.rng.random() < .5 else [amount("预算数")]
        title, facts = "一般公共预算“三公”经费支出预算表", base(book, direction="expenditure", fund="general-public")
    lst = List("item", [label, *cols], style(book, rows), total=every)
    return Table(title, [label, *cols], [lst], book.money, facts=facts)


def three_public_title(book):
    """The item stands in the title alone: one table an item, units down."""
    item, word = book.pick(("reception", "公务接待费"), ("training", "培训费"), ("meetings", "会议费"))
    mine = [e for e in book.items if e.item == item]
    if not mine:
        return None
    name = Column("单位名称", "label", 5, "name")
    last = amount(f"{book.year - 1}年预算", version="prev", facts={"period": "previous", "year": book.year - 1})
    now = amount(f"{book.year}年预算")
    cols = [name, last, now]
    units = grow(mine, [unit_level(book)])
    rows, end = with_total(book, units, style(book, units))
    return Table(f"{word}支出预算表", cols, [List("unit", cols, rows, total=end)], book.money, facts=base(book, direction="expenditure", item=item))
