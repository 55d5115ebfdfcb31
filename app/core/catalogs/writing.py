"""Units -> the text of a PO file; polib writes the keyword lines, and is used here only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import SupportsIndex

import polib

from app.core.catalogs import header, margins
from app.core.model import Catalog, State, Unit

REMEMBERED = 4096  # units: those of the catalogs under review
REMEMBERED_LENGTH = 8192  # characters of the longest of them


class _Text(str):
    """A text that polib breaks at newlines only, as gettext does, and not at U+2028, form feeds and the like."""

    __slots__ = ()

    def splitlines(self, keepends: SupportsIndex = False) -> list[str]:
        lines = [line + "\n" for line in self.split("\n")]
        lines[-1] = lines[-1][:-1]
        return lines if lines[-1] else lines[:-1]


def text(catalog: Catalog) -> str:
    """The PO text of a catalog. ValueError: two units of one key, a unit that would be read as the header."""
    keys = {unit.key for unit in (*catalog.units, *catalog.obsolete)}
    # gettext refuses a file in which an obsolete entry repeats another one, too
    if len(keys) < len(catalog.units) + len(catalog.obsolete):
        raise ValueError("two units of a catalog have the same source and context")
    if (None, "") in keys:
        raise ValueError("a unit without source and context would be read as the header")
    return "\n".join(_written(catalog))


def _written(catalog: Catalog) -> Iterator[str]:
    fields = header.completed(catalog.headers, catalog.locale)
    if fields or catalog.header_comments:
        lines = margins.comment_lines(catalog.header_comments, raw=margins.RAW_HEADER)
        yield _block(lines, polib.POEntry(msgid="", msgstr=_Text(header.write(fields))))
    for obsolete, units in ((False, catalog.units), (True, catalog.obsolete)):
        for unit in units:
            length = len(unit.source) + len(unit.target)
            yield _remembered(unit, obsolete) if length < REMEMBERED_LENGTH else _unit(unit, obsolete)


def _unit(unit: Unit, obsolete: bool) -> str:
    return _block(_margin(unit), _entry(unit, obsolete=obsolete))


_remembered = lru_cache(maxsize=REMEMBERED)(_unit)  # a save costs what it changes


def _block(lines: list[str], entry: polib.POEntry) -> str:
    # to gettext a backslash at the end of any line joins it with the next
    lines = [f"{line} " if line.endswith("\\") else line for line in lines]
    return "\n".join((*lines, entry.__unicode__(wrapwidth=0)))


def _is_fuzzy(unit: Unit) -> bool:
    """Any target that nobody approved is fuzzy, whatever else is wrong with the unit: no tool may take it as done."""
    filled = any(unit.plural[1]) if unit.plural else bool(unit.target)
    return filled and unit.state is not State.APPROVED


def _margin(unit: Unit) -> list[str]:
    """Comment lines in gettext's order: people's, ours, notes, places, flags."""
    fuzzy = _is_fuzzy(unit)
    lines = [line for line in margins.comment_lines(unit.comments) if not margins.is_own(line)]
    if fuzzy and (unit.origin or unit.state is State.DRAFT):
        lines.append(f"# passeur: draft {' '.join(unit.origin.split())}".rstrip())
    if fuzzy and unit.state not in (State.DRAFT, State.STALE):
        lines.append("# passeur: needs-work")
    lines += margins.note_lines(unit.notes)
    if unit.places:
        lines.append(margins.place_line(unit.places))
    flags = (["fuzzy"] if fuzzy else []) + [flag for flag in map(_flag, unit.flags) if flag and flag != "fuzzy"]
    if flags:
        lines.append(margins.flag_line(flags))
    return lines


def _flag(flag: str) -> str:
    """A flag on one line; a comma or line break in it would forge others."""
    return " ".join(flag.replace(",", " ").split())


def _entry(unit: Unit, *, obsolete: bool) -> polib.POEntry:
    # a draft was made for this very source: `#|` beside it would say stale, as it does of any obsolete entry
    previous = None if unit.state is State.DRAFT or (obsolete and not _is_fuzzy(unit)) else unit.previous_source
    # gettext refuses the other two alone
    context, plural = (None, None) if previous is None else (unit.previous_context, unit.previous_plural)
    forms = unit.plural[1] or ("",) if unit.plural else ()
    return polib.POEntry(
        msgid=_Text(unit.source),
        msgstr=_Text(unit.target),
        msgid_plural=_Text(unit.plural[0]) if unit.plural else "",
        msgstr_plural={index: _Text(form) for index, form in enumerate(forms)},
        msgctxt=None if unit.context is None else _Text(unit.context),
        previous_msgid=None if previous is None else _Text(previous),
        previous_msgctxt=None if context is None else _Text(context),
        previous_msgid_plural=None if plural is None else _Text(plural),
        obsolete=obsolete,
    )
