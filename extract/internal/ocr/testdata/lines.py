"""Draws the pictures of lines that tests read, of invented texts, in Noto's CJK fonts (SIL Open Font License), as a
scanner sees them: grey, a little blurred and noisy. lines.tsv tells what each says, and where its glyphs are.

    python lines.py     (Pillow 13, numpy; fonts-noto-cjk)
"""

import pathlib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = "/usr/share/fonts/opentype/noto/"
SONG, HEI = FONTS + "NotoSerifCJK-Regular.ttc", FONTS + "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # the face in the collections
LINES = [
    ("1,234,567.89", HEI, 30, 0.5), ("88,640.05", SONG, 34, 0.8), ("0.00", HEI, 26, 0.4), ("-3,907.12", SONG, 30, 0.6),
    ("56.72%", HEI, 32, 0.7), ("2101101", SONG, 28, 0.5), ("12", HEI, 30, 0.5), ("7", SONG, 30, 0.5),
    ("一般公共预算财政拨款", SONG, 32, 0.6), ("部门收支总体情况表", HEI, 40, 0.8), ("单位:万元", SONG, 24, 0.4),
    ("行政单位医疗", HEI, 26, 0.6), ("机关事业单位基本养老保险缴费支出", SONG, 28, 0.6), ("二、外交支出", HEI, 30, 0.9),
    ("青禾市林泉区水务局", SONG, 36, 0.7), ("政府性基金预算财政拨款支出", HEI, 24, 0.5), ("其中:财政拨款", SONG, 30, 0.6),
    ("2027年预算数", HEI, 28, 0.6), ("30201办公费", SONG, 30, 0.7), ("对个人和家庭的补助", HEI, 30, 0.8),
    ("Total 4,096.50", HEI, 28, 0.5), ("公务用车购置及运行维护费", SONG, 26, 0.5),
]


def draw(text, font, size, blur, noise):
    face = ImageFont.truetype(font, size, index=SIMPLIFIED)
    margin = size // 5
    left, top, right, bottom = face.getbbox(text)
    picture = Image.new("L", (right - left + 2 * margin, bottom - top + 2 * margin), 250)
    ImageDraw.Draw(picture).text((margin - left, margin - top), text, font=face, fill=25)
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)), dtype=float) + noise.normal(0, 6, picture.size[::-1])
    # Each glyph's middle, from its advance.
    ends = [margin - left + face.getlength(text[: i + 1]) for i in range(len(text))]
    starts = [margin - left] + ends[:-1]
    # 32 shades keep the files small.
    return np.clip(pixels, 0, 255).astype(np.uint8) & 0xF8, [(a + b) / 2 for a, b in zip(starts, ends)]


def main():
    noise = np.random.default_rng(18)
    here = pathlib.Path(__file__).parent
    rows = []
    for i, (text, font, size, blur) in enumerate(LINES):
        pixels, middles = draw(text, font, size, blur, noise)
        Image.fromarray(pixels).save(here / f"line{i:02}.png", optimize=True)
        rows.append(f"line{i:02}.png\t{text}\t" + " ".join(f"{m:.0f}" for m in middles) + "\n")
    (here / "lines.tsv").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
