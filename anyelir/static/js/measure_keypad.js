// Own keypad and the plus and minus beside a value. Values are text with a comma, as people write them.
const LONGEST = 6;

function field(box) {
  return box.querySelector("input");
}

// The unit stands right behind the number, however long it is.
function fit(input) {
  const commas = input.value.replace(/[^.,]/g, "").length;
  input.style.width = `${Math.max(input.value.length - commas * 0.45, 0.7) + 0.35}ch`;
}

function put(box, text) {
  field(box).value = text;
  field(box).dispatchEvent(new Event("input", { bubbles: true }));
}

function nudge(box, step) {
  const value = parseFloat(field(box).value.replace(",", "."));
  const start = Number.isNaN(value) ? parseFloat(box.dataset.last || "0") : value;
  const moved = Math.max(0, Math.round((start + step) * 10) / 10);
  put(box, moved.toFixed(1).replace(".", ","));
}

export function showNudges(form) {
  form.querySelectorAll("[data-nudge]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => nudge(button.closest("[data-amount]"), Number(button.dataset.nudge)));
  });
}

function typed(text, key) {
  if (key === "back") return text.slice(0, -1);
  if (key === "," && (text.includes(",") || text.includes("."))) return text;
  if (text.length >= LONGEST) return text;
  return key === "," && text === "" ? "0," : text + key;
}

// `take(box)` points the keypad at a value; its first key replaces what stood there.
export function attachKeypad(form, pad, isPhone) {
  let box = null;
  let isFresh = true;
  pad.querySelectorAll("[data-key]").forEach((button) => {
    button.addEventListener("click", () => {
      if (!box) return;
      const key = button.dataset.key;
      put(box, isFresh && key !== "back" ? typed("", key) : typed(field(box).value, key));
      isFresh = false;
    });
    // The keypad must not take the focus away from the value.
    button.addEventListener("mousedown", (event) => event.preventDefault());
  });
  form.querySelectorAll("[data-amount] input").forEach((input) => {
    fit(input);
    input.addEventListener("input", () => fit(input));
    input.addEventListener("beforeinput", () => {
      isFresh = false;
    });
  });
  return {
    take(next) {
      if (next === box) return;
      box?.classList.remove("is-active");
      box = next;
      isFresh = true;
      box.classList.toggle("is-active", isPhone());
      field(box).inputMode = isPhone() ? "none" : "decimal";
    },
  };
}
