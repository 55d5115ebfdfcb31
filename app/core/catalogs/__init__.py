"""Catalog <-> the bytes of a PO file: read exactly or refused with its line, written so that every tool reads it back.

    decoding   bytes -> text
    reading    text -> units and their states
      scanning   lines -> entries, in gettext's grammar (gettext manual, "The Format of PO Files")
      tokens     one line -> keywords and texts
    writing    units -> text; polib escapes them
    margins    comment lines: people's comments, `#.` notes, `#:` places, `#,` flags, our own `# passeur:` lines
    header     the header entry's text <-> fields
    revision   the header's dates
    recovery   what another program's save lost, put back

polib reads too much (texts cut off, entries twice) and too little (escapes, plural forms from ten on, what obsolete
entries were made for), and changes the comments that it writes: none of this passes through it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.catalogs import decoding, reading, recovery, writing
from app.core.model import Catalog
from app.errors import InputError, UsageError
from app.wording import Message

BYTES_LIMIT = 50_000_000


def parse(data: bytes, *, path: str = "") -> Catalog:
    """The catalog that a PO file holds; lines may end in CR LF, the charset is UTF-8.

    InputError with `path` and line for what cannot be read exactly: merge conflict markers, another charset, duplicate
    entries, a text cut off, an unknown escape, plural forms out of order, no entries at all, more than 50 MB,
    100,000 entries or 256 KB in an entry.
    """
    text = decoding.decode(data, limit=BYTES_LIMIT, path=path)
    return reading.catalog(text, path=path)


def serialize(catalog: Catalog) -> bytes:
    """The PO file of a catalog: UTF-8, LF, lines broken only after a newline of the text.

    `Language` is written from `catalog.locale`. UsageError for a character that no PO file can hold (NUL, U+0004, half
    of a surrogate pair); ValueError for a catalog that could not be read back: two units of one key, or none at all.
    """
    text = writing.text(catalog)
    for character in "\0\4":
        if character in text:
            code = f"U+{ord(character):04X}"
            reason = Message("A text holds the control character {code}, which no catalog can store.", code=code)
            raise UsageError(reason, fix=Message("Delete it from the text."))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = f"U+{ord(text[error.start]):04X}"
        reason = Message("A text holds half of a character ({code}), which no catalog can store.", code=code)
        raise UsageError(reason, fix=Message("Delete or replace the broken character.")) from None


@dataclass(frozen=True)
class Reopened:
    """A catalog after other programs may have saved it. `entries` and `known_entries`: how many there are and were."""

    catalog: Catalog
    recovered: bool = False  # `catalog` holds what the file lacks
    entries: int = 0
    known_entries: int = 0


def reopen(data: bytes, *, last: bytes, path: str = "") -> Reopened:
    """The catalog that `data` holds, given `last`, the file as Passeur left it.

    What stands in the form that `serialize` writes was written by a Passeur, in this clone or in another one (git
    pull), and is taken as it is; from any other program's file `recovery` puts back what it lost.
    InputError as for `parse`, and when `data` is the beginning of `last`, cut off inside an entry.
    """
    found = parse(data, path=path)
    try:
        known = parse(last)
    except InputError:  # a power cut while it was kept
        return Reopened(found)
    entries, known_entries = ((*one.units, *one.obsolete) for one in (found, known))
    rest = last[len(data) :] if last.startswith(data) else b""
    if rest.strip() and b"\n\n" not in data[-2:] + rest[:2]:
        line = data.count(b"\n") + 1
        raise decoding.refusal(Message("this catalog is cut off here."), path=path, line=line, fix=decoding.RESTORE)
    # no Passeur only takes entries away
    if serialize(found) == data and not set(entries) < set(known_entries):
        return Reopened(found, entries=len(entries), known_entries=len(known_entries))
    whole = recovery.recovered(found, known)
    return Reopened(whole, whole != found, len(entries), len(known_entries))
