"""Where each cell stands on the page: read from a print of the same document in which every cell has a colour of its own."""
import os
import unicodedata
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("PYMUPDF_SUGGEST_LAYOUT_ANALYZER", "0")
import pymupdf  # noqa: E402

from paper import number_of  # noqa: E402


def spans(path):
    """Yields (page, colour, text, box) of the characters of a PDF, white space apart."""
    with pymupdf.open(path) as pdf:
        for n, page in enumerate(pdf, 1):
            for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        rgb = span["color"] >> 16 & 255, span["color"] >> 8 & 255, span["color"] & 255
                        for ch in span["chars"]:
                            if not ch["c"].isspace():
                                yield n, rgb, ordinary(ch["c"]), ch["bbox"]


RADICALS = dict(zip("⺠⻋⻔⻓⻚⻅⻢⻛⻝⻥⻆⻉⻜⻦⻩⻬⻰⻳", "民车门长页见马风食鱼角贝飞鸟黄齐龙龟"))  # those that Unicode does not fold


def ordinary(ch):
    """The ideograph of a radical: some producers map glyphs that both share to the radical."""
    return RADICALS.get(ch) or unicodedata.normalize("NFKC", ch) if "\u2e80" <= ch <= "\u2fdf" or "\uf900" <= ch <= "\ufaff" else ch


def cells(path):
    """By cell number: {page: [text, box]}, the text as it follows in the page's content."""
    out = {}
    for page, rgb, char, box in spans(path):
        n = number_of(rgb)
        if not n:
            continue
        at = out.setdefault(n, {}).setdefault(page, ["", list(box)])
        at[0] += char
        b = at[1]
        b[0], b[1], b[2], b[3] = min(b[0], box[0]), min(b[1], box[1]), max(b[2], box[2]), max(b[3], box[3])
    return out


def text(path):
    """The characters of each page in order, to compare two prints of one document."""
    out = {}
    for page, _, char, box in spans(path):
        out.setdefault(page, []).append((char, box[0], box[1]))
    return out


def alike(a, b, tolerance=1.5):
    """Whether two prints have the same characters at the same places."""
    return a.keys() == b.keys() and all(len(a[n]) == len(b[n]) and all(x[0] == y[0] and abs(x[1] - y[1]) < tolerance and abs(x[2] - y[2]) < tolerance
                                                                         for x, y in zip(a[n], b[n])) for n in a)
