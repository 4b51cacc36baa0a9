// Suggestions under a box that a search is typed in, on every page: arrows and Enter, or a tap. Without it the box works all the same.

function attend(box) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${box.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0]?.textContent ?? "");
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    clearTimeout(timer);
    asked += 1;
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
    made.id = `${list.id}-${at}`;
    made.dataset.text = each.text;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const kind = document.createElement("small");
    kind.textContent = each.kind;
    made.append(each.text, kind);
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
    box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) box.setAttribute(name, value);
  box.form.append(list);
  // A finger that goes down here may scroll: the row is taken when it has come up, and until then the box keeps the focus.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const at = event.target.closest("li"); if (at) take(at); });
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 90); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) { suggest(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") { event.stopPropagation(); close(); }
    else return;
    event.preventDefault();
  });
}

for (const box of document.querySelectorAll("input[data-suggest]")) attend(box);
