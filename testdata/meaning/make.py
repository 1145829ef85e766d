#!/usr/bin/env python3
"""Makes disclosure documents whose meaning is known exactly: PDFs, facts and areas.

    make.py [--seed N] [--out DIR] [--copies N] [NAME...]

For every document: NAME.pdf, NAME.facts.jsonl (one fact a line) and NAME.areas.json (the parts of pages
that the facts cover whole). README.md beside this file tells what the fields mean. The same seed gives the
same documents; --copies N makes N of each family, each unlike the others. Needs Chromium, wkhtmltopdf,
Ghostscript and LibreOffice on the path, the Python packages reportlab, weasyprint, typst, openpyxl,
python-docx, pymupdf and pikepdf, and the fonts Noto CJK, WenQuanYi and AR PL. The tests need none of them.
"""
import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "generator"))

import check  # noqa: E402
import families  # noqa: E402
import model  # noqa: E402
import odd  # noqa: E402
from ledger import derived  # noqa: E402
from paper import Document, Paper  # noqa: E402
from press import FONTS, NOTO, PRODUCERS, WITHOUT_BOLD, compact, print_document, truth  # noqa: E402

FILES = {"province_transfers": "prov_transfers", "debts": "debt"}  # scorers tell governments by the beginning of a name
BOLD = ("units_bold", "city_accounts", "city_report")  # levels that weight tells: not for producers whose fonts have one cut

# name, family, producer, planted slips
SPECS = [
    ("units-indented-drawn", "units_indented", "reportlab", 0), ("units-indented-calc", "units_indented", "calc", 0), ("units-deep-typst", "units_deep", "typst", 0),
    ("units-years-drawn", "units_years", "reportlab", 0), ("units-bold-writer", "units_bold", "writer", 0), ("units-goals-chromium", "units_goals", "chromium", 0),
    ("units-merged-weasy", "units_merged", "weasyprint", 0), ("units-coded-writer", "units_coded", "writer", 1), ("units-plain-typst", "units_plain", "typst", 0),
    ("groups-writer", "groups", "writer", 0), ("groups-drawn", "groups", "reportlab", 0), ("purchases-typst", "purchases", "typst", 1),
    ("parallel-calc", "parallel", "calc", 0), ("classes-chromium", "classes", "chromium", 0), ("sources-weasy", "sources", "weasyprint", 0),
    ("changes-gs", "changes", "ghostscript", 0), ("columns-calc", "columns_of_use", "calc", 1), ("separators-drawn", "separators", "reportlab", 0),
    ("oddities-wkhtml", "oddities", "wkhtmltopdf", 0), ("oddities-drawn", "oddities", "reportlab", 0), ("titles-chromium", "titles", "chromium", 0),
    ("accounts-writer", "accounts", "writer", 0), ("accounts-typst", "accounts", "typst", 1), ("accounts-wings-weasy", "accounts_wings", "weasyprint", 0),
    ("city-accounts-drawn", "city_accounts", "reportlab", 0), ("city-report-typst", "city_report", "typst", 0), ("city-report-drawn", "city_report", "reportlab", 0), ("prov-transfers-calc", "province_transfers", "calc", 0),
    ("city-matrix-chromium", "city_matrix", "chromium", 0), ("debt-typst", "debts", "typst", 0), ("debt-gs", "debts", "ghostscript", 0),
]
INTRODUCTION = ["本文件为{p}编制。第一部分为概况，第二部分为报表，表中数据因四舍五入可能存在尾差。", "{p}负责组织实施本领域的政策和规划，承担日常监督管理和公共服务工作。"]


def paper(rng, producer, doc, habits=("header", "both", "none")):
    """How a document is printed: drawn from what its producer can do."""
    wide = max(len(t.leaves()) for t in doc["tables"])
    points = 8 if wide > 10 else rng.choice([8.5, 9, 9.5])
    size = (1191, 842) if wide > 16 else (842, 595) if wide > 6 or rng.random() < .4 else (595, 842)
    if producer in ("calc", "writer") and wide > 16:
        size = (842, 595) if producer == "calc" else size
    fonts = NOTO if doc["book"].look.bold and producer != "reportlab" else FONTS.get(producer, NOTO)  # with a bold cut
    indent = rng.choice(["pad", "first", "space"]) if producer not in ("calc", "wkhtmltopdf") else rng.choice(["pad", "space"])
    return Paper(producer, size, rng.choice([40, 48, 56]), rng.choice(fonts), points, rng.choice(habits), rng.choice(["lines", "one", "colon", "place", "right"]),
                 rng.choice(["表", "公开表", "预算表", "表一"]), indent, rng.choice([2, 2.5, 3]), rng.choice([0.4, 0.5, 0.75]), rng.random() < .2, rng.random() < .7)


def compose(seed, name, family, producer, slips):
    rng = derived(seed, name)
    told = getattr(families, family)(rng)
    wrong = []
    for _ in range(slips):
        table = rng.choice([t for t in told["tables"] if len(t.lists) == 1 and len(t.lists[0].rows) > 12] or told["tables"])
        s = odd.slip(told["book"], table)
        if s:
            wrong.append((table, *s))
    p = paper(rng, producer, told)
    government = told.get("owner", "") is None
    if government:
        p.manner = rng.choice(["one", "place"])
        p.mark = rng.choice(["表", "表一"])
    for i, t in enumerate(told["tables"]):
        small = len(t.lists[0].rows) < 12 and i > 0 and len(told["tables"][i - 1].lists[0].rows) < 10
        t.breaks = not (small and rng.random() < .5)
    owner = "" if government else rng.choice(["部门", "单位名称", "部门名称", "编制部门"])
    text = [x.format(p=told["publisher"]) for x in INTRODUCTION[:rng.randint(0, 2)]]
    return Document(name, told["publisher"], told["title"], told["tables"], p, told["year"], text, owner), wrong


def make(seed, spec, out):
    doc, slips = compose(seed, *spec)
    planted = {t for t, *_ in slips}
    wrong = [w for t in doc.tables if t not in planted for w in check.closure(t) + check.totals(t)]
    if any(not check.closure(t) and not check.totals(t) for t in planted):
        wrong.append(f"{doc.name}: a planted slip does not show")
    found = print_document(doc, out / f"{doc.name}.pdf")
    wrong += check.prints(doc, found)
    if wrong:
        raise SystemExit("\n".join(wrong[:20]))
    facts, areas = truth(doc, found)
    (out / f"{doc.name}.facts.jsonl").write_text("".join(compact(f) + "\n" for f in facts), encoding="utf-8")
    (out / f"{doc.name}.areas.json").write_text(compact(areas) + "\n", encoding="utf-8")
    lines = [f"{doc.name}\t{t.number} {t.title}\t{next(l.label(row) for l in t.lists if row in l.rows)}\t{col.head}\t{model.print_of(t, row, col)[0]}\t{right}\n" for t, row, col, right in slips]
    print(f"{doc.name}: {len(doc.tables)} tables, {len(facts)} facts, {(out / (doc.name + '.pdf')).stat().st_size} bytes", flush=True)
    return lines


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=13)
    options.add_argument("--out", type=Path, default=HERE)
    options.add_argument("--copies", type=int, default=1)
    options.add_argument("names", nargs="*")
    o = options.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    slips = []
    for copy in range(o.copies):
        for i, (name, family, producer, planted) in enumerate(SPECS):
            if copy:  # another producer for each further copy
                several = [n for n in PRODUCERS if family not in BOLD or n not in WITHOUT_BOLD]
                producer = several[(i * 3 + copy) % len(several)]
                name = f"{FILES.get(family, family).replace('_', '-')}-{producer}-{copy}-{i}"
            if not o.names or name in o.names:
                slips += make(o.seed, (name, family, producer, planted), o.out)
    if not o.names:
        (o.out / "slips.tsv").write_text("document\ttable\tlabel\tcolumn\tprinted\tright\n" + "".join(slips), encoding="utf-8")


if __name__ == "__main__":
    main()
