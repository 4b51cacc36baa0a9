// What was signed can be taken back for a while: by its button, or Ctrl+Z where nobody is typing.

import "./common.js";

const isTyping = () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "") && document.activeElement.type !== "checkbox";

document.addEventListener("keydown", (event) => {
  const undo = document.querySelector("form.undo");
  if (!undo || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || isTyping()) return;
  event.preventDefault();
  undo.requestSubmit();
});

// Once its time is over, what was signed is booked: the button that would take it back goes.
const timed = document.querySelector("form.undo[data-grace]");
if (timed) setTimeout(() => timed.remove(), Number(timed.dataset.grace) * 1000);
