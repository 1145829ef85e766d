// A document: what is to be looked at, a page's picture, and its tables. A cell of a table and its box on the picture are one
// thing, called by its key "table,row,column"; an amount is told by its place in doc.facts.

const doc = read("document");
const kindNames = new Map(doc.kinds);

// kindName is what a kind of tables is called in the page's language.
const kindName = (kind) => language === "zh" && kindNames.get(kind) || kind;
const keys = [
  ["j k", "key-list"], ["n p", "key-page"], ["← ↑ → ↓", "key-cells"], ["Enter", "key-choose"], ["/", "key-filter"], ["+ - 0", "key-zoom"],
  ["o", "key-overlay"], ["u", "key-back"], ["d", "key-theme"], ["l", "key-language"], ["?", "key-help"], ["Esc", "key-close"],
];
const state = {
  page: 1, cell: "", finding: -1, only: null, // what is chosen: a cell, or a finding; only: the one identity that is lit
  show: "all", kind: "", severity: "", code: "", text: "", item: -1, zoom: 1, overlay: "", view: "list",
};
const chunk = 200; // items of the list that are made at a time
const fewMembers = 12; // of an identity, that are shown at first

// doubts are the findings that say of a cell of a scan that it may have been read wrongly, or was put right, by its key.
const doubts = new Map();
for (const f of doc.findings) {
  if (f.code !== "figure-doubtful" && f.code !== "text-doubtful" && f.code !== "ocr-repaired") continue;
  for (const s of f.subjects) {
    const key = s.slice(0, 3).join();
    if (!doubts.has(key)) doubts.set(key, []);
    doubts.get(key).push(f);
  }
}
const isDoubtful = (key) => (doubts.get(key) || []).some((f) => f.code !== "ocr-repaired");

// readingsAt are what a cell may say otherwise; of one that was put right, what was read first.
const readingsAt = (key) => [...new Set((doubts.get(key) || []).flatMap((f) => (f.code === "ocr-repaired" ? [f.actual] : f.readings || [])))];

// Items of the work list: amounts and findings. Of a scan, what may have been read wrongly first; then what contradicts, what is
// unproved, and the rest.
const items = [
  ...doc.findings.map((f, i) => ({ finding: i, fact: -1, rank: { error: 0, warning: 1, info: 2 }[f.severity], page: pageOf(f) })),
  ...doc.facts.map((f, i) => ({ finding: -1, fact: i, rank: f[7].length ? 0 : f[6].length ? 2 : 1, page: f[3] })),
].sort((a, b) => doubted(b) - doubted(a) || a.rank - b.rank || (a.finding < 0) - (b.finding < 0) || a.page - b.page || a.fact - b.fact || a.finding - b.finding);
let listed = items; // those that the filters leave
const factAt = new Map(doc.facts.map((f, i) => [f.slice(0, 3).join(), i]));

function doubted(item) { return item.finding >= 0 && doc.findings[item.finding].code === "figure-doubtful"; }

function pageOf(finding) {
  for (const [table, , , page] of finding.subjects) {
    if (page) return page;
    if (table >= 0) return doc.tables[table].pages[0];
  }
  return 1;
}

// ---- data that are read when they are needed

const blocks = new Map(); // of pages, the last few
function pageData(page) {
  if (!blocks.has(page)) {
    if (blocks.size > 16) blocks.delete(blocks.keys().next().value);
    blocks.set(page, read("page-" + page));
  }
  return blocks.get(page);
}

let proofs = null; // by fact: the identities that contain it
function proofsOf(fact) {
  if (!proofs) {
    proofs = new Map();
    for (const proof of read("proofs")) {
      for (const member of new Set([proof[2], ...proof[3]])) {
        if (!proofs.has(member)) proofs.set(member, []);
        proofs.get(member).push(proof);
      }
    }
  }
  const [confirmed, contradicted] = doc.facts[fact].slice(6);
  return (proofs.get(fact) || []).filter(([by, holds]) => (holds ? confirmed : contradicted).includes(by));
}

// ---- names

const identityName = (by) => say(doc.identities[by] === "text" ? "text-identity" : doc.identities[by]);
const tableName = (t) => [doc.tables[t].number, doc.tables[t].title].filter(Boolean).join(" ") || doc.tables[t].id;
const keyOf = (fact) => doc.facts[fact].slice(0, 3).join();

// ---- the work list

function matches(item) {
  const finding = doc.findings[item.finding], fact = doc.facts[item.fact];
  const shown = { all: true, findings: finding, contradicted: fact && item.rank === 0, unproved: fact && item.rank === 1, confirmed: fact && item.rank === 2 };
  if (!shown[state.show]) return false;
  const tables = finding ? finding.subjects.map((s) => s[0]) : [fact[0]];
  if (state.kind && !tables.some((t) => t >= 0 && doc.tables[t].kind === state.kind)) return false;
  if (state.severity && !(finding && finding.severity === state.severity)) return false;
  if (state.code && !(finding && finding.code === state.code)) return false;
  const texts = finding ? [finding.code, finding.message.zh, finding.message.en] : [fact[4], fact[5], tableName(fact[0])];
  return !state.text || texts.some((t) => t.toLowerCase().includes(state.text.toLowerCase()));
}

function itemButton(item, at) {
  const finding = doc.findings[item.finding], fact = doc.facts[item.fact];
  const what = finding
    ? [el("span", { dir: "auto" }, inLanguage(finding.message)), el("span", { class: ["bad", "open", "faint"][item.rank] }, say(finding.severity))]
    : [el("span", { dir: "auto" }, fact[4]), el("span", { class: "number " + ["bad", "open", "good"][item.rank], dir: "auto" }, fact[5])];
  const where = finding ? finding.code : tableName(fact[0]);
  return el("li", {}, el("button", { type: "button", class: item.rank === 2 && finding ? null : "rank-" + item.rank, "data-at": at, tabIndex: at === Math.max(0, state.item) ? 0 : -1, click: () => chooseItem(at) },
    el("span", { class: "what" }, what), el("span", { class: "where", dir: "auto" }, `${where} · ${say("page")} ${item.page}`)));
}

// fillList makes items up to the one at an index, and at least one chunk.
function fillList(upTo = 0) {
  const ul = document.querySelector(".items");
  ul.querySelector(".end")?.remove();
  const made = ul.children.length, until = Math.min(listed.length, Math.max(made, upTo + 1) + chunk);
  ul.append(...listed.slice(made, until).map((item, i) => itemButton(item, made + i)));
  if (until < listed.length) {
    const end = el("li", { class: "end", "aria-hidden": "true" });
    ul.append(end);
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((s) => s.isIntersecting)) return;
      watch.disconnect();
      if (end.isConnected) fillList(made + chunk);
    }, { root: ul }).observe(end);
  }
  if (!listed.length) ul.replaceChildren(el("li", { class: "faint" }, say("none")));
}

function filter() {
  listed = items.filter(matches);
  state.item = -1;
  document.querySelector(".items").replaceChildren();
  fillList();
  markItem();
}

// markItem marks what is chosen in the list, and brings it into view.
function markItem() {
  if (state.item < 0) state.item = listed.findIndex((i) => state.finding >= 0 ? i.finding === state.finding : i.fact >= 0 && keyOf(i.fact) === state.cell);
  const ul = document.querySelector(".items");
  for (const old of ul.querySelectorAll("[aria-current]")) {
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
  }
  if (state.item < 0) return;
  if (state.item >= ul.children.length - 1) fillList(state.item);
  const button = ul.querySelector(`[data-at="${state.item}"]`);
  button.setAttribute("aria-current", "true");
  button.tabIndex = 0;
  button.scrollIntoView({ block: "nearest" });
  if (ul.contains(document.activeElement)) button.focus({ preventScroll: true });
}

function chooseItem(at) {
  const item = listed[at];
  if (!item) return;
  choose(item.finding < 0 ? keyOf(item.fact) : "", item.finding, item.page, at);
}

// ---- what is chosen, and what is lit for it

function choose(cell, finding, page, item = -1) {
  Object.assign(state, { cell, finding, item, only: null });
  if (page !== state.page) showPage(page);
  else light();
  showDetail();
  markItem();
  const key = finding < 0 ? cell : doc.findings[finding].subjects.filter((s) => s[3] === page).map((s) => s.slice(0, 3).join())[0];
  for (const part of places.get(key)?.parts || []) part.scrollIntoView({ block: "nearest", inline: "nearest" });
  remember();
}

// members are the cells that are lit for what is chosen, and how: [key, class].
function members() {
  if (state.finding >= 0) {
    const f = doc.findings[state.finding];
    return f.subjects.filter((s) => s[0] >= 0 && (s[1] >= 0 || s[2] >= 0)).map((s) => [s.slice(0, 3).join(), f.severity === "error" ? "is-bad" : "is-hover"]);
  }
  const fact = factAt.get(state.cell);
  if (fact === undefined) return [];
  const proofs = state.only ? [state.only] : proofsOf(fact);
  return proofs.flatMap(([, holds, whole, parts]) => [whole, ...parts].map((m) => [keyOf(m), holds ? "is-good" : "is-bad"]));
}

function light() {
  for (const { parts } of places.values()) for (const part of parts) part.classList.remove("is-good", "is-bad", "is-chosen", "is-hover");
  const mark = (key, name) => places.get(key)?.parts.forEach((part) => part.classList.add(name));
  for (const [key, name] of members()) {
    if (!key.includes("-1")) mark(key, name);
    else for (const [k, place] of places) if (covers(key, place)) mark(k, name); // a whole row or column
  }
  if (state.cell) mark(state.cell, "is-chosen");
}

// covers tells whether a row or a column of a table, the other of which is -1, goes through a place.
function covers(key, place) {
  const [table, row, column] = key.split(",").map(Number);
  const [t, r, c, rows, columns] = place.at;
  return t === table && (row < 0 || r <= row && row < r + rows) && (column < 0 || c <= column && column < c + columns);
}

function hover(key, on) {
  places.get(key)?.parts.forEach((part) => part.classList.toggle("is-hover", on));
}

// ---- a page

let places = new Map(); // by key: what shows a cell on this page, and where it is
const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
const padded = (page) => String(page).padStart(4, "0");
const pictureAddress = (page) => address(`../pictures/${doc.sha256}/${padded(page)}.png`);

function showPage(page) {
  state.page = Math.min(doc.sizes.length, Math.max(1, page || 1));
  places = new Map();
  const data = doc.sizes.length ? pageData(state.page) : { tables: [] };
  document.querySelector(".stage").replaceChildren(sheet(data));
  const shown = data.tables.map(tableOf);
  document.querySelector(".shown").replaceChildren(...(shown.length ? shown : [el("p", { class: "faint" }, say("noTables"))]));
  const number = document.querySelector(".tools input");
  number.value = state.page;
  light();
  for (const near of doc.framed ? [] : [state.page + 1, state.page - 1]) if (doc.pictures.includes(near)) new Image().src = pictureAddress(near);
  remember();
}

// sheet is the page's picture with a box for each cell.
function sheet(data) {
  const [width, height] = doc.sizes[state.page - 1] || [595, 842];
  const boxes = svg("svg");
  boxes.setAttribute("viewBox", `0 0 ${width} ${height}`);
  boxes.setAttribute("preserveAspectRatio", "none");
  boxes.setAttribute("aria-hidden", "true"); // the table says the same
  for (const { table, cells } of data.tables) {
    for (const [row, column, rows, columns, , x0, top, x1, bottom] of cells) {
      const rect = svg("rect");
      for (const [name, value] of Object.entries({ x: x0, y: top, width: Math.max(0, x1 - x0), height: Math.max(0, bottom - top) })) rect.setAttribute(name, value);
      if (isDoubtful([table, row, column].join())) rect.classList.add("is-doubtful");
      show(rect, [table, row, column, rows, columns]);
      boxes.append(rect);
    }
  }
  const picture = doc.pictures.includes(state.page) ? pictureOf(state.page) : el("p", { class: "without" }, say("noPicture"));
  const over = state.overlay && el("img", { src: address(`../overlays/${doc.sha256}/${state.overlay}/${padded(state.page)}.svg`), alt: state.overlay });
  const e = el("div", { class: "sheet" }, picture, over || [], boxes);
  e.style.width = state.zoom * 100 + "%";
  e.style.aspectRatio = `${width} / ${height}`;
  return e;
}

// pictureOf is the picture of a page. Browsers keep what they decode of each image that was shown, half a gigabyte of it; a bitmap
// goes with its canvas.
function pictureOf(page) {
  const canvas = el("canvas", { role: "img", "aria-label": `${say("picture")} ${page}` });
  const fill = (bitmap) => {
    if (canvas.isConnected) canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
    else bitmap.close();
    canvas.dataset.drawn = page;
  };
  const lack = () => canvas.replaceWith(el("p", { class: "without" }, say("noPicture")));
  if (doc.framed) {
    askPicture(page).then(({ bitmap, substituted }) => { if (substituted && canvas.isConnected) tellSubstituted(); fill(bitmap); }, lack);
    return canvas;
  }
  const image = new Image();
  image.onload = async () => fill(await createImageBitmap(image));
  image.onerror = lack;
  image.src = pictureAddress(page);
  return canvas;
}

// tellSubstituted says over a picture that some of its texts have another font.
function tellSubstituted() {
  document.querySelector(".stage").prepend(el("p", { class: "substituted", role: "status" }, say("substituted")));
}

// show makes an element stand for a cell.
function show(element, at) {
  const key = at.slice(0, 3).join();
  element.dataset.key = key;
  if (!places.has(key)) places.set(key, { at, parts: [] });
  places.get(key).parts.push(element);
}

// tableOf is a table's part on the page under its header, as an HTML table.
function tableOf({ table, cells }) {
  const t = doc.tables[table];
  const all = state.page === t.pages[0] ? cells : [...headerOf(table, cells), ...cells];
  const rows = [...new Set(all.filter((c) => c[2] === 1).map((c) => c[0]))].sort((a, b) => a - b);
  const head = `${t.id} · ${tableName(table)}${t.unit ? ` · ${say("unit")} ${t.unit}` : ""}`;
  const small = `${kindName(t.kind)} · ${say("pages")} ${t.pages[0]}–${t.pages.at(-1)} · ${t.method}, ${say("confidence")} ${t.confidence}`;
  const body = el("table", { role: "grid", "aria-label": tableName(table), keydown: moveInGrid });
  body.append(columnsOf(t, all), ...gridRows(table, all, rows));
  body.style.width = "max-content";
  body.querySelector("td, th")?.setAttribute("tabindex", "0");
  return el("section", { class: "table" },
    el("h3", { dir: "auto" }, head), el("p", { class: "faint" }, small),
    el("div", { class: "grid" }, body),
    t.notes.length ? el("p", { class: "notes faint", dir: "auto" }, `${say("notes")}: ${t.notes.join("\n")}`) : []);
}

// headerOf are the cells of a table's header that stand on its first page and not on this one.
function headerOf(table, here) {
  const t = doc.tables[table], there = new Set(here.map((c) => c.slice(0, 2).join()));
  const first = pageData(t.pages[0]).tables.find((p) => p.table === table);
  return first.cells.filter((c) => c[0] < t.headerRows && !there.has(c.slice(0, 2).join()));
}

// columnsOf gives columns the widths that they have in the print, wider where that is little.
function columnsOf(t, cells) {
  const widths = Array(t.roles.length).fill(2.4);
  for (const [, column, , columns, , x0, , x1] of cells) {
    if (columns === 1) widths[column] = Math.max(widths[column], Math.min(30, (x1 - x0) / 8.5 + 0.8));
  }
  return el("colgroup", {}, widths.map((width) => {
    const col = el("col");
    col.style.width = width + "em";
    return col;
  }));
}

// gridRows are the rows of a table that are on the page. A cell that spans others begins at the first of its rows that is here.
function gridRows(table, cells, rows) {
  const t = doc.tables[table];
  const trs = new Map(rows.map((r) => [r, el("tr", { role: "row" })]));
  for (const cell of [...cells].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const covered = rows.filter((r) => r >= cell[0] && r < cell[0] + cell[2]);
    trs.get(covered[0])?.append(gridCell(table, cell, covered.length, t));
  }
  return [...trs.values()];
}

function gridCell(table, [row, column, rows, columns, text, , , , , fact, indent, bold], rowSpan, t) {
  const header = row < t.headerRows;
  const names = [];
  if (fact >= 0) names.push("number", ["is-contradicted", "is-unproved", "is-confirmed"][doc.facts[fact][7].length ? 0 : doc.facts[fact][6].length ? 2 : 1]);
  if (bold) names.push("bold");
  if (isDoubtful([table, row, column].join())) names.push("is-doubtful");
  const e = el(header ? "th" : "td", { role: header ? "columnheader" : "gridcell", class: names.join(" ") || null, colSpan: columns, rowSpan, tabIndex: -1, dir: "auto" }, text);
  if (indent) e.style.paddingLeft = `calc(5px + ${Math.min(indent, 6)}em)`;
  show(e, [table, row, column, rows, columns]);
  return e;
}

// moveInGrid moves the focus to the cell beside, above or below.
function moveInGrid(event) {
  const cell = event.target.closest("[data-key]");
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopPropagation();
    chooseCell(cell.dataset.key);
    return;
  }
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const next = beside(cell, ...step);
  if (!next) return;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function beside(cell, down, right) {
  const grid = []; // by row and column: the element there
  const trs = [...cell.closest("table").rows];
  let from = null;
  trs.forEach((tr, r) => {
    let c = 0;
    for (const e of tr.cells) {
      while (grid[r]?.[c]) c++;
      if (e === cell) from = [r, c];
      for (let y = r; y < r + e.rowSpan; y++) for (let x = c; x < c + e.colSpan; x++) (grid[y] ||= [])[x] = e;
    }
  });
  let [r, c] = from;
  r += down > 0 ? cell.rowSpan : down;
  c += right > 0 ? cell.colSpan : right;
  return grid[r]?.[c];
}

function chooseCell(key) {
  choose(key, -1, state.page);
}

// ---- what is said of what is chosen

function showDetail() {
  const box = document.querySelector(".detail");
  const parts = state.finding >= 0 ? findingDetail(doc.findings[state.finding]) : state.cell ? cellDetail() : [el("p", { class: "faint" }, say("choose"))];
  box.replaceChildren(el("h2", {}, say("detail")), ...parts.filter(Boolean));
  if (doc.served && (state.cell || state.finding >= 0)) box.append(decisionForm(state));
}

function findingDetail(f) {
  const facts = [f.expected && `${say("expected")} ${f.expected}`, f.actual && `${say("actual")} ${f.actual}`].filter(Boolean).join(" · ");
  return [
    el("p", { dir: "auto" }, inLanguage(f.message)),
    el("p", { class: "faint" }, `${say(f.severity)} · ${f.code}`),
    facts && el("p", { dir: "auto" }, facts),
    f.subjects.length === 1 && otherReadings(f.subjects[0].slice(0, 3).join()),
    buttons(f.subjects.filter((s) => s[0] >= 0 || s[3]).map(subjectButton)),
  ];
}

function subjectButton([table, row, column, page]) {
  const fact = factAt.get([table, row, column].join());
  const at = page || (table >= 0 ? doc.tables[table].pages[0] : 1);
  const name = fact !== undefined ? `${doc.facts[fact][4]} ${doc.facts[fact][5]}` : table >= 0 ? tableName(table) : "";
  return () => el("button", { type: "button", dir: "auto", click: () => (row >= 0 && column >= 0 ? choose([table, row, column].join(), -1, at) : showPage(at)) },
    `${name} · ${say("page")} ${at}`);
}

function cellDetail() {
  const fact = factAt.get(state.cell);
  const [table, row, column] = state.cell.split(",").map(Number);
  const text = places.get(state.cell)?.parts.find((p) => p.localName !== "rect")?.textContent || "";
  const at = el("p", { class: "faint" }, `${doc.tables[table].id} · ${say("row")} ${row}, ${say("column")} ${column}`);
  if (fact === undefined) return [el("p", { class: "notes", dir: "auto" }, text), at, ...doubtDetail(state.cell)];
  const [, , , , label, printed, confirmed, contradicted] = doc.facts[fact];
  const proofs = proofsOf(fact);
  const shown = new Set(proofs.map((p) => p[0] + "," + p[1]));
  const others = [...confirmed.map((by) => [by, true]), ...contradicted.map((by) => [by, false])].filter((p) => !shown.has(p.join()));
  const status = contradicted.length ? "contradicted" : confirmed.length ? "confirmed" : "unproved";
  return [
    el("p", { dir: "auto" }, el("strong", {}, printed), " ", label, " · ", el("span", { class: { contradicted: "bad", unproved: "open", confirmed: "good" }[status] }, say(status))),
    at,
    ...doubtDetail(state.cell),
    confirmed.length + contradicted.length ? null : el("p", { class: "open" }, say("noProof")),
    ...proofs.map((proof) => identityDetail(proof, fact)),
    ...others.map(([by, holds]) => el("p", { class: holds ? "good" : "bad" }, `${identityName(by)}: ${say(holds ? "holds" : "broken")}`)),
  ];
}

// doubtDetail is why a cell is doubtful, and what else it may say.
function doubtDetail(key) {
  return [...(doubts.get(key) || []).map((f) => el("p", { class: "open", dir: "auto" }, inLanguage(f.message))), otherReadings(key)];
}

function otherReadings(key) {
  const readings = readingsAt(key);
  return readings.length ? el("p", { class: "readings", dir: "auto" }, `${say("readings")}: ${readings.join(" | ")}`) : null;
}

// identityDetail is an identity with its members; pointing at it lights it alone.
function identityDetail(proof, fact) {
  const [by, holds, whole, parts] = proof;
  const only = (value) => () => { state.only = value; light(); };
  const member = (m) => () => el("button", {
    type: "button", dir: "auto", click: () => choose(keyOf(m), -1, doc.facts[m][3]), mouseenter: () => hover(keyOf(m), true), mouseleave: () => hover(keyOf(m), false),
    "aria-current": m === fact ? "true" : null,
  }, `${doc.facts[m][4]} ${doc.facts[m][5]}`, doc.facts[m][3] === doc.facts[fact][3] ? "" : " " + say("elsewhere", doc.facts[m][3]));
  return el("div", {},
    el("button", { type: "button", class: "identity" + (holds ? "" : " bad"), click: only(proof), mouseenter: only(proof), mouseleave: only(null), focus: only(proof), blur: only(null) },
      `${identityName(by)}: ${say(holds ? "holds" : "broken")}`),
    buttons([member(whole)]), parts.length ? buttons(parts.map(member)) : el("p", { class: "members faint" }, say("inText")));
}

// buttons shows the first of many buttons, each made by a function, and the others when they are asked for.
function buttons(makers) {
  const box = el("div", { class: "members" }, makers.slice(0, fewMembers).map((make) => make()));
  const rest = makers.slice(fewMembers);
  if (rest.length) {
    const more = el("button", { type: "button", click: () => more.replaceWith(...rest.map((make) => make())) }, say("more", rest.length));
    box.append(more);
  }
  return box;
}

// ---- the frame

function filters() {
  const used = (values) => [...new Set(values)].sort();
  const set = (name) => (value) => { state[name] = value; filter(); };
  const text = el("input", { type: "search", value: state.text, input: () => set("text")(text.value) });
  const shows = ["all", "findings", "contradicted", "unproved", "confirmed"].map((s) => [s, say(s)]);
  return el("div", { class: "filters" },
    field(say("show"), choice(shows, state.show, set("show"))),
    field(say("severity"), choice([["", say("all")], ...["error", "warning", "info"].map((s) => [s, say(s)])], state.severity, set("severity"))),
    field(say("kind"), choice([["", say("all")], ...used(doc.tables.map((t) => t.kind)).map((k) => [k, kindName(k)])], state.kind, set("kind"))),
    field(say("code"), choice([["", say("all")], ...used(doc.findings.map((f) => f.code)).map((c) => [c, doc.codes[c] ? inLanguage(doc.codes[c]) : c])], state.code, set("code"))),
    el("div", { class: "wide" }, field(say("text"), text)));
}

function tools() {
  const number = el("input", { type: "number", min: 1, max: doc.sizes.length, value: state.page, change: () => showPage(Number(number.value)) });
  const tables = choice([["", say("table") + " …"], ...doc.tables.map((t, i) => [String(i), tableName(i)])], "", (t) => t && showPage(doc.tables[t].pages[0]));
  tables.setAttribute("aria-label", say("table"));
  const stages = choice([["", say("nothing")], ...doc.stages.map((s) => [s, s])], state.overlay, (s) => { state.overlay = s; showPage(state.page); });
  stages.setAttribute("aria-label", say("overlay"));
  const button = (text, name, click) => el("button", { type: "button", title: say(name), "aria-label": say(name), click }, text);
  return el("div", { class: "tools" },
    button("‹", "previous", () => showPage(state.page - 1)), field(say("page"), number), el("span", { class: "faint" }, "/ " + doc.sizes.length),
    button("›", "next", () => showPage(state.page + 1)), tables,
    button("−", "zoomOut", () => zoom(1 / 1.25)), button("+", "zoomIn", () => zoom(1.25)), button("⤢", "fit", () => zoom(0)),
    doc.stages.length ? stages : []);
}

function zoom(by) {
  state.zoom = by ? Math.min(6, Math.max(0.2, state.zoom * by)) : 1;
  document.querySelector(".sheet").style.width = state.zoom * 100 + "%";
}

function views() {
  const view = (name, key) => el("button", {
    type: "button", "data-view": name, "aria-pressed": String(state.view === name), click: () => setView(name),
  }, say(key));
  return el("div", { class: "views", role: "group", "aria-label": say("switchView") }, view("list", "list"), view("page", "page"), view("tables", "tables"));
}

// setView tells what a narrow screen shows.
function setView(name) {
  state.view = name;
  document.querySelector(".review").dataset.view = name;
  for (const b of document.querySelectorAll(".views button")) b.setAttribute("aria-pressed", String(b.dataset.view === name));
}

function head() {
  const { amounts, confirmed, contradicted } = doc.proof;
  const counts = el("span", {}, `${say("amounts")} ${spaced(amounts)} · `, el("span", { class: "good" }, `${say("confirmed")} ${spaced(confirmed)}`), " · ",
    el("span", { class: contradicted ? "bad" : null }, `${say("contradicted")} ${spaced(contradicted)}`), " · ",
    el("span", { class: "open" }, `${say("unproved")} ${spaced(amounts - confirmed - contradicted)}`), ` · ${say("findings")} ${spaced(doc.findings.length)}`);
  return el("header", { class: "head" },
    doc.framed ? el("button", { type: "button", title: say("back"), click: leave }, "‹ " + say("documents"))
      : el("a", { href: address("../index.html"), title: say("back") }, "‹ " + say("documents")),
    el("h1", { dir: "auto" }, doc.name),
    el("span", { class: "faint", dir: "auto" }, [doc.publisher, doc.year || ""].filter(Boolean).join(" ")), counts, switches(keys), views());
}

function start() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.body.replaceChildren(...document.querySelectorAll("body > script"), el("main", { class: "review", "data-view": state.view },
    head(),
    el("section", { class: "pane list", "aria-label": say("worklist") }, filters(), el("ul", { class: "items", tabIndex: -1 })),
    el("section", { class: "pane page", "aria-label": say("picture") }, tools(), el("div", { class: "stage", tabIndex: 0, role: "region", "aria-label": say("page") })),
    el("section", { class: "pane tables", tabIndex: 0, "aria-label": say("tables") }, el("div", { class: "detail", "aria-live": "polite" }), el("div", { class: "shown" }))));
  listen();
  showPage(state.page);
  filter();
  showDetail();
}

// listen links cells and boxes: both have the key of their cell.
function listen() {
  const keyAt = (event) => event.target.closest("[data-key]")?.dataset.key;
  for (const pane of document.querySelectorAll(".stage, .shown")) {
    for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
      pane.addEventListener(name, (event) => { const key = keyAt(event); if (key) { hover(key, on); if (!on) light(); } });
    }
    pane.addEventListener("click", (event) => { const key = keyAt(event); if (key) chooseCell(key); });
  }
}

// remember keeps the place in the address, so that it can be handed on; browsers take no more than some places a second.
let remembering = 0;
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const place = `#p${state.page}` + (state.cell ? "." + state.cell : "");
    try { history.replaceState(null, "", place); } catch { /* a browser may not let files do it */ }
  }, 300);
}

// began is the place that the address tells, else the first item of the list.
function began() {
  const [, page, cell] = /^#p(\d+)(?:\.(\d+,\d+,\d+))?$/.exec(location.hash) || [];
  if (page) Object.assign(state, { page: Number(page), cell: cell || "" });
  else if (items.length && items[0].rank < 2) Object.assign(state, { page: items[0].page, finding: items[0].finding, cell: items[0].fact >= 0 ? keyOf(items[0].fact) : "" });
  else if (doc.tables.length) state.page = doc.tables[0].pages[0];
}

function step(by) {
  const at = Math.min(listed.length - 1, Math.max(0, state.item + by));
  chooseItem(at);
}

function nextOverlay() {
  const all = ["", ...doc.stages];
  state.overlay = all[(all.indexOf(state.overlay) + 1) % all.length];
  const select = document.querySelector(`[aria-label="${say("overlay")}"]`);
  if (select) select.value = state.overlay;
  showPage(state.page);
}

began();
start();
onKeys({
  "j": () => step(1), "k": () => step(-1), "n": () => showPage(state.page + 1), "p": () => showPage(state.page - 1), "/": () => { setView("list"); document.querySelector("[type=search]").focus(); },
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(1 / 1.25), "0": () => zoom(0), "o": nextOverlay, "d": switchTheme, "l": switchLanguage,
  "u": () => { if (doc.framed) leave(); else location.href = address("../index.html"); }, "?": () => showKeys(keys), "Escape": () => choose("", -1, state.page),
});
