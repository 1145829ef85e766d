#!/usr/bin/env python3
"""Makes the borderless budget documents of this folder, with their truth.

    make.py [NAME...]

Needs LibreOffice, Chromium, wkhtmltopdf and Ghostscript on the path, the Python packages
weasyprint, reportlab and typst, and the fonts of Noto CJK. The tests need none of them:
the documents are kept. Each document has the same four tables, set in one of the ways in
which tables are printed without the rulings that part cells:

    writer-bare        LibreOffice Writer, no lines at all
    calc-bare          LibreOffice Calc, no lines at all
    chromium-zebra     Chromium, backgrounds behind every other row
    weasy-threeline    WeasyPrint, lines over, under and below the header and at the foot
    wkhtml-headline    wkhtmltopdf, a line under the header
    reportlab-columns  ReportLab, vertical lines only
    typst-bare         Typst, no lines, centred and right-aligned columns
    gs-rows            Ghostscript from WeasyPrint, horizontal lines between all rows

The truth has the form of that of testdata/made: every cell with its place and span on the logical table.
"""
import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PUBLISHER, YEAR, UNIT = "某市水务局", 2026, "万元"


def amount(fen):
    """An amount in 万元 with two decimals and separators, blank for none."""
    return f"{fen / 100:,.2f}" if fen else ""


def revenue():
    """收支总表: two lists side by side."""
    left = [("一、一般公共预算拨款收入", 918233), ("二、政府性基金预算拨款收入", 0), ("三、财政专户管理资金收入", 12050),
            ("四、事业收入", 30610), ("五、其他收入", 4400)]
    right = [("一、一般公共服务支出", 20515), ("二、社会保障和就业支出", 118004), ("三、卫生健康支出", 61240),
             ("四、节能环保支出", 94460), ("五、城乡社区支出", 0), ("六、农林水支出", 590074), ("七、住房保障支出", 81000)]
    rows = []
    for i in range(len(right)):
        a = left[i] if i < len(left) else ("", 0)
        rows.append([a[0], amount(a[1]), right[i][0], amount(right[i][1])])
    total = amount(sum(v for _, v in left))
    rows.append(["收入总计", total, "支出总计", total])
    head = [[("收入", 2, 1), ("支出", 2, 1)], [("项目", 1, 1), ("预算数", 1, 1)] * 2]
    return "表1", "部门收支总表", head, rows, "lrlr"


def expenditure():
    """一般公共预算支出表: codes, names, amounts under a spanning header."""
    data = [("208", "社会保障和就业支出", 118004, 118004, 0), ("20805", "行政事业单位养老支出", 118004, 118004, 0),
            ("2080505", "机关事业单位基本养老保险缴费支出", 78004, 78004, 0), ("2080506", "机关事业单位职业年金缴费支出", 40000, 40000, 0),
            ("210", "卫生健康支出", 61240, 61240, 0), ("21011", "行政事业单位医疗", 61240, 61240, 0),
            ("2101101", "行政单位医疗", 61240, 61240, 0), ("213", "农林水支出", 590074, 210320, 379754),
            ("21303", "水利", 590074, 210320, 379754), ("2130301", "行政运行", 210320, 210320, 0),
            ("2130305", "水利工程建设", 250000, 0, 250000), ("2130314", "防汛", 129754, 0, 129754),
            ("221", "住房保障支出", 81000, 81000, 0), ("22102", "住房改革支出", 81000, 81000, 0), ("2210201", "住房公积金", 81000, 81000, 0)]
    rows = [[c, n, amount(t), amount(b), amount(p)] for c, n, t, b, p in data]
    rows.append(["合计", "", amount(850318), amount(470564), amount(379754)])
    head = [[("功能分类科目", 2, 1), ("2026年预算数", 3, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)]]
    return "表2", "一般公共预算支出表", head, rows, "llrrr"


def vehicles():
    """“三公”经费支出表: three levels of header over one row per year."""
    head = [[("年度", 1, 3), ("“三公”经费", 6, 1)],
            [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
            [("小计", 1, 1), ("购置费", 1, 1), ("运行费", 1, 1)]]
    rows = [["2024年", "61.20", "12.00", "45.20", "18.00", "27.20", "4.00"], ["2025年", "58.40", "11.50", "43.40", "17.40", "26.00", "3.50"],
            ["2026年", "41.30", "10.00", "28.30", "", "28.30", "3.00"]]
    return "表3", "“三公”经费支出表", head, rows, "lrrrrrr"


def projects():
    """项目支出表: names and goals that wrap."""
    head = [[("序号", 1, 1), ("项目名称", 1, 1), ("金额", 1, 1), ("绩效目标", 1, 1)]]
    rows = [["1", "城区防汛排涝设施更新改造及应急抢险物资储备项目", "1,297.54", "汛期前完成低洼路段排水管网清淤，更新排涝泵站设备，保障城区重要道路不发生长时间积水。"],
            ["2", "水利工程建设", "2,500.00", "完成河道堤防加固工程，工程质量合格率达到百分之百。"],
            ["3", "农村饮水安全巩固提升与水质监测项目", "318.00", "农村集中供水率稳步提高，水质监测覆盖全部集中式供水工程，群众满意度不低于百分之九十。"],
            ["4", "节水宣传", "26.50", "组织节水宣传活动不少于六次。"]]
    return "表4", "项目支出表", head, rows, "clrl"


TABLES = [revenue(), expenditure(), vehicles(), projects()]


def truth(name):
    tables = []
    for number, title, head, rows, _ in TABLES:
        columns = len(rows[0])
        cells, taken = [], set()
        for r, line in enumerate(head):
            column = 0
            for text, across, down in line:
                while (r, column) in taken:
                    column += 1
                cells.append(dict(row=r, column=column, rowSpan=down, columnSpan=across, text=text))
                taken |= {(r + i, column + j) for i in range(down) for j in range(across)}
                column += across
        for r, line in enumerate(rows, len(head)):
            cells += [dict(row=r, column=c, rowSpan=1, columnSpan=1, text=text) for c, text in enumerate(line)]
        tables.append(dict(number=number, title=title, unit=UNIT, headerRows=len(head), rowCount=len(head) + len(rows),
                           columnCount=columns, cells=cells))
    return dict(id=name, family="borderless", fiscalYear=YEAR, publisher=PUBLISHER, kind="预算", pdf=name + ".pdf", tables=tables)


# --- the ways to print them ---------------------------------------------------

ALIGN = {"l": "left", "r": "right", "c": "center"}


def page(style, widths=True):
    """The document as HTML; style is the style sheet's part that differs."""
    out = [f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>
@page {{ size: A4; margin: 18mm 16mm }}
body {{ font: 9.5pt 'Noto Sans CJK SC', serif }}
h1 {{ font-size: 17pt; text-align: center }} h2 {{ font-size: 13pt; text-align: center; margin: 16pt 0 2pt }}
p.u {{ text-align: right; margin: 0 0 3pt }} p.b {{ text-indent: 2em; line-height: 1.6 }}
table {{ border-collapse: collapse; width: 100%; page-break-inside: avoid; margin-bottom: 10pt }}
td, th {{ padding: 3pt 5pt; border: 0 }} th {{ font-weight: normal; text-align: center }}
{style}</style></head><body><h1>{PUBLISHER}{YEAR}年部门预算</h1>
<p class="b">本部门负责全市水资源的统一管理和监督，组织实施最严格水资源管理制度，承担防汛抗旱、城乡供水、节约用水和河道管理工作，下设办公室、规划计划处等八个内设机构。</p>"""]
    for number, title, head, rows, align in TABLES:
        out.append(f'<h2>{number} {title}</h2><p class="u">单位：{UNIT}</p><table>')
        if widths and align == "clrl":
            out.append('<colgroup><col style="width:8%"><col style="width:26%"><col style="width:14%"><col style="width:52%"></colgroup>')
        out.append("<thead>")
        for line in head:
            out.append("<tr>" + "".join(f'<th colspan="{a}" rowspan="{d}" align="center">{html.escape(x)}</th>' for x, a, d in line) + "</tr>")
        out.append("</thead><tbody>")
        for line in rows:
            out.append("<tr>" + "".join(f'<td align="{ALIGN[a]}" style="text-align:{ALIGN[a]}">{html.escape(x)}</td>' for x, a in zip(line, align)) + "</tr>")
        out.append("</tbody></table>")
    return "".join(out) + "</body></html>"


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(source, folder, out, *options):
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", *options, "--convert-to", "pdf", "--outdir", folder, source)
    (folder / (source.stem + ".pdf")).replace(out)


def writer_bare(folder, out):
    source = folder / "writer.html"
    source.write_text(page("", widths=True).replace("<table>", '<table border="0" cellspacing="0" cellpadding="4" width="100%">'), encoding="utf-8")
    office(source, folder, out, "--infilter=HTML (StarWriter)", "--writer")


def calc_bare(folder, out):
    """One sheet: column widths serve the widest table, as when sheets are pasted below each other."""
    import zipfile
    ns = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
          'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
    widths = {"lrlr": [5, 2.6, 5, 2.6], "llrrr": [2.2, 6, 2.6, 2.6, 2.6], "lrrrrrr": [2] + [2.4] * 6, "clrl": [1.4, 4.4, 2.6, 8.4]}
    styles = "".join(f'<style:style style:name="w{str(w).replace(".", "_")}" style:family="table-column"><style:table-column-properties style:column-width="{w}cm"/></style:style>'
                     for w in sorted({w for ws in widths.values() for w in ws}))
    for name, align in (("l", "start"), ("r", "end"), ("c", "center")):
        styles += (f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="middle" fo:padding="0.07cm"/>'
                   f'<style:paragraph-properties fo:text-align="{align}"/><style:text-properties style:font-name-asian="Noto Sans CJK SC" style:font-size-asian="9.5pt" fo:font-size="9.5pt"/></style:style>')

    def cell(text, align, across=1, down=1):
        span = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"' if across * down > 1 else ""
        return (f'<table:table-cell table:style-name="{align}" office:value-type="string"{span}><text:p>{html.escape(text)}</text:p></table:table-cell>'
                + "<table:covered-table-cell/>" * (across - 1))

    sheets = ""
    for number, title, head, rows, align in TABLES:
        columns = len(align)
        body = f"<table:table-row>{cell(number + ' ' + title, 'c', columns)}</table:table-row><table:table-row>{cell('单位：' + UNIT, 'r', columns)}</table:table-row>"
        open_cells = {}
        for r, line in enumerate(head):
            items, column, todo = "", 0, list(line)
            while column < columns:
                if open_cells.get((r, column)):
                    items, column = items + "<table:covered-table-cell/>", column + 1
                    continue
                text, across, down = todo.pop(0)
                for i in range(1, down):
                    for j in range(across):
                        open_cells[r + i, column + j] = True
                items, column = items + cell(text, "c", across, down), column + across
            body += f"<table:table-row>{items}</table:table-row>"
        for line in rows:
            body += "<table:table-row>" + "".join(cell(x, a) for x, a in zip(line, align)) + "</table:table-row>"
        cols = "".join(f'<table:table-column table:style-name="w{str(w).replace(".", "_")}"/>' for w in widths[align])
        sheets += f'<table:table table:name="{number}">{cols}{body}</table:table>'
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ns} office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles>'
               f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>")
    manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    source = folder / "calc.ods"
    with zipfile.ZipFile(source, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", content)
        z.writestr("META-INF/manifest.xml", manifest)
    office(source, folder, out)


def chromium_zebra(folder, out):
    source = folder / "page.html"
    source.write_text(page("thead th { background: #d8e4ee } tbody tr:nth-child(even) td { background: #eef2f6 } * { -webkit-print-color-adjust: exact }"), encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}", source)


def weasy(style, out):
    import weasyprint
    weasyprint.HTML(string=page(style)).write_pdf(out)


def weasy_threeline(folder, out):
    weasy("table { border-top: 1.2pt solid; border-bottom: 1.2pt solid } thead { border-bottom: .6pt solid }", out)


def wkhtml_headline(folder, out):
    source = folder / "page.html"
    source.write_text(page("thead tr:last-child th, thead th[rowspan='2'], thead th[rowspan='3'] { border-bottom: 1px solid #000 }"), encoding="utf-8")
    run("wkhtmltopdf", "-q", "-s", "A4", source, out)


def gs_rows(folder, out):
    source = folder / "rows.pdf"
    weasy("td, th { border-bottom: .5pt solid #444 } thead tr:first-child th { border-top: .5pt solid #444 }", source)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5", f"-sOutputFile={out}", source)


def reportlab_columns(folder, out):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=9.5, leading=13, wordWrap="CJK")
    title = ParagraphStyle("title", parent=text, fontSize=13, leading=20, alignment=1)
    unit = ParagraphStyle("unit", parent=text, alignment=2)
    widths = {"lrlr": [150, 80, 150, 80], "llrrr": [70, 180, 75, 75, 75], "lrrrrrr": [50] + [70] * 6, "clrl": [35, 130, 65, 240]}
    story = []
    for number, name, head, rows, align in TABLES:
        columns = len(align)
        grid = [[""] * columns for _ in head]
        style = [("FONT", (0, 0), (-1, -1), "STSong-Light", 9.5), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (0, 0), (-1, len(head) - 1), "CENTER"),
                 ("INNERGRID", (0, 0), (-1, -1), 0, None), ("LINEBEFORE", (1, len(head)), (-1, -1), 0.5, "#000000")]
        for cell in truth("")["tables"][[t[0] for t in TABLES].index(number)]["cells"]:
            if cell["row"] < len(head):
                grid[cell["row"]][cell["column"]] = cell["text"]
                style.append(("SPAN", (cell["column"], cell["row"]), (cell["column"] + cell["columnSpan"] - 1, cell["row"] + cell["rowSpan"] - 1)))
                if cell["column"] > 0:
                    style.append(("LINEBEFORE", (cell["column"], cell["row"]), (cell["column"], cell["row"] + cell["rowSpan"] - 1), 0.5, "#000000"))
        style = [s for s in style if s[0] != "INNERGRID"]
        for line in rows:
            grid.append([Paragraph(x, text) if align == "clrl" and c in (1, 3) else x for c, x in enumerate(line)])
        for c, a in enumerate(align):
            style.append(("ALIGN", (c, len(head)), (c, -1), {"l": "LEFT", "r": "RIGHT", "c": "CENTER"}[a]))
        story += [Paragraph(f"{number} {name}", title), Paragraph(f"单位：{UNIT}", unit), Table(grid, widths[align], style=style), Spacer(1, 18)]
    SimpleDocTemplate(str(out), pagesize=A4, topMargin=50, bottomMargin=50, title=f"{PUBLISHER}{YEAR}年部门预算", invariant=1).build(story)


def typst_bare(folder, out):
    import typst
    parts = ['#set page(paper: "a4", margin: 1.7cm)', '#set text(font: "Noto Sans CJK SC", size: 9.5pt, lang: "zh")', "#set table(stroke: none, inset: 4pt)"]
    quote = lambda x: json.dumps(x, ensure_ascii=False)
    for number, title, head, rows, align in TABLES:
        columns = "(1.2cm, 4.2cm, 2.4cm, 1fr)" if align == "clrl" else str(len(align))
        names = ", ".join({"l": "left", "r": "right", "c": "center"}[a] for a in align)
        cells = [f"table.cell(colspan: {a}, rowspan: {d}, align: center + horizon, text({quote(x)}))" for line in head for x, a, d in line]
        cells += [f"text({quote(x)})" for line in rows for x in line]
        parts.append(f"#block(breakable: false)[#align(center, text(size: 13pt, {quote(number + ' ' + title)}))\n#align(right, text({quote('单位：' + UNIT)}))\n"
                     f"#align(center, table(columns: {columns}, align: ({names}), {', '.join(cells)}))]\n#v(8pt)")
    source = folder / "page.typ"
    source.write_text("\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(out))


MAKERS = {"writer-bare": writer_bare, "calc-bare": calc_bare, "chromium-zebra": chromium_zebra, "weasy-threeline": weasy_threeline,
          "wkhtml-headline": wkhtml_headline, "reportlab-columns": reportlab_columns, "typst-bare": typst_bare, "gs-rows": gs_rows}


def main():
    for name in sys.argv[1:] or MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            MAKERS[name](Path(folder), HERE / f"{name}.pdf")
        (HERE / f"{name}.truth.json").write_text(json.dumps(truth(name), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(name, (HERE / f"{name}.pdf").stat().st_size)


if __name__ == "__main__":
    main()
