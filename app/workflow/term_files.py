"""Glossaries as files of other programs: tables and TBX, looked at before anything is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.core.glossary import table, tbx
from app.core.model import Term
from app.store import sources
from app.store.workspace import Workspace
from app.workflow import glossary
from app.workflow.glossary import Plan


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


def plan(workspace: Workspace, locale: str, data: bytes, *, name: str) -> Plan:
    """What a file would do to the glossary of a locale; nothing is changed. InputError when it cannot be read."""
    if data.lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        terms = tbx.parse(data, source_locale=workspace.config.source_locale, locale=locale, path=name)
        return glossary.plan(workspace, locale, terms)
    read = table.read(sources.decode(data, name=name), path=name)
    return glossary.plan(workspace, locale, list(read.terms.values()), bad=read.bad)


def to_table(terms: Iterable[Term]) -> str:
    return table.serialize(terms)


def from_table(text: str) -> tuple[Term, ...]:
    return table.parse(text)
