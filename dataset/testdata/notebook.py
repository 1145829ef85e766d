#!/usr/bin/env python3
"""Runs the blocks of dataset/README.md and dataset/README.zh-CN.md and puts their output under them.

    notebook.py YUSUAN [--check]

YUSUAN is the program. With --check nothing is written; the exit code is 1 where
a page is not what its blocks print, 77 where a program is missing. Run it in
the repository's root.
"""
import contextlib
import functools
import io
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

try:
    import duckdb
    import matplotlib  # noqa: F401
    import pandas  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}; pip install duckdb pandas pyarrow matplotlib")
    sys.exit(77)
if not shutil.which("Rscript"):
    print("skipped: no Rscript")
    sys.exit(77)

# A block, and the output that it had; a block without any makes a plot.
BLOCK = re.compile(r"```(duckdb|python|sqlite|r)\n(.*?)```\n(\n```output\n.*?```\n)?", re.S)


# What Python's blocks define, for those under them.
NAMES = {}


def table(columns, rows):
    """Rows as a Markdown-like table, for people."""
    rows = [[("" if v is None else str(v)) for v in row] for row in rows]
    return "\n".join(" | ".join(row) for row in [list(columns), *rows]) + "\n"


@functools.cache
def run(language, code):
    if language == "duckdb":
        got = duckdb.connect().sql(code)
        return table(got.columns, got.fetchall())
    if language == "sqlite":
        cursor = sqlite3.connect("sample/dataset.sqlite").execute(code)
        return table([d[0] for d in cursor.description], cursor.fetchall())
    if language == "python":
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "block", "exec"), NAMES)
        return out.getvalue()
    done = subprocess.run(["Rscript", "-"], input=code, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def renew(block):
    printed = run(block[1], block[2])
    return f"```{block[1]}\n{block[2]}```\n" + (f"\n```output\n{printed}```\n" if printed else "")


def main():
    yusuan, check = os.path.abspath(sys.argv[1]), "--check" in sys.argv
    root = pathlib.Path.cwd()
    pages = {page: page.read_text(encoding="utf-8") for page in map(pathlib.Path, ("dataset/README.md", "dataset/README.zh-CN.md"))}
    with tempfile.TemporaryDirectory() as work:
        paths = ["testdata/made/[cfp]*.pdf", "testdata/made/xicheng-calc.pdf", "testdata/meaning/*.pdf"]
        subprocess.run([yusuan, "dataset", *paths, "-o", f"{work}/sample"], check=True, capture_output=True)
        os.makedirs(f"{work}/dataset/docs")
        os.chdir(work)
        for page, text in pages.items():
            now = BLOCK.sub(renew, text)
            if not check:
                (root / page).write_text(now, encoding="utf-8")
            elif now != text:
                print(f"{page} is not what its blocks print: run dataset/testdata/notebook.py")
                sys.exit(1)
        if not check:
            for plot in pathlib.Path("dataset/docs").iterdir():
                shutil.copy(plot, root / "dataset/docs")


if __name__ == "__main__":
    main()
