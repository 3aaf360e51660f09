// Result page: copy the message, and open the part that a button points to.
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.classList.add("is-done");
  });
});
document.querySelectorAll("[data-opens]").forEach((link) => {
  link.addEventListener("click", () => document.querySelector(link.dataset.opens).setAttribute("open", ""));
});
