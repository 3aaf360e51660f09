// Nothing tapped is lost: each tap is kept on the phone, numbers only, and sent every ten seconds and on leaving.
import { changeRow, clashes, head, me, newNumber, redraw, rows, texts, unsent } from "./sheet_state.js";

const EVERY = 10_000;
const key = `lembar:${me.dataset.owner}:${location.pathname}`;
const status = document.querySelector(".js-saved");
// A sending whose answer was lost goes out again under its number, so that it is carried out once.
let sending = null;
let headClash = null;

const plain = ({ v, m, w, a }) => ({ v, m, w, a });

export function keep() {
  const changed = Object.fromEntries([...unsent.rows].map((number) => [number, plain(rows.get(number))]));
  const draft = { rows: changed, head: unsent.head ? head : null, sending };
  try {
    if (unsent.rows.size || unsent.head || sending) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // Storage can be full or forbidden; the server still has it within ten seconds.
  }
}

export function bringBack() {
  const draft = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!draft) return;
  for (const [number, kept] of Object.entries(draft.rows)) {
    const row = rows.get(Number(number));
    if (row) changeRow(Object.assign(row, kept));
  }
  sending = draft.sending;
  if (draft.head) Object.assign(head, draft.head);
  unsent.head = Boolean(draft.head);
}

function fieldsOf(row) {
  const amounts = Object.entries(row.a).map(([name, amount]) => [`a-${row.n}-${name}`, amount]);
  return [[`v-${row.n}`, row.v], [`m-${row.n}`, row.m], [`w-${row.n}`, row.w], ...amounts];
}

function fieldsOfHead() {
  const others = head.others.flatMap((other, place) => [
    [`o-${place}-account`, other.account],
    [`o-${place}-amount`, other.amount_idr || ""],
    [`o-${place}-text`, other.text],
    [`o-${place}-receipt`, other.receipt_no],
  ]);
  const named = ["reason", "chair", "keeper", "witness"].map((name) => [name, head[name]]);
  const dues = Object.entries(head.dues).map(([name, amount]) => [`d-${name}`, amount]);
  const notes = Object.entries(head.notes ?? {}).map(([worth, number]) => [`n-${worth}`, number]);
  return [["hv", head.v], ...dues, ...notes, ...others, ...named];
}

function nextSending() {
  const numbers = [...unsent.rows].filter((number) => !clashes.has(number));
  const sendsHead = unsent.head && !headClash;
  if (!numbers.length && !sendsHead) return null;
  const fields = numbers.flatMap((number) => fieldsOf(rows.get(number)));
  if (sendsHead) fields.push(...fieldsOfHead());
  const asSent = numbers.map((number) => [number, JSON.stringify(plain(rows.get(number)))]);
  return { fields: [["op_id", newNumber()], ...fields], asSent, head: sendsHead ? JSON.stringify(head) : null };
}

function taken(answer, sent) {
  for (const [number, text] of sent.asSent) {
    const row = rows.get(number);
    if (JSON.stringify(plain(row)) === text) unsent.rows.delete(number);
    row.v = answer.rows[number];
  }
  if (sent.head !== null && JSON.stringify(head) === sent.head) unsent.head = false;
  if (sent.head !== null) head.v = answer.head;
}

function differs(answer) {
  answer.rows.forEach((theirs) => clashes.set(theirs.n, theirs));
  if (answer.head) askAboutHead(answer.head, answer.text);
}

// Of the rest of the sheet somebody decides as a whole; until then it is not sent.
function askAboutHead(theirs, text) {
  headClash?.remove();
  headClash = document.querySelector("template[data-clash]").content.cloneNode(true).firstElementChild;
  headClash.querySelector("small").textContent = text;
  headClash.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => settleHead(theirs, button)));
  status.after(headClash);
}

function settleHead(theirs, button) {
  headClash.remove();
  headClash = null;
  head.v = theirs.v;
  if (button.dataset.keep === "mine") return redraw();
  unsent.head = false;
  keep();
  location.reload();
}

async function send(isLeaving) {
  sending ??= nextSending();
  if (!sending) return true;
  const sent = sending;
  keep();
  try {
    const body = new URLSearchParams([["csrfmiddlewaretoken", me.dataset.token], ...sent.fields]);
    const response = await fetch(me.dataset.save, { method: "POST", body, keepalive: isLeaving, redirect: "error" });
    const answer = await response.json();
    sending = null;
    if (response.ok) taken(answer, sent);
    else if (answer.code === "changed_since") differs(answer);
    else status.textContent = answer.text;
    keep();
    redraw();
    return response.ok;
  } catch {
    status.textContent = texts.offline;
    return false;
  }
}

let queue = Promise.resolve(true);
export function flush(isLeaving = false) {
  queue = queue.then(() => send(isLeaving));
  return queue;
}

export function tellState() {
  if (clashes.size || headClash) status.textContent = texts.choose;
  else status.textContent = unsent.rows.size || unsent.head ? texts.unsaved : texts.saved;
}

// Forms that need what was tapped to be on the server: closing, a draw.
async function leave(event) {
  event.preventDefault();
  const form = event.target;
  while ((unsent.rows.size || unsent.head || sending) && (await flush()));
  if (unsent.rows.size || unsent.head || clashes.size || headClash) return;
  const number = form.querySelector(".js-op");
  if (number && !number.value) number.value = newNumber();
  form.submit();
}

export function wireDraft() {
  setInterval(() => flush(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush(true));
  window.addEventListener("pagehide", () => flush(true));
  document.querySelectorAll("form.js-leave").forEach((form) => form.addEventListener("submit", leave));
}
