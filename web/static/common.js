// What every page that has a script shares.

document.documentElement.classList.add("script");

/** Put the parts of a fetched page that are marked `data-live` in the place of ours; the one that has the focus keeps it. */
export function exchange(fetched) {
  const focused = document.activeElement?.id;
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = fetched.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(fresh));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** The document of an HTML answer. */
export async function page(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Call `look` again and again, sooner while something moves, and never while nobody sees the page. */
export function watch(look, pause) {
  let timer = 0;
  const again = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      try { await look(); } catch { /* The server may be starting anew: the next look will tell. */ }
    }
    timer = setTimeout(again, pause());
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  timer = setTimeout(again, pause());
  return again;
}

// A note is said once: a reload or a bookmark does not say it again.
if (location.search.includes("note=") || location.search.includes("done=")) {
  const address = new URL(location.href);
  address.searchParams.delete("note");
  address.searchParams.delete("done");
  history.replaceState(null, "", address);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const open of document.querySelectorAll("details.person[open], details.reject[open]")) open.open = false;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    (document.getElementById("q") ?? document.getElementById("quick"))?.focus();
  }
});
