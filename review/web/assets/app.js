// The page: PDFs that are dropped are read by workers, listed with what was found, shown, and given away. Everything is in this
// file, and its policy lets nothing be loaded or sent.

Object.assign(words.zh, {
  title: "预算公开表格", drop: "把 PDF 拖到这里，或", choose: "选择文件", private: "文件不离开本机：此页不能发送任何内容，断网也能用。",
  licences: "许可证", state: "状态", actions: "取走", open: "查看", again: "再试", remove: "移除", stop: "停止", waiting: "等待中", reading: "正在读取", ofPages: "第 {0} 页，共 {1} 页",
  done: "已读", password: "密码", needsPassword: "文件已加密，请输入密码。", wrongPassword: "密码不对。", noPDFs: "没有 PDF 文件。",
  unread: "第 {0} 页是图片或无法识别的文字，没有读取；请用 yusuan extract 识别。", making: "正在打开 {0}", noPictures: "PDFium 打不开此文件，没有页面图：{0}",
  died: "读取此文件时程序中止（可能内存不足）。其他文件不受影响。", stopped: "已停止。", broken: "此浏览器不能运行程序：{0}",
  "not-a-pdf": "不是 PDF 文件。", damaged: "文件损坏，无法修复。", encryption: "加密方式不受支持，或加密数据已损坏。", "over-limit": "超出限度，不予读取。",
  crashed: "程序内部错误。", failed: "无法读取。", unreadable: "浏览器不能读取此文件。", atPage: "第 {0} 页：{1}", "key-files": "到选择文件", readingOf: "正在读取 {0}", finished: "已读 {0} 个文件，{1} 个失败",
});
Object.assign(words.en, {
  title: "Tables of budget disclosures", drop: "Drop PDFs here, or", choose: "choose files",
  private: "Files stay on this machine: this page can send nothing, and works without a network.",
  licences: "Licences", state: "state", actions: "take away", open: "Open", again: "Try again", remove: "Remove", stop: "Stop", waiting: "waiting", reading: "reading", ofPages: "page {0} of {1}",
  done: "read", password: "Password", needsPassword: "The file is encrypted: type its password.", wrongPassword: "The password is wrong.",
  noPDFs: "No PDFs among these.",
  unread: "Not read, being a picture or text that cannot be read: page {0}. Use yusuan extract to recognise it.", making: "Opening {0}",
  noPictures: "PDFium opens no such file, so that there are no pictures: {0}",
  died: "The program ended while it read this file (no memory, perhaps). Other files are not concerned.", stopped: "Stopped.",
  broken: "This browser cannot run the program: {0}", "not-a-pdf": "This is no PDF.", damaged: "The file is damaged beyond repair.",
  encryption: "It is encrypted in a way that is not supported, or damaged.", "over-limit": "It goes over a limit and is not read.",
  crashed: "An internal error.", failed: "It cannot be read.", unreadable: "The browser cannot read this file.", atPage: "page {0}: {1}", "key-files": "to the choice of files",
  readingOf: "Reading {0}", finished: "{0} files read, {1} failed",
});

const keys = [["/", "key-files"], ["d", "key-theme"], ["l", "key-language"], ["?", "key-help"]];
const files = []; // {file, name, state, …}: waiting, reading, done, failed
const largeMemory = 256 << 20; // of a worker that is ended when it has nothing to do
const drawLimit = 30_000; // milliseconds for a page
const pixelsPerPoint = 2;
const rehearsals = 5;

// ---- the workers

const policy = (globalThis.trustedTypes || { createPolicy: (_, rules) => rules }).createPolicy("yusuan", { createScriptURL: (url) => url });
const scripts = read("scripts");

// unpacked is what a block of the page holds.
function unpacked(block, type) {
  const packed = atob(block.textContent), data = new Uint8Array(packed.length);
  for (let i = 0; i < data.length; i++) data[i] = packed.charCodeAt(i);
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}

// compiled is the module of a block, made when it is first asked for; what it was made of is let go.
const modules = new Map();
function compiled(id) {
  if (!modules.has(id)) {
    const block = document.getElementById(id);
    modules.set(id, WebAssembly.compileStreaming(unpacked(block, "application/wasm")));
    block.remove();
  }
  return modules.get(id);
}

// helper is a worker of a script and a module. It begins when it is asked, and again when it died or was ended: what it was
// asked for then fails with the code "died", or "stopped".
function helper(name, id) {
  const url = policy.createScriptURL(URL.createObjectURL(new Blob([scripts[name]], { type: "text/javascript" })));
  const jobs = new Map();
  let worker = null, next = 0;

  function end(code, message = "") {
    worker?.terminate();
    worker = null;
    for (const { failed } of jobs.values()) failed({ code, page: 0, message });
    jobs.clear();
  }

  function begin(module) {
    const begun = worker = new Worker(url);
    begun.onerror = (event) => { event.preventDefault(); if (begun === worker) end("died", event.message); };
    begun.onmessage = ({ data }) => {
      if (begun !== worker) return;
      if ("died" in data) return end("died", data.died);
      const job = jobs.get(data.id);
      if ("step" in data) return job.step(data.step);
      jobs.delete(data.id);
      data.error ? job.failed(data.error) : job.done(data.value);
      if (data.memory > largeMemory && !jobs.size) end("stopped");
    };
    begun.postMessage({ module });
  }

  async function start() {
    const module = await compiled(id);
    if (!worker) begin(module);
  }

  async function ask(what, values, { step = () => {}, transfer = [] } = {}) {
    await start();
    return new Promise((done, failed) => {
      jobs.set(++next, { done, failed, step });
      worker.postMessage({ id: next, what, values }, transfer);
    });
  }
  return { start, ask, end };
}

const readers = Array.from({ length: Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1)) }, () => helper("reader", "yusuan.wasm"));
const maker = helper("reader", "yusuan.wasm"); // of pages and workbooks, so that these wait for no PDF
const painter = helper("painter", "pdfium.wasm");

// rehearse reads a disclosure that the page brings, and makes its page, as long as nothing else is to be done: what ran a few times the
// browser compiles better, for all workers, and a first file takes a third of the time.
async function rehearse() {
  const [reader] = readers;
  reader.busy = true;
  try {
    const sample = new Uint8Array(await unpacked(document.getElementById("sample.pdf"), "application/pdf").arrayBuffer());
    for (let n = 0; n < rehearsals && !files.length; n++) {
      const { document: json } = await reader.ask("extract", ["", sample.slice(), ""]);
      if (!files.length) await maker.ask("page", [json, []]);
    }
  } finally {
    reader.busy = false;
    readNext(reader);
  }
}

// ---- files

function take(list) {
  const found = [...list].filter((f) => /\.pdf$/i.test(f.name) || f.type === "application/pdf");
  tell(found.length ? "" : say("noPDFs"));
  const taken = found.map((file) => ({ file, name: file.name, state: "waiting", password: "", shown: found.length === 1, row: el("tr") }));
  files.push(...taken);
  fillRows();
  for (const next of [maker, painter]) next.start().catch(() => {}); // who asks them is told why not
  readers.forEach(readNext);
}

// readNext reads what waits, one file after the other; one that was dropped alone is shown.
async function readNext(reader) {
  if (reader.busy) return;
  reader.busy = true;
  for (let f; (f = files.find((w) => w.state === "waiting"));) {
    await readFile(f, reader);
    if (f.shown && f.state === "done" && !shownFile) await show(f);
  }
  reader.busy = false;
}

async function readFile(f, reader) {
  Object.assign(f, { state: "reading", error: null, at: null, reader });
  fillRow(f);
  tell(say("readingOf", f.name));
  try {
    const data = await bytesOf(f);
    const { document: json, summary, unread } = await reader.ask("extract", [f.name, data, f.password], {
      transfer: [data.buffer], step: (at) => { f.at = at; fillState(f); },
    });
    Object.assign(f, { state: "done", json: new Blob([json], { type: "application/json" }), summary: JSON.parse(summary), unread });
  } catch (error) {
    Object.assign(f, { state: "failed", error });
  }
  if (!files.includes(f)) return;
  fillRow(f);
  const over = files.filter((g) => g.state === "done").length, failed = files.filter((g) => g.state === "failed").length;
  tell(say("finished", over, failed));
}

async function bytesOf(f) {
  try {
    return new Uint8Array(await f.file.arrayBuffer());
  } catch (error) {
    throw { code: "unreadable", page: 0, message: error.message };
  }
}

const documentOf = async (f) => new Uint8Array(await f.json.arrayBuffer());

function again(f, password) {
  Object.assign(f, { state: "waiting", password, tried: Boolean(password), shown: true, summary: null });
  fillRow(f);
  readers.forEach(readNext);
}

function remove(f) {
  if (f.state === "reading") f.reader.end("stopped");
  files.splice(files.indexOf(f), 1);
  fillRows();
  document.querySelector("input[type=file]").focus();
}

// reason is why a file was not read, in words.
function reason({ code, page, message }, f) {
  if (code === "password") return say(f.tried ? "wrongPassword" : "needsPassword");
  const known = say(words[language][code] ? code : "failed");
  const text = message && code !== "not-a-pdf" && code !== "stopped" ? `${known} (${message})` : known;
  return page ? say("atPage", page, text) : text;
}

// save gives a file away.
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const stem = (f) => f.name.replace(/\.pdf$/i, "");

async function saveWorkbook(f) {
  try {
    const book = await maker.ask("workbook", [await documentOf(f), language]);
    save(new Blob([book], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }), stem(f) + ".xlsx");
  } catch (error) {
    tell(reason(error, f));
  }
}

// ---- a document, shown over the list

let shownFile = null, frame = null;

async function show(f) {
  if (shownFile) return;
  shownFile = f;
  f.noPictures = "";
  tell(say("making", f.name));
  const sizes = await openPainter(f).catch((error) => { f.noPictures = error.message; return []; });
  try {
    const page = await maker.ask("page", [await documentOf(f), sizes]);
    const url = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    frame = el("iframe", {
      src: url, title: f.name, name: JSON.stringify({ language, theme: document.documentElement.dataset.theme || "" }),
      load: () => { URL.revokeObjectURL(url); frame?.contentWindow.focus(); },
    });
    document.querySelector(".app").inert = true;
    document.body.append(frame);
    tell(f.noPictures ? say("noPictures", f.noPictures) : "");
  } catch (error) {
    shownFile = null;
    tell(reason(error, f));
  }
}

// openPainter opens a file in PDFium, and gives its pages' sizes.
async function openPainter(f) {
  painter.file = f;
  const data = await bytesOf(f);
  return drawing(painter.ask("open", [data, f.password], { transfer: [data.buffer] }));
}

// drawing ends PDFium where it is not done in time.
async function drawing(answer) {
  const timer = setTimeout(() => painter.end("died", "time"), drawLimit);
  try {
    return await answer;
  } catch (error) {
    if (error.code === "died") painter.file = null; // a new one has no file
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function picture(f, page) {
  if (painter.file !== f) await openPainter(f);
  return drawing(painter.ask("draw", [page, pixelsPerPoint]));
}

addEventListener("message", async ({ source, data }) => {
  if (!frame || source !== frame.contentWindow) return;
  if (data.leave) return leave(data);
  const f = shownFile;
  const { bitmap = null, substituted = 0 } = await picture(f, data.page).catch(() => ({}));
  if (shownFile === f && source) source.postMessage({ page: data.page, bitmap, substituted }, "*", bitmap ? [bitmap] : []);
});

function leave(switched) {
  const f = shownFile;
  frame.remove();
  frame = shownFile = painter.file = null;
  painter.end("stopped"); // with all that it holds of the file
  setTheme(switched.theme);
  if (switched.theme) remembered.set("theme", switched.theme);
  if (switched.language !== language) switchLanguage();
  document.querySelector(".app").inert = false;
  (f.row.querySelector("button") || document.body).focus();
}

// ---- the list

const columns = ["document", "state", "publisher", "year", "pages", "tables", "amounts", "confirmed", "contradicted", "unproved", "errors", "warnings", "actions"];

// tell says something in the page's line for it.
function tell(text) {
  const line = document.querySelector("[role=status]");
  if (line) line.textContent = text;
}

function fillRows() {
  const body = document.querySelector("tbody");
  for (const f of files) fillRow(f);
  body.replaceChildren(...files.map((f) => f.row));
  document.querySelector(".documents").hidden = !files.length;
}

function fillRow(f) {
  const s = f.summary;
  const number = (value, name = "") => el("td", { class: "number " + (value ? name : "") }, s ? spaced(value) : "");
  const amounts = s?.proof || {};
  f.row.replaceChildren(
    el("th", { scope: "row", dir: "auto" }, f.name), el("td", { class: "state" }),
    el("td", { dir: "auto" }, s?.publisher || ""), el("td", { class: "number" }, String(s?.year || "")),
    number(s?.pages), number(s?.tables), number(amounts.amounts), number(amounts.confirmed), number(amounts.contradicted, "bad"),
    number(amounts.amounts - amounts.confirmed - amounts.contradicted, "open"), number(s?.errors, "bad"), number(s?.warnings),
    el("td", { class: "actions" }, actionsOf(f)));
  fillState(f);
}

function actionsOf(f) {
  const button = (key, click, text = say(key)) => el("button", { type: "button", "aria-label": `${text} ${f.name}`, click }, text);
  const away = button(f.state === "reading" ? "stop" : "remove", () => remove(f));
  if (f.state === "failed") return [["died", "unreadable"].includes(f.error.code) ? button("again", () => again(f, f.password)) : [], away];
  if (f.state !== "done") return [away];
  return [
    button("open", () => show(f)), button("", () => saveWorkbook(f), "XLSX"), button("", () => save(f.json, stem(f) + ".json"), "JSON"), away,
  ];
}

function fillState(f) {
  f.row.querySelector(".state").replaceChildren(...{
    waiting: () => [say("waiting")],
    reading: () => f.at
      ? [el("progress", { max: f.at.pages, value: f.at.page, "aria-label": say("reading") }), " " + say("ofPages", f.at.page, f.at.pages)]
      : [say("reading")],
    done: () => [say("done"), ...(f.unread.length ? [el("p", { class: "open" }, say("unread", f.unread.join(language === "zh" ? "、" : ", ")))] : [])],
    failed: () => [el("p", { class: "bad", dir: "auto" }, reason(f.error, f)), ...(f.error.code === "password" ? [passwordForm(f)] : [])],
  }[f.state]());
}

function passwordForm(f) {
  const input = el("input", { type: "password", autocomplete: "off", "aria-label": `${say("password")} ${f.name}` });
  return el("form", { submit: (event) => { event.preventDefault(); again(f, input.value); } }, input, el("button", {}, say("again")));
}

// showLicences opens the licences of all that the page holds.
async function showLicences() {
  const text = await unpacked(document.getElementById("licences.txt"), "text/plain").text();
  const dialog = el("dialog", { class: "keys licences", "aria-label": say("licences"), close: () => dialog.remove() },
    el("button", { type: "button", click: () => dialog.close() }, say("close")), el("pre", { tabIndex: 0 }, text));
  document.body.append(dialog);
  dialog.showModal();
}

function start() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  const input = el("input", { type: "file", id: "files", accept: ".pdf,application/pdf", multiple: true, change: () => { take(input.files); input.value = ""; } });
  const heads = columns.map((name) => el("th", { scope: "col" }, say(name)));
  document.querySelector(".app")?.remove();
  document.body.append(el("div", { class: "app" },
    el("header", { class: "head" }, el("h1", {}, say("title")), switches(keys)),
    el("main", {},
      el("div", { class: "drop" }, el("label", { for: "files" }, say("drop"), " ", el("strong", {}, say("choose"))), input, el("p", { class: "faint" }, say("private"))),
      el("p", { role: "status" }),
      el("div", { class: "documents", tabIndex: 0, role: "region", "aria-label": say("documents") },
        el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody"))),
      el("footer", {}, el("button", { type: "button", click: showLicences }, say("licences"))))));
  fillRows();
}

for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    event.preventDefault();
    document.querySelector(".drop").classList.toggle("over", name === "dragover");
    if (name === "drop" && !frame) take(event.dataTransfer.files);
  });
}
addEventListener("dragleave", () => document.querySelector(".drop").classList.remove("over"));

start();
onKeys({ "/": () => document.querySelector("input[type=file]").focus(), "d": switchTheme, "l": switchLanguage, "?": () => showKeys(keys) });
const rehearsed = rehearse().catch((error) => tell(say("broken", error.message)));
