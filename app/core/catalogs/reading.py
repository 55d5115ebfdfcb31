"""The text of a PO file -> units and their states (README, "States")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from app.core.catalogs import header, margins, scanning
from app.core.catalogs.decoding import RESTORE, refusal
from app.core.catalogs.scanning import ENTRIES_LIMIT, Entry
from app.core.model import Catalog, Key, State, Unit
from app.errors import InputError
from app.wording import Message

FUZZY = (State.DRAFT, State.STALE, State.NEEDS_WORK)
REMEMBERED = 4096  # blocks: the entries of the catalogs under review
REMEMBERED_LENGTH = 8192  # characters of the longest of them


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as it was read, and the unit it stands for."""

    entry: Entry
    unit: Unit


def catalog(text: str, *, path: str) -> Catalog:
    """The catalog of a PO text. InputError: no gettext grammar, duplicates, a header that cannot be honoured, nothing.

    A block between blank lines that was read lately is not read again, so that a save costs what it changed.
    """
    found, remarks = _by_blocks(text) or _by_lines(text, path=path)
    if not found:
        fix = Message(
            "Bring back the last whole version, for example with `git checkout -- {file}`. To begin anew, delete it."
        )
        raise refusal(Message("this catalog holds no entries."), path=path, line=1, fix=fix)
    if len(found) > ENTRIES_LIMIT:
        line = found[ENTRIES_LIMIT][0]
        raise refusal(
            Message("this catalog has more than {number} entries.", number=ENTRIES_LIMIT), path=path, line=line
        )
    catalog = _assembled(found, remarks, path=path)
    if text.isascii() or catalog.headers not in ((), header.EMPTY):
        return catalog
    return replace(catalog, headers=(("Content-Type", header.UTF8),))  # gettext reads such a file with it alone


def _by_lines(text: str, *, path: str) -> tuple[list[tuple[int, Read]], list[str]]:
    """The entries of a text with their lines, and the comments after the last one."""
    scan = scanning.scan(text, path=path)
    return [(entry.line, Read(entry, _unit(entry))) for entry in scan.entries], scan.remarks


def _by_blocks(text: str) -> tuple[list[tuple[int, Read]], list[str]] | None:
    """The same, block by block; None when one of them needs what stands around it, or cannot be read."""
    found: list[tuple[int, Read]] = []
    above = 0
    for block in text.split("\n\n"):
        if block:
            read = _remembered(block) if len(block) < REMEMBERED_LENGTH else _block(block)
            if read is None:
                return None
            found += [(above + one.entry.line, one) for one in read]
            above += block.count("\n")
        above += 2
    return found, []


def _block(text: str) -> tuple[Read, ...] | None:
    try:
        found, remarks = _by_lines(text, path="")
    except InputError:
        return None
    return None if remarks else tuple(read for _, read in found)


_remembered = lru_cache(maxsize=REMEMBERED)(_block)


def _assembled(found: list[tuple[int, Read]], remarks: list[str], *, path: str) -> Catalog:
    fields: header.Fields = ()
    comments: tuple[str, ...] = ()
    units: list[Unit] = []
    obsolete: list[Unit] = []
    lines: dict[Key, int] = {}
    for line, read in found:
        key = read.unit.key
        if key in lines:
            raise _twice(key, first=lines[key], line=line, path=path)
        lines[key] = line
        if read.entry.obsolete:
            obsolete.append(read.unit)
        elif key == (None, ""):
            fields = _header(read, path=path, line=line)
            comments = tuple(margins.comment(line, raw=margins.RAW_HEADER) for line in read.entry.margin)
        else:
            units.append(read.unit)
    if remarks and (obsolete or units):
        last = obsolete or units
        last[-1] = replace(last[-1], comments=last[-1].comments + tuple(margins.read(remarks).comments))
    else:
        comments += tuple(margins.comment(line, raw=margins.RAW_HEADER) for line in remarks)
    return Catalog(header.value(fields, "Language"), fields, comments, tuple(units), tuple(obsolete))


def _twice(key: Key, *, first: int, line: int, path: str) -> InputError:
    if key == (None, ""):
        reason = Message("the header stands twice: the first is in line {number}.", number=first)
    else:
        reason = Message("this entry stands twice: the first is in line {number}.", number=first)
    return refusal(reason, path=path, line=line, fix=Message("Delete one of the two."))


def _header(read: Read, *, path: str, line: int) -> header.Fields:
    if read.unit.plural or read.unit.previous_source is not None:
        raise refusal(Message("the header has plural forms or a previous source."), path=path, line=line, fix=RESTORE)
    return header.checked(header.read(read.unit.target), path=path, line=line)


def _unit(entry: Entry) -> Unit:
    margin = margins.read(entry.margin)
    forms = tuple("".join(form) for form in entry.forms)
    target = forms[0] if forms else entry.text("msgstr") or ""
    previous = {keyword: "".join(pieces) for keyword, pieces in entry.previous.items()} or margin.previous
    state = _state(margin, filled=any(forms) or bool(target), changed="msgid" in previous, obsolete=entry.obsolete)
    return Unit(
        source=entry.text("msgid") or "",
        target=target,
        state=state,
        context=entry.text("msgctxt"),
        previous_source=previous.get("msgid"),
        previous_context=previous.get("msgctxt"),
        origin=margin.origin if state in FUZZY else "",
        accepted=tuple(margin.accepted),
        comments=tuple(margin.comments),
        notes=tuple(margin.notes),
        places=tuple(margin.places),
        flags=tuple(margin.flags),
        plural=(entry.text("msgid_plural") or "", forms) if forms else None,
        previous_plural=previous.get("msgid_plural"),
    )


def _state(margin: margins.Margin, *, filled: bool, changed: bool, obsolete: bool) -> State:
    if not filled:
        return State.EMPTY
    # OmegaT and pybabel drop the flag of obsolete entries, which nobody can approve
    if not margin.fuzzy and not (obsolete and (margin.drafted or margin.needs_work or changed)):
        return State.APPROVED
    if margin.needs_work:
        return State.NEEDS_WORK
    if changed:
        return State.STALE
    return State.DRAFT if margin.drafted else State.NEEDS_WORK
