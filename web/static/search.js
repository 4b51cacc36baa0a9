// The search page: the arrows through the hits, a link that is copied. Without it the page works all the same.

import "./common.js";

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
