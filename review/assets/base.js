"use strict";
// What all pages share: texts in two languages, elements, and the switches for language and colours. Whatever a PDF says
// enters a page by textContent or as a value, never as markup.

const words = {
  zh: {
    documents: "文件", document: "文件", publisher: "单位", year: "年度", pages: "页数", tables: "表", amounts: "金额", confirmed: "印证",
    contradicted: "不符", unproved: "未印证", errors: "错误", warnings: "警告", remarks: "提示", filter: "筛选", language: "English",
    theme: "明暗", help: "快捷键", close: "关闭", none: "没有符合条件的项", all: "全部", findings: "发现", show: "显示", severity: "程度",
    code: "代码", kind: "表的种类", text: "文字", worklist: "待查清单", page: "页", previous: "上一页", next: "下一页", zoomIn: "放大",
    zoomOut: "缩小", fit: "适合宽度", overlay: "叠加程序所见", nothing: "不叠加", back: "返回文件清单", table: "表", noTables: "此页没有表",
    noPicture: "此页没有图", substituted: "有的字体没有嵌入文件，图中用本机字体代替，或有空白。", error: "错误", warning: "警告", info: "提示", expected: "应为", actual: "印为",
    holds: "成立", broken: "不成立", inText: "正文中的数", elsewhere: "在第 {0} 页", detail: "所选", choose: "选一个单元格或清单中的一项。",
    noProof: "没有勾稽关系印证或否定这个金额。", row: "行", column: "列", more: "其余 {0} 项", notes: "表注", unit: "单位",
    confidence: "把握", picture: "页面图", sort: "按此排序", list: "清单", switchView: "显示哪一部分",
    "row-sum": "横向合计", "column-sum": "纵向合计", hierarchy: "科目与下级", balance: "平衡", side: "收支相等", "across-tables": "表间相等",
    change: "两年与增减", rate: "百分比", "text-identity": "正文",
    decision: "决定", decide: "记下", readings: "可能的读法", who: "谁", why: "理由", right: "正确的内容", rows: "行数", withdraw: "撤回", decided: "已作的决定", saved: "已记下",
    "decide-right": "与页面一致", "decide-text": "另有正确文字", "decide-slip": "公布者的笔误", "decide-part-rows": "一行应为几行",
    "decide-join-rows": "几行应为一行", "decide-table-kind": "表的种类", "decide-table-title": "表的标题", "decide-table-unit": "表的单位",
    "key-list": "清单中的下一项、上一项", "key-page": "下一页、上一页", "key-filter": "到筛选框", "key-zoom": "放大、缩小、适合宽度",
    "key-cells": "在表中移动", "key-choose": "选定单元格", "key-theme": "明暗", "key-language": "中文或英文", "key-help": "本说明",
    "key-close": "取消选择，关闭说明", "key-back": "返回文件清单", "key-document": "清单中的下一份、上一份文件", "key-overlay": "下一种叠加",
  },
  en: {
    documents: "Documents", document: "document", publisher: "publisher", year: "year", pages: "pages", tables: "tables", amounts: "amounts",
    confirmed: "confirmed", contradicted: "contradicted", unproved: "unproved", errors: "errors", warnings: "warnings", remarks: "remarks",
    filter: "Filter", language: "中文", theme: "Light or dark", help: "Keys", close: "Close", none: "Nothing matches", all: "all",
    findings: "findings", show: "Show", severity: "Severity", code: "Code", kind: "Kind of table", text: "Text", worklist: "Work list",
    page: "Page", previous: "Previous page", next: "Next page", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit width",
    overlay: "Lay over what the program saw", nothing: "nothing laid over", back: "Back to the documents", table: "Table",
    noTables: "No tables on this page", noPicture: "No picture of this page",
    substituted: "A font is not in the file: its texts are shown in one of this machine's, or are missing.", error: "error", warning: "warning", info: "remark",
    expected: "expected", actual: "printed", holds: "holds", broken: "is broken", inText: "a figure of the text",
    elsewhere: "on page {0}", detail: "Chosen", choose: "Choose a cell, or an item of the list.",
    noProof: "No identity confirms or contradicts this amount.", row: "row", column: "column", more: "{0} more", notes: "Notes",
    unit: "unit", confidence: "confidence", picture: "Picture of the page", sort: "Sort by", list: "List",
    switchView: "Which part to show",
    "row-sum": "sum along the row", "column-sum": "sum down the column", hierarchy: "item and those under it", balance: "balance",
    side: "revenue and expenditure", "across-tables": "another table", change: "two years and their change", rate: "percentage",
    "text-identity": "the text",
    decision: "Decision", decide: "Keep", readings: "Other readings", who: "Who", why: "Why", right: "What is right", rows: "Rows", withdraw: "Take back",
    decided: "Decided already", saved: "kept",
    "decide-right": "as it is on the page", "decide-text": "the text is another", "decide-slip": "the publisher's slip",
    "decide-part-rows": "one row is several", "decide-join-rows": "several rows are one", "decide-table-kind": "the table's kind",
    "decide-table-title": "the table's title", "decide-table-unit": "the table's unit",
    "key-list": "next, previous item of the list", "key-page": "next, previous page", "key-filter": "to the filter",
    "key-zoom": "zoom in, out, fit the width", "key-cells": "move in a table", "key-choose": "choose the cell", "key-theme": "light or dark",
    "key-language": "Chinese or English", "key-help": "this list", "key-close": "choose nothing, close this list",
    "key-back": "back to the documents", "key-document": "next, previous document of the list", "key-overlay": "next overlay",
  },
};

const remembered = {
  get(key) { try { return localStorage.getItem("yusuan-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("yusuan-" + key, value); } catch { /* a browser may keep nothing of files */ } },
};

let language = remembered.get("language") || (/^zh\b/i.test(navigator.language) ? "zh" : "en");

// say is a text in the language of the page; {0} and so on stand for the values.
function say(key, ...values) {
  return words[language][key].replace(/\{(\d)\}/g, (_, i) => values[i]);
}

// inLanguage is one of the two texts {zh, en}.
const inLanguage = (message) => message[language] || message.zh;

// el makes an element. Properties that are functions are listeners, "class" and names with a hyphen attributes; children are
// elements and texts.
function el(name, properties = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") e.addEventListener(key, value);
    else if (key === "class" || key === "role" || key === "for" || key.includes("-")) e.setAttribute(key, value);
    else e[key] = value;
  }
  e.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined));
  return e;
}

// read reads a block of data of the page.
const read = (id) => JSON.parse(document.getElementById(id).textContent);

// spaced tells where a number has thousands.
const spaced = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

// token is what a served page proves itself with; "" in a page from the file system.
const token = new URLSearchParams(location.search).get("token") || "";

// address is one below the site's folder, seen from a page at a depth.
const address = (path) => path + (token ? "?token=" + encodeURIComponent(token) : "");

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
  remembered.set("theme", dark ? "light" : "dark");
}

// switchLanguage draws the page anew in the other language.
function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  remembered.set("language", language);
  start();
}

// switches are the buttons that each page has at the end of its head.
function switches(keys) {
  return el("span", { class: "switches" },
    el("button", { type: "button", click: switchLanguage, lang: language === "zh" ? "en" : "zh" }, say("language")),
    el("button", { type: "button", click: switchTheme, title: say("theme"), "aria-label": say("theme") }, "◐"),
    el("button", { type: "button", click: () => showKeys(keys), title: say("help"), "aria-label": say("help") }, "?"));
}

// showKeys opens the list of keys.
function showKeys(keys) {
  const dialog = el("dialog", { class: "keys", "aria-label": say("help"), close: () => dialog.remove() },
    el("h2", {}, say("help")),
    el("dl", {}, keys.map(([names, key]) => [el("dt", {}, names.split(" ").map((k) => el("kbd", {}, k))), el("dd", {}, say(key))])),
    el("button", { type: "button", click: () => dialog.close() }, say("close")));
  document.body.append(dialog);
  dialog.showModal();
}

// onKeys calls an action by the key that is pressed, but for keys that go into a field, or have a modifier.
function onKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (field && event.key !== "Escape") return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    if (field) field.blur();
    action();
  });
}

// field is an input with its name.
function field(name, input) {
  return el("label", {}, el("span", {}, name), input);
}

// choice is a list to choose one of; options are [value, text].
function choice(options, value, change) {
  const select = el("select", { change: () => change(select.value) }, options.map(([v, text]) => el("option", { value: v }, text)));
  select.value = value;
  return select;
}

setTheme(remembered.get("theme"));
