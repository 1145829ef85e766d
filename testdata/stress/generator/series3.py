"""Third series: fonts, annotations, rotated labels, overflow, hidden text."""
import copy, math, os
from series1 import rec, REC, T, DEPT, PROSE, drawn
import forms as F, render as R
from forms import Tab, Data
from render import *
from series2 import rl

@rec
def cid_stsong(o):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light")); R.RL.FONTS["STSong-Light"] = 1
    return drawn(o, T("jiangsu"), be=R.RL(o, "STSong-Light"), habit="none")
@rec
def mupdf_china_s(o):
    import pymupdf
    class MU:
        def __init__(s, out): s.d = pymupdf.open(); s.out = out; s.h = 0; s.f = pymupdf.Font("china-s")
        def page(s, w, h): s.p = s.d.new_page(width=w, height=h); s.w, s.h = w, h
        def width(s, t, fs): return s.f.text_length(t, fs)
        def text(s, x, y, t, fs, gray=0, rot=0, bold=False): s.p.insert_text((x, y), t, fontname="china-s", fontsize=fs, color=(gray,) * 3)
        def line(s, x0, y0, x1, y1, w, col=(0, 0, 0), dash=None): s.p.draw_line((x0, y0), (x1, y1), color=col, width=w)
        def rect(s, x0, y0, x1, y1, fill=None, stroke=None, w=.5): s.p.draw_rect((x0, y0, x1, y1), color=stroke, fill=fill, width=w if stroke else 0)
        def done(s): s.d.save(s.out, deflate=True)
    return drawn(o, T("chongqing", "表一", "表三", "表八"), be=MU(o), habit="header", w=595, h=842)
@rec
def stamp_annotation(o):
    t = T("jiangsu", "公开01表", "公开05表"); drawn(o + ".t", t, habit="none")
    import pymupdf
    d = pymupdf.open(o + ".t")
    for p in d:
        a = p.add_freetext_annot((300, 200, 460, 260), "某某市财政局 审核专用章", fontsize=18, text_color=(.9, .1, .1), fontname="china-s")
        p.add_circle_annot((320, 120, 440, 240)).update()
        p.add_highlight_annot((100, 100, 300, 120)).update()
    d.save(o); return t
@rec
def hidden_white(o):
    "white text in blank cells and outside of the sheet, an invisible text layer under everything"
    t = T("jiangsu", "公开01表", "公开05表"); be, D = rl(o, habit="none"); D.cover(DEPT, 2026)
    for x in t:
        D.newpage(); be.text(60, 300, "内部编号0012345", 8, 1.0); be.c.saveState(); tx = be.c.beginText(100, 200); tx.setTextRenderMode(3); tx.setFont(be.font, 9); tx.textLine("隐藏的文字层"); be.c.drawText(tx); be.c.restoreState(); be.text(-200, 300, "页面之外", 9); D.table(x)
    D.done(); return t
@rec
def rotated_labels(o):
    "label cells with text turned by 90 degrees"
    t = T("xian", "表14") + [F.fujian(81, 2)[1][1]]; t = [copy.deepcopy(x) for x in t]; t[0].cap = [[("l", t[0].number)], [("c", t[0].title)]]; t[1].cap = [[("c", t[1].title)]]
    be, D = rl(o, w=595, h=842, fs=9, rowmin=18); D.cover(DEPT, 2026); old = D.paint
    def paint(tt, c, xs, ys):
        R_, C, rs, cs, s, x0, a, x1, b = c[:9]
        if C == 0 and rs >= 5: be.text((x0 + x1) / 2 + 3, (a + b) / 2 + be.width(s, 9) / 2, s, 9, 0, 90)
        else: old(tt, c, xs, ys)
    D.paint = paint
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def stacked_labels(o):
    "label cells one glyph wide: 绩/效/指/标 below one another, other labels wrapped to two glyphs a line"
    t = [copy.deepcopy(F.fujian(82, 3)[1][i]) for i in (1, 2)]; be, D = rl(o, w=595, h=842, fs=9); D.cover(DEPT, 2026)
    for x in t: x.widths = [.55, 1.3, 3, 5, 3]; x.cap = [[("c", x.title)]]; D.newpage(); D.table(x)
    D.done(); return t
@rec
def calc_overflow(o):
    "unwrapped names run over the blank cell beside them"
    d = Data(83); t = [Tab("表12", "政府采购预算表", "万元", [["项目名称", "规格型号", "数量", "预算金额"]] + [[F.PROJ[i % 10], "", str(i + 1), d.f(d.num())] for i in range(12)], 1, [3, 4, 2, 3])]
    def pre(ws, t_, first, c0):
        from openpyxl.styles import Alignment
        for r in range(first + 1, first + t_.nr): ws.cell(r, c0).alignment = Alignment(wrap_text=False, vertical="center"); ws.row_dimensions[r].height = 16
    R.calc(t, o, pre=pre, width=70, fs=9); return t
@rec
def unit_only_continued(o):
    "continuation pages repeat only 续表 and 单位：万元, and the header"
    t = T("guangzhou", "表3", "表12"); be, D = rl(o, habit="both", w=842, h=500); D.cover(DEPT, 2026); old = D.caption
    for x in t:
        n = [0]
        def cap(t_, w, x0, n=n):
            if n[0]: 
                keep = t_.cap; t_.cap = [[("l", f"续{t_.number}"), ("r", "单位：万元")]]; old(t_, w, x0); t_.cap = keep
            else: old(t_, w, x0)
            n[0] += 1
        D.caption = cap; D.newpage(); D.table(x)
    D.done(); return t
@rec
def ends_midpage(o):
    "a table ends on the page where the next one begins, all flowing, nothing repeated"
    t = T("hangzhou", "表1", "表3") + T("jiangsu", "公开13表"); be, D = rl(o, habit="none", w=595, h=842, capstyle="oneline", fs=7); D.newpage()
    for x in t: D.table(x)
    D.done(); return t
@rec
def code_wrapped(o):
    "long codes and Latin words wrapped in narrow cells; URLs, mixed text"
    d = Data(84); t = [Tab("表10", "项目支出明细表", "元", [["项目编码", "项目名称", "规格", "金额（元）"]] + [[f"11000026T00000{30000 + i}", F.PROJ[i % 10], ["Intel Core i7-12700 16GB DDR4", "HP LaserJet Pro M404dn", "Windows 11 Professional", "ISO9001:2015 认证服务"][i % 4], d.f(d.num() * 100)] for i in range(18)], 1, [1.2, 3, 2, 1.6])]
    be, D = rl(o, w=595, h=842, fs=9); D.newpage()
    def wrap(s, w, fs):
        if " " not in s: return R.Draw.wrap(D, s, w, fs)
        out, cur = [], ""
        for word in s.split(" "):
            if cur and be.width(cur + " " + word, fs) > w: out.append(cur); cur = word
            else: cur = (cur + " " + word).strip()
        return out + [cur]
    D.wrap = wrap; D.table(t[0]); D.done(); return t
@rec
def gray_header_lines(o):
    "white lines in the filled header, black in the body (Excel table style)"
    t = T("guangzhou", "表3", "表8"); be, D = rl(o, fillhead=(.27, .45, .77), habit="none"); D.cover(DEPT, 2026)
    def rule(cells, xs, ys):
        for c in cells: be.rect(c[5], c[6], c[7], c[8], stroke=(1, 1, 1) if c[0] < cur[0].head else (.6, .7, .85), w=.7)
    D.rule = rule; cur = [None]
    for x in t: cur[0] = x; D.newpage(); D.table(x)
    D.done(); return t
@rec
def big_amounts_touching(o):
    "amount columns so narrow that numbers touch the rulings and the neighbour's text"
    t = T("xian", "表1") + T("shenzhen", "表2"); return drawn(o, t, pad=.2, overflow=True, fs=7.6, habit="none", w=760)
@rec
def empty_forms(o):
    t = T("jiangsu", "公开11表") + T("yantai", "公开表9") + T("beijing", "预算07表"); t = [copy.deepcopy(x) for x in t]
    a = Tab("表9", "国有资本经营预算支出表", "万元", [[("功能分类科目", 1, 2), ("预算数", 1, 3)], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["无", "", "", "", ""]], 2, [3, 5, 3, 3, 3])
    b = Tab("表10", "政府性基金预算支出表", "万元", [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]], 1, [3, 5, 3, 3, 3], notes=["（本表无数据）"])
    c = Tab("表11", "购买服务支出表", "万元", [["项目", "金额"], ["合 计", "0"], ["", ""], ["", ""], ["", ""]], 1, [5, 3], notes=["注：我单位2026年没有使用财政拨款安排的购买服务支出，故本表无数据。"])
    return drawn(o, t + [a, b, c], w=595, h=842)
