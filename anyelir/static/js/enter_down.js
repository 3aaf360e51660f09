// A form that is keyed in from a paper: Enter goes to the same field of the next row, and never sends the form.
document.querySelectorAll("form[data-enter-down]").forEach((form) => {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    const cell = event.target.closest("td");
    const below = cell?.parentElement.nextElementSibling?.cells[cell.cellIndex]?.querySelector(".input, [type=checkbox]");
    const fields = [...form.querySelectorAll(".input, [type=checkbox], button")];
    const next = below ?? fields[fields.indexOf(event.target) + 1];
    next?.focus();
    next?.select?.();
  });
});
