// The worker that draws pages with PDFium, behind worker.js. PDFium is the build of extract/picture: a WebAssembly module that
// asks for nothing but a clock and files, and here there are no files.

const largest = 6000; // pixels of a picture's longer side at most, as in extract/picture
const ideographs = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u; // what no font has that PDFium brings
const textObject = 1, formObject = 5; // FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_FORM
const annotations = 0x01, reverseBytes = 0x10; // FPDF_ANNOT, FPDF_REVERSE_BYTE_ORDER
const serif = 0x02; // the flag of fonts, ISO 32000-2 table 121
const wrongPassword = 4; // FPDF_ERR_PASSWORD
const noFile = 8; // EBADF

async function begin(module) {
  let pdfium = null, file = null; // file: {doc, data}

  // open opens a PDF in an instance of its own, so that all memory of the one before is given back.
  async function open([data, password]) {
    pdfium = await instantiate(module);
    const at = pdfium.malloc(data.length);
    if (!at) throw new Error("no memory");
    bytes(pdfium).set(data, at);
    const doc = withText(pdfium, password, (p) => pdfium.FPDF_LoadMemDocument(at, data.length, p));
    if (!doc) {
      const error = pdfium.FPDF_GetLastError();
      throw Object.assign(new Error("PDFium error " + error), { code: error === wrongPassword ? "password" : "damaged" });
    }
    file = doc;
    const sizes = [], size = pdfium.malloc(8); // FS_SIZEF
    for (let i = 0; i < pdfium.FPDF_GetPageCount(doc); i++) {
      if (!pdfium.FPDF_GetPageSizeByIndexF(doc, i, size)) throw new Error("no size of page " + (i + 1));
      sizes.push([...new Float32Array(pdfium.memory.buffer, size, 2)].map((x) => Math.round(x * 100) / 100));
    }
    pdfium.free(size);
    return { value: sizes };
  }

  // draw makes a bitmap of a page, counted from 1, with so many pixels a point.
  async function draw([number, scale]) {
    const page = pdfium.FPDF_LoadPage(file, number - 1);
    if (!page) throw new Error("PDFium reads no page " + number);
    const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
    const by = Math.min(scale, largest / Math.max(width, height, 1));
    const [w, h] = [Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by))];
    const canvas = pdfium.FPDFBitmap_Create(w, h, 1);
    if (!canvas) throw new Error("no memory for page " + number);
    pdfium.FPDFBitmap_FillRect(canvas, 0, 0, w, h, 0xFFFFFFFF);
    pdfium.FPDF_RenderPageBitmap(canvas, page, 0, 0, w, h, 0, annotations | reverseBytes);
    const at = pdfium.FPDFBitmap_GetBuffer(canvas);
    const picture = new OffscreenCanvas(w, h).getContext("2d");
    picture.putImageData(new ImageData(new Uint8ClampedArray(pdfium.memory.buffer, at, 4 * w * h).slice(), w, h), 0, 0);
    const substituted = drawForeign(pdfium, page, picture);
    pdfium.FPDFBitmap_Destroy(canvas);
    pdfium.FPDF_ClosePage(page);
    const bitmap = picture.canvas.transferToImageBitmap();
    return { value: { bitmap, substituted }, transfer: [bitmap] };
  }
  return { open, draw };
}

// instantiate starts PDFium.
async function instantiate(module) {
  let memory = null;
  const view = () => new DataView(memory.buffer);
  const wasi = {
    clock_time_get(clock, precision, at) { view().setBigUint64(at, BigInt(Date.now()) * 1000000n, true); return 0; },
    environ_sizes_get(count, size) { view().setUint32(count, 0, true); view().setUint32(size, 0, true); return 0; },
    environ_get: () => 0,
    proc_exit(code) { throw new Error("PDFium ended by " + code); },
  };
  const imports = { wasi_snapshot_preview1: {}, env: {} };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from][name] = from === "env" ? () => 0 : wasi[name] || (() => noFile);
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  memory = exports.memory;
  exports._initialize();
  exports.FPDF_InitLibrary();
  return exports;
}

const bytes = (pdfium) => new Uint8Array(pdfium.memory.buffer);

// withText lends a text to a function of PDFium's, as UTF-8 that a zero ends.
function withText(pdfium, text, use) {
  const encoded = new TextEncoder().encode(text + "\0");
  const at = pdfium.malloc(encoded.length);
  bytes(pdfium).set(encoded, at);
  try { return use(at); } finally { pdfium.free(at); }
}

// drawForeign draws what PDFium leaves blank: Chinese characters whose font is not in the file, in one of this machine's. It gives
// their number, with that of the texts of which PDFium does not tell the characters: they stay blank.
function drawForeign(pdfium, page, picture) {
  const foreign = new Set(textsWithoutFont(pdfium, pdfium.FPDFPage_CountObjects(page), (i) => pdfium.FPDFPage_GetObject(page, i)));
  if (!foreign.size) return 0;
  const texts = pdfium.FPDFText_LoadPage(page), room = pdfium.malloc(64);
  const toPicture = pageMatrix(pdfium, page, picture.canvas, room);
  const untold = new Set(foreign);
  let count = 0;
  for (let i = 0; i < pdfium.FPDFText_CountChars(texts); i++) {
    const text = pdfium.FPDFText_GetTextObject(texts, i), char = String.fromCodePoint(pdfium.FPDFText_GetUnicode(texts, i));
    untold.delete(text);
    if (!foreign.has(text) || !ideographs.test(char) || !pdfium.FPDFText_GetMatrix(texts, i, room)) continue;
    const [a, b, c, d] = new Float32Array(pdfium.memory.buffer, room, 4); // FS_MATRIX
    pdfium.FPDFText_GetCharOrigin(texts, i, room, room + 8);
    const [x, y] = new Float64Array(pdfium.memory.buffer, room, 2).slice();
    pdfium.FPDFText_GetFillColor(texts, i, room, room + 4, room + 8, room + 12);
    const [red, green, blue, alpha] = new Uint32Array(pdfium.memory.buffer, room, 4);
    const size = pdfium.FPDFText_GetFontSize(texts, i) / 100;
    picture.setTransform(toPicture.multiply(new DOMMatrix([a, b, c, d, x, y])).scale(size, -size)); // text runs up, pixels down
    picture.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
    picture.font = "100px " + (pdfium.FPDFFont_GetFlags(pdfium.FPDFTextObj_GetFont(text)) & serif ? "SimSun, STSong, serif" : "sans-serif");
    picture.fillText(char, 0, 0);
    count++;
  }
  pdfium.free(room);
  pdfium.FPDFText_ClosePage(texts);
  return count + untold.size;
}

// pageMatrix leads from a page's points to pixels. PDFium tells whole pixels, so that it is asked for points far apart.
function pageMatrix(pdfium, page, { width, height }, room) {
  const far = 1000;
  const at = (x, y) => {
    pdfium.FPDF_PageToDevice(page, 0, 0, width * far, height * far, 0, x, y, room, room + 4);
    return [...new Int32Array(pdfium.memory.buffer, room, 2)].map((v) => v / far);
  };
  const [x0, y0] = at(0, 0), [x1, y1] = at(far, 0), [x2, y2] = at(0, far);
  return new DOMMatrix([(x1 - x0) / far, (y1 - y0) / far, (x2 - x0) / far, (y2 - y0) / far, x0, y0]);
}

// textsWithoutFont are the text objects among some, and in the forms among them, whose font is not in the file.
function textsWithoutFont(pdfium, count, get) {
  const found = [];
  for (let i = 0; i < count; i++) {
    const object = get(i), kind = pdfium.FPDFPageObj_GetType(object);
    if (kind === textObject && pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(object)) === 0) found.push(object);
    if (kind === formObject) found.push(...textsWithoutFont(pdfium, pdfium.FPDFFormObj_CountObjects(object), (k) => pdfium.FPDFFormObj_GetObject(object, k)));
  }
  return found;
}
