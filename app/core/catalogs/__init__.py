"""Catalog <-> the bytes of a PO file: read exactly or refused with its line, written so that every tool reads it back.

    decoding   bytes -> text
    reading    text -> units and their states
      scanning   lines -> entries, in gettext's grammar (gettext manual, "The Format of PO Files")
      tokens     one line -> keywords and texts
    writing    units -> text; the keyword lines are polib's
    margins    comment lines: people's comments, `#.` notes, `#:` places, `#,` flags, our own `# passeur:` lines
    header     the header entry's text <-> fields

polib reads too much (texts cut off, entries twice) and too little (escapes, plural forms from ten on, what obsolete
entries were made for), and changes the comments that it writes: none of this passes through it.
"""

from __future__ import annotations

from app.core.catalogs import decoding, reading, writing
from app.core.model import Catalog
from app.errors import UsageError

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
            reason = f"A text holds the control character U+{ord(character):04X}, which no catalog can store."
            raise UsageError(reason, fix="Delete it from the text.")
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f"A text holds half of a character (U+{ord(text[error.start]):04X}), which no catalog can store."
        raise UsageError(reason, fix="Delete or replace the broken character.") from None
