// Decisions of a person about what is chosen, where the page is served: they are sent to the program that serves it, which keeps
// them and shows the document as it is with them.

// decisionForm is the form for what is chosen: a cell, or the first cell that a finding is about.
function decisionForm({ cell, finding }) {
  const key = cell || doc.findings[finding].subjects.filter((s) => s[0] >= 0 && s[1] >= 0 && s[2] >= 0).map((s) => s.slice(0, 3).join())[0];
  const place = key && placeOf(key);
  if (!place) return el("div", { class: "faint" });
  const kinds = ["right", "text", "part-rows", "join-rows", "table-kind", "table-title", "table-unit"];
  const codes = slipsOf(key);
  if (codes.length) kinds.splice(2, 0, "slip");
  const fields = el("div"), status = el("p", { role: "status" });
  const who = el("input", { value: remembered.get("who") || "", maxLength: 60 });
  const why = el("input", { maxLength: 1000 });
  let make = () => ({});
  const kind = choice(kinds.map((k) => [k, say("decide-" + k)]), "right", () => { make = fieldsOf(kind.value, place, codes, fields); });
  kind.setAttribute("aria-label", say("decision"));
  make = fieldsOf("right", place, codes, fields);
  const atOnce = (text) => el("button", {
    type: "button", dir: "auto", click: () => {
      remembered.set("who", who.value);
      const decision = text === place.text ? { kind: "right" } : { kind: "text", right: text };
      send({ ...decision, sha256: doc.sha256, place: cellPlaceOf(place), was: place.text, who: who.value, why: why.value }, status);
    },
  }, text === place.text ? `${text} ✓` : text);
  return el("form", {
    class: "decision",
    submit: (event) => {
      event.preventDefault();
      remembered.set("who", who.value);
      send({ kind: kind.value, sha256: doc.sha256, ...make(), who: who.value, why: why.value }, status);
    },
  }, el("h3", {}, say("decision")),
  doubts.has(key) ? el("div", { class: "members", role: "group", "aria-label": say("readings") }, [...new Set([place.text, ...readingsAt(key)])].map(atOnce)) : null,
  kind, fields, field(say("why"), why), field(say("who"), who),
  el("button", { type: "submit" }, say("decide")), status, withdrawals(place, status));
}

// cellPlaceOf is a cell's place in a decision.
const cellPlaceOf = (place) => ({ table: doc.tables[place.table].id, row: place.row, column: place.column, page: place.page, box: place.box });

// placeOf tells where a cell is, as decisions name places; null for one that does not begin on a page that has it.
function placeOf(key) {
  const [table, row, column] = key.split(",").map(Number);
  for (const page of [state.page, ...doc.tables[table].pages]) {
    const cell = pageData(page).tables.find((t) => t.table === table)?.cells.find((c) => c[0] === row && c[1] === column);
    if (cell) return { table, row, column, page, box: cell.slice(5, 9), text: cell[4] };
  }
  return null;
}

// slipsOf are the codes of the findings that a cell is a subject of.
function slipsOf(key) {
  return [...new Set(doc.findings.filter((f) => f.subjects.some((s) => s.slice(0, 3).join() === key)).map((f) => f.code))];
}

// fieldsOf fills a box with what a kind of decision asks for, and returns what makes that part of the decision.
function fieldsOf(kind, place, codes, box) {
  const t = doc.tables[place.table];
  const cellPlace = cellPlaceOf(place);
  const tableField = { "table-kind": "kind", "table-title": "title", "table-unit": "unit" }[kind];
  if (tableField) {
    const right = tableField === "kind" ? choice(doc.kinds.map(([k]) => [k, kindName(k)]), t.kind, () => {}) : el("input", { value: t[tableField] });
    box.replaceChildren(field(say("right"), right));
    return () => ({ place: { table: t.id }, was: t[tableField], right: right.value });
  }
  if (kind === "text") {
    const right = el("textarea", { value: place.text });
    box.replaceChildren(field(say("right"), right));
    return () => ({ place: cellPlace, was: place.text, right: right.value });
  }
  if (kind === "slip") {
    const code = choice(codes.map((c) => [c, inLanguage(doc.codes[c])]), codes[0], () => {});
    box.replaceChildren(field(say("code"), code));
    return () => ({ place: cellPlace, was: place.text, code: code.value });
  }
  if (kind === "right") {
    box.replaceChildren();
    return () => ({ place: cellPlace, was: place.text });
  }
  return rowFields(kind, place, box);
}

// rowFields asks for rows: into how many one is parted and what is in each, or how many are joined and what is in the one.
function rowFields(kind, place, box) {
  const joins = kind === "join-rows";
  const number = el("input", { type: "number", min: 2, max: 20, value: 2, change: () => draw() });
  const grid = el("div", { class: "grid" });
  let was, inputs;
  const draw = () => {
    was = rowTexts(place.table, place.row, joins ? Number(number.value) : 1);
    const right = joins ? [was[0].map((_, c) => was.map((row) => row[c]).join(""))] : [...Array(Number(number.value)).keys()].map((i) => (i ? was[0].map(() => "") : was[0]));
    inputs = right.map((row) => row.map((text, column) => el("textarea", { value: text, "aria-label": `${say("column")} ${column}` })));
    grid.replaceChildren(el("table", {}, inputs.map((row) => el("tr", {}, row.map((input) => el("td", {}, input))))));
  };
  draw();
  box.replaceChildren(field(say("rows"), number), grid);
  return () => ({ place: { table: doc.tables[place.table].id, row: place.row }, wasRows: was, rightRows: inputs.map((row) => row.map((input) => input.value)) });
}

// rowTexts are the texts of rows, one for every column: that of the cell which begins there.
function rowTexts(table, first, count) {
  const t = doc.tables[table];
  const texts = Array.from({ length: Math.min(count, t.rows - first) }, () => Array(t.roles.length).fill(""));
  for (const page of t.pages) {
    for (const [row, column, , , text] of pageData(page).tables.find((p) => p.table === table)?.cells || []) {
      if (row >= first && row < first + texts.length) texts[row - first][column] = text;
    }
  }
  return texts;
}

// withdrawals lists what is decided about a table already, each to be taken back.
function withdrawals(place, status) {
  const there = doc.corrections.filter((c) => c.place.table === doc.tables[place.table].id);
  if (!there.length) return [];
  return [el("h3", {}, say("decided")), el("ul", {}, there.map((c) => el("li", {},
    el("span", { dir: "auto" }, `${say("decide-" + c.kind)} ${c.place.row ?? ""} ${c.right ?? ""} ${c.who ?? ""} `),
    el("button", { type: "button", click: () => send({ kind: "withdrawn", sha256: doc.sha256, place: {}, of: c.id }, status) }, say("withdraw")))))];
}

// send sends a decision; the page is loaded anew with what comes of it. What is refused is told.
async function send(decision, status) {
  for (const [name, value] of Object.entries(decision)) if (value === "" && name !== "was" && name !== "right") delete decision[name];
  try {
    const answer = await fetch("/decisions", {
      method: "POST", headers: { "Content-Type": "application/json", "X-Yusuan-Token": token }, body: JSON.stringify(decision),
    });
    if (!answer.ok) throw new Error(await answer.text());
    status.textContent = say("saved");
    location.reload();
  } catch (error) {
    status.textContent = error.message;
  }
}
