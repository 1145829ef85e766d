#!/usr/bin/env python3
"""Holds extracted corpora to the floors below.

    floors.py SHARED WORK    SHARED holds corpus/ and score/, WORK the documents of made/, real/ and icdar2013/ (pages apart)

A floor is what was reached and must not be lost: raise it when a figure rises.
"""

import json
import os
import subprocess
import sys

# Scans and tables without rulings have floors of their own.
MADE_SKIP = "xicheng-scan,central4-hlines,province5-writer-borderless"
FLOORS = {
    # exact: six forms (province1, province3) have a column in their truth that nothing on the page shows: 112 of 118.
    # meta: final2 prints no year anywhere: 13 of 14.
    "made": {"found": 1.0, "ident": 1.0, "adj": 0.9999, "facts": 0.9999, "exact": 0.949, "head": 1.0, "extra": 0, "meta": 0.928},
    "real": {"found": 1.0, "ident": 1.0, "adj": 0.9999, "facts": 0.9999, "exact": 1.0},
}
UNRULED = {"found": 1.0, "adj": 0.96, "facts": 0.93}  # central4-hlines and province5-writer-borderless together
ICDAR = 0.96  # average F1 on corpus/icdar2013, pages apart
CONFIRMED = 17_500  # amounts of corpus/real that the documents' own arithmetic confirms
ENDED = 43  # files of corpus/real that end in a document or in one clear error


def run(*args):
    return subprocess.run([sys.executable, *args], check=True, capture_output=True, text=True).stdout


def score(shared, work, corpus, *options):
    scorer = os.path.join(shared, "score", "score.py")
    args = [scorer, os.path.join(shared, "corpus", corpus), os.path.join(work, corpus), *options]
    figures = json.loads(run(*args, "--json"))["overall"]
    right, documents = run(*args).split()[-1].split("/")  # year and publisher are in the table only
    return figures | {"meta": int(right) / int(documents)}


def main(shared, work):
    low = []

    def hold(name, got, floor, better=lambda got, floor: got >= floor):
        print(f"{name:16} {got:10.4f}   floor {floor}")
        if not better(got, floor):
            low.append(name)

    for corpus, floors in FLOORS.items():
        figures = score(shared, work, corpus, *(["--skip", MADE_SKIP] if corpus == "made" else []))
        for name, floor in floors.items():
            better = (lambda got, floor: got <= floor) if name == "extra" else (lambda got, floor: got >= floor)
            hold(f"{corpus} {name}", figures[name], floor, better)
    closure = run(os.path.join(shared, "score", "closure.py"), os.path.join(work, "real"))
    hold("real confirmed", int(closure.split("confirmed")[-1].split()[0]), CONFIRMED)
    with open(os.path.join(work, "real", "manifest.jsonl"), encoding="utf-8") as manifest:
        hold("real ended", sum(1 for _ in manifest), ENDED)
    ruled = [f[: -len(".truth.json")] for f in os.listdir(os.path.join(shared, "corpus", "made")) if f.endswith(".truth.json")]
    unruled = {"central4-hlines", "province5-writer-borderless"}
    figures = score(shared, work, "made", "--skip", ",".join(sorted(set(ruled) - unruled)))
    for name, floor in UNRULED.items():
        hold(f"unruled {name}", figures[name], floor)
    icdar = run(os.path.join(shared, "score", "icdar.py"), "score", os.path.join(shared, "corpus", "icdar2013"), os.path.join(work, "icdar2013"))
    hold("icdar F1", float(icdar.split("F1")[1].split()[0]), ICDAR)
    if low:
        sys.exit("below the floor: " + ", ".join(low))


if __name__ == "__main__":
    main(*sys.argv[1:])
