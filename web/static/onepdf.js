// Several photos as one document: a PDF whose pages are the untouched JPEG streams (ISO 32000-1, 7.4.8 DCTDecode).

/** photos: [{ bytes: ArrayBuffer, width, height }] → Blob */
export function onePdf(photos) {
  const parts = [], offsets = [];
  let length = 0;
  const write = (piece) => {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : new Uint8Array(piece);
    parts.push(bytes);
    length += bytes.byteLength;
  };
  const object = (number, head, stream) => {
    offsets[number] = length;
    write(`${number} 0 obj\n${head}\n`);
    if (stream !== undefined) { write("stream\n"); write(stream); write("\nendstream\n"); }
    write("endobj\n");
  };
  write("%PDF-1.5\n%\u00e2\u00e3\n");
  const kids = photos.map((_, index) => `${3 + 3 * index} 0 R`).join(" ");
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(2, `<< /Type /Pages /Count ${photos.length} /Kids [${kids}] >>`);
  photos.forEach(({ bytes, width, height }, index) => {
    const at = 3 + 3 * index;
    // A photo of a sheet of A4: as wide or as high as that paper, whichever fits.
    const scale = Math.min(595 / width, 842 / height);
    const [w, h] = [width * scale, height * scale].map((side) => side.toFixed(2));
    const paint = `q ${w} 0 0 ${h} 0 0 cm /Im Do Q`;
    object(at, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /Im ${at + 1} 0 R >> >> /Contents ${at + 2} 0 R >>`);
    object(at + 1, `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.byteLength} >>`, bytes);
    object(at + 2, `<< /Length ${paint.length} >>`, paint);
  });
  const start = length, count = 3 + 3 * photos.length;
  write(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (let number = 1; number < count; number += 1) write(`${String(offsets[number]).padStart(10, "0")} 00000 n \n`);
  write(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
