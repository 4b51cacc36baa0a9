// Digits repair digits: with the caret before a digit of an amount or a date, typing another one writes over it.

const isDigit = (sign) => /^\d$/.test(sign ?? "");

/** Within the form, until the person deletes something: then there is room to be filled, and typing inserts as usual. */
export function repairDigits(form) {
  const making = new WeakSet();
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches?.("input.num, input.day") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Backspace" || event.key === "Delete") making.add(input);
    if (!isDigit(event.key) || making.has(input) || input.selectionStart !== input.selectionEnd) return;
    let at = input.selectionStart;
    // Over a blank between thousands or a decimal mark, on to the next digit.
    if (!isDigit(input.value[at]) && isDigit(input.value[at + 1]) && isDigit(input.value[at - 1])) at += 1;
    if (!isDigit(input.value[at])) return;
    event.preventDefault();
    input.setRangeText(event.key, at, at + 1, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("focusout", (event) => making.delete(event.target));
}
