"""Documents by LibreOffice: Calc from a workbook, Writer from a text document."""
import shutil

from paper import hex_colour, spaced
from print_html import run


def convert(source, folder, out):
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder / "pdf", source)
    shutil.move(folder / "pdf" / (source.stem + ".pdf"), out)


def wide(text):
    """The width of a text in halves of an em."""
    return sum(2 if ord(ch) > 255 else 1.1 for ch in text)


def lines_needed(text, points, size):
    """Lines of a text in a cell so many points wide."""
    return max(1, -(-int(wide(text) * size / 2 + 1) // max(1, int(points * .93))))


def calc(doc, out, folder, probe):
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    p = doc.paper
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "cover"
    across = p.size[0] - 2 * p.margin
    cover.column_dimensions["A"].width = across / 5.6
    for r, (text, size) in enumerate([("", 11)] * 5 + [(doc.publisher, 22), (doc.title, 15), ("", 11), *((t, 11) for t in doc.text)], 1):
        c = cover.cell(r, 1, text or None)
        c.font, c.alignment = Font(name=p.font, size=size), Alignment(horizontal="center" if size > 11 else "left", wrap_text=True, vertical="top")
        cover.row_dimensions[r].height = size * 1.8 * lines_needed(text, across, size)
    line = Side(style="thin")
    for i, (t, g) in enumerate(zip(doc.tables, doc.grids), 1):
        sheet = book.create_sheet(f"T{i}")
        total = sum(g.widths)
        points = [across * w / total for w in g.widths]
        for k, w in enumerate(points, 1):
            sheet.column_dimensions[get_column_letter(k)].width = w / 5.6

        def put(r, c, down, cols, text, align, size, bold=False, border=True, indent=0, rgb="000000", fill=False):
            x = sheet.cell(r, c)
            x.value, x.number_format = (text or None), "@"
            x.alignment = Alignment(horizontal=align, vertical="center", wrap_text=border, indent=round(indent / 9) if p.indent != "space" else 0)
            x.font = Font(name=p.font, size=size, bold=bold, color=rgb)
            if border:
                for a in range(down):
                    for b in range(cols):
                        sheet.cell(r + a, c + b).border = Border(line, line, line, line)
            if fill:
                x.fill = PatternFill("solid", fgColor="E4EBF3")
            if down * cols > 1:
                sheet.merge_cells(start_row=r, start_column=c, end_row=r + down - 1, end_column=c + cols - 1)
        r = 1
        for parts in doc.caption(t):
            size = p.points * (1.5 if any(w == "c" for w, _ in parts) else 1)
            cut = g.columns if len(parts) == 1 else max(1, g.columns // 2)
            for k, (where, text) in enumerate(parts):
                put(r, 1 if k == 0 else cut + 1, 1, cut if k == 0 else g.columns - cut, text, {"l": "left", "c": "center", "r": "right"}[where], size, border=False)
            sheet.row_dimensions[r].height = size * 1.7
            r += 1
        for c in g.cells:
            put(r + c.row, c.column + 1, c.down, c.across, spaced(c, p), c.align, p.points, c.bold or c.what == "head" and p.head_bold, True, c.indent,
                hex_colour(c.id)[1:] if probe else "000000", c.what == "head" and p.shade)
        for k in range(g.rows):
            need = max((lines_needed(c.text, sum(points[c.column:c.column + c.across]) - c.indent - 6, p.points) / c.down for c in g.cells if c.row <= k < c.row + c.down), default=1)
            sheet.row_dimensions[r + k].height = max(1, need) * p.points * 1.4 + 2 * p.padding
        if p.habit != "none":
            sheet.print_title_rows = f"{1 if p.habit == 'both' else r}:{r + g.head - 1}"
        for n in t.notes:
            put(r + g.rows, 1, 1, g.columns, n, "left", p.points, border=False)
            r += 1
    for sheet in book.worksheets:
        s = sheet.page_setup
        s.orientation, s.paperSize = "landscape" if p.size[0] > p.size[1] else "portrait", 9
        s.fitToWidth, s.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        m = sheet.page_margins
        m.left = m.right = m.top = m.bottom = p.margin / 72
        m.header = m.footer = 0.1
    source = folder / "calc.xlsx"
    book.save(source)
    convert(source, folder, out)


def writer(doc, out, folder, probe):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt, RGBColor
    p = doc.paper
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(p.size[0]), Pt(p.size[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(p.margin)
    align = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}

    def fill(paragraph, text, size, bold=False, rgb=None):
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
        run_ = paragraph.add_run(text)
        run_.font.size, run_.font.bold, run_.font.name = Pt(size), bold, p.font
        run_._element.rPr.rFonts.set(qn("w:eastAsia"), p.font)
        if rgb:
            run_.font.color.rgb = RGBColor.from_string(rgb)

    def line(text, size, where):
        paragraph = document.add_paragraph()
        paragraph.alignment = align[where]
        fill(paragraph, text, size)
        return paragraph
    for _ in range(5):
        line("", 11, "left")
    line(doc.publisher, 22, "center")
    line(doc.title, 15, "center")
    for t in doc.text:
        line("　　" + t, 11, "left")
    across = p.size[0] - 2 * p.margin
    for t, g in zip(doc.tables, doc.grids):
        if t.breaks:
            document.add_page_break()
        for parts in doc.caption(t):
            size = p.points * (1.5 if any(w == "c" for w, _ in parts) else 1)
            paragraph = line(parts[0][1] + ("\t" + parts[1][1] if len(parts) > 1 else ""), size, {"l": "left", "c": "center", "r": "right"}[parts[0][0]])
            if len(parts) > 1:
                paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(across), docx.enum.text.WD_TAB_ALIGNMENT.RIGHT)
        table = document.add_table(g.rows, g.columns)
        table.autofit = False
        borders = "".join(f'<w:{s} w:val="single" w:sz="{max(2, round(p.line * 8))}" w:color="000000"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
        total = sum(g.widths)
        widths = [Pt(across * w / total) for w in g.widths]
        for column, w in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths):
            column.set(qn("w:w"), str(int(w.pt * 20)))
        rows = [list(tr.tc_lst) for tr in table._tbl.tr_lst]
        for r, tr in enumerate(table._tbl.tr_lst):
            pr = tr.get_or_add_trPr()
            pr.append(OxmlElement("w:cantSplit"))
            if r < g.head and p.habit != "none":
                pr.append(OxmlElement("w:tblHeader"))
        gone = []
        for c in g.cells:
            for i in range(c.down):
                tc = rows[c.row + i][c.column]
                tc.width = Pt(sum(w.pt for w in widths[c.column:c.column + c.across]))
                pr = tc.get_or_add_tcPr()
                if c.across > 1:
                    tc.grid_span = c.across
                    gone += rows[c.row + i][c.column + 1:c.column + c.across]
                if c.down > 1:
                    merge = OxmlElement("w:vMerge")
                    if i == 0:
                        merge.set(qn("w:val"), "restart")
                    pr.append(merge)
                pr.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))
            paragraph = docx.text.paragraph.Paragraph(rows[c.row][c.column].p_lst[0], None)
            paragraph.alignment = align[c.align]
            if c.indent and p.indent != "space":
                if p.indent == "pad":
                    paragraph.paragraph_format.left_indent = Pt(c.indent)
                else:
                    paragraph.paragraph_format.first_line_indent = Pt(c.indent)
            if c.text:
                fill(paragraph, spaced(c, p), p.points, c.bold or c.what == "head" and p.head_bold, hex_colour(c.id)[1:] if probe else None)
            same = [x for x in range(c.row, c.row + c.down - 1)]
            if c.down > 1 and c.row >= g.head and same:
                paragraph.paragraph_format.keep_with_next = True
        for tc in gone:
            tc.getparent().remove(tc)
        for n in t.notes:
            line(n, p.points, "left")
    source = folder / "writer.docx"
    document.save(source)
    convert(source, folder, out)
