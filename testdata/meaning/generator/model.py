"""Tables with their meaning: lists of rows and columns whose amounts are reckoned from entries.

An Entry is money with everything that can be said of it. A Row holds entries, a Column picks
some of them; an amount is what both have. So every sum of a table is true by construction,
and every amount knows its dimensions: nothing is read back from the print.
"""
from dataclasses import dataclass, field

YUAN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}  # in 分


@dataclass(eq=False)
class Entry:
    """Money: amounts in 分 by version (now, prev, budget, adjusted …) and what it is."""
    v: dict
    unit: object = None
    func: str = ""
    econ: str = ""
    gov: str = ""
    use: str = ""
    project: str = ""
    fund: str = "general-public"
    carry: bool = False
    item: str = ""
    goods: tuple = ()
    region: str = ""
    scope: str = ""
    code: str = ""


@dataclass
class Money:
    """How a document prints money."""
    unit: str = "万元"
    decimals: int = 2
    comma: object = True  # True, False, or "last": one comma before the last three digits
    zero: str = ""        # what stands for nothing: "", "-", "0" (with the decimals)
    minus: str = "-"      # "-", "(", "（", "▲", "△"

    @property
    def grain(self):
        """The least amount that can be printed, in 分."""
        return YUAN[self.unit] // 10 ** self.decimals

    def text(self, fen):
        if fen == 0 and self.zero != "0":
            return self.zero
        whole, rest = divmod(abs(fen), self.grain)
        assert rest == 0, (fen, self)
        digits = str(whole).rjust(self.decimals + 1, "0")
        left, right = (digits[:-self.decimals], "." + digits[-self.decimals:]) if self.decimals else (digits, "")
        if self.comma == "last" and len(left) > 3:
            text = f"{left[:-3]},{left[-3:]}" + right
        else:
            text = (f"{int(left):,}" if self.comma else left) + right
        if fen >= 0:
            return text
        return {"(": f"({text})", "（": f"（{text}）"}.get(self.minus, self.minus + text)


def yuan(fen):
    """The exact amount in 元: the shortest decimal."""
    sign, fen = "-" if fen < 0 else "", abs(fen)
    text = f"{fen // 100}.{fen % 100:02d}".rstrip("0").rstrip(".")
    return sign + text if text != "0" else "0"


@dataclass(eq=False)
class Column:
    """A column. kind: label, code and text name the row; amount; plain is what is printed and is no money."""
    head: str
    kind: str
    width: float = 2.0
    key: str = ""                # of Row.cells
    pick: object = None          # which entries count
    version: str = "now"
    parts: list = field(default_factory=list)  # the columns that it sums
    within: bool = False         # part of another column and not of the sum
    calc: object = None          # reckoned from the row's other amounts: f(value, row)
    facts: dict = field(default_factory=dict)
    free: tuple = ()
    align: str = ""

    def __post_init__(self):
        self.align = self.align or {"label": "left", "code": "left", "text": "left", "amount": "right", "plain": "right"}[self.kind]


@dataclass(eq=False)
class Row:
    cells: dict = field(default_factory=dict)   # printed texts by key
    terms: dict = field(default_factory=dict)   # dimensions
    entries: list = field(default_factory=list)
    parts: list = field(default_factory=list)   # the rows that it sums
    within: bool = False         # of which: not a part of the sum
    facts: dict = field(default_factory=dict)
    free: tuple = ()
    level: int = 0
    indent: float = 0.0          # points
    bold: bool = False
    foot: bool = False           # stands at the foot of its list
    across: int = 1              # columns that the first label cell spans
    back: int = 0                # columns before its own list where that cell begins
    spans: dict = field(default_factory=dict)   # rows that a label cell spans, by key
    fixed: dict = field(default_factory=dict)   # amounts by column, for what no entry tells
    printed: dict = field(default_factory=dict)  # by column: other than as money is printed; (text, unit or "")
    blank: bool = False          # prints no amounts
    keep: bool = False           # belongs to the row above: no page break between

    def value(self, col):
        if col in self.fixed:
            return self.fixed[col]
        if col.calc:
            return col.calc(self.value, self)
        if col.parts:
            return sum(self.value(p) for p in col.parts)
        if self.parts:
            return sum(p.value(col) for p in self.parts)
        return sum(e.v.get(col.version, 0) for e in self.entries if col.pick is None or col.pick(e))


@dataclass(eq=False)
class List:
    """Rows under columns. Several lists stand side by side in a table."""
    kind: str                    # the contract's word
    columns: list
    rows: list
    facts: dict = field(default_factory=dict)
    free: tuple = ()
    name: str = ""               # the key of the cell that labels the row; "" takes the last filled label
    total: Row = None            # the list's printed total
    closed: bool = True          # the addends reach the total
    group: str = ""              # lists of one name are one list in several runs of columns

    def amounts(self):
        return [c for c in self.columns if c.kind == "amount"]

    def label(self, row):
        if self.name and row.cells.get(self.name):
            return row.cells[self.name]
        texts = [row.cells.get(c.key, "") for c in self.columns if c.kind == "label"]
        return next((t for t in reversed(texts) if t), "")


@dataclass(eq=False)
class Table:
    title: str
    heads: list                  # of Column, or (text, heads below)
    lists: list
    money: Money
    number: str = ""
    facts: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    numbering: list = None       # a row of texts under the header, one for each column
    caption: list = None         # lines of (where, text); None takes the document's manner
    slips: dict = field(default_factory=dict)  # (row, column) → what is printed instead, in 分
    wide: bool = False
    breaks: bool = True          # begins a page

    def leaves(self):
        def walk(nodes):
            for n in nodes:
                if isinstance(n, Column):
                    yield n
                else:
                    yield from walk(n[1])
        return list(walk(self.heads))


def print_of(table, row, col):
    """Text, 分 and unit of an amount cell; 分 is None where no amount is printed."""
    if row.blank:
        return "", None, ""
    fen = table.slips.get((row, col), row.value(col))
    text, unit = table.money.text(fen), ""
    if (row, col) not in table.slips and col in row.printed:
        text, unit = row.printed[col]
    if not any(ch.isdigit() for ch in text):
        return text, None, ""
    return text, fen, unit or table.money.unit


# The word of version 1 for fund, use and item, which corpora with older truth use.
FUND_WORDS = {"fiscal": "fiscal-appropriation", "general-public": "general-public-budget", "undertaking": "undertaking-revenue", "operating": "operating-revenue",
              "superior": "superior-subsidy", "subordinate": "subordinate-remittance", "other": "other-funds", "unit": "unit-funds"}  # others have kept their word


def measure_word(f, within, told):
    """told: fund and use as the column's heads tell them."""
    if within:
        return "within"
    if f.get("item"):
        return f["item"]
    fund = FUND_WORDS.get(told.get("fund"), told.get("fund"))
    return "-".join(w for w in (told.get("use"), fund) if w) or "total"


DIMENSIONS = ("functional", "departmentEconomic", "governmentEconomic", "revenueItem", "budgetUnit", "project", "region")


def facts(table):
    """Yields (row, column, fact) for each amount that the table prints, without its place on the page."""
    for lst in table.lists:
        for row in lst.rows:
            for col in lst.amounts():
                text, fen, unit = print_of(table, row, col)
                if fen is None:
                    continue
                f = {**table.facts, **lst.facts, **row.facts, **col.facts}
                free = set(lst.free) | set(row.free) | set(col.free)
                summing = [p for p in row.parts if print_of(table, p, col)[1] is not None]
                within = col.within or row.within
                fact = dict(printed=text, printedUnit=unit, amount=yuan(fen), label=lst.label(row), direction=f.get("direction", ""),
                            measure=measure_word(f, within, col.facts), period=f.get("period", "current"), year=f["year"], stage=f.get("stage", "budget"),
                            list=lst.kind, quantity=f.get("quantity", "amount"), fund=f.get("fund", ""), use=f.get("use", ""), item=f.get("item", ""),
                            scope=f.get("scope", ""), totalRow=bool(summing), totalColumn=bool(col.parts), level=row.level)
                fact["addend"] = not (fact["totalRow"] or fact["totalColumn"] or within)
                if "use" in row.facts and row.facts["use"]:
                    free |= {"use", "measure"}  # the older truth asks for none where only the label tells
                if fact["period"] == "change":
                    free |= {"year", "stage"}
                for d in DIMENSIONS:
                    t = row.terms.get(d) or f.get(d)
                    if t:
                        fact[d] = t
                if free:
                    fact["free"] = sorted(free)
                yield row, col, fact


# --- growing rows from entries -------------------------------------------------

@dataclass
class Level:
    """One level of rows: entries of one key make a row."""
    key: object                  # f(entry); None: no row of this level for it
    cells: object                # f(key) → printed texts
    terms: object                # f(key) → dimensions
    sort: bool = False


def grow(entries, levels, depth=0, above=None):
    """Rows of the first level with those of the others under them."""
    if not levels:
        return []
    level, groups = levels[0], {}
    for e in entries:
        k = level.key(e)
        if k is not None:
            groups.setdefault(k, []).append(e)
    rows = []
    for k in sorted(groups) if level.sort else groups:
        row = Row(cells=level.cells(k), terms={**(above or {}), **level.terms(k)}, entries=groups[k], level=depth)
        row.parts = grow(groups[k], levels[1:], depth + 1, row.terms)
        rows.append(row)
    return rows


def flat(rows):
    """Rows before the rows under them."""
    out = []
    for r in rows:
        out.append(r)
        out += flat(r.parts)
    return out


def within_row(label, parent, entries, key="name", **more):
    """A row that is "of which" to its parent: it takes no part in sums."""
    return Row(cells={key: label}, terms=dict(parent.terms), entries=entries, within=True, level=parent.level + 1, **more)
