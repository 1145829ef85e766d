"""What looks like tables and is none: charts, contents, newspaper columns, diagrams, formulas; and grids with one ragged row.

A figure is its size and marks on it, in points from its upper left corner: ("line", x0, y0, x1, y1, width, colour),
("fill", x0, y0, x1, y1, colour), ("shape", points, colour), ("text", x, y of the baseline, text, size). Texts get the
width that em() gives them, on the safe side, and begin at x.
"""
import dataclasses
import math
from dataclasses import dataclass, field

import tables
import words
from looks import em

COLOURS = ("#4472c4", "#ed7d31", "#a5a5a5", "#ffc000", "#5b9bd5", "#70ad47")
KINDS = ("bars", "lines", "pie", "contents", "newspaper", "boxes", "formula")
SLIM = ("bars", "lines")                # that a table may stand beside


@dataclass
class Figure:
    width: float
    height: float
    marks: list = field(default_factory=list)

    def line(self, x0, y0, x1, y1, width=.5, colour="#7f7f7f"):
        self.marks.append(("line", x0, y0, x1, y1, width, colour))

    def fill(self, x0, y0, x1, y1, colour):
        self.marks.append(("fill", x0, y0, x1, y1, colour))

    def text(self, x, y, text, size, place=0):
        """place is the share of the text's width that stands before x."""
        self.marks.append(("text", x - place * em(text) * size, y, text, size))

    def frame(self, x0, y0, x1, y1):
        for a, b, c, d in ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0)):
            self.line(a, b, c, d, .75, "#000000")


def make(r, kind, width, look):
    """A figure of a kind, so wide, in letters about as large as the page's."""
    return globals()[kind](r, width, max(7, min(look.size, 10)))


def axes(r, f, size, names):
    """Title, axes, gridlines and the names under them; returns the plot area and the step of one name."""
    x0, y0, x1, y1 = 6 * size, 4 * size, f.width - size, f.height - 5 * size
    f.text(f.width / 2, 1.6 * size, r.choice(["近年支出情况（亿元）", "图1 收支规模对比", "主要科目支出构成"]), 1.2 * size, .5)
    steps, top = r.randint(4, 7), r.choice([10, 50, 100, 2000])
    for k in range(steps + 1):
        y = y1 - k * (y1 - y0) / steps
        if k == 0 or r.random() < .95:
            f.line(x0, y, x1, y, .5, "#000000" if k == 0 else "#bfbfbf")
        f.text(x0 - .6 * size, y + .35 * size, f"{k * top:,}", size, 1)
    step = (x1 - x0) / len(names)
    if r.random() < .5:
        for k in range(len(names) + 1):
            f.line(x0 + k * step, y0, x0 + k * step, y1, .5, "#bfbfbf")
    else:
        f.line(x0, y0, x0, y1, .5, "#000000")
    for k, name in enumerate(names):
        f.text(x0 + (k + .5) * step, y1 + 1.4 * size, name, size, .5)
    return x0, y0, x1, y1, step


def legend(f, size, names):
    x = (f.width - sum(em(n) + 3 for n in names) * size) / 2
    for n, name in enumerate(names):
        f.fill(x, f.height - 2 * size, x + size, f.height - size, COLOURS[n])
        f.text(x + 1.4 * size, f.height - 1.1 * size, name, size)
        x += (em(name) + 3) * size


def years(r):
    first = r.randint(2014, 2020)
    return [f"{y}{r.choice(['', '年'])}" for y in range(first, first + r.randint(4, 6))]


def bars(r, width, size):
    f, names = Figure(width, r.choice([16, 20, 24]) * size), years(r)
    x0, y0, x1, y1, step = axes(r, f, size, names)
    series, labels = r.choice([1, 2]), r.random() < .6
    for k in range(len(names)):
        for n in range(series):
            share, wide = r.uniform(.2, .95), .6 * step / series
            x = x0 + (k + .2) * step + n * wide
            f.fill(x, y1 - share * (y1 - y0), x + .9 * wide, y1, COLOURS[n])
            if labels and series == 1:
                f.text(x + wide / 2, y1 - share * (y1 - y0) - .3 * size, f"{share * 100:.1f}", size, .5)
    legend(f, size, ["预算数", "决算数"][:series])
    return f


def lines(r, width, size):
    f, names = Figure(width, r.choice([16, 20, 24]) * size), years(r)
    x0, y0, x1, y1, step = axes(r, f, size, names)
    for n in range(2):
        points = [(x0 + (k + .5) * step, y1 - r.uniform(.1, .9) * (y1 - y0)) for k in range(len(names))]
        for (a, b), (c, d) in zip(points, points[1:]):
            f.line(a, b, c, d, 1.5, COLOURS[n])
        for x, y in points:
            f.fill(x - 2, y - 2, x + 2, y + 2, COLOURS[n])
            if n == 0:
                f.text(x, y - .5 * size, f"{(y1 - y) / (y1 - y0) * 100:.1f}%", size, .5)
    legend(f, size, ["一般公共预算", "政府性基金"])
    return f


def pie(r, width, size):
    f, names = Figure(width, 22 * size), r.sample(list(words.SECTIONS), r.randint(4, 6))
    shares, x, y, radius, at = [r.uniform(.6, 1) for _ in names], width / 2, 11 * size, 5 * size, -math.pi / 2
    for n, (name, share) in enumerate(zip(names, shares)):
        end = at + 2 * math.pi * share / sum(shares)
        arc = [at + (end - at) * k / 12 for k in range(13)]
        f.marks.append(("shape", [(x, y)] + [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in arc], COLOURS[n]))
        a, text = (at + end) / 2, f"{share / sum(shares) * 100:.1f}%"
        tip, right = (x + 1.25 * radius * math.cos(a), y + 1.25 * radius * math.sin(a)), math.cos(a) > 0
        f.line(x + radius * math.cos(a), y + radius * math.sin(a), *tip)
        f.text(tip[0] + (.3 if right else -.3) * size, tip[1], name, size, 0 if right else 1)
        f.text(tip[0] + (.3 if right else -.3) * size, tip[1] + 1.2 * size, text, size, 0 if right else 1)
        at = end
    return f


def contents(r, width, size):
    """A page of contents: titles and the numbers of their pages, with leaders or without."""
    titles = [f"{words.chinese(k)}、{name}情况" for k, name in enumerate(r.sample(list(words.SECTIONS), r.randint(6, 10)), 1)]
    f, leader, at = Figure(width, (len(titles) * 1.8 + 4) * size), r.choice([".", "…", "·", ""]), 1
    f.text(width / 2, 2 * size, "目  录", 1.4 * size, .5)
    for k, title in enumerate(titles):
        y, at = (4.5 + 1.8 * k) * size, at + r.randint(1, 9)
        f.text(0, y, title, size)
        f.text(width, y, str(at), size, 1)
        if leader:
            room = width / size - em(title) - em(str(at)) - 1
            f.text((em(title) + .5) * size, y, leader * int(room / em(leader)), size)
    return f


def newspaper(r, width, size):
    """Prose in two columns or three."""
    count = r.choice([2, 2, 3])
    room = int((width / size - 2 * (count - 1)) / count)
    text = "　　" + "".join(r.sample(words.PROSE, 3)) * r.randint(1, 2)
    text = "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text if c != " ")       # a character is one em wide
    pieces = [text[k:k + room] for k in range(0, len(text), room)]
    deep = -(-len(pieces) // count)
    f = Figure(width, (deep * 1.5 + 1) * size)
    for k, piece in enumerate(pieces):
        f.text(k // deep * (room + 2) * size, (1 + 1.5 * (k % deep)) * size, piece, size)
    if r.random() < .4:
        for k in range(1, count):
            f.line((k * (room + 2) - 1) * size, 0, (k * (room + 2) - 1) * size, f.height)
    return f


def boxes(r, width, size):
    """Offices in boxes under one box, with arrows between."""
    f, names = Figure(width, 16 * size), r.sample(words.OFFICES, r.randint(3, 4))
    step, two = width / len(names), r.random() < .5
    f.frame(width / 2 - 5 * size, size, width / 2 + 5 * size, 3.5 * size)
    f.text(width / 2, 2.6 * size, "市财政局", size, .5)
    f.line(width / 2, 3.5 * size, width / 2, 5 * size)
    f.line(step / 2, 5 * size, width - step / 2, 5 * size)
    for k, name in enumerate(names):
        x, half = (k + .5) * step, min(step / 2 - .5 * size, 6 * size)
        for row, text in enumerate([name, "下属单位"][:1 + two]):
            y = (7 + 4.5 * row) * size
            arrow(f, x, y - (2 if row == 0 else 2) * size, y, size)
            f.frame(x - half, y, x + half, y + 2.5 * size)
            cut = int(2 * half / (.8 * size)) - 1
            f.text(x, y + 1.6 * size, text[:cut], .8 * size, .5)
    return f


def arrow(f, x, y0, y1, size):
    f.line(x, y0, x, y1)
    f.marks.append(("shape", [(x, y1), (x - .3 * size, y1 - .7 * size), (x + .3 * size, y1 - .7 * size)], "#7f7f7f"))


def formula(r, width, size):
    """Fractions with their bars, one under the other."""
    count = r.randint(2, 4)
    f = Figure(width, (count * 4 + 1) * size)
    for k, (left, over, under) in enumerate(r.sample(FORMULAS, count)):
        y, x, half = (2.5 + 4 * k) * size, width / 3, max(em(over), em(under)) * size / 2 + .3 * size
        f.text(x, y, left + " = ", size, 1)
        f.line(x + .3 * size, y - .35 * size, x + .3 * size + 2 * half, y - .35 * size, .6, "#000000")
        f.text(x + .3 * size + half, y - .75 * size, over, size, .5)
        f.text(x + .3 * size + half, y + .85 * size, under, size, .5)
        f.text(x + 2 * half + size, y, "× 100%", size)
        f.text(width, y, f"（{k + 1}）", size, 1)
    return f


FORMULAS = [("预算执行率", "决算数", "调整预算数"), ("增长率", "本年数 - 上年数", "上年数"), ("自给率", "一般公共预算收入", "一般公共预算支出"), ("债务率", "年末债务余额", "当年综合财力")]


# --- tables -----------------------------------------------------------------------

def ragged(r, table, sizes):
    """A row whose cells do not follow the columns: it spans them, or parts one of them in its middle. Returns the columns' widths."""
    row, k = r.randrange(table.head + 1, table.row_count), r.randrange(1, table.column_count - 1)
    own, others = [c for c in table.cells if c.row == row], [c for c in table.cells if c.row != row]
    texts = ("其中：上年结转", own[-1].text or "0")
    if r.random() < .5:
        for cell in others:
            cell.columns += cell.column <= k < cell.column + cell.columns
            cell.column += cell.column > k
        table.roles.insert(k, table.roles[k])
        sizes = sizes[:k] + [sizes[k] / 2] * 2 + sizes[k + 1:]
        texts = ("补充资料", r.choice(["见说明", "另行公布"]))
    table.cells = others + [tables.Cell(row, 0, texts[0], columns=k + 1), tables.Cell(row, k + 1, texts[1], columns=table.column_count - k - 1)]
    return sizes


def narrow(look, aside):
    """The look of a page that is so much narrower."""
    return dataclasses.replace(look, paper=(look.paper[0] - aside, look.paper[1]))
