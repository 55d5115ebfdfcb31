"""Units -> the text of a PO file; polib escapes its texts, and is used here only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import polib

from app.core.catalogs import header, margins
from app.core.model import Catalog, State, Unit

REMEMBERED = 4096  # units: those of the catalogs under review
REMEMBERED_LENGTH = 8192  # characters of the longest of them
LINE = re.compile(r"[^\n]*+\n|[^\n]++")


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
        yield _block(lines, [*_lines("msgid", ""), *_lines("msgstr", header.write(fields))])
    for obsolete, units in ((False, catalog.units), (True, catalog.obsolete)):
        for unit in units:
            length = len(unit.source) + len(unit.target)
            yield _remembered(unit, obsolete) if length < REMEMBERED_LENGTH else _unit(unit, obsolete)


def _unit(unit: Unit, obsolete: bool) -> str:
    return _block(_margin(unit), _entry(unit, obsolete=obsolete))


_remembered = lru_cache(maxsize=REMEMBERED)(_unit)  # a save costs what it changes


def _block(margin: Iterable[str], entry: Iterable[str]) -> str:
    # to gettext a backslash at the end of any line joins it with the next
    return "\n".join((*(f"{line} " if line.endswith("\\") else line for line in margin), *entry, ""))


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
    lines += margins.accepted_lines(unit.accepted)
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


def _entry(unit: Unit, *, obsolete: bool) -> Iterator[str]:
    """Keyword lines in gettext's order."""
    # a draft was made for this very source: `#|` beside it would say stale, as it does of any obsolete entry
    if unit.previous_source is not None and unit.state is not State.DRAFT and (_is_fuzzy(unit) or not obsolete):
        mark = "#~| " if obsolete else "#| "
        # gettext refuses the other two alone
        yield from _lines("msgctxt", unit.previous_context, mark=mark)
        yield from _lines("msgid", unit.previous_source, mark=mark)
        yield from _lines("msgid_plural", unit.previous_plural, mark=mark)
    mark = "#~ " if obsolete else ""
    yield from _lines("msgctxt", unit.context, mark=mark)
    yield from _lines("msgid", unit.source, mark=mark)
    if unit.plural:
        yield from _lines("msgid_plural", unit.plural[0], mark=mark)
        for number, form in enumerate(unit.plural[1] or ("",)):
            yield from _lines(f"msgstr[{number}]", form, mark=mark)
    else:
        yield from _lines("msgstr", unit.target, mark=mark)


def _lines(keyword: str, text: str | None, *, mark: str = "") -> Iterator[str]:
    """A keyword with its text, broken after newlines only; nothing for None."""
    if text is None:
        return
    if "\n" not in text[:-1]:
        yield f'{mark}{keyword} "{polib.escape(text)}"'
    else:
        yield f'{mark}{keyword} ""'
        yield from (f'{mark}"{polib.escape(line)}"' for line in LINE.findall(text))
