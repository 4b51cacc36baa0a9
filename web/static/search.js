// The search page: suggestions under the box, the arrows through the hits, a link that is copied. Without it the page works all the same.

import "./common.js";

const box = document.getElementById("q");
const list = document.createElement("ul");
list.className = "suggestions";
list.id = "suggestions";
list.hidden = true;
list.setAttribute("role", "listbox");
let chosen = -1;
let asked = 0;
let timer = 0;

function close() {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(place) {
  const rows = [...list.children];
  chosen = rows.length ? (place + rows.length) % rows.length : -1;
  rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
  if (chosen >= 0) box.setAttribute("aria-activedescendant", rows[chosen].id);
}

function take(row) {
  box.value = row.dataset.text;
  close();
  box.form.requestSubmit();
}

function row(each, at) {
  const made = document.createElement("li");
  made.id = `suggestion-${at}`;
  made.dataset.text = each.text;
  made.setAttribute("role", "option");
  const kind = document.createElement("small");
  kind.textContent = each.kind;
  made.append(each.text, kind);
  made.addEventListener("pointerdown", (event) => { event.preventDefault(); take(made); });
  return made;
}

async function suggest() {
  const turn = ++asked;
  const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const rows = (await answer.json()).filter((each) => each.text !== box.value);
  if (turn !== asked || document.activeElement !== box) return;
  list.replaceChildren(...rows.map(row));
  list.hidden = rows.length === 0;
  chosen = -1;
  box.setAttribute("aria-expanded", String(!list.hidden));
}

if (box) {
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) box.setAttribute(name, value);
  box.form.append(list);
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 90); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden && !box.value) suggest();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") { event.stopPropagation(); close(); }
    else return;
    event.preventDefault();
  });
}

// j and k, or the arrows, go through the hits; Enter opens the one at hand, at the page and place that matched.
const hits = [...document.querySelectorAll("#hits .document-link")];
document.addEventListener("keydown", (event) => {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step || !hits.length || event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(document.activeElement?.tagName ?? "")) return;
  const at = hits.indexOf(document.activeElement);
  hits[Math.max(0, Math.min(hits.length - 1, at < 0 ? 0 : at + step))].focus();
  event.preventDefault();
});

document.getElementById("permalink")?.addEventListener("click", async (event) => {
  if (!navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(event.currentTarget.href).then(() => {
    event.target.textContent = event.target.dataset.copied;
  }, () => { location.href = event.target.href; });
});

// One open form at a time, and Escape closes it.
const open = () => document.querySelectorAll(".chip details[open], .keep[open]");
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.closest(".chip, .keep")) for (const other of open()) if (other !== event.target) other.open = false;
}, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") for (const each of open()) each.open = false; });
