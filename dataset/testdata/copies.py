#!/usr/bin/env python3
"""Makes a folder of many documents out of some: copies.py DOCUMENTS OUT FIRST LAST

The copies are numbered from FIRST to LAST - 1 and go through the documents in turn. Each has digests of its own, so that a data set
takes it for another file; all else is what a real document has.
"""
import hashlib
import pathlib
import re
import sys

documents, out, first, last = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
digest = re.compile(r'"(sha256|textSha256)":"([0-9a-f]{64})"')
texts = [p.read_text(encoding="utf-8") for p in sorted(pathlib.Path(documents).rglob("*.json"))]
texts = [t for t in texts if t.startswith('{"disclosure"')]
for n in range(first, last):
    def changed(m):
        return '"%s":"%s"' % (m[1], hashlib.sha256(f"{m[2]} {n}".encode()).hexdigest())
    text = digest.sub(changed, texts[n % len(texts)])
    path = out / f"{n // 1000:03d}" / f"{n:06d}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
