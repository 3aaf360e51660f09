// Money on the table that is no member's: a row for each, with its account and amount.
import { changeHead, head, redraw, shown, typed } from "./sheet_state.js";

const rest = document.querySelector(".js-others");

function otherRow(other) {
  const part = document.querySelector("template[data-other-row]").content.cloneNode(true).firstElementChild;
  part.querySelectorAll("[data-other]").forEach((field) => {
    const name = field.dataset.other;
    if (other[name]) field.value = name === "amount_idr" ? shown(other[name]) : other[name];
    field.addEventListener("input", () => {
      other[name] = name === "amount_idr" ? typed(field) : field.value;
      changeHead();
    });
  });
  other.account ??= part.querySelector("select").value;
  part.querySelector("button").addEventListener("click", () => {
    head.others.splice(head.others.indexOf(other), 1);
    part.remove();
    changeHead();
  });
  return part;
}

export function wireOthers() {
  rest.replaceChildren(...head.others.map(otherRow));
  document.querySelector(".js-add-other").addEventListener("click", () => {
    const other = { amount_idr: 0, text: "", receipt_no: "" };
    head.others.push(other);
    const part = otherRow(other);
    rest.append(part);
    part.querySelector("select").focus();
    redraw();
  });
}
