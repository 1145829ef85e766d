#!/usr/bin/env python3
"""Holds what the reading packages see against PDFium and pdfplumber.

    compare.py text  FILE...   glyphs of each page against PDFium's (pypdfium2)
    compare.py edges FILE...   rulings of each page against pdfplumber's edges
    compare.py time  FILE...   processor time of reading against PDFium's plain text

Run from the root of the repository. --dump names a built dump program
(extract/internal/content/dump) to use instead of `go run`. Pages and files that fall
short are listed; the last line is a JSON object with the pooled figures. With
--min NAME=VALUE (repeatable) the exit code is 1 when a figure is lower.

pip install pypdfium2 pdfplumber
"""

import argparse
import bisect
import collections
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata

CENTRE_EM = 0.1  # how far a glyph may lie from PDFium's, in em
EDGE_LENGTH = 10  # points; shorter edges are ticks and glyph parts
EDGE_TOLERANCE = 1  # points
PAGE_FLOOR = 0.99  # pages below are listed

# Glyphs are compared after the mapping that the reader applies: compatibility
# ideographs and Kangxi radicals by NFKC, the radicals supplement by Unicode's
# EquivalentUnifiedIdeograph. Those without an equivalent stay.
SUPPLEMENT = {}


def load_supplement(path):
    """Reads lines like "2E81 ; 5382" of EquivalentUnifiedIdeograph.txt."""
    with open(path, encoding="utf-8") as f:
        for row in f:
            row = row.split("#")[0].strip()
            if not row:
                continue
            codes, target = (part.strip() for part in row.split(";"))
            first, _, last = codes.partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                SUPPLEMENT[chr(code)] = chr(int(target, 16))


def normalise(text):
    out = []
    for c in text:
        if c in SUPPLEMENT:
            c = SUPPLEMENT[c]
        elif "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" or "\U0002f800" <= c <= "\U0002fa1f":
            c = unicodedata.normalize("NFKC", c)
        out.append(c)
    return "".join(out)


def unseen(c):
    """What is no glyph to a reader: white space, controls, soft hyphens, joiners."""
    return c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs")


def run_dump(command, files):
    """Yields the dump's lines. The output goes through a file: it is large."""
    with tempfile.TemporaryFile() as out:
        subprocess.run(command + files, stdout=out, check=True)
        out.seek(0)
        for row in out:
            yield json.loads(row)


def pdfium_pages(path):
    """Yields (page number, [(text, x, y, em)]) in displayed coordinates; None for a file that PDFium refuses."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        return
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = raw.FS_RECTF()
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        show, box = displayed(page), page_box(page)
        clips = Clips(raw, page)
        chars = []
        high = 0
        for i in range(raw.FPDFText_CountChars(text)):
            if raw.FPDFText_IsGenerated(text, i) == 1:
                continue
            code = raw.FPDFText_GetUnicode(text, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + (high - 0xD800 << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
            if code in (2, 0xFFFE):
                code = 0x2D  # PDFium's mark for a hyphen at the end of a line
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            raw.FPDFText_GetLooseCharBox(text, i, loose)
            em = max(loose.top - loose.bottom, 1)
            if not seen((loose.left, loose.bottom, loose.right, loose.top), clips.of(raw.FPDFText_GetTextObject(text, i)), box):
                continue
            mapped = raw.FPDFText_HasUnicodeMapError(text, i) != 1
            chars.append((normalise(chr(code)), *show(x.value, y.value), em, mapped))
        text.close()
        page.close()
        yield number + 1, chars
    document.close()


class Clips:
    """The clip boxes of text objects as PDFium knows them: its text extraction tells what is clipped away as well."""

    def __init__(self, raw, page):
        self.raw, self.boxes = raw, {}
        # Clips inside forms are in the form's space, which the interface does not tell.
        self.top = {address(raw.FPDFPage_GetObject(page, i)) for i in range(raw.FPDFPage_CountObjects(page))}

    def of(self, item):
        key = address(item)
        if key not in self.boxes:
            self.boxes[key] = self.read(item) if key in self.top else None
        return self.boxes[key]

    def read(self, item):
        raw, box = self.raw, None
        clip = raw.FPDFPageObj_GetClipPath(item)
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            xs, ys = [], []
            for segment in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, segment), x, y)
                xs.append(x.value)
                ys.append(y.value)
            if xs:
                box = intersection(box, (min(xs), min(ys), max(xs), max(ys)))
        return box


def address(pointer):
    return ctypes.cast(pointer, ctypes.c_void_p).value


def intersection(a, b):
    return b if a is None else (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def seen(glyph, clip, page):
    """Tells whether a quarter of a glyph's box, in each direction, is inside the clip and the page."""
    box = page if clip is None else intersection(clip, page)
    inside = intersection(glyph, box)
    return all(inside[i + 2] >= inside[i] and inside[i + 2] - inside[i] >= 0.25 * (glyph[i + 2] - glyph[i]) for i in (0, 1))


def page_box(page):
    return intersection(page.get_cropbox(), page.get_mediabox())


def displayed(page):
    x0, y0, x1, y1 = page_box(page)
    return {
        0: lambda x, y: (x - x0, y1 - y),
        90: lambda x, y: (y - y0, x - x0),
        180: lambda x, y: (x1 - x, y - y0),
        270: lambda x, y: (y1 - y, x1 - x),
    }[page.get_rotation()]


NO_UNICODE = 1 << 1  # layout.NoUnicode


def compare_text(args):
    totals = collections.Counter()
    pages = {}
    for page in run_dump(args.dump, args.files):
        if "error" in page:
            print(page["file"], "error:", page["error"])
        else:
            pages[page["file"], page["page"]] = page
    for path in args.files:
        for number, theirs in pdfium_pages(path):
            page = pages.get((path, number))
            if page is None:
                print(f"{path} page {number}: not read")
                totals["theirs"] += sum(not unseen(c[0]) for c in theirs)
                continue
            compare_page(path, number, page.get("chars", []), theirs, totals, args)
    figures = {
        "pages": totals["pages"],
        "sound": totals["sound"],
        "recall": ratio(totals["common"], totals["theirs"]),
        "precision": ratio(totals["common"], totals["ours"]),
        "near": ratio(totals["near"], totals["common"]),
    }
    return figures


def ratio(a, b):
    return round(a / b, 6) if b else 1.0


def compare_page(path, number, ours, theirs, totals, args):
    theirs = [c for c in theirs if not unseen(c[0])]
    mine = []
    for text, x, y, x0, top, x1, bottom, size, turn, flags in ours:
        for c in normalise(text):
            if not unseen(c):
                mine.append((c, x, y, size))
    totals["pages"] += 1
    unmapped = sum(not c[4] or c[0] == "\ufffd" or unicodedata.category(c[0]) in ("Co", "Cn") for c in theirs)
    if unmapped > 0.02 * len(theirs):
        totals["unsound"] += 1
        if args.verbose:
            print(f"{path} page {number}: PDFium has no text for {unmapped} of {len(theirs)} glyphs; ours: {sum(c[0] == '�' for c in mine)} of {len(mine)}")
        return
    totals["sound"] += 1
    a, b = collections.Counter(c[0] for c in mine), collections.Counter(c[0] for c in theirs)
    common = sum((a & b).values())
    near = sum(close(mine, theirs))
    totals["common"] += common
    totals["ours"] += len(mine)
    totals["theirs"] += len(theirs)
    totals["near"] += near
    recall, precision = ratio(common, len(theirs)), ratio(common, len(mine))
    if min(recall, precision) < args.floor or common and near / common < args.floor:
        print(f"{path} page {number}: recall {recall} precision {precision} near {ratio(near, common)}"
              f" missing {brief(b - a)} extra {brief(a - b)}")


def brief(counter):
    return " ".join(f"{c}×{n}" for c, n in counter.most_common(12))


def close(mine, theirs):
    """Tells for each pair of the same glyph whether it lies within the tolerance. A glyph pairs with the nearest one."""
    places = collections.defaultdict(list)
    for c, x, y, size in mine:
        places[c].append((x, y, size))
    for c, x, y, em, mapped in theirs:
        left = places[c]
        if not left:
            continue
        best = min(range(len(left)), key=lambda i: abs(left[i][0] - x) + abs(left[i][1] - y))
        ox, oy, size = left.pop(best)
        yield max(abs(ox - x), abs(oy - y)) <= CENTRE_EM * max(size, 1)


def compare_edges(args):
    import pdfplumber

    totals = collections.Counter()
    for path in args.files:
        pages = {p["page"]: p for p in run_dump(args.dump, [path]) if "page" in p}
        try:
            document = pdfplumber.open(path)
        except Exception as error:  # pdfminer raises whatever comes up
            print(f"{path}: pdfplumber: {error}")
            continue
        with document:
            for page in document.pages[args.first::args.step]:
                mine = pages.get(page.page_number)
                if mine is not None:
                    edges_of_page(path, page, mine, totals, args)
                page.close()
    return {"pages": totals["pages"], "edges": totals["edges"], "recall": ratio(totals["found"], totals["edges"]),
            "rulings": totals["rulings"], "precision": ratio(totals["backed"], totals["rulings"])}


def edges_of_page(path, page, mine, totals, args):
    totals["pages"] += 1
    dx, dy = offset(page)
    theirs = []
    for e in page.edges:
        if e["orientation"] == "h":
            theirs.append((True, (e["top"] + e["bottom"]) / 2 - dy, e["x0"] - dx, e["x1"] - dx, 0))
        elif e["orientation"] == "v":
            theirs.append((False, (e["x0"] + e["x1"]) / 2 - dx, e["top"] - dy, e["bottom"] - dy, 0))
    theirs = [cut for e in theirs if (cut := cut_to_page(e, mine["width"], mine["height"]))]
    ours = [tuple(r[:5]) for r in mine.get("rulings", [])]
    missed = not_covered(theirs, ours)
    extra = not_covered(ours, theirs)
    count = sum(e[3] - e[2] >= EDGE_LENGTH for e in theirs)
    rulings = sum(r[3] - r[2] >= EDGE_LENGTH for r in ours)
    totals["edges"] += count
    totals["found"] += count - len(missed)
    totals["rulings"] += rulings
    totals["backed"] += rulings - len(extra)
    if missed and args.verbose or len(missed) > (1 - args.floor) * count:
        print(f"{path} page {page.page_number}: {len(missed)} of {count} edges missed, e.g. {show(missed)}")
    if extra and args.verbose:
        print(f"{path} page {page.page_number}: {len(extra)} of {rulings} rulings extra, e.g. {show(extra)}")


def show(edges):
    return [tuple(round(v, 1) if not isinstance(v, bool) else "hv"[not v] for v in e) for e in edges[:3]]


def offset(page):
    """pdfplumber counts from where default user space begins, the reader from the crop box."""
    return page.cropbox[0], page.cropbox[1]


def cut_to_page(edge, width, height):
    horizontal, at, start, end, thick = edge
    across, along = (height, width) if horizontal else (width, height)
    start, end = max(start, 0), min(end, along)
    if not -0.5 <= at <= across + 0.5 or end <= start:
        return None
    return horizontal, at, start, end, thick


def not_covered(edges, by):
    """The long ones of edges that the lines of by do not cover, but for the tolerance at each end."""
    lines = {True: [], False: []}
    for horizontal, at, start, end, thick in by:
        lines[horizontal].append((at, start, end, thick))
    widest = max((thick for *_, thick in by), default=0)
    for group in lines.values():
        group.sort()
    missed = []
    for edge in edges:
        horizontal, at, start, end, thick = edge
        if end - start < EDGE_LENGTH:
            continue
        group = lines[horizontal]
        reach = EDGE_TOLERANCE + (thick + widest) / 2
        first = bisect.bisect_left(group, (at - reach,))
        spans = []
        for other, s, e, t in group[first:]:
            if other > at + reach:
                break
            if abs(other - at) <= EDGE_TOLERANCE + (t + thick) / 2:
                spans.append((s, e))
        position, gap = start, 0
        for s, e in sorted(spans):
            if s > position:
                gap += min(s, end) - position
            position = max(position, e)
            if position >= end:
                break
        gap += max(0, end - position)
        if gap > 2 * EDGE_TOLERANCE:
            missed.append(edge)
    return missed


def compare_time(args):
    """The best of three, so that another load on the machine does not decide."""
    ours = theirs = float("inf")
    for _ in range(3):
        before = spent(resource.RUSAGE_CHILDREN)
        pages = int(subprocess.run(args.dump + ["-count"] + args.files, stdout=subprocess.PIPE, check=True).stdout.split()[-1])
        ours = min(ours, spent(resource.RUSAGE_CHILDREN) - before)
        begin = time.process_time()
        their_pages = pdfium_plain_text(args.files)
        theirs = min(theirs, time.process_time() - begin)
    figures = {"pages": pages, "ms_per_page": round(1000 * ours / pages, 3),
               "pdfium_pages": their_pages, "pdfium_ms_per_page": round(1000 * theirs / their_pages, 3)}
    figures["share"] = round(figures["ms_per_page"] / figures["pdfium_ms_per_page"], 3)
    figures["gain"] = round(1 / figures["share"], 3)
    return figures


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def pdfium_plain_text(files):
    import pypdfium2 as pdfium

    pages = 0
    for path in files:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError:
            continue
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
            pages += 1
        document.close()
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["text", "edges", "time"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--dump", help="a built dump program")
    parser.add_argument("--floor", type=float, default=PAGE_FLOOR, help="pages below it are listed")
    parser.add_argument("--radicals", default="extract/internal/font/EquivalentUnifiedIdeograph.txt", help="EquivalentUnifiedIdeograph.txt of Unicode")
    parser.add_argument("--first", type=int, default=0, help="edges: the first page compared, from 0")
    parser.add_argument("--step", type=int, default=1, help="edges: compare every so manieth page")
    parser.add_argument("--min", action="append", default=[], metavar="NAME=VALUE", help="a figure that must be reached")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    if args.radicals:
        load_supplement(args.radicals)
    with tempfile.TemporaryDirectory() as scratch:
        if args.dump:
            args.dump = [args.dump]
        else:
            program = os.path.join(scratch, "dump")
            subprocess.run(["go", "build", "-o", program, "./extract/internal/content/dump"], check=True)
            args.dump = [program]
        figures = {"text": compare_text, "edges": compare_edges, "time": compare_time}[args.what](args)
    print(json.dumps(figures))
    low = [m for m in args.min if figures[m.split("=")[0]] < float(m.split("=")[1])]
    if low:
        sys.exit(f"too low: {', '.join(low)}")


if __name__ == "__main__":
    main()
