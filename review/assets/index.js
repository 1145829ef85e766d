// The list of documents. What is not proved comes first: broken identities, then what none proves.

const documents = read("documents");
const list = { text: "", by: "order", down: false, at: 0 };
let shown = [];

const unproved = (d) => d.proof.amounts - d.proof.confirmed - d.proof.contradicted;

const columns = [
  ["document", (d) => d.name], ["publisher", (d) => d.publisher], ["year", (d) => d.year], ["pages", (d) => d.pages],
  ["tables", (d) => d.tables], ["amounts", (d) => d.proof.amounts], ["confirmed", (d) => d.proof.confirmed],
  ["contradicted", (d) => d.proof.contradicted], ["unproved", unproved], ["errors", (d) => d.errors], ["warnings", (d) => d.warnings],
  ["remarks", (d) => d.remarks],
];

const keys = [["j k", "key-document"], ["/", "key-filter"], ["d", "key-theme"], ["l", "key-language"], ["?", "key-help"], ["Esc", "key-close"]];

function order(a, b) {
  const column = columns.find(([name]) => name === list.by);
  if (!column) return b.proof.contradicted - a.proof.contradicted || b.errors - a.errors || unproved(b) - unproved(a) || 0;
  const [x, y] = [column[1](a), column[1](b)];
  const less = typeof x === "number" ? x - y : String(x).localeCompare(String(y), "zh");
  return list.down ? -less : less;
}

function sortBy(name) {
  const number = typeof columns.find(([n]) => n === name)[1](documents[0]) === "number";
  list.down = list.by === name ? !list.down : number; // the most first
  list.by = name;
  start();
  document.querySelector(`[data-by="${name}"]`).focus();
}

function rowOf(d) {
  const cells = columns.map(([name, value], i) => {
    const text = typeof value(d) === "number" && name !== "year" ? spaced(value(d)) : String(value(d) || "");
    if (i === 0) {
      return el("th", { scope: "row" }, el("a", { href: address(`documents/${d.sha256}.html`), dir: "auto" }, text));
    }
    const notable = value(d) > 0 && ["contradicted", "errors"].includes(name) ? "bad" : value(d) > 0 && name === "unproved" ? "open" : "";
    return el("td", { class: (typeof value(d) === "number" ? "number " : "") + notable, dir: "auto" }, text);
  });
  return el("tr", {}, cells);
}

function fill(body) {
  const text = list.text.toLowerCase();
  shown = documents.filter((d) => [d.name, d.publisher, String(d.year), ...d.codes].some((t) => t.toLowerCase().includes(text))).sort(order);
  body.replaceChildren(...shown.map(rowOf));
  if (!shown.length) body.append(el("tr", {}, el("td", { colSpan: columns.length }, say("none"))));
}

function go(step) {
  const links = [...document.querySelectorAll("tbody a")];
  const at = links.indexOf(document.activeElement);
  (links[Math.min(links.length - 1, Math.max(0, at + step))] || document.body).focus();
}

function start() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const body = el("tbody");
  const heads = columns.map(([name]) => el("th", { scope: "col", "aria-sort": list.by === name ? (list.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", "data-by": name, title: say("sort") + " " + say(name), click: () => sortBy(name) }, say(name))));
  const filter = el("input", { type: "search", value: list.text, input: () => { list.text = filter.value; fill(body); } });
  fill(body);
  document.body.replaceChildren(...document.querySelectorAll("body > script"),
    el("header", { class: "head" }, el("h1", {}, say("documents")), field(say("filter"), filter), switches(keys)),
    el("main", { class: "documents", tabIndex: 0, "aria-label": say("documents") }, el("table", {}, el("thead", {}, el("tr", {}, heads)), body)));
}

start();
onKeys({
  "j": () => go(1), "k": () => go(-1), "/": () => document.querySelector("input").focus(), "d": switchTheme, "l": switchLanguage,
  "?": () => showKeys(keys), "Escape": () => document.activeElement.blur(),
});
