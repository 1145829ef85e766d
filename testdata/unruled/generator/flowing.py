"""Producers that lay out pages themselves: browsers, Typst, LibreOffice. Each takes the blocks that drawn.py takes."""
import html
import json
import os
import subprocess
from pathlib import Path

from charts import narrow
from looks import align_of, borders, indent_of

FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN", "AR PL UKai CN")
LATIN = ("Liberation Serif", "Liberation Sans", "DejaVu Sans", "DejaVu Serif")


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300,
                   env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SOURCE_DATE_EPOCH": "1767225600"})


def column_points(column_widths, look):
    """Widths of columns in points, within the page's text."""
    room, total = look.paper[0] - 2 * look.margin, sum(column_widths) * look.size
    scale = room / total if look.stretch or total > room else 1
    return [w * look.size * scale for w in column_widths]


# --- HTML ------------------------------------------------------------------------

def html_cell(cell, table, look):
    e = html.escape
    edges = borders(table, look, cell)
    outer = (cell.row == 0, cell.column + cell.columns == table.column_count, cell.row + cell.rows == table.row_count, cell.column == 0)
    style = "".join(f"border-{side}:{look.outer if out else look.width}pt solid {look.colour};" for side, edge, out in zip(("top", "right", "bottom", "left"), edges, outer) if edge)
    style += f"text-align:{align_of(cell, table, look)};"
    indent, text = indent_of(cell, look), e(cell.text).replace("\n", "<br>")
    if indent and look.indent == "space":
        text = "　" * round(indent) + text
    elif indent:
        style += f"padding-left:{look.side + indent}em;"
    if cell.row >= table.head:
        style += f"vertical-align:{'middle' if cell.rows > 1 else look.valign};"
        if look.zebra and (cell.row - table.head) % 2:
            style += f"background:{look.zebra};"
    elif look.fill:
        style += f"background:{look.fill};"
    if cell.bold or cell.row < table.head and look.bold_head:
        style += "font-weight:bold;"
    if cell.mark:
        text += f'<sup style="font-size:60%;line-height:0">{e(cell.mark)}</sup>'
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    return f'<td style="{style}"{spans}>{text}</td>'


def html_caption(table, look):
    out = []
    for n, line in enumerate(table.caption):
        size = look.title_size * look.size if n in table.titles else look.size
        before = look.title_gap * look.size if n == len(table.caption) - 1 and n else 0
        after = look.gap * look.size if n == len(table.caption) - 1 else 0
        spans = dict(line)
        style = f"font-size:{size}pt;margin:{before}pt 0 {after}pt;line-height:1.4;" + ("font-weight:bold;" if size > look.size else "")
        if len(spans) == 2:
            inner = f'<table style="width:100%;border-collapse:collapse"><tr><td style="padding:0;text-align:left">{html.escape(spans["l"])}</td><td style="padding:0;text-align:right">{html.escape(spans["r"])}</td></tr></table>'
        else:
            place, text = line[0]
            style += f"text-align:{dict(l='left', c='center', r='right')[place]};"
            inner = html.escape(text)
        out.append(f'<div style="{style}">{inner}</div>')
    return "".join(out)


def html_table(table, column_widths, look):
    points = column_points(column_widths, look)
    rows = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(html_cell(cell, table, look))
    lines = [f"<tr>{''.join(rows.get(r, []))}</tr>" for r in range(table.row_count)]
    head, body = "".join(lines[:table.head]), "".join(lines[table.head:])
    caption = html_caption(table, look)
    if look.habit == "both":
        head = f'<tr><td colspan="{table.column_count}" style="padding:0">{caption}</td></tr>' + head
        caption = ""
    parts = f"<tbody>{head}{body}</tbody>" if look.habit == "none" else f"<thead>{head}</thead><tbody>{body}</tbody>"
    columns = "".join(f'<col style="width:{p:.2f}pt">' for p in points)
    notes = "".join(f'<p class="note">{html.escape(n)}</p>' for n in table.notes)
    if notes and look.notes_apart:
        notes = f'<div style="page-break-before:always">{notes}</div>'
    return f'{caption}<table class="grid" style="width:{sum(points):.2f}pt"><colgroup>{columns}</colgroup>{parts}</table>{notes}<div style="height:2em"></div>'


def html_figure(figure, look):
    e, out = html.escape, []
    for kind, *m in figure.marks:
        if kind == "line":
            out.append(f'<line x1="{m[0]:.2f}" y1="{m[1]:.2f}" x2="{m[2]:.2f}" y2="{m[3]:.2f}" stroke="{m[5]}" stroke-width="{m[4]}"/>')
        elif kind == "fill":
            out.append(f'<rect x="{m[0]:.2f}" y="{m[1]:.2f}" width="{m[2] - m[0]:.2f}" height="{m[3] - m[1]:.2f}" fill="{m[4]}"/>')
        elif kind == "shape":
            out.append(f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in m[0])}" fill="{m[1]}"/>')
        else:
            out.append(f'<text x="{m[0]:.2f}" y="{m[1]:.2f}" font-family="{look.font}" font-size="{m[3]:.2f}" xml:space="preserve">{e(m[2])}</text>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{figure.width}pt" height="{figure.height}pt" viewBox="0 0 {figure.width} {figure.height}">{"".join(out)}</svg>'


def html_document(blocks, look, margin_boxes=True):
    foot = look.page_number.split("#") if look.page_number else None
    boxes = f'@bottom-center {{ content: "{foot[0]}" counter(page) "{foot[1]}"; font-size: 9pt }}' if foot and margin_boxes else ""
    if look.running and margin_boxes:
        boxes += f'@top-left {{ content: "{look.running}"; font-size: 8pt }}'
    out = [f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>
@page {{ size: {look.paper[0]}pt {look.paper[1]}pt; margin: {look.margin}pt; {boxes} }}
body {{ font-family: "{look.font}"; font-size: {look.size}pt; margin: 0; orphans: 1; widows: 1; font-variant-ligatures: {'normal' if look.ligatures else 'none'}; -webkit-print-color-adjust: exact }}
table.grid {{ border-collapse: collapse; table-layout: fixed; margin: {'0 auto' if not look.stretch else 0} }}
table.grid td {{ padding: {look.pad}em {look.side}em; line-height: {look.leading}; overflow-wrap: anywhere; word-break: {'break-all' if look.break_all else 'normal'} }}
thead td {{ vertical-align: middle }}
tr {{ break-inside: {'auto' if look.split else 'avoid'}; page-break-inside: {'auto' if look.split else 'avoid'} }}
p.body {{ text-indent: 2em; line-height: 1.7; font-size: 11pt; margin: 4pt 0 }}
p.note {{ margin: {look.note_gap}em 0 0; line-height: 1.4 }}
.page {{ page-break-after: always }}
</style></head><body>"""]
    for block in blocks:
        if block[0] == "prose":
            out.append(f'<p class="body">{html.escape(block[1])}</p>')
        elif block[0] == "page":
            out.append('<div class="page"></div>')
        elif block[0] == "cover":
            out.append('<div class="page" style="padding-top:30%;text-align:center;font-weight:bold">' + "".join(f'<div style="font-size:{s}pt;margin:20pt 0">{html.escape(t)}</div>' for t, s in block[1]) + "</div>")
        elif block[0] == "figure":
            out.append(f'<div style="page-break-inside:avoid;margin-bottom:2em">{html_figure(block[1], look)}</div>')
        elif block[0] == "beside":
            slim, (table, column_widths, figure) = narrow(look, block[4]), block[1:4]
            room = slim.paper[0] - 2 * slim.margin
            out.append(f'<div style="page-break-inside:avoid;overflow:hidden"><div style="float:right">{html_figure(figure, look)}</div>'
                       f'<div style="width:{room}pt">{html_table(table, column_widths, slim)}</div></div>')
        else:
            out.append(html_table(block[1], block[2], look))
    return "".join(out) + "</body></html>"


def chromium(out, look, blocks, folder):
    source = folder / f"{out.stem}.html"
    source.write_text(html_document(blocks, look), encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/chromium", f"--print-to-pdf={out}", source)


def weasyprint(out, look, blocks, folder):
    import logging
    import weasyprint as producer
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    producer.HTML(string=html_document(blocks, look)).write_pdf(str(out))


def wkhtmltopdf(out, look, blocks, folder):
    source = folder / f"{out.stem}.html"
    page = html_document(blocks, look, margin_boxes=False).replace("<body>", '<body style="zoom:1.28">')     # its points are small
    source.write_text(page, encoding="utf-8")
    mm = lambda points: f"{points / 72 * 25.4:.1f}mm"
    margins = [x for side in "TBLR" for x in (f"-{side}", mm(look.margin))]
    run("wkhtmltopdf", "-q", "--encoding", "utf-8", "--page-width", mm(look.paper[0]), "--page-height", mm(look.paper[1]), *margins, source, out)


# --- Typst -----------------------------------------------------------------------

def quote(text):
    return json.dumps(text, ensure_ascii=False)


def typst_cell(cell, table, look):
    edges = borders(table, look, cell)
    outer = (cell.row == 0, cell.column + cell.columns == table.column_count, cell.row + cell.rows == table.row_count, cell.column == 0)
    stroke = ", ".join(f'{side}: {look.outer if out else look.width}pt + rgb("{look.colour}")' for side, edge, out in zip(("top", "right", "bottom", "left"), edges, outer) if edge)
    indent, text = indent_of(cell, look), cell.text
    body = " + linebreak() + ".join(quote(t) for t in text.split("\n"))
    if indent and look.indent == "space":
        body = quote("　" * round(indent) + text)
    elif indent:
        body = f"pad(left: {indent}em, {body})"
    if cell.bold or cell.row < table.head and look.bold_head:
        body = f"strong({body})"
    if cell.mark:
        body += f" + super({quote(cell.mark)})"
    vertical = "horizon" if cell.row < table.head or cell.rows > 1 else dict(top="top", middle="horizon", bottom="bottom")[look.valign]
    fill = look.fill if cell.row < table.head else look.zebra if (cell.row - table.head) % 2 else ""
    return (f"table.cell(x: {cell.column}, y: {cell.row}, rowspan: {cell.rows}, colspan: {cell.columns}, align: {align_of(cell, table, look)} + {vertical}, "
            f"breakable: {'true' if look.split else 'false'}, stroke: ({stroke or ':'}){', fill: rgb(' + quote(fill) + ')' if fill else ''}, {body})")


def typst_figure(figure):
    out = []
    for kind, *m in figure.marks:
        if kind == "line":
            out.append(f'place(line(start: ({m[0]:.2f}pt, {m[1]:.2f}pt), end: ({m[2]:.2f}pt, {m[3]:.2f}pt), stroke: {m[4]}pt + rgb("{m[5]}")))')
        elif kind == "fill":
            out.append(f'place(dx: {m[0]:.2f}pt, dy: {m[1]:.2f}pt, rect(width: {m[2] - m[0]:.2f}pt, height: {m[3] - m[1]:.2f}pt, fill: rgb("{m[4]}")))')
        elif kind == "shape":
            out.append(f'place(polygon(fill: rgb("{m[1]}"), {", ".join(f"({x:.2f}pt, {y:.2f}pt)" for x, y in m[0])}))')
        else:
            out.append(f'place(dx: {m[0]:.2f}pt, dy: {m[1]:.2f}pt, box(width: 400pt, text({m[3]:.2f}pt, top-edge: "baseline", {quote(m[2])})))')
    return f"block(breakable: false, width: {figure.width:.2f}pt, height: {figure.height:.2f}pt, {{ {'; '.join(out)} }})"


def typst_document(blocks, look):
    foot = look.page_number.split("#") if look.page_number else None
    footer = f'align(center, context [#text(9pt, {quote(foot[0])} + counter(page).display() + {quote(foot[1])})])' if foot else "none"
    header = f"text(8pt, {quote(look.running)})" if look.running else "none"
    out = [f"#set page(width: {look.paper[0]}pt, height: {look.paper[1]}pt, margin: {look.margin}pt, footer: {footer}, header: {header})",
           f'#set text(font: "{look.font}", size: {look.size}pt, lang: "zh")', f"#set par(leading: {max(.2, look.leading - .75)}em, spacing: .4em)", f"#set table(inset: (x: {look.side}em, y: {look.pad + .12}em))"]
    for block in blocks:
        if block[0] == "prose":
            out.append(f'#par(first-line-indent: (amount: 2em, all: true), leading: .7em, text(11pt, {quote(block[1])}))')
        elif block[0] == "page":
            out.append("#pagebreak()")
        elif block[0] == "cover":
            out.append("#v(30%)" + "".join(f"#align(center, text({s}pt, strong({quote(t)})))#v(20pt)" for t, s in block[1]) + "#pagebreak()")
        elif block[0] == "figure":
            out.append(f"#{typst_figure(block[1])}\n#v(2em)")
        elif block[0] == "beside":
            slim, (table, column_widths, figure) = narrow(look, block[4]), block[1:4]
            out.append(f"#block(breakable: false, grid(columns: ({slim.paper[0] - 2 * slim.margin}pt, 1fr), [{typst_table(table, column_widths, slim)}], align(right, {typst_figure(figure)})))")
        else:
            out.append(typst_table(block[1], block[2], look))
    return "\n".join(out)


def typst_table(table, column_widths, look):
    out = []
    for n, line in enumerate(table.caption):
        size = look.title_size * look.size if n in table.titles else look.size
        if n == len(table.caption) - 1 and n:
            out.append(f"#v({look.title_gap * look.size + .01}pt, weak: false)")
        spans = dict(line)
        if len(spans) == 2:
            out.append(f'#grid(columns: (1fr, auto), {quote(spans["l"])}, {quote(spans["r"])})')
        else:
            place, text = line[0]
            body = f"text({size}pt, {quote(text)})"
            out.append(f"#align({dict(l='left', c='center', r='right')[place]}, {'strong(' + body + ')' if size > look.size else body})")
    out.append(f"#v({look.gap * look.size}pt, weak: false)")
    cells = sorted(table.cells, key=lambda c: (c.row, c.column))
    head = ",\n".join(typst_cell(c, table, look) for c in cells if c.row < table.head)
    body = ",\n".join(typst_cell(c, table, look) for c in cells if c.row >= table.head)
    columns = ", ".join(f"{p:.2f}pt" for p in column_points(column_widths, look))
    repeat = "true" if look.habit != "none" else "false"
    out.append(f"#align({'left' if look.stretch else 'center'}, table(columns: ({columns}), stroke: none, table.header(repeat: {repeat},\n{head}),\n{body}))")
    if table.notes and look.notes_apart:
        out.append("#pagebreak()")
    out += [f"#v({look.note_gap}em, weak: true)\n#text({quote(n)})" for n in table.notes]
    return "\n".join(out) + "\n#v(2em)"


def typst(out, look, blocks, folder):
    import typst as producer
    source = folder / f"{out.stem}.typ"
    source.write_text(typst_document(blocks, look), encoding="utf-8")
    producer.compile(str(source), output=str(out))


# --- LibreOffice -------------------------------------------------------------------

def office(sources, folder, target):
    """Converts documents by one start of LibreOffice."""
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir", target, *sources)


class Writer:
    """A document of word processing."""
    def __init__(self, look):
        import docx
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt
        self.look, self.element, self.qn, self.pt = look, OxmlElement, qn, Pt
        self.document = docx.Document()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = look.font, Pt(look.size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
        normal.paragraph_format.space_after = Pt(0)
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(look.paper[0]), Pt(look.paper[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(look.margin)
        section.header_distance = section.footer_distance = Pt(look.margin / 2)
        if look.page_number:
            self.page_field(section.footer.paragraphs[0])
        if look.running:
            section.header.paragraphs[0].text = look.running

    def page_field(self, paragraph):
        before, after = self.look.page_number.split("#")
        paragraph.alignment = 1
        paragraph.add_run(before)
        run = paragraph.add_run()
        for kind in ("begin", "", "end"):
            e = self.element("w:fldChar" if kind else "w:instrText")
            if kind:
                e.set(self.qn("w:fldCharType"), kind)
            else:
                e.text = "PAGE"
            run._r.append(e)
        paragraph.add_run(after)

    def paragraph(self, text, align=0, size=None, bold=False, before=0, after=0, first=0, line=1.3):
        p = self.document.add_paragraph()
        run = p.add_run(text)
        run.bold, run.font.size = bold, self.pt(size or self.look.size)
        p.alignment = align
        f = p.paragraph_format
        f.space_before, f.space_after, f.first_line_indent, f.line_spacing = self.pt(before), self.pt(after), self.pt(first), line
        return p

    def caption(self, table):
        look = self.look
        for n, line in enumerate(table.caption):
            last, spans = n == len(table.caption) - 1, dict(line)
            size = look.size * look.title_size if n in table.titles else look.size
            gaps = dict(before=look.title_gap * look.size if last and n else 0, after=look.gap * look.size if last else 0)
            if len(spans) == 2:
                p = self.paragraph(spans["l"] + "\t" + spans["r"], **gaps)
                p.paragraph_format.tab_stops.add_tab_stop(self.pt(look.paper[0] - 2 * look.margin), 2)
            else:
                p = self.paragraph(line[0][1], dict(l=0, c=1, r=2)[line[0][0]], size, size > look.size, **gaps)
            p.paragraph_format.keep_with_next = True

    def table(self, table, column_widths):
        look, qn, element = self.look, self.qn, self.element
        self.caption(table)
        grid = self.document.add_table(table.row_count, table.column_count)
        grid.autofit, grid.alignment = False, 1
        properties = grid._tbl.tblPr
        layout = element("w:tblLayout")
        layout.set(qn("w:type"), "fixed")
        properties.append(layout)
        margins = element("w:tblCellMar")
        for side, em in (("top", look.pad), ("left", look.side), ("bottom", look.pad), ("right", look.side)):
            e = element("w:" + side)
            e.set(qn("w:w"), str(int(em * look.size * 20)))
            e.set(qn("w:type"), "dxa")
            margins.append(e)
        properties.append(margins)
        points = column_points(column_widths, look)
        for e, p in zip(grid._tbl.tblGrid.findall(qn("w:gridCol")), points):
            e.set(qn("w:w"), str(int(p * 20)))
        rows = [list(r.cells) for r in grid.rows]
        for cell in table.cells:
            self.cell(cell, table, rows, points)
        for n, row in enumerate(grid.rows):
            marks = ["w:cantSplit"] * (not look.split) + ["w:tblHeader"] * (n < table.head and look.habit != "none")
            for mark in marks:
                row._tr.get_or_add_trPr().append(element(mark))
        if table.notes and look.notes_apart:
            self.document.add_page_break()
        for n, note in enumerate(table.notes):
            self.paragraph(note, before=look.note_gap * look.size if n == 0 else 0)
        self.paragraph("", after=10)

    def cell(self, cell, table, rows, points):
        look, qn, element = self.look, self.qn, self.element
        place = rows[cell.row][cell.column]
        if cell.rows * cell.columns > 1:
            place = place.merge(rows[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
        place.width = self.pt(sum(points[cell.column:cell.column + cell.columns]))
        head = cell.row < table.head
        place.vertical_alignment = 1 if head or cell.rows > 1 else dict(top=0, middle=1, bottom=3)[look.valign]
        paragraph, indent, text = place.paragraphs[0], indent_of(cell, look), cell.text
        if indent and look.indent == "space":
            text = "　" * round(indent) + text
        elif indent:
            paragraph.paragraph_format.left_indent = self.pt(indent * look.size)
        run = paragraph.add_run(text)
        run.bold = cell.bold or head and look.bold_head
        if cell.mark:
            paragraph.add_run(cell.mark).font.superscript = True
        paragraph.alignment = dict(left=0, center=1, right=2)[align_of(cell, table, look)]
        paragraph.paragraph_format.line_spacing = self.pt(look.leading * look.size)
        top, right, bottom, left = borders(table, look, cell)
        for r in range(cell.rows):
            edges = (("top", top and r == 0), ("left", left), ("bottom", bottom and r == cell.rows - 1), ("right", right))
            rows[cell.row + r][cell.column]._tc.get_or_add_tcPr().append(self.edges(edges))
        fill = look.fill if head else look.zebra if (cell.row - table.head) % 2 else ""
        if fill:
            shade = element("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), fill[1:])
            place._tc.get_or_add_tcPr().append(shade)

    def edges(self, drawn):
        out = self.element("w:tcBorders")
        for side, edge in drawn:
            e = self.element("w:" + side)
            e.set(self.qn("w:val"), "single" if edge else "nil")
            e.set(self.qn("w:sz"), str(max(2, round(self.look.width * 8))))
            e.set(self.qn("w:color"), self.look.colour[1:])
            out.append(e)
        return out

    def print(self, blocks):
        for block in blocks:
            if block[0] == "prose":
                self.paragraph(block[1], size=11, first=22, line=1.5, after=4)
            elif block[0] == "page":
                self.document.add_page_break()
            elif block[0] == "cover":
                for n, (text, size) in enumerate(block[1]):
                    self.paragraph(text, 1, size, True, before=200 if n == 0 else 20)
                self.document.add_page_break()
            else:
                self.table(block[1], block[2])


def writer(source, look, blocks):
    document = Writer(look)
    document.print(blocks)
    document.document.save(str(source))


class Ruler:
    """Measures texts in any installed font, for row heights of sheets."""
    def __init__(self, look):
        import cairocffi
        self.context = cairocffi.Context(cairocffi.ImageSurface(cairocffi.FORMAT_A8, 1, 1))
        self.context.select_font_face(look.font)
        self.context.set_font_size(look.size)

    def lines(self, text, room, bold=False):
        slack = 1.25 if bold else 1.06
        return sum(max(1, -(-int(slack * self.context.text_extents(part)[4]) // max(1, int(room)))) for part in text.split("\n"))


class Calc:
    """A book of sheets, a table on each."""
    def __init__(self, look):
        import openpyxl
        from openpyxl import styles
        self.look, self.styles, self.ruler = look, styles, Ruler(look)
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        normal = self.book._named_styles["Normal"]                  # whose digits are the measure of column widths
        normal.font = styles.Font(name="Liberation Sans", size=10)

    def put(self, sheet, row, column, text, align, bold=False, size=None, wrap=True, vertical="center"):
        cell = sheet.cell(row, column, text or None)
        cell.number_format, cell.data_type = "@", "s" if text else "n"
        cell.alignment = self.styles.Alignment(horizontal=align, vertical=vertical, wrap_text=wrap, indent=1 if align == "right" and self.look.side > .5 else 0)
        cell.font = self.styles.Font(name=self.look.font, size=size or self.look.size, bold=bold)

    def stroke(self, edge):
        width = self.look.width
        return self.styles.Side(style="hair" if width < .3 else "thin" if width < 1 else "medium", color="FF" + self.look.colour[1:]) if edge else None

    def table(self, table, column_widths):
        from openpyxl.utils import get_column_letter
        look = self.look
        sheet = self.book.create_sheet(f"s{len(self.book.sheetnames)}")
        points = [w * look.size for w in column_widths] if table.parts else column_points(column_widths, look)
        for k, p in enumerate(points, 1):
            sheet.column_dimensions[get_column_letter(k)].width = p / 5.56
        across = len(table.parts[0]) if table.parts else table.column_count
        for n in range(len(table.caption)):
            self.caption(sheet, table, n, points[:across])
        first = len(table.caption) + 1
        heights = [look.size * 1.5] * table.row_count
        for cell in table.cells:
            lines = self.cell(sheet, table, cell, first, points)
            if cell.rows == 1:
                heights[cell.row] = max(heights[cell.row], lines * look.size * 1.32 + 2 * look.pad * look.size)
        for r, height in enumerate(heights):
            sheet.row_dimensions[first + r].height = height
        for row, note in enumerate(table.notes, first + table.row_count):
            self.put(sheet, row, 1, note, "left", vertical="top")
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
            sheet.row_dimensions[row].height = look.size * 1.4 * self.ruler.lines(note, sum(points[:across]) - 8) + look.note_gap * look.size
        self.page(sheet, table, first)

    def caption(self, sheet, table, n, points):
        """One line over the grid, as wide as the first part of the sheet."""
        look, line, row, across = self.look, table.caption[n], n + 1, len(points)
        title, last, spans = n in table.titles, n == len(table.caption) - 1, dict(line)
        size, vertical, lines = look.size * (look.title_size if title else 1), "top" if last and look.gap > 1 else "center", 1
        if len(spans) == 2 and across > 2:
            half = max(1, across // 2)
            self.put(sheet, row, 1, spans["l"], "left", wrap=False, vertical=vertical)
            self.put(sheet, row, half + 1, spans["r"], "right", wrap=False, vertical=vertical)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=half)
            sheet.merge_cells(start_row=row, end_row=row, start_column=half + 1, end_column=across)
        else:
            text = "    ".join(t for _, t in line)
            self.put(sheet, row, 1, text, dict(l="left", c="center", r="right")[line[0][0]], title, size, vertical=vertical)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
            lines = self.ruler.lines(text, sum(points) * look.size / size, title)
        sheet.row_dimensions[row].height = size * 1.5 * lines + (look.gap * look.size if last else 0)

    def cell(self, sheet, table, cell, first, points):
        """Puts a cell in its place; returns how many lines its text has."""
        look, at, column = self.look, first + cell.row, cell.column + 1
        head = cell.row < table.head
        bold, text = cell.bold or head and look.bold_head, "　" * round(indent_of(cell, look)) + cell.text
        self.put(sheet, at, column, text, align_of(cell, table, look), bold, vertical="center" if head or cell.rows > 1 else dict(top="top", middle="center", bottom="bottom")[look.valign])
        top, right, bottom, left = borders(table, look, cell)
        for r in range(cell.rows):
            for c in range(cell.columns):
                sheet.cell(at + r, column + c).border = self.styles.Border(
                    top=self.stroke(top and r == 0), bottom=self.stroke(bottom and r == cell.rows - 1), left=self.stroke(left and c == 0), right=self.stroke(right and c == cell.columns - 1))
        fill = look.fill if head else look.zebra if (cell.row - table.head) % 2 else ""
        if fill:
            sheet.cell(at, column).fill = self.styles.PatternFill("solid", fgColor="FF" + fill[1:])
        if cell.rows * cell.columns > 1:
            sheet.merge_cells(start_row=at, end_row=at + cell.rows - 1, start_column=column, end_column=column + cell.columns - 1)
        return self.ruler.lines(text, sum(points[cell.column:cell.column + cell.columns]) - 6, bold)

    def page(self, sheet, table, first):
        """How the sheet is cut into pages, and what these repeat."""
        from openpyxl.worksheet.pagebreak import Break
        from openpyxl.worksheet.properties import PageSetupProperties
        look, setup = self.look, sheet.page_setup
        if look.habit != "none":
            sheet.print_title_rows = f"{1 if look.habit == 'both' else first}:{first + table.head - 1}"
        if table.parts:
            if 0 in table.parts[1]:
                sheet.print_title_cols = "A:A"
            setup.pageOrder = "overThenDown" if look.order == "over" else "downThenOver"
            for part in table.parts[:-1]:
                sheet.col_breaks.append(Break(id=part[-1] + 1))
        else:
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            setup.fitToWidth, setup.fitToHeight = 1, 0
        setup.paperSize, setup.orientation = (8 if max(look.paper) > 1000 else 9), "landscape" if look.paper[0] > look.paper[1] else "portrait"
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = look.margin / 72
        margins.header = margins.footer = look.margin / 144
        sheet.print_options.horizontalCentered = not table.parts
        if look.page_number:
            sheet.oddFooter.center.text = look.page_number.replace("#", "&P")
        if look.running:
            sheet.oddHeader.left.text = look.running


def calc(source, look, blocks):
    document = Calc(look)
    for block in blocks:
        if block[0] == "table":
            document.table(block[1], block[2])
    document.book.save(str(source))


def distilled(out, folder):
    """The same pages through Ghostscript."""
    again = folder / f"{out.stem}.gs.pdf"
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5", f"-sOutputFile={again}", out)
    Path(again).replace(out)
