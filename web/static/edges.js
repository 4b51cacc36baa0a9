// What a picture of a sheet of paper is like, told from a small grey copy of it: where its corners are, how sharp and bright it is.

export const SIDE = 160; // the small copy is so wide; corners come back as shares of width and height

/** Luminance (ITU-R BT.601) of RGBA pixels, in [0, 255]. */
export function grey({ data, width, height }) {
  const out = new Uint8ClampedArray(width * height);
  for (let at = 0; at < out.length; at += 1) out[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
  return { data: out, width, height };
}

/** The grey that parts bright from dark best (Otsu 1979). */
export function threshold({ data }) {
  const counts = new Array(256).fill(0);
  for (const value of data) counts[value] += 1;
  const total = data.length;
  const whole = counts.reduce((sum, count, value) => sum + count * value, 0);
  let below = 0, weight = 0, best = 0, chosen = 127;
  for (let value = 0; value < 256; value += 1) {
    weight += counts[value];
    below += counts[value] * value;
    if (weight === 0 || weight === total) continue;
    const apart = (below / weight - (whole - below) / (total - weight)) ** 2 * weight * (total - weight);
    if (apart > best) { best = apart; chosen = value; }
  }
  return chosen;
}

/** The largest bright patch as a list of its pixels. */
function patch({ data, width, height }, level) {
  const seen = new Uint8Array(data.length);
  let largest = [];
  for (let start = 0; start < data.length; start += 1) {
    if (seen[start] || data[start] <= level) continue;
    const found = [start];
    seen[start] = 1;
    for (let next = 0; next < found.length; next += 1) {
      const at = found[next];
      const x = at % width;
      for (const other of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (other >= 0 && other < data.length && !seen[other] && data[other] > level) { seen[other] = 1; found.push(other); }
      }
    }
    if (found.length > largest.length) largest = found;
  }
  return largest;
}

/**
 * The four corners of the sheet (top left, top right, bottom right, bottom left), each [x, y] as a share of the picture, with `cut`
 * when the sheet runs over the edge; null when nothing in the picture looks like a sheet.
 */
export function sheet(picture) {
  const { width, height } = picture;
  const level = threshold(picture);
  const found = patch(picture, level);
  if (found.length < 0.1 * width * height) return null;
  const reach = [(x, y) => -x - y, (x, y) => x - y, (x, y) => x + y, (x, y) => y - x];
  const corners = reach.map((far) => {
    let best = -Infinity, corner = [0, 0];
    for (const at of found) {
      const x = at % width, y = Math.floor(at / width);
      if (far(x, y) > best) { best = far(x, y); corner = [x, y]; }
    }
    return corner;
  });
  const area = Math.abs(corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % 4];
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;
  // Print makes holes in the patch, but a sheet fills most of its four corners; a bright floor does not.
  if (area < 0.1 * width * height || found.length < 0.55 * area || found.length > 1.3 * area) return null;
  const cut = corners.some(([x, y]) => x <= 1 || y <= 1 || x >= width - 2 || y >= height - 2);
  return { corners: corners.map(([x, y]) => [x / width, y / height]), cut };
}

/** How sharp: the variance of the Laplacian (Pech-Pacheco 2000) over the spread of greys, so that pale print is not called blurred. */
export function sharpness({ data, width, height }) {
  let sum = 0, squares = 0, count = 0, mean = 0, spread = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const bend = 4 * data[at] - data[at - 1] - data[at + 1] - data[at - width] - data[at + width];
      sum += bend;
      squares += bend * bend;
      mean += data[at];
      spread += data[at] * data[at];
      count += 1;
    }
  }
  const greys = spread / count - (mean / count) ** 2;
  return (squares / count - (sum / count) ** 2) / Math.max(greys, 25);
}

/** A third as wide and high, each pixel the mean of nine: without the noise of the camera. */
function shrunk({ data, width, height }) {
  const [across, down] = [Math.floor(width / 3), Math.floor(height / 3)];
  const out = new Uint8ClampedArray(across * down);
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      let sum = 0;
      for (let at = 3 * y * width + 3 * x, row = 0; row < 3; row += 1, at += width) sum += data[at] + data[at + 1] + data[at + 2];
      out[y * across + x] = sum / 9;
    }
  }
  return { data: out, width: across, height: down };
}

/**
 * How wide the largest square is that is white all over, in sides of the sheet, and how bright the paper is as a rule. Between two lines
 * of print there is no such square, and where glare has drowned the print there is.
 */
function whitest({ data, width, height }, level, found) {
  const [left, right] = found ? [Math.min, Math.max].map((far) => far(...found.corners.map(([x]) => x * width))) : [0, width];
  const [top, bottom] = found ? [Math.min, Math.max].map((far) => far(...found.corners.map(([, y]) => y * height))) : [0, height];
  const counts = new Array(256).fill(0);
  let area = 0, largest = 0, above = new Uint8Array(width + 1);
  for (let y = Math.ceil(top); y < bottom; y += 1) {
    const sides = new Uint8Array(width + 1); // of the largest square that ends at each pixel of this row
    for (let x = Math.ceil(left); x < right; x += 1) {
      const value = data[y * width + x];
      if (value > level) { counts[value] += 1; area += 1; }
      if (value < WHITE) continue;
      sides[x + 1] = 1 + Math.min(sides[x], above[x], above[x + 1]);
      largest = Math.max(largest, sides[x + 1]);
    }
    above = sides;
  }
  let paper = 0;
  for (let seen = 0; paper < 255 && seen + counts[paper] < 0.6 * area; paper += 1) seen += counts[paper];
  return { side: largest / Math.max(Math.sqrt(area), 1), paper };
}

const BLURRED = 0.03; // sharp print gives 0.05 and more, in a film of 720 pixels too; blurred by 0.3 % of the picture it gives 0.01 and less
const DARK = 60;
// Found on twelve generated photographs, each as it is and with glare, and tried on twelve others.
const WHITE = 252;
const DROWNED = 0.08;

/** What is wrong with a picture before anybody reads it: any of "blur", "dark", "glare", "cut". `fine` is a larger copy for sharpness. */
export function flaws(small, fine, found) {
  const wrong = [];
  const mean = small.data.reduce((sum, value) => sum + value, 0) / small.data.length;
  const even = shrunk(fine);
  const { side, paper } = whitest(even, threshold(even), found);
  if (mean < DARK) wrong.push("dark");
  else if (sharpness(fine) < BLURRED) wrong.push("blur");
  if (paper < WHITE && side >= DROWNED) wrong.push("glare"); // paper that is white all over is no glare
  if (found?.cut) wrong.push("cut");
  return wrong;
}

/** How far the corners moved, as a share of the picture. */
export function moved(one, other) {
  if (!one || !other) return 1;
  return Math.max(...one.corners.map(([x, y], index) => Math.hypot(x - other.corners[index][0], y - other.corners[index][1])));
}
