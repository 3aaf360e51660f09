// What was typed stays in this tab until the server has taken it: a lost sign-in, a lost signal or a tap on
// "back" costs nobody a form. Kept by person and address, for half a day, and gone with the tab.
const HALF_A_DAY = 12 * 60 * 60 * 1000;
const me = document.querySelector("script[data-owner]");
const prefix = "isian:";
const key = `${prefix}${me.dataset.owner}:${location.pathname}`;
const form = document.querySelector("form[data-draft]");

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

// Storage can be full or forbidden; the form works without it.
function write(name, draft) {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(name);
  }
}

function isKept(field) {
  return field.name && !["file", "password", "submit"].includes(field.type) && field.name !== "csrfmiddlewaretoken";
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function keep(isSent) {
  const fields = [...form.elements].filter(isKept);
  const values = fields.map((field) => [field.name, field.value, isChoice(field) ? field.checked : null]);
  write(key, { at: Date.now(), isSent, values });
}

function drafts() {
  return Object.keys(sessionStorage).filter((name) => name.startsWith(prefix));
}

// Drafts of other people and old ones.
function sweep() {
  drafts().forEach((name) => {
    const draft = read(name);
    const isMine = name.startsWith(`${prefix}${me.dataset.owner}:`);
    if (!draft || !isMine || Date.now() - draft.at > HALF_A_DAY) sessionStorage.removeItem(name);
  });
}

// Only the server knows whether what was sent has arrived: a saved step leads back to the same address, and so does
// a lost sign-in.
async function hasArrived(draft) {
  const sending = draft.values.find(([name]) => name === "op_id")?.[1];
  if (!draft.isSent || !sending) return false;
  try {
    const answer = await fetch(`${me.dataset.sent}?nomor=${encodeURIComponent(sending)}`);
    return answer.ok && (await answer.json()).stored;
  } catch {
    return false;
  }
}

async function forgetArrived() {
  for (const name of drafts()) {
    const draft = read(name);
    if (draft && (await hasArrived(draft)) && read(name)?.at === draft.at) sessionStorage.removeItem(name);
  }
}

function put(field, value, checked) {
  if (isChoice(field)) field.checked = checked;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function restore(draft) {
  isRestoring = true;
  const changed = draft.values.filter(([name, value, checked]) => {
    const fields = [...form.elements].filter((field) => field.name === name && isKept(field));
    const field = checked === null ? fields[0] : fields.find((one) => one.value === value);
    if (!field || (checked === null ? field.value === value : field.checked === checked)) return false;
    put(field, value, checked);
    return field.type !== "hidden";
  });
  isRestoring = false;
  return changed.length > 0;
}

function tell() {
  const note = document.querySelector("[data-draft-note]").content.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    location.reload();
  });
  form.prepend(note);
}

async function bringBack() {
  await forgetArrived();
  const draft = read(key);
  if (draft && !isTouched && restore(draft)) tell();
}

// A finger or the keypad; what is brought back is no touch, it stays marked as it was kept.
function touch() {
  if (isRestoring) return;
  isTouched = true;
  keep(false);
}

let isTouched = false;
let isRestoring = false;
sweep();
if (form) {
  const isBound = "bound" in me.dataset;
  if (isBound) keep(false);
  else bringBack();
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", () => keep(true));
} else {
  forgetArrived();
}
