"""From a table's lists to the cells that are printed."""
from dataclasses import dataclass

from model import Column, print_of


@dataclass(eq=False)
class Cell:
    row: int
    column: int
    down: int
    across: int
    text: str
    align: str = "center"
    indent: float = 0.0
    bold: bool = False
    fact: tuple = None       # (row, column) of the model where it prints an amount
    what: str = "head"       # head, text, amount, plain
    id: int = 0


@dataclass(eq=False)
class Grid:
    cells: list
    head: int                # rows of the header
    rows: int
    columns: int
    widths: list
    groups: list             # of every body row: a number that rows share between which no page breaks


def depth(node):
    return 1 if isinstance(node, Column) else 1 + max(depth(n) for n in node[1])


def header(table, levels):
    """The header's cells; heads without others below them reach down to the last row."""
    cells = []

    def walk(nodes, row, col):
        for n in nodes:
            if isinstance(n, Column):
                cells.append(Cell(row, col, levels - row, 1, n.head))
                col += 1
            else:
                wide = walk(n[1], row + 1, col) - col
                cells.append(Cell(row, col, 1, wide, n[0]))
                col += wide
        return col
    walk(table.heads, 0, 0)
    return cells


def layout(table):
    leaves = table.leaves()
    levels = max(depth(n) for n in table.heads)
    cells = header(table, levels)
    head = levels
    if table.numbering:
        cells += [Cell(head, i, 1, 1, t) for i, t in enumerate(table.numbering)]
        head += 1
    at = {c: i for i, c in enumerate(leaves)}
    body = max(len(l.rows) for l in table.lists)
    feet = max(sum(r.foot for r in l.rows) for l in table.lists)
    tops = max(sum(not r.foot for r in l.rows) for l in table.lists)
    body = max(body, tops + feet)
    taken = set()
    keep = [True] * body
    for lst in table.lists:
        top, foot = [r for r in lst.rows if not r.foot], [r for r in lst.rows if r.foot]
        placed = [*top, *[None] * (body - len(top) - len(foot)), *foot]
        for i, row in enumerate(placed):
            if row is None or not row.keep:
                keep[i] = False
            if row is not None:
                place(table, lst, row, head + i, at, cells, taken)
    for i in range(body):
        for c in range(len(leaves)):
            if (head + i, c) not in taken:
                cells.append(Cell(head + i, c, 1, 1, "", what="text", align=leaves[c].align))
    numbers, n = [], -1
    for i in range(body):
        n += not (i and keep[i])
        numbers.append(n)
    cells.sort(key=lambda c: (c.row, c.column))
    for i, c in enumerate(cells):
        c.id = i
    return Grid(cells, head, head + body, len(leaves), [c.width for c in leaves], numbers)


def place(table, lst, row, r, at, cells, taken):
    """The cells of one row of one list."""
    start, skip, indented = at[lst.columns[0]], set(), False

    def put(cell):
        cells.append(cell)
        taken.update((cell.row + i, cell.column + j) for i in range(cell.down) for j in range(cell.across))
    if row.across > 1:
        put(Cell(r, start - row.back, 1, row.across, lst.label(row), "center", 0, row.bold, what="text"))
        skip = set(range(start - row.back, start - row.back + row.across))
    for col in lst.columns:
        c = at[col]
        if c in skip:
            continue
        span = row.spans.get(col, row.spans.get(col.key, 1) if col.key else 1)
        if span == 0:
            continue
        if col.kind == "amount":
            text, fen, _ = print_of(table, row, col)
            put(Cell(r, c, span, 1, text, col.align, 0, row.bold, (row, col) if fen is not None else None, "amount"))
            continue
        if col.kind == "plain":
            text = col.calc(row.value, row) if col.calc else row.cells.get(col.key, "")
            put(Cell(r, c, span, 1, text, col.align, 0, row.bold, None, "plain"))
            continue
        text = row.cells.get(col.key, "")
        names = col.kind == "label" and col.key != "year"
        indent = row.indent if text and names and not indented else 0
        indented = indented or (bool(text) and names)
        align = "center" if row.foot and col.kind == "label" and not indent or text.replace(" ", "") in ("合计", "总计") else col.align
        put(Cell(r, c, span, 1, text, align, indent, row.bold, None, "text"))
