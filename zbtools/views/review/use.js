// Keeping, saving, searching, moving about, and how it all begins.

// The file as the program writes it: one correction a line.
function fileText() {
  const lines = state.made.map((each) => `    ${JSON.stringify({ ...each, done: undefined })}`).join(",\n");
  return `{\n  "schema": "${data.schema}",\n  "corrections": [\n${lines}\n  ]\n}\n`;
}

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
    const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: fileText() };
    const answer = await fetch(data.save, sent).catch(() => null);
    if (!answer || !answer.ok) {
      say("Not saved: the program that serves this page has ended or could not write");
      return;
    }
  } else {
    const file = new Blob([fileText()], { type: "application/json" });
    const link = make("a", "", "", { href: URL.createObjectURL(file), download: data.file });
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
  const texts = wanted ? [...document.querySelectorAll("#articles .piece, #dump .piece")] : [];
  const ranges = texts.flatMap((each) => rangesOf(each, wanted));
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
  for (const each of document.querySelectorAll("[data-show]")) {
    each.setAttribute("aria-current", String(each.dataset.show === view));
  }
}

// --- the beginning

for (const each of document.querySelectorAll("[data-show]")) {
  each.addEventListener("click", () => show(each.dataset.show));
}
byId("search").addEventListener("input", search);
byId("save").addEventListener("click", save);
byId("help-open").addEventListener("click", () => byId("help").showModal());
byId("image-switch").hidden = !data.images.length;
byId("image-switch").addEventListener("click", (event) => {
  const isOn = byId("dump").classList.toggle("scanned");
  event.currentTarget.setAttribute("aria-pressed", String(isOn));
  state.links.place();
});
byId("keys").replaceChildren(...[...MOVES, ...ACTIONS.map(({ key, name }) => [key, name])].flatMap(
  ([key, name]) => [make("dt", "", [make("kbd", "", key)]), make("dd", "", name)]));
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
byId("inspector").replaceChildren(make("p", "from", "Point at a text on either side to see where it came from, "
  + "what was decided on it, and why. n goes to the next doubt."));
