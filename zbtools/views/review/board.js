"use strict";
// The board: sheets of lines of pieces, and what corrections do to it. The same steps, in the same words, as
// zbtools/stages/corrections; a test holds the two to each other. Nothing here touches the page.

const data = JSON.parse(document.getElementById("data").textContent);
const TITLES = ["label", "kicker", "headline", "subtitle"];
const BODY = ["paragraph", "subheading", "caption", "table"];
const OWNED = [...TITLES, ...BODY, "byline"];

class Unfit extends Error {}

function unfit(reason) {
  throw new Unfit(reason);
}

const pieces = data.pieces.map((piece) => ({ ...piece, key: `${piece.page}:${piece.ranges[0][0]}` }));

function freshBoard() {
  return data.sheets.map((sheet) => ({
    ...sheet,
    lines: sheet.lines.map((line) => ({ ...line, pieces: line.pieces.map((number) => pieces[number]) })),
    decisions: sheet.decisions.map((each) => ({ ...each, at: each.at.map((number) => pieces[number]) })),
  }));
}

function placeOf(board, piece) {
  for (const [sheet, { lines }] of board.entries()) {
    for (const [line, own] of lines.entries()) {
      const index = own.pieces.indexOf(piece);
      if (index >= 0) return { sheet, line, index };
    }
  }
  return unfit("is in no part of a record");
}

const lineAt = (board, place) => board[place.sheet].lines[place.line];

function allPieces(board) {
  return board.flatMap((sheet) => sheet.lines.flatMap((line) => line.pieces));
}

function find(board, ref) {
  const part = String(ref.part || "");
  const same = (piece) =>
    piece.ref.page === ref.page && String(piece.ref.at) === String(ref.at) && piece.ref.hash === ref.hash;
  const found = allPieces(board).filter(same);
  const whole = found.find((piece) => String(piece.ref.part || "") === part);
  if (whole) return whole;
  const holder = ref.part && found.find((piece) => !piece.ref.part || within(ref.part, piece.ref.part));
  return holder ? cutOut(board, holder, ref.part) : unfit("is not shown on this page");
}

const within = (part, other) => other[0] <= part[0] && part[1] <= other[1];

// Cut a piece so that the part that is meant, counted without white space, is a piece of its own.
function cutOut(board, piece, part) {
  const base = piece.ref.part ? piece.ref.part[0] : 0;
  const place = placeOf(board, piece);
  const ends = part.map((count) => textIndex(piece.text, count - base));
  const cuts = [...new Set([0, ...ends, Array.from(piece.text).length])];
  const parts = cuts.slice(1).map((end, i) => partOf(piece, cuts[i], end));
  lineAt(board, place).pieces.splice(place.index, 1, ...parts);
  return parts.find((each) => String(each.ref.part) === String(part)) || unfit("cannot be cut there");
}

function textIndex(text, count) {
  const characters = Array.from(text);
  let at = 0;
  for (let seen = 0; at < characters.length && (seen < count || !characters[at].trim()); at += 1) {
    if (characters[at].trim()) seen += 1;
    if (seen === count && (at + 1 === characters.length || characters[at + 1].trim())) return at + 1;
  }
  return at;
}

const solid = (characters) => characters.filter((each) => each.trim()).length;

function partOf(piece, low, high) {
  const characters = Array.from(piece.text);
  const from = piece.ref.part ? piece.ref.part[0] : 0;
  const part = [from + solid(characters.slice(0, low)), from + solid(characters.slice(0, high))];
  const ranges = slice(piece.ranges, low, high);
  return {
    ...piece, ranges, text: characters.slice(low, high).join(""), key: `${piece.page}:${ranges[0][0]}`,
    ref: { ...piece.ref, part },
  };
}

function slice(ranges, low, high) {
  let seen = 0;
  const out = [];
  for (const [start, end] of ranges) {
    const a = Math.max(start, start + low - seen);
    const b = Math.min(end, start + high - seen);
    if (a < b) out.push([a, b]);
    seen += end - start;
  }
  return out;
}

// --- steps

function undecided(board, piece, lastOnly) {
  for (const sheet of board) {
    sheet.decisions = sheet.decisions.filter((each) =>
      !(lastOnly && each.op !== "drop" ? each.at.slice(-1) : each.at).includes(piece));
  }
}

function taken(board, piece) {
  const place = placeOf(board, piece);
  const lines = board[place.sheet].lines;
  lines[place.line].pieces.splice(place.index, 1);
  if (!lines[place.line].pieces.length) lines.splice(place.line, 1);
  undecided(board, piece);
}

function decided(board, piece, op, evidence, before = []) {
  board[placeOf(board, piece).sheet].decisions.push(
    { op, rule: "person", evidence, confidence: 1, at: [...before, piece] });
}

function put(board, lines, behind) {
  const place = placeOf(board, behind);
  const here = board[place.sheet].lines;
  let at = place.line + 1;
  const below = (line) => !BODY.includes(line.kind) && line.kind !== "dropped";
  if (!BODY.includes(here[place.line].kind)) while (at < here.length && below(here[at])) at += 1;
  here.splice(at, 0, ...lines);
}

function newSheet(board, lines) {
  board.push({ kind: "article", id: "", type: "news", status: [], candidates: [], lines, decisions: [] });
}

function asBody(line, piece, form) {
  const whole = BODY.includes(line.kind) && line.pieces.length === 1;
  const kind = BODY.includes(form) ? form : whole ? line.kind : "paragraph";
  return { ...(whole && kind === line.kind ? line : {}), kind, pieces: [piece] };
}

function anchor(board, ref, piece) {
  const behind = find(board, ref || unfit("has no place to go to"));
  if (behind === piece) unfit("shall stand behind itself");
  if (!OWNED.includes(lineAt(board, placeOf(board, behind)).kind)) unfit("shall go where no article is");
  return behind;
}

function mustBeText(line) {
  if (!BODY.includes(line.kind) || line.kind === "table") unfit(`cannot be joined or split: one side is ${line.kind}`);
}

function withTitle(sheet, title) {
  const rank = (line) => [TITLES.indexOf(line.kind), line.pieces[0].page, line.pieces[0].ranges[0][0]];
  const titles = [...sheet.lines.filter((line) => TITLES.includes(line.kind)), title];
  const before = (a, b) => rank(a).map((value, i) => value - rank(b)[i]).find((difference) => difference) || 0;
  sheet.lines = [...titles.sort(before), ...sheet.lines.filter((line) => !TITLES.includes(line.kind))];
}

function follow(board, old, sheet) {
  const own = sheet.lines.flatMap((line) => line.pieces);
  const moves = (each) => own.includes(each.at[each.at.length - 1]);
  sheet.decisions.push(...board[old].decisions.filter(moves));
  board[old].decisions = board[old].decisions.filter((each) => !moves(each));
}
