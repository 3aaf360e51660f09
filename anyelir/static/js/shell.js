// Small comforts of every page. All pages work without this file.

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.removeAttribute("open");
  });
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.removeAttribute("open");
  open.querySelector("summary").focus();
});

// After a form came back with messages, the summary is where reading goes on.
function focusSummary(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}
focusSummary(document);

// The current tab is in view on a narrow screen.
const current = document.querySelector(".tabs [aria-current]");
if (current) current.scrollIntoView({ inline: "center", block: "nearest" });

// A form is sent once: the button waits while the server answers.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post")) form.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-shows-password]");
  if (!box) return;
  document.querySelectorAll(box.dataset.showsPassword).forEach((input) => {
    input.type = box.checked ? "text" : "password";
  });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

function toast(text) {
  const line = document.createElement("div");
  line.className = "toast toast--stay";
  line.textContent = text;
  document.querySelector(".toasts").replaceChildren(line);
}

// A refused part says so in the notice; anything else that failed gets a sentence.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:responseError", (event) => {
  if (!event.detail.xhr.getResponseHeader("HX-Retarget")) toast(document.body.dataset.failed);
});
document.addEventListener("htmx:sendError", () => toast(document.body.dataset.offline));
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.detail.target));
