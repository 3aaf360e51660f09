// Asks about a strange value while it is typed, with the limits that the server wrote into the page.
// A value is never refused: "Sudah benar" keeps it, "Maksudnya" puts in what a slip of the finger explains.
const CLOSE_SHARE = 0.2;

function number(text) {
  return parseFloat(text.trim().replace(",", "."));
}

function words(value, unit) {
  const text = Number.isInteger(value) ? value.toFixed(1) : String(value);
  return `${text.replace(".", ",")} ${unit}`;
}

// One slip of the finger: the point moved, one digit too many, two digits swapped. The server has the same rule.
function slips(text) {
  const plain = text.trim().replace(",", ".");
  const found = [number(text) / 10, number(text) * 10];
  const digits = [...plain].flatMap((sign, at) => (sign === "." ? [] : [at]));
  [...plain].forEach((_, at) => found.push(Number(plain.slice(0, at) + plain.slice(at + 1))));
  digits.slice(1).forEach((at, index) => {
    const signs = [...plain];
    [signs[digits[index]], signs[at]] = [signs[at], signs[digits[index]]];
    found.push(Number(signs.join("")));
  });
  return found.filter((value) => value > 0).map((value) => Math.round(value * 1000) / 1000);
}

// A forgotten comma keeps every digit that was typed, so it goes before the slips that would drop one.
function meant(text, last) {
  const isNear = (value) => Math.abs(value - last) <= last * CLOSE_SHARE;
  const moved = slips(text).slice(0, 2).find(isNear);
  if (moved !== undefined) return moved;
  const near = slips(text).filter((value) => isNear(value) && value !== number(text));
  return near.sort((a, b) => Math.abs(a - last) - Math.abs(b - last))[0];
}

function tokens(form) {
  return [...form.querySelectorAll("input[name=confirmed]")].map((input) => input.value);
}

function confirmValue(form, token) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: "confirmed", value: token });
  form.append(input);
}

function ask(form, box, note) {
  const text = box.querySelector("input").value;
  const value = number(text);
  const { amount, unit, low, high, last } = box.dataset;
  const token = `${amount}:${value}`;
  const isOdd = value > 0 && (value < Number(low) || value > Number(high)) && !tokens(form).includes(token);
  note.hidden = !isOdd;
  box.classList.toggle("is-warn", isOdd);
  if (!isOdd) return;
  note.scrollIntoView({ block: "nearest" });
  const template = form.querySelector("[data-texts]").dataset;
  const said = last ? template.change.replace("{last}", words(Number(last), unit)) : template.range;
  note.querySelector("[data-doubt-text]").textContent = said.replace("{now}", words(value, unit));
  note.querySelector("[data-confirm]").value = token;
  const guess = last ? meant(text, Number(last)) : undefined;
  const offer = note.querySelector("[data-meant]");
  offer.hidden = guess === undefined;
  offer.value = guess === undefined ? "" : `${amount}:${guess}`;
  if (guess !== undefined) offer.querySelector("[data-meant-text]").textContent = words(guess, unit);
}

export function watchDoubts(form) {
  const notes = [...form.querySelectorAll("[data-doubt]")];
  const serverAsked = notes.some((note) => !note.hidden);
  const boxOf = (note) => form.querySelector(`[data-amount="${note.dataset.doubt}"]`);
  const settled = (note) => {
    note.hidden = true;
    boxOf(note).classList.remove("is-warn");
    // The server asked before saving: with the last answer the form goes on its way.
    if (serverAsked && notes.every((other) => other.hidden)) form.requestSubmit();
  };
  notes.forEach((note) => {
    const box = boxOf(note);
    box.querySelector("input").addEventListener("input", () => ask(form, box, note));
    note.querySelector("[data-confirm]").addEventListener("click", (event) => {
      event.preventDefault();
      confirmValue(form, event.currentTarget.value);
      settled(note);
    });
    note.querySelector("[data-meant]").addEventListener("click", (event) => {
      event.preventDefault();
      const token = event.currentTarget.value;
      box.querySelector("input").value = token.split(":")[1].replace(".", ",");
      confirmValue(form, token);
      settled(note);
    });
  });
}
