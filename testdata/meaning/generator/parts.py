"""Columns, levels and rows that many forms share."""
import words
from model import Column, Level, Row
from words import term

FISCAL = ("general-public", "government-fund", "state-capital")
HEADS = {
    "general-public": ["一般公共预算", "一般公共预算拨款", "一般公共预算资金", "一般公共预算财政拨款"],
    "government-fund": ["政府性基金预算", "政府性基金预算拨款", "政府性基金预算资金", "政府性基金预算财政拨款"],
    "state-capital": ["国有资本经营预算", "国有资本经营预算拨款", "国有资本经营预算资金", "国有资本经营预算财政拨款"],
    "fiscal": ["财政拨款", "财政拨款", "财政拨款", "财政拨款"],
    "special-account": ["财政专户管理资金", "财政专户拨款", "财政专户管理资金", "财政专户管理资金收入"],
    "undertaking": ["事业收入"] * 4, "operating": ["事业单位经营收入", "经营收入", "事业单位经营收入", "事业单位经营收入"],
    "superior": ["上级补助收入"] * 4, "subordinate": ["附属单位上缴收入"] * 4, "other": ["其他收入"] * 4,
}


def amount(head, pick=None, fund="", use="", item="", **more):
    """A column of amounts; fund, use and item as its heads tell them."""
    told = {k: v for k, v in (("fund", fund), ("use", use), ("item", item)) if v}
    return Column(head, "amount", pick=pick, facts={**told, **more.pop("facts", {})}, **more)


def fund(book, name, apart=False, head=None, **more):
    """The column of one fund; apart: money carried over has a column of its own."""
    style = book.rng_style
    return amount(head or HEADS[name][style], lambda e: e.fund == name and not (apart and e.carry), fund=name, **more)


def total(head, parts, **more):
    return amount(head, parts=parts, **more)


def by_use(head, *uses, **more):
    return amount(head, lambda e: e.use in uses, use=more.pop("use", uses[0]), **more)


# --- label columns and levels ----------------------------------------------------

def code_cells(style, code, name):
    """The printed cells of a code and its name."""
    if style == "joined":
        return {"name": f"{code}-{name}"}
    if style == "none":
        return {"name": name}
    if style in ("split", "filled"):
        pieces = [code[:3], code[3:5], code[5:7]]
        last = (len(code) - 3) // 2
        return {"name": name, **{f"c{i + 1}": p for i, p in enumerate(pieces) if p and (style == "filled" or i == last)}}
    return {"code": code if style == "one" or len(code) == 3 else code[-2:], "name": name}


def printed(style):
    return style != "none"


def function_columns(book, wide=5.0):
    """Label columns of functional items, and the heads over them."""
    style, pick = book.look.codes, book.pick
    name = Column(pick("科目名称", "功能科目名称", "支出功能分类科目名称"), "label", wide, "name")
    if style in ("joined", "none"):
        name.head = pick("功能分类科目", "支出功能分类科目", "功能科目名称", "功能分类科目名称")
        return [name]
    if style in ("split", "filled"):
        codes = [Column(h, "code", .8, f"c{i + 1}", align="center") for i, h in enumerate("类款项")]
        return [(pick("科目编码", "功能分类科目编码"), codes), name]
    code = Column(pick("科目编码", "科目代码", "功能科目编码"), "code", 1.8, "code")
    return [(pick("功能分类科目", "支出功能分类科目", "项目"), [code, name])] if book.rng.random() < .5 else [code, name]


def function_levels(book, depths=(3, 5, 7)):
    style = book.look.codes
    return [Level(lambda e, n=n: e.func[:n] or None, lambda k: code_cells(style, k, words.FUNCTIONS[k]),
                  lambda k: {"functional": words.functional(k, printed(style))}, True) for n in depths]


def economic_columns(book, kind="department", key="", wide=4.0):
    """Label columns of economic items; key tells the two classes of one table apart."""
    style, pick = book.look.codes, book.pick
    word = "部门预算支出经济分类科目" if kind == "department" else "政府预算支出经济分类科目"
    name = Column(pick("科目名称", "经济科目名称", "经济分类科目名称"), "label", wide, key + "name")
    if style in ("joined", "none", "short"):
        name.head = word if key else pick("经济分类科目", word, "部门预算支出经济科目")
        return [name]
    if style in ("split", "filled"):
        return [(word if key else pick("科目编码", "经济分类科目编码"), [Column(h, "code", .8, key + f"c{i + 1}", align="center") for i, h in enumerate("类款")]), name]
    code = Column(pick("科目编码", "经济科目编码"), "code", 1.5, key + "code")
    return [(word, [code, name])] if key or book.rng.random() < .5 else [code, name]


def economic_style(book):
    return "joined" if book.look.codes == "short" else book.look.codes


def economic_levels(book, kind="department", depths=(3, 5), key=""):
    style = economic_style(book)
    field, names = ("econ", words.DEPARTMENT_ECONOMIC) if kind == "department" else ("gov", words.GOVERNMENT_ECONOMIC)
    return [Level(lambda e, n=n: getattr(e, field)[:n] or None, lambda k: {key + c: t for c, t in code_cells(style, k, names[k]).items()},
                  lambda k: {kind + "Economic": term(k, names[k], printed(style))}, True) for n in depths]


def unit_level(book, key="name", codes=False):
    return Level(lambda e: e.unit, lambda u: {key: u.name, **({"code": u.code} if codes else {})},
                 lambda u: {"budgetUnit": term(u.code if codes else "", u.name)})


def project_level(key="name"):
    return Level(lambda e: e.project or None, lambda p: {key: p}, lambda p: {"project": term("", p)})


def department_row(book, rows, codes=False):
    """The department's own row over those of its units."""
    name = book.publisher
    if not any(book.look.indents):
        for r in rows:  # nothing but the sum tells that they stand under it
            r.free = (*r.free, "level")
    return Row(cells={"name": name, **({"code": book.code} if codes else {})}, terms={"budgetUnit": term(book.code if codes else "", name)}, parts=rows)


# --- looks -------------------------------------------------------------------------

def style(book, rows):
    """Indents and weights by level, as the document has them."""
    for r in rows:
        r.indent = book.look.indents[min(r.level, len(book.look.indents) - 1)]
        r.bold = r.bold or r.level in book.look.bold
    return rows


def deepen(rows, by=1):
    for r in rows:
        r.level += by
        deepen(r.parts, by)
    return rows


def total_row(book, tops, word=None, key="name", across=1):
    return Row(cells={key: word or book.total_word()}, parts=tops, bold=book.rng.random() < .5, across=across)


def with_total(book, tops, rows, across=1, word=None, key="name"):
    """The rows with their total where the document has it; returns rows and the total."""
    t = total_row(book, tops, word, key, across)
    if book.look.total == "foot":
        t.foot = True
        return [*rows, t], t
    return [t, *rows], t


def entries_of(book, *uses):
    return [e for e in book.entries if not uses or e.use in uses]


def flat_heads(nodes):
    """The leaf columns under heads, from left to right."""
    out = []
    for n in nodes:
        out += [n] if isinstance(n, Column) else flat_heads(n[1])
    return out
