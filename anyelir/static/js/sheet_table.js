// The money on the table: what was agreed, other money, notes against the book, and who closes.
import { wireOthers } from "./sheet_others.js";
import { accounts, before, changeHead, columns, count, fromMembers, head, outlays, people, rows, shown, texts, typed } from "./sheet_state.js";

const one = (selector) => document.querySelector(selector);
const money = one(".js-money");
const notes = [...document.querySelectorAll("[data-note]")];
const match = one(".js-match");
const isIn = (other) => accounts[other.account]?.[1];
const signed = (other) => (isIn(other) ? 1 : -1) * other.amount_idr;
const othersSum = () => head.others.reduce((sum, other) => sum + signed(other), 0);
const outlaysSum = () => outlays.reduce((sum, outlay) => sum + outlay.amount, 0);
const expected = () => before + fromMembers() + othersSum() - outlaysSum();
const counted = () => head.notes && Object.entries(head.notes).reduce((sum, [worth, number]) => sum + worth * number, 0);

function line(label, amount, isTotal = false) {
  const row = document.createElement("li");
  row.toggleAttribute("data-total", isTotal);
  const [name, value] = [document.createElement("span"), document.createElement("b")];
  name.textContent = label;
  value.textContent = shown(amount);
  row.append(name, value);
  return row;
}

function drawMoney() {
  money.replaceChildren(
    line(money.dataset.before, before),
    line(money.dataset.members, fromMembers()),
    ...head.others.filter((other) => other.amount_idr).map((other) => line(other.text || accounts[other.account][0], signed(other))),
    ...outlays.map((outlay) => line(outlay.label, -outlay.amount)),
    line(money.dataset.expected, expected(), true),
  );
}

function drawMatch() {
  const difference = head.notes ? counted() - expected() : 0;
  one(".js-expected").textContent = shown(expected());
  one(".js-counted").textContent = head.notes ? shown(counted()) : "";
  match.toggleAttribute("data-off", difference !== 0);
  const words = difference > 0 ? match.dataset.more : match.dataset.less;
  match.querySelector("p").textContent = !head.notes ? match.dataset.open : difference ? `${words} ${shown(Math.abs(difference))}` : match.dataset.fits;
  one(".js-reason").hidden = difference === 0;
  notes.forEach((input) => {
    const total = input.dataset.note * (head.notes?.[input.dataset.note] ?? 0);
    input.nextElementSibling.textContent = total ? shown(total) : "";
  });
}

// What most of them bring for a column: dues are the same for all, shares of an arisan may be two.
function usual(column) {
  const amounts = people().map((row) => row.g[column.key] ?? 0);
  const times = (amount) => amounts.filter((each) => each === amount).length;
  return amounts.reduce((best, amount) => (times(amount) > times(best) ? amount : best), amounts[0] ?? 0);
}

function drawHeading() {
  const filled = people().filter((row) => row.m).length;
  const parts = [`${count("here")} ${texts.present}`, ...(count("entrusted") ? [`${count("entrusted")} ${texts.sent}`] : [])];
  one(".js-title").textContent = parts.join(", ");
  one(".js-filled").textContent = `${filled} ${texts.of} ${rows.size} ${texts.filled}`;
  one(".js-sum").textContent = `Rp ${shown(fromMembers())}`;
  const agreed = columns.filter(usual);
  const sum = agreed.reduce((total, column) => total + usual(column), 0);
  one(".js-standard").textContent = sum ? `${texts.complete} Rp ${shown(sum)}` : texts.none;
  one(".js-parts").textContent = agreed.map((column) => `${column.label} ${shown(usual(column))}`).join(", ");
}

function drawPeople() {
  document.querySelectorAll("[data-person]").forEach((select) => {
    const mustBeHere = select.dataset.person === "here";
    const offered = people().filter((row) => !mustBeHere || (row.m === "here" && row.n !== Number(head.keeper)));
    select.replaceChildren(new Option(texts.nobody, ""), ...offered.map((row) => new Option(row.name, row.n)));
    select.value = offered.some((row) => row.n === Number(head[select.name])) ? String(head[select.name]) : "";
  });
}

export function drawTable() {
  drawMoney();
  drawMatch();
  drawHeading();
  drawPeople();
}

// What was agreed changes the rows that nobody touched yet; columns that the page does not show come with the next page.
function changeDues(input) {
  const key = input.name.slice(2);
  const amount = typed(input);
  head.dues[key] = amount;
  for (const row of rows.values()) {
    if (amount) row.g[key] = amount;
    else delete row.g[key];
  }
  if (!columns.some((column) => column.key === key)) {
    columns.push({ key, label: document.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent, free: false });
  }
  changeHead();
}

export function wireTable() {
  wireOthers();
  document.querySelectorAll(".js-dues input").forEach((input) => input.addEventListener("input", () => changeDues(input)));
  notes.forEach((input, place) => {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const next = notes[place + 1] ?? one("[name=witness]");
      next.focus();
      next.select?.();
    });
    input.value = head.notes?.[input.dataset.note] ?? input.value;
    input.addEventListener("input", () => {
      const filled = notes.filter((each) => each.value.trim());
      head.notes = filled.length ? Object.fromEntries(filled.map((each) => [each.dataset.note, typed(each)])) : null;
      changeHead();
    });
  });
  one("[name=reason]").value = head.reason;
  one("[name=reason]").addEventListener("input", (event) => {
    head.reason = event.target.value;
    changeHead();
  });
  document.querySelectorAll("[data-person]").forEach((select) => {
    select.addEventListener("change", () => {
      head[select.name] = select.value ? Number(select.value) : "";
      changeHead();
    });
  });
}
