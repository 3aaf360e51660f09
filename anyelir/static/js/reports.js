// Choosing another month shows it at once; without JavaScript there is a button.
for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
