"""A server on loopback that publishes the tiny model as Mozilla publishes its own, and breaks off where told to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from places import ROOT

MODEL = ROOT / "tests" / "data" / "fxtranslate" / "fr-en"
KINDS = ("model", "vocab")
BLOCK = 1 << 17  # the most that one block of zstd holds


def packed(data: bytes) -> bytes:
    """A zstd frame of blocks as they are (RFC 8878, section 3.1.1): nothing is saved, and any reader takes it."""
    blocks = [data[start : start + BLOCK] for start in range(0, len(data), BLOCK)] or [b""]
    body = b"".join(
        ((len(block) << 3) | (number == len(blocks) - 1)).to_bytes(3, "little") + block
        for number, block in enumerate(blocks)
    )
    return b"\x28\xb5\x2f\xfd\x80\x58" + len(data).to_bytes(4, "little") + body


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def published(source: str, target: str, *, version: str = "3.0") -> tuple[list[dict[str, object]], dict[str, bytes]]:
    """The records of a model, and its files by their place."""
    records, files = [], {}
    for path in sorted(MODEL.iterdir()):
        data = path.read_bytes()
        name = path.name.replace("fren", source + target)
        place = f"main/models/{source}-{target}-{version}-{name}.zst"
        files[place] = packed(data)
        records.append(
            {
                "name": name,
                "fileType": name.split(".")[0],
                "sourceLanguage": source,
                "targetLanguage": target,
                "version": version,
                "architecture": "tiny",
                "decompressedHash": sha256(data),
                "decompressedSize": len(data),
                "attachment": {"hash": sha256(files[place]), "size": len(files[place]), "location": place},
            }
        )
    return records, files


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        place = self.path.removeprefix("/")
        start = int(self.headers.get("Range", "bytes=0-")[6:-1]) if self.server.ranges else 0
        self.server.asked.append((place, start))
        whole = json.dumps({"data": self.server.records}).encode() if place == "records" else None
        whole = self.server.files.get(place) if whole is None else whole
        if whole is None:
            self.send_error(404)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(whole) - start))
        self.end_headers()
        end = self.server.breaks.pop(place, len(whole))
        self.wfile.write(whole[start:end])
        if end < len(whole):
            self.close_connection = True
            self.connection.close()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.records: list[object] = []
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, int]] = []  # what was asked for, and from which byte on
        self.breaks: dict[str, int] = {}  # where the next answer about a file ends
        self.ranges = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def publish(self, source: str, target: str, **keywords: str) -> list[dict[str, object]]:
        records, files = published(source, target, **keywords)
        self.records += records
        self.files |= files
        return records

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serving(*pairs: tuple[str, str]) -> Iterator[Server]:
    server = Server()
    for pair in pairs:
        server.publish(*pair)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def same_files(folder: Path) -> bool:
    """Whether a folder holds the tiny model, and nothing else."""
    return sorted(path.read_bytes() for path in folder.iterdir()) == sorted(
        path.read_bytes() for path in MODEL.iterdir()
    )
