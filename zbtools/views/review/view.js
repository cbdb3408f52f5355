// What is seen: the dump on the left, the articles on the right, and the links between them.

const byId = (id) => document.getElementById(id);
// Only what is certain is called so.
const percent = (share) => `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))} %`;

// Build an element: its class, its words or its children, its attributes.
function make(tag, name, inside, attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (typeof inside === "string") element.append(...shown(inside));
  else element.append(...(inside || []));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// Characters that would act on the page rather than be read are written out: control marks, turns of direction.
const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;

function shown(text) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(ACTING)) {
    out.push(text.slice(at, found.index));
    const control = document.createElement("span");
    control.className = "control";
    control.textContent = `U+${found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    out.push(control);
    at = found.index + found[0].length;
  }
  return [...out, text.slice(at)].filter((each) => each !== "");
}

// Everything that the current board tells of its pieces: whose they are, which were moved.
class Reading {
  constructor(board) {
    this.board = board;
    this.articles = board.filter((sheet) => sheet.kind !== "page" && sheet.lines.some(isOwned)).sort(inOrder);
    this.owner = new Map();
    this.line = new Map();
    this.articles.forEach((sheet, index) => { sheet.number = index + 1; });
    for (const sheet of board) {
      for (const line of sheet.lines) {
        for (const piece of line.pieces) {
          // The label over several articles is one piece, and stands with the first of them.
          if (this.owner.has(piece)) continue;
          this.owner.set(piece, sheet);
          this.line.set(piece, line);
        }
      }
    }
    this.pieces = [...this.owner.keys()];
    this.moved = new Set(this.awayFromHome());
    this.order = this.articles.flatMap((sheet) => sheet.lines.filter(isOwned).flatMap((line) => line.pieces));
  }

  // Pieces that do not stand in the run of the dump in which their article begins.
  * awayFromHome() {
    const runs = new Map();
    let run = 0;
    let last = null;
    for (const piece of [...this.pieces].sort(inDump)) {
      if (!isOwned(this.line.get(piece)) || this.owner.get(piece).kind === "page") continue;
      const owner = this.owner.get(piece);
      if (owner !== last) run += 1;
      last = owner;
      runs.set(piece, run);
    }
    for (const sheet of this.articles) {
      const own = sheet.lines.filter(isOwned).flatMap((line) => line.pieces).filter((piece) => this.owner.get(piece) === sheet);
      yield* own.filter((piece) => runs.get(piece) !== runs.get(own[0]));
    }
  }

  before(piece) {
    const at = this.order.indexOf(piece);
    const other = this.order[at - 1];
    return at > 0 && this.owner.get(other) === this.owner.get(piece) ? other : null;
  }

  isSeam(piece) {
    return this.line.get(piece).pieces.indexOf(piece) > 0 && BODY.includes(this.line.get(piece).kind);
  }

  decisions() {
    return this.board.flatMap((sheet) => sheet.decisions.map((each) => ({ ...each, sheet, piece: placed(each) })))
      .filter((each) => each.piece && this.owner.has(each.piece));
  }
}

const isOwned = (line) => line.kind !== "dropped";
const placed = (each) => (each.op === "drop" || each.op === "keep" ? each.at[0] : each.at[each.at.length - 1]);
const inDump = (a, b) => a.page - b.page || a.ranges[0][0] - b.ranges[0][0];
const first = (sheet) => sheet.lines.filter(isOwned).flatMap((line) => line.pieces).sort(inDump)[0];
const inOrder = (a, b) => inDump(first(a), first(b));
const nameOf = (sheet) =>
  sheet.lines.filter((line) => line.kind === "headline").map(textOf).join(" ") || openingOf(sheet);
const textOf = (line) => line.pieces.map((piece) => piece.text).join("");
const openingOf = (sheet) => {
  const line = sheet.lines.find((each) => BODY.includes(each.kind));
  return line ? `${Array.from(textOf(line)).slice(0, 18).join("")}…` : sheet.name || "(nothing)";
};

// --- one piece, on either side

function mark(element, sheet) {
  if (!sheet.number) return;
  element.dataset.mark = sheet.number % 4;
  element.dataset.number = sheet.number;
  element.style.setProperty("--hue", (sheet.number * 137.5 + 25) % 360);
}

function pieceElement(reading, piece, inside) {
  const element = make("span", "piece", inside || piece.text, { "data-key": piece.key, tabindex: "-1" });
  if (reading.doubts.has(piece)) element.classList.add("doubtful-here");
  return element;
}

// --- the left side

function dumpOf(reading, number) {
  const text = Array.from(data.pages[number].text);
  const raw = make("div", "raw");
  let at = 0;
  for (const piece of reading.pieces.filter((each) => each.page === number).sort(inDump)) {
    for (const [start, end] of piece.ranges) {
      if (start > at) raw.append(make("span", "gap", text.slice(at, start).join("")));
      raw.append(rawPiece(reading, piece, text.slice(start, end).join(""), start === piece.ranges[0][0]));
      at = end;
    }
  }
  raw.append(make("span", "gap", text.slice(at).join("")));
  return raw;
}

function rawPiece(reading, piece, text, isFirst) {
  const element = pieceElement(reading, piece, text);
  const sheet = reading.owner.get(piece);
  const line = reading.line.get(piece);
  if (line.kind === "dropped" || line.kind === "furniture") {
    element.classList.add(line.kind === "dropped" ? "repeated" : "other");
    element.dataset.why = line.why || line.role || "furniture";
    return element;
  }
  mark(element, sheet);
  if (!isFirst) element.dataset.number = "";
  if (isFirst && reading.moved.has(piece)) element.classList.add("moved");
  return element;
}

// --- the right side

function storyOf(reading, sheet) {
  const story = make("article", "story", [make("span", "number", String(sheet.number), { "aria-hidden": "true" })]);
  mark(story, sheet);
  const lines = (kind) => sheet.lines.filter((line) => line.kind === kind);
  for (const kind of ["label", "kicker"]) for (const line of lines(kind)) story.append(lineOf(reading, line, "span"));
  const headlines = lines("headline");
  const inside = headlines.flatMap((line, i) =>
    [...(i ? ["　"] : []), ...line.pieces.map((each) => pieceElement(reading, each))]);
  const unnamed = sheet.kind === "fragment" ? "A fragment without an article" : "Without a headline";
  story.append(make("h3", inside.length ? "" : "unnamed", inside.length ? inside : unnamed));
  for (const line of lines("subtitle")) story.append(lineOf(reading, line, "span"));
  for (const line of lines("byline")) story.append(lineOf(reading, line, "p"));
  if (sheet.status.length) story.append(make("p", "states", sheet.status.join(" · "), { lang: "en" }));
  for (const line of sheet.lines.filter((each) => BODY.includes(each.kind))) story.append(lineOf(reading, line, "p"));
  for (const line of lines("dropped")) story.append(droppedOf(reading, line));
  return story;
}

function lineOf(reading, line, tag) {
  if (line.kind === "table" && line.rows) return tableOf(reading, line);
  const inside = line.pieces.flatMap((piece, i) => [
    ...(i ? [make("span", "seam", "⌇", { "data-seam": piece.key, title: "joined here" })] : []),
    ...(reading.moved.has(piece) ? [make("span", "moved-mark", "↷", { title: "moved here" })] : []),
    pieceElement(reading, piece)]);
  return make(tag, BODY.includes(line.kind) ? `line ${line.kind}` : line.kind, inside);
}

function tableOf(reading, line) {
  const rows = line.rows.map((row) => make("tr", "", row.map((cell) => make("td", "", cell))));
  const element = pieceElement(reading, line.pieces[0], [make("table", "", [make("tbody", "", rows)])]);
  return make("div", "line table", [element]);
}

function droppedOf(reading, line) {
  const words = Array.from(textOf(line));
  const inside = words.length > 40 ? `${words.slice(0, 40).join("")}…` : words.join("");
  return make("p", "dropped", [pieceElement(reading, line.pieces[0], inside)], { "data-why": line.why });
}

function furnitureOf(reading, sheet) {
  const lines = sheet.lines.map((line) => make("p", "line", [
    `${line.why || line.role}: `, ...line.pieces.map((piece) => pieceElement(reading, piece))]));
  return lines.length ? make("div", "furniture", [make("h3", "", "In no article", { lang: "en" }), ...lines]) : "";
}

// --- both

function pageSection(number, inside) {
  const page = data.pages[number];
  const heading = data.pages.length > 1 ? [make("h2", "page", page.name)] : [];
  return make("section", "page", [...heading, ...inside], { "aria-label": page.name });
}

function draw(reading) {
  const keep = [byId("dump").scrollTop, byId("articles").scrollTop];
  byId("dump").replaceChildren(...data.pages.map((_, number) =>
    pageSection(number, [...imageOf(number), dumpOf(reading, number)])));
  byId("articles").replaceChildren(...data.pages.map((page, number) => {
    const own = reading.articles.filter((sheet) => first(sheet).page === number);
    const furniture = reading.board.filter((sheet) => sheet.kind === "page" && sheet.id === page.id);
    return pageSection(number, [...own.map((sheet) => storyOf(reading, sheet)),
      ...furniture.map((sheet) => furnitureOf(reading, sheet))]);
  }));
  [byId("dump").scrollTop, byId("articles").scrollTop] = keep;
}

function imageOf(number) {
  const image = data.images[number];
  if (!image) return [];
  const title = `The printed page, ${data.pages[number].name}`;
  if (!image.startsWith(DOCUMENT)) return [make("img", "scan", [], { src: image, alt: title })];
  return [make("iframe", "scan", [], { src: documentOf(number), title })];
}

const DOCUMENT = "data:application/pdf;base64,";
const documents = new Map();

// A PDF as a blob, made once: a browser frames no data URI of more than two megabytes.
function documentOf(number) {
  if (!documents.has(number)) {
    const bytes = Uint8Array.from(atob(data.images[number].slice(DOCUMENT.length)), (each) => each.charCodeAt(0));
    documents.set(number, URL.createObjectURL(new Blob([bytes], { type: "application/pdf" })));
  }
  return documents.get(number);
}

// --- links: from a place on the left to a place on the right

function linksOf(reading) {
  const links = [];
  for (const piece of reading.order) {
    if (reading.moved.has(piece)) links.push({ kind: "move", from: piece, to: piece });
    if (reading.isSeam(piece)) links.push({ kind: "join", from: reading.before(piece), to: piece, seam: true });
  }
  for (const sheet of reading.board) {
    for (const line of sheet.lines) {
      if (line.kind !== "dropped" || line.why === "marker") continue;
      const of = line.of.map((number) => pieces[number]).find((each) => reading.owner.has(each));
      if (of) links.push({ kind: "drop", from: line.pieces[0], to: of });
    }
  }
  return links;
}

class Links {
  constructor(reading) {
    this.svg = byId("links");
    this.links = linksOf(reading);
    this.paths = this.links.map((link) => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", link.kind);
      path.style.setProperty("--hue", ((reading.owner.get(link.to).number || 0) * 137.5 + 25) % 360);
      return path;
    });
    this.svg.replaceChildren(...this.paths);
    this.left = lookUp(byId("dump"));
    this.right = lookUp(byId("articles"));
  }

  place() {
    const box = this.svg.getBoundingClientRect();
    if (!box.width) return;
    this.links.forEach((link, i) => {
      const from = this.left.get(link.from.key);
      const to = this.right.get(link.to.key);
      if (from && to) this.paths[i].setAttribute("d", this.curve(box, from, to, link.kind));
      const away = [from, to].map((each) => !each || isAway(each, box));
      this.paths[i].classList.toggle("away", away.some(Boolean));
      // Behind the image of its page a piece has no place that a link could lead to.
      const isHidden = [from, to].some((each) => each && !each.getClientRects().length);
      this.paths[i].style.display = isHidden || away.every(Boolean) ? "none" : "";
    });
  }

  curve(box, from, to, kind) {
    const rects = from.getClientRects();
    const a = (kind === "join" ? rects[rects.length - 1] : rects[0]) || from.getBoundingClientRect();
    const b = to.getClientRects()[0] || to.getBoundingClientRect();
    const [y, z] = [a, b].map((rect) => Math.min(Math.max(rect.top + rect.height / 2 - box.top, -6), box.height + 6));
    return `M0 ${y}C${box.width * 0.5} ${y} ${box.width * 0.5} ${z} ${box.width} ${z}`;
  }

  light(keys) {
    this.links.forEach((link, i) =>
      this.paths[i].classList.toggle("lit", keys.has(link.from.key) || keys.has(link.to.key)));
  }
}

function lookUp(pane) {
  const found = new Map();
  for (const element of pane.querySelectorAll(".piece")) {
    if (!found.has(element.dataset.key)) found.set(element.dataset.key, element);
  }
  return found;
}

function isAway(element, box) {
  const rect = element.getBoundingClientRect();
  return rect.bottom < box.top || rect.top > box.bottom;
}
