// The sheet as this phone has it: rows by number, everything else in `head`, and which of it was not sent yet.
export const me = document.querySelector("script[data-save]");
export const texts = document.querySelector(".js-texts").dataset;
const stored = JSON.parse(document.getElementById("lembar").textContent);

export const columns = stored.columns;
export const accounts = stored.accounts;
export const outlays = stored.outlays;
export const before = stored.before;
export const rows = new Map(stored.rows.map((row) => [row.n, row]));
export const head = stored.head;
export const unsent = { rows: new Set(), head: false };
export const clashes = new Map();

const listeners = [];
export const whenChanged = (listener) => listeners.push(listener);
export const redraw = () => listeners.forEach((listener) => listener());

export function changeRow(row) {
  unsent.rows.add(row.n);
  redraw();
}

export function changeHead() {
  unsent.head = true;
  redraw();
}

export const sumOf = (amounts) => Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
export const people = () => [...rows.values()];
export const fromMembers = () => people().reduce((sum, row) => sum + sumOf(row.a), 0);
export const shown = (amount) => amount.toLocaleString("id-ID");

// What was typed: digits with or without points; nothing is 0, and a minus stays, for the server to refuse.
export function typed(text) {
  const digits = text.replace(/[.\s]/g, "");
  return /^-?\d{1,12}$/.test(digits) ? Number(digits) : 0;
}

export function isAsAgreed(row) {
  const keys = new Set([...Object.keys(row.a), ...Object.keys(row.g)]);
  return [...keys].every((key) => (row.a[key] ?? 0) === (row.g[key] ?? 0));
}

export const isMarked = (row) => row.m !== "";
export const count = (mark) => people().filter((row) => row.m === mark).length;
