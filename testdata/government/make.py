#!/usr/bin/env python3
"""Makes volumes of governments' budgets, accounts and debt whose meaning is known exactly.

    make.py [--seed N] [--out DIR] [--count N [--size S]] [--slips N] [NAME...]

For every document: NAME.pdf, NAME.facts.jsonl, NAME.areas.json and NAME.tables.json; README.md beside this file tells
what they hold. Without --count the small ones of this folder, with it N whole volumes, each of another place, level,
kind, producer and dialect; --size thins them out (1: all items and places), --slips plants amounts whose digits are
changed about. Needs what ../meaning/make.py needs.
"""
import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEANING = HERE.parent / "meaning" / "generator"
sys.path[0:0] = [str(HERE / "generator"), str(MEANING)]

import check  # noqa: E402
import odd  # noqa: E402
import volumes  # noqa: E402
from ledger import derived  # noqa: E402
from paper import Document, Paper  # noqa: E402
from press import FONTS, NOTO, WITHOUT_BOLD, compact, print_document, truth  # noqa: E402

# name, producer: the small documents of this folder. The name up to the last hyphen names the family.
KEPT = [("city-report-drawn", "reportlab"), ("city-debt-gs", "ghostscript"), ("city-funds-chromium", "chromium"), ("city-insurance-typst", "typst"), ("county-budget-writer", "writer"),
        ("province-accounts-calc", "calc"), ("province-matrix-chromium", "chromium"), ("province-debt-wkhtml", "wkhtmltopdf")]
MANY = ["reportlab", "calc", "chromium", "weasyprint", "writer", "typst", "ghostscript"]  # wkhtmltopdf prints rows twice that a page's end cuts
OPEN_BODIES = ("reportlab", "chromium", "weasyprint", "ghostscript", "wkhtmltopdf")


def paper(rng, producer, tables, bold):
    wide = max(len(t.leaves()) for t in tables)
    points = 8 if wide > 9 else rng.choice([8.5, 9, 9.5])
    size = (842, 595) if wide > 6 or rng.random() < .3 else (595, 842)
    fonts = NOTO if bold and producer != "reportlab" else FONTS.get(producer, NOTO)
    indent = rng.choice(["pad", "first", "space"]) if producer not in ("calc", "wkhtmltopdf") else rng.choice(["pad", "space"])
    rules = "open" if producer in OPEN_BODIES and rng.random() < .25 else "all"
    return Paper(producer, size, rng.choice([40, 48, 56]), rng.choice(fonts), points, rng.choice(["header", "header", "both", "none"]), "lines", "表", indent, rng.choice([2, 2.5, 3]),
                 rng.choice([.4, .5, .75]), rng.random() < .2, rng.random() < .7, rules=rules)


def compose(seed, name, family, producer, slips):
    rng = derived(seed, name)
    v, tables = family(rng, producer, producer not in WITHOUT_BOLD)
    title = volumes.finish(v, tables)
    planted = {}
    for t in rng.sample([t for t in tables if t.of is None and len(t.lists) == 1 and t.lists[0].closed], slips):
        s = odd.slip(v, t)
        if s:
            planted[t] = s
    for t in tables:
        t.numbers = t.number
    return v, Document(name, v.publisher, title, tables, paper(rng, producer, tables, bool(v.look.bold)), v.year, volumes.contents(v, tables)), planted


def about(v, doc, areas):
    """What is told of the document and of each of its tables."""
    tables = []
    for t in doc.tables:
        if t.of is not None:
            continue
        name = name_of(doc)(t)
        told = {"t": name, "kind": t.kind, "number": t.numbers, "title": t.title, "unit": t.money.unit, "notes": t.notes, "pages": sorted({a["page"] for a in areas if a["t"] == name})}
        tables.append(told | ({"also": list(t.also)} if t.also else {}))
    region = {"region": v.place.term()} if v.real else {}
    free = [] if v.publisher else ["name"]
    return {"publisher": {"name": v.publisher, "level": "government", **region}, "fiscalYear": v.year, "disclosure": volumes.DISCLOSURES[v.kind], "free": free, "tables": tables}


def name_of(doc):
    """The name of the logical table that a printed one is or is a part of."""
    order = [t for t in doc.tables if t.of is None]
    return lambda t: f"t{order.index(t.of or t) + 1}"


def sides(t):
    """Two sides whose totals are not equal: a line of complaint for each."""
    if len(t.lists) < 2:
        return []
    first, second = t.lists
    return [f"{t.title}: {a.head}: the sides differ" for a, b in zip(first.amounts(), second.amounts()) if first.total.value(a) != second.total.value(b)]


def make(seed, spec, out):
    v, doc, planted = compose(seed, *spec)
    wrong = [w for t in doc.tables if t not in planted for w in check.closure(t) + check.totals(t) + sides(t)]
    wrong += [f"{doc.name}: a planted slip does not show" for t in planted if not check.closure(t) and not check.totals(t)]
    found = print_document(doc, out / f"{doc.name}.pdf")
    wrong += check.prints(doc, found)
    if wrong:
        raise SystemExit("\n".join(wrong[:20]))
    facts, areas = truth(doc, found, name_of(doc))
    told = about(v, doc, areas)
    apart = {name_of(doc)(t) for t in doc.tables if not t.money_told}
    areas = [a for a in areas if a["t"] not in apart]
    (out / f"{doc.name}.facts.jsonl").write_text("".join(compact(f) + "\n" for f in facts), encoding="utf-8")
    (out / f"{doc.name}.areas.json").write_text(compact(areas) + "\n", encoding="utf-8")
    (out / f"{doc.name}.tables.json").write_text(compact(told) + "\n", encoding="utf-8")
    print(f"{doc.name}: {len(told['tables'])} tables, {len(facts)} facts, {(out / (doc.name + '.pdf')).stat().st_size} bytes", flush=True)
    return [f"{doc.name}\t{t.numbers} {t.title}\t{t.lists[0].label(row)}\t{col.head}\t{t.money.text(t.slips[row, col])}\t{right}\n" for t, (row, col, right) in planted.items()]


def kept(name):
    return getattr(volumes, name.rsplit("-", 1)[0].replace("-", "_"))


def many(count, size, slips):
    """Whole volumes: kinds, levels and producers in turn."""
    kinds, levels = ("accounts", "report", "budget", "debt"), ("province", "city", "county")
    for i in range(count):
        kind, level, producer = kinds[i % 4], levels[i // 4 % 3], MANY[i * 3 % len(MANY)]
        if kind == "debt" and i % 8 == 3:
            producer = "wkhtmltopdf"  # their tables are short
        family = lambda rng, producer, bold, kind=kind, level=level: volumes.complete(rng, producer, bold, level, kind, size)
        yield f"{level.replace('province', 'prov')}-{kind}-{producer}-{i:03d}", family, producer, slips


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=9)
    options.add_argument("--out", type=Path, default=HERE)
    options.add_argument("--count", type=int, default=0)
    options.add_argument("--size", type=float, default=.5)
    options.add_argument("--slips", type=int, default=0)
    options.add_argument("names", nargs="*")
    o = options.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    specs = many(o.count, o.size, o.slips) if o.count else [(name, kept(name), producer, o.slips) for name, producer in KEPT]
    slips = [line for spec in specs if not o.names or spec[0] in o.names for line in make(o.seed, spec, o.out)]
    if slips:
        (o.out / "slips.tsv").write_text("document\ttable\tlabel\tcolumn\tprinted\tright\n" + "".join(slips), encoding="utf-8")


if __name__ == "__main__":
    main()
