#!/usr/bin/env python3
"""Starts Datasette on a data set and fetches pages as a browser does.

    datasette_pages.py YUSUAN [--most SECONDS] PATH...

YUSUAN is the program, PATH documents or PDFs, of which a data set is made in a
temporary folder. Datasette is started on that folder; the index, facts with their
facets, a view and a query that finds rows of it are fetched, looked at, and their
times printed.

Exit codes: 0 all as it should be, 1 something is not, or took longer than SECONDS
(10 unless told), 77 Datasette is missing.
"""
import argparse
import html
import importlib.util
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fetch(base, path):
    began = time.monotonic()
    try:
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as e:
        status, text = e.code, e.read().decode()
    return status, html.unescape(text), time.monotonic() - began


def wait(base, server):
    for _ in range(300):
        try:
            urllib.request.urlopen(base, timeout=5).close()
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("Datasette ended: " + server.stderr.read())
            time.sleep(0.1)
    raise SystemExit("Datasette did not start")


def pages(folder):
    """Paths and what must stand on their pages."""
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    database = metadata["databases"]["dataset"]
    facts = database["tables"]["facts"]
    yield "/", [metadata["title"], "dataset"]
    yield "/dataset", [database["description"], *database["queries"]]
    yield "/dataset/facts", [facts["title"], facts["description_html"], facts["columns"]["fact_id"], *(f'data-column="{f}"' for f in facts["facets"])]
    for view, told in database["tables"].items():
        if "columns" not in told:
            yield f"/dataset/{view}", [told["description"]]
    for name, query in database["queries"].items():
        asked = {p: "市" if p != "year" else "" for p in re.findall(r":(\w+)", query["sql"])}
        yield f"/dataset/{name}?{urllib.parse.urlencode(asked)}", [query["title"], query["description"]]
    for table in database["tables"]:
        yield f"/dataset/{table}.json?_size=1", ['"rows"']


def check(folder, base, most):
    wrong = []
    for path, wanted in pages(folder):
        fetch(base, path)  # what is read from the disk is read
        status, text, took = fetch(base, path)
        missing = [w for w in wanted if html.unescape(w) not in text]
        slow = took > most
        if status != 200 or missing or slow or "facet results timed out" in text:
            wrong.append(f"{path}: status {status}, {took:.3f} s, without {missing}")
        if ".json" not in path:
            print(f"{took:.3f} s  {urllib.parse.unquote(path)}")
    return wrong


def main():
    options = argparse.ArgumentParser()
    options.add_argument("yusuan")
    options.add_argument("--most", type=float, default=10)
    options.add_argument("paths", nargs="+")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "data"
        done = subprocess.run([options.yusuan, "dataset", "-o", folder, "--format", "sqlite", *options.paths], capture_output=True, text=True)
        if done.returncode not in (0, 3):  # 3: some files failed, as they may
            raise SystemExit(f"yusuan dataset: {done.stderr}")
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        server = subprocess.Popen([sys.executable, "-m", "datasette", "serve", folder, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            wait(base, server)
            wrong = check(folder, base, options.most)
        finally:
            server.terminate()
            server.wait()
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    if importlib.util.find_spec("datasette") is None:
        print("skipped: no datasette; pip install datasette")
        sys.exit(77)
    sys.exit(main())
