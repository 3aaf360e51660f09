// Follows the phone when the person chose "ikut HP"; runs before the first paint, so nothing flashes.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => document.documentElement.setAttribute("data-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
})();
