#!/usr/bin/env python3
"""CPU time of yusuan beside its named peers, on the same files in one run.

  peers.py YUSUAN FILE.pdf...   [--every N] [--runs N]

Three rows, each user + system time of whole processes, per page:
  yusuan      PDF to canonical JSON (extract --workers 1)
  PDFium      plain text of every page (pypdfium2)
  pdfplumber  find_tables of every Nth page (default 20), which is what it takes to compare with it at all

The rounds are interleaved and the median ratio is given, since machines drift. A file that a peer
cannot open is left out of all three.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, tempfile

TEXT = """
import sys, pypdfium2 as p
n = 0
for f in sys.argv[1:]:
    d = p.PdfDocument(f)
    for i in range(len(d)):
        page = d[i]; t = page.get_textpage(); t.get_text_bounded(); t.close(); page.close(); n += 1
    d.close()
print(n)
"""
TABLES = """
import sys, pdfplumber
every, n = int(sys.argv[1]), 0
for f in sys.argv[2:]:
    with pdfplumber.open(f) as d:
        for i, page in enumerate(d.pages):
            if i % every == 0:
                page.find_tables(); n += 1
            page.close()
print(n)
"""
OPENS = """
import sys, pypdfium2 as p, pdfplumber
for f in sys.argv[1:]:
    try:
        p.PdfDocument(f).close()
        with pdfplumber.open(f) as d: len(d.pages)
        print(f)
    except Exception as e:
        print(f"{f}: left out: {type(e).__name__}", file=sys.stderr)
"""


def cpu(argv):
    """CPU seconds and standard output of a child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("yusuan"); a.add_argument("files", nargs="+")
    a.add_argument("--every", type=int, default=20); a.add_argument("--runs", type=int, default=3)
    o = a.parse_args()
    files = subprocess.run([sys.executable, "-c", OPENS, *o.files], check=True, capture_output=True, text=True).stdout.split("\n")
    files = [f for f in files if f]
    rows = {"yusuan": [], "PDFium": [], "pdfplumber": []}
    for _ in range(o.runs):
        t, pages = cpu([sys.executable, "-c", TEXT, *files])
        pages = int(pages)
        rows["PDFium"].append(1000 * t / pages)
        out = tempfile.mkdtemp()
        t, _ = cpu([o.yusuan, "extract", "--workers", "1", "-o", out, *files])
        shutil.rmtree(out)
        rows["yusuan"].append(1000 * t / pages)
    t, n = cpu([sys.executable, "-c", TABLES, str(o.every), *files])
    rows["pdfplumber"].append(1000 * t / int(n))
    ours = statistics.median(rows["yusuan"])
    print(f"{len(files)} files, {pages} pages, {o.runs} rounds")
    print("| tool | ms CPU a page | pages/s a core | its time / ours |\n| --- | --- | --- | --- |")
    for name, times in rows.items():
        m = statistics.median(times)
        print(f"| {name} | {m:.2f} | {1000 / m:.0f} | {m / ours:.2f} |")


if __name__ == "__main__":
    main()
