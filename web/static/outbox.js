// Photos that wait on this phone until they are safe in the archive. Each goes up exactly once: it bears a name of its own, and the
// server says how far it got. Nothing is deleted here before the server has said which document it became. The page sends while it is
// open; where the browser can, the service worker (sync.js) sends what a closed page has left.

export const SYNC = "justif-outbox"; // the name of the lock of whoever sends, and of the wish to be woken
const BASE = "justif", STORE = "photos";
const PIECE = 256 * 1024;
const PATIENCE_MS = [2000, 5000, 15000, 60000];

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function withStore(mode, work) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const turn = base.transaction(STORE, mode, { durability: "strict" });
      const asked = work(turn.objectStore(STORE));
      turn.oncomplete = () => resolve(asked?.result);
      turn.onerror = turn.onabort = () => reject(turn.error ?? new Error("the turn was broken off"));
    });
  } finally {
    base.close();
  }
}

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Keep a photo. Resolves when it is on the disk of the phone; rejects when there is no room. */
export async function keep(blob, name) {
  const photo = { key: newKey(), name, bytes: await blob.arrayBuffer(), type: blob.type, state: "waiting", at: Date.now(), id: "" };
  await withStore("readwrite", (store) => store.add(photo));
  navigator.storage?.persist?.();
  askToBeWoken();
  return photo.key;
}

export const all = async () => (await withStore("readonly", (store) => store.getAll())).sort((one, other) => one.at - other.at);
export const drop = (key) => withStore("readwrite", (store) => store.delete(key));

export const waiting = async () => (await all()).filter((each) => each.state !== "refused");

/** In one transaction: a photo that somebody else has brought up meanwhile does not come back. */
async function change(key, values) {
  await withStore("readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => { if (asked.result) store.put({ ...asked.result, ...values }); };
  });
}

/** Ask the browser to wake the service worker when there is a network, whether a page is open then or not. */
async function askToBeWoken() {
  try {
    const worker = await navigator.serviceWorker?.ready;
    await worker?.sync?.register(SYNC);
  } catch { /* Not allowed, or not known to this browser: the page sends by itself as long as it is open. */ }
}

export const again = (key) => change(key, { state: "waiting" });

class RefusedError extends Error {}

async function asked(answer) {
  if (answer.ok || answer.status === 409) return answer.json();
  // 4xx: this photo as it is will never be taken. 403 is an old page: it is loaded anew, and the photo waits.
  if ([413, 415, 422].includes(answer.status)) throw new RefusedError(String(answer.status));
  throw new Error(String(answer.status));
}

/** Send one photo, from where the server has it. Gives the id of the document. */
async function send(photo, token) {
  const address = `/uploads/${photo.key}`;
  let { offset, id } = await asked(await fetch(address, { cache: "no-store" }));
  while (!id) {
    const piece = photo.bytes.slice(offset, offset + PIECE);
    const headers = {
      "X-Justif-Token": token(),
      "Upload-Offset": String(offset),
      "Upload-Length": String(photo.bytes.byteLength),
      "Upload-Name": encodeURIComponent(photo.name),
      "Content-Type": "application/octet-stream",
    };
    const answer = await asked(await fetch(address, { method: "PUT", headers, body: piece }));
    if (!answer.id && answer.offset === offset && piece.byteLength) throw new Error("nothing arrived");
    ({ offset, id } = answer);
  }
  return id;
}

/** Send what waits, one after the other, until something fails; true when nothing did. `token`, `tell` and `done` as for start. */
export async function turn({ token, tell, done }) {
  for (const photo of await waiting()) {
    await change(photo.key, { state: "sending" });
    await tell();
    try {
      const id = await send(photo, token);
      await drop(photo.key);
      done(id);
    } catch (error) {
      const refused = error instanceof RefusedError;
      await change(photo.key, { state: refused ? "refused" : "waiting" });
      if (!refused) return false;
    } finally {
      await tell();
    }
  }
  return true;
}

/**
 * Keep sending for as long as the page is open. `token` gives the token of the page, `tell` is called after each change with what
 * is on the phone, `done` with the id of each document. Only one of the pages and the worker of this browser sends at a time.
 */
export function start({ token, tell, done }) {
  let failures = 0, timer = 0, running = false;
  const round = async () => {
    clearTimeout(timer);
    if (running) return;
    running = true;
    try {
      const sendAll = async () => {
        const went = (id) => { failures = 0; done(id); };
        if (!(await turn({ token, tell, done: went }))) failures += 1;
      };
      if (navigator.locks) await navigator.locks.request(SYNC, { ifAvailable: true }, (lock) => (lock ? sendAll() : null));
      else await sendAll();
    } finally {
      running = false;
      if ((await waiting()).length) timer = setTimeout(round, PATIENCE_MS[Math.min(failures, PATIENCE_MS.length - 1)]);
    }
  };
  addEventListener("online", () => { failures = 0; round(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.sent) done(data.sent);
    if (data?.outbox) tell();
  });
  round();
  return round;
}
