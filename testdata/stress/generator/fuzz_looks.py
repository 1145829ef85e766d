"""Calc and styled HTML, many looks"""
import random, json, os, sys, copy
import series1 as make, forms as F, render as R
from series1 import DEPT, PROSE
def main(out, n, seed0=0):
    os.makedirs(out, exist_ok=True)
    for i in range(seed0, seed0 + n):
        r = random.Random(i * 7 + 1); name = r.choice("beijing shanghai shenzhen chongqing guangzhou jiangsu hangzhou changsha fujian xian yantai changchun central final".split())
        d, t = getattr(F, name)(i); k = min(len(t), r.randint(1, 3)); t = r.sample(t, k) if name != "fujian" else t[1:k + 1]
        o = os.path.join(out, f"fc{i:03d}.pdf"); kind = r.choice(["calc", "calc", "chromium", "weasy", "wkhtml", "typst"])
        wide = max(x.nc for x in t); font = r.choice(["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "AR PL UMing CN", "AR PL UKai CN"])
        p = dict(kind=kind, font=font)
        if kind == "calc":
            q = dict(habit=r.choice(["none", "none", "header", "both"]), caption=r.choice(["above", "above", "inside"]), capstyle=r.choice(["std", "unit", "oneline", "colon", "tail"]) if all(x.number for x in t) else r.choice(["std", "unit"]), landscape=wide > 6 or r.random() < .4, fs=r.choice([8, 9, 10, 11]), style=r.choice(["thin", "thin", "hair", "medium", "double", "dotted", "dashed"]),
                     width=r.choice([100, 130, 160]) if wide < 14 else 220, spacer=r.random() < .3, onesheet=False, header=r.choice([None, DEPT + "2026年部门预算"]), footer=r.choice([None, "&P", "第 &P 页", "&P/&N", "— &P —"]), fills=r.random() < .3, color=r.choice([None, None, "FF808080"]), margins=r.choice([.3, .7]), center=r.random() < .7)
            q["header"] = None if q["capstyle"] == "x" else q["header"]
            p.update({k: v for k, v in q.items()}); R.calc(t, o, font=font, **q); style = q["capstyle"]
        elif kind == "typst":
            q = dict(habit=r.choice(["header", "none"]), capstyle=r.choice(["std", "unit", "titleunit"]) if all(x.unit for x in t) else "std", stroke=r.choice(["0.5pt", "0.3pt + gray", "(x: 0.3pt, y: 0.3pt)", "1pt", '(dash: "dashed", thickness: .5pt)']), inset=r.choice(["2pt", "4pt"]), fill=r.choice([None, "(x, y) => if calc.odd(y) { luma(240) }"]), gutter=r.choice([None, None, "1pt", "(0pt, 2pt)"]) )
            q["gutter"] = None if q["gutter"] and "(" in q["gutter"] else q["gutter"]
            p.update(q); R.typ("\n#v(2em)\n".join(R.typ_table(x, **q) for x in t), o, font=font, fs=r.choice([6, 7, 8]) if wide < 16 else 5, page='paper: "a4", flipped: %s, margin: 1.5cm, numbering: "1 / 1", header: align(center)[%s]' % (r.choice(["true", "false"]) if wide < 10 else "true", r.choice(["", DEPT + "部门预算"])))
        else:
            habit = r.choice(["both", "header", "none"]); style = r.choice(["std", "unit", "oneline"]) if all(x.number for x in t) else "std"
            border = r.choice(["1px solid #000", "0.5px solid #888", "1px solid #ccc", "2px solid #333", "1px dotted #000", "1px dashed #555", "3px double #000"])
            css = r.choice(["", "td.h{background:#4472c4;color:#fff}", "td.h{background:#d9d9d9}", "tbody tr:nth-child(even) td{background:#f2f2f2}", "table{border:2px solid #000}", "td.h{background:#e7eef7;border-color:#fff}"]) + r.choice(["", "", "tr{page-break-inside:avoid}", "td{padding:6px 4px}", "td{vertical-align:top}"])
            css += ".cl{display:block}.cl .c{display:block}.cl .r{display:block;text-align:right}" if kind == "wkhtml" else ""
            p.update(habit=habit, style=style, border=border, css=css); h = r.choice(["<br>", '<div class="pb"></div>', f"<p>{PROSE[1]}</p>"]).join(R.html_table(x, habit, capstyle=style) for x in t)
            if r.random() < .4: h = f"<h1>{DEPT}<br>2026年部门预算</h1><div class=pb></div>" + h
            hh = R.page(h, css, border=border, font=font, fs=r.choice([7, 8, 9]) if wide < 14 else 6, size="A4 landscape" if wide > 8 else r.choice(["A4", "A4 landscape"]))
            if kind == "wkhtml": R.wkhtml(hh, o, "-O", "Landscape" if wide > 8 else "Portrait")
            else: getattr(R, kind)(hh, o)
        if p.get("capstyle") == "titleunit": pass
        json.dump({"id": f"fc{i:03d}", "fiscalYear": 2026, "publisher": DEPT, "pdf": f"fc{i:03d}.pdf", "p": p, "form": name, "tables": [x.truth() for x in t]}, open(o.replace(".pdf", ".truth.json"), "w"), ensure_ascii=False)
        print(i, kind, name, flush=True)
main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
