// Runs before the first paint, so nothing flashes: says that scripts run, follows the phone's theme if chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("has-js");
  if (root.dataset.theme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
})();
