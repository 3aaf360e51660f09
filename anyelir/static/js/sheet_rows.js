// The rows: a tick is present and paid what was agreed; a name opens the row for whatever is different.
import { changeRow, clashes, columns, isAsAgreed, isMarked, people, rows, shown, sumOf, texts, typed } from "./sheet_state.js";

const panel = document.querySelector("template[data-panel]");
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
  turn.querySelector("button small").textContent = saidOf(row);
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

// A row of which nothing was said yet takes what was agreed with the first thing that is said of its money.
const isUntouched = (row) => !isMarked(row) || (row.p && row.m === "here" && !sumOf(row.a));

function setAmount(row, column, amount, part) {
  if (isUntouched(row)) row.a = { ...row.g };
  if (amount) row.a = { ...row.a, [column.key]: amount };
  else delete row.a[column.key];
  if (!isMarked(row) || row.m === "away") row.m = "here";
  part.querySelectorAll("[type=radio]").forEach((radio) => (radio.checked = radio.value === row.m));
  changeRow(row);
}

function showAmounts(row, part, typing = null) {
  part.querySelectorAll("[data-key]").forEach((input) => {
    const amount = row.a[input.dataset.key];
    if (input !== typing) input.value = amount ? shown(amount) : "";
  });
}

function tickRow(row, isTicked) {
  if (isTicked) Object.assign(row, { m: row.m === "entrusted" ? row.m : "here", a: row.before ?? { ...row.g } });
  else Object.assign(row, { before: row.a, m: row.p ? "here" : "", a: {} });
  changeRow(row);
}

function closePanels() {
  document.querySelectorAll("[data-row][data-open]").forEach((turn) => {
    turn.removeAttribute("data-open");
    turn.querySelector(".js-panel").remove();
    turn.querySelector(".js-who").setAttribute("aria-expanded", "false");
  });
}

function openPanel(row, turn) {
  const part = panel.content.cloneNode(true).firstElementChild;
  part.querySelectorAll("[name=mark]").forEach((radio) => {
    radio.name = `mark-${row.n}`;
    radio.checked = radio.value === row.m;
    radio.addEventListener("change", () => markRow(row, radio.value, part));
  });
  columns.filter((column) => row.g[column.key] || row.a[column.key] || column.free).forEach((column) => addAmount(row, column, part));
  turn.append(part);
  turn.setAttribute("data-open", "");
  turn.querySelector(".js-who").setAttribute("aria-expanded", "true");
  drawVia(row, part);
  const first = columns.find((column) => row.c?.[column.key] ?? column.free);
  part.querySelector(first ? `[data-key="${first.key}"]` : ".input")?.focus();
}

function markRow(row, mark, part) {
  row.m = mark;
  if (mark === "away") row.a = {};
  if (mark === "entrusted" && !sumOf(row.a)) row.a = { ...row.g };
  showAmounts(row, part);
  drawVia(row, part);
  changeRow(row);
}

function addAmount(row, column, part) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { className: "input", inputMode: "numeric", autocomplete: "off" });
  const agreed = row.g[column.key];
  input.id = `a-${row.n}-${column.key}`;
  input.dataset.key = column.key;
  input.value = row.a[column.key] ? shown(row.a[column.key]) : "";
  label.htmlFor = input.id;
  label.textContent = agreed ? `${column.label}, ${texts.usual} ${shown(agreed)}` : column.label;
  input.enterKeyHint = "done";
  input.addEventListener("input", () => {
    setAmount(row, column, typed(input), part);
    showAmounts(row, part, input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    closePanels();
    (tickAfter(row.n) ?? document.querySelector("[data-note]")).focus();
  });
  part.querySelector(".js-sums").append(label, input);
  const chips = [...(row.c?.[column.key] ?? []), ...column.round.map((amount) => ["", amount])];
  if (chips.length) part.querySelector(".js-sums").append(chipsOf(row, column, chips, part));
}

function chipsOf(row, column, chips, part) {
  const group = Object.assign(document.createElement("div"), { className: "con-chips" });
  for (const [label, amount] of chips) {
    const chip = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--sm" });
    chip.textContent = [label, amount ? shown(amount) : ""].filter(Boolean).join(" ");
    chip.setAttribute("aria-label", `${column.label}: ${chip.textContent}`);
    chip.addEventListener("click", () => {
      setAmount(row, column, amount, part);
      showAmounts(row, part);
    });
    group.append(chip);
  }
  return group;
}

function tickAfter(number, step = 1) {
  const ticks = [...elements.values()].map((turn) => turn.querySelector(".js-tick input"));
  return ticks[ticks.indexOf(elements.get(number).querySelector(".js-tick input")) + step];
}

function drawVia(row, part) {
  part.querySelector(".js-via")?.remove();
  if (row.m !== "entrusted") return;
  const label = Object.assign(document.createElement("label"), { className: "js-via", textContent: texts.via });
  const select = Object.assign(document.createElement("select"), { className: "input" });
  const others = people().filter((other) => other.n !== row.n);
  select.append(new Option(texts.nobody, ""), ...others.map((other) => new Option(other.name, other.n)));
  select.value = String(row.w);
  select.addEventListener("change", () => {
    row.w = select.value ? Number(select.value) : "";
    changeRow(row);
  });
  label.append(select);
  part.append(label);
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
      if (!isOpen) openPanel(row, turn);
    });
  }
  document.querySelector(".js-rest").addEventListener("click", () => {
    people().filter((row) => !isMarked(row)).forEach((row) => changeRow(Object.assign(row, { m: "away" })));
  });
}

export const drawRows = () => people().forEach(drawRow);
