// The page at which people are marked. Without this file every form of it works as a form.
import { canRead, watch } from "./attend_camera.js";
import { Queue, Shelf } from "./attend_queue.js";

const MOST_NEWEST = 5;
const page = document.querySelector("[data-attend]");
const part = (name) => page.querySelector(`[data-${name}]`);
const token = page.querySelector("input[name=csrfmiddlewaretoken]").value;
const key = `hadir:${page.dataset.owner}:${page.dataset.attend}`;
const refused = new Shelf(`${key}:ditolak`);
const queue = new Queue(key, token, { taken, changed });

function taken(entry, answer) {
  if (answer.state === "refused") {
    refuse(entry, answer);
    return;
  }
  part("said").hidden = false;
  part("title").textContent = answer.title;
  part("text").textContent = answer.text;
  part("heading").textContent = answer.heading;
  showNewest(answer.newest);
  page.querySelectorAll(`[data-person="${entry.fields.person}"]`).forEach((row) => row.remove());
  page.querySelectorAll(`[data-attendance="${answer.attendance}"]`).forEach((row) => row.remove());
}

function showNewest(rows) {
  const list = part("newest");
  part("recent").hidden = rows.length === 0;
  list.replaceChildren(
    ...rows.slice(0, MOST_NEWEST).map((row) => {
      const line = part("row").content.firstElementChild.cloneNode(true);
      line.querySelector("b").textContent = row.name;
      line.querySelector("small").textContent = row.note;
      line.querySelector("span:last-child").textContent = row.time;
      return line;
    })
  );
}

// What the server did not take stays on the page, also when it is opened again, until somebody has dealt with it.
function refuse(entry, answer) {
  const { entry: typed, way, name, called } = entry.fields;
  const who = name || called || (way === "number" ? typed : part("refused").dataset.card);
  const refusal = { who, text: answer.text, number: entry.fields.op_id };
  refused.save([...refused.all(), refusal]);
  showRefusal(refusal);
  const isStranger = ["card_unknown", "not_of_this_place"].includes(answer.code);
  if (isStranger && part("guest")) part("guest").open = true;
}

function showRefusal({ who, text, number }) {
  const line = part("refusal").content.firstElementChild.cloneNode(true);
  line.querySelector("b").textContent = who;
  line.querySelector("span").textContent = text;
  line.querySelector("button").addEventListener("click", () => {
    refused.save(refused.all().filter((each) => each.number !== number));
    line.remove();
  });
  part("refused").prepend(line);
}

function changed(waiting, isSignedOut) {
  part("waiting").textContent = waiting;
  part("queue").hidden = waiting === 0;
  part("signed-out").hidden = !isSignedOut;
}

// In the capture of the form itself, before the page takes it for a form that was sent.
page.querySelectorAll("form[data-queue]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!form.reportValidity()) return;
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    queue.add(form.action, { ...fields, person: form.dataset.queue, called: form.dataset.name ?? "" });
    form.closest("[data-person]")?.remove();
    form.querySelectorAll("input:not([type=hidden])").forEach((field) => (field.value = ""));
  });
  form.noValidate = false;
});

async function offerCamera() {
  const button = part("camera");
  if (!(await canRead())) {
    part("no-camera").hidden = false;
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await watch(part("video"), (code) => queue.add(page.dataset.entry, { entry: code, way: "qr" }));
      page.classList.add("is-watching");
      button.hidden = true;
    } catch {
      part("no-camera").hidden = false;
    }
  });
}

refused.all().forEach(showRefusal);
if (part("camera")) offerCamera();
queue.send();
