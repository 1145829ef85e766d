"""Holds what the recogniser reads against ONNX Runtime, which runs PaddleOCR's model in floats as it is published:

    python readback.py WHEEL

takes the model of the rapidocr wheel (3.10.0). The lines are those of lines.py with other blur, noise and size, 300 in
all. Exit code 77: a package or the wheel is missing.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

try:
    import numpy as np
    import onnxruntime
    from PIL import Image, ImageFilter
except ImportError as e:
    print(f"left out: {e}")
    sys.exit(77)

HERE = pathlib.Path(__file__).parent
COUNT = 300
# Of the texts, so many may differ: where two classes are as good as equally probable, weights in 8 bits may turn them.
MOST_DIFFERENT = 3
MODEL = "rapidocr/models/PP-OCRv6_rec_small.onnx"


def varied(folder):
    """Writes the lines as one PNG each."""
    random = np.random.default_rng(2006)
    originals = sorted(HERE.glob("line*.png"))
    for i in range(COUNT):
        picture = Image.open(originals[i % len(originals)]).convert("L")
        factor = random.uniform(0.8, 1.4)
        picture = picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.BICUBIC)
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0, 1.2)))
        pixels = np.asarray(picture, dtype=float) + random.normal(0, random.uniform(0, 14), (picture.height, picture.width))
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(folder / f"{i:03}.png")


def samples(n, size):
    """Bilinear interpolation between pixels' centres, in shares of 2,048."""
    at = np.clip((np.arange(n) + 0.5) * size / n - 0.5, 0, size - 1)
    first = at.astype(int)
    return first, np.minimum(first + 1, size - 1), ((at - first) * 2048 + 0.5).astype(int)


def scaled(pixels):
    h, w = pixels.shape
    width = max((48 * w + h - 1) // h, 8)
    x0, x1, u = samples(width, w)
    y0, y1, v = samples(48, h)
    across = pixels[:, x0] * (2048 - u) + pixels[:, x1] * u
    grey = (across[y0] * (2048 - v)[:, None] + across[y1] * v[:, None] + (1 << 21)) >> 22
    filled = np.zeros((48, max((width + 7) // 8 * 8, 128)), np.float32)
    filled[:, :width] = grey.astype(np.float32) / np.float32(127.5) - 1
    return np.repeat(filled[None, None], 3, 1)


def read(model, folder):
    """The texts by ONNX Runtime."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    classes = ["", *session.get_modelmeta().custom_metadata_map["character"].split("\n"), " "]
    texts = []
    for i in range(COUNT):
        pixels = np.asarray(Image.open(folder / f"{i:03}.png"), dtype=np.int64)
        best = session.run(None, {session.get_inputs()[0].name: scaled(pixels)})[0][0].argmax(1)
        texts.append("".join(classes[c] for c, before in zip(best, [0, *best]) if c and c != before))
    return texts


def main():
    if len(sys.argv) < 2 or not pathlib.Path(sys.argv[1]).exists():
        print("left out: no wheel of rapidocr")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        varied(folder)
        want = read(zipfile.ZipFile(sys.argv[1]).read(MODEL), folder)
        environment = {**os.environ, "YUSUAN_LINES": name}
        subprocess.run(["go", "test", "-count=1", "-run", "^TestLinesOfFolder$", "."], cwd=HERE.parent, env=environment, check=True)
        got = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    different = [(i, w, g) for i, (w, g) in enumerate(zip(want, got, strict=True)) if w != g]
    for i, w, g in different:
        print(f"line {i}: {g!r}, by ONNX Runtime {w!r}")
    print(f"{COUNT - len(different)} of {COUNT} texts are ONNX Runtime's")
    sys.exit(len(different) > MOST_DIFFERENT)


if __name__ == "__main__":
    main()
