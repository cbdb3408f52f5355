// The kinds of corrections, each from a board to a board; they are what zbtools/stages/corrections/changes.py is.

const CHANGES = {
  move(board, piece, { to, after }) {
    const line = lineAt(board, placeOf(board, piece));
    if (line.kind === "dropped") unfit("was dropped as a repetition");
    const moved = asBody(line, piece);
    if (to === "furniture") {
      const home = board.find((sheet) => sheet.kind === "page" && sheet.id === piece.ref.page);
      taken(board, piece);
      home.lines.push({ kind: "furniture", role: "other", pieces: [piece] });
      decided(board, piece, "furniture", piece.text);
    } else if (to === "new") {
      taken(board, piece);
      newSheet(board, [moved]);
      decided(board, piece, "move", piece.text);
    } else {
      const behind = anchor(board, after, piece);
      taken(board, piece);
      put(board, [moved], behind);
      decided(board, piece, "move", piece.text, [behind]);
    }
  },
  join(board, piece, { after }) {
    const behind = anchor(board, after, piece);
    mustBeText(lineAt(board, placeOf(board, behind)));
    mustBeText(lineAt(board, placeOf(board, piece)));
    taken(board, piece);
    const place = placeOf(board, behind);
    lineAt(board, place).pieces.splice(place.index + 1, 0, piece);
    decided(board, piece, "join", `${behind.text.slice(-4)}|${piece.text.slice(0, 4)}`, [behind]);
  },
  split(board, piece) {
    const place = placeOf(board, piece);
    const line = lineAt(board, place);
    mustBeText(line);
    undecided(board, piece, true);
    if (place.index) {
      const rest = line.pieces.splice(place.index);
      board[place.sheet].lines.splice(place.line + 1, 0, { kind: "paragraph", pieces: rest });
    }
    decided(board, piece, "split", piece.text);
  },
  "not-duplicate"(board, piece, { after }) {
    const line = lineAt(board, placeOf(board, piece));
    if (line.kind !== "dropped" || line.why === "marker") unfit("is not dropped as a repetition");
    const behind = anchor(board, after, piece);
    taken(board, piece);
    put(board, [{ kind: "paragraph", pieces: [piece] }], behind);
    decided(board, piece, "keep", piece.text, [behind]);
  },
  title(board, piece, { as, begins, after }) {
    const place = placeOf(board, piece);
    const line = lineAt(board, place);
    if (line.kind === "table" || line.kind === "dropped") unfit(`cannot be a title: it is ${line.kind}`);
    const title = { kind: TITLES.includes(as) ? as : "headline", pieces: [piece] };
    if (after) {
      const home = anchor(board, after, piece);
      taken(board, piece);
      withTitle(board[placeOf(board, home).sheet], title);
    } else if (begins || board[place.sheet].kind === "page") {
      beginArticle(board, piece, title);
    } else {
      taken(board, piece);
      withTitle(board[place.sheet], title);
    }
    decided(board, piece, "title", piece.text);
  },
  "not-title"(board, piece, { as, after }) {
    const place = placeOf(board, piece);
    const line = lineAt(board, place);
    const wasTitle = TITLES.includes(line.kind);
    if (!wasTitle && line.kind !== "subheading") unfit(`is no title: it is ${line.kind}`);
    const plain = { kind: BODY.includes(as) ? as : "paragraph", pieces: [piece] };
    if (!wasTitle) {
      if (line.pieces.length > 1) unfit("is a part of a longer line");
      undecided(board, piece, true);
      board[place.sheet].lines[place.line] = plain;
    } else if (after) {
      mergeArticle(board, piece, plain, anchor(board, after, piece));
    } else {
      taken(board, piece);
      const lines = board[place.sheet].lines;
      const at = lines.findIndex((each) => BODY.includes(each.kind) || each.kind === "dropped");
      lines.splice(at < 0 ? lines.length : at, 0, plain);
    }
    decided(board, piece, plain.kind, piece.text);
  },
  accept(board, piece, { op }) {
    const sheet = board[placeOf(board, piece).sheet];
    const placed = (each) => (op === "drop" || op === "keep" ? each.at[0] : each.at[each.at.length - 1]);
    const said = sheet.decisions.filter((each) => each.op === op && placed(each) === piece);
    sheet.decisions = sheet.decisions.filter((each) => !said.includes(each));
    sheet.decisions.push({ op, rule: "person", evidence: said.length ? said[0].evidence : piece.text, confidence: 1,
      at: said.length ? said[0].at : [piece] });
  },
};

function beginArticle(board, piece, title) {
  const place = placeOf(board, piece);
  const lines = board[place.sheet].lines;
  const line = lines[place.line];
  if (!BODY.includes(line.kind)) {
    taken(board, piece);
    newSheet(board, [title]);
    return;
  }
  const behind = line.pieces.slice(place.index + 1);
  const below = lines.slice(place.line + 1).filter((each) => BODY.includes(each.kind));
  const rest = [...(behind.length ? [{ ...line, pieces: behind }] : []), ...below];
  const first = place.index ? [{ ...line, pieces: line.pieces.slice(0, place.index) }] : [];
  board[place.sheet].lines = [
    ...lines.slice(0, place.line), ...first, ...lines.slice(place.line + 1).filter((each) => !below.includes(each))];
  undecided(board, piece);
  newSheet(board, [title, ...rest]);
  follow(board, place.sheet, board[board.length - 1]);
}

function mergeArticle(board, piece, plain, behind) {
  const old = placeOf(board, piece).sheet;
  if (placeOf(board, behind).sheet === old) unfit("shall go on the article that it is in");
  taken(board, piece);
  const lines = board[old].lines.map((each) => (TITLES.includes(each.kind) ? { ...each, kind: "paragraph" } : each));
  board[old].lines = lines.filter((each) => !BODY.includes(each.kind));
  put(board, [plain, ...lines.filter((each) => BODY.includes(each.kind))], behind);
  follow(board, old, board[placeOf(board, piece).sheet]);
}

// Make corrections one after the other on the records as they came; tell those that do not fit.
function replay(corrections) {
  const board = freshBoard();
  const failed = new Map();
  for (const each of corrections.filter(({ done }) => !done)) {
    try {
      CHANGES[each.kind](board, find(board, each.piece), each);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      failed.set(each, error.message);
    }
  }
  return { board, failed };
}
