"""Documents by Chromium, WeasyPrint, wkhtmltopdf and Ghostscript."""
import html
import logging
import os
import subprocess

from paper import hex_colour, spaced


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)


def cell_html(c, paper, probe):
    css = [f"text-align:{c.align}"]
    if c.indent and paper.indent != "space":
        css.append(f"{'padding-left' if paper.indent == 'pad' else 'text-indent'}:{c.indent + (paper.padding if paper.indent == 'pad' else 0)}pt")
    if c.bold:
        css.append("font-weight:bold")
    if probe:
        css.append(f"color:{hex_colour(c.id)}")
    spans = (f' rowspan="{c.down}"' if c.down > 1 else "") + (f' colspan="{c.across}"' if c.across > 1 else "")
    tag = ' class="h"' if c.what == "head" else ""
    return f'<td{tag}{spans} style="{";".join(css)}">{html.escape(spaced(c, paper))}</td>'


def caption_html(lines):
    align = {"l": "left", "c": "center", "r": "right"}
    out = []
    for line in lines:
        if len(line) == 1:
            where, text = line[0]
            out.append(f'<div class="c{where}" style="text-align:{align[where]}">{html.escape(text)}</div>')
        else:
            out.append(f'<div class="row"><span>{html.escape(line[0][1])}</span><span class="right">{html.escape(line[1][1])}</span></div>')
    return "".join(out)


def table_html(doc, table, g, probe):
    paper, total = doc.paper, sum(g.widths)
    by_row = {}
    for c in g.cells:
        by_row.setdefault(c.row, []).append(c)
    tr = lambda r: "<tr>" + "".join(cell_html(c, paper, probe) for c in by_row.get(r, [])) + "</tr>"
    cols = "".join(f'<col style="width:{100 * w / total:.3f}%">' for w in g.widths)
    caption, head = caption_html(doc.caption(table)), "".join(tr(r) for r in range(g.head))
    groups = []
    for r in range(g.head, g.rows):
        if r == g.head or g.groups[r - g.head] != g.groups[r - g.head - 1]:
            groups.append("")
        groups[-1] += tr(r)
    if paper.habit == "both":
        head = f'<tr><td class="cap" colspan="{g.columns}">{caption}</td></tr>' + head
        caption = ""
    if paper.habit == "none":
        groups, head = [head + groups[0], *groups[1:]], ""
    body = "".join(f"<tbody>{x}</tbody>" for x in groups) if any(n != i for i, n in enumerate(g.groups)) else "<tbody>" + "".join(groups) + "</tbody>"
    notes = "".join(f"<p class='note'>{html.escape(n)}</p>" for n in table.notes)
    return f'{caption}<table><colgroup>{cols}</colgroup>{"<thead>" + head + "</thead>" if head else ""}{body}</table>{notes}'


def page(doc, probe):
    p = doc.paper
    shade = "background:#e4ebf3;" if p.shade else ""
    rule = f"{p.line}pt solid #000"
    rules = f"td {{ border-width: 0 {p.line}pt }} td.h, td[rowspan] {{ border: {rule} }} tbody:last-of-type tr:last-child td {{ border-bottom: {rule} }}" if p.rules == "open" else ""
    css = f"""@page {{ size: {p.size[0]}pt {p.size[1]}pt; margin: {p.margin}pt }}
* {{ -webkit-print-color-adjust: exact }}
body {{ font: {p.points}pt '{p.font}', serif; margin: 0 }}
h1 {{ font-size: 22pt; text-align: center; margin: 90pt 0 12pt; font-weight: normal }} h2 {{ text-align: center; font-size: 15pt; font-weight: normal }}
p {{ text-indent: 2em; line-height: 1.7; font-size: 11pt }} p.note {{ text-indent: 0; font-size: {p.points}pt; margin: 2pt 0 }}
table {{ border-collapse: collapse; table-layout: fixed; width: calc(100% - 1pt) }}
td {{ border: {rule}; padding: {p.padding}pt; vertical-align: middle; line-height: 1.25; overflow-wrap: anywhere; word-break: break-all }}
{rules}
td.h {{ {shade}{"font-weight: bold" if p.head_bold else ""} }} td.cap {{ border: 0; font-weight: normal; padding: 0 }}
tr, tbody.k {{ page-break-inside: avoid; break-inside: avoid }} {"tbody { page-break-inside: avoid; break-inside: avoid }" if any(len(set(g.groups)) < len(g.groups) for g in doc.grids) else ""}
.cc {{ font-size: {p.points * 1.5}pt; margin: 3pt 0 }} .row {{ overflow: hidden; margin: 1pt 0 2pt }} .row .right, .right {{ float: right }} .t {{ page-break-before: always; break-before: page }}"""
    parts = [f"<h1>{html.escape(doc.publisher)}</h1><h2>{html.escape(doc.title)}</h2>", *(f"<p>{html.escape(t)}</p>" for t in doc.text)]
    for t, g in zip(doc.tables, doc.grids):
        parts.append(f'<div class="{"t" if t.breaks else "s"}">{table_html(doc, t, g, probe)}</div>')
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{html.escape(doc.publisher + doc.title)}</title><style>{css}</style></head><body>{"".join(parts)}</body></html>'


def chromium(doc, out, folder, probe):
    source = folder / "page.html"
    source.write_text(page(doc, probe), encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", source)


def weasyprint(doc, out, folder, probe):
    import weasyprint as weasy
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    weasy.HTML(string=page(doc, probe)).write_pdf(out)


def wkhtmltopdf(doc, out, folder, probe):
    source = folder / "page.html"
    source.write_text(page(doc, probe), encoding="utf-8")
    p = doc.paper
    mm = lambda points: f"{points * 25.4 / 72:.2f}mm"
    command = ["wkhtmltopdf", "-q", "--page-width", mm(p.size[0]), "--page-height", mm(p.size[1]), *(x for side in "TBLR" for x in (f"-{side}", mm(p.margin))),
               "--disable-smart-shrinking", "--zoom", "1.0", source, out]
    subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def ghostscript(doc, out, folder, probe):
    source = folder / "source.pdf"
    weasyprint(doc, source, folder, probe)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5", f"-sOutputFile={out}", source)
