"""What must hold of a document before it is kept."""
from model import facts, print_of


def closure(table):
    """Lists whose addends do not reach the printed total: lines of complaint.

    Over one list, for one year, stage, period, quantity, scope and direction, the addends sum to
    what the list's total row prints in the columns that are no parts of others.
    """
    wrong, lists = [], {}
    for i, lst in enumerate(table.lists):
        lists.setdefault(lst.group or i, []).append(lst)
    by_row = {}
    for row, col, f in facts(table):
        by_row.setdefault(row, []).append((col, f))
    for same in lists.values():
        total = next((l.total for l in same if l.total), None)
        if total is None or not all(l.closed for l in same):
            continue
        columns = [c for l in same for c in l.amounts()]
        inner = {p for c in columns for p in c.parts}
        sums, printed, at = {}, {}, lambda f: (f["year"], f["stage"], f["period"], f["quantity"], f.get("direction", ""))
        for l in same:
            for row in l.rows:
                for col, f in by_row.get(row, ()):
                    if f["addend"]:
                        sums[at(f)] = sums.get(at(f), 0) + print_of(table, row, col)[1]
                    if row is total and col not in inner and not col.within:
                        printed[at(f)] = printed.get(at(f), 0) + print_of(table, row, col)[1]
        for key, value in printed.items():
            if sums.get(key, 0) != value:
                wrong.append(f"{table.title}: {key}: addends {sums.get(key, 0)}, printed {value}")
    return wrong


def totals(table):
    """Rows and columns that say they sum others and do not."""
    wrong = []
    for row, col, f in facts(table):
        mine = print_of(table, row, col)[1]
        if f["totalRow"] and mine != sum(print_of(table, p, col)[1] or 0 for p in row.parts):
            wrong.append(f"{table.title}: {f['label']} in {col.head}: rows")
        if f["totalColumn"] and mine != sum(print_of(table, row, p)[1] or 0 for p in col.parts):
            wrong.append(f"{table.title}: {f['label']} in {col.head}: columns")
    return wrong


def prints(doc, found):
    """Every cell is on the page as it should be, an amount on one page; what looks like an amount is one or is told to be none."""
    wrong = []
    for table, g in zip(doc.tables, doc.grids):
        for c in g.cells:
            want, got = "".join(c.text.split()), found.get(c.id, {})
            have = "".join(v[0] for _, v in sorted(got.items()))
            repeated = c.what == "head" and len(got) > 1
            if want and not repeated and have != want:
                wrong.append(f"{doc.name}: {table.title} {c.row},{c.column}: {want!r} is printed as {have!r}")
            if c.fact and len(got) != 1:
                wrong.append(f"{doc.name}: {table.title} {c.row},{c.column}: an amount on {len(got)} pages")
            if c.what == "amount" and bool(c.fact) != any(ch.isdigit() for ch in want):
                wrong.append(f"{doc.name}: {table.title} {c.row},{c.column}: {want!r} is neither fact nor blank")
    return wrong
