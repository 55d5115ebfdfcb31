"""TBX (ISO 30042) <-> terms: TBX-Basic of both editions is read, the second is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from app.core import xml
from app.core.glossary import table
from app.core.locales import language
from app.core.model import Standing, Term
from app.errors import InputError
from app.wording import Message

SPACE = "urn:iso:std:iso:30042:ed-2"
ENTRIES = frozenset({"conceptentry", "termentry"})
LANGUAGES = frozenset({"langsec", "langset"})
SECTIONS = frozenset({"termsec", "tig", "ntig"})
STATUS = "administrativestatus"
DEPRECATED = frozenset({"deprecatedterm-admn-sts", "supersededterm-admn-sts", "deprecatedterm", "supersededterm"})


def parse(data: bytes, *, source_locale: str, locale: str, path: str) -> tuple[Term, ...]:
    """The terms of a file in these two locales, each once. InputError when it is no TBX, or has no such terms."""
    root = xml.parse(data, path=path)
    if xml.name(root) not in ("tbx", "martif"):
        raise InputError(Message("this XML is no TBX."), path=path, line=1)
    found: dict[tuple[str, str], Term] = {}
    for entry in root.iter():
        if xml.name(entry) in ENTRIES:
            for term in _terms(entry, source_locale=source_locale, locale=locale):
                if table.checked(term) is None:
                    found.setdefault((term.source, term.target), term)
    if not found:
        reason = Message("this file has no terms from {source} to {target}.", source=source_locale, target=locale)
        raise InputError(reason, path=path)
    return tuple(found.values())


def serialize(terms: Iterable[Term], *, source_locale: str, locale: str) -> bytes:
    """A file with one concept for each source."""
    root = etree.Element(f"{{{SPACE}}}tbx", {"style": "dca", "type": "TBX-Basic"}, nsmap={None: SPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", _tag(source_locale))
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


def _terms(entry: etree._Element, *, source_locale: str, locale: str) -> Iterator[Term]:
    sources = [section for section in _sections(entry, source_locale) if not _is_deprecated(section)]
    for target in _sections(entry, locale):
        for source in sources:
            said, wanted = _text(source), _text(target)
            status = Standing.FORBIDDEN if _is_deprecated(target) else Standing.APPROVED
            if said == wanted and status is Standing.APPROVED:
                status = Standing.KEEP
            yield Term(said, wanted, _note(target) or _note(source), status)


def _sections(entry: etree._Element, locale: str) -> list[etree._Element]:
    """The terms of an entry in a locale; in its language, where no other one is there."""
    by_locale = [(xml.language_of(one), one) for one in entry.iter() if xml.name(one) in LANGUAGES]
    exact = [one for name, one in by_locale if name.lower() == locale.lower()]
    some = exact or [one for name, one in by_locale if language(name) == language(locale)]
    return [section for one in some for section in one.iter() if xml.name(section) in SECTIONS]


def _is_deprecated(section: etree._Element) -> bool:
    told = [one for one in section.iter() if STATUS in (xml.name(one), (one.get("type") or "").lower())]
    return any((one.text or "").strip().lower() in DEPRECATED for one in told)


def _text(section: etree._Element) -> str:
    return " ".join(next(("".join(one.itertext()) for one in section.iter() if xml.name(one) == "term"), "").split())


def _note(section: etree._Element) -> str:
    return " ".join(next(("".join(one.itertext()) for one in section.iter() if xml.name(one) == "note"), "").split())


def _write(term: Term, targets: etree._Element) -> None:
    section = _add(targets, "termSec")
    _add(section, "term", term.target)
    status = "deprecatedTerm-admn-sts" if term.status is Standing.FORBIDDEN else "preferredTerm-admn-sts"
    _add(section, "termNote", status, type="administrativeStatus")
    if term.note:
        _add(section, "note", term.note)


def _language(entry: etree._Element, locale: str) -> etree._Element:
    made = _add(entry, "langSec")
    made.set("{http://www.w3.org/XML/1998/namespace}lang", _tag(locale))
    return made


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
    made.text = text
    return made


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
