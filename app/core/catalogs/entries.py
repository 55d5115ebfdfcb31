"""polib's entries <-> units and their states (README, "States"); the only module that imports polib."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, SupportsIndex, cast

import polib

from app.core.catalogs import header, margins
from app.core.catalogs.decoding import RESTORE, refusal
from app.core.catalogs.scanning import Entry, Scan
from app.core.model import Catalog, Key, State, Unit

FUZZY = (State.DRAFT, State.STALE, State.NEEDS_WORK)


class _Lines(list[str]):
    """What polib takes for a text: a string it would open if it is a path, and cut at U+2028 and the like."""

    def splitlines(self) -> list[str]:
        return self


class _Text(str):
    """A text that polib breaks at newlines only, as gettext does, and not at U+2028, form feeds and the like."""

    __slots__ = ()

    def splitlines(self, keepends: SupportsIndex = False) -> list[str]:
        lines = [line + "\n" for line in self.split("\n")]
        lines[-1] = lines[-1][:-1]
        return lines if lines[-1] else lines[:-1]


class _File(polib.POFile):
    """Keeps the header among the entries: polib takes any entry with an empty msgid for it, and drops its comments."""

    def find(self, *_: Any, **__: Any) -> None:
        return None


def catalog(scan: Scan, *, path: str) -> Catalog:
    """The catalog of scanned entries. InputError: duplicates, a header that cannot be honoured, no entries at all."""
    if not scan.entries:
        fix = f"{RESTORE} To begin anew, delete it."
        raise refusal("this catalog holds no entries.", path=path, line=1, fix=fix)
    try:
        read = polib.pofile(cast(str, _Lines(scan.lines)), encoding="utf-8", klass=_File)
    except OSError as error:
        raise refusal(str(error), path=path, line=1) from None
    if len(read) != len(scan.entries):
        raise refusal("this catalog cannot be read entry by entry.", path=path, line=1)
    return _assembled(list(zip(read, scan.entries, strict=True)), scan.remarks, path=path)


def text(catalog: Catalog) -> str:
    """The PO text of a catalog. ValueError: two units of one key, a unit that would be read as the header."""
    keys = {unit.key for unit in (*catalog.units, *catalog.obsolete)}
    # gettext refuses a file in which an obsolete entry repeats another one, too
    if len(keys) < len(catalog.units) + len(catalog.obsolete):
        raise ValueError("two units of a catalog have the same source and context")
    if (None, "") in keys:
        raise ValueError("a unit without source and context would be read as the header")
    return "\n".join(_written(catalog))


def _assembled(pairs: list[tuple[polib.POEntry, Entry]], remarks: list[str], *, path: str) -> Catalog:
    fields: header.Fields = ()
    comments: tuple[str, ...] = ()
    units: list[Unit] = []
    obsolete: list[Unit] = []
    lines: dict[Key, int] = {}
    for entry, place in pairs:
        key: Key = (entry.msgctxt, entry.msgid)
        _check(key, entry, place, first=lines.get(key, 0), path=path)
        lines[key] = place.line
        if place.obsolete:
            obsolete.append(_unit(entry, place))
        elif key == (None, ""):
            fields = header.checked(header.read(entry.msgstr), path=path, line=place.line)
            comments = tuple(margins.comment(line, raw=margins.RAW_HEADER) for line in place.margin)
        else:
            units.append(_unit(entry, place))
    if remarks and (obsolete or units):
        last = obsolete or units
        last[-1] = replace(last[-1], comments=last[-1].comments + tuple(margins.read(remarks).comments))
    else:
        comments += tuple(margins.comment(line, raw=margins.RAW_HEADER) for line in remarks)
    return Catalog(header.value(fields, "Language"), fields, comments, tuple(units), tuple(obsolete))


def _check(key: Key, entry: polib.POEntry, place: Entry, *, first: int, path: str) -> None:
    reason, fix = "", RESTORE
    if first:
        reason = "the header stands twice" if key == (None, "") else "this entry stands twice"
        reason, fix = f"{reason}: the first is in line {first}.", "Delete one of the two."
    elif place.forms and not entry.msgid_plural:
        reason = "msgid_plural is empty."
    elif key == (None, "") and (place.forms or entry.previous_msgid is not None):
        reason = "the header has plural forms or a previous source."
    if reason:
        raise refusal(reason, path=path, line=place.line, fix=fix)


def _unit(entry: polib.POEntry, place: Entry) -> Unit:
    margin = margins.read(place.margin)
    forms = tuple(entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural))
    forms += tuple(polib.unescape(form) for form in place.late_forms)
    state = _state(margin, filled=any(forms) or bool(entry.msgstr), changed=entry.previous_msgid is not None)
    return Unit(
        source=entry.msgid,
        target=forms[0] if forms else entry.msgstr,
        state=state,
        context=entry.msgctxt,
        previous_source=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        origin=margin.origin if state in FUZZY else "",
        comments=tuple(margin.comments),
        notes=tuple(margin.notes),
        places=tuple(margin.places),
        flags=tuple(margin.flags),
        plural=(entry.msgid_plural, forms) if forms else None,
        previous_plural=entry.previous_msgid_plural,
    )


def _state(margin: margins.Margin, *, filled: bool, changed: bool) -> State:
    if not filled:
        return State.EMPTY
    if not margin.fuzzy:
        return State.APPROVED
    if margin.needs_work:
        return State.NEEDS_WORK
    if changed:
        return State.STALE
    return State.DRAFT if margin.drafted else State.NEEDS_WORK


def _written(catalog: Catalog) -> Iterator[str]:
    fields = header.completed(catalog.headers, catalog.locale)
    if fields or catalog.header_comments:
        lines = margins.comment_lines(catalog.header_comments, raw=margins.RAW_HEADER)
        yield _block(lines, polib.POEntry(msgid="", msgstr=_Text(header.write(fields))))
    for unit in catalog.units:
        yield _block(_margin(unit), _entry(unit, obsolete=False))
    for unit in catalog.obsolete:
        yield _block(_margin(unit), _entry(unit, obsolete=True))


def _block(lines: list[str], entry: polib.POEntry) -> str:
    keywords = entry.__unicode__(wrapwidth=0)
    return "\n".join((*lines, keywords)) if lines else keywords


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
    # a draft was made for this very source: `#|` beside it would say stale
    previous = None if unit.state is State.DRAFT else unit.previous_source
    if previous is None:
        # gettext refuses the other two alone
        unit = replace(unit, previous_context=None, previous_plural=None)
    forms = unit.plural[1] or ("",) if unit.plural else ()
    return polib.POEntry(
        msgid=_Text(unit.source),
        msgstr=_Text(unit.target),
        msgid_plural=_Text(unit.plural[0]) if unit.plural else "",
        msgstr_plural={index: _Text(form) for index, form in enumerate(forms)},
        msgctxt=None if unit.context is None else _Text(unit.context),
        previous_msgid=None if previous is None else _Text(previous),
        previous_msgctxt=None if unit.previous_context is None else _Text(unit.previous_context),
        previous_msgid_plural=None if unit.previous_plural is None else _Text(unit.previous_plural),
        obsolete=obsolete,
    )
