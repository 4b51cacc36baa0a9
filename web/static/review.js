// One document: a value and its box light up together, what is typed is saved as it is left, the keyboard leads to the decision.

import { exchange, page, watch } from "./common.js";
import { follow, light } from "./viewer.js";
import { repairDigits } from "./digits.js";
import "./undo.js";

const fields = document.getElementById("fields");
const opened = performance.now();
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

const values = () => [...new FormData(fields)].filter(([name]) => name !== "seconds");

/** Whether nothing was typed while the answer was on its way. */
const stands = (sent) => values().every(([name, value]) => value === sent.get(name));

let kept = "";
function remember() {
  kept = new URLSearchParams(values()).toString();
}
const isChanged = () => new URLSearchParams(values()).toString() !== kept;

const every = () => [...fields.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((input) => input.checkVisibility());
const isOdd = (input) => input.closest(".doubtful, .wrong") !== null;
const validate = () => document.getElementById("validate");

function go(input) {
  const more = input?.closest("details.more");
  if (more) more.open = true;
  input?.focus();
  input?.select?.();
}

/** From a field, Enter leads to the next doubtful one, and from the last to the decision. */
function advance(from) {
  const inputs = every();
  const rest = inputs.slice(inputs.indexOf(document.getElementById(from)) + 1);
  go(rest.find(isOdd) ?? validate());
}

/** Tab walks the doubtful fields first, then the others, then on to the decision; back the same way. */
function walk(event) {
  const inputs = every();
  const way = [...inputs.filter(isOdd), ...inputs.filter((input) => !isOdd(input))];
  const at = way.indexOf(event.target);
  const next = event.shiftKey ? way[at - 1] : way[at + 1] ?? validate();
  if (at < 0 || !next) return;
  event.preventDefault();
  go(next);
}

const isTyping = () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
/** Whether a value is another than the page came with; other kinds of fields write theirs in a form of their own. */
function isTyped(input) {
  if (!input.options) return /^text(area)?$/.test(input.type) && input.value !== input.defaultValue;
  const options = [...input.options];
  return !(options.find((each) => each.defaultSelected) ?? options[0])?.selected;
}
const isActing = () => document.activeElement?.closest("button, a, summary, [role=button]") !== null;

/** Light the value at hand and its box, and bring the box into sight where the value has the focus. */
function shine(part, on, isFocus) {
  const name = part.closest?.("[data-field]")?.dataset.field;
  if (!name) return;
  light(name, on);
  if (isFocus) follow(name);
}

for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (happened) => shine(happened.target, on, event === "focusin"));
}

if (fields && validate()) {
  remember();
  repairDigits(fields);
  fields.addEventListener("change", () => save());
  fields.addEventListener("keydown", async (event) => {
    if (event.key === "Tab" && event.target.matches("input, select, textarea")) return walk(event);
    if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input, select")) return;
    event.preventDefault();
    const from = event.target.id;
    if (isChanged()) await save();
    if (!document.getElementById(from)?.closest(".wrong")) advance(from);
  });
  // The button is put anew with each answer, so the click is caught above it.
  document.addEventListener("click", async (event) => {
    if (!event.target.closest("#validate")) return;
    document.getElementById("seconds").value = ((performance.now() - opened) / 1000).toFixed(1);
    // A value that is still on its way is saved, and its entry seen, before anything is signed.
    if (!isChanged() && !document.body.classList.contains("saving")) return;
    event.preventDefault();
    if (isChanged()) await save();
    else await saving;
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || (!isTyping() && !isActing()))) {
      event.preventDefault();
      validate()?.click();
    } else if (event.key === "ArrowRight" && event.ctrlKey && !isTyping()) {
      document.querySelector(".later")?.click();
    }
  });
  // Who was quicker than this script stays at the field where they are, and what they have typed and left is saved.
  if (isTyping()) shine(document.activeElement, true, true);
  else if (!validate().autofocus) go(every().find(isOdd));
  if (every().some((input) => input !== document.activeElement && isTyped(input))) save();
  const next = document.querySelector("[data-next]")?.dataset.next;
  // The picture of the next document is there before it is asked for.
  if (next) addEventListener("load", () => { new Image().src = next; });
}

if (document.querySelector(".desk [data-moving]")) {
  watch(async () => {
    const answer = await fetch(location.href);
    if (answer.ok && !(await page(answer)).querySelector(".desk [data-moving]")) location.reload();
  }, () => 1200);
}
