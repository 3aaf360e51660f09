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

// What was typed: digits with or without points; nothing is 0, a minus stays, for the server to refuse, and what is no
// number counts as nothing and its field says so.
export function typed(input) {
  const digits = input.value.replace(/[.\s]/g, "");
  const isNumber = /^-?\d{1,12}$/.test(digits);
  if (digits && !isNumber) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  return isNumber ? Number(digits) : 0;
}

// A page without a secure address has no randomUUID.
export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function isAsAgreed(row) {
  const keys = new Set([...Object.keys(row.a), ...Object.keys(row.g)]);
  return [...keys].every((key) => (row.a[key] ?? 0) === (row.g[key] ?? 0));
}

export const isMarked = (row) => row.m !== "";
export const count = (mark) => people().filter((row) => row.m === mark).length;
