"""Makes the PDFs of this folder: one page each, a picture of the same small table, encoded in one way each.

    python3 make.py FONT    # Pillow with libtiff and OpenJPEG; a font with Chinese characters, as Noto Sans CJK
"""

import io
import struct
import sys
import zlib

from PIL import Image, ImageChops, ImageDraw, ImageFont

DPI = 200
WIDTH, HEIGHT = 400, 216  # of the page, in points
ROWS = [
    ["项目", "2025年", "2026年"],
    ["一、基本支出", "1,386.20", "1,402.75"],
    ["二、项目支出", "497.08", "563.90"],
    ["合计", "1,883.28", "1,966.65"],
]
TITLE, UNIT = "2026年支出预算总表", "单位：万元"


def pixels(points):
    return round(points * DPI / 72)


def drawn(path):
    """The table, in greys."""
    picture = Image.new("L", (pixels(WIDTH), pixels(HEIGHT)), 255)
    draw = ImageDraw.Draw(picture)
    text = ImageFont.truetype(path, pixels(10.5))
    title = ImageFont.truetype(path, pixels(16))
    draw.text((pixels(WIDTH / 2), pixels(30)), TITLE, 0, title, anchor="mm")
    draw.text((pixels(360), pixels(52)), UNIT, 0, text, anchor="rm")
    sides, top, high = [40, 180, 270, 360], 64, 30
    for y in range(len(ROWS) + 1):
        draw.line([pixels(sides[0]), pixels(top + high * y), pixels(sides[-1]), pixels(top + high * y)], 0, 2)
    for x in sides:
        draw.line([pixels(x), pixels(top), pixels(x), pixels(top + high * len(ROWS))], 0, 2)
    for r, row in enumerate(ROWS):
        y = pixels(top + high * (r + 0.5))
        for c, cell in enumerate(row):
            if r == 0:
                draw.text((pixels((sides[c] + sides[c + 1]) / 2), y), cell, 0, text, anchor="mm")
            elif c == 0:
                draw.text((pixels(sides[0] + 6), y), cell, 0, text, anchor="lm")
            else:
                draw.text((pixels(sides[c + 1] - 6), y), cell, 0, text, anchor="rm")
    return picture


def stream(dictionary, data):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary.encode(), len(data), data)


def image(picture, encoding, data, space="/ColorSpace/DeviceGray", bits=8):
    return stream(
        f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}{space}/BitsPerComponent {bits}{encoding}", data
    )


def pdf(name, *images, paint="/I0 Do", more=()):
    """Writes a page that paints images over all of it."""
    named = "".join(f"/I{i} {5 + i} 0 R" for i in range(len(images)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R/Resources<</XObject<<{named}>>>>>>".encode(),
        stream("", f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm {paint} Q".encode()),
        *images,
        *more,
    ]
    out, offsets = io.BytesIO(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    out.seek(0, io.SEEK_END)
    for i, o in enumerate(objects):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (i + 1, o))
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at))
    with open(name + ".pdf", "wb") as file:
        file.write(out.getvalue())


def tiff(picture, compression, **options):
    """The data of a picture's only strip, as libtiff encodes it: ink is what has the bit."""
    out = io.BytesIO()
    ImageChops.invert(picture).save(out, "TIFF", compression=compression, strip_size=1 << 30, **options)
    out.seek(0)
    with Image.open(out) as read:
        at, size = read.tag_v2[273], read.tag_v2[279]
    assert len(at) == 1
    return out.getvalue()[at[0] : at[0] + size[0]]


def jbig2(picture):
    """A generic region of a page, encoded as a fax of group 4 (ITU-T T.88, 6.2.6 and 7.4.6), without a file header."""
    size = struct.pack(">II", *picture.size)
    page = size + struct.pack(">IIBH", 0, 0, 0, 0)
    region = size + struct.pack(">IIB", 0, 0, 0) + b"\x01" + tiff(picture, "group4")
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, (kind, data) in enumerate([(48, page), (38, region)])
    )


def encoded(picture, form, **options):
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def main():
    grey = drawn(sys.argv[1])
    bits = grey.point(lambda v: 255 * (v > 127)).convert("1")
    deflated = zlib.compress(grey.tobytes(), 9)
    colour = Image.merge("RGB", [grey, grey, grey.point(lambda v: max(v, 40))])
    pdf("flate", image(grey, "/Filter/FlateDecode", deflated))
    pdf("jpx", image(colour, "/Filter/JPXDecode", encoded(colour, "JPEG2000", quality_mode="rates", quality_layers=[80], irreversible=True), space=""))
    pdf("jbig2", image(bits, "/Filter/JBIG2Decode", jbig2(bits), bits=1))
    mixed = tiff(bits, "group3", tiffinfo={292: 1})  # T4Options: rows of both dimensions
    pdf("fax-mixed", image(bits, f"/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns {bits.width}/Rows {bits.height}>>", mixed, bits=1))
    # What scanning programs make of a page to save room: paper of few pixels, and over it the ink, which a mask lets through.
    paper = Image.new("RGB", (grey.width // 8, grey.height // 8), (246, 242, 228))
    ink = Image.new("L", (grey.width // 4, grey.height // 4), 20)
    pdf(
        "layers",
        image(paper, "/Filter/DCTDecode", encoded(paper, "JPEG", quality=60), space="/ColorSpace/DeviceRGB"),
        image(ink, "/Mask 7 0 R/Filter/FlateDecode", zlib.compress(ink.tobytes(), 9)),
        paint="/I0 Do /I1 Do",
        more=[image(bits, "/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d>>" % bits.width, tiff(bits, "group4"), space="", bits=1)],
    )
    # Two scans laid over each other by a strip, the lower one of half the resolution.
    upper, lower = grey.crop((0, 0, grey.width, 360)), grey.crop((0, 340, grey.width, grey.height)).reduce(2)
    height = lower.height * 2
    pdf(
        "resolutions",
        image(upper, "/Filter/DCTDecode", encoded(upper, "JPEG", quality=50)),
        image(lower, "/Filter/DCTDecode", encoded(lower, "JPEG", quality=50)),
        paint=f"Q q {WIDTH} 0 0 {height / grey.height * HEIGHT:.3f} 0 {(grey.height - 340 - height) / grey.height * HEIGHT:.3f} cm /I1 Do Q "
        f"q {WIDTH} 0 0 {360 / grey.height * HEIGHT:.3f} 0 {(1 - 360 / grey.height) * HEIGHT:.3f} cm /I0 Do",
    )
    # An image over another one, through transparency that PDF 1.4 has.
    pdf(
        "transparent",
        image(ink, "/SMask 6 0 R/Filter/FlateDecode", zlib.compress(ink.tobytes(), 9)),
        more=[image(grey, "/Filter/FlateDecode", zlib.compress(ImageChops.invert(grey).tobytes(), 9))],
    )


main()
