// The measuring form on a phone: one question a screen with its own keypad. On a desk, or without this file,
// it is one plain form; the server asks everything again in any case.
import { watchDoubts } from "./measure_doubt.js";
import { attachKeypad, showNudges } from "./measure_keypad.js";

const form = document.querySelector("[data-measure]");
const steps = [...form.querySelectorAll("[data-step]")];
const pad = form.querySelector("[data-pad]");
const save = form.querySelector("[data-save]");
const wizard = form.querySelector("[data-wizard]");
const next = form.querySelector("[data-next]");
const phone = matchMedia("(max-width: 47.99em)");
let now = 0;

// Start where something was asked or is wrong.
function firstToSee() {
  const odd = steps.findIndex((step) => step.querySelector("[data-doubt]:not([hidden]), .error"));
  return Math.max(odd, 0);
}

function amountOf(step) {
  return step.querySelector("[data-amount]");
}

function show(step, moveFocus) {
  now = step;
  const isPhone = phone.matches;
  const isLast = now === steps.length - 1;
  form.classList.toggle("is-wizard", isPhone);
  wizard.hidden = !isPhone;
  [...wizard.children].forEach((item, index) => {
    item.classList.toggle("is-done", index < now);
    item.toggleAttribute("aria-current", index === now);
    if (index === now) item.setAttribute("aria-current", "step");
  });
  steps.forEach((element, index) => element.classList.toggle("is-now", index === now));
  pad.hidden = !isPhone || isLast;
  save.hidden = isPhone && !isLast;
  next.hidden = isLast;
  next.querySelector("[data-next-text]").textContent = steps[now].dataset.nextWords || "";
  if (!isPhone) return;
  if (!isLast) keypad.take(amountOf(steps[now]));
  if (moveFocus) {
    steps[now].querySelector("h2").focus();
    scrollTo({ top: 0 });
  }
}

const keypad = attachKeypad(form, pad, () => phone.matches);
showNudges(form);
watchDoubts(form);
steps.forEach((step) => step.querySelector("h2").setAttribute("tabindex", "-1"));

next.addEventListener("click", () => {
  history.pushState({ step: now + 1 }, "");
  show(now + 1, true);
});
addEventListener("popstate", (event) => show(event.state?.step ?? 0, true));
form.addEventListener("focusin", (event) => {
  const box = event.target.closest("[data-amount]");
  if (!box || !phone.matches) return;
  pad.hidden = false;
  keypad.take(box);
});
// Enter goes on to the next question and saves at the last one.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !phone.matches || now === steps.length - 1 || event.target.matches("button")) return;
  event.preventDefault();
  next.click();
});
phone.addEventListener("change", () => show(now, false));
history.replaceState({ step: firstToSee() }, "");
show(firstToSee(), false);
