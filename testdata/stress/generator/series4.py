"""Fourth series: frames, signatures, one caption for many departments, odd pages."""
import copy
from series1 import rec, REC, T, DEPT, PROSE, drawn
import forms as F, render as R
from forms import Tab, Data
from render import *
from series2 import rl

@rec
def same_caption_depts(o):
    "the same number and title for each unit, told apart by the unit's line only"
    t = []; be, D = rl(o, w=842, h=595); D.cover(DEPT, 2026)
    for i, u in enumerate(F.UNITS[:4]):
        for no in ("表8",):
            x = copy.deepcopy(F.guangzhou(90 + i)[1][2]); x.dept = "某某" + u; t.append(x); D.newpage(); D.table(x)
        x = F.balance(Data(95 + i), "表1", "收支总体情况表", "万元"); x.dept = "某某" + u; t.append(x); D.newpage(); D.table(x)
    D.done(); return t
@rec
def same_caption_pages(o):
    "one form for each unit, page after page, same columns"
    t = []; be, D = rl(o); D.cover(DEPT, 2026)
    for i, u in enumerate(F.UNITS[:4]): x = copy.deepcopy(F.guangzhou(80 + i)[1][2]); x.dept = "某某" + u; t.append(x); D.newpage(); D.table(x)
    D.done(); return t
@rec
def page_frame(o):
    "a border around each page (Word's page border), caption and table inside it"
    t = T("jiangsu", "公开01表", "公开05表", "公开09表"); be, D = rl(o, habit="header", m=60); old = D.newpage
    def np(): old(); be.rect(30, 30, D.w - 30, D.h - 30, stroke=(0, 0, 0), w=1); be.rect(33, 33, D.w - 33, D.h - 33, stroke=(0, 0, 0), w=.4)
    D.newpage = np; D.cover(DEPT, 2026)
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def signatures(o):
    "signature line with underlines right under the grid, a remark in small print, a date line above"
    t = T("chongqing", "表一", "表八") + T("beijing", "预算10表"); be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026)
    for x in t:
        D.newpage(); D.prose("填报日期：2026年1月15日", 8, "r", indent=False); D.table(x, gap=0); y = D.y + 8
        xx = 40
        for s in ("单位负责人：", "财务负责人：", "填表人：", "联系电话："): be.text(xx, y, s, 8); be.line(xx + be.width(s, 8), y + 1, xx + be.width(s, 8) + 60, y + 1, .5); xx += be.width(s, 8) + 70
        be.text(40, y + 16, "本表一式三份，财政部门、主管部门、预算单位各一份。", 7)
    D.done(); return t
@rec
def writer_nested(o):
    "a layout table around: an outer one-cell frame holds title and inner table"
    import docx
    from docx.shared import Cm
    t = [F.sangong(Data(97), "", "“三公”经费预算表", "万元"), Tab("", "政府采购预算表", "万元", [["采购类别", "金额"], ["货物", "308.40"], ["服务", "895.98"], ["合计", "1,204.38"]], 1, [5, 3])]
    D = R.Doc(); D.p(DEPT + "2026年部门预算", 1, True, 18)
    for x in t:
        outer = D.d.add_table(1, 1); outer.style = "Table Grid"; c = outer.rows[0].cells[0]; c.paragraphs[0].add_run(x.title).bold = True; c.paragraphs[0].alignment = 1; c.add_paragraph("单位：万元").alignment = 2
        inner = c.add_table(x.nr, x.nc); inner.style = "Table Grid"; rows = [list(r.cells) for r in inner.rows]
        for R_, C, rs, cs, s in x.cells:
            k = rows[R_][C]
            if rs * cs > 1: k = k.merge(rows[R_ + rs - 1][C + cs - 1])
            k.paragraphs[0].add_run(s)
        c.add_paragraph(""); D.p("")
    D.save(o); return t
@rec
def mixed_pages(o):
    "portrait and landscape pages, one table going on from a portrait to a landscape page is not there; blank page between; table after a full-page picture"
    t = T("jiangsu", "公开01表", "公开02表", "公开05表"); be = R.RL(o); D = R.Draw(be, fs=7, habit="both"); D.cover(DEPT, 2026)
    for i, x in enumerate(t):
        D.w, D.h = (595, 842) if i % 2 == 0 else (842, 595); D.newpage(); D.table(x); D.w, D.h = 595, 842; D.newpage()
        be.rect(80, 200, 500, 500, fill=(.8, .8, .9))
    D.done(); return t
@rec
def head_in_two_tables(o):
    "the header is a table of its own, a hair's breadth over the body (reports printed in bands: JasperReports, iReport)"
    t = T("guangzhou", "表3", "表8"); be, D = rl(o, habit="both"); D.cover(DEPT, 2026); old = D.rule
    def rule(cells, xs, ys):
        g = 1.2
        for c in cells:
            d = 0 if c[0] < cur[0].head else g
            be.rect(c[5], c[6] + d, c[7], c[8] + d - (0 if c[0] >= cur[0].head else 0), stroke=(0, 0, 0), w=.5)
    D.rule = rule; cur = [None]
    for x in t: cur[0] = x; D.newpage(); D.table(x)
    D.done(); return t
@rec
def banded_rows(o):
    "each row a table of its own with gaps of 0.6 pt (report generators)"
    t = T("chongqing", "表三", "表八"); be, D = rl(o, habit="header", w=595, h=842); D.cover(DEPT, 2026)
    def rule(cells, xs, ys):
        for c in cells: be.rect(c[5] + .3, c[6] + .3, c[7] - .3, c[8] - .3, stroke=(0, 0, 0), w=.4)
    D.rule = rule
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def cells_with_gaps(o):
    "cells drawn as boxes with 2 pt between them"
    t = T("chongqing", "表一", "表八"); be, D = rl(o, habit="header", w=595, h=842); D.cover(DEPT, 2026)
    def rule(cells, xs, ys):
        for c in cells: be.rect(c[5] + 1, c[6] + 1, c[7] - 1, c[8] - 1, stroke=(0, 0, 0), w=.4)
    D.rule = rule
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def prose_lines(o):
    "prose with underlined blanks, rules between sections, a boxed remark; one real table"
    d = Data(98); x = Tab("", "", "", [["年度", "预算数", "决算数"], ["2024年", "12.00", "10.11"], ["2025年", "11.80", ""]], 1, [3, 3, 3]); x.cap = []
    be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026); D.newpage(); D.prose("一、基本情况", 14)
    for k, s in enumerate(PROSE): D.prose(s); be.line(60, D.y, 300 + 40 * k, D.y, .5); D.y += 8
    be.line(40, D.y, 555, D.y, 1); D.y += 10; D.prose("近三年“三公”经费情况如下："); D.table(x); D.prose(PROSE[1]); y = D.y
    be.rect(40, y, 555, y + 60, stroke=(0, 0, 0), w=.5); be.text(50, y + 20, "提示：本公开内容由某某市生态环境局负责解释。", 10); be.text(50, y + 40, "联系电话：0000-12345678", 10); D.done(); return [x]
