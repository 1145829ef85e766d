"""A document on paper: what stands beside its tables, and the colours by which cells are found again."""
from dataclasses import dataclass, field

import grid as grids


@dataclass
class Paper:
    """How one document is printed."""
    producer: str
    size: tuple = (842, 595)     # points
    margin: float = 48
    font: str = "Noto Serif CJK SC"
    points: float = 9
    habit: str = "header"        # what a continuation repeats: both (caption and header), header, none
    manner: str = "lines"        # of captions
    mark: str = "表"             # before a table's number
    indent: str = "pad"          # pad: the whole label; first: its first line; space: ideographic spaces
    padding: float = 2.5
    line: float = 0.5            # width of rulings
    shade: bool = False          # header filled
    head_bold: bool = True
    rules: str = "all"           # all; open: none between the rows of the body, but around merged cells


@dataclass(eq=False)
class Document:
    name: str
    publisher: str
    title: str
    tables: list
    paper: Paper
    year: int = 0
    text: list = field(default_factory=list)
    owner: str = "部门"

    def __post_init__(self):
        self.grids, n = [], 1
        for i, t in enumerate(self.tables, 1):
            t.number = t.number or number(self.paper.mark, i)
            g = grids.layout(t)
            for c in g.cells:
                c.id, n = n, n + 1
            self.grids.append(g)

    def caption(self, table):
        """Lines over a table, each of (where, text)."""
        owner, unit = f"{self.owner}：{self.publisher}", f"单位：{table.money.unit}"
        if table.caption:
            return table.caption
        return {"lines": [[("l", table.number)], [("c", table.title)], [("l", owner), ("r", unit)]],
                "one": [[("c", f"{table.number} {table.title}")], [("r", "金额" + unit)]],
                "colon": [[("l", f"{table.number}：{table.title}")], [("l", owner), ("r", unit)]],
                "place": [[("c", table.title)], [("l", table.number), ("r", unit)]],
                "right": [[("c", table.title)], [("r", table.number)], [("l", owner), ("r", "金额" + unit)]]}[self.paper.manner]


def number(mark, i):
    """A table's number: 表1, 公开01表, 预算01表, 表一."""
    from words import ordinal
    return {"表": f"表{i}", "公开表": f"公开{i:02d}表", "预算表": f"预算{i:02d}表", "表一": f"表{ordinal(i)}"}[mark]


STEP, BASE = 8, 30


def colour(n):
    """A colour of its own for a number below 27,000, never black and never white."""
    return tuple(STEP * (n // BASE ** i % BASE + 1) for i in (2, 1, 0))


def number_of(rgb):
    digits = [round(v / STEP) - 1 for v in rgb]
    if any(d < 0 or d >= BASE for d in digits):
        return 0
    return (digits[0] * BASE + digits[1]) * BASE + digits[2]


def hex_colour(n):
    return "#%02x%02x%02x" % colour(n)


def spaced(cell, paper):
    """The cell's text with its indent as spaces, where the document indents so."""
    if cell.indent and paper.indent == "space":
        return "　" * max(1, round(cell.indent / paper.points)) + cell.text
    return cell.text
