"""Addresses in a text: where its links, images, tags and bare URLs lead."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.core.model import InlineCode

DESTINATION = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s]*?))(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\([^()]*\)))?\s*\)\Z", re.DOTALL
)
ATTRIBUTE = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
UNSAFE = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\x7f]+")  # browsers drop them: "java\tscript:" runs
LANGUAGE_PART = re.compile(r"(?:www|[a-z]{2}(?:[-_][a-z]{2})?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    start: int
    end: int


def addresses(codes: Sequence[InlineCode]) -> list[Address]:
    """Addresses of a text's links, tags and bare URLs in order; a reference link's is its label, as `[label]`.

    Images are left to `inline codes`, which compares them by their file.
    """
    found = []
    for code in codes:
        if code.kind == "link" and code.role == "close":
            found.append(Address(destination(code), codes[code.pair].start, code.end))
        elif code.kind != "image" and (url := destination(code)):
            found.append(Address(url, code.start, code.end))
    return found


def destination(code: InlineCode) -> str:
    """Where one code leads, "" if nowhere."""
    if code.kind == "url":
        return code.text.strip("<>")
    if code.kind == "html":
        match = ATTRIBUTE.search(code.text)
        return html.unescape(next(group for group in match.groups() if group is not None)) if match else ""
    if code.kind == "image" or (code.kind == "link" and code.role == "close"):
        text = code.value or code.text
        match = DESTINATION.search(text)
        if match:
            return html.unescape(match[1] if match[1] is not None else match[2])
        return text[text.rfind("[") :] if text.endswith("]") else ""
    return ""


def is_unsafe(url: str) -> bool:
    """Whether following the address would run a script or open a local file."""
    return bool(UNSAFE.match(IGNORED_IN_SCHEMES.sub("", html.unescape(url))))


def is_localized(source: str, target: str) -> bool:
    """Whether two addresses are one site in two languages: fr.wikipedia.org and en.wikipedia.org, /fr/ and /en/."""
    try:
        one, other = urlsplit(source), urlsplit(target)
        hosts = one.hostname or "", other.hostname or ""
    except ValueError:
        return False
    if not all(hosts) or _site(hosts[0]) != _site(hosts[1]):
        return False
    return hosts[0] != hosts[1] or _neutral(one.path) == _neutral(other.path)


def _site(host: str) -> list[str]:
    """A host without its ending and without parts that name a language: [wikipedia]."""
    parts = host.lower().split(".")[:-1]
    return [part for part in parts if not LANGUAGE_PART.match(part)]


def _neutral(path: str) -> list[str]:
    return [part for part in path.split("/") if not LANGUAGE_PART.match(part)]
