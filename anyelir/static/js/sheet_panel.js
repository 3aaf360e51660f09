// The open row: how she brought it, and what she brings when it is not what was agreed.
import { changeRow, columns, isMarked, people, shown, sumOf, texts, typed } from "./sheet_state.js";

const panel = document.querySelector("template[data-panel]");

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

export function closePanels() {
  document.querySelectorAll("[data-row][data-open]").forEach((turn) => {
    turn.removeAttribute("data-open");
    turn.querySelector(".js-panel").remove();
    turn.querySelector(".js-who").setAttribute("aria-expanded", "false");
  });
}

// ``leave`` goes on to the next row, or to the money on the table.
export function openPanel(row, turn, leave) {
  const part = panel.content.cloneNode(true).firstElementChild;
  part.querySelectorAll("[name=mark]").forEach((radio) => {
    radio.name = `mark-${row.n}`;
    radio.checked = radio.value === row.m;
    radio.addEventListener("change", () => markRow(row, radio.value, part));
  });
  columns.filter((column) => row.g[column.key] || row.a[column.key] || column.free).forEach((column) => addAmount(row, column, part, leave));
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

function addAmount(row, column, part, leave) {
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
    leave();
  });
  part.querySelector(".js-sums").append(label, input);
  const chips = [...(row.c?.[column.key] ?? []), ...column.round.map((amount) => ["", amount])];
  if (chips.length) part.querySelector(".js-sums").append(chipsOf(row, column, chips, part));
}

function chipsOf(row, column, chips, part) {
  const group = Object.assign(document.createElement("div"), { className: "cluster" });
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
