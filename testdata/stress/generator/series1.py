"""First series: places' forms by many producers, and what writes documents with their truth."""
import sys, os, json, re, traceback, copy
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import forms as F, render as R
from render import *
from forms import Tab, Data
DEPT = "某某市生态环境局"
REC = {}  # the documents by name
def rec(f): REC[f.__name__.replace("_", "-")] = f; return f
def T(f, *names):
    d, t = getattr(F, f)()
    return t if not names else [x for x in t if x.number in names or x.title in names]
PROSE = ["2026年，本部门坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实党的二十大精神，紧紧围绕市委、市政府中心工作，统筹推进各项重点任务。",
         "2026年一般公共预算财政拨款支出预算12,345.67万元，比2025年执行数增加234.56万元，增长1.94%，主要原因是人员经费调整及新增项目支出。",
         "（一）行政运行（项）预算1,204.38万元，主要用于保障机构正常运转的日常支出；（二）一般行政管理事务（项）预算308.40万元，主要用于未单独设置项级科目的其他项目支出。",
         "本部门共有预算单位6家，其中行政单位1家、参照公务员法管理事业单位2家、公益一类事业单位3家。"]

# ---- Calc
@rec
def calc_beijing(o): t = T("beijing"); R.calc(t, o, caption="inside", capstyle="oneline", spacer=True, font="AR PL UMing CN", fs=8); return t
@rec
def calc_shanghai(o): t = T("shanghai"); [setattr(x, "cap", [[("c", x.title)], [("l", "编制单位：" + DEPT), ("r", "单位：" + x.unit)]]) for x in t]; R.calc(t, o, habit="header"); return t
@rec
def calc_shenzhen(o): t = T("shenzhen"); R.calc(t, o, habit="both", fs=8, footer="第 &P 页，共 &N 页"); return t
@rec
def calc_hangzhou(o): t = T("hangzhou"); R.calc(t, o, capstyle="colon", fs=8, font="WenQuanYi Micro Hei", footer="- &P -"); return t
@rec
def calc_changsha(o): t = T("changsha"); R.calc(t, o, habit="both", fs=7); return t
@rec
def calc_xian_A3(o): t = T("xian"); R.calc(t, o, paper=8, fs=7, width=200, habit="header"); return t
@rec
def calc_xian_small(o): t = T("xian", "表13"); R.calc(t, o, fs=10, width=330); return t
@rec
def calc_down_over(o): t = T("jiangsu", "公开02表"); R.calc(t, o, fit=False, width=230, habit="header", center=False); return t
@rec
def calc_over_down(o):
    d = Data(31); t = [F.income(d, "公开02表", "收入总表", "万元", unitcols=("部门代码", "部门名称"), total="合计", units=[f"某某市第{i}中学" for i in "一二三四五六七八九十"] * 6)]
    R.calc(t, o, fit=False, width=230, order="overThenDown", center=False); return t
@rec
def calc_jiangsu_onecell(o): t = T("jiangsu"); R.calc(t, o, caption="onecell"); return t
@rec
def calc_gridlines(o): t = T("chongqing", "表一", "表三", "表八"); R.calc(t, o, grid=True, style=None, capstyle="founder", edges=lambda sd: __import__("openpyxl").styles.Border()); return t
@rec
def calc_changchun(o): t = T("changchun"); [setattr(x, "cap", [[("c", f"{x.title}（{x.number}）")], [("l", "部门名称：" + DEPT), ("r", "单位：万元")]]) for x in t]; R.calc(t, o, caption="inside"); return t
@rec
def calc_final(o): t = T("final"); R.calc(t, o, landscape=False, fs=8, width=90, style="hair"); return t
@rec
def calc_stacked(o): t = T("yantai", "公开表7", "公开表9") + T("beijing", "预算09表", "预算11表", "预算10表"); R.calc(t, o, onesheet=True, gap=1, width=140); return t
@rec
def calc_fills_medium(o): t = T("guangzhou"); R.calc(t, o, fills=True, style="medium", habit="header", capstyle="std", landscape=True, footer="&P"); return t
@rec
def calc_dotted_gray(o): t = T("jiangsu", "公开01表", "公开05表", "公开11表"); R.calc(t, o, style="dotted", color="FF999999"); return t
@rec
def calc_double(o): t = T("chongqing"); R.calc(t, o, style="double", capstyle="founder"); return t
@rec
def calc_central(o): t = T("central"); R.calc(t, o, landscape=True, width=150, footer="第&P页"); return t
@rec
def calc_clipped_rows(o): t = T("hangzhou", "表1", "表3"); R.calc(t, o, rowh=13, capstyle="colon", width=110); return t
@rec
def calc_narrow_numbers(o):
    t = T("shenzhen", "表2", "表9"); R.calc(t, o, fs=11, width=95, habit="header"); return t

# ---- Writer
@rec
def writer_fujian(o):
    t = T("fujian"); D = R.Doc(footer="— # —")
    D.p(DEPT + "2026年度部门预算", 1, True, 22, before=150); D.br()
    D.p("第三部分 2026年度部门预算表", 1, True, 14)
    for x in t: x.cap = [[("c", x.title)], [("r", "单位：" + x.unit)]]; D.table(x); D.p("")
    for x in t[1:]: x.unit = "万元"
    D.save(o); return t
@rec
def writer_rowcut(o):
    d, _ = F.hangzhou(); t = [Tab("表11", "2026年市级部门项目支出绩效表", "万元", [["单位名称", "项目名称", "金额", "绩效目标"]] + [[F.UNITS[i % 6], F.PROJ[i % 10], d.f(d.num()), (F.GOALS[i % 3] + F.GOALS[(i + 1) % 3]) * (1 + i % 3)] for i in range(16)], 1, [3, 4, 2.5, 7])]
    D = R.Doc(footer="第#页"); D.p("2026年" + DEPT + "部门预算公开", 1, True, 18); D.p(PROSE[0], indent=True); D.table(t[0]); D.p(PROSE[1], indent=True); D.save(o); return t
@rec
def writer_rowcut_header(o):
    d = Data(41); t = [Tab("表12", "部门预算项目支出及其他支出预算表", "万元", [[("支出项目类别（资金使用单位）", 2, 1), ("总计", 2, 1), ("财政拨款", 1, 2), ("绩效目标", 2, 1)], ["合计", "一般公共预算"]] + [[F.PROJ[i % 10], d.f(d.num()), d.f(d.num()), "0.00", (F.GOALS[i % 3] + F.GOALS[(i + 1) % 3]) * (1 + i % 4)] for i in range(12)], 2, [4, 3, 3, 3, 8])]
    D = R.Doc(); D.table(t[0], repeat=True); D.save(o); return t
@rec
def writer_merged_break(o):
    d = Data(42); t = [F.indicators(d, "表12", "项目支出绩效目标表", "万元", [["项目名称", "预算金额", "绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]], lambda p: [F.PROJ[p], d.f(d.num()), F.GOALS[p % 3]], n=6, per=(5, 16), widths=[4, 3, 6, 3, 4, 5, 2, 2, 2])]
    D = R.Doc(landscape=True); D.table(t[0], width=25, cantsplit=True); D.save(o); return t
@rec
def writer_prose_nocaption(o):
    d = Data(43); D = R.Doc(footer="- # -"); t = []
    D.p("某某市生态环境局2026年部门预算情况说明", 1, True, 16)
    def tab(rows, head, w): x = Tab("", "", "", rows, head, w); x.cap = []; t.append(x); return x
    D.p("一、部门主要职责", bold=True); D.p(PROSE[0], indent=True)
    D.p("二、机构设置情况", bold=True); D.p("纳入本部门预算编制范围的单位情况如下：", indent=True)
    D.table(tab([["序号", "单位名称", "单位性质", "编制人数"]] + [[str(i + 1), u, ["行政", "参公事业", "公益一类事业"][i % 3], str(12 + i)] for i, u in enumerate(F.UNITS)], 1, [1, 5, 3, 2]), width=15)
    for x in PROSE * 2: D.p(x, indent=True)
    D.p("三、“三公”经费情况", bold=True); D.p(PROSE[1], indent=True)
    y = tab([["项目", "2025年预算", "2026年预算", "增减变化"], ["因公出国（境）费", "0.00", "0.00", "0.00"], ["公务接待费", "3.20", "3.10", "-0.10"], ["公务用车运行维护费", "28.00", "26.00", "-2.00"]], 1, [4, 3, 3, 3]); y.unit = "万元"; y.cap = [[("r", "单位：万元")]]
    D.table(y, width=15); D.p(PROSE[2], indent=True)
    D.p("四、会议费明细", bold=True)
    D.table(tab([["序号", "会议名称", "时间", "人数", "金额", "备注"], ["1", "全市生态环境保护工作会议", "3月", "120", "2.40", ""], ["2", "污染防治攻坚推进会", "9月", "80", "1.60", "视频"]], 1, [1, 5, 2, 2, 2, 2]), width=15)
    for x in PROSE: D.p(x, indent=True)
    D.save(o); return t
@rec
def writer_guangzhou(o):
    t = T("guangzhou"); D = R.Doc(margins=1.5, fs=7, footer="#")
    for x in t: D.table(x, width=18, repeat=True, fill="DDDDDD"); D.br()
    D.save(o); return t
@rec
def writer_title_at_foot(o):
    t = T("chongqing", "表三", "表八", "表一"); D = R.Doc(fs=9)
    for x in PROSE * 2: D.p(x, indent=True)
    for x in t:
        D.table(x, cantsplit=True)
        for k in PROSE[:2]: D.p(k, indent=True)
    D.save(o); return t
@rec
def writer_vertical(o):
    d = Data(44); t = []
    rows = [["项目名称", (F.PROJ[1], 1, 4)], ["主管部门", (DEPT, 1, 2), "实施单位", F.UNITS[2]], [("项目资金（万元）", 3, 1), ("年度资金总额", 1, 2), ("120.50", 1, 2)], [("其中：财政拨款", 1, 2), ("120.50", 1, 2)], [("其他资金", 1, 2), ("", 1, 2)], ["总体目标", (F.GOALS[0], 1, 4)], [("绩效指标", 7, 1), "一级指标", "二级指标", "三级指标", "指标值"], [("产出指标", 3, 1), "数量指标", F.L3[0], "≥20个"], ["质量指标", F.L3[2], "≥95%"], ["时效指标", F.L3[3], "100%"], [("效益指标", 2, 1), "社会效益指标", F.L3[7], "显著"], ["可持续影响指标", F.L3[6], "≥300天"], ["满意度指标", "服务对象满意度指标", F.L3[5], "≥90%"]]
    for k in range(2):
        x = Tab(f"表14-{k + 1}", "项目支出绩效目标表", "万元", copy.deepcopy(rows), 0, [1.2, 2.5, 3, 5, 3]); x.cap = [[("l", x.number)], [("c", x.title)], [("c", "（2026年度）")]]; t.append(x)
    D = R.Doc()
    for x in t: D.table(x, vert={(2, 0), (5, 0), (6, 0), (7, 1)}); D.br()
    D.save(o); return t
@rec
def writer_contents(o):
    t = T("chongqing", "表一", "表八", "表九", "表十"); D = R.Doc(landscape=True, footer="— # —")
    D.p("2026年度部门预算", 1, True, 24, before=100); D.p(DEPT, 1, True, 20); D.br(); D.p("目  录", 1, True, 16)
    from docx.shared import Cm
    for i, x in enumerate(t):
        p = D.p(f"{x.number} {x.title}\t{i + 3}"); p.paragraph_format.tab_stops.add_tab_stop(Cm(24), 2, 1)
    D.br()
    for x in t: D.table(x, width=25); D.br()
    D.save(o); return t
@rec
def writer_mixed_noside(o):
    t = T("final", "公开01表", "公开03表", "公开06表"); D = R.Doc(header=DEPT + "2024年度部门决算"); D.p("第一部分 部门概况", 1, True, 14); D.p(PROSE[0], indent=True)
    D.section(True)
    for x in t: D.table(x, width=25, edges="noside", repeat=True); D.br()
    D.section(False); D.p(PROSE[1], indent=True); D.save(o); return t
@rec
def writer_hlines(o):
    t = [F.unspan(x) for x in T("final", "公开01表", "公开03表")]; D = R.Doc(fs=9)
    for x in t: D.table(x, width=17, edges="hlines"); D.br()
    D.save(o); return t
@rec
def writer_inner_dbl(o):
    t = T("hangzhou", "表1", "表3"); D = R.Doc(fs=8)
    D.table(t[0], edges="inner"); D.br(); D.table(t[1], edges="dblouter"); D.save(o); return t
@rec
def writer_linefeeds(o):
    t = T("jiangsu", "公开05表", "公开11表"); D = R.Doc()
    for x in t: D.table(x, lf=lambda r, c, s, x=x: (s[:2] + "\n" + s[2:] if len(s) == 4 and r < x.head else s))
    D.save(o); return t

# ---- HTML
@rec
def chromium_rowcut(o):
    t = T("guangzhou", "表12", "表2", "表3"); h = "".join(R.html_table(x, "header") + '<div class="pb"></div>' for x in t)
    R.chromium(R.page(h, "td.h{background:#dbe5f1} tbody tr:nth-child(even) td{background:#f5f5f5}", size="A4", margin="12mm", fs=8), o); return t
@rec
def chromium_prose(o):
    t = T("fujian")[:3]; h = f"<h1>{DEPT}<br>2026年部门预算</h1><div class=pb></div>"
    for x in t: h += f"<p>{PROSE[0]}</p>" + R.html_table(x, "none", capstyle="title") + f"<p>{PROSE[1]}</p>"
    for x in t: x.unit = "" if x.number == "" and x.head else "万元"
    R.chromium(R.page(h, size="A4", font="WenQuanYi Zen Hei", fs=10), o); return t
@rec
def chromium_borderless(o):
    t = [F.unspan(x) for x in T("guangzhou", "表3", "表8")]; h = "".join(R.html_table(x, "header") + '<div class="pb"></div>' for x in t)
    R.chromium(R.page(h, border="none", fs=9), o); return t
@rec
def chromium_sidebyside(o):
    t = T("beijing", "预算09表", "预算10表"); t[0].cap = [[("c", "表1 财政拨款“三公”经费支出表")], [("r", "单位：万元")]]; t[1].cap = [[("c", "表2 政府采购预算明细表")], [("r", "单位：万元")]]
    t[0].number, t[1].number = "表1", "表2"
    h = f'<p>{PROSE[0]}</p><div style="display:flex;gap:30px"><div style="width:62%">{R.html_table(t[0])}</div><div style="width:35%">{R.html_table(t[1])}</div></div><p>{PROSE[1]}</p>'
    R.chromium(R.page(h), o); return t
@rec
def chromium_both(o):
    t = T("yantai", "公开表5", "公开表11"); h = "".join(R.html_table(x, "both") + '<div class="pb"></div>' for x in t)
    R.chromium(R.page(h, fs=8, border="1px solid #666"), o); return t
@rec
def weasy_central(o): t = T("central"); R.weasy(R.page(R.html_table(t[0], "none"), fs=7), o); return t
@rec
def weasy_dashed(o): t = T("jiangsu", "公开01表", "公开05表", "公开13表"); R.weasy(R.page('<div class="pb"></div>'.join(R.html_table(x, "header") for x in t), border="0.6pt dashed #444", fs=8), o); return t
@rec
def weasy_separate(o):
    t = T("chongqing", "表一", "表八", "表九"); R.weasy(R.page('<div class="pb"></div>'.join(R.html_table(x, "header") for x in t), "table{border-collapse:separate;border-spacing:2px} ", border="0.5pt solid #333", fs=8), o); return t
@rec
def weasy_whitelines(o):
    t = T("guangzhou", "表2", "表3", "表8"); R.weasy(R.page('<div class="pb"></div>'.join(R.html_table(x, "header") for x in t), "td{background:#eef3fa} td.h{background:#b8cce4} tr:nth-child(even) td.n,tr:nth-child(even) td.t{background:#dce6f1} tr.cap td{background:none}", border="1pt solid #fff", fs=8), o); return t
@rec
def weasy_rotate90(o):
    t = T("yantai"); R.weasy(R.page('<div class="pb"></div>'.join(R.html_table(x, "both") for x in t), fs=8), o + ".t"); turn(o + ".t", o, 90); return t
@rec
def wkhtml_chongqing(o): t = T("chongqing"); R.wkhtml(R.page('<div class="pb"></div>'.join(R.html_table(x, "header", "unit") for x in t), ".cl{display:block}.cl .c{display:block}.cl .r{display:block;text-align:right}"), o, "-O", "Landscape"); return t
@rec
def wkhtml_zebra(o): t = T("jiangsu", "公开01表", "公开05表", "公开13表"); R.wkhtml(R.page('<div class="pb"></div>'.join(R.html_table(x, "none", "unit") for x in t), ".cl{display:block}.cl .c{display:block}.cl .r{display:block;text-align:right} tr:nth-child(even){background:#eee}", border="1px solid #bbb"), o, "-O", "Landscape", "-s", "A4"); return t
@rec
def chromium_english(o): t = T("english"); R.chromium(R.page("<h2>City of Springfield Adopted Budget FY 2026</h2><p>The following table summarizes the General Fund by department.</p>" + R.html_table(t[0], capstyle="oneline"), size="Letter", font="DejaVu Sans", border="none", css="td{border-bottom:1px solid #ccc}"), o); return t
@rec
def chromium_notes(o):
    t = T("jiangsu", "公开11表") + T("yantai", "公开表9") + T("beijing", "预算07表"); h = ""
    for x in t: h += R.html_table(x, "none") + "<br><br>"
    R.chromium(R.page(h, size="A4", margin="20mm"), o); return t

# ---- Typst
@rec
def typst_yantai(o): t = T("yantai"); R.typ("\n#pagebreak()\n".join(R.typ_table(x) for x in t), o, fs=8); return t
@rec
def typst_gutter(o): t = T("chongqing", "表一", "表八"); R.typ("\n#pagebreak()\n".join(R.typ_table(x, gutter="2pt") for x in t), o, fs=8); return t
@rec
def typst_taiwan(o): t = T("taiwan"); t[0].cap = [[("c", "某某市")], [("c", "歲出機關別預算表")], [("c", "中華民國115年度")], [("r", "單位：新臺幣千元")]]; R.typ(R.typ_table(t[0]), o, font="AR PL UMing TW"); return t
@rec
def typst_hlines(o): t = [F.unspan(x) for x in T("guangzhou", "表3", "表8") + T("shenzhen", "表2")]; R.typ("\n#pagebreak()\n".join(R.typ_table(x, stroke="(x: none, y: 0.4pt)") for x in t), o, fs=8); return t
@rec
def typst_three(o): t = [F.unspan(x) for x in T("guangzhou", "表8") + T("jiangsu", "公开01表")]; R.typ("\n#pagebreak()\n".join(R.typ_table(x, stroke=f"(x, y) => if y == 0 {{ (top: 1pt) }} else if y == {x.head} {{ (top: .5pt) }} else if y == {x.nr - 1} {{ (bottom: 1pt) }}") for x in t), o, fs=9); return t
@rec
def typst_none(o): t = [F.unspan(x) for x in T("shenzhen", "表1", "表2") + T("chongqing", "表三")]; R.typ("\n#pagebreak()\n".join(R.typ_table(x, stroke="none") for x in t), o, fs=8); return t

# ---- drawn
def drawn(o, t, be=None, cover=True, sep=True, **k):
    be = be or R.RL(o)
    D = R.Draw(be, **k)
    if cover: D.cover(DEPT, 2024 if any(k in o for k in ("final", "rl-hlines", "cairo-thinfill")) else 2026)
    for x in t:
        if sep or D.y is None: D.newpage()
        D.table(x)
    D.done(); return t
@rec
def rl_cellrect(o): return drawn(o, T("jiangsu"), lines="cellrect", habit="none", lw=.4)
@rec
def rl_thinfill(o): return drawn(o, T("hangzhou"), lines="thin", lw=.3, capstyle="colon", habit="none", split=True)
@rec
def rl_segments(o): return drawn(o, T("shenzhen", "表1", "表2", "表9"), lines="segments", habit="both", fs=7)
@rec
def rl_double(o): return drawn(o, T("chongqing"), lines="double", lw=.3)
@rec
def rl_doubleouter(o): return drawn(o, T("guangzhou"), lines="doubleouter", lw=.4)
@rec
def rl_dotted(o): return drawn(o, T("yantai"), dash=([.5, 1.5], 0), lw=.5, habit="both")
@rec
def rl_inner(o): return drawn(o, T("jiangsu", "公开01表", "公开02表", "公开05表"), lines="inner", fs=7)
@rec
def rl_notop(o): return drawn(o, T("jiangsu", "公开01表", "公开05表"), lines="notop")
@rec
def rl_hair_gray(o): return drawn(o, T("shanghai"), lw=0.05, col=(.75, .75, .75), capstyle="unit")
@rec
def rl_thick(o): return drawn(o, T("beijing", "预算01表", "预算05表", "预算09表", "预算10表"), lw=2, col=(0, .2, .5), outer=3, capstyle="oneline", pad=4)
@rec
def rl_zebra_vlines(o): return drawn(o, T("yantai", "公开表4", "公开表11"), lines="vlines", zebra=(.93, .93, .93), fillhead=(.8, .85, .95))
@rec
def rl_5pt_A3(o): return drawn(o, T("xian"), w=1191, h=842, fs=5, habit="both", pad=1.5, lw=.25)
@rec
def rl_wrapped_numbers(o): return drawn(o, T("shenzhen", "表2", "表9", "表3"), fs=9, habit="header", w=595, h=842, m=30, pad=1)
@rec
def rl_overflow_numbers(o): return drawn(o, T("shenzhen", "表2"), fs=7.4, overflow=True, habit="header", w=595, h=842, m=30, pad=.5)
@rec
def rl_split_none(o):
    d = Data(51); t = [Tab("表11", "2026年市级部门项目支出绩效表", "万元", [["单位名称", "项目名称", "金额", "绩效目标"]] + [[F.UNITS[i % 6], F.PROJ[i % 10], d.f(d.num() * 100 + 1), (F.GOALS[i % 3] + F.GOALS[(i + 1) % 3]) * (1 + i % 3)] for i in range(24)], 1, [3, 4, 1.1, 6])]
    return drawn(o, t, habit="none", split=True, w=595, h=842, fs=9, capstyle="colon")
@rec
def rl_split_header(o):
    d = Data(52); t = [Tab("表11", "2026年市级部门项目支出绩效表", "万元", [["单位名称", "项目名称", "金额", "绩效目标"]] + [[F.UNITS[i % 6], F.PROJ[i % 10], d.f(d.num() * 100 + 1), (F.GOALS[i % 3] + F.GOALS[(i + 1) % 3]) * (1 + i % 3)] for i in range(24)], 1, [3, 4, 1.1, 6])]
    return drawn(o, t, habit="both", split=True, w=595, h=842, fs=9, valign="top")
def beijing12(): d, t = F.beijing(); return [t[-1]]
@rec
def rl_merged_none(o): return drawn(o, beijing12(), habit="none", fs=7, h=420, capstyle="oneline")
@rec
def rl_merged_header(o): return drawn(o, beijing12(), habit="both", fs=7, h=420, capstyle="oneline")
@rec
def rl_bothpages(o): return drawn(o, beijing12(), habit="none", fs=7, h=420, bothpages=True, capstyle="oneline")
@rec
def rl_nofooter_top(o):
    t = T("jiangsu", "公开01表", "公开05表", "公开13表"); return drawn(o, t, m=6, foot=None, habit="none")
@rec
def rl_running_head(o): return drawn(o, T("jiangsu"), head=DEPT + "2026年度部门预算公开", foot="- 第#页 -", habit="none", split=True, mirror=9)
@rec
def rl_watermark(o):
    t = T("jiangsu", "公开01表", "公开05表"); be = R.RL(o); D = R.Draw(be, habit="none"); old = D.newpage
    def np():
        old()
        for i in range(3): be.text(150 + 200 * i, 450 - 100 * i, "仅供内部公开使用", 36, .85, 30)
        if D.n > 1: be.text(350, 300, "某某市财政局", 40, .8)
    D.newpage = np; D.cover(DEPT, 2026)
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def rl_seal(o):
    t = T("jiangsu", "公开01表", "公开05表"); be = R.RL(o); D = R.Draw(be, habit="none"); D.cover(DEPT, 2026)
    for x in t:
        D.newpage(); D.table(x); be.circle(500, 300, 55, 2.5, (.9, .1, .1)); be.c.setFillColorRGB(.9, .1, .1)
        import math
        be.c.setFont(be.font, 11)
        for i, ch in enumerate("某某市生态环境局"):
            a = math.pi * (1 - (i + .5) / 8); be.c.saveState(); be.c.translate(500 + 42 * math.cos(a), be.h - 300 + 42 * math.sin(a)); be.c.rotate(math.degrees(a) - 90); be.c.drawCentredString(0, 0, ch); be.c.restoreState()
        be.c.setFont(be.font, 26); be.c.drawCentredString(500, be.h - 308, "★")
    D.done(); return t
@rec
def rl_twotables_nogap(o):
    t = T("yantai", "公开表7") + T("chongqing", "表八", "表九"); be = R.RL(o); D = R.Draw(be, capstyle="unit"); D.newpage()
    for x in t: D.table(x, gap=3)
    D.done(); return t
@rec
def rl_touching(o):
    "tables of one width with nothing but a caption's room between them, no numbers"
    t = [Tab("", f"{n}明细表", "万元", [["项目", "预算数", "备注"]] + [[F.PROJ[(i + k) % 10], f"{(i + 1) * 12.5:.2f}", ""] for i in range(4)] + [["合计", "125.00", ""]], 1, [5, 3, 3]) for k, n in enumerate(["会议费", "培训费", "委托业务费"])]
    be = R.RL(o); D = R.Draw(be, w=595, h=842, capstyle="titleunit"); D.newpage()
    for x in t: D.table(x, gap=2)
    D.done(); return t
@rec
def rl_side_by_side(o):
    t = T("beijing", "预算10表") + T("fujian")[:1]; be = R.RL(o, "uming"); D = R.Draw(be, capstyle="oneline"); D.newpage(); D.prose(PROSE[0])
    y = D.y; D.table(t[0], x0=40, width=340); y2 = D.y; D.table(t[1], x0=430, width=370, top=y); D.y = max(y2, D.y); D.prose(PROSE[1]); D.done(); return t
@rec
def rl_unit_places(o):
    a = T("beijing", "预算09表")[0]; a.cap = [[("c", "表1 财政拨款“三公”经费支出表（单位：万元）")]]; a.number = "表1"
    b = T("fujian")[0]; b.rows[0][1] = "预算数（万元）"; b = Tab("表2", "一般公共预算“三公”经费支出预算表", "万元", b.rows, 1, [6, 3]); b.cap = [[("c", "表2 一般公共预算“三公”经费支出预算表")]]
    c = T("beijing", "预算10表")[0]; c.number = "附表3"; c.cap = [[("r", "附表3")], [("c", "政府采购预算明细表")], [("r", "金额单位：人民币万元")]]
    d = T("chongqing", "表八")[0]; d.cap = [[("l", "表4"), ("c", "2026年单位财政拨款“三公”经费支出情况表"), ("r", "单位：万元")]]; d.number = "表4"
    be = R.RL(o); D = R.Draw(be, w=595, h=842); D.newpage()
    for x in (a, b, c, d): D.table(x)
    D.done(); return [a, b, c, d]
@rec
def rl_title_foot(o):
    t = T("chongqing", "表三", "表八"); be = R.RL(o); D = R.Draw(be, w=595, h=842, habit="header"); D.newpage()
    for x in PROSE * 6: D.prose(x)
    while D.y < 842 - 40 - 60: D.prose("其他说明事项略。")
    D.caption(t[0], 515, 40); D.newpage(); D.table(t[0], cap=False); D.prose(PROSE[1])
    D.table(t[1]); D.done(); return t
@rec
def cairo_sideways(o):
    "the page is upright, its content lies on its side, without /Rotate"
    t = T("yantai", "公开表5", "公开表4"); drawn(o + ".t", t, be=R.Cairo(o + ".t", "WenQuanYi Micro Hei"), habit="both", cover=False); sideways(o + ".t", o); return t
@rec
def cairo_thinfill(o): return drawn(o, T("final"), be=R.Cairo(o, "Noto Serif CJK SC"), lines="thin", lw=.5, w=595, h=842, fs=7)
@rec
def cairo_vlabels(o):
    t = T("xian", "表14"); return drawn(o, t, be=R.Cairo(o, "AR PL UKai CN"), w=595, h=842, fs=9)
@rec
def fpdf_final(o): return drawn(o, T("final"), be=R.FP(o), lines="cellrect", fs=7)
@rec
def fpdf_shanghai(o): return drawn(o, T("shanghai"), be=R.FP(o, "zen"), lines="full", fs=8, habit="header", capstyle="unit")
@rec
def box_mediabox(o):
    t = T("jiangsu", "公开01表", "公开05表"); drawn(o + ".t", t, habit="both"); boxes(o + ".t", o, "media"); return t
@rec
def box_crop(o):
    t = T("jiangsu", "公开01表", "公开05表"); drawn(o + ".t", t, habit="both"); boxes(o + ".t", o, "crop"); return t
@rec
def box_userunit(o):
    t = T("jiangsu", "公开01表", "公开05表"); drawn(o + ".t", t, habit="none"); boxes(o + ".t", o, "unit"); return t
@rec
def box_rotate270_180(o):
    t = T("jiangsu", "公开01表", "公开02表", "公开05表"); drawn(o + ".t", t, habit="none"); boxes(o + ".t", o, "turn"); return t
@rec
def gs_writer(o): t = writer_guangzhou(o + ".t"); R.run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/ebook", "-o", o, o + ".t"); return t
@rec
def qpdf_calc(o): t = calc_jiangsu_onecell(o + ".t"); R.run("qpdf", "--object-streams=generate", "--linearize", "--recompress-flate", o + ".t", o); return t
@rec
def rl_onerow(o):
    t = [Tab("表7", "2026年度机关运行经费表", "万元", [["单位名称", "机关运行经费"], [DEPT, "1,204.38"]], 1, [5, 3]), Tab("表8", "政府购买服务支出表", "万元", [["合计", "356.80"]], 0, [5, 3])]
    return drawn(o, t, w=595, h=842, sep=False)
@rec
def rl_borderless_cn(o): return drawn(o, [F.unspan(x) for x in T("hangzhou", "表1", "表3") + T("shenzhen", "表2")], lines="none", fs=7, habit="header", capstyle="colon")
@rec
def rl_three_lines(o): return drawn(o, [F.unspan(x) for x in T("guangzhou", "表8") + T("chongqing", "表三")], lines="three", fs=9, habit="none", w=595, h=842)
@rec
def rl_hlines(o): return drawn(o, [F.unspan(x) for x in T("final")], lines="hlines", fs=8)

def turn(a, b, k):
    import pikepdf
    with pikepdf.open(a) as p, pikepdf.new() as n:
        for pg in p.pages:
            # turn the content a quarter, and /Rotate it back
            x0, y0, x1, y1 = [float(v) for v in pg.mediabox]; w, h = x1 - x0, y1 - y0
            pg.contents_add(f"q 0 1 -1 0 {h} 0 cm ".encode(), prepend=True); pg.contents_add(b" Q")
            pg.MediaBox = [0, 0, h, w]
            for kx in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if kx in pg: del pg[kx]
            pg.Rotate = k
        p.save(b)
def sideways(a, b):
    import pikepdf
    with pikepdf.open(a) as p:
        for pg in p.pages:
            x0, y0, x1, y1 = [float(v) for v in pg.mediabox]; w, h = x1 - x0, y1 - y0
            pg.contents_add(f"q 0 1 -1 0 {h} 0 cm ".encode(), prepend=True); pg.contents_add(b" Q"); pg.MediaBox = [0, 0, h, w]
        p.save(b)
def boxes(a, b, how):
    import pikepdf
    with pikepdf.open(a) as p:
        for i, pg in enumerate(p.pages):
            x0, y0, x1, y1 = [float(v) for v in pg.mediabox]; w, h = x1 - x0, y1 - y0
            if how == "media": pg.MediaBox = [-100, 250, w - 100, h + 250]; pg.contents_add(b"q 1 0 0 1 -100 250 cm ", prepend=True); pg.contents_add(b" Q")
            if how == "crop": pg.MediaBox = [0, 0, w + 200, h + 120]; pg.CropBox = [80, 60, w + 80, h + 60]; pg.contents_add(b"q 1 0 0 1 80 60 cm ", prepend=True); pg.contents_add(b" Q")
            if how == "unit": pg.MediaBox = [0, 0, w / 2, h / 2]; pg.contents_add(b"q .5 0 0 .5 0 0 cm ", prepend=True); pg.contents_add(b" Q"); pg.UserUnit = 2
            if how == "turn":
                k = (270, 180, 90)[i % 3]
                m = {270: f"q 0 -1 1 0 0 {w} cm ", 90: f"q 0 1 -1 0 {h} 0 cm ", 180: f"q -1 0 0 -1 {w} {h} cm "}[k]
                pg.contents_add(m.encode(), prepend=True); pg.contents_add(b" Q"); pg.Rotate = k
                if k != 180: pg.MediaBox = [0, 0, h, w]
        p.save(b, force_version="1.7")

def main(out, names):
    os.makedirs(out, exist_ok=True)
    for n in names or REC:
        o = os.path.join(out, n + ".pdf")
        try:
            t = REC[n](o)
            if os.path.exists(o + ".t"): os.remove(o + ".t")
            year = 2024 if "final" in n or n in ("rl-hlines", "cairo-thinfill", "writer-mixed-noside", "writer-hlines") else 2026
            json.dump({"id": n, "family": n.split("-")[0], "fiscalYear": year, "publisher": DEPT, "kind": "预算", "pdf": n + ".pdf", "tables": [x.truth() for x in t]}, open(os.path.join(out, n + ".truth.json"), "w"), ensure_ascii=False)
            print(n, os.path.getsize(o), flush=True)
        except Exception as e: print("FAILED", n, repr(e)[:300], flush=True); traceback.print_exc(limit=-2)
    shutil.rmtree(R.TMP, ignore_errors=True)
