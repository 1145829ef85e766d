#!/usr/bin/env python3
"""Holds extracted corpora to the floors below.

    floors.py SHARED WORK    SHARED holds corpus/ and score/, WORK the documents of each corpus: made/, real/, icdar2013/
                             (pages apart), cases/, government/, meaning/

A floor is what was reached and must not be lost: raise it when a figure rises. A corpus that is not there, or
without a program that its scorer needs, is left out and said to be.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

FLOORS = {
    # meta: final2 prints no year anywhere: 13 of 14.
    "made": {"found": 1.0, "ident": 1.0, "adj": 1.0, "facts": 1.0, "exact": 1.0, "head": 1.0, "extra": 0, "meta": 0.928},
    "real": {"found": 1.0, "ident": 1.0, "adj": 1.0, "facts": 1.0, "exact": 1.0, "head": 1.0, "extra": 0, "meta": 1.0},
    "government": {"found": 1.0, "ident": 1.0, "adj": 1.0, "facts": 1.0, "exact": 1.0, "head": 1.0, "extra": 0, "meta": 1.0},
}
# Documents of "made" that have floors of their own, those of a line together.
APART = {
    "unruled": ("central4-hlines,province5-writer-borderless", {"found": 1.0, "ident": 1.0, "adj": 0.990, "facts": 0.992, "exact": 0.666, "head": 0.916}),
    "scan": ("xicheng-scan", {"found": 1.0, "ident": 1.0, "adj": 1.0, "facts": 1.0, "exact": 1.0, "head": 1.0}),
}
MADE_SKIP = ",".join(documents for documents, _ in APART.values())
ICDAR = 0.968  # average F1 on corpus/icdar2013, pages apart
CONFIRMED = 18_682  # amounts of corpus/real that the scorer's sums confirm
PROVED = {"real": 0.833, "government": 0.845}  # the share of all amounts that documents say are confirmed
CASES = 65  # of corpus/cases that are right
MEANING = {"found": 1388, "invented": 0, "right": 0.995}  # facts of corpus/meaning
# Number words of corpus/government: the share that stands alone in its cell, pages that are run together, cells of several numbers.
GLUED = {"alone": 0.9737, "lost": 4, "glued": 2, "wrong": 122}
ENDED = 49  # files of corpus/real that end in a document or in one clear error


def run(*args):
    return subprocess.run([sys.executable, *args], check=True, capture_output=True, text=True).stdout


def score(shared, work, corpus, *options):
    scorer = os.path.join(shared, "score", "score.py")
    args = [scorer, os.path.join(shared, "corpus", corpus), os.path.join(work, corpus), *options]
    figures = json.loads(run(*args, "--json"))["overall"]
    right, documents = run(*args).split()[-1].split("/")  # year and publisher are in the table only
    return figures | {"meta": int(right) / int(documents)}


def at_least(got, floor):
    return got >= floor


def at_most(got, floor):
    return got <= floor


class Floors:
    """Compares figures with floors and keeps those that are below."""

    def __init__(self, shared, work):
        self.shared, self.work, self.low = shared, work, []

    def hold(self, name, got, floor, better=at_least):
        print(f"{name:16} {got:10.4f}   floor {floor}")
        if not better(got, floor):
            self.low.append(name)

    def has(self, corpus, *programs):
        """Tells whether a corpus can be measured, and says why not."""
        missing = [p for p in programs if not shutil.which(p)]
        if not all(os.path.isdir(os.path.join(root, corpus)) for root in (os.path.join(self.shared, "corpus"), self.work)):
            missing.append("the corpus")
        if missing:
            print(f"{corpus:16} not measured: no {', no '.join(missing)}")
        return not missing

    def run(self, scorer, corpus, *options):
        return run(os.path.join(self.shared, "score", scorer), os.path.join(self.shared, "corpus", corpus), os.path.join(self.work, corpus), *options)

    def tables(self):
        for corpus, floors in FLOORS.items():
            if not self.has(corpus):
                continue
            figures = score(self.shared, self.work, corpus, *(["--skip", MADE_SKIP] if corpus == "made" else []))
            for name, floor in floors.items():
                self.hold(f"{corpus} {name}", figures[name], floor, at_most if name == "extra" else at_least)

    def real(self):
        closure = run(os.path.join(self.shared, "score", "closure.py"), os.path.join(self.work, "real"))
        self.hold("real confirmed", int(closure.split("confirmed")[-1].split()[0]), CONFIRMED)
        with open(os.path.join(self.work, "real", "manifest.jsonl"), encoding="utf-8") as manifest:
            self.hold("real ended", sum(1 for _ in manifest), ENDED)

    def proved(self):
        for corpus, floor in PROVED.items():
            if not self.has(corpus):
                continue
            amounts = confirmed = 0
            for document in pathlib.Path(self.work, corpus).rglob("*.json"):
                proof = json.loads(document.read_bytes())["proof"]
                amounts, confirmed = amounts + proof["amounts"], confirmed + proof["confirmed"]
            self.hold(f"{corpus} proved", confirmed / amounts, floor)

    def apart(self):
        made = {f[: -len(".truth.json")] for f in os.listdir(os.path.join(self.shared, "corpus", "made")) if f.endswith(".truth.json")}
        for kind, (documents, floors) in APART.items():
            figures = score(self.shared, self.work, "made", "--skip", ",".join(sorted(made - set(documents.split(",")))))
            for name, floor in floors.items():
                self.hold(f"{kind} {name}", figures[name], floor)

    def icdar(self):
        told = run(os.path.join(self.shared, "score", "icdar.py"), "score", os.path.join(self.shared, "corpus", "icdar2013"), os.path.join(self.work, "icdar2013"))
        self.hold("icdar F1", float(told.split("F1")[1].split()[0]), ICDAR)

    def cases(self):
        if self.has("cases"):
            self.hold("cases right", int(self.run("cases.py", "cases").split()[-1]), CASES)

    def meaning(self):
        if not self.has("meaning"):
            return
        figures = json.loads(self.run("meaning.py", "meaning", "--json"))["all"]
        for name, floor in MEANING.items():
            self.hold(f"meaning {name}", figures[name], floor, at_most if name == "invented" else at_least)

    def glued(self):
        if not self.has("government", "pdftotext"):
            return
        last = self.run("glued.py", "government").splitlines()[-1]
        for name, floor in GLUED.items():
            got = float(re.search(rf"\b{name} ([0-9.]+)", last)[1])
            self.hold(f"government {name}", got, floor, at_least if name == "alone" else at_most)


def main(shared, work):
    floors = Floors(shared, work)
    floors.tables()
    floors.real()
    floors.proved()
    floors.apart()
    floors.icdar()
    floors.cases()
    floors.meaning()
    floors.glued()
    if floors.low:
        sys.exit("below the floor: " + ", ".join(floors.low))


if __name__ == "__main__":
    main(*sys.argv[1:])
