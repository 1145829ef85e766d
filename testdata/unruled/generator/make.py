#!/usr/bin/env python3
"""Makes budgets whose tables have few rules or none, with their exact truth: as many as wanted, by chance.

    make.py --kind budgets --seed 1 --count 200 --out DIR    governments' budgets and accounts, bodies without row rules
    make.py --kind few --seed 1 --count 150 --out DIR        tables with few lines or none, Chinese and English
    make.py --kind charts --seed 1 --count 40 --out DIR      tables, some with one ragged row, among charts and other things that are none
    make.py --kept                                           the documents of the folder above

Writes CLASS-PRODUCER-NNN.pdf and .truth.json (the form of testdata/made's). The same seed gives the same documents; dates
and identifiers inside a PDF are its producer's. figures.py prints a scorer's figures by class and producer.

words.py holds what tables say, tables.py the tables as values (the truth comes from these), captions.py what stands over
them, looks.py how they are ruled and set, charts.py what stands among them and is no table, drawn.py and flowing.py the
producers.

Needs LibreOffice, Chromium, wkhtmltopdf and Ghostscript on the path, the fonts noto-cjk, wqy-zenhei, wqy-microhei,
arphic-uming, arphic-ukai and liberation, and the Python packages weasyprint, reportlab, fpdf2, typst, openpyxl,
python-docx and cairocffi. The tests need none of them.
"""
import argparse
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import captions
import charts
import drawn
import flowing
import tables
import words
from looks import Look, em, widths

HERE = Path(__file__).resolve().parent.parent
DRAWN = ("reportlab", "cairo", "fpdf")
FLOWING = ("chromium", "weasyprint", "wkhtmltopdf", "typst", "writer", "calc")
PRODUCERS = DRAWN[:1] + FLOWING[:3] + DRAWN[1:2] + FLOWING[3:] + DRAWN[2:] + ("ghostscript",)
CLASSES = ("open", "groups", "half", "records", "merged", "rows", "outside", "narrow", "breaks", "sheets", "matrices", "captions")
# Producers that cannot print a class: only a hand of its own and a spreadsheet cut sheets, Typst breaks no number.
EXCLUDED = {"sheets": set(FLOWING) - {"calc"}, "matrices": set(FLOWING) - {"calc"}, "narrow": {"typst"}, "breaks": {"wkhtmltopdf", "calc"}}
EXCLUDED.update({kind: {"writer", "calc"} for kind in charts.KINDS})    # which print charts as objects of their own
# Fonts without a bold face, and the producers that do not make one up for them.
BOLDLESS = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN", "AR PL UKai CN")
PLAIN = {"weasyprint": BOLDLESS, "typst": BOLDLESS, "chromium": ("WenQuanYi Zen Hei",)}
# The documents that the tests measure: small ones of each class that went wrong when they were chosen.
KEPT = {("budgets", 1): (0, 2, 6, 21, 25, 28, 49, 51, 53, 73, 80, 87, 105, 115, 116, 130, 132, 154, 188), ("few", 1): (1, 22, 48, 89, 103, 115, 146), ("charts", 1): (5, 8, 21, 24, 25, 31)}
FEW = ("none", "three", "none-english", "head", "lines", "three-english", "zebra", "columns", "none-small", "lines-english")
PAPERS = ((595, 842), (595, 842), (842, 595), (842, 595), (516, 729), (842, 1191))


def producers_of(kind):
    return [p for p in PRODUCERS if p not in EXCLUDED.get(kind, ())]


def base(r, producer, latin=False):
    """A look of chance within what is printed."""
    pool = drawn.BACKENDS[producer] if producer in DRAWN else flowing
    fonts = (pool.latin if latin else pool.fonts) if producer in DRAWN else (flowing.LATIN if latin else flowing.FONTS)
    size = r.choice([7, 8, 9, 9, 10, 10.5, 12])
    paper = (612, 792) if latin else r.choice(PAPERS[:4] if producer == "calc" else PAPERS)
    return Look(
        font=r.choice(fonts), size=size, paper=paper, margin=r.choice([40, 55, 70]), leading=r.choice([1.15, 1.25, 1.4]), pad=r.choice([.1, .2, .35, .5, .8]),
        side=r.choice([.2, .4, .6]), width=r.choice([.25, .5, .5, .75, 1]), outer=r.choice([.5, .75, 1, 1.5]), colour=r.choice(["#000000", "#000000", "#000000", "#7f7f7f", "#1f3864"]),
        amounts=r.choice(["right", "right", "center"]), texts=r.choice(["left", "center"]), valign=r.choice(["middle", "middle", "top", "bottom"]),
        indent=r.choice(["space", "pad"]), step=r.choice([1, 1, 2]), habit=r.choice(["both", "header", "none"]), foot=r.random() < .6, sides=r.random() < .7,
        gap=r.choice([.2, .4, .8]), title_size=r.choice([1.2, 1.5, 1.8]), note_gap=r.choice([.2, .5, 1]), fill="" if r.random() < .8 else r.choice(["#d9e2f3", "#e7e6e6"]),
        page_number=r.choice(["— # —", "- # -", "第 # 页", "#", ""]), bold_head=r.random() < .3, stretch=r.random() < .6)


def legible(look, wraps):
    """Where no rule tells rows apart, their distance must: lines of one label stand closer than rows do."""
    if wraps:
        look.pad = max(look.pad, .35 if look.valign != "top" else .2)


def label_width(r, table, look, wraps):
    """A width for labels in which a part of them wraps, or nothing where none shall."""
    longest = max((em(c.text, c.bold) + c.level * look.step for c in table.cells if c.role == "label" and c.columns == 1 and c.row >= table.head), default=0)
    return max(7, longest * r.uniform(.5, .8)) if wraps and longest > 9 else None


def spoil(r, table):
    """Errors of spreadsheets in place of percents."""
    cells = [c for c in table.cells if c.role == "percent" and c.row >= table.head and c.text]
    for cell in r.sample(cells, min(len(cells), 2)):
        cell.text = r.choice(["#N/A", "#DIV/0!"])


def double(r, table):
    """Two complete values on two lines of a cell, in rules on all sides."""
    cells = [c for c in table.cells if c.role == "amount" and c.row >= table.head and c.text[-1:].isdigit()]
    for cell in r.sample(cells, min(len(cells), r.randint(2, 5))):
        cell.text += "\n" + r.choice(cells).text.split("\n")[0]


def mark(r, table):
    """Raised footnote marks behind figures and labels."""
    cells = [c for c in table.cells if c.row >= table.head and c.role in ("amount", "label") and c.text and "\n" not in c.text]
    for n, cell in enumerate(r.sample(cells, min(2, len(cells))), 1):
        cell.mark = str(n)


def choose(r, kind, place, year, unit, size, wraps):
    """A table whose form suits a class."""
    form = dict(single=["listed"], open=["listed", "listed", "listed", "debt", "regions", "projects", "two_sided"], groups=["listed", "regions", "insurance"], half=["two_sided"], records=["listed", "regions"],
                merged=["bonds"], rows=["listed", "debt", "two_sided", "projects"], outside=["listed", "debt", "regions"], narrow=["listed"], breaks=["listed", "projects"],
                captions=["listed", "debt", "two_sided", "regions", "insurance"])[kind]
    name = r.choice(form)
    if name == "listed":
        return tables.listed(r, place, year, unit, size, dict(narrow="wide", single="single").get(kind, ""), headings=not wraps and kind != "records")
    return getattr(tables, name)(r, place, year, unit, size)


def records(r, table):
    """Parts a body into groups of a few rows each."""
    at, table.groups = table.head, set()
    while at < table.row_count:
        at += r.randint(2, 5)
        table.groups.add(at)


def ruled(r, look, kind, table):
    """Sets a look's rules for a class; the table may get groups."""
    look.rules = dict(single="open", breaks=r.choice(["full", "open", "open"]), narrow="full", captions="full", outside=r.choice(["outside", "outside-open"]),
                      sheets=r.choice(["full", "open", "groups"]), matrices=r.choice(["full", "open", "groups"])).get(kind, kind)
    if kind == "records":
        records(r, table)
    decimal = all("." in c.text for c in table.cells if c.role == "amount" and c.row >= table.head and c.text[-1:].isdigit() and len(c.text) > 1)
    if kind == "narrow" and decimal and r.random() < .35:           # a rest of two decimals is no row of its own
        look.rules = "open"
    if kind == "rows":
        look.side = max(look.side, .8)
    if kind == "half":
        look.left_ruled = r.random() < .5


def budget(r, kind, producer, place, year):
    """Look and tables of one government document."""
    look, unit = base(r, producer), r.choice(["万元", "万元", "万元", "亿元", "百万元", "元", "千元"])
    count = 1 if kind in ("sheets", "matrices") else r.randint(1, 3)
    wraps = r.random() < .5 and kind not in ("half", "outside", "merged", "sheets", "matrices")
    if kind == "breaks":
        wraps, look.split, look.valign = True, producer != "ghostscript" or r.random() < .5, "top"
    out = []
    for _ in range(count):
        size = r.choice([12, 25, 45, 80]) if (kind, producer) != ("merged", "calc") else 20     # a sheet's merged cell would be cut through its letters
        if kind in ("sheets", "matrices"):
            table = tables.matrix(r, place, year, unit, min(size, 45), r.choice([12, 15, 18, 22]))
        else:
            table = choose(r, kind, place, year, unit, size, wraps)
        if not out:
            ruled(r, look, kind, table)
        elif kind == "records":
            records(r, table)
        legible(look, wraps or table.roles.count("text") > 1 and kind != "merged")
        if r.random() < .15:
            spoil(r, table)
        table.notes = [r.choice(words.NOTES)] if r.random() < .4 else []
        out.append(table)
    sizes = []
    for table in out:
        tight = None
        if kind == "narrow":
            look.break_all, look.pad = True, max(look.pad, .2)
            tight = {k: r.uniform(.6, .8) for k, role in enumerate(table.roles) if role == "amount" and r.random() < .6}
            if look.rules == "open":
                look.valign, look.pad = "top", .6
            elif r.random() < .6:
                double(r, table)
            if producer not in ("calc",) and r.random() < .5:
                mark(r, table)
        sizes.append(widths(table, look, label_width(r, table, look, wraps), tight))
    if kind == "merged":
        look.merge_cut = r.random() < .4
        look.foot = look.foot and not look.merge_cut
    if kind == "captions":
        look.gap = r.choice([.3, .3, .3, 4, 6, 8, 10])
        look.title_gap = 0 if look.gap > 2 else r.choice([0, 4, 6])
    elif r.random() < .15:
        look.gap = r.uniform(4, 8)
    look.notes_apart = r.random() < .2
    if kind in ("sheets", "matrices"):
        cut(r, look, out[0], sizes[0], kind == "matrices", producer)
    fit(look, sizes, out)
    return look, out, sizes


def cut(r, look, table, size, repeated, producer):
    """Gives a sheet its parts: ranges of columns that fit on a page, never inside a spanning head."""
    look.paper = r.choice([(842, 595), (595, 842)])
    look.margin = min(look.margin, 55)
    look.size, look.stretch, look.order, look.turn_unit = max(7, min(look.size, 9)), False, r.choice(["over", "down"]), not repeated and r.random() < .4
    if repeated:
        look.order = "over"
        look.habit = r.choice(["header", "both"])
    room = min(look.paper[0] - 2 * look.margin, .65 * sum(size) * look.size)
    inside = {c.column + k for c in table.cells if c.row < table.head for k in range(1, c.columns)}
    parts, part, width = [], [0], size[0] * look.size
    for k in range(1, table.column_count):
        ends = k
        while ends + 1 in inside:
            ends += 1
        need = sum(size[k:ends + 1]) * look.size if k not in inside else 0
        if width + need > room * (.85 if producer == "calc" else .97) and k not in inside:
            parts.append(part)
            part, width = [0] * repeated, size[0] * look.size * repeated
        part.append(k)
        width += size[k] * look.size
    table.parts = parts + [part]
    assert len(table.parts) > 1, "a sheet that fits on a page"
    if table.parts and r.random() < .5 and not repeated:
        table.notes = []


def fit(look, sizes, out):
    """Letters small enough for the widest table; the page is turned before they get too small."""
    for size, table in zip(sizes, out):
        if table.parts:
            continue
        if sum(size) * look.size > look.paper[0] - 2 * look.margin and look.paper[0] < look.paper[1]:
            look.paper = (max(look.paper), min(look.paper))
        room = look.paper[0] - 2 * look.margin
        look.size = min(look.size, max(5, room / sum(size) * .99))
    if any(not t.parts and sum(s) * look.size > look.paper[0] - 2 * look.margin for s, t in zip(sizes, out)):
        look.paper = (1191, 842)


def three_levels(r, year):
    return tables.leaf("合计") + [(f"{year}年预算数", tables.leaf("小计") + [("基本支出", tables.leaf("人员经费", "公用经费"))] + tables.leaf("项目支出"))]


def few(r, kind, producer, place, year):
    """Look and tables of a document with few lines or none."""
    rules, _, trait = kind.partition("-")
    latin = trait == "english"
    look, unit = base(r, producer, latin), r.choice(["万元", "万元", "元", "亿元"])
    look.rules = "none" if rules == "zebra" else rules
    look.zebra = "#eef2f6" if rules == "zebra" or rules in ("none", "three") and r.random() < .1 else ""
    look.side, look.spans, look.sides = r.choice([.6, .8, 1.2]), r.random() < .6, False
    look.stretch = r.random() < .4
    look.head_over = r.random() < (.6 if latin else .25)
    look.gap, look.note_gap = r.choice([.3, .6, 1.5, 3, 5]), r.choice([.1, .3, 1])
    if rules in ("none", "zebra") and not look.zebra:
        look.habit = r.choice(["header", "header", "both", "none"])
    wraps = r.random() < .4
    out, sizes = [], []
    for _ in range(r.randint(2, 4) if trait == "small" else r.randint(1, 3)):
        size = r.choice([6, 9, 12]) if trait == "small" else r.choice([12, 20, 35])
        table = one_of_few(r, place, year, unit, size, latin, wraps)
        legible(look, wraps or table.roles.count("text") > 1)
        amounts = [k for k, role in enumerate(table.roles) if role == "amount"]
        if len(amounts) > 2 and r.random() < .2:
            blank = r.choice(amounts[1:])
            for cell in table.cells:
                if cell.column == blank and cell.row >= table.head:
                    cell.text, cell.bold = "", False
        table.notes = [r.choice(words.NOTES[:3])] if r.random() < .4 and not latin else []
        out.append(table)
        sizes.append(widths(table, look, label_width(r, table, look, wraps)))
    fit(look, sizes, out)
    return look, out, sizes


def one_of_few(r, place, year, unit, size, latin, wraps):
    if latin:
        return tables.english(r, year, size)
    if r.random() < .2:
        money = tables.Money(r, unit)
        tree = three_levels(r, year)
        roles = tables.roles_of(tree)
        rows = [tables.Row([name] + money.figures(roles), level, level == 0) for _, name, level in tables.functional(r, size)]
        return tables.build(f"{year}年{place}市一般公共预算支出表", unit, tables.leaf("科目名称") + tree, rows, ["label"] + roles)
    form = r.choice(["listed", "listed", "listed", "debt", "regions", "insurance", "two_sided"])
    if form == "listed":
        return tables.listed(r, place, year, unit, size, headings=not wraps)
    return getattr(tables, form)(r, place, year, unit, size)


def charted(r, producer, place, year):
    """Look and tables of a document of charts: small tables, some with one ragged row."""
    look, unit = base(r, producer), r.choice(["万元", "亿元", "元"])
    look.rules, look.habit = r.choice(["full", "full", "full", "open", "groups", "three", "lines"]), "none"
    if look.rules in ("three", "lines"):
        look.side = max(look.side, .8)
    out, sizes = [], []
    for _ in range(r.randint(1, 2)):
        table = tables.listed(r, place, year, unit, r.choice([5, 8, 12]))
        size = widths(table, look)
        if look.rules == "full" and table.column_count > 2 and r.random() < .6:
            size = charts.ragged(r, table, size)
        out.append(table)
        sizes.append(size)
    fit(look, sizes, out)
    return look, out, sizes


# --- documents ----------------------------------------------------------------------

def document(kind, seed, index):
    """Everything of a document but its PDF: name, producer, look, blocks and truth."""
    r = random.Random(f"{kind} {seed} {index}")
    classes = dict(budgets=CLASSES, few=FEW, charts=charts.KINDS)[kind]
    layout = classes[index % len(classes)]
    if layout == "open" and index // len(classes) % 4 in (0, 3):        # every other one has but one column of figures
        layout = "single"
    allowed = producers_of(layout)
    turn = 2 if kind == "charts" else 1                             # by which a class meets another producer each time
    producer = allowed[(turn * (index // len(classes)) + index) % len(allowed)]
    hand = producer if producer != "ghostscript" else "cairo" if "weasyprint" not in allowed else r.choice(["weasyprint", "cairo"])
    place, year = words.place(r), r.randint(2019, 2026)
    if kind == "charts":
        look, out, sizes = charted(r, hand, place, year)
    else:
        look, out, sizes = (budget if kind == "budgets" else few)(r, layout, hand, place, year)
    if hand == "wkhtmltopdf":                                       # it repeats no head, and writes an en dash as another
        look.habit, look.width = "none", max(.75, look.width)
        for cell in (c for t in out for c in t.cells if c.text == "–"):
            cell.text = "-"
    latin = layout.endswith("-english")
    style = captions.style(r, place)
    style.code = str(r.randint(11, 65)) if r.random() < .5 and captions.NUMBERS[style.number][1] in ("apart", "none") else ""
    style.unit_in_title = r.random() < .06
    number = r.choice(list(captions.LATIN))
    for k, table in enumerate(out):
        if latin:
            captions.latin(table, r, number, k, style.first)
        else:
            captions.caption(table, style, k)
    if look.font in PLAIN.get(hand, ()):
        for cell in (c for t in out for c in t.cells):
            cell.bold = False
    if index % 7 == 3 and not latin:
        look.running = f"{place}市{year}年财政预算"
    look.ligatures = producer != "ghostscript"                      # whose output tells them by no character
    if latin:
        look.page_number = r.choice(["#", "Page #", "- # -", ""])
    cover = not latin and hand != "calc" and kind != "charts" and r.random() < .4
    blocks = among(r, out, sizes, layout, look) if kind == "charts" else blocks_of(r, out, sizes, f"{place}市财政局" if cover else "", year, latin or hand == "calc" or bool(out[0].parts), kind == "few")
    truth = dict(id="", family=kind, fiscalYear=year, publisher=f"{place}市财政局" if cover else "", kind="预算", tables=[t.truth() for t in out],
                 traits=dict(layout=layout, producer=producer, hand=hand, rules=look.rules, habit=look.habit, split=look.split, valign=look.valign, caption=style.number, gap=round(look.gap, 1)))
    return f"{layout}-{producer}-{index:03d}", hand, look, blocks, truth


def blocks_of(r, out, sizes, office, year, bare, flowing_on):
    """The document's pages in order; tables share a page, or begin one each."""
    blocks = []
    if office:
        blocks.append(("cover", [(f"{year}年财政预算执行情况和预算（草案）", 22), (office, 16)]))
    if office and r.random() < .2:
        blocks += [("prose", t.title + "…" * max(4, 34 - len(t.title)) + str(k + 3)) for k, t in enumerate(out)] + [("page",)]
    apart = r.random() < (.2 if flowing_on else .6)
    for n, (table, size) in enumerate(zip(out, sizes)):
        if n and apart and not bare:
            blocks.append(("page",))
        if not bare and r.random() < .25:
            blocks.append(("prose", r.choice(words.PROSE)))
        blocks.append(("table", table, size))
    return blocks


def among(r, out, sizes, first, look):
    """Tables between figures, of which the first is of a kind; a chart may stand beside a table that leaves room for it."""
    room, blocks = look.paper[0] - 2 * look.margin, []
    kinds = [first] + r.sample([k for k in charts.KINDS if k != first], r.randint(1, 3))
    for table, size in zip(out, sizes):
        slim = [k for k in kinds if k in charts.SLIM]
        free = room - sum(size) * look.size - 2 * look.size
        if slim and free > 230 and r.random() < .7:
            kinds.remove(slim[0])
            blocks.append(("beside", table, size, charts.make(r, slim[0], min(free, .5 * room), look), min(free, .5 * room) + 2 * look.size))
        else:
            blocks.append(("table", table, size))
    for kind in kinds:
        at = r.randint(0, len(blocks))
        blocks.insert(at, ("figure", charts.make(r, kind, room * r.choice([1, 1, .8]) if kind != "newspaper" else room, look)))
        if r.random() < .5:
            blocks.insert(at, ("prose", r.choice(words.PROSE)))
    return blocks


def write(out, name, hand, look, blocks, truth, folder):
    """Prints a document, or its source for LibreOffice, and its truth. Returns the source."""
    target, source = out / f"{name}.pdf", None
    if hand in DRAWN:
        drawn.print_document(target, hand, look, blocks)
    elif hand in ("writer", "calc"):
        source = folder / f"{name}.{'docx' if hand == 'writer' else 'xlsx'}"
        getattr(flowing, hand)(source, look, blocks)
    else:
        getattr(flowing, hand)(target, look, blocks, folder)
    if truth["traits"]["producer"] == "ghostscript":
        flowing.distilled(target, folder)
    truth.update(id=name, pdf=f"{name}.pdf")
    (out / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return source


def job(arguments):
    kind, seed, index, out, folder = arguments
    own = Path(folder) / f"worker-{multiprocessing.current_process().pid}"
    own.mkdir(exist_ok=True)
    source = write(Path(out), *document(kind, seed, index), own)
    return str(source) if source else ""


def many(kind, seed, indexes, out, jobs):
    """Makes the documents of these indexes; those of LibreOffice are printed together at the end."""
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="unruled-"))
    try:
        with multiprocessing.Pool(jobs) as pool:
            sources = [s for s in pool.map(job, [(kind, seed, i, str(out), str(folder)) for i in indexes], chunksize=1) if s]
        for at in range(0, len(sources), 25):
            flowing.office(sources[at:at + 25], folder, out)
    finally:
        shutil.rmtree(folder)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kind", choices=("budgets", "few", "charts"), default="budgets")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--first", type=int, default=0, help="the first document's index")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--kept", action="store_true", help="the documents of the folder above, and nothing else")
    a = arguments.parse_args()
    if a.kept:
        for (kind, seed), indexes in KEPT.items():
            many(kind, seed, indexes, HERE, a.jobs)
        return
    if not a.out:
        arguments.error("--out is missing")
    many(a.kind, a.seed, range(a.first, a.first + a.count), a.out, a.jobs)


if __name__ == "__main__":
    main()
