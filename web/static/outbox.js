// Photos that wait on this phone until they are safe in the archive. Each goes up exactly once: it bears a name of its own, and the
// server says how far it got. Nothing is deleted here before the server has said which document it became.

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
  return photo.key;
}

export const all = async () => (await withStore("readonly", (store) => store.getAll())).sort((one, other) => one.at - other.at);
export const drop = (key) => withStore("readwrite", (store) => store.delete(key));

async function change(key, values) {
  const photo = await withStore("readonly", (store) => store.get(key));
  if (photo) await withStore("readwrite", (store) => store.put({ ...photo, ...values }));
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

/**
 * Keep sending for as long as the page is open. `token` gives the token of the page, `tell` is called after each change with what
 * is on the phone, `done` with the id of each document. Only one page of this browser sends at a time.
 */
export function start({ token, tell, done }) {
  let failures = 0, timer = 0, running = false;
  const round = async () => {
    clearTimeout(timer);
    if (running) return;
    running = true;
    try {
      const turn = async () => {
        for (const photo of (await all()).filter((each) => each.state !== "refused")) {
          await change(photo.key, { state: "sending" });
          await tell();
          try {
            const id = await send(photo, token);
            await drop(photo.key);
            failures = 0;
            done(id);
          } catch (error) {
            await change(photo.key, { state: error instanceof RefusedError ? "refused" : "waiting" });
            if (!(error instanceof RefusedError)) { failures += 1; break; }
          } finally {
            await tell();
          }
        }
      };
      if (navigator.locks) await navigator.locks.request("justif-outbox", { ifAvailable: true }, (lock) => (lock ? turn() : null));
      else await turn();
    } finally {
      running = false;
      const waits = (await all()).some((each) => each.state !== "refused");
      if (waits) timer = setTimeout(round, PATIENCE_MS[Math.min(failures, PATIENCE_MS.length - 1)]);
    }
  };
  addEventListener("online", () => { failures = 0; round(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  round();
  return round;
}
