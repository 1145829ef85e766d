#!/usr/bin/env python3
"""What reading costs: beside PDFium's plain text, on several cores, in memory, and as documents grow.

  speed.py YUSUAN --set NAME FILE... [--set NAME FILE...]   CPU time of each set beside PDFium's plain text of it
                  [--longest FILE]   wall time with two workers and with one on a single core, and peak memory
                  [--grow FILE]      CPU time a page of its pages repeated to 20, 200 and 2,000
                  [--runs N]         of which the best counts (default 5), the rounds interleaved

CPU time is user + system time of whole processes, one worker. Linux.
pip install pypdfium2
"""
import argparse, os, shutil, subprocess, sys, tempfile, time

TEXT = """
import sys, pypdfium2 as p
n = 0
for f in sys.argv[1:]:
    try: d = p.PdfDocument(f)
    except p.PdfiumError: continue
    for i in range(len(d)):
        page = d[i]; t = page.get_textpage(); t.get_text_bounded(); t.close(); page.close(); n += 1
    d.close()
print(n)
"""


def run(argv, cores=None):
    """CPU and wall seconds of a process and its children, the peak memory of the largest in MiB, and its output."""
    pin = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    started = time.monotonic()
    p = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=pin)
    out, err = p.stdout.read(), p.stderr.read()
    _, status, used = os.wait4(p.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):  # 3: some files failed
        sys.exit(f"{argv[0]}: {err}")
    return used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024, out


def extract(yusuan, files, workers=1, cores=None):
    out = tempfile.mkdtemp()
    try:
        return run([yusuan, "extract", "--workers", str(workers), "-o", out, *files], cores)
    finally:
        shutil.rmtree(out)


def best(runs, *ways):
    """The least of each way's figure, the ways in turn."""
    return [min(all) for all in zip(*([way() for way in ways] for _ in range(runs)))]


def beside(o, name, files):
    pages = int(run([sys.executable, "-c", TEXT, *files])[3])
    ours, theirs = best(o.runs, lambda: extract(o.yusuan, files)[0], lambda: run([sys.executable, "-c", TEXT, *files])[0])
    print(f"{name}: {len(files)} files, {pages} pages: {1000 * ours / pages:.2f} ms a page, "
          f"PDFium's plain text {1000 * theirs / pages:.2f}: {ours / theirs:.2f} of it")


def longest(o):
    one = next(iter(os.sched_getaffinity(0)))
    single, two = best(o.runs, lambda: extract(o.yusuan, [o.longest], 1, {one})[1], lambda: extract(o.yusuan, [o.longest], 2)[1])
    peak, = best(o.runs, lambda: extract(o.yusuan, [o.longest])[2])
    print(f"longest: {two:.2f} s with two workers, {single:.2f} s on one core: {two / single:.2f} of it; peak {peak:.0f} MiB")


def grow(o):
    import pypdfium2
    with tempfile.TemporaryDirectory() as folder:
        for pages in 20, 200, 2000:
            source, made = pypdfium2.PdfDocument(o.grow), pypdfium2.PdfDocument.new()
            made.import_pages(source, [i % len(source) for i in range(pages)])
            path = os.path.join(folder, f"{pages}.pdf")
            made.save(path)
            ours, = best(o.runs, lambda: extract(o.yusuan, [path])[0])
            print(f"{pages} pages: {1000 * ours / pages:.2f} ms a page")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("yusuan")
    a.add_argument("--set", nargs="+", action="append", default=[], metavar=("NAME", "FILE"))
    a.add_argument("--longest"); a.add_argument("--grow"); a.add_argument("--runs", type=int, default=5)
    o = a.parse_args()
    for name, *files in o.set:
        beside(o, name, files)
    if o.longest:
        longest(o)
    if o.grow:
        grow(o)


if __name__ == "__main__":
    main()
