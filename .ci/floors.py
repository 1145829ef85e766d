#!/usr/bin/env python3
"""Holds extracted corpora to the floors below.

    floors.py SHARED WORK    SHARED holds corpus/ and score/, WORK the documents of made/ and real/

A floor is what was reached and must not be lost: raise it when a figure rises.
"""

import json
import os
import subprocess
import sys

# Scans and tables without rulings have floors of their own.
MADE_SKIP = "xicheng-scan,central4-hlines,province5-writer-borderless"
FLOORS = {
    "made": {"found": 1.0, "ident": 0.98, "adj": 0.995, "facts": 0.99, "exact": 0.95, "head": 0.95, "extra": 0, "meta": 1.0},
    "real": {"found": 0.96, "adj": 0.97, "exact": 0.6},
}
CONFIRMED = 12_200  # amounts of corpus/real that the documents' own arithmetic confirms
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
    if low:
        sys.exit("below the floor: " + ", ".join(low))


if __name__ == "__main__":
    main(*sys.argv[1:])
