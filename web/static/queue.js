// The drop zone and the queue that moves by itself. Without this script the form sends files and the page reloads.

import { watch } from "./common.js";

const drop = document.getElementById("drop");
const arrivals = document.getElementById("arrivals");
const queue = document.getElementById("queue");
const said = arrivals.dataset;
let shown = queue.innerHTML;

async function refresh() {
  const answer = await fetch(queue.dataset.address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = await answer.text();
  if (fresh === shown) return;
  const focused = document.activeElement?.id;
  queue.innerHTML = shown = fresh;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const isMoving = () => queue.querySelector("[data-moving]")?.dataset.moving === "yes";
const look = watch(refresh, () => (isMoving() ? 1200 : 6000));

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(document.createElementNS(space, "use"));
  drawn.firstChild.setAttribute("href", `/static/icons.svg#${name}`);
  return drawn;
}

function row(name) {
  const made = document.createElement("li");
  made.className = "arrival";
  const sign = document.createElement("span");
  sign.className = "spin";
  const title = document.createElement("span");
  title.className = "name";
  title.textContent = name;
  const words = document.createElement("span");
  words.className = "soft";
  words.textContent = said.sending;
  made.append(sign, title, words);
  arrivals.prepend(made);
  return (kind, drawn, text, id) => {
    made.classList.add(kind);
    made.firstChild.replaceWith(icon(drawn));
    words.textContent = text;
    if (id) {
      const link = document.createElement("a");
      link.href = `/documents/${encodeURIComponent(id)}`;
      link.textContent = said.open;
      made.append(link);
    }
    if (kind === "good") setTimeout(() => made.remove(), 15000);
  };
}

async function send(file) {
  const tell = row(file.name);
  if (file.size > Number(drop.dataset.limit)) return tell("bad", "cross", said.large);
  const form = new FormData();
  form.set("token", drop.elements.token.value);
  form.set("answer", "json");
  form.set("files", file, file.name);
  try {
    const answer = await fetch(drop.action, { method: "POST", body: form });
    if (answer.status === 413) return tell("bad", "cross", said.large);
    if (!answer.ok) throw new Error(String(answer.status));
    const [arrival] = await answer.json();
    if (arrival.complaint) tell("bad", "cross", arrival.complaint);
    else if (arrival.duplicate) tell("known", "copy", said.known, arrival.id);
    else tell("good", "check", said.kept, arrival.id);
  } catch {
    tell("bad", "cross", said.lost);
  }
}

/** One after the other: each is safe before the next one leaves. */
async function sendAll(files) {
  for (const file of files) {
    await send(file);
    look();
  }
}

for (const input of drop.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    sendAll(files);
  });
}

let depth = 0;
const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragenter", (event) => { if (holdsFiles(event)) { depth += 1; drop.classList.add("over"); } });
addEventListener("dragleave", (event) => { if (holdsFiles(event) && (depth -= 1) <= 0) { depth = 0; drop.classList.remove("over"); } });
addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  drop.classList.remove("over");
  sendAll([...event.dataTransfer.files]);
});
addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length) sendAll(files);
});
