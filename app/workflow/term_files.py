"""Glossaries as files of other programs: tables and TBX, looked at before anything is taken in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.core.glossary import table, tbx
from app.core.model import Term
from app.errors import InputError
from app.store import reading, sources
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import glossary
from app.workflow.glossary import Plan

LIMIT = 20_000_000  # bytes: TBX may hold many languages


class Made(NamedTuple):
    data: bytes
    media: str


def write(workspace: Workspace, locale: str, *, kind: str) -> Made:
    """The glossary of a locale as `csv` or `tbx`."""
    terms = workspace.glossaries.of(locale).terms
    if kind == "tbx":
        data = tbx.serialize(terms, source_locale=workspace.config.source_locale, locale=locale)
        return Made(data, "application/x-tbx")
    return Made(table.serialize(terms, quoted=True).encode("utf-8-sig"), "text/csv; charset=utf-8")


def read(path: Path) -> bytes:
    """The bytes of a file. InputError when it cannot be opened or is too large to be a glossary."""
    try:
        data, _ = reading.read(path, limit=LIMIT)
    except OSError as error:
        reason = Message("this file cannot be opened: {reason}.", reason=str(error.strerror))
        raise InputError(reason, path=path.name) from error
    if len(data) > LIMIT:
        raise InputError(Message("this file is larger than {size} MB.", size=LIMIT // 1_000_000), path=path.name)
    return data


def plan(workspace: Workspace, locale: str, data: bytes, *, name: str) -> Plan:
    """What a file would do to the glossary of a locale; nothing is changed. InputError when it cannot be read."""
    source = workspace.config.source_locale
    if data.lstrip().startswith((b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")):
        found = tbx.parse(data, source_locale=source, locale=locale, path=name)
        return glossary.plan(workspace, locale, found.terms, bad=found.bad)
    read = table.read(_text(data, name=name), path=name, locales=(source, locale))
    return glossary.plan(workspace, locale, list(read.terms.values()), bad=read.bad)


def _text(data: bytes, *, name: str) -> str:
    """The text of a table, in UTF-8 or as Excel writes it: "Unicode text" is UTF-16, "CSV" what Windows had before."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = data.decode("cp1252", "replace").encode("utf-8")
    return sources.decode(data, name=name)


def to_table(terms: Iterable[Term]) -> str:
    return table.serialize(terms)


def from_table(text: str) -> tuple[Term, ...]:
    return table.parse(text)
