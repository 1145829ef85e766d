"""Second series: furniture, captions, cells, what is no table."""
import copy, math, os
from series1 import rec, REC, T, DEPT, PROSE, drawn, turn, sideways, boxes
import forms as F, render as R
from forms import Tab, Data
from render import *

def rl(o, font="wqy-microhei", **k): be = R.RL(o, font); return be, R.Draw(be, **k)
@rec
def cap_variants(o):
    d = Data(61); t = []
    def one(no, ti, un, cap):
        x = F.sangong(d, no, ti, un); x.cap = cap; t.append(x)
    one("表一", "收支总表", "万元", [[("c", "表一  收 支 总 表")], [("r", "单位:万元")]])
    one("公开02表", "收入总表", "元", [[("r", "公开02表")], [("c", "收入总表")], [("l", "公开部门：" + DEPT), ("r", "金额单位：元")]])
    one("附表3", "部门支出总体情况表", "千元", [[("l", "附表3：")], [("c", "部门支出总体情况表")], [("l", "填报单位（盖章）：" + DEPT), ("r", "单位：千元")]])
    one("表4", "2026年部门财政拨款收支总体情况表", "万元", [[("c", "2026年部门财政拨款收支总体情况表")], [("l", "表4"), ("r", "单位：万元")]])
    one("预算05表", "一般公共预算支出表", "万元", [[("l", "预算05表"), ("r", "单位：万元")], [("c", "一般公共预算支出表")]])
    one("表6", "一般公共预算基本支出表", "万元", [[("c", "表6 一般公共预算基本支出表 单位：万元")]])
    one("表07", "一般公共预算“三公”经费支出表", "万元", [[("c", "表07")], [("c", "一般公共预算“三公”经费支出表")], [("l", "编制部门：" + DEPT + "　　　　　　　　　　　　单位：万元")]])
    one("表8", "政府性基金预算支出表", "万元", [[("c", "八、政府性基金预算支出表（表8）")], [("r", "金位：万元")]])
    one("表九", "国有资本经营预算支出表", "万元", [[("c", "表九、国有资本经营预算支出表")], [("r", "（单位：万元）")]])
    one("表10", "项目支出预算表", "万元", [[("l", "部门名称：" + DEPT), ("c", "项目支出预算表（表10）"), ("r", "万元")]])
    be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026)
    for i, x in enumerate(t):
        if i % 4 == 0: D.newpage()
        D.table(x)
    D.done(); return t
@rec
def cap_wrapped_title(o):
    d = Data(62); t = []
    for no, ti in (("表5", "2026年某某市生态环境局部门综合预算一般公共预算财政拨款“三公”经费及会议费、培训费支出预算表"), ("表6", "2026年部门预算一般公共预算支出明细表（按支出功能分类科目，不含上级专项资金及结转）")):
        x = F.sangong(d, no, ti, "万元"); k = len(ti) * 3 // 5; x.cap = [[("l", no)], [("c", ti[:k])], [("c", ti[k:])], [("l", "部门：" + DEPT), ("r", "单位：万元")]]; t.append(x)
    be, D = rl(o, w=595, h=842)
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def cap_continued(o):
    t = T("jiangsu", "公开05表", "公开13表"); be, D = rl(o, habit="both"); D.cover(DEPT, 2026)
    old = D.caption
    for x in t:
        first = [True]
        def cap(t_, w, x0, first=first):
            keep = t_.title
            if not first[0]: t_.title = keep + "（续）"
            old(t_, w, x0); t_.title = keep; first[0] = False
        D.caption = cap; D.newpage(); D.table(x)
    D.done(); return t
@rec
def charts(o):
    "bar chart, pie, organisation chart and boxed prose: no tables; one small table among them"
    be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026); D.newpage(); c = be.c
    D.prose("一、收入预算情况", 12); D.prose(PROSE[1]); y = 842 - D.y - 20
    c.setStrokeGray(.7); c.setLineWidth(.5)
    for i in range(6): c.line(100, y - 150 + i * 30, 500, y - 150 + i * 30); c.setFont(be.font, 8); c.setFillGray(0); c.drawRightString(95, y - 153 + i * 30, str(i * 2000))
    c.setStrokeGray(0); c.line(100, y - 150, 100, y); c.line(100, y - 150, 500, y - 150)
    for i, (n, v) in enumerate([("2022年", 60), ("2023年", 85), ("2024年", 110), ("2025年", 95), ("2026年", 130)]):
        c.setFillColorRGB(.3, .5, .8); c.rect(120 + i * 75, y - 150, 40, v, fill=1, stroke=0); c.setFillGray(0); c.drawCentredString(140 + i * 75, y - 162, n); c.drawCentredString(140 + i * 75, y - 147 + v, f"{v * 66.7:,.2f}")
    D.y += 200; D.prose("图1 近五年部门预算收入情况（单位：万元）", 9, "c"); D.prose(PROSE[2])
    D.prose("二、机构设置", 12); y = 842 - D.y
    def box(x, yy, w, h, s): c.rect(x, yy, w, h, fill=0, stroke=1); c.drawCentredString(x + w / 2, yy + h / 2 - 3, s)
    c.setFillGray(0); c.setFont(be.font, 8); box(250, y - 40, 100, 24, DEPT); c.line(300, y - 40, 300, y - 55); c.line(90, y - 55, 510, y - 55)
    for i, u in enumerate(["办公室", "法规与标准处", "水生态环境处", "大气环境处", "土壤生态环境处", "监测处"]): x = 60 + i * 84; c.line(x + 30, y - 55, x + 30, y - 70); box(x, y - 94, 62, 24, u)
    D.y += 110; D.newpage()
    c.setStrokeGray(0); c.rect(40, 842 - 240, 515, 190, fill=0, stroke=1); D.y = 60
    D.m = 50; D.ml = 50; D.prose("名词解释", 12, "c")
    for p in PROSE[:2]: D.prose(p)
    D.m = 40; D.y = 260; D.prose("三、“三公”经费", 12)
    d = Data(63); x = F.sangong(d, "", "“三公”经费预算表", "万元"); x.cap = [[("c", "“三公”经费预算表")], [("r", "单位：万元")]]; D.table(x); D.prose(PROSE[3])
    D.prose("监督电话：010-12345678", 10); c.line(40, 842 - D.y - 5, 300, 842 - D.y - 5); D.done(); return [x]
@rec
def toc_table(o):
    "a contents page in ruled form (Xi'an 报表目录) is a table; then two forms"
    t = T("xian", "表1", "表14"); x = Tab("", "目录", "", [["报表", "报表名称", "是否空表", "公开空表理由"]] + [[f"表{i}", n, "否" if i % 3 else "是", "" if i % 3 else "本单位无此项预算"] for i, n in enumerate(["部门综合预算收支总表", "部门综合预算收入总表", "部门综合预算支出总表", "部门综合预算财政拨款收支总表", "一般公共预算支出明细表", "政府性基金收支表"], 1)], 1, [1, 5, 2, 4]); x.cap = [[("c", "目录")]]; t = [x] + t
    be, D = rl(o, capstyle="unit"); D.cover(DEPT, 2026)
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def toc_leaders(o):
    t = T("chongqing", "表一", "表三"); be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026); D.newpage(); D.prose("目　录", 16, "c")
    for i in range(24):
        s = f"{'一二三四五六七八九十'[i % 10]}、{['2026年单位收支总体情况表', '部门职责及机构设置', '名词解释', '“三公”经费支出情况表'][i % 4]}"; n = str(i + 3); be.text(60, D.y + 11, s, 11); x = 60 + be.width(s, 11)
        dots = ""
        while be.width(dots + "…", 11) < 510 - x: dots += "…"
        be.text(x, D.y + 11, dots, 11); be.text(520, D.y + 11, n, 11); D.y += 20
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def diagonal_head(o):
    d = Data(64); t = [Tab("表3", "分单位支出情况表", "万元", [["科目 单位", "合计", "基本支出", "项目支出"]] + [[u, d.f(d.num()), d.f(d.num()), d.f(d.num())] for u in F.UNITS], 1, [5, 3, 3, 3])]
    be, D = rl(o, w=595, h=842, rowmin=24); D.newpage(); y0 = D.y
    x = t[0]; x.cells[0] = (0, 0, 1, 1, ""); D.table(x); x.cells[0] = (0, 0, 1, 1, "科目单位")
    capH = 8 * 1.5 + 12 * 1.5 + 8 * 1.5; w = 515 * 5 / 14
    be.line(40, y0 + capH, 40 + w, y0 + capH + 24, .5); be.text(40 + w - 30, y0 + capH + 10, "科目", 8); be.text(46, y0 + capH + 21, "单位", 8); D.done(); return t
@rec
def indent_names(o):
    t = T("jiangsu", "公开05表"); t = [copy.deepcopy(t[0])]; x = t[0]
    be, D = rl(o, habit="none"); D.cover(DEPT, 2026); D.newpage()
    shown = copy.deepcopy(x); shown.cells = [(r, c, rs, cs, ("　" * {3: 0, 5: 1, 7: 2}.get(len(next(z[4] for z in x.cells if z[0] == r and z[1] == 0)), 0) + s) if c == 1 and r >= x.head else s) for r, c, rs, cs, s in x.cells]
    D.table(shown); D.done(); return t
@rec
def per_glyph(o):
    "each glyph shown by itself, spread over the cell (WPS justified), digits with tracking"
    t = T("jiangsu", "公开01表", "公开05表"); be, D = rl(o, habit="none"); D.cover(DEPT, 2026); old = be.text
    def text(x, y, s, fs, gray=0, rot=0, bold=False):
        for ch in s: old(x, y, ch, fs * .94, gray, rot); x += be.width(ch, fs)
    be.text = text
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def column_order(o):
    "text painted column by column, all rulings last"
    t = T("jiangsu", "公开01表", "公开05表"); be, D = rl(o, habit="none"); D.cover(DEPT, 2026)
    q = []; old, oldline = be.text, be.line
    be.text = lambda *a, **k: q.append((a, k))
    oldrule = D.rule
    def flush(*a):
        q.sort(key=lambda z: (round(z[0][0] / 40), -z[0][1]));
        for a_, k in q: old(*a_, **k)
        q.clear(); oldrule(*a)
    D.rule = flush
    for x in t: D.newpage(); D.table(x)
    for a_, k in q: old(*a_, **k)
    D.done(); return t
@rec
def underlines(o):
    "captions with underlined department, underlined words in cells, strike rules"
    t = T("chongqing", "表三", "表八"); be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026); oldc = D.caption
    def cap(x, w, x0): oldc(x, w, x0); be.line(x0 + 24, D.y - 2, x0 + 110, D.y - 2, .5)
    D.caption = cap; oldp = D.paint
    def paint(tt, c, xs, ys):
        oldp(tt, c, xs, ys); R_, C, rs, cs, s, x0, a, x1, b = c[:9]
        if s and not isnum(s) and R_ >= tt.head and R_ % 4 == 0: be.line(x0 + 3, (a + b) / 2 + 5, min(x1 - 2, x0 + 3 + be.width(s, 8)), (a + b) / 2 + 5, .4)
    D.paint = paint
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def rulings_twice(o):
    "each cell's four sides drawn twice, rounded to the producer's own grid (Excel through a printer driver)"
    t = T("shenzhen", "表2", "表9"); be, D = rl(o, habit="both", fs=7); D.cover(DEPT, 2026)
    def rule(cells, xs, ys):
        for c in cells:
            x0, a, x1, b = c[5:9]; r = lambda v: round(v / 0.75) * .75
            be.line(r(x0) - .2, r(a), r(x1) + .4, r(a), .48); be.line(r(x0) - .2, r(b) + .3, r(x1) + .4, r(b) + .3, .48)
            be.rect(r(x0) - .24, r(a) - .2, r(x0) + .24, r(b) + .4, fill=(0, 0, 0)); be.rect(r(x1) - .1, r(a) - .2, r(x1) + .38, r(b) + .4, fill=(0, 0, 0))
    D.rule = rule
    for x in t: D.newpage(); D.table(x)
    D.done(); return t
@rec
def partial_borders(o):
    "blank cells have no borders of their own below the body: totals boxed, blank rows only verticals"
    t = T("jiangsu", "公开01表"); x = t[0]; be, D = rl(o, w=595, h=842); D.cover(DEPT, 2026); D.newpage()
    def rule(cells, xs, ys):
        for c in cells:
            x0, a, x1, b = c[5:9]
            be.line(x0, a, x0, b, .5); be.line(x1, a, x1, b, .5)
            if c[4] or c[0] < 3: be.line(x0, a, x1, a, .5); be.line(x0, b, x1, b, .5)
        be.line(xs[0], ys[-1], xs[-1], ys[-1], .5)
    D.rule = rule; D.table(x); D.done(); return t
@rec
def neg_brackets(o):
    d = Data(66); t = [Tab("表5", "一般公共预算支出变动情况表", "万元", [["科目编码", "科目名称", "2025年执行数", "2026年预算数", "增减额", "增减（%）"]] + [[c, n, d.f(sum(v)), d.f(d.num()), ["(126.49)", "-1,204.10", "35.20", "—", "－12.00", "0.00"][i % 6], ["(11.97)%", "-3.2%", "4.5%", "——", "－2.1%", "/"][i % 6]] for i, (c, n, l, v) in enumerate(d.func())], 1, [2.4, 6, 3, 3, 3, 3])]
    return drawn(o, t, w=595, h=842, habit="none")
@rec
def long_form(o):
    "项目支出绩效目标表 of many rows over three pages, with cut paragraphs, numbered items and line feeds in cells; several projects one after another without captions between"
    d = Data(67); t = []; be, D = rl(o, w=595, h=842, habit="none", split=True, fs=9); D.cover(DEPT, 2026); D.newpage()
    for p in range(3):
        goal = "1.完成年度运维任务；\n2.设备完好率不低于95%；\n3.按季度开展巡检，形成报告并上报主管部门，对发现的问题限期整改。"
        rows = [[("项目名称", 1, 2), (F.PROJ[p], 1, 3)], [("主管部门", 1, 2), DEPT, "实施单位", F.UNITS[p]], [("项目属性", 1, 2), "延续项目", "项目期", "2026年"], [("项目资金（万元）", 3, 2), "年度资金总额：", ("128.00", 1, 2)], ["其中：财政拨款", ("128.00", 1, 2)], ["其他资金", ("0.00", 1, 2)], [("年度总体目标", 1, 2), (goal, 1, 3)], [("绩效指标", 10, 1), "一级指标", "二级指标", "三级指标", "指标值"]]
        for i in range(9): rows.append(([("产出指标", 5, 1)] if i == 0 else [("效益指标", 3, 1)] if i == 5 else ["满意度指标"] if i == 8 else []) + [["数量指标", "质量指标", "时效指标", "成本指标", "数量指标", "经济效益指标", "社会效益指标", "可持续影响指标", "服务对象满意度指标"][i], F.L3[(i + p) % 10], ["≥90%", "＝100%", "≤12个月"][i % 3]])
        x = Tab("", "项目支出绩效目标表", "万元", rows, 0, [1.5, 2.5, 4, 5, 4]); x.cap = [[("c", "项目支出绩效目标表")], [("c", "（2026年度）")]]; t.append(x); D.table(x, gap=30)
    D.done(); return t
@rec
def numbers_cut_column(o):
    "narrow amount columns: numbers wrapped, codes wrapped, rows cut at the page foot between the two lines of a number"
    d = Data(68); t = [Tab("表10", "2026年市级部门项目支出预算表", "万元", [["单位名称", "项目名称", "总计", "一般公共预算", "政府性基金"]] + [[F.UNITS[i % 6], F.PROJ[i % 10] + F.PROJ[(i + 3) % 10], d.f(1000000 + d.num() * 10 + 7), d.f(1000000 + d.num() * 10 + 7), ""] for i in range(40)], 1, [3, 4, 1.15, 1.15, 1.15])]
    return drawn(o, t, w=595, h=842, fs=9, habit="none", split=True, valign="top", capstyle="colon", pad=2)
@rec
def calc_full_document(o):
    "cover sheet and forms in one workbook with rows of different heights, footers, headers"
    t = T("chongqing") + T("final", "公开06表"); R.calc(t, o, habit="none", capstyle="founder", header=DEPT + "2026年部门预算公开表", footer="— &P —", fs=9); return t
@rec
def writer_toc_styles(o):
    "prose document with numbered headings, tables inside, header rule, footers 第X页 共Y页, narrow tables with wrapped text"
    d = Data(69); D = R.Doc(header=DEPT + "2026年部门预算", footer="第#页 共9页", fs=10.5); t = []
    D.p(DEPT + "2026年部门预算", 1, True, 22, before=120); D.br()
    for k, ti in enumerate(["收支总体情况表", "支出总体情况表", "财政拨款“三公”经费支出预算表"], 1):
        D.p(f"{'一二三'[k - 1]}、{ti}说明", bold=True); D.p(PROSE[k], indent=True); D.p(PROSE[0], indent=True)
        x = [F.balance(d, "", ti, "万元"), F.functional(d, "", ti, "万元", [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]], [lambda v: d.f(sum(v)), lambda v: d.f(v[0] + v[1]), lambda v: d.f(v[2])], widths=[3, 6, 3.5, 3.5, 3.5]), F.sangong(d, "", ti, "万元")][k - 1]
        x.cap = [[("c", ti)], [("r", "单位：万元")]]; t.append(x); D.table(x, width=16, fill="E7E6E6"); D.p("")
    D.save(o); return t
@rec
def writer_forms_break(o):
    "many forms on flowing pages with vertical merged labels, repeated over breaks; LibreOffice cuts rows"
    d, t = F.fujian(71, 7); t = t[1:]; D = R.Doc(fs=12, footer="#")
    for x in t: x.cap = [[("c", x.title)]]; D.table(x, capstyle="title"); D.p("")
    D.save(o); return t
@rec
def writer_indicators_cut(o):
    "projects merged over indicator rows, header repeated, rows may be cut, long texts"
    d = Data(72); t = [F.indicators(d, "表10", "项目支出绩效目标表", "万元", [[("项目名称", 2, 1), ("项目金额", 2, 1), ("绩效目标", 2, 1), ("绩效指标", 1, 5)], ["一级指标", "二级指标", "三级指标", "指标性质", "指标值"]], lambda p: [F.PROJ[p], d.f(d.num()), F.GOALS[p % 3]], n=7, per=(4, 9), widths=[3, 2.6, 5, 2.2, 3, 4, 1.5, 2], tail=4)]
    D = R.Doc(fs=9); D.p("第四部分 项目支出绩效目标", 1, True, 14); D.table(t[0], repeat=True); D.p(PROSE[0], indent=True); D.save(o); return t
@rec
def rl_traditional(o):
    d = Data(73, dec=0); t = [Tab("", "歲入來源別預算表", "新臺幣千元", [[("科目", 1, 4), ("本年度預算數", 2, 1), ("上年度預算數", 2, 1), ("前年度決算數", 2, 1), ("本年度與上年度比較", 2, 1), ("說明", 2, 1)], ["款", "項", "目", "名稱"]] + [["1" if i == 0 else "", "1" if i == 1 else "", "1" if i == 2 else "2" if i == 5 else "", ["罰款及賠償收入", "環境保護局", "罰金罰鍰及怠金", "罰金罰鍰", "賠償收入", "一般賠償收入", "規費收入", "行政規費收入", "審查費"][i], d.f(d.num()), d.f(d.num()), d.f(d.num()), d.f(-d.num()), "依據空氣污染防制法規定裁處之罰鍰收入。" if i % 3 == 0 else ""] for i in range(9)], 2, [1, 1, 1, 4, 3, 3, 3, 3, 6])]
    t[0].cap = [[("c", "臺北市政府環境保護局")], [("c", "歲入來源別預算表")], [("c", "中華民國115年度")], [("r", "單位：新臺幣千元")]]; return drawn(o, t, be=R.RL(o, "uming"), cover=False)
@rec
def rl_taipei_frame(o):
    "ruled columns, one ruled body row that holds all lines"
    d, t = F.taiwan(74); be = R.RL(o, "uming"); D = R.Draw(be, lines="vlines", fs=8); D.headrow = 2
    t[0].cap = [[("c", "某某市")], [("c", "歲出機關別預算表")], [("c", "中華民國115年度")], [("r", "單位：新臺幣千元")]]; D.newpage(); D.table(t[0]); D.done(); return t
@rec
def two_up_pages(o):
    "two small forms beside one another on each landscape page"
    d, t = F.fujian(75, 4); t = t[1:]; be, D = rl(o, fs=7); D.cover(DEPT, 2026)
    for i in range(0, 4, 2):
        D.newpage(); y = D.y
        for k in (0, 1): x = t[i + k]; x.cap = [[("c", x.title)]]; D.table(x, x0=40 + k * 390, width=370, top=y)
    D.done(); return t
@rec
def chromium_scaled(o):
    "Chromium, header background, collapsed 0.5px gray lines, wide 17 columns scaled small, header repeated"
    t = T("hangzhou", "表2") + T("changsha") + T("shenzhen", "表3"); h = '<div class="pb"></div>'.join(R.html_table(x, "header") for x in t)
    R.chromium(R.page(h, "td.h{background:#f2f2f2;font-weight:normal}", fs=6, border="0.5px solid #999", font="WenQuanYi Micro Hei"), o); return t
@rec
def chromium_forms(o):
    d, t = F.fujian(76, 5); t = t[1:] + T("xian", "表14"); t[-1].cap = [[("c", t[-1].number + " " + t[-1].title)], [("c", "（2026年度）")]]
    h = "".join(R.html_table(x, "none", capstyle="title") + "<br>" for x in t); R.chromium(R.page(h, size="A4", fs=10.5, font="Noto Sans CJK SC"), o); return t
