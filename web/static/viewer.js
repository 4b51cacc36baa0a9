// The pages of a document: boxes that light up, a picture that follows the field, words that can be picked.

const pages = document.getElementById("pages");
const FOLLOW = "justif-follow";
const LEGIBLE = 26; // pixels of the screen that a line of print should be high when it is looked at
const SPACE = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let zoom = 1;

export function light(name, on) {
  for (const part of document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)) part.classList.toggle("lit", on);
}

function setZoom(wanted) {
  zoom = Math.min(4, Math.max(1, wanted));
  pages.classList.toggle("zoomed", zoom > 1);
  pages.style.setProperty("--zoom", String(zoom));
}

/** Bring the box of a value into sight, and near enough to be read where the person wants that. */
export function follow(name) {
  const box = pages?.querySelector(`.box[data-field="${CSS.escape(name)}"]`);
  if (!box) return;
  const frame = pages.getBoundingClientRect();
  if (follows()) {
    const place = box.getBoundingClientRect();
    const nearer = Math.min(LEGIBLE / (place.height / zoom), (frame.width * 0.8) / (place.width / zoom), 3);
    if (nearer > zoom || place.width > frame.width) setZoom(nearer);
  }
  const place = box.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom || place.left < frame.left || place.right > frame.right) {
    pages.scrollBy({
      top: place.top + place.height / 2 - frame.top - frame.height / 2,
      left: place.left + place.width / 2 - frame.left - frame.width / 2,
      behavior: calm.matches ? "auto" : "smooth",
    });
  }
}

const toggle = document.getElementById("follow");
const follows = () => toggle?.getAttribute("aria-pressed") === "true";
if (toggle) {
  toggle.setAttribute("aria-pressed", localStorage.getItem(FOLLOW) === "no" ? "false" : "true");
  toggle.addEventListener("click", () => {
    const on = !follows();
    toggle.setAttribute("aria-pressed", String(on));
    localStorage.setItem(FOLLOW, on ? "yes" : "no");
    if (!on) setZoom(1);
  });
}

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const step = Number(button.dataset.zoom);
    setZoom(step === 0 ? 1 : step > 0 ? zoom * 1.5 : zoom / 1.5);
  });
}

// Narrow strips of paper, such as till receipts, are not blown up to the whole width.
for (const figure of pages?.querySelectorAll(".page") ?? []) {
  const picture = figure.querySelector("img");
  figure.classList.toggle("tall", Number(picture.getAttribute("height")) > 1.9 * Number(picture.getAttribute("width")));
}

pages?.addEventListener("click", (event) => {
  const name = event.target.closest(".box")?.dataset.field;
  const input = name && document.getElementById(`f-${name}`);
  if (!input || input.matches(":disabled") || picked) return;
  const more = input.closest("details");
  if (more) more.open = true;
  input.focus({ preventScroll: true });
  input.scrollIntoView({ block: "nearest" });
  input.select?.();
});

// ---------------------------------------------------------------- words

let target = null; // the field that a click on a word fills: the one that had the focus last
let picked = null; // the word that the mouse went down on
let boxes = null; // page → boxes of its words

async function fillFrom(field) {
  if (!pages?.dataset.words || !field?.matches("#fields input[type=text], #fields textarea")) return;
  target = field;
  if (!boxes) {
    boxes = {};
    try { boxes = await (await fetch(pages.dataset.words)).json(); } catch { /* Picking is a help, not a need. */ }
  }
  pages.classList.add("picking");
}

document.addEventListener("focusin", (event) => fillFrom(event.target));
fillFrom(document.activeElement); // the field that had the focus before this script came

/** The word under the pointer: its page, its place in the list, its box. */
function under(event) {
  const figure = event.target.closest(".page");
  const drawn = figure?.querySelector(".words");
  if (!drawn || !boxes) return null;
  const place = drawn.getBoundingClientRect();
  const scale = drawn.viewBox.baseVal.width / place.width;
  const x = (event.clientX - place.left) * scale;
  const y = (event.clientY - place.top) * scale;
  const index = (boxes[drawn.dataset.page] ?? []).findIndex(([left, top, right, bottom]) => left <= x && x <= right && top <= y && y <= bottom);
  return index < 0 ? null : { drawn, index, box: boxes[drawn.dataset.page][index] };
}

function mark(drawn, [left, top, right, bottom], kind) {
  for (const old of document.querySelectorAll(".word")) old.remove();
  const shape = document.createElementNS(SPACE, "rect");
  shape.setAttribute("class", `word ${kind}`);
  for (const [name, value] of [["x", left], ["y", top], ["width", right - left], ["height", bottom - top]]) shape.setAttribute(name, value);
  drawn.append(shape);
}

pages?.addEventListener("pointermove", (event) => {
  if (!target) return;
  const word = under(event);
  if (word) mark(word.drawn, word.box, "");
  else for (const old of document.querySelectorAll(".word")) old.remove();
});

// While a field has the focus, a click on a word is for that field, which keeps the focus; else a click on a box leads to its field.
pages?.addEventListener("mousedown", (event) => {
  picked = target !== null && document.activeElement === target && !event.altKey ? under(event) : null;
  if (picked) event.preventDefault();
});

pages?.addEventListener("click", async (event) => {
  const word = picked;
  picked = null;
  if (!word) return;
  const asked = new URLSearchParams({ page: word.drawn.dataset.page, word: word.index, field: target.name });
  const answer = await fetch(`${pages.dataset.pick}?${asked}`);
  if (!answer.ok) return;
  const { text, box } = await answer.json();
  const more = event.shiftKey && target.value && !target.matches(".num");
  target.value = more ? `${target.value} ${text}` : text;
  mark(word.drawn, box, "taken");
  target.dispatchEvent(new Event("change", { bubbles: true }));
  target.focus({ preventScroll: true });
});
