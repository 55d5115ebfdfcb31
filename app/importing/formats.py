"""What foreign input is: by its first bytes, by what came with it, by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from app.errors import InputError


class Format(StrEnum):
    """What can be read; `label` is for people."""

    TEXT = "text"
    HTML = "html"
    MAIL = "mail"
    DOCX = "docx"

    @property
    def label(self) -> str:
        return {"text": "plain text", "html": "a web page", "mail": "an e-mail", "docx": "a Word document"}[self.value]


BY_ENDING: Mapping[str, Format] = {
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML, ".shtml": Format.HTML, ".eml": Format.MAIL,
    ".mht": Format.MAIL, ".mhtml": Format.MAIL, ".docx": Format.DOCX, ".txt": Format.TEXT, ".md": Format.TEXT,
    ".markdown": Format.TEXT, ".text": Format.TEXT,
}  # fmt: skip
BY_TYPE: Mapping[str, Format] = {
    "text/html": Format.HTML, "application/xhtml+xml": Format.HTML, "message/rfc822": Format.MAIL,
    "multipart/related": Format.MAIL, "text/plain": Format.TEXT, "text/markdown": Format.TEXT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
}  # fmt: skip
AS_DOCX = "Open it in Word or LibreOffice, save it as .docx and import that."
AS_TEXT = "Copy its text into a .txt file and import that."
OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", AS_TEXT),
    (b"{\\rtf", "an RTF document", AS_DOCX),
    (b"\xd0\xcf\x11\xe0", "an old Office or Outlook file", f"{AS_DOCX} A message: save it as .eml."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import the page in it."),
    (b"\x89PNG", "an image", AS_TEXT),
    (b"\xff\xd8\xff", "an image", AS_TEXT),
    (b"GIF8", "an image", AS_TEXT),
)
MARKUP = re.compile(
    rb"\s{0,200}(?:<!--|<!doctype html|<html|<head|<body|<\?xml[^>]{0,200}>\s{0,20}<(?:!doctype )?html)", re.I
)
HEADER = re.compile(
    rb"\A(?:From [^\n]{1,200}\r?\n)?(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID"
    rb"|MIME-Version|X-[\w-]{1,60}|DKIM-Signature|ARC-[\w-]{1,40}|Reply-To|Sender|Snapshot-Content-Location|Content-Type):)",
    re.IGNORECASE,
)
WORD = b"word/document.xml"


def recognise(data: bytes, *, name: str, content_type: str = "") -> Format:
    """The format of `data`; InputError with a way out for what cannot be read.

    First bytes that leave no doubt come before the type that a server gave, and this before the ending of the name.
    """
    for start, what, fix in OTHERS:
        if data.startswith(start):
            raise InputError(f"this is {what}, which cannot be imported.", path=name, fix=fix)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        if WORD in data or name.lower().endswith(".docx"):
            return Format.DOCX
        raise InputError("this is a zip archive without a Word document in it.", path=name, fix=AS_DOCX)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(start):
        return Format.HTML
    if said := BY_TYPE.get(content_type.partition(";")[0].strip().lower()):
        return said
    ending = PurePath(name.partition("?")[0] if "://" in name else name).suffix.lower()
    if (named := BY_ENDING.get(ending)) and named != Format.DOCX:
        return named
    if named == Format.DOCX:
        raise InputError("this is no Word document: it is not a zip archive.", path=name, fix=AS_DOCX)
    return Format.MAIL if HEADER.match(start) else Format.TEXT
