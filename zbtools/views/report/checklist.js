"use strict";

// The sample for acceptance: judged here, kept in the browser, saved as a file.

const Z = 1.959963984540054;

// Wilson's score interval, as `zbtools.stages.acceptance.interval` has it.
function intervalOf(right, judged) {
  const found = right / judged;
  const weight = 1 + (Z * Z) / judged;
  const middle = (found + (Z * Z) / (2 * judged)) / weight;
  const half = (Z / weight) * Math.sqrt((found * (1 - found)) / judged + (Z * Z) / (4 * judged * judged));
  return [right ? middle - half : 0, right < judged ? middle + half : 1];
}

const percent = (share) => (share === 0 || share === 1 ? `${share * 100}` : (share * 100).toFixed(1));

function accuracyOf(right, judged) {
  if (!judged) return "not judged";
  const [low, high] = intervalOf(right, judged);
  const found = ((right / judged) * 100).toFixed(1);
  return `${grouped(right)} of ${grouped(judged)} right: ${found} % (${percent(low)} to ${percent(high)} %)`;
}

class Checklist {
  constructor(list) {
    this.list = list;
    this.radios = [...document.querySelectorAll(".checklist input")];
    this.restore();
    this.tell();
    const items = document.querySelector(".checklist");
    items.addEventListener("change", () => { this.keep(); this.tell(); });
    items.addEventListener("click", (event) => {
      if (event.target.matches("[data-all]")) this.pass(event.target.closest("li"));
    });
    byId("save-checklist").addEventListener("click", () => save("checklist.csv", [this.list.columns, ...this.rows()]));
  }

  pass(item) {
    for (const each of item.querySelectorAll("input[value=right]")) each.checked = true;
    this.keep();
    this.tell();
  }

  judged() {
    return Object.fromEntries(this.radios.filter((each) => each.checked).map((each) => [each.name, each.value]));
  }

  // What was judged here before goes on, unless the report was made with judgements of its own.
  restore() {
    if (this.radios.some((each) => each.checked)) return;
    const kept = JSON.parse(this.storage((box) => box.getItem(this.key())) || "{}");
    for (const each of this.radios) each.checked = kept[each.name] === each.value;
  }

  keep() {
    this.storage((box) => box.setItem(this.key(), JSON.stringify(this.judged())));
  }

  key() {
    return `zbtools-checklist-${this.list.key}`;
  }

  // A page from disk may have no storage.
  storage(use) {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  }

  tell() {
    const judged = Object.entries(this.judged());
    for (const category of this.list.categories) {
      const said = judged.filter(([name]) => name.endsWith(`-${category}`)).map(([, sense]) => sense);
      byId(`result-${category}`).textContent = accuracyOf(said.filter((sense) => sense === "right").length, said.length);
    }
  }

  rows() {
    const judged = this.judged();
    return this.list.rows.map((row, i) => [...row, ...this.list.categories.map((name) => judged[`${i}-${name}`] || ""), ""]);
  }
}

if (data.checklist) new Checklist(data.checklist);
