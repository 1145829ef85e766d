"""Tables as values: cells on a logical grid, what stands over them, and where rules may stand.

A builder makes the head from a tree of column names and the body from rows; nothing here knows how a table is printed.
"""
from dataclasses import dataclass, field

import words


@dataclass
class Cell:
    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    role: str = "text"      # head, label, code, amount, percent, text
    level: int = 0          # of a label: 0 at the margin
    bold: bool = False
    mark: str = ""          # a raised footnote mark behind the text


@dataclass
class Row:
    texts: list
    level: int = 0
    bold: bool = False
    group: bool = False     # a rule may stand above it: it begins a group, or sums one
    heading: bool = False   # a label without figures


@dataclass
class Table:
    title: str
    unit: str
    roles: list
    head: int
    cells: list
    number: str = ""
    notes: list = field(default_factory=list)
    caption: list = field(default_factory=list)     # lines of (place, text), place of l, c, r
    titles: set = field(default_factory=set)        # which of them are the title's
    groups: set = field(default_factory=set)        # body rows (on the whole grid) that begin a group
    sides: int = 0                                  # first column of the right half, 0 where there is none
    parts: list = field(default_factory=list)       # column ranges of a sheet that is cut over pages

    @property
    def row_count(self):
        return max(c.row + c.rows for c in self.cells)

    @property
    def column_count(self):
        return len(self.roles)

    def truth(self):
        cells = []
        for c in sorted(self.cells, key=lambda c: (c.row, c.column)):
            cell = dict(row=c.row, column=c.column, rowSpan=c.rows, columnSpan=c.columns, text=c.text + (" " + c.mark if c.mark else ""))
            if c.row >= self.head and c.level and c.text:
                cell["indent"] = c.level
            if c.row >= self.head and c.bold:
                cell["bold"] = True
            cells.append(cell)
        return dict(number=self.number, title=self.title, unit=self.unit, headerRows=self.head, rowCount=self.row_count,
                    columnCount=self.column_count, cells=cells, notes=self.notes)


def head_cells(tree):
    """Cells of a head from a tree of (text, children), and the names of the leaves."""
    def depth(node):
        return 1 + max((depth(k) for k in node[1]), default=0)

    def width(node):
        return sum(width(k) for k in node[1]) or 1

    rows, cells, leaves = max(depth(n) for n in tree), [], []

    def put(node, row, column):
        text, children = node
        cells.append(Cell(row, column, text, 1 if children else rows - row, width(node), "head"))
        if not children:
            leaves.append(text)
        for child in children:
            put(child, row + 1, column)
            column += width(child)

    column = 0
    for node in tree:
        put(node, 0, column)
        column += width(node)
    return cells, leaves, rows


def leaf(*names):
    return [(n, []) for n in names]


def build(title, unit, tree, rows, roles, formula=None, sides=0):
    """A table of a head and rows whose cells are all single."""
    cells, leaves, head = head_cells(tree)
    assert len(leaves) == len(roles), (title, leaves, roles)
    if formula:
        cells += [Cell(head, k, text, role="head") for k, text in enumerate(formula)]
        head += 1
    groups = set()
    for at, row in enumerate(rows, head):
        if row.group:
            groups.add(at)
        for k, text in enumerate(row.texts):
            level = row.level[k] if isinstance(row.level, tuple) else row.level
            label = roles[k] == "label"
            bold = row.bold[k] if isinstance(row.bold, tuple) else row.bold
            cells.append(Cell(at, k, text, role=roles[k], level=level if label else 0, bold=bold and text != ""))
    return Table(title, unit, list(roles), head, cells, groups=groups, sides=sides)


# --- figures ------------------------------------------------------------------

class Money:
    """How a table prints its figures."""
    def __init__(self, r, unit="万元"):
        self.r = r
        self.decimals = {"亿元": r.choice([1, 2, 2]), "百万元": r.choice([0, 1])}.get(unit, r.choice([0, 0, 0, 2, 2]))
        self.digits = {"亿元": 4, "百万元": 5, "元": 8}.get(unit, 6)
        self.commas = r.random() < .6
        self.blank = r.choice(["", "", "", "-", "–", "—", "0"])
        self.sign = r.choice(["", "%"])
        self.negative = .04
        self.gaps = r.choice([0, .1, .25])

    def amount(self):
        r = self.r
        value = words.amount(r, self.decimals, self.digits)
        return words.printed(-value if r.random() < self.negative else value, self.decimals, self.commas)

    def percent(self):
        return f"{self.r.choice([self.r.uniform(80, 120), self.r.uniform(-60, 60)]):.1f}{self.sign}"

    def figures(self, roles):
        """One figure a role, some of them blank, never all of them."""
        r = self.r
        keep = r.randrange(len(roles))
        return [self.blank if k != keep and r.random() < self.gaps else self.percent() if role == "percent" else self.amount() for k, role in enumerate(roles)]


def amount_columns(r, year, width=""):
    """A tree of amount columns as budgets and accounts have them: single has one, wide three or more."""
    y, last = f"{year}年", f"{year - 1}年"
    choices = [
        leaf(y + r.choice(["预算数", "决算数", "执行数"])),
        leaf(last + "执行数", y + "预算数"),
        leaf(last + "执行数", y + "预算数", r.choice(["预算数为上年执行数的%", "增长%"])),
        leaf("年初预算数", "调整预算数", "决算数", "决算数为调整预算数的%"),
        leaf(last + "决算数", y + "预算数") + [(y + "决算数", leaf("金额", "占预算%", "比上年增长%"))],
        leaf("合计") + [("其中", leaf("本级支出", "对下转移支付"))],
        [(last, leaf("预算数", "执行数")), (y, leaf("预算数", "比上年执行数增减%"))],
        leaf("预算数", "执行数"),
        leaf("合计", "基本支出", "项目支出"),
        leaf("合计") + [("基本支出", leaf("小计", "人员经费", "公用经费"))] + leaf("项目支出"),
        [(last + "执行数", leaf("全市", "市本级")), (y + "预算数", leaf("全市", "市本级"))],
    ]
    if not width and r.random() < .35:      # one or two columns of figures are half of what is printed
        choices = choices[:2]
    if width == "single":
        choices = choices[:1]
    if width == "wide":
        choices = [c for c in choices if sum(len(n[1]) or 1 for n in c) > 2]
    return r.choice(choices)


def leaves_of(tree):
    out = []
    for text, children in tree:
        out += leaves_of(children) if children else [text]
    return out


def roles_of(tree):
    return ["percent" if "%" in text else "amount" for text in leaves_of(tree)]


# --- lists of labels ------------------------------------------------------------

def functional(r, size):
    """(code, name, level) of functions, to the third level."""
    out = []
    for section in r.sample(list(words.SECTIONS), len(words.SECTIONS)):
        code = words.CODES[section]
        out.append((code, section, 0))
        for i, (group, items) in enumerate(words.SECTIONS[section].items(), 1):
            out.append((f"{code}{i:02d}", group, 1))
            out += [(f"{code}{i:02d}{k:02d}", item, 2) for k, item in enumerate(items, 1)]
    return out[:size]


def economic(r, size):
    out = []
    for i, (group, items) in enumerate(words.ECONOMIC.items(), 501):
        out.append((str(i), group, 0))
        out += [(f"{i}{k:02d}", item, 1) for k, item in enumerate(items, 1)]
    return out[:size]


def revenue(r, size):
    out = [("101", "税收收入", 0)] + [(f"101{k:02d}", t, 1) for k, t in enumerate(words.TAXES, 1)]
    return (out + [("103", "非税收入", 0)] + [(f"103{k:02d}", t, 1) for k, t in enumerate(words.FEES, 2)])[:size]


def funds(r, size):
    out = []
    for i, fund in enumerate(words.FUNDS, 1):
        out.append((f"212{i:02d}", fund, 0))
        out += [(f"212{i:02d}{k:02d}", part, 1) for k, part in enumerate(r.sample(words.PARTS, r.randint(1, 4)), 1)]
    return out[:size]


LISTS = {"一般公共预算支出": functional, "一般公共预算本级支出": functional, "一般公共预算基本支出（按经济分类）": economic, "一般公共预算收入": revenue, "政府性基金预算支出": funds}


def numbered(items, style):
    """Items with the numbering that their level has: none, 一、 or 一、（一）."""
    count, out = [0, 0, 0], []
    for code, name, level in items:
        count[level] += 1
        count[level + 1:] = [0] * (2 - level)
        prefix = "" if style == 0 or level > style - 1 else f"{words.chinese(count[0])}、" if level == 0 else f"（{words.chinese(count[1])}）"
        out.append((code, prefix + name, level))
    return out


# --- forms ----------------------------------------------------------------------

def title_of(r, place, year, subject):
    end = r.choice(["表", "表", "表", "情况表", "明细表", "情况", "（草案）", "明细"])
    scope = r.choice([f"{place}市", f"{place}省省级", f"{place}县", "全市", "市本级"])
    stage = r.choice(["预算", "决算", "执行"]) if "预算" not in subject else r.choice(["", "", "执行"])
    return f"{year}年{scope}{subject}{stage}{end}"


def listed(r, place, year, unit, size, width="", headings=False):
    """Items down, years and percents across: the most common form."""
    subject = r.choice(list(LISTS))
    money, tree = Money(r, unit), amount_columns(r, year, width)
    roles = roles_of(tree)
    items = numbered(LISTS[subject](r, size), r.choice([0, 0, 1, 2]))
    codes = r.random() < .35
    bold = r.choice([0, 1, 1])
    labels = leaf("科目编码", r.choice(["科目名称", "预算科目"])) if codes else leaf(r.choice(["项目", "项    目", "预算科目", "收入项目" if "收入" in subject else "支出项目", "科目名称"]))
    rows = []
    for code, name, level in items:
        heading = headings and level == 0 and r.random() < .5
        figures = [""] * len(roles) if heading else money.figures(roles)
        rows.append(Row([code] * codes + [name] + figures, level, level < bold, level == 0, heading))
    total = Row([""] * codes + [r.choice(["合计", "合  计", "本年支出合计", "总计"])] + money.figures(roles), 0, True, True)
    rows = [total] + rows if r.random() < .5 else rows + [total]
    formula = None
    if r.random() < .3:
        formula = ["**"] * codes + [r.choice(["栏次", ""])] + formula_of(roles, r)
    return build(title_of(r, place, year, subject), unit, labels + tree, rows, ["code"] * codes + ["label"] + roles, formula)


def formula_of(roles, r):
    letters = r.random() < .3
    name = lambda k: "ABCDEFG"[k] if letters else str(k + 1)
    out = []
    for k, role in enumerate(roles):
        out.append(f"{name(k)}={name(k - 1)}/{name(k - 2)}*100" if role == "percent" and k > 1 else name(k))
    return out


def two_sided(r, place, year, unit, size):
    """Revenue on the left, expenditure on the right, summed at the foot."""
    money = Money(r, unit)
    left, right = words.BALANCE
    amounts = leaf(*r.choice([["预算数"], [f"{year - 1}年执行数", f"{year}年预算数"], ["预算数", "执行数", "为预算%"]]))
    roles, rows = roles_of(amounts), []

    def side(label):
        if not label:
            return [""] + [""] * len(roles)
        return [label] + money.figures(roles)

    for k in range(max(len(left), len(right))):
        a, b = left[k] if k < len(left) else "", right[k] if k < len(right) else ""
        total = [("合计" in x, 0 if "、" in x or "合计" in x else 1) for x in (a, b)]
        n = 1 + len(roles)
        rows.append(Row(side(a) + side(b), (total[0][1],) * n + (total[1][1],) * n, (total[0][0],) * n + (total[1][0],) * n))
    total = money.figures(roles)
    rows.append(Row(["收入总计"] + total + ["支出总计"] + total, 0, True, True))
    name = r.choice(["项目", "项  目", "科目"])
    tree = [("收入", leaf(name) + amounts), ("支出", leaf(name) + amounts)] if r.random() < .7 else leaf("收入项目") + amounts + leaf("支出项目") + amounts
    subject = r.choice(["一般公共预算收支平衡", "政府性基金收支平衡", "财政收支总"])
    return build(f"{year}年{place}市{subject}表", unit, tree, rows, (["label"] + roles) * 2, sides=1 + len(roles))


def debt(r, place, year, unit, size):
    money, kind = Money(r, unit), r.choice(["一般", "专项"])
    money.gaps = 0
    rows = []
    for text in words.DEBT:
        level = 0 if "、" in text else 1
        a = r.random() < .4
        rows.append(Row([text.format(a=f"{year - 1}年", b=f"{year}年", c=f"{year + 1}年", k=kind).replace("年年", "年")] + ([money.amount(), ""] if a else ["", money.amount()]), level))
    return build(f"{place}{r.choice('省市')}{year}年地方政府{kind}债务余额情况表", unit, leaf(r.choice(["项目", "项   目"]), "预算数", "执行数"), rows, ["label", "amount", "amount"])


def insurance(r, place, year, unit, size):
    money = Money(r, unit)
    kinds = words.INSURANCES[:r.randint(3, 7)]
    roles = ["amount"] * (1 + len(kinds))
    rows = [Row([text] + money.figures(roles), 0 if "、" in text else 1 if "其中" in text else 2, "、" in text, "、" in text) for text in words.INSURANCE_ROWS]
    return build(f"{year}年{place}市社会保险基金收支情况表", unit, leaf("项目", "合计", *kinds), rows, ["label"] + roles)


def regions(r, place, year, unit, size):
    """Counties down, grouped by city, kinds of grants across."""
    money = Money(r, unit)
    kinds = r.sample(words.TRANSFERS, r.randint(2, 4))
    roles = ["amount"] * (1 + len(kinds))
    rows = [Row([r.choice(["合计", "全省合计"])] + money.figures(roles), 0, True, True)]
    while len(rows) < size:
        city = words.place(r)
        rows.append(Row([city + "市合计"] + money.figures(roles), 0, True, True))
        rows.append(Row([city + "市本级"] + money.figures(roles), 1))
        rows += [Row([words.place(r) + r.choice("县区市")] + money.figures(roles), 1) for _ in range(r.randint(2, 6))]
    return build(f"{year}年{place}省对市县转移支付分地区情况表", unit, leaf(r.choice(["地区", "市县名称"]), "合计", *kinds), rows, ["label"] + roles)


def bonds(r, place, year, unit, size):
    """Batches of bonds: date and kind merged over their batches, by the rules, and a line for each bond."""
    head, leaves, rows = head_cells(leaf("发行日期", "债券种类", "期限（年）", "利率（%）", f"发行量（{unit}）"))
    cells, at, groups = list(head), rows, set()
    cells += [Cell(at, 0, "合计", columns=4, role="label", bold=True), Cell(at, 4, f"{r.uniform(2000, 6000):.2f}", role="amount", bold=True)]
    at += 1
    while at < size:
        n = r.randint(2, 5)
        groups.add(at)
        cells.append(Cell(at, 0, f"{r.randint(1, 12)}月{r.randint(1, 28)}日", rows=n))
        cut = r.randint(1, n - 1) if n > 3 else n
        cells.append(Cell(at, 1, r.choice(["新增一般债券", "再融资债券"]), rows=cut))
        if cut < n:
            cells.append(Cell(at + cut, 1, "新增专项债券", rows=n - cut))
        for k, years in zip(range(n), sorted(r.sample([3, 5, 7, 10, 15, 20, 30], n))):
            cells += [Cell(at + k, 2, str(years)), Cell(at + k, 3, f"{r.uniform(2, 4):.2f}"), Cell(at + k, 4, f"{r.uniform(1, 300):.2f}", role="amount")]
        at += n
    groups.add(at)
    table = Table(f"{year}年{place}省地方政府债券分批次发行情况表", unit, ["text", "text", "text", "text", "amount"], rows, cells, groups=groups)
    return table


def projects(r, place, year, unit, size):
    """Long names, an office each, one amount: an index stands before."""
    money = Money(r, unit)
    money.gaps = 0
    rows = []
    for k in range(min(size, 40)):
        name = f"{words.place(r)}{r.choice('县区市')}{r.choice(words.PROJECTS)}"
        rows.append(Row([str(k + 1), name, r.choice(words.OFFICES), r.choice(["一般债券", "专项债券"]), money.amount()]))
    return build(f"{year}年{place}市新增政府债券资金安排情况表", unit, leaf("序号", "项目名称", "主管部门", "债券性质", "安排资金"), rows, ["text", "label", "text", "text", "amount"])


def matrix(r, place, year, unit, size, columns):
    """Items down and many places across: the sheet that is cut over pages."""
    money = Money(r, unit)
    money.gaps = r.choice([0, .1])
    places = [words.place(r) + r.choice("县区市") for _ in range(columns - 1)]
    if r.random() < .5:
        tree, roles = leaf("项目", "合计", *places), ["amount"] * columns
    else:
        half = columns // 3
        tree = leaf("项目", "合计") + [(p, leaf("预算数", "执行数")) for p in places[:half]]
        roles = ["amount"] * (1 + 2 * half)
    rows = [Row([name] + money.figures(roles), level, level == 0, level == 0) for _, name, level in numbered(r.choice([functional, funds])(r, size), 1)]
    return build(f"{year}年{place}市{r.choice(['政府性基金', '一般公共预算'])}转移支付分地区分项目{r.choice(['预算', '决算'])}表", unit, tree, rows, ["label"] + roles)


def english(r, year, size):
    """Sections, items and totals in English."""
    unit = r.choice(["", "", "(thousands)"])
    decimals, paren = r.choice([0, 0, 1, 2]), r.random() < .5
    tree = r.choice([leaf(f"FY {year - 1}", f"FY {year}"), leaf("Actual", "Adopted", "Projected"), [(f"FY {year - 1}", leaf("Adopted", "Actual")), (f"FY {year}", leaf("Proposed", "Change (%)"))],
                     leaf("Adopted Budget", "Revised Budget", "Year-End Estimate", "Percent Used %"), [("General Fund", [("Adopted", leaf(str(year - 1), str(year))), ("Actual", leaf(str(year - 2), str(year - 1)))]), ("All Funds", [])]])
    roles = roles_of(tree)

    def figures():
        out = []
        for role in roles:
            value = words.amount(r, decimals, 6)
            text = words.printed(value, decimals, True)
            negative = role == "percent" and r.random() < .3 or r.random() < .04
            out.append((f"{r.uniform(0, 130):.1f}" if role == "percent" else text) if not negative else f"({text})" if paren and role != "percent" else "-" + (text if role != "percent" else f"{r.uniform(0, 30):.1f}"))
        return out

    rows = []
    for section in r.sample(list(words.ENGLISH), len(words.ENGLISH)):
        if len(rows) >= size:
            break
        rows.append(Row([section + r.choice(["", ":"])] + [""] * len(roles), 0, True, True, True))
        rows += [Row([item] + figures(), 1) for item in words.ENGLISH[section]]
        rows.append(Row(["Total " + section] + figures(), r.choice([0, 1]), r.random() < .6))
    rows.append(Row(["Grand Total"] + figures(), 0, True, True))
    subject = r.choice(["General Fund Expenditures by Department", "Summary of Appropriations by Program", "Operating Budget by Function", "Comparison of Adopted and Actual Expenditures"])
    return build(subject, "", [(r.choice(["Department", "Function", "Program", ""]) + (" " + unit if unit else ""), [])] + tree, rows, ["label"] + roles)
