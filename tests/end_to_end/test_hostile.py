"""Broken and hostile files, through the program itself: each gets its line, in words and in bounded time; the good ones are read."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest

pytestmark = pytest.mark.slow

INVOICE = Path("samples/facture-bureau.pdf")
PHOTO = Path("samples/ticket-couche.jpg")
SECONDS = 20
"""What one hostile document may cost, on a machine that does nothing else; the deadline of this test leaves room for others."""


def a_pdf(pages: int = 1, **how: object) -> bytes:
    pdf, file = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.save(file, **how)  # type: ignore[arg-type]
    return file.getvalue()


def a_content_bomb() -> bytes:
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    stream = pdf.make_stream(b" ")
    stream.write(zlib.compress(b"0 0 m 1 1 l S " * 20_000_000, 9), filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = stream
    pdf.save(file)
    return file.getvalue()


def a_picture_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def the_bad() -> dict[str, bytes]:
    invoice, photo = INVOICE.read_bytes(), PHOTO.read_bytes()
    noise = random.Random(1).randbytes(50_000)
    return {
        "empty.pdf": b"",
        "cut.pdf": invoice[: len(invoice) // 3],
        "cut.jpg": photo[: len(photo) // 3],
        "noise.pdf": noise,
        "noise-behind-a-head.pdf": b"%PDF-1.7\n" + noise,
        "no-page.pdf": a_pdf(0),
        "500-pages.pdf": a_pdf(500),
        "locked.pdf": a_pdf(encryption=pikepdf.Encryption(user="secret", owner="secret")),
        "content-bomb.pdf": a_content_bomb(),
        "picture-bomb.png": a_picture_bomb(),
        "laughs.xml": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><l>&b;</l>',
        "thief.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
        "deep.xml": b'<?xml version="1.0"?>' + b"<a>" * 200_000,
        "page.html": b"<!doctype html><html><body>invoice</body></html>",
        "quo'te\"; rm -rf.pdf": noise,
        "two\nlines.pdf": noise,
        os.fsdecode(b"re\xe7u.pdf"): noise,
    }


def test_every_bad_file_gets_its_line_and_the_good_ones_are_read(tmp_path: Path) -> None:
    bad = the_bad()
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(INVOICE), *(str(tmp_path / name) for name in bad), str(tmp_path / "absent"), "/dev/zero", str(INVOICE)]
    home = tmp_path / "home"
    started = time.monotonic()
    command = [sys.executable, "-m", "justif.cli", "extract", *paths]
    done = subprocess.run(command, env=os.environ | {"JUSTIF_HOME": str(home)}, capture_output=True, timeout=SECONDS * len(paths))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["path"] for row in rows] == paths
    assert [row["path"] for row in rows if row["error"] is None] == [str(INVOICE)] * 2
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"root:" not in done.stdout  # nothing of /etc/passwd
    assert time.monotonic() - started < SECONDS * len(paths)
    assert not any(row["error"] is None or "internal" in row["error"] for row in rows[1:-1])
