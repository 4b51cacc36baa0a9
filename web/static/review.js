// One document: a value and its box light up together, what is typed is saved as it is left, the keyboard leads to the decision.

import { exchange, page, watch } from "./common.js";

const pages = document.getElementById("pages");
const fields = document.getElementById("fields");
const same = (name) => document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`);

function light(name, on) {
  for (const part of same(name)) part.classList.toggle("lit", on);
}

/** Bring the box of a value into sight, without moving the page around it. */
function reveal(name) {
  const box = pages.querySelector(`.box[data-field="${CSS.escape(name)}"]`);
  if (!box) return;
  const place = box.getBoundingClientRect();
  const frame = pages.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (place.top < frame.top || place.bottom > frame.bottom || place.left < frame.left || place.right > frame.right) {
    pages.scrollBy({
      top: place.top + place.height / 2 - frame.top - frame.height / 2,
      left: place.left + place.width / 2 - frame.left - frame.width / 2,
      behavior: calm ? "auto" : "smooth",
    });
  }
}

for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (happened) => {
    const name = happened.target.closest?.("[data-field]")?.dataset.field;
    if (!name) return;
    light(name, on);
    if (event === "focusin") reveal(name);
  });
}

pages.addEventListener("click", (event) => {
  const name = event.target.closest(".box")?.dataset.field;
  const input = name && document.getElementById(`f-${name}`);
  if (!input || input.matches(":disabled")) return;
  const more = input.closest("details");
  if (more) more.open = true;
  input.focus({ preventScroll: true });
  input.scrollIntoView({ block: "nearest" });
  input.select?.();
});

// Narrow strips of paper, such as till receipts, are not blown up to the whole width.
for (const figure of pages.querySelectorAll(".page")) {
  const picture = figure.querySelector("img");
  figure.classList.toggle("tall", Number(picture.getAttribute("height")) > 1.9 * Number(picture.getAttribute("width")));
}

let zoom = 0;
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const step = Number(button.dataset.zoom);
    const next = step === 0 ? 0 : Math.min(3, Math.max(0, zoom + step));
    pages.classList.remove(`zoom-${zoom}`);
    zoom = next;
    if (zoom) pages.classList.add(`zoom-${zoom}`);
  });
}

let saving = Promise.resolve();

/** Send what was changed; entry, checks and doubts come back worked out anew. */
function save() {
  saving = saving.then(async () => {
    const form = new FormData(fields);
    document.body.classList.add("saving");
    try {
      const answer = await fetch(fields.action, { method: "POST", body: new URLSearchParams(form) });
      const fetched = await page(answer);
      if (stands(form)) exchange(fetched);
      if (answer.ok) remember();
    } finally {
      document.body.classList.remove("saving");
    }
  }).catch(() => {});
  return saving;
}

/** Whether nothing was typed while the answer was on its way. */
function stands(sent) {
  const now = new FormData(fields);
  return [...now.keys()].every((name) => now.get(name) === sent.get(name));
}

let kept = "";
function remember() {
  kept = fields ? new URLSearchParams(new FormData(fields)).toString() : "";
}
const isChanged = () => fields && new URLSearchParams(new FormData(fields)).toString() !== kept;

/** From a field, Enter leads to the next doubtful one, and from the last to the decision. */
function advance(from) {
  const every = [...fields.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const rest = every.slice(every.indexOf(document.getElementById(from)) + 1);
  const next = rest.find((input) => input.closest(".doubtful, .wrong")) ?? document.getElementById("validate");
  next?.focus();
  next?.select?.();
}

if (fields) {
  remember();
  fields.addEventListener("change", () => save());
  fields.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    const from = event.target.id;
    if (isChanged()) await save();
    if (!document.getElementById(from)?.closest(".wrong")) advance(from);
  });
  // The button is put anew with each answer, so the click is caught above it.
  document.addEventListener("click", async (event) => {
    if (!event.target.closest("#validate")) return;
    // A value that is still on its way is saved, and its entry seen, before anything is signed.
    if (!isChanged() && !document.body.classList.contains("saving")) return;
    event.preventDefault();
    if (isChanged()) await save();
    else await saving;
  });
  if (!document.getElementById("validate")?.autofocus) fields.querySelector(".doubtful input, .doubtful select, .doubtful textarea")?.focus({ preventScroll: true });
}

if (document.querySelector(".desk [data-moving]")) {
  watch(async () => {
    const answer = await fetch(location.href);
    if (answer.ok && !(await page(answer)).querySelector(".desk [data-moving]")) location.reload();
  }, () => 1200);
}
