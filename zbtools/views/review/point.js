// Pointing: what is current, what is lit, and what is told of it.

// What is not saved yet is kept for these records only, and only while the file stays as it was.
const store = `zbtools-review:${data.records}:${JSON.stringify(data.saved)}`;
const state = { made: [], saved: "", current: null, chosen: [], reading: null, links: null, failed: new Map() };

// --- the board as it now is

function refresh() {
  const { board, failed } = replay(state.made);
  const reading = new Reading(board);
  const all = reading.decisions();
  reading.doubts = new Set(all.filter((each) => each.confidence < data.doubt).map((each) => each.piece));
  Object.assign(state, { reading, failed });
  draw(reading);
  state.links = new Links(reading);
  drawDecisions(all);
  drawMade();
  byId("counts").textContent = countsOf(reading, all);
  if (state.current) point(state.current, { quiet: true });
  state.links.place();
  search();
}

function countsOf(reading, all) {
  const links = (kind) => state.links.links.filter((each) => each.kind === kind).length;
  const parts = [[reading.articles.length, "articles"], [links("move"), "moved"], [links("join"), "joined"],
    [links("drop"), "dropped"], [all.filter((each) => each.confidence < data.doubt).length, "doubtful"]];
  return parts.map(([count, what]) => `${count} ${what}`).join("  ·  ");
}

function drawDecisions(all) {
  const rank = (each) => (each.confidence < data.doubt ? each.confidence : 2);
  const sorted = [...all].sort((a, b) => rank(a) - rank(b));
  byId("doubts").replaceChildren(...sorted.map((each) => make("li", "", [decisionButton(each)])));
  const doubtful = all.filter((each) => each.confidence < data.doubt).length;
  byId("doubts-count").textContent = `${all.length}, ${doubtful} doubtful`;
}

function decisionButton(each) {
  const button = make("button", each.confidence < data.doubt ? "doubtful" : each.rule === "person" ? "person" : "", [
    make("span", "op", each.op), make("span", "of", each.sheet.number ? nameOf(each.sheet) : "", { lang: "zh" }),
    make("span", "chance", percent(each.confidence)), make("span", "words", each.evidence, { lang: "zh" })],
  { type: "button", "data-decision": each.piece.key });
  button.addEventListener("click", () => { focusPiece(each.piece.key, { both: true }); });
  return button;
}

function drawMade() {
  byId("made").replaceChildren(...state.made.map((each) => {
    const why = state.failed.get(each);
    return make("li", "", `${each.kind} ${each.piece.begins}…${why ? ` (${why})` : ""}`);
  }));
  byId("made-count").textContent = `${state.made.length}${isSaved() ? "" : ", not saved"}`;
}

// --- pointing

const pieceOf = (key) => state.reading.pieces.find((piece) => piece.key === key);
const elementsOf = (key) => [...document.querySelectorAll(".piece")].filter((each) => each.dataset.key === key);

function light(keys) {
  for (const each of document.querySelectorAll(".lit")) each.classList.remove("lit");
  for (const key of keys) {
    for (const map of [state.links.left, state.links.right]) if (map.has(key)) map.get(key).classList.add("lit");
  }
  state.links.light(keys);
}

function point(key, { quiet = false } = {}) {
  const piece = pieceOf(key);
  if (!piece) {
    state.current = null;
    return;
  }
  if (state.current !== key) state.chosen = [];
  state.current = key;
  for (const each of document.querySelectorAll(".current, .chosen")) each.classList.remove("current", "chosen");
  for (const each of elementsOf(key)) each.classList.add("current");
  for (const other of state.chosen) for (const each of elementsOf(other)) each.classList.add("chosen");
  for (const each of document.querySelectorAll("[data-decision]")) {
    const said = String(each.dataset.decision === key);
    // Of some hundred decisions few change: what is written anew is drawn anew.
    if (each.getAttribute("aria-current") !== said) each.setAttribute("aria-current", said);
  }
  light(new Set([key]));
  inspect(piece);
  drawActions();
  if (!quiet) say("");
}

// Point at a piece, bring it into view, and give it the keyboard: on the right, or where it only is on the left.
function focusPiece(key, { both = true, side = "articles" } = {}) {
  point(key);
  const sides = side === "articles" ? [state.links.right, state.links.left] : [state.links.left, state.links.right];
  const [element, partner] = sides.map((map) => map.get(key));
  const target = element || partner;
  if (!target) return;
  for (const each of both ? [partner, element] : [element]) if (each) each.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  state.links.place();
}

function inspect(piece) {
  const { reading } = state;
  const sheet = reading.owner.get(piece);
  const line = reading.line.get(piece);
  const page = data.pages[piece.page];
  const lineNumber = Array.from(page.text).slice(0, piece.ranges[0][0]).filter((each) => each === "\n").length + 1;
  const words = Array.from(piece.text);
  const short = words.length > 64 ? `${words.slice(0, 48).join("")}…${words.slice(-12).join("")}` : piece.text;
  const parts = [make("p", "quote", short, { lang: "zh" })];
  const where = sheet.number ? `${line.kind} of ${sheet.number} ${nameOf(sheet)}` : line.why || line.role || line.kind;
  const moved = reading.moved.has(piece) ? ", moved from there" : "";
  parts.push(make("p", "from", `${where} · ${page.name}, line ${lineNumber}${moved}`));
  const own = reading.decisions().filter((each) => each.piece === piece);
  for (const each of own) parts.push(decisionBox(each));
  if (!own.length) parts.push(make("p", "from", "Nothing was in question here."));
  const others = (sheet.candidates || []).map((each) => `${each.title} (${percent(each.score)})`);
  if (others.length) parts.push(make("p", "from", `It may go on: ${others.join(", ")}`));
  byId("inspector").replaceChildren(...parts);
}

function decisionBox(each) {
  const chance = make("span", each.confidence < data.doubt ? "chance doubtful" : "chance", percent(each.confidence));
  return make("div", each.confidence < data.doubt ? "decision doubtful" : "decision", [
    make("p", "", [make("b", "", each.op), ` by ${each.rule}, `, chance]),
    make("p", "evidence", each.evidence, { lang: "zh" })]);
}
