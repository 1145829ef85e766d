"""Documents of chance, drawn by a layout of its own and ruled in many ways: fuzz_drawn.py OUTDIR N [FROM]"""
import random, json, os, sys
import series1 as make, forms as F, render as R
from series1 import DEPT
def main(out, n, seed0=0):
    os.makedirs(out, exist_ok=True)
    for i in range(seed0, seed0 + n):
        r = random.Random(i); name = r.choice("beijing shanghai shenzhen chongqing guangzhou jiangsu hangzhou changsha fujian xian yantai changchun central final".split())
        d, t = getattr(F, name)(i); k = min(len(t), r.randint(1, 3)); t = r.sample(t, k) if name != "fujian" else t[:k + 1]
        port = r.random() < .4; a3 = r.random() < .1
        w, h = (595, 842) if port else (842, 595)
        if a3: w, h = w * 2 ** .5, h * 2 ** .5
        wide = max(x.nc for x in t)
        fs = r.choice([6, 7, 8, 9]) if wide < 14 else r.choice([5, 6])
        p = dict(w=w, h=h, m=r.choice([25, 40, 60]), fs=fs, lines=r.choice(["full", "full", "cellrect", "thin", "segments", "full", "noside", "notop"]), lw=r.choice([.05, .25, .5, .5, 1, 1.5]), pad=r.choice([1, 2, 3, 5]),
                 habit=r.choice(["both", "header", "none", "none"]), split=r.random() < .4, valign=r.choice(["middle", "top"]), lead=r.choice([1.1, 1.25, 1.5]), foot=r.choice([None, "— # —", "第 # 页", "- # -", "#", "·#·"]),
                 head=r.choice([None, None, DEPT + "2026年度部门预算公开"]), fillhead=r.choice([None, None, (.85, .9, .95)]), zebra=r.choice([None, None, None, (.95, .95, .95)]), rowmin=r.choice([0, 0, 14, 20]), mirror=r.choice([0, 0, 8]),
                 capstyle=r.choice(["std", "unit", "oneline", "tail", "std"]), dash=r.choice([None, None, None, ([2, 1], 0)]), col=r.choice([(0, 0, 0), (0, 0, 0), (.6, .6, .6), (.1, .2, .6)]), bothpages=False)
        if p["split"]: p["valign"] = "top"
        if any(not x.number for x in t) and p["capstyle"] == "tail": p["capstyle"] = "std"
        be = r.choice([lambda o: R.RL(o), lambda o: R.RL(o, "uming"), lambda o: R.RL(o, "wqy-zenhei"), lambda o: R.Cairo(o, "WenQuanYi Micro Hei"), lambda o: R.RL(o, "ukai")])
        nm = f"fz{i:04d}"; o = os.path.join(out, nm + ".pdf")
        D = R.Draw(be(o), **p); same = r.random() < .3; prose = r.random() < .3
        if r.random() < .5: D.cover(DEPT, 2026)
        for j, x in enumerate(t):
            if j == 0 or not same: D.newpage()
            if prose: D.prose(r.choice(make.PROSE))
            D.table(x)
        if prose: D.prose(r.choice(make.PROSE))
        D.done()
        for x in t:
            if p["capstyle"] == "title": x.unit = ""
        json.dump({"id": nm, "fiscalYear": 2026, "publisher": DEPT, "pdf": nm + ".pdf", "p": {k: v for k, v in p.items() if k not in ("be",)}, "form": name, "tables": [x.truth() for x in t]}, open(os.path.join(out, nm + ".truth.json"), "w"), ensure_ascii=False)
main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
