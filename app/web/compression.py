"""Responses are sent compressed to browsers that ask for it: a review page of 2,000 segments is a tenth then."""

from __future__ import annotations

import gzip
import io
import re
import secrets

from flask import Flask, Response, request

LEAST = 1_000  # bytes; below, a packet is a packet
LEVEL = 3  # most of what the best makes of a page, in a third of its time
TEXTS = frozenset({"application/json", "image/svg+xml", "text/css", "text/html", "text/javascript", "text/plain"})
NOISE = 100  # bytes at most
COMMENT = re.compile(rb"^ *//.*", re.MULTILINE)  # a line of its own, in a script


def install(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if not _may_be(response):
        return response
    response.direct_passthrough = False  # a file of ours: small, and read whole
    data = response.get_data()
    if len(data) < LEAST:
        return response
    response.set_data(_public(data, response.mimetype) if request.endpoint == "static" else compressed(data))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # other bytes, the same content
    return response


def _may_be(response: Response) -> bool:
    whole = response.status_code == 200 and request.method != "HEAD" and "Content-Encoding" not in response.headers
    return whole and request.accept_encodings["gzip"] > 0


def _public(data: bytes, kind: str) -> bytes:
    """A file of ours as small as gzip makes it. Comments are a fifth of our scripts, and for who reads them in the
    repository: their lines go out empty, so that a browser still names the line where something went wrong."""
    return gzip.compress(COMMENT.sub(b"", data) if kind == "text/javascript" else data, mtime=0)


def compressed(data: bytes) -> bytes:
    """gzip, its length blurred: nobody shall tell from the lengths of pages that repeat what they put into the address
    which secret stands beside it (the attack named BREACH). Files of ours hold no secret and go without."""
    into = io.BytesIO()
    name = "a" * secrets.randbelow(NOISE)
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=into, mtime=0) as file:
        file.write(data)
    return into.getvalue()
