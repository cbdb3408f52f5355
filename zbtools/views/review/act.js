// What a person decides: each action writes corrections, and the board is made anew from them.

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
const isOpen = (each) => each.piece === current() && each.rule !== "person";
const own = () => (current() ? state.reading.decisions().filter(isOpen) : []);
const chosen = () => [current(), ...state.chosen.map(pieceOf)].filter(Boolean).sort((a, b) => order(a) - order(b));
const order = (piece) => state.reading.order.indexOf(piece);

function canJoin() {
  const before = current() && state.reading.before(current());
  const isText = (each) => BODY.includes(each) && each !== "table";
  if (!before || state.reading.isSeam(current())) return false;
  return isText(kind()) && isText(state.reading.line.get(before).kind);
}

function drawActions() {
  byId("actions").replaceChildren(...ACTIONS.map((action) => {
    const inside = [`${action.name} `, make("kbd", "", action.key)];
    const button = make("button", "", inside, { type: "button", "data-action": action.key });
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
  const lines = sheet.lines.filter((each) => OWNED.includes(each.kind));
  const texts = lines.flatMap((each) => each.pieces).filter((each) => !exceptions.includes(each));
  const earlier = texts.filter((each) => inDump(each, piece) < 0);
  return earlier.length ? earlier[earlier.length - 1] : texts[0];
}

function move() {
  const moved = chosen();
  const others = state.reading.articles.filter((sheet) => placeIn(sheet, moved[0], moved));
  const moveTo = (sheet) => correct(...chain(moved, { after: placeIn(sheet, moved[0], moved).ref }));
  const giveUp = (piece) => ({ kind: "move", piece: piece.ref, to: "furniture" });
  const choices = others.map((sheet) => ({ name: nameOf(sheet), number: sheet.number, run: () => moveTo(sheet) }));
  choices.push({ name: "A new article", run: () => correct(...chain(moved, { to: "new" })) });
  choices.push({ name: "No article: furniture", run: () => correct(...moved.map(giveUp)) });
  choose("Move to which article?", choices);
}

// Several pieces go one behind the other.
function chain(moved, start) {
  return moved.map((piece, i) => ({ kind: "move", piece: piece.ref, ...(i ? { after: moved[i - 1].ref } : start) }));
}

const SENTENCE = /[^。！？!?；]+[。！？!?；]*[”』」’）)]*/gu;

function split() {
  if (state.reading.isSeam(current())) {
    correct({ kind: "split", piece: current().ref });
    return;
  }
  const piece = current();
  const sentences = [...piece.text.matchAll(SENTENCE)].filter((each) => each.index > 0);
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
  const before = state.reading.order.filter((each) => inDump(each, piece) < 0).sort(inDump).pop();
  const behind = before || state.reading.order[0];
  correct({ kind: "not-duplicate", piece: piece.ref, after: behind.ref });
}

function title() {
  const piece = current();
  const sheet = state.reading.owner.get(piece);
  const body = sheet.lines.filter((each) => BODY.includes(each.kind)).flatMap((each) => each.pieces);
  const correction = (more) => ({ kind: "title", piece: piece.ref, as: "headline", ...more });
  if (sheet.kind === "page") chooseStory(piece, correction);
  else if (BODY.includes(kind()) && body[0] !== piece) correct(correction({ begins: true }));
  else if (!sheet.lines.some((each) => TITLES.includes(each.kind))) correct(correction({}));
  else {
    const parts = ["headline", "subtitle", "kicker", "label"];
    choose("Which part of the title?", parts.map((as) => ({ name: as, run: () => correct(correction({ as })) })));
  }
}

// A line in no article may be the title of a new one, or belong to that of a story beside it.
function chooseStory(piece, correction) {
  const { articles } = state.reading;
  const next = articles.findIndex((each) => inDump(first(each), piece) > 0);
  const beside = [articles[next], articles[next < 0 ? articles.length - 1 : next - 1]].filter(Boolean);
  const join = (each) => correct(correction({ after: first(each).ref }));
  choose("The title of which article?", [
    ...beside.map((each) => ({ name: nameOf(each), number: each.number, run: () => join(each) })),
    { name: "A new article", run: () => correct(correction({ begins: true })) }]);
}

function notTitle() {
  const piece = current();
  const sheet = state.reading.owner.get(piece);
  const titles = sheet.lines.filter((each) => TITLES.includes(each.kind)).flatMap((each) => each.pieces);
  const isTitle = TITLES.includes(kind());
  const instead = (as, after) => correct({ kind: "not-title", piece: piece.ref, as, ...(after && { after: after.ref }) });
  if (!isTitle || titles.length > 1) {
    instead("paragraph");
    return;
  }
  const above = state.reading.articles[sheet.number - 2];
  const behind = above && placeIn(above, piece);
  const choices = behind ? [
    { name: `A subheading of ${nameOf(above)}`, run: () => instead("subheading", behind) },
    { name: `A paragraph of ${nameOf(above)}`, run: () => instead("paragraph", behind) }] : [];
  choices.push({ name: "The first paragraph of its own article", run: () => instead("paragraph") });
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
