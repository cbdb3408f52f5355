"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const columnAt = Object.fromEntries(data.columns.map((column, at) => [column.name, at]));
const value = (row, name) => row[columnAt[name]];
const unitOf = (name) => data.columns[columnAt[name]].unit;

function make(name, kind, inside = [], attributes = {}) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  for (const [key, said] of Object.entries(attributes)) element.setAttribute(key, said);
  element.append(...[inside].flat());
  return element;
}

// Characters that turn the direction of writing, or do something, are written out.
const visible = (text) =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (mark) =>
    `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);

// --- values as people read them

const grouped = (number) => number.toLocaleString("en");
const say = {
  text: (text) => visible(text),
  count: grouped,
  number: grouped,
  milliseconds: grouped,
  hundredths: (number) => (number / 100).toFixed(1),
  share: (number) => `${(number / 100).toFixed(1)} %`,
};
const told = (row, name) => (value(row, name) === null ? "" : say[unitOf(name)](value(row, name)));
const nameOf = (row) => {
  const known = ["paper", "date", "page"].map((key) => value(row, key)).filter(Boolean);
  return visible(known.length > 1 ? known.join(" ") : value(row, "source"));
};
const filesOf = (row) => (value(row, "files") || "").split("\n").filter(Boolean);
const linkTo = (file) => (data.base + file).split("/").map(encodeURIComponent).join("/");
const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);
const commandOf = (row) =>
  `zbtools review ${filesOf(row).map((file) => quoted(data.folder + file)).join(" ")} -o review.html`;

// --- which rows, in which order

const PORTION = 100;
const USUAL = ["articles", "fragments", "doubtful", "doubt", "joined", "moved", "repeated", "furniture_share", "milliseconds"]
  .filter((name) => data.rows.some((row) => value(row, name) !== null));
const SHORT = {
  furniture_share: "furniture", moved_share: "text moved", dropped_share: "text dropped",
  joined_share: "articles joined", doubtful_share: "articles in doubt", milliseconds: "ms",
};
const state = { condition: null, words: "", by: null, falling: true, portion: PORTION };

// The usual columns, and that which the pages were chosen by.
function shownColumns() {
  const by = state.condition?.column;
  return by && by !== "failed" && unitOf(by) !== "number" && !USUAL.includes(by) ? [by, ...USUAL] : USUAL;
}

function exchangeOf(hash) {
  const exchange = data.exchanges[/^#exchange:(\d+)$/.exec(hash)?.[1]];
  if (!exchange) return null;
  const said = `${visible(exchange.later)}: printings of stories that ${visible(exchange.first)} had first`;
  return { rows: new Set(exchange.rows.map((at) => data.rows[at])), said };
}

function conditionOf(hash) {
  if (hash.startsWith("#exchange:")) return exchangeOf(hash);
  const found = /^#pages:(\w+)=(\d+)\.\.(\d*)$/.exec(decodeURIComponent(hash));
  if (!found || !(found[1] in columnAt)) return null;
  return { column: found[1], low: Number(found[2]), high: found[3] === "" ? Infinity : Number(found[3]) };
}

function wordsOf({ said, column, low, high }) {
  if (said) return said;
  const unit = unitOf(column);
  if (unit === "number") return `${data.reasons[low]}`;
  const name = data.columns[columnAt[column]].said;
  if (column === "failed") return low ? "failed" : "not failed";
  if (unit === "share") {
    if (high <= 1) return `${name}: 0`;
    const begin = low === 1 ? "more than 0" : `${low / 100}`;
    return `${name}: ${begin} ${high === Infinity ? "% and more" : `to ${high / 100} %`}`;
  }
  const scale = unit === "hundredths" ? 100 : 1;
  if (high === Infinity) return `${name}: ${low / scale} and more`;
  return `${name}: ${high === low + 1 ? low : `${low / scale} to ${(high - 1) / scale}`}`;
}

function chosen() {
  const { condition, words } = state;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row) => {
    if (condition?.rows && !condition.rows.has(row)) return false;
    if (condition?.column) {
      const number = value(row, condition.column);
      if (number === null || number < condition.low || number >= condition.high) return false;
    }
    if (!wanted.length) return true;
    const text = ["source", "paper", "date", "page", "outcome", "said"].map((key) => value(row, key) || "").join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const rows = data.rows.filter(fits);
  const by = state.by || (condition?.column && unitOf(condition.column) !== "number" && condition.column !== "failed" ? condition.column : "");
  if (!by) return rows;
  const sign = state.falling ? -1 : 1;
  const key = by === "source" ? nameOf : (row) => value(row, by);
  const order = (a, b) => {
    const [one, other] = [key(a), key(b)];
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (one < other ? -1 : one > other ? 1 : 0);
  };
  return rows.sort(order);
}

// --- the table

function show() {
  const rows = chosen();
  heads();
  const body = byId("table").tBodies[0];
  body.replaceChildren(...rows.slice(0, state.portion).map(rowElement));
  const rest = rows.length - Math.min(rows.length, state.portion);
  byId("more").hidden = rest === 0;
  byId("more").textContent = `Show ${Math.min(rest, PORTION * 5)} more of ${grouped(rest)}`;
  byId("shown").textContent = rows.length === data.total ? grouped(data.total) : `${grouped(rows.length)} of ${grouped(data.total)}`;
  byId("condition").hidden = !state.condition;
  if (state.condition) byId("condition-words").textContent = wordsOf(state.condition);
  for (const head of byId("table").tHead.rows[0].cells) {
    if (head.dataset.column === state.by) head.setAttribute("aria-sort", state.falling ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  return rows;
}

function rowElement(row) {
  const files = filesOf(row);
  const name = nameOf(row);
  const first = files.length ? make("a", "", name, { href: linkTo(files[0]), lang: "zh" }) : make("span", "", name, { lang: "zh" });
  const cells = [first];
  if (name !== visible(value(row, "source"))) cells.push(make("span", "source", visible(value(row, "source"))));
  if (value(row, "said")) cells.push(make("span", "why", `${value(row, "outcome")}: ${visible(value(row, "said"))}`));
  else if (value(row, "outcome") !== "done") cells.push(make("span", "why", visible(value(row, "outcome"))));
  const numbers = shownColumns().map((column) => make("td", "", told(row, column)));
  const button = files.length
    ? [make("button", "", "Review …", { type: "button", "data-command": commandOf(row), "aria-label": `Review ${name}` })]
    : [];
  return make("tr", "", [make("td", "", cells), ...numbers, make("td", "", button)]);
}

function heads() {
  const names = shownColumns().join();
  if (heads.shown === names) return;
  heads.shown = names;
  const named = [["source", "page"], ...shownColumns().map((name) => [name, SHORT[name] || data.columns[columnAt[name]].said])];
  const cells = named.map(([column, said]) =>
    make("th", "", [make("button", "", said, { type: "button" })], { scope: "col", "data-column": column }));
  byId("table").tHead.rows[0].replaceChildren(...cells, make("td", "", []));
}

function sortBy(column) {
  state.falling = state.by === column ? !state.falling : column !== "source";
  state.by = column;
  show();
}

function find(words) {
  byId("search").value = words;
  Object.assign(state, { condition: null, words, by: null, portion: PORTION });
  show();
  reach();
}

function reach() {
  byId("pages").scrollIntoView();
  byId("pages").focus({ preventScroll: true });
}

function follow() {
  if (location.hash.startsWith("#find:")) return find(decodeURIComponent(location.hash.slice(6)));
  const condition = conditionOf(location.hash);
  if (!condition && location.hash !== "#pages") return;
  Object.assign(state, { condition, by: null, falling: true, portion: PORTION });
  show();
  if (condition) reach();
}

// --- files

const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const asCsv = (rows) => rows.map((row) => row.map((each) => cell(each === null || each === undefined ? "" : String(each))).join(",")).join("\n") + "\n";

function save(name, rows) {
  const link = make("a", "", [], { download: name });
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  link.href = URL.createObjectURL(new Blob(["\ufeff", asCsv(rows)], { type: "text/csv" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  announce(`Saved ${name}`);
}

function announce(words) {
  byId("said").textContent = words;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { byId("said").textContent = ""; }, 4000);
}

// --- use

byId("search").addEventListener("input", (event) => {
  Object.assign(state, { words: event.target.value, portion: PORTION });
  show();
});
byId("all").addEventListener("click", () => { location.hash = "#pages"; });
byId("more").addEventListener("click", () => { state.portion += PORTION * 5; show(); });
byId("save-table").addEventListener("click", () => save("pages.csv", [data.columns.map((column) => column.name), ...chosen()]));
byId("table").tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (head) sortBy(head.dataset.column);
});
document.addEventListener("click", (event) => {
  const command = event.target.closest("[data-command]")?.dataset.command;
  if (!command) return;
  byId("command-words").textContent = command;
  byId("command").showModal();
});
byId("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(byId("command-words").textContent);
    announce("Copied");
  } catch {
    getSelection().selectAllChildren(byId("command-words"));
    announce("Selected: copy it with the keyboard");
  }
  byId("command").close();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input")) return;
  event.preventDefault();
  byId("search").focus();
});
addEventListener("hashchange", follow);
show();
follow();
