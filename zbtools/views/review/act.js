// What a person does: point, choose, correct, undo, search, save; all of it by keyboard as well.

const store = `zbtools-review:${data.pages.map((page) => page.id).join(",")}`;
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
  for (const each of document.querySelectorAll(".piece.current, .piece.chosen")) each.classList.remove("current", "chosen");
  for (const each of elementsOf(key)) each.classList.add("current");
  for (const other of state.chosen) for (const each of elementsOf(other)) each.classList.add("chosen");
  for (const each of document.querySelectorAll("[data-decision]")) {
    each.setAttribute("aria-current", String(each.dataset.decision === key));
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
  for (const each of both ? [partner, element] : [element]) if (each) each.scrollIntoView({ block: "center", inline: "nearest" });
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
  const parts = [make("p", "quote", words.length > 64 ? `${words.slice(0, 48).join("")}…${words.slice(-12).join("")}` : piece.text, { lang: "zh" })];
  const where = sheet.number ? `${line.kind} of ${sheet.number} ${nameOf(sheet)}` : line.why || line.role || line.kind;
  const moved = reading.moved.has(piece) ? ", moved from there" : "";
  parts.push(make("p", "from", `${where} · ${page.name}, line ${lineNumber}${moved}`));
  const own = reading.decisions().filter((each) => each.piece === piece);
  for (const each of own) parts.push(decisionBox(each));
  if (!own.length) parts.push(make("p", "from", "Nothing was in question here."));
  if (sheet.candidates.length) parts.push(make("p", "from", `It may go on: ${sheet.candidates.map((each) => `${each.title} (${percent(each.score)})`).join(", ")}`));
  byId("inspector").replaceChildren(...parts);
}

function decisionBox(each) {
  const chance = make("span", each.confidence < data.doubt ? "chance doubtful" : "chance", percent(each.confidence));
  const box = make("div", each.confidence < data.doubt ? "decision doubtful" : "decision", [
    make("p", "", [make("b", "", each.op), ` by ${each.rule}, `, chance]), make("p", "evidence", each.evidence, { lang: "zh" })]);
  return box;
}

// --- correcting

const ACTIONS = [
  { key: "a", name: "Accept", can: () => own().length > 0, run: accept },
  { key: "m", name: "Move to article …", can: () => kind() !== "dropped", run: move },
  { key: "s", name: "Split", can: () => BODY.includes(kind()) && kind() !== "table", run: split },
  { key: "j", name: "Join", can: () => canJoin(), run: join },
  { key: "d", name: "Not a duplicate", can: () => kind() === "dropped" && line().why !== "marker", run: notDuplicate },
  { key: "t", name: "A title", can: () => !["table", "dropped"].includes(kind()) && !TITLES.includes(kind()), run: title },
  { key: "b", name: "No title", can: () => [...TITLES, "subheading"].includes(kind()), run: notTitle },
  { key: "u", name: "Undo", can: () => state.made.length > 0, run: undo },
];

const current = () => state.current && pieceOf(state.current);
const line = () => state.reading.line.get(current());
const kind = () => (current() ? line().kind : "");
const own = () => (current() ? state.reading.decisions().filter((each) => each.piece === current() && each.rule !== "person") : []);
const chosen = () => [current(), ...state.chosen.map(pieceOf)].filter(Boolean).sort((a, b) => order(a) - order(b));
const order = (piece) => state.reading.order.indexOf(piece);

function canJoin() {
  const before = current() && state.reading.before(current());
  const isText = (each) => BODY.includes(each) && each !== "table";
  return Boolean(before) && isText(kind()) && isText(state.reading.line.get(before).kind) && !state.reading.isSeam(current());
}

function drawActions() {
  byId("actions").replaceChildren(...ACTIONS.map((action) => {
    const button = make("button", "", [`${action.name} `, make("kbd", "", action.key)], { type: "button", "data-action": action.key });
    button.disabled = !action.can();
    button.addEventListener("click", () => act(action));
    return button;
  }));
}

function act(action) {
  if (action.can()) action.run();
  else say(current() || action.key === "u" ? `${action.name}: not possible here` : "Point at a piece of text first");
}

function correct(...corrections) {
  const before = state.made;
  state.made = [...before, ...corrections];
  const { failed } = replay(state.made);
  const why = corrections.map((each) => failed.get(each)).find(Boolean);
  if (why) state.made = before;
  keep();
  refresh();
  say(why ? `Not possible: it ${why}` : `${corrections[0].kind}: ${corrections[0].piece.begins}…`);
  if (state.current && pieceOf(state.current)) focusPiece(state.current, { both: true });
}

function accept() {
  const before = state.reading.before(current());
  const after = before && ["join", "move", "paragraph", "continue"].includes(own()[0].op) ? { after: before.ref } : {};
  correct(...own().map((each) => ({ kind: "accept", op: each.op, piece: current().ref, ...after })));
}

// The last piece of an article that stands before `piece` in the dump, else its last title line or first piece.
function placeIn(sheet, piece, exceptions = [piece]) {
  const texts = sheet.lines.filter((each) => [...BODY, ...TITLES, "byline"].includes(each.kind)).flatMap((each) => each.pieces)
    .filter((each) => !exceptions.includes(each));
  const earlier = texts.filter((each) => inDump(each, piece) < 0);
  return earlier.length ? earlier[earlier.length - 1] : texts[0];
}

function move() {
  const moved = chosen();
  const others = state.reading.articles.filter((sheet) => placeIn(sheet, moved[0], moved));
  const choices = others.map((sheet) => ({ name: nameOf(sheet), number: sheet.number, run: () => moveBehind(moved, placeIn(sheet, moved[0], moved)) }));
  choices.push({ name: "A new article", run: () => correct(...chain(moved, { to: "new" })) });
  choices.push({ name: "No article: furniture", run: () => correct(...moved.map((piece) => ({ kind: "move", piece: piece.ref, to: "furniture" }))) });
  choose("Move to which article?", choices);
}

const moveBehind = (moved, behind) => correct(...chain(moved, { after: behind.ref }));

// Several pieces go one behind the other.
function chain(moved, start) {
  return moved.map((piece, i) => ({ kind: "move", piece: piece.ref, ...(i ? { after: moved[i - 1].ref } : start) }));
}

function split() {
  if (state.reading.isSeam(current())) {
    correct({ kind: "split", piece: current().ref });
    return;
  }
  const piece = current();
  const sentences = [...piece.text.matchAll(/[^。！？!?；]+[。！？!?；]*[”』」’）)]*/gu)].filter((each) => each.index > 0);
  const total = solid(Array.from(piece.text));
  const base = piece.ref.part ? piece.ref.part[0] : 0;
  const partFrom = (index) => [base + solid(Array.from(piece.text.slice(0, index))), base + total];
  const choices = sentences.map((each) => ({
    name: `… | ${Array.from(each[0]).slice(0, 30).join("")}`,
    run: () => correct({ kind: "split", piece: { ...piece.ref, part: partFrom(each.index) } }),
  }));
  if (choices.length) choose("Begin a new paragraph with which sentence?", choices);
  else say("There is one sentence only");
}

function join() {
  correct({ kind: "join", piece: current().ref, after: state.reading.before(current()).ref });
}

function notDuplicate() {
  const piece = current();
  const before = [...state.reading.order].filter((each) => inDump(each, piece) < 0).sort(inDump).pop() || state.reading.order[0];
  correct({ kind: "not-duplicate", piece: piece.ref, after: before.ref });
}

function title() {
  const piece = current();
  const sheet = state.reading.owner.get(piece);
  const body = sheet.lines.filter((each) => BODY.includes(each.kind)).flatMap((each) => each.pieces);
  const correction = (more) => ({ kind: "title", piece: piece.ref, as: "headline", ...more });
  if (sheet.kind === "page") chooseStory(piece, correction);
  else if (BODY.includes(kind()) && body[0] !== piece) correct(correction({ begins: true }));
  else if (!sheet.lines.some((each) => TITLES.includes(each.kind))) correct(correction({}));
  else choose("Which part of the title?", [...TITLES].reverse().map((as) => ({ name: as, run: () => correct(correction({ as })) })));
}

// A line in no article may be the title of a new one, or belong to that of a story beside it.
function chooseStory(piece, correction) {
  const { articles } = state.reading;
  const next = articles.findIndex((each) => inDump(first(each), piece) > 0);
  const beside = [articles[next], articles[next < 0 ? articles.length - 1 : next - 1]].filter(Boolean);
  choose("The title of which article?", [
    ...beside.map((each) => ({ name: nameOf(each), number: each.number, run: () => correct(correction({ after: first(each).ref })) })),
    { name: "A new article", run: () => correct(correction({ begins: true })) }]);
}

function notTitle() {
  const piece = current();
  const sheet = state.reading.owner.get(piece);
  const titles = sheet.lines.filter((each) => TITLES.includes(each.kind)).flatMap((each) => each.pieces);
  const isTitle = TITLES.includes(kind());
  if (!isTitle || titles.length > 1) {
    correct({ kind: "not-title", piece: piece.ref, as: "paragraph" });
    return;
  }
  const above = state.reading.articles[sheet.number - 2];
  const behind = above && placeIn(above, piece);
  const choices = behind ? [
    { name: `A subheading of ${nameOf(above)}`, run: () => correct({ kind: "not-title", piece: piece.ref, as: "subheading", after: behind.ref }) },
    { name: `A paragraph of ${nameOf(above)}`, run: () => correct({ kind: "not-title", piece: piece.ref, as: "paragraph", after: behind.ref }) }] : [];
  choices.push({ name: "The first paragraph of its own article", run: () => correct({ kind: "not-title", piece: piece.ref, as: "paragraph" }) });
  choose("What is it instead?", choices);
}

function undo() {
  const last = state.made[state.made.length - 1];
  state.made = state.made.slice(0, -1);
  keep();
  refresh();
  say(`Undone: ${last.kind} ${last.piece.begins}…`);
}

// --- choosing from a list

function choose(question, choices) {
  byId("choice-title").textContent = question;
  byId("choice-filter").value = "";
  byId("choice-filter").oninput = () => listChoices(choices);
  listChoices(choices);
  byId("choice").showModal();
}

function listChoices(choices) {
  const wanted = byId("choice-filter").value.trim();
  const fitting = choices.filter((each) => !wanted || each.name.includes(wanted) || String(each.number) === wanted);
  byId("choices").replaceChildren(...fitting.map((each) => {
    const number = each.number ? [make("span", "number", String(each.number))] : [];
    const button = make("button", "", [...number, each.name], { type: "button", lang: "zh" });
    button.addEventListener("click", () => {
      byId("choice").close();
      each.run();
    });
    return make("li", "", [button]);
  }));
}

byId("choice").addEventListener("keydown", (event) => {
  const buttons = [...byId("choices").querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    (buttons[next] || byId("choice-filter")).focus();
  } else if (event.key === "Enter" && document.activeElement === byId("choice-filter") && buttons[0]) {
    event.preventDefault();
    buttons[0].click();
  }
});

// --- keeping and saving

const fileText = () => `{\n  "schema": "${data.schema}",\n  "corrections": [\n${state.made.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]\n}\n`;
const isSaved = () => JSON.stringify(state.made) === state.saved;

function keep() {
  try {
    localStorage.setItem(store, JSON.stringify(state.made));
  } catch {
    // A browser that keeps nothing for pages from disk: what is not saved is asked about on leaving.
  }
}

async function save() {
  if (data.save) {
    const answer = await fetch(data.save, { method: "POST", headers: { "Content-Type": "application/json" }, body: fileText() }).catch(() => null);
    if (!answer || !answer.ok) {
      say("Not saved: the program that serves this page has ended or could not write");
      return;
    }
  } else {
    const link = make("a", "", "", { href: URL.createObjectURL(new Blob([fileText()], { type: "application/json" })), download: data.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  state.saved = JSON.stringify(state.made);
  drawMade();
  say(`Saved ${state.made.length} corrections: ${data.file}`);
}

window.addEventListener("beforeunload", (event) => {
  if (!isSaved()) event.preventDefault();
});

// --- searching

function search() {
  const wanted = byId("search").value.trim();
  const ranges = wanted ? [...document.querySelectorAll("#articles .piece, #dump .piece")].flatMap((each) => rangesOf(each, wanted)) : [];
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
  state.hits = ranges.filter((range) => byId("articles").contains(range.startContainer));
  state.hit = -1;
  byId("hits").textContent = wanted ? String(state.hits.length) : "";
}

function rangesOf(element, wanted) {
  const out = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(wanted); at >= 0; at = node.data.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      out.push(range);
    }
  }
  return out;
}

function nextHit() {
  if (!state.hits.length) return;
  state.hit = (state.hit + 1) % state.hits.length;
  const piece = state.hits[state.hit].startContainer.parentElement.closest(".piece");
  point(piece.dataset.key);
  piece.scrollIntoView({ block: "center" });
  const other = state.links.left.get(piece.dataset.key);
  if (other) other.scrollIntoView({ block: "center" });
  byId("hits").textContent = `${state.hit + 1}/${state.hits.length}`;
}

// --- moving about

function step(by, extend) {
  const { order: pieces } = state.reading;
  const at = state.current ? order(current()) : -1;
  const next = pieces[Math.min(Math.max(at + by, 0), pieces.length - 1)];
  if (!next) return;
  const chosenBefore = extend && state.current ? [state.current, ...state.chosen] : [];
  focusPiece(next.key);
  state.chosen = chosenBefore.filter((key) => key !== next.key);
  point(next.key, { quiet: true });
}

function stepDecision(by) {
  const doubtful = [...document.querySelectorAll("#doubts button.doubtful")];
  const buttons = doubtful.length ? doubtful : [...document.querySelectorAll("#doubts button")];
  if (!buttons.length) return;
  const at = buttons.findIndex((each) => each.dataset.decision === state.current);
  const next = buttons[(at + by + buttons.length) % buttons.length];
  next.scrollIntoView({ block: "nearest" });
  focusPiece(next.dataset.decision);
}

function say(words) {
  byId("said").textContent = words;
}

const MOVES = [
  ["n", "The next doubtful decision", () => stepDecision(1)],
  ["p", "The doubtful decision before", () => stepDecision(-1)],
  ["ArrowDown", "The next piece of text", () => step(1)],
  ["ArrowUp", "The piece of text before", () => step(-1)],
  ["Shift+ArrowDown", "Choose the next piece, too", () => step(1, true)],
  ["Shift+ArrowUp", "Choose the piece before, too", () => step(-1, true)],
  ["/", "Search; Enter for the next place", () => byId("search").focus()],
  ["i", "The image of the page, or its dump", () => byId("image-switch").click()],
  ["w", "Save the corrections", () => save()],
  ["?", "This list", () => byId("help").showModal()],
];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input")) {
    if (event.key === "Enter") nextHit();
    if (event.key === "Escape") {
      event.preventDefault();
      byId("articles").focus();
    }
    return;
  }
  const name = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
  const move = MOVES.find(([key]) => key === name);
  const action = ACTIONS.find(({ key }) => key === event.key);
  if (!move && !action) return;
  event.preventDefault();
  if (move) move[2]();
  else act(action);
});

for (const pane of [byId("dump"), byId("articles")]) {
  pane.addEventListener("click", (event) => {
    const piece = event.target.closest(".piece");
    if (!piece) return;
    if (event.shiftKey && state.current) {
      const others = [state.current, ...state.chosen];
      point(piece.dataset.key);
      state.chosen = others;
      point(piece.dataset.key);
      return;
    }
    point(piece.dataset.key);
    const other = (pane.id === "dump" ? state.links.right : state.links.left).get(piece.dataset.key);
    if (other) other.scrollIntoView({ block: "center" });
    piece.focus({ preventScroll: true });
  });
  pane.addEventListener("mouseover", (event) => {
    const piece = event.target.closest(".piece");
    if (!piece) return;
    light(new Set([piece.dataset.key]));
    if (!state.chosen.length) inspect(pieceOf(piece.dataset.key));
  });
  pane.addEventListener("mouseleave", () => {
    light(new Set(state.current ? [state.current] : []));
    if (state.current) inspect(current());
  });
  pane.addEventListener("scroll", () => requestAnimationFrame(() => state.links.place()), { passive: true });
}
new ResizeObserver(() => state.links && state.links.place()).observe(byId("articles"));

function show(view) {
  document.body.dataset.view = view;
  for (const each of document.querySelectorAll("[data-show]")) each.setAttribute("aria-current", String(each.dataset.show === view));
}

// --- the beginning

for (const each of document.querySelectorAll("[data-show]")) each.addEventListener("click", () => show(each.dataset.show));
byId("search").addEventListener("input", search);
byId("save").addEventListener("click", save);
byId("help-open").addEventListener("click", () => byId("help").showModal());
byId("image-switch").hidden = !data.images.length;
byId("image-switch").addEventListener("click", (event) => {
  const isOn = byId("dump").classList.toggle("scanned");
  event.currentTarget.setAttribute("aria-pressed", String(isOn));
});
byId("keys").replaceChildren(...[...MOVES.map(([key, name]) => [key, name]), ...ACTIONS.map(({ key, name }) => [key, name])]
  .flatMap(([key, name]) => [make("dt", "", [make("kbd", "", key)]), make("dd", "", name)]));
byId("name").textContent = data.name;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(store) || "null");
  } catch {
    return null;
  }
}

state.saved = JSON.stringify(data.saved);
state.made = kept() || data.saved;
refresh();
show("articles");
drawActions();
byId("inspector").replaceChildren(make("p", "from", "Point at a text on either side to see where it came from, what was decided on it, and why. n goes to the next doubt."));
