// The phone's page: a camera that shoots by itself, photos that wait until they are safe, and what was read of them.

import "./common.js";
import { SIDE, flaws, grey, moved, sheet } from "./edges.js";
import { onePdf } from "./onepdf.js";
import * as outbox from "./outbox.js";

const at = (id) => document.getElementById(id);
const camera = at("camera"), video = at("video"), outline = at("outline"), advice = at("advice"), list = at("outbox");
const token = () => document.querySelector("#picker [name=token]").value;
const STEADY = 0.02, STEADY_LOOKS = 4, LOOK_MS = 150, FINE = 480, PAUSE_MS = 1500;

// ---------------------------------------------------------------- what waits, and what was read

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

async function tell() {
  const photos = await outbox.all();
  at("outbox-count").textContent = String(photos.length);
  list.replaceChildren(...photos.map((photo) => {
    const row = document.createElement("li");
    row.className = `arrival ${photo.state}`;
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = photo.name;
    const words = document.createElement("span");
    words.className = "soft";
    words.textContent = list.dataset[photo.state];
    row.append(name, words);
    if (photo.state === "refused") {
      row.append(
        button(list.dataset.save, () => saveToPhone(new Blob([photo.bytes], { type: photo.type }), photo.name)),
        button(list.dataset.retry, async () => { await outbox.again(photo.key); send(); }),
        button(list.dataset.drop, async () => { await outbox.drop(photo.key); tell(); }),
      );
    }
    return row;
  }));
}

function done(id) {
  const row = document.createElement("li");
  row.setAttribute("hx-get", `/capture/${encodeURIComponent(id)}`);
  row.setAttribute("hx-trigger", "load");
  row.setAttribute("hx-swap", "outerHTML");
  at("read").prepend(row);
  window.htmx?.process(row);
}

function saveToPhone(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const send = outbox.start({ token, tell, done });

/** Into the outbox; where the phone has no room left, the photo is offered for saving elsewhere and not dropped. */
async function hand(blob, name) {
  try {
    await outbox.keep(blob, name);
  } catch {
    alertFlaws([list.dataset.full]);
    saveToPhone(blob, name);
    return;
  }
  await tell();
  send();
}

for (const input of document.querySelectorAll("#picker input[type=file]")) {
  input.addEventListener("change", async () => {
    for (const file of [...input.files]) await hand(file, file.name);
    input.value = "";
  });
}

// ---------------------------------------------------------------- the camera

let last = null, steady = 0, shotAt = 0, held = null, several = false, pagesTaken = [];

function look(width) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.max(1, Math.round((width * video.videoHeight) / video.videoWidth));
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
  return grey(drawn.getImageData(0, 0, canvas.width, canvas.height));
}

function draw(found) {
  outline.setAttribute("viewBox", "0 0 1000 1000");
  outline.firstElementChild.setAttribute("points", found ? found.corners.map(([x, y]) => `${x * 1000},${y * 1000}`).join(" ") : "");
}

function watch() {
  if (held || document.hidden || !video.videoWidth) return;
  const small = look(SIDE);
  const found = sheet(small);
  draw(found);
  const wrong = flaws(small, look(FINE), found);
  steady = found && moved(found, last) < STEADY ? steady + 1 : 0;
  last = found;
  outline.classList.toggle("good", Boolean(found) && wrong.length === 0);
  const words = camera.dataset;
  advice.textContent = wrong.length ? words[wrong[0]] : !found ? words.seek : steady < STEADY_LOOKS ? words.still : words.ready;
  const rested = Date.now() - shotAt > PAUSE_MS;
  if (at("auto").checked && found && !wrong.length && steady >= STEADY_LOOKS && rested) shoot();
}

async function shoot() {
  if (held || !video.videoWidth) return;
  shotAt = Date.now();
  steady = 0;
  const wrong = flaws(look(SIDE), look(FINE), last);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d").drawImage(video, 0, 0);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
  const photo = { blob, width: canvas.width, height: canvas.height };
  navigator.vibrate?.(40);
  if (wrong.length) ask(photo, wrong);
  else await accept(photo);
}

/** Before the till is left behind: the photo is shown with what is wrong with it, and the person decides. */
function ask(photo, wrong) {
  held = photo;
  at("still").src = URL.createObjectURL(photo.blob);
  alertFlaws(wrong.map((flaw) => camera.dataset[flaw]));
  at("taken").hidden = false;
  at("again").focus();
}

function alertFlaws(words) {
  at("flaws").hidden = words.length === 0;
  at("flaws").lastElementChild.textContent = words.join(" · ");
}

function release() {
  URL.revokeObjectURL(at("still").src);
  at("taken").hidden = true;
  held = null;
}

async function accept(photo) {
  if (several) {
    pagesTaken.push(photo);
    at("pages-taken").hidden = false;
    at("page-count").textContent = `${at("page-count").dataset.words} ${pagesTaken.length}`;
  } else {
    await hand(photo.blob, `${stamp()}.jpg`);
  }
}

const stamp = () => `photo-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-")}`;

at("shoot").addEventListener("click", shoot);
at("again").addEventListener("click", release);
at("keep").addEventListener("click", async () => { const photo = held; release(); await accept(photo); });
at("more").addEventListener("click", () => {
  several = !several;
  at("more").setAttribute("aria-pressed", String(several));
  if (!several && pagesTaken.length) at("finish").click();
});
at("finish").addEventListener("click", async () => {
  const taken = pagesTaken;
  pagesTaken = [];
  at("pages-taken").hidden = true;
  const photos = await Promise.all(taken.map(async (photo) => ({ ...photo, bytes: await photo.blob.arrayBuffer() })));
  await hand(onePdf(photos), `${stamp()}.pdf`);
});

async function openCamera() {
  try {
    const wish = { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1440 } };
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
    camera.hidden = false;
    await video.play();
    setInterval(watch, LOOK_MS);
  } catch {
    at("no-camera").hidden = false;
  }
}

openCamera();
tell();
if ("serviceWorker" in navigator) {
  const alone = () => navigator.serviceWorker.register("/sw.js").catch(() => {});
  // A worker of modules is known to every browser that can be woken by the network, and not to all others.
  if ("SyncManager" in window) navigator.serviceWorker.register("/sync.js", { type: "module" }).catch(alone);
  else alone();
}
