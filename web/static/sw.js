// Starts the phone's page without a network: it and its files are kept, and the network is asked first for as long as it answers.
// Documents, pictures and lists are never kept here.

const KEPT = "justif-1";
const SHELL = [
  "/capture", "/static/justif.css", "/static/icons.svg", "/static/mark.svg", "/static/common.js", "/static/suggest.js", "/static/capture.js", "/static/edges.js",
  "/static/onepdf.js", "/static/outbox.js", "/static/vendor/htmx-2.0.8.min.js", "/static/icon-192.png", "/manifest.webmanifest",
];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin || !SHELL.includes(address.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(KEPT);
    try {
      const answer = await fetch(event.request);
      if (answer.ok && !answer.redirected) await cache.put(address.pathname, answer.clone());
      return answer;
    } catch (error) {
      const kept = await cache.match(address.pathname);
      if (kept) return kept;
      throw error;
    }
  })());
});
