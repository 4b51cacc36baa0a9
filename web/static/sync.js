// The service worker of browsers that wake it when the network is back (Background Sync): it starts the phone's page without a network as
// sw.js does, and sends the photos that wait when no page is open any more.

import "/sw.js";
import { SYNC, waiting, turn } from "/static/outbox.js";

/** The token that the forms of the page bear; there is none for who has to sign in first. */
async function token() {
  const answer = await fetch("/capture", { credentials: "same-origin", cache: "no-store" });
  const found = answer.ok && !answer.redirected && /name="token" value="([^"]+)"/.exec(await answer.text());
  if (!found) throw new Error("nobody is signed in");
  return found[1];
}

async function tellPages(message) {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage(message);
}

async function send() {
  const sendAll = async () => {
    if (!(await waiting()).length) return;
    const found = await token();
    await turn({ token: () => found, tell: () => tellPages({ outbox: true }), done: (id) => tellPages({ outbox: true, sent: id }) });
  };
  // After the page, where one is sending just now: what it has not brought up is left for us.
  await navigator.locks.request("justif-outbox", sendAll);
  if ((await waiting()).length) throw new Error("some wait still"); // the browser wakes us again
}

addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(send());
});
