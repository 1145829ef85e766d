"""Documents of chance that flow over pages, by Writer, browsers and Typst: fuzz_flowing.py OUTDIR N [FROM]"""
import random, json, os, sys, copy
import series1 as make, forms as F, render as R
from series1 import DEPT, PROSE
def main(out, n, seed0=0):
    os.makedirs(out, exist_ok=True)
    for i in range(seed0, seed0 + n):
        r = random.Random(i); name = r.choice("chongqing guangzhou jiangsu hangzhou fujian xian yantai central final fujian hangzhou beijing".split())
        d, t = getattr(F, name)(i); t = [x for x in t if x.nc <= 13]; k = min(len(t), r.randint(2, 4)); t = r.sample(t, k) if name != "fujian" else t[1:k + 1]
        land = r.random() < .4; fs = r.choice([7, 8, 9, 10.5, 12]) if max(x.nc for x in t) < 8 else r.choice([6, 7, 8])
        o = os.path.join(out, f"fw{i:03d}.pdf"); kind = r.choice(["writer", "writer", "writer", "chromium", "weasy", "typst"])
        rep = r.random() < .5; font = r.choice(["Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "AR PL UMing CN", "WenQuanYi Zen Hei"]); flow = r.random() < .5; cs = r.random() < .4; style = r.choice(["std", "unit", "std"])
        p = dict(kind=kind, rep=rep, font=font, flow=flow, fs=fs, cantsplit=cs, style=style, land=land)
        if kind == "writer":
            D = R.Doc(font=font, fs=fs, landscape=land, footer=r.choice([None, "#", "— # —"]), header=r.choice([None, DEPT + "2026年部门预算"]))
            if r.random() < .5: D.p(PROSE[0], indent=True)
            for x in t:
                D.table(x, capstyle=style, width=25 if land else 17, repeat=rep, cantsplit=cs, fill=r.choice([None, "DDDDDD"]))
                if flow: D.p(r.choice(["", PROSE[1]]), indent=True)
                else: D.br()
            D.save(o)
        elif kind == "typst":
            R.typ(("\n#v(1em)\n" if flow else "\n#pagebreak()\n").join(R.typ_table(x, habit="header" if rep else "none", capstyle=style) for x in t), o, font=font, fs=fs, page='paper: "a4", flipped: %s, margin: 1.5cm, numbering: "— 1 —"' % ("true" if land else "false"))
        else:
            h = ("<br>" if flow else '<div class="pb"></div>').join(R.html_table(x, r.choice(["both", "header"]) if rep else "none", capstyle=style) for x in t)
            css = "tr{break-inside:avoid}" if cs else ""
            getattr(R, kind)(R.page(h, css, size="A4 landscape" if land else "A4", font=font, fs=fs), o)
        for x in t:
            if style == "title": x.unit = ""
        json.dump({"id": f"fw{i:03d}", "fiscalYear": 2026, "publisher": DEPT, "pdf": f"fw{i:03d}.pdf", "p": p, "form": name, "tables": [x.truth() for x in t]}, open(o.replace(".pdf", ".truth.json"), "w"), ensure_ascii=False)
        print(i, kind, name, flush=True)
main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
