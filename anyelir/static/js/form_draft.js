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

// Drafts of other people, old ones, and those that were sent from another page and did not come back.
function sweep() {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(prefix))
    .forEach((name) => {
      const draft = read(name);
      const isMine = name.startsWith(`${prefix}${me.dataset.owner}:`);
      const isArrived = draft?.isSent && name !== key;
      if (!draft || !isMine || isArrived || Date.now() - draft.at > HALF_A_DAY) sessionStorage.removeItem(name);
    });
}

function put(field, value, checked) {
  if (isChoice(field)) field.checked = checked;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function restore(draft) {
  const changed = draft.values.filter(([name, value, checked]) => {
    const fields = [...form.elements].filter((field) => field.name === name && isKept(field));
    const field = checked === null ? fields[0] : fields.find((one) => one.value === value);
    if (!field || (checked === null ? field.value === value : field.checked === checked)) return false;
    put(field, value, checked);
    return field.type !== "hidden";
  });
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

sweep();
if (form) {
  const draft = read(key);
  const isBound = "bound" in me.dataset;
  if (draft && !isBound && restore(draft)) tell();
  if (isBound) keep(false);
  form.addEventListener("input", () => keep(false));
  form.addEventListener("change", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}
