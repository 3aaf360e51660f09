// The rows: a tick is present and paid what was agreed; a name opens the row for whatever is different.
import { closePanels, openPanel } from "./sheet_panel.js";
import { changeRow, clashes, isAsAgreed, isMarked, people, rows, shown, sumOf, texts } from "./sheet_state.js";

const clash = document.querySelector("template[data-clash]");
const elements = new Map([...document.querySelectorAll("[data-row]")].map((turn) => [Number(turn.dataset.row), turn]));
const agreedSum = (row) => sumOf(row.g);

function saidOf(row) {
  if (row.m === "entrusted") return row.w ? `${texts.through} ${rows.get(Number(row.w))?.name ?? ""}` : texts.entrusted;
  return { here: texts.here, away: texts.away }[row.m] ?? "";
}

export function drawRow(row) {
  const turn = elements.get(row.n);
  const tick = turn.querySelector(".js-tick");
  const brought = sumOf(row.a);
  turn.querySelector("button small").textContent = [saidOf(row), row.h].filter(Boolean).join(", ");
  tick.querySelector("input").checked = isMarked(row) && (brought > 0 || (row.m === "here" && !agreedSum(row)));
  tick.toggleAttribute("data-other", row.m === "entrusted" || (isMarked(row) && !isAsAgreed(row)));
  tick.querySelector("b").textContent = shown(brought || (row.m === "away" ? 0 : agreedSum(row)));
  drawClash(row, turn);
}

function drawClash(row, turn) {
  turn.querySelector(".js-clash")?.remove();
  const theirs = clashes.get(row.n);
  if (!theirs) return;
  const note = clash.content.cloneNode(true);
  note.querySelector("small").textContent = `${texts.clash} ${saidOf(theirs) || "-"}, ${shown(sumOf(theirs.a))}`;
  note.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => settle(row, theirs, button)));
  turn.append(note);
}

function settle(row, theirs, button) {
  const { v, m, w, a } = theirs;
  Object.assign(row, button.dataset.keep === "theirs" ? { v, m, w, a } : { v });
  clashes.delete(row.n);
  closePanels();
  changeRow(row);
}

function tickRow(row, isTicked) {
  if (isTicked) Object.assign(row, { m: row.m === "entrusted" ? row.m : "here", a: row.before ?? { ...row.g } });
  else Object.assign(row, { before: row.a, m: row.p ? "here" : "", a: {} });
  changeRow(row);
}

function tickAfter(number, step = 1) {
  const ticks = [...elements.values()].map((turn) => turn.querySelector(".js-tick input"));
  return ticks[ticks.indexOf(elements.get(number).querySelector(".js-tick input")) + step];
}

export function wireRows() {
  for (const [number, turn] of elements) {
    const row = rows.get(number);
    const name = turn.querySelector(".js-who");
    const tick = turn.querySelector("input");
    // A finger may be quicker than this file on a slow phone.
    if (tick.checked && !isMarked(row)) tickRow(row, true);
    tick.addEventListener("change", () => tickRow(row, tick.checked));
    tick.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      tickAfter(number, step)?.focus();
    });
    name.addEventListener("click", () => {
      const isOpen = turn.hasAttribute("data-open");
      closePanels();
      if (!isOpen) openPanel(row, turn, () => (tickAfter(number) ?? document.querySelector("[data-note]")).focus());
    });
  }
  document.querySelector(".js-rest").addEventListener("click", () => {
    people().filter((row) => !isMarked(row)).forEach((row) => changeRow(Object.assign(row, { m: "away" })));
  });
}

export const drawRows = () => people().forEach(drawRow);
