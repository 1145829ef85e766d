"""Fifth series: small documents of single traits, kept in the repository."""
import copy
from series1 import rec, REC, T, DEPT, PROSE, drawn
import forms as F, render as R
from forms import Tab, Data
from render import *
from series2 import rl

@rec
def writer_cut_rows(o):
    "Writer: numbers and codes wrapped in narrow cells, rows cut by the page, repeated heads set lower and clipped, a running head"
    t = F.central(11)[1]; D = R.Doc(font="WenQuanYi Zen Hei", fs=8, header=DEPT + "2026年部门预算"); D.p(PROSE[0], indent=True); D.table(t[0], repeat=True); D.p(PROSE[1], indent=True); D.save(o); return t
@rec
def writer_two_pages(o):
    "Writer: a document of two pages with a running head; the table goes on without a header, a row is cut"
    d = Data(69); t = [Tab("表11", "2026年市级部门项目支出绩效表", "万元", [["单位名称", "项目名称", "金额", "绩效目标"]] + [[F.UNITS[i % 6], F.PROJ[i % 10], d.f(d.num()), F.GOALS[i % 3] + F.GOALS[(i + 1) % 3]] for i in range(13)], 1, [3, 4, 2.5, 7])]
    D = R.Doc(font="WenQuanYi Zen Hei", fs=10.5, header=DEPT + "2026年部门预算", footer="— # —"); D.table(t[0]); D.save(o); return t
@rec
def merged_text_cut(o):
    "a project's merged cells and their text run on over the page break"
    d = Data(101); t = [F.indicators(d, "预算12表", "项目支出绩效目标表", "万元", [[("项目名称", 2, 1), ("项目总额", 2, 1), ("其中：", 1, 2), ("绩效目标", 2, 1), ("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1), ("指标性质", 2, 1), ("指标值", 2, 1), ("度量单位", 2, 1)], ["财政资金", "其他资金"]], lambda p: [f"11000024T00000{28722 + p}-{F.PROJ[p]}", d.f(d.num()), d.f(d.num()), "", F.GOALS[p % 3] + F.GOALS[(p + 1) % 3]], n=3, per=(8, 9), widths=[5, 4, 4, 3, 6, 3, 4, 6, 2, 3, 3])]
    return drawn(o, t, habit="none", fs=8, h=330, split=True, valign="top", capstyle="oneline")
@rec
def lines_and_fill(o):
    "horizontal lines only, a filled header of three levels"
    return drawn(o, [F.unspan(x) for x in T("yantai", "公开表4", "公开表7")], lines="hlines", fillhead=(.85, .9, .95), fs=8)
@rec
def verticals_and_zebra(o):
    "vertical lines and a shade behind every other row, a header of two levels"
    be, D = rl(o, lines="vlines", zebra=(.93, .93, .93)); t = [F.unspan(x) for x in T("chongqing", "表三")] ; D.headrow = 1; D.cover(DEPT, 2026); D.newpage(); D.table(t[0]); D.done(); return t
