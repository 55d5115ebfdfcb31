"""What foreign input is: by its first bytes, by what came with it, by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from app.errors import InputError
from app.wording import Message


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
AS_DOCX = Message("Open it in Word or LibreOffice, save it as .docx and import that.")
AS_TEXT = Message("Copy its text into a .txt file and import that.")
OTHERS: tuple[tuple[bytes, Message, Message], ...] = (
    (b"%PDF-", Message("this is a PDF, which cannot be imported."), AS_TEXT),
    (b"{\\rtf", Message("this is an RTF document, which cannot be imported."), AS_DOCX),
    (
        b"\xd0\xcf\x11\xe0",
        Message("this is an old Office or Outlook file, which cannot be imported."),
        Message("Save it as .docx, a message as .eml, and import that."),
    ),
    (
        b"\x1f\x8b",
        Message("this is a gzip archive, which cannot be imported."),
        Message("Unpack it and import the page in it."),
    ),
    (b"\x89PNG", Message("this is an image, which cannot be imported."), AS_TEXT),
    (b"\xff\xd8\xff", Message("this is an image, which cannot be imported."), AS_TEXT),
    (b"GIF8", Message("this is an image, which cannot be imported."), AS_TEXT),
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
    for start, reason, fix in OTHERS:
        if data.startswith(start):
            raise InputError(reason, path=name, fix=fix)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        if WORD in data or name.lower().endswith(".docx"):
            return Format.DOCX
        raise InputError(Message("this is a zip archive without a Word document in it."), path=name, fix=AS_DOCX)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(start):
        return Format.HTML
    if said := BY_TYPE.get(content_type.partition(";")[0].strip().lower()):
        return said
    ending = PurePath(name.partition("?")[0] if "://" in name else name).suffix.lower()
    if (named := BY_ENDING.get(ending)) and named != Format.DOCX:
        return named
    if named == Format.DOCX:
        raise InputError(Message("this is no Word document: it is not a zip archive."), path=name, fix=AS_DOCX)
    return Format.MAIL if HEADER.match(start) else Format.TEXT
