#!/usr/bin/env python3
"""Makes the documents of this folder, on which more is painted than a reader sees, with their truth.

    make.py [NAME...]

Needs LibreOffice, Chromium, wkhtmltopdf and Ghostscript on the path, the Python packages
reportlab and pikepdf, and the fonts of Noto CJK. The tests need none of them: the documents are kept.

    chromium, wkhtml  old values under white boxes and an amount under a black one, a translucent mark over
                      an amount, underlined and struck-through text, a raised footnote, a level watermark
    gs                that of chromium as Ghostscript writes it
    writer            underlined and struck-through text and a raised footnote in LibreOffice Writer
    form              a form of ReportLab whose fields have values and no appearance, beside a table set sideways
    scan              a page of wkhtmltopdf under a picture of itself, as scanners put text under theirs

The truth has the form of that of testdata/made: every cell with its place and span on the logical table.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PUBLISHER, YEAR, UNIT = "某市水务局", 2026, "万元"
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def truth(name, *tables):
    """tables are number, title, unit and rows of texts, the first of which is the header."""
    out = []
    for number, title, unit, rows in tables:
        cells = [dict(row=r, column=c, rowSpan=1, columnSpan=1, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
        out.append(dict(number=number, title=title, unit=unit, headerRows=1, rowCount=len(rows), columnCount=len(rows[0]), cells=cells))
    return dict(id=name, family="seen", fiscalYear=YEAR, publisher=PUBLISHER, kind="预算", pdf=name + ".pdf", tables=out)


SEEN = [HEAD,
        ["208", "社会保障和就业支出", "1,420.50", "1,300.50", "120.00"],
        ["20805", "行政事业单位养老支出", "1,420.50", "1,300.50", "120.00"],
        ["2080501", "行政单位离退休", "", "1,000.50", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "300.00", "300.00", ""],
        ["2080599", "其他行政事业单位养老支出", "120.00 1", "", "120.00"]]

STYLE = """@page { size: A4; margin: 20mm 15mm }
body { font: 10pt 'Noto Sans CJK SC', sans-serif; position: relative }
h1, h2 { text-align: center } h1 { font-size: 16pt } h2 { font-size: 12pt } p { text-align: right; margin: 2pt 0 }
table { border-collapse: collapse; width: 100% } td, th { border: 0.75pt solid #000; padding: 4pt 5pt; font-weight: normal }
td.n { text-align: right } .c { position: relative; display: inline-block } sup { font-size: 6pt }
.box { position: absolute; left: -2pt; right: -2pt; top: -1pt; bottom: -1pt; text-align: right; padding: 1pt 2pt }
.mark { position: absolute; color: #d4d4d4; font-size: 13pt; white-space: nowrap }"""


def over(old, style, text=""):
    """An old value with a box painted over it."""
    return f'<span class="c">{old}<span class="box" style="{style}">{text}</span></span>'


def page(covered):
    """The document as HTML, with boxes and a watermark or without."""
    def new(old, value):
        return over(old, "background: #fff", value) if covered else value
    cells = [[c for c in row] for row in SEEN[1:]]
    cells[0][2], cells[0][3] = new("1,320.50", "1,420.50"), new("1,200.50", "1,300.50")
    cells[1][1] = f"<s>{cells[1][1]}</s>"
    cells[1][2] = f"<s>{cells[1][2]}</s>"
    if covered:
        cells[2][2] = over("1,000.50", "background: #000")
        cells[3][3] = over("300.00", "background: rgba(255, 220, 0, 0.4)")
    else:
        cells[2][2] = "1,000.50"
    cells[3][1] = f"<u>{cells[3][1]}</u>"
    cells[4][2] = "120.00<sup>1</sup>"
    rows = "".join("<tr>" + "".join(f'<td class="{"n" if i > 1 else ""}"{" align=right" if i > 1 else ""}>{c}</td>' for i, c in enumerate(row)) + "</tr>" for row in cells)
    marks = "".join(f'<div class="mark" style="left: {60 + 70 * i}pt; top: {118 + 28 * i}pt">某市水务局公开资料</div>' for i in range(4)) if covered else ""
    return (f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>{STYLE}</style></head><body><h1>{PUBLISHER}{YEAR}年部门预算</h1>'
            f'<h2>表1 部门支出总表</h2><p>单位：{UNIT}</p>{marks}<table border="1" cellspacing="0" cellpadding="4" width="100%"><tr>'
            + "".join(f"<th>{h}</th>" for h in HEAD) + f"</tr>{rows}</table></body></html>")


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def written(folder, covered=True):
    source = folder / "seen.html"
    source.write_text(page(covered), encoding="utf-8")
    return source


def chromium(folder, out):
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}", written(folder))


def wkhtml(folder, out):
    run("wkhtmltopdf", "-q", "-s", "A4", written(folder), out)


def gs(folder, out):
    chromium(folder, folder / "in.pdf")
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={out}", folder / "in.pdf")


def writer(folder, out):
    source = written(folder, covered=False)
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--infilter=HTML (StarWriter)", "--writer",
        "--convert-to", "pdf", "--outdir", folder, source)
    (folder / "seen.pdf").replace(out)


def scan(folder, out):
    import pikepdf
    run("wkhtmltopdf", "-q", "-s", "A4", written(folder, covered=False), folder / "text.pdf")
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=jpeggray", "-r50", "-dJPEGQ=40", f"-sOutputFile={folder / 'page.jpg'}", folder / "text.pdf")
    with pikepdf.open(folder / "text.pdf") as pdf:
        page = pdf.pages[0]
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        picture = pikepdf.Stream(pdf, (folder / "page.jpg").read_bytes())
        size = {"Width": round((x1 - x0) * 50 / 72), "Height": round((y1 - y0) * 50 / 72)}
        for key, value in {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "ColorSpace": pikepdf.Name.DeviceGray,
                           "BitsPerComponent": 8, "Filter": pikepdf.Name.DCTDecode, **size}.items():
            picture["/" + key] = value
        page.contents_coalesce()
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm {page.add_resource(picture, pikepdf.Name.XObject)} Do Q".encode())
        pdf.save(out, compress_streams=True)


FEES = [["项目", "上年数", "本年数"], ["公务接待费", "5.00", "4.00"], ["公务用车运行费", "26.00", "25.50"]]


def form(folder, out):
    import pikepdf
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    c = Canvas(str(folder / "form.pdf"), pagesize=(595, 842))
    c.setFont("STSong-Light", 16)
    c.drawCentredString(297, 800, f"{PUBLISHER}{YEAR}年部门预算")
    c.setFont("STSong-Light", 12)
    c.drawCentredString(297, 762, "表1 部门支出总表")
    c.setFont("STSong-Light", 10)
    c.drawRightString(545, 742, f"单位：{UNIT}")
    xs, top, high = [50, 130, 300, 385, 465, 545], 734, 22
    for i in range(len(SEEN) + 1):
        c.line(xs[0], top - high * i, xs[-1], top - high * i)
    for x in xs:
        c.line(x, top, x, top - high * len(SEEN))
    for r, row in enumerate(SEEN):
        for k, text in enumerate(row):
            if r == 0 or k < 2:
                c.drawString(xs[k] + 3, top - high * r - 15, text)
            elif text:
                c.acroForm.textfield(name=f"f{r}{k}", value=text, x=xs[k] + 2, y=top - high * (r + 1) + 2, width=xs[k + 1] - xs[k] - 4,
                                     height=high - 4, fontSize=9, borderWidth=0, fieldFlags="")
    c.setFont("STSong-Light", 10)
    for i in range(8):
        c.drawString(50, 540 - 16 * i, "本部门负责全市水资源的统一管理和监督，组织实施最严格水资源管理制度，承担防汛抗旱工作。")
    c.translate(200, 60)
    c.rotate(90)
    for i in range(4):
        c.line(0, -24 * i, 300, -24 * i)
        c.line(100 * i, 0, 100 * i, -72)
    c.drawString(80, 10, "表2 “三公”经费支出表")
    for r, row in enumerate(FEES):
        for k, text in enumerate(row):
            c.drawString(100 * k + 4, -24 * r - 16, text)
    c.save()
    with pikepdf.open(folder / "form.pdf") as pdf:
        for annotation in pdf.pages[0].Annots:
            del annotation.AP
            annotation.Q = 2
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.save(out)


TABLE = ("表1", "部门支出总表", UNIT, SEEN)
PLAIN = (*TABLE[:3], [[*row[:2], row[2] or "1,000.50", *row[3:]] for row in SEEN])
DOCUMENTS = {
    "chromium": (chromium, [TABLE]), "wkhtml": (wkhtml, [TABLE]), "gs": (gs, [TABLE]), "writer": (writer, [PLAIN]), "scan": (scan, [PLAIN]),
    "form": (form, [TABLE, ("表2", "“三公”经费支出表", "", FEES)]),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or DOCUMENTS:
        make, tables = DOCUMENTS[name]
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), HERE / f"{name}.pdf")
        (HERE / f"{name}.truth.json").write_text(json.dumps(truth(name, *tables), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
