"""no vertical lines, no lines, only verticals, three lines, zebra"""
import random, json, os, sys, copy
import series1 as make, forms as F, render as R
from series1 import DEPT
def main(out, n, seed0=0):
    os.makedirs(out, exist_ok=True)
    for i in range(seed0, seed0 + n):
        r = random.Random(i); name = r.choice("shanghai chongqing guangzhou jiangsu hangzhou yantai final shenzhen".split())
        d, t = getattr(F, name)(i); t = [F.unspan(x) for x in t if x.head and x.nc <= 13]; t = r.sample(t, min(len(t), 2))
        kind = r.choice(["none", "hlines", "three", "hlines", "none", "vlines"]); fs = r.choice([7, 8, 9])
        p = dict(w=842, h=595, fs=fs, lines=kind, habit=r.choice(["header", "none", "both"]), pad=r.choice([2, 3, 5]), capstyle=r.choice(["std", "unit", "oneline"]), zebra=r.choice([None, None, (.94, .94, .94)]), fillhead=r.choice([None, (.85, .9, .95)]))
        nm = f"fb{i:03d}"; o = os.path.join(out, nm + ".pdf"); D = R.Draw(R.RL(o, r.choice(["wqy-microhei", "uming"])), **p); D.cover(DEPT, 2026)
        for x in t: D.headrow = x.head; D.newpage(); D.table(x)
        D.done()
        json.dump({"id": nm, "fiscalYear": 2026, "publisher": DEPT, "pdf": nm + ".pdf", "p": p, "form": name, "tables": [x.truth() for x in t]}, open(os.path.join(out, nm + ".truth.json"), "w"), ensure_ascii=False)
main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
