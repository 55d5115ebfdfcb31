"""TBX (ISO 30042) <-> terms: TBX-Basic of both editions and in both styles is read, the second edition is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, product
from typing import NamedTuple

from lxml import etree

from app.core import xml
from app.core.glossary import table
from app.core.glossary.table import BadLine
from app.core.locales import language
from app.core.model import Standing, Term
from app.errors import InputError
from app.wording import NOTHING, Message

SPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRIES = frozenset({"conceptentry", "termentry"})
LANGUAGES = frozenset({"langsec", "langset"})
SECTIONS = frozenset({"termsec", "tig", "ntig"})
STATUS = frozenset({"administrativestatus", "normativeauthorization"})
# `<termNote type="administrativeStatus">` names them with "-admn-sts" at the end, the others without.
DEPRECATED = frozenset({"deprecatedterm", "supersededterm", "forbidden", "obsolete"})
SAME = "admittedTerm-admn-sts"  # what is approved and happens to be written as the source: no term to keep
# The line that the first edition's own examples have: it names a file that is never read, and defines nothing.
PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE\s+(?:martif|tbx|TBX)\s+SYSTEM\s+(?:\"[^\"<>\[\]]*\"|'[^'<>\[\]]*')\s*>")
BLANKS = re.compile(r"[ \t\r\n]+")
MOST = 20_000  # terms of a file: a glossary has no more lines


class _Section(NamedTuple):
    """One word for a concept, in one language."""

    text: str
    note: str
    told: set[str]  # of its standing
    line: int


class Read(NamedTuple):
    """What a file holds in two locales: its terms, each once, and the lines of those that are none."""

    terms: tuple[Term, ...]
    bad: tuple[BadLine, ...]


def parse(data: bytes, *, source_locale: str, locale: str, path: str) -> Read:
    """The terms of a file in these two locales. InputError when it is no TBX, has no such terms, or too many."""
    root = xml.parse(PLAIN_DOCTYPE.sub(_blank, data, count=1), path=path)
    if xml.name(root) not in ("tbx", "martif"):
        raise InputError(Message("this XML is no TBX."), path=path, line=1)
    found: dict[tuple[str, str], Term] = {}
    bad: dict[BadLine, None] = {}
    for number, (line, term) in enumerate(_pairs(root, source_locale=source_locale, locale=locale)):
        if number == MOST:
            raise InputError(Message("this file has more than {most} terms.", most=MOST), path=path, line=line)
        reason = table.checked(term)
        if reason:
            bad.setdefault(BadLine(line, reason))
        else:
            found.setdefault((term.source, term.target), term)
    if not found and not bad:
        reason = Message("this file has no terms from {source} to {target}.", source=source_locale, target=locale)
        raise InputError(reason, path=path, fix=_languages(root))
    return Read(tuple(found.values()), tuple(bad))


def serialize(terms: Iterable[Term], *, source_locale: str, locale: str) -> bytes:
    """A file with one concept for each source; `parse` gives the same terms back, those of one source together."""
    root = etree.Element(f"{{{SPACE}}}tbx", {"style": "dca", "type": "TBX-Basic"}, nsmap={None: SPACE})
    root.set(LANG, _tag(source_locale))
    description = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(description, "p", "Glossary of a Passeur workspace")
    body = _add(_add(root, "text"), "body")
    in_order = sorted(terms, key=lambda term: term.source)
    for number, (source, same) in enumerate(groupby(in_order, key=lambda term: term.source), start=1):
        entry = _add(body, "conceptEntry", id=f"c{number}")
        _add(_add(_language(entry, source_locale), "termSec"), "term", source)
        targets = _language(entry, locale)
        for term in same:
            _write(term, targets)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _pairs(root: etree._Element, *, source_locale: str, locale: str) -> Iterator[tuple[int, Term]]:
    """Every pair of a source and a target in one entry, with the line of the target."""
    for entry in root.iter():
        if xml.name(entry) not in ENTRIES:
            continue
        sources = [one for one in _sections(entry, source_locale) if not one.told & DEPRECATED]
        note = _text(entry, "note", own=True)
        for target, source in product(_sections(entry, locale) if sources else (), sources):
            yield target.line, _term(source, target, note)


def _term(source: _Section, target: _Section, note: str) -> Term:
    status = Standing.FORBIDDEN if target.told & DEPRECATED else Standing.APPROVED
    if source.text == target.text and status is Standing.APPROVED and "admittedterm" not in target.told:
        status = Standing.KEEP
    return Term(source.text, target.text, target.note or source.note or note, status)


def _sections(entry: etree._Element, locale: str) -> list[_Section]:
    """The terms of an entry in a locale; in its language, where no other one is there."""
    by_locale = [(xml.language_of(one), one) for one in entry.iter() if xml.name(one) in LANGUAGES]
    exact = [one for name, one in by_locale if name.lower() == locale.lower()]
    some = exact or [one for name, one in by_locale if language(name) == language(locale)]
    sections = [section for one in some for section in one.iter() if xml.name(section) in SECTIONS]
    return [_Section(_text(one, "term"), _text(one, "note"), _status(one), one.sourceline or 1) for one in sections]


def _status(section: etree._Element) -> set[str]:
    """What is told of a term's standing, as an element's type (style DCA) or as its name (DCT)."""
    told = [one for one in section.iter() if STATUS & {xml.name(one), (one.get("type") or "").lower()}]
    return {(one.text or "").strip().lower().removesuffix("-admn-sts") for one in told}


def _text(section: etree._Element, name: str, *, own: bool = False) -> str:
    """The text of the first element of that name; with `own`, of those that are no deeper than the next level."""
    some = section if own else section.iter()
    return BLANKS.sub(" ", next(("".join(one.itertext()) for one in some if xml.name(one) == name), "")).strip()


def _languages(root: etree._Element) -> Message:
    names = sorted({xml.language_of(one) for one in root.iter() if xml.name(one) in LANGUAGES} - {""})
    return Message("It has terms in {languages}.", languages=", ".join(names)) if names else NOTHING


def _write(term: Term, targets: etree._Element) -> None:
    section = _add(targets, "termSec")
    _add(section, "term", term.target)
    status = "preferredTerm-admn-sts"
    if term.status is Standing.FORBIDDEN:
        status = "deprecatedTerm-admn-sts"
    elif term.status is Standing.APPROVED and term.target == term.source:
        status = SAME
    _add(section, "termNote", status, type="administrativeStatus")
    if term.note:
        _add(section, "note", term.note)


def _language(entry: etree._Element, locale: str) -> etree._Element:
    made = _add(entry, "langSec")
    made.set(LANG, _tag(locale))
    return made


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
    made.text = text
    return made


def _blank(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", match[0])


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
