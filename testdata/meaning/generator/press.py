"""From a document to its PDF, and from its two prints to where each fact stands."""
import json
import tempfile
from pathlib import Path

import pikepdf

import locate
import model
import print_drawn
import print_html
import print_office
import print_typst

PRODUCERS = {"reportlab": print_drawn.reportlab, "weasyprint": print_html.weasyprint, "chromium": print_html.chromium, "wkhtmltopdf": print_html.wkhtmltopdf,
             "ghostscript": print_html.ghostscript, "typst": print_typst.typst, "calc": print_office.calc, "writer": print_office.writer}
NOTO, TRUE_TYPE = ["Noto Serif CJK SC", "Noto Sans CJK SC"], ["WenQuanYi Zen Hei", "AR PL UMing CN", "AR PL UKai CN"]
FONTS = {"reportlab": TRUE_TYPE, "chromium": TRUE_TYPE[:1], "wkhtmltopdf": TRUE_TYPE[:1], "weasyprint": TRUE_TYPE}
WITHOUT_BOLD = ("chromium", "wkhtmltopdf")  # their fonts have one cut


def print_document(doc, out):
    """The PDF and where its cells stand: the same print once more in colours."""
    make = PRODUCERS[doc.paper.producer]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        make(doc, folder / "plain.pdf", folder, False)
        make(doc, folder / "probe.pdf", folder, True)
        a, b = locate.text(folder / "plain.pdf"), locate.text(folder / "probe.pdf")
        if not locate.alike(a, b):
            raise SystemExit(f"{doc.name}: the two prints differ")
        found = locate.cells(folder / "probe.pdf")
        tidy(folder / "plain.pdf", out)
    return found


def tidy(source, out):
    """The same pages without dates, tags and outlines, packed: the same bytes each time."""
    with pikepdf.open(source) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines", "/PageMode", "/PieceInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        for page in pdf.pages:
            for key in ("/StructParents", "/Tabs", "/Annots"):
                if key in page:
                    del page[key]
        for key in ("/CreationDate", "/ModDate", "/Author", "/Keywords", "/Subject"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        for key in ("/ID", "/DocChecksum"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True, deterministic_id=True)


def box(b, by=0.0):
    return [round(b[0] - by, 1), round(b[1] - by, 1), round(b[2] + by, 1), round(b[3] + by, 1)]


# Left out where they say nothing: what a reader takes for granted.
DEFAULTS = {"fund": "", "use": "", "item": "", "scope": "", "quantity": "amount", "level": 0, "addend": False}


def truth(doc, found, table_of=None):
    """Facts with their places, and areas. table_of names the table of each printed one; without it they are counted."""
    lines, areas = [], []
    for i, (table, g) in enumerate(zip(doc.tables, doc.grids), 1):
        name = table_of(table) if table_of else f"t{i}"
        at = {c.fact: c for c in g.cells if c.fact}
        for row, col, fact in model.facts(table):
            (page, (_, where)), = found[at[row, col].id].items()
            fact = {k: v for k, v in fact.items() if k not in DEFAULTS or v != DEFAULTS[k]}
            lines.append({"t": name, "page": page, "box": box(where), **fact})
        pages = {}
        for c in g.cells:
            for page, (_, b) in found.get(c.id, {}).items():
                if c.what != "head":
                    u = pages.setdefault(page, list(b))
                    u[0], u[1], u[2], u[3] = min(u[0], b[0]), min(u[1], b[1]), max(u[2], b[2]), max(u[3], b[3])
        areas += [{"t": name, "page": page, "box": box(b, 3)} for page, b in sorted(pages.items())]
    lines.sort(key=lambda f: (f["page"], f["box"][1], f["box"][0]))
    return lines, areas


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
