#!/usr/bin/env python3
"""A scorer's figures by class of layout and by producer.

    score.py TRUTH_DIR OUT --json | figures.py

Reads documents named CLASS-PRODUCER-NNN; a class's figure is the mean over its documents.
"""
import collections
import json
import re
import sys

KEYS = ("found", "ident", "adj", "facts", "exact", "head", "extra")


def rows(documents, part):
    groups = collections.defaultdict(list)
    for name, figures in documents.items():
        groups[re.fullmatch(r"(.+)-([a-z]+)-\d+", name).group(part)].append(figures)
    for group, all_of in sorted(groups.items(), key=lambda g: sum(f["adj"] for f in g[1]) / len(g[1])):
        means = [sum(f[k] for f in all_of) / len(all_of) for k in KEYS]
        print(f"{group:18}{len(all_of):4d}  " + "  ".join(f"{k} {m:.3f}" for k, m in zip(KEYS, means)))


def main():
    scores = json.load(sys.stdin)
    for part in (1, 2):
        rows(scores["docs"], part)
        print()
    print("ALL  " + "  ".join(f"{k} {v:.4f}" for k, v in scores["overall"].items()))
    worst = sorted(scores["docs"].items(), key=lambda d: d[1]["adj"])
    for name, figures in worst[:int(sys.argv[1]) if len(sys.argv) > 1 else 15]:
        print(f"{name:32}" + "  ".join(f"{k} {figures[k]:.3f}" for k in KEYS))


if __name__ == "__main__":
    main()
