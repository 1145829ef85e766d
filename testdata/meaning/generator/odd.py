"""Tables whose numbers are printed in odd ways, and with numbers that are no money."""
from department import base, percent, said
from model import YUAN, Column, List, Row, Table, grow
from parts import amount, project_level, with_total


def odd_projects(book):
    """Projects with 序号, years, terms and heads beside amounts; changes below nothing; marks and units in cells."""
    rng = book.rng
    plain = lambda head, key, width=1.2: Column(head, "plain", width, key, align="center")
    number, name = plain("序号", "n", .8), Column("项目名称", "label", 5, "name")
    begin, term_, people = plain(book.pick("起始年份", "年份"), "year", 1.3), plain(book.pick("期限（年）", "实施期限"), "term"), plain("受益人数（人）", "people", 1.6)
    last = amount(f"{book.year - 1}年预算数", version="prev", facts={"period": "previous", "year": book.year - 1})
    now = amount(f"{book.year}年预算数")
    diff = amount(book.pick("增减额", "比上年增减"), calc=lambda value, row: value(now) - value(last), facts={"period": "change"})
    share = Column("增减%", "plain", 1.3, calc=lambda value, row: percent(value(now) - value(last), value(last), 1))
    heads = [number, name, begin, term_, people, last, now, diff, share]
    rows = grow([e for e in book.entries if e.project], [project_level()])
    for i, r in enumerate(rows, 1):
        r.cells |= {"n": str(i), "year": str(rng.randint(book.year - 4, book.year)), "term": str(rng.randint(1, 5)), "people": str(rng.randint(20, 9000))}
    marked = rng.sample(rows, min(3, len(rows)))
    rows, end = with_total(book, rows, rows, across=2, key="name")
    for r, manner in zip(marked, ("mark", "grouped", "plain")):
        mark(book, r, now, manner)
    t = Table(said(book, "项目支出预算对比表"), heads, [List("project", heads, rows, total=end)], book.money, facts=base(book, direction="expenditure"), wide=True)
    t.notes = ["①含上年结转安排的资金。"]
    return t


def mark(book, row, col, manner):
    """Prints an amount with a mark behind it, or in another unit that its own cell tells."""
    if manner == "mark":
        row.printed[col] = (book.money.text(row.value(col)) + "①", "")
        return
    unit = "万元" if book.money.unit == "元" else "元"
    for e in row.entries:
        e.v[col.version] = max(1, e.v[col.version] // YUAN["万元"]) * YUAN["万元"]
    whole = row.value(col) // YUAN[unit]
    row.printed[col] = (f"{whole:,}{unit}" if manner == "grouped" else f"{whole}{unit}", unit)


def cost_list(book):
    """会议费 and the like: time, people, days and money; the unit in the head."""
    rng, money = book.rng, book.money
    number, name = Column("序号", "plain", .8, "n", align="center"), Column("会议名称", "label", 5, "name")
    when, people, days = Column("时间", "plain", 1.6, "when", align="center"), Column("人数", "plain", 1.2, "people"), Column("天数", "plain", 1, "days")
    cost = amount(f"金额（{money.unit}）", item="meetings")
    heads = [number, name, when, people, days, cost, Column("备注", "text", 2, "note")]
    rows = []
    for i, n in enumerate(rng.sample(["年度工作会", "安全生产调度会", "专项业务培训会", "预算编制布置会", "规划评审会", "现场推进会"], 4), 1):
        rows.append(Row(cells={"n": str(i), "name": n, "when": f"{book.year}年{rng.randint(1, 12)}月", "people": str(rng.randint(20, 300)), "days": str(rng.randint(1, 3)), "note": ""},
                        fixed={cost: book.draw(4e3, 9e4)}))
    rows, end = with_total(book, rows, rows, across=2)
    return Table("会议费明细表", heads, [List("other", heads, rows, total=end, free=("list",))], money, facts=base(book, direction="expenditure"))


def slip(book, table):
    """Prints one amount with two digits changed about; the list no longer closes. Returns what is printed and what is right."""
    rng = book.rng
    lst = table.lists[-1]
    for _ in range(200):
        row, col = rng.choice(lst.rows), rng.choice(lst.amounts())
        fen = row.value(col)
        digits = list(str(fen // table.money.grain))
        if len(digits) < 4 or row.printed or col.calc:
            continue
        i = rng.randrange(len(digits) - 1)
        if digits[i] == digits[i + 1] or i == 0 and digits[1] == "0":
            continue
        digits[i], digits[i + 1] = digits[i + 1], digits[i]
        table.slips[row, col] = int("".join(digits)) * table.money.grain
        return row, col, table.money.text(fen)
    return None
