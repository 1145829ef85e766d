"""Producers of PDFs from tables of forms.py."""
import os, subprocess, html, json, shutil, tempfile, copy
TMP = tempfile.mkdtemp(prefix="stress-")
AMT = __import__("re").compile(r"^-?[\d,]+(\.\d+)?%?$")
def isnum(t): return bool(AMT.match(t)) and not (t.isdigit() and len(t) in (3, 5, 7))
def run(*a, **k): return subprocess.run(a, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, **k)

def caplines(t, style="std"):
    """lines of (where, text): where in l c r"""
    if t.cap is not None: return t.cap
    dept = t.dept or "某某市生态环境局"
    unit = f"单位：{t.unit}" if t.unit else ""
    if style == "std": return ([[("l", t.number)]] if t.number else []) + [[("c", t.title)], [("l", f"部门：{dept}"), ("r", unit)]]
    if style == "unit": return ([[("l", t.number)]] if t.number else []) + [[("c", t.title)], [("r", unit)]]
    if style == "oneline": return [[("c", f"{t.number} {t.title}".strip())], [("r", "金额" + unit if unit else "")]]
    if style == "colon": return [[("c", f"{t.number}：{t.title}")], [("l", f"部门名称：{dept}"), ("r", unit)]]
    if style == "founder": return [[("l", t.number)], [("c", t.title)], [("l", f"单位名称:{dept}"), ("r", unit.replace("：", ":"))]]
    if style == "tail": return [[("c", f"{t.title}（{t.number}）")], [("l", f"部门：{dept}"), ("r", unit)]]
    if style == "title": return [[("c", t.title)]]
    if style == "titleunit": return [[("c", f"{t.title}（单位：{t.unit}）")]]
    raise KeyError(style)

# ------------------------------------------------------------------ HTML
def html_table(t, habit="header", cellcss=None, capstyle="std", split=False, css_class=""):
    """habit: both, header, none"""
    e = html.escape
    tot = sum(t.widths)
    cols = "".join(f'<col style="width:{w * 100 / tot:.3f}%">' for w in t.widths)
    cap = ""
    cl = caplines(t, capstyle)
    if habit == "both":
        for line in cl:
            d = dict(line)
            cap += f'<tr class="cap"><td colspan="{t.nc}"><div class="cl">' + "".join(f'<span class="{w}">{e(x)}</span>' for w, x in line) + "</div></td></tr>"
    at = {}
    for c in t.cells: at.setdefault(c[0], []).append(c)
    def tr(r):
        out = "<tr>"
        for _, c, rs, cs, x in at.get(r, []):
            k = "h" if r < t.head else ("n" if isnum(x) else "t")
            out += f'<td class="{k}"' + (f' rowspan="{rs}"' if rs > 1 else "") + (f' colspan="{cs}"' if cs > 1 else "") + f">{e(x)}</td>"
        return out + "</tr>"
    hd = "".join(tr(r) for r in range(t.head)); bd = "".join(tr(r) for r in range(t.head, t.nr))
    s = ""
    if habit != "both":
        for line in cl: s += '<div class="cl">' + "".join(f'<span class="{w}">{e(x)}</span>' for w, x in line) + "</div>"
    s += f'<table class="{css_class}"><colgroup>{cols}</colgroup>'
    if habit in ("both", "header") and t.head: s += f"<thead>{cap}{hd}</thead><tbody>{bd}</tbody>"
    else: s += f"<tbody>{cap}{hd}{bd}</tbody>"
    s += "</table>" + "".join(f'<p class="note">{e(n)}</p>' for n in t.notes)
    return s

BASE = """
@page { size: %(size)s; margin: %(margin)s }
body { font-family: "%(font)s"; font-size: %(fs)spt; margin:0 }
h1 { text-align:center; font-size: 22pt; margin-top: 6em } h2 { font-size: 14pt }
p { text-indent: 2em; line-height: 1.7; margin:.2em 0 } .note { text-indent: 0 }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; }
td { border: %(border)s; padding: 2px 3px; word-wrap: break-word; overflow-wrap: anywhere; vertical-align: middle; line-height:1.25; height: 1.3em }
td.h { text-align:center; font-weight: bold } td.n { text-align: right }
tr.cap td { border: none }
.cl { display:flex; justify-content: space-between; margin: 2px 0 } .cl .c { width:100%%; text-align:center; font-size: 130%%; font-weight:bold } .cl .r { margin-left:auto }
.pb { page-break-after: always }
"""
def page(body, css="", size="A4 landscape", margin="15mm", font="Noto Serif CJK SC", fs=9, border="1px solid #000"):
    return "<!doctype html><html lang=zh><meta charset=utf-8><style>" + BASE % locals() + css + "</style><body>" + body + "</body></html>"

def chromium(h, out):
    f = os.path.join(TMP, "c.html"); open(f, "w").write(h)
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={TMP}/cr", f"--print-to-pdf={out}", f)
def weasy(h, out):
    import weasyprint, logging
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    weasyprint.HTML(string=h).write_pdf(out)
def wkhtml(h, out, *args):
    f = os.path.join(TMP, "w.html"); open(f, "w").write(h)
    subprocess.run(["wkhtmltopdf", "-q", "--encoding", "utf-8", *args, f, out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=200, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert os.path.exists(out)

# ------------------------------------------------------------------ Calc
def calc(tabs, out, habit="none", caption="above", capstyle="std", landscape=True, paper=9, font="Noto Serif CJK SC", fs=9, style="thin", fit=True, width=120, spacer=False, onesheet=False, gap=2, header=None, footer=None,
         order=None, grid=False, margins=.5, fills=False, color=None, shrink=False, scale=None, rowh=None, center=True, edges=None, pre=None):
    import openpyxl
    from openpyxl.styles import Border, Side, Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter as L
    wb = openpyxl.Workbook(); wb.remove(wb.active); ws = None; r0 = 1
    for n, t in enumerate(tabs):
        if ws is None or not onesheet:
            ws = wb.create_sheet(f"s{n}"); r0 = 1; c0 = 2 if spacer else 1
            tot = sum(t.widths)
            for i, w in enumerate(t.widths): ws.column_dimensions[L(i + c0)].width = width * w / tot
            if spacer: ws.column_dimensions["A"].width = 1.5; ws.row_dimensions[1].height = 8; r0 = 2
        sd = Side(style=style, color=color)
        B = edges(sd) if edges else Border(sd, sd, sd, sd)
        def put(r, c, rs, cs, x, al, bold=False, size=fs, border=True, fill=None, wrap=True):
            cell = ws.cell(r, c); cell.value = x if x != "" else None
            cell.number_format = "@"; cell.data_type = "s" if x else "n"
            cell.alignment = Alignment(horizontal=al, vertical="center", wrap_text=wrap and not shrink, shrink_to_fit=shrink)
            cell.font = Font(name=font, size=size, bold=bold)
            for i in range(rs):
                for j in range(cs):
                    if border: ws.cell(r + i, c + j).border = B
                    if fill: ws.cell(r + i, c + j).fill = PatternFill("solid", fgColor=fill)
            if rs * cs > 1: ws.merge_cells(start_row=r, start_column=c, end_row=r + rs - 1, end_column=c + cs - 1)
        r = r0
        ins = caption == "inside"
        if caption == "onecell":
            txt = f"{t.title}部门：{t.dept or '某某市生态环境局'}单位：{t.unit}"
            if t.number: put(r, c0, 1, t.nc, t.number, "left", border=True); r += 1
            put(r, c0, 1, t.nc, txt, "center", True, border=True); r += 1
        elif caption:
            for line in caplines(t, capstyle):
                d = dict((w, x) for w, x in line if x)
                if "c" in d: put(r, c0, 1, t.nc, d["c"], "center", True, fs + 5, border=ins); ws.row_dimensions[r].height = 24
                else:
                    k = max(1, t.nc // 2) if "l" in d and "r" in d else t.nc if "l" in d else 0
                    if "l" in d: put(r, c0, 1, k, d["l"], "left", border=ins, wrap=False)
                    if "r" in d: put(r, c0 + k, 1, t.nc - k, d["r"], "right", border=ins, wrap=False)
                    if not d and ins: put(r, c0, 1, t.nc, "", "left", border=ins)
                r += 1
        first = r
        for R, C, rs, cs, x in t.cells:
            h = R < t.head
            put(r + R, c0 + C, rs, cs, x, "center" if h else "right" if isnum(x) else "left", h, fill=("D9E1F2" if h else "F2F2F2" if (R % 2) else None) if fills else None)
        if rowh:
            for i in range(t.nr): ws.row_dimensions[r + i].height = rowh if not callable(rowh) else rowh(t, i)
        else:
            tot = sum(t.widths)
            for i in range(t.nr):
                need = 1
                for R, C, rs, cs, x in t.cells:
                    if R == i:
                        w = width * sum(t.widths[C:C + cs]) / tot
                        ln = sum(2 if ord(ch) > 255 else 1.1 for ch in x) * fs / 10
                        need = max(need, -(-int(ln + 1) // max(1, int(w * .93))) / rs)
                ws.row_dimensions[r + i].height = max(15, need * fs * 1.45 + 3)
        last = r + t.nr - 1
        r += t.nr
        for nt in t.notes: put(r, c0, 1, t.nc, nt, "left", border=False); r += 1
        if habit != "none": ws.print_title_rows = f"{r0 if habit == 'both' else first}:{first + t.head - 1}"
        ws.page_setup.orientation = "landscape" if landscape else "portrait"; ws.page_setup.paperSize = paper
        if fit: ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True); ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0
        if scale: ws.page_setup.scale = scale
        if order: ws.page_setup.pageOrder = order
        if grid: ws.print_options.gridLines = True
        ws.print_options.horizontalCentered = center
        m = ws.page_margins; m.left = m.right = margins; m.top = m.bottom = margins + .2
        if header: ws.oddHeader.center.text = header
        if footer: ws.oddFooter.center.text = footer
        if pre: pre(ws, t, first, c0)
        r0 = r + gap
    f = os.path.join(TMP, "x.xlsx"); wb.save(f)
    soffice(f, out)

def soffice(f, out):
    d = os.path.join(TMP, "so"); os.makedirs(d, exist_ok=True)
    run("soffice", "--headless", f"-env:UserInstallation=file://{TMP}/lo", "--convert-to", "pdf", "--outdir", d, f)
    shutil.move(os.path.join(d, os.path.splitext(os.path.basename(f))[0] + ".pdf"), out)

# ------------------------------------------------------------------ Writer (docx)
class Doc:
    def __init__(s, font="Noto Serif CJK SC", fs=10, landscape=False, margins=2.0, header=None, footer=None):
        import docx
        from docx.shared import Pt, Cm
        from docx.oxml.ns import qn
        s.d = docx.Document(); s.font, s.fs = font, fs; s.cm, s.pt, s.qn = Cm, Pt, qn
        st = s.d.styles["Normal"]; st.font.name = font; st.font.size = Pt(fs); st.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        st.paragraph_format.space_after = Pt(0)
        s.margins = margins; s.setup(s.d.sections[0], landscape)
        if header: s.d.sections[0].header.paragraphs[0].text = header; s.d.sections[0].header.paragraphs[0].alignment = 1
        if footer: s.field(s.d.sections[0].footer.paragraphs[0], footer)
    def setup(s, sec, landscape):
        w, h = (29.7, 21) if landscape else (21, 29.7)
        sec.page_width, sec.page_height = s.cm(w), s.cm(h); sec.orientation = 1 if landscape else 0
        sec.left_margin = sec.right_margin = s.cm(s.margins); sec.top_margin = sec.bottom_margin = s.cm(s.margins)
    def section(s, landscape): s.setup(s.d.add_section(), landscape)
    def field(s, p, text):
        from docx.oxml import OxmlElement
        p.alignment = 1; a, b = text.split("#"); p.add_run(a); r = p.add_run()
        for k, v in (("begin", None), (None, "PAGE"), ("end", None)):
            if k: e = OxmlElement("w:fldChar"); e.set(s.qn("w:fldCharType"), k)
            else: e = OxmlElement("w:instrText"); e.text = v
            r._r.append(e)
        p.add_run(b)
    def p(s, text, al=0, bold=False, size=None, indent=False, before=0, keep=False):
        p = s.d.add_paragraph(); r = p.add_run(text); r.bold = bold; p.alignment = al
        if size: r.font.size = s.pt(size)
        if indent: p.paragraph_format.first_line_indent = s.pt(2 * s.fs)
        if before: p.paragraph_format.space_before = s.pt(before)
        p.paragraph_format.line_spacing = 1.3
        return p
    def tabbed(s, line, width=17):
        d = dict((w, x) for w, x in line if x)
        if "c" in d: return s.p(d["c"], 1, True, s.fs + 4)
        if "l" in d and "r" in d:
            p = s.p(d["l"] + "\t" + d["r"]); p.paragraph_format.tab_stops.add_tab_stop(s.cm(width), 2); return p
        if "l" in d: return s.p(d["l"])
        if "r" in d: return s.p(d["r"], 2)
    def br(s): s.d.add_page_break()
    def table(s, t, capstyle="std", width=17, repeat=False, cantsplit=False, border="single", bsz=4, fill=None, vert=(), capt=True, rot=(), edges="all", lf=None, spacing=None):
        from docx.oxml import OxmlElement
        if capt:
            for line in caplines(t, capstyle): s.tabbed(line, width)
        tb = s.d.add_table(t.nr, t.nc); tb.autofit = False; tb.alignment = 1
        pr = tb._tbl.tblPr; bd = OxmlElement("w:tblBorders")
        for e in ("top", "left", "bottom", "right", "insideH", "insideV"):
            x = OxmlElement("w:" + e); val = border
            if edges == "noside" and e in ("left", "right"): val = "nil"
            if edges == "inner" and not e.startswith("inside"): val = "nil"
            if edges == "hlines" and e in ("left", "right", "insideV"): val = "nil"
            if edges == "dblouter" and not e.startswith("inside"): val = "double"
            if edges == "none": val = "nil"
            x.set(s.qn("w:val"), val); x.set(s.qn("w:sz"), str(bsz)); x.set(s.qn("w:space"), "0"); x.set(s.qn("w:color"), "000000"); bd.append(x)
        pr.append(bd)
        lay = OxmlElement("w:tblLayout"); lay.set(s.qn("w:type"), "fixed"); pr.append(lay)
        tot = sum(t.widths); ws = [width * w / tot for w in t.widths]
        for i, g in enumerate(tb._tbl.tblGrid.findall(s.qn("w:gridCol"))): g.set(s.qn("w:w"), str(int(ws[i] * 567)))
        rows = [list(r.cells) for r in tb.rows]
        for r in rows:
            for i, c in enumerate(r): c.width = s.cm(ws[i])
        for R, C, rs, cs, x in t.cells:
            c = rows[R][C]
            if rs * cs > 1: c = c.merge(rows[R + rs - 1][C + cs - 1])
            p = c.paragraphs[0]; r = p.add_run(x if lf is None else lf(R, C, x)); h = R < t.head
            r.bold = h; p.alignment = 1 if h else 2 if isnum(x) else 0; c.vertical_alignment = 1
            if h and fill:
                sh = OxmlElement("w:shd"); sh.set(s.qn("w:val"), "clear"); sh.set(s.qn("w:fill"), fill); c._tc.get_or_add_tcPr().append(sh)
            if (R, C) in vert or (R, C) in rot:
                td = OxmlElement("w:textDirection"); td.set(s.qn("w:val"), "tbRlV" if (R, C) in vert else "btLr"); c._tc.get_or_add_tcPr().append(td)
        for i, r in enumerate(tb.rows):
            trp = r._tr.get_or_add_trPr()
            if cantsplit: trp.append(OxmlElement("w:cantSplit"))
            if repeat and i < t.head: trp.append(OxmlElement("w:tblHeader"))
        for n in t.notes: s.p(n)
        return tb
    def save(s, out):
        f = os.path.join(TMP, "d.docx"); s.d.save(f); soffice(f, out)

# ------------------------------------------------------------------ Typst
def typ(body, out, font="Noto Serif CJK SC", fs=9, page='paper: "a4", flipped: true, margin: 1.5cm', extra=""):
    import typst
    src = f'#set page({page})\n#set text(font: "{font}", size: {fs}pt, lang: "zh")\n{extra}\n{body}'
    f = os.path.join(TMP, "t.typ"); open(f, "w").write(src); typst.compile(f, output=out)
def q(s): return s.replace("\\", "\\\\").replace('"', '\\"')
def typ_table(t, habit="header", capstyle="std", stroke="0.5pt", gutter=None, inset="3pt", fill=None, breakable=True):
    cl = caplines(t, capstyle); cap = ""
    for line in cl:
        d = dict((w, x) for w, x in line if x)
        if "c" in d: cap += f'#align(center, text(size: 1.3em, weight: "bold", "{q(d["c"])}"))\n'
        elif d: cap += f'#grid(columns: (1fr, auto), [#"{q(d.get("l", ""))}"], [#"{q(d.get("r", ""))}"])\n'
    cell = lambda c: f'table.cell(rowspan: {c[2]}, colspan: {c[3]}, align: {"center" if c[0] < t.head else "right" if isnum(c[4]) else "left"} + horizon, x: {c[1]}, y: {c[0]})[#"{q(c[4])}"]'
    h = [cell(c) for c in t.cells if c[0] < t.head]; b = [cell(c) for c in t.cells if c[0] >= t.head]
    cols = ", ".join(f"{w}fr" for w in t.widths)
    s = cap + f"#table(columns: ({cols},), stroke: {stroke}, inset: {inset}" + (f", gutter: {gutter}" if gutter else "") + (f", fill: {fill}" if fill else "") + ",\n"
    if habit == "header" and h: s += "table.header(" + ",\n".join(h) + "),\n" + ",\n".join(b)
    else: s += ",\n".join(h + b)
    return s + ")\n" + "".join(f"{n}\n\n" for n in t.notes)

# ------------------------------------------------------------------ drawing
class RL:
    FONTS = {}
    def __init__(s, out, font="wqy-microhei"):
        from reportlab.pdfgen import canvas
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        paths = {"wqy-microhei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "wqy-zenhei": "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "uming": "/usr/share/fonts/truetype/arphic/uming.ttc", "ukai": "/usr/share/fonts/truetype/arphic/ukai.ttc"}
        if font not in RL.FONTS: pdfmetrics.registerFont(TTFont(font, paths[font], subfontIndex=0)); RL.FONTS[font] = 1
        s.c = canvas.Canvas(out, pagesize=(10, 10)); s.font = font; s.m = pdfmetrics; s.h = 0
    def page(s, w, h):
        if s.h: s.c.showPage()
        s.c.setPageSize((w, h)); s.w, s.h = w, h
    def width(s, t, fs): return s.m.stringWidth(t, s.font, fs)
    def text(s, x, y, t, fs, gray=0, rot=0, bold=False):
        s.c.setFillGray(gray); s.c.setFont(s.font, fs)
        if rot: s.c.saveState(); s.c.translate(x, s.h - y); s.c.rotate(rot); s.c.drawString(0, 0, t); s.c.restoreState()
        else: s.c.drawString(x, s.h - y, t)
    def line(s, x0, y0, x1, y1, w, col=(0, 0, 0), dash=None):
        s.c.setStrokeColorRGB(*col); s.c.setLineWidth(w); s.c.setDash(*(dash or ([], 0))) if dash else s.c.setDash()
        s.c.line(x0, s.h - y0, x1, s.h - y1)
    def rect(s, x0, y0, x1, y1, fill=None, stroke=None, w=.5):
        if fill: s.c.setFillColorRGB(*fill)
        if stroke: s.c.setStrokeColorRGB(*stroke); s.c.setLineWidth(w)
        s.c.rect(x0, s.h - y1, x1 - x0, y1 - y0, stroke=1 if stroke else 0, fill=1 if fill else 0)
    def circle(s, x, y, r, w, col): s.c.setStrokeColorRGB(*col); s.c.setLineWidth(w); s.c.circle(x, s.h - y, r)
    def clip(s, x0, y0, x1, y1):
        s.c.saveState(); p = s.c.beginPath(); p.rect(x0, s.h - y1, x1 - x0, y1 - y0); s.c.clipPath(p, stroke=0)
    def unclip(s): s.c.restoreState()
    def done(s): s.c.save()

class Cairo:
    def __init__(s, out, font="Noto Sans CJK SC"):
        import cairocffi as cairo
        s.s = cairo.PDFSurface(out, 10, 10); s.c = cairo.Context(s.s); s.font = font; s.h = 0; s.cairo = cairo
        s.c.select_font_face(font)
    def page(s, w, h):
        if s.h: s.c.show_page()
        s.s.set_size(w, h); s.w, s.h = w, h
    def width(s, t, fs): s.c.set_font_size(fs); return s.c.text_extents(t)[4]
    def text(s, x, y, t, fs, gray=0, rot=0, bold=False):
        s.c.set_source_rgb(gray, gray, gray); s.c.set_font_size(fs); s.c.save(); s.c.translate(x, y); s.c.rotate(-rot * 3.14159265358979 / 180); s.c.move_to(0, 0); s.c.show_text(t); s.c.restore()
    def line(s, x0, y0, x1, y1, w, col=(0, 0, 0), dash=None):
        s.c.set_source_rgb(*col); s.c.set_line_width(w); s.c.set_dash(dash[0] if dash else []); s.c.move_to(x0, y0); s.c.line_to(x1, y1); s.c.stroke()
    def rect(s, x0, y0, x1, y1, fill=None, stroke=None, w=.5):
        s.c.rectangle(x0, y0, x1 - x0, y1 - y0)
        if fill: s.c.set_source_rgb(*fill); s.c.fill_preserve()
        if stroke: s.c.set_source_rgb(*stroke); s.c.set_line_width(w); s.c.set_dash([]); s.c.stroke()
        s.c.new_path()
    def clip(s, x0, y0, x1, y1): s.c.save(); s.c.rectangle(x0, y0, x1 - x0, y1 - y0); s.c.clip()
    def unclip(s): s.c.restore()
    def done(s): s.s.finish()

class FP:
    def __init__(s, out, font="uming"):
        import fpdf
        s.f = fpdf.FPDF(unit="pt"); s.f.set_auto_page_break(False); s.out = out; s.h = 0
        s.f.add_font("f", fname="/usr/share/fonts/truetype/arphic/uming.ttc" if font == "uming" else "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
    def page(s, w, h): s.f.add_page(format=(w, h)); s.w, s.h = w, h
    def width(s, t, fs): s.f.set_font("f", size=fs); return s.f.get_string_width(t)
    def text(s, x, y, t, fs, gray=0, rot=0, bold=False):
        s.f.set_font("f", size=fs); s.f.set_text_color(int(gray * 255))
        if rot:
            with s.f.rotation(rot, x, y): s.f.text(x, y, t)
        elif t: s.f.text(x, y, t)
    def line(s, x0, y0, x1, y1, w, col=(0, 0, 0), dash=None):
        s.f.set_draw_color(*[int(c * 255) for c in col]); s.f.set_line_width(w); s.f.set_dash_pattern(*( [dash[0][0], dash[0][-1]] if dash else [])); s.f.line(x0, y0, x1, y1)
    def rect(s, x0, y0, x1, y1, fill=None, stroke=None, w=.5):
        if fill: s.f.set_fill_color(*[int(c * 255) for c in fill])
        if stroke: s.f.set_draw_color(*[int(c * 255) for c in stroke]); s.f.set_line_width(w)
        s.f.rect(x0, y0, x1 - x0, y1 - y0, style=("D" if stroke else "") + ("F" if fill else ""))
    def done(s): s.f.output(s.out)

class Draw:
    """lays tables out on pages, by its own hand"""
    def __init__(s, be, w=842, h=595, m=40, fs=8, lines="full", lw=.5, col=(0, 0, 0), dash=None, pad=2.5, habit="header", split=False, capstyle="std", foot="— # —", head=None, fillhead=None, zebra=None, rowmin=0, lead=1.25, bottomspace=0, wrapnum=False, bothpages=False, valign="middle", outer=None, capgray=0, overflow=False, mirror=0):
        s.__dict__.update(locals()); del s.__dict__["s"]; s.n = 0; s.y = None; s.self_ = None
    def newpage(s):
        s.be.page(s.w, s.h); s.n += 1; s.y = s.m
        s.ml = s.m + (s.mirror if s.n % 2 else -s.mirror)
        if s.foot: t = s.foot.replace("#", str(s.n)); s.be.text(s.w / 2 - s.be.width(t, 9) / 2, s.h - 18, t, 9)
        if s.head: s.be.text(s.w / 2 - s.be.width(s.head, 8) / 2, 20, s.head, 8); s.be.line(s.m, 24, s.w - s.m, 24, .5)
    def wrap(s, t, w, fs):
        if not t: return []
        if s.overflow and isnum(t): return [t]
        out, cur = [], ""
        for ch in t:
            if ch == "\n": out.append(cur); cur = ""; continue
            if s.be.width(cur + ch, fs) > w and cur: out.append(cur); cur = ch
            else: cur += ch
        return out + [cur]
    def prose(s, text, fs=None, al="l", gap=4, indent=True, lead=1.6):
        fs = fs or s.fs + 2
        if s.y is None: s.newpage()
        for l in s.wrap(("　　" if indent and al == "l" else "") + text, s.w - 2 * s.m, fs):
            if s.y + fs * lead > s.h - s.m: s.newpage()
            x = s.ml if al == "l" else s.ml + (s.w - 2 * s.m - s.be.width(l, fs)) / (2 if al == "c" else 1)
            s.be.text(x, s.y + fs, l, fs, s.capgray); s.y += fs * lead
        s.y += gap
    def caption(s, t, width, x0):
        for line in caplines(t, s.capstyle):
            big = any(w == "c" for w, _ in line); fs = s.fs + 4 if big else s.fs
            for w, x in line:
                if not x: continue
                tw = s.be.width(x, fs); xx = {"l": x0, "c": x0 + (width - tw) / 2, "r": x0 + width - tw}[w]
                s.be.text(xx, s.y + fs, x, fs, s.capgray)
            s.y += fs * 1.5
    def heights(s, t, ws):
        fs = s.fs; hs = [max(s.rowmin, fs * s.lead + 2 * s.pad)] * t.nr
        for R, C, rs, cs, x in sorted(t.cells, key=lambda c: c[2]):
            n = len(s.wrap(x, sum(ws[C:C + cs]) - 2 * s.pad, fs)); need = n * fs * s.lead + 2 * s.pad; have = sum(hs[R:R + rs])
            if need > have:
                for i in range(R, R + rs): hs[i] += (need - have) / rs
        return hs
    def table(s, t, x0=None, width=None, cap=True, gap=18, top=None):
        width = width or s.w - 2 * s.m
        if s.y is None: s.newpage()
        x0 = s.ml if x0 is None else x0
        if top is not None: s.y = top
        tot = sum(t.widths); ws = [width * w / tot for w in t.widths]; xs = [x0]
        for w in ws: xs.append(xs[-1] + w)
        hs = s.heights(t, ws)
        if cap: s.caption(t, width, x0)
        limit = s.h - s.m - s.bottomspace
        r = 0; first = True; offset = 0.0     # offset: how much of row r is drawn already
        while r < t.nr:
            if not first:
                s.newpage(); dx = s.ml - xs[0] if s.mirror else 0; xs = [x + dx for x in xs]
                if s.habit == "both": s.caption(t, width, xs[0])
            segs = []                         # (row, from, height)
            y = s.y
            if not first and s.habit in ("both", "header"):
                for i in range(t.head): segs.append((i, 0, hs[i])); y += hs[i]
            while r < t.nr:
                left = hs[r] - offset
                if r == 0 and t.head and y + sum(hs[:t.head + 1]) > limit: break
                if y + left <= limit: segs.append((r, offset, left)); y += left; r += 1; offset = 0
                else:
                    unit = s.fs * s.lead
                    if s.split and hs[r] > 2 * unit + 2 * s.pad:
                        k = int((limit - y - s.pad) // unit)
                        room = k * unit + s.pad
                        if k >= 1 and left - room > unit * .6: segs.append((r, offset, room)); offset += room
                    break
            if first and not segs: s.newpage(); s.caption(t, width, xs[0]) if cap else None; continue
            s.segment(t, xs, hs, segs); first = False
        s.y += 4
        for n in t.notes: s.be.text(x0, s.y + s.fs, n, s.fs); s.y += s.fs * 1.5
        s.y += gap
    def segment(s, t, xs, hs, segs):
        ys = [s.y]
        for _, _, h in segs: ys.append(ys[-1] + h)
        rows = [g[0] for g in segs]
        cellrects = []
        for R, C, rs, cs, x in t.cells:
            idx = [i for i, r in enumerate(rows) if R <= r < R + rs]
            groups = []
            for i in idx:
                if groups and groups[-1][-1] == i - 1: groups[-1].append(i)
                else: groups.append([i])
            for g in groups:
                a, b = ys[g[0]], ys[g[-1] + 1]
                full = sum(hs[R:R + rs])
                before = sum(hs[R:rows[g[0]]]) + segs[g[0]][1]      # of the cell, above this segment
                cellrects.append((R, C, rs, cs, x, xs[C], a, xs[C + cs], b, before, full))
        for c in cellrects: s.paint(t, c, xs, ys)
        s.rule(cellrects, xs, ys)
        s.y = ys[-1]
    def paint(s, t, c, xs, ys):
        R, C, rs, cs, x, x0, a, x1, b, before, full = c
        if s.fillhead and R < t.head: s.be.rect(x0, a, x1, b, fill=s.fillhead)
        elif s.zebra and R % 2: s.be.rect(x0, a, x1, b, fill=s.zebra)
        lines = s.wrap(x, x1 - x0 - 2 * s.pad, s.fs)
        lh = s.fs * s.lead
        top = a - before + (max(s.pad, (full - len(lines) * lh) / 2) if s.valign == "middle" else s.pad)
        cut = abs((b - a) - full) > .1
        if cut and not s.bothpages and rs > 1 and not s.split:            # merged cells at a break: text once, in the larger share
            if (b - a) * 2 < full - .1: return
            if abs((b - a) * 2 - full) < .2 and before > 0: return
            top = a + max(s.pad, (b - a - len(lines) * lh) / 2)
        if s.bothpages and cut: s.be.clip(x0, a, x1, b)
        for i, l in enumerate(lines):
            base = top + i * lh + s.fs * 1.0
            if cut and s.split and not s.bothpages and not (a - .1 <= top + i * lh + lh / 2 < b): continue
            w = s.be.width(l, s.fs)
            xx = x0 + (x1 - x0 - w) / 2 if R < t.head else x1 - s.pad - w if isnum(x) else x0 + s.pad
            s.be.text(xx, base, l, s.fs)
        if s.bothpages and cut: s.be.unclip()
    def rule(s, cells, xs, ys):
        k, lw, col, be = s.lines, s.lw, s.col, s.be
        X0, X1, Y0, Y1 = xs[0], xs[-1], ys[0], ys[-1]
        if k == "none": return
        if k == "cellrect":
            for c in cells: be.rect(c[5], c[6], c[7], c[8], stroke=col, w=lw)
            return
        H, V = {}, {}
        for c in cells:
            for y in (c[6], c[8]): H.setdefault(round(y, 2), []).append((c[5], c[7]))
            for x in (c[5], c[7]): V.setdefault(round(x, 2), []).append((c[6], c[8]))
        def merged(d):
            out = []
            for at, iv in d.items():
                iv.sort(); cur = list(iv[0])
                for a, b in iv[1:]:
                    if a <= cur[1] + .1: cur[1] = max(cur[1], b)
                    else: out.append((at, *cur)); cur = [a, b]
                out.append((at, *cur))
            return out
        hl = merged(H) if k != "segments" else [(y, a, b) for y, iv in H.items() for a, b in set(iv)]
        vl = merged(V) if k != "segments" else [(x, a, b) for x, iv in V.items() for a, b in set(iv)]
        eq = lambda a, b: abs(a - b) < .1
        if k == "inner": hl = [l for l in hl if not eq(l[0], Y0) and not eq(l[0], Y1)]; vl = [l for l in vl if not eq(l[0], X0) and not eq(l[0], X1)]
        if k == "noside": vl = [l for l in vl if not eq(l[0], X0) and not eq(l[0], X1)]
        if k == "notop": hl = [l for l in hl if not eq(l[0], Y0) and not eq(l[0], Y1)]
        if k in ("hlines", "three"): vl = []
        if k == "three":
            hr = s.headrow if hasattr(s, "headrow") else 1
            hl = [l for l in hl if eq(l[0], Y0) or eq(l[0], Y1) or eq(l[0], ys[hr])]
        if k == "vlines": hl = [l for l in hl if eq(l[0], Y0) or eq(l[0], Y1) or eq(l[0], ys[min(len(ys) - 1, s.headrow if hasattr(s, "headrow") else 1)])]
        g = .8 if k == "segments" else 0
        for y, a, b in hl:
            o = s.outer if s.outer and (eq(y, Y0) or eq(y, Y1)) else lw
            if k == "thin": be.rect(a, y - lw / 2, b, y + lw / 2, fill=col)
            elif k == "double":
                for d in (-1, 1): be.line(a, y + d, b, y + d, lw, col)
            elif k == "doubleouter" and (eq(y, Y0) or eq(y, Y1)):
                for d in (-1.2, 1.2): be.line(a - 1.2, y + d, b + 1.2, y + d, lw, col)
            else: be.line(a + g, y, b - g, y, o, col, s.dash)
        for x, a, b in vl:
            o = s.outer if s.outer and (eq(x, X0) or eq(x, X1)) else lw
            if k == "thin": be.rect(x - lw / 2, a, x + lw / 2, b, fill=col)
            elif k == "double":
                for d in (-1, 1): be.line(x + d, a, x + d, b, lw, col)
            elif k == "doubleouter" and (eq(x, X0) or eq(x, X1)):
                for d in (-1.2, 1.2): be.line(x + d, a - 1.2, x + d, b + 1.2, lw, col)
            else: be.line(x, a + g, x, b - g, o, col, s.dash)
    def cover(s, dept, year, kind="部门预算"):
        s.newpage(); s.y = s.h * .3; s.prose(f"{year}年{kind}", 26, "c"); s.prose(dept, 20, "c"); s.y = None
    def done(s): s.be.done()
