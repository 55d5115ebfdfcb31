"""What is done to a segment before and after any engine: edges cut off and put back, text made well-formed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

import regex

from app.core.model import InlineCode
from app.engines.protocol import Parts

ADDRESS = regex.compile(r"(?:https?://|www\.)\S++|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})++", regex.IGNORECASE)
UNFIT = re.compile("[\0\u00ad\ud800-\udfff]")
LETTER = regex.compile(r"\p{L}")
SPACES = " \t\n\r\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Framed:
    """A segment without the white space at its ends."""

    lead: str
    parts: Parts
    tail: str

    def restore(self, parts: Parts) -> Parts:
        """`parts` between the source's own white space."""
        result = joined((self.lead, *trimmed(parts), self.tail))
        return _reindexed(result, parts)


def frame(parts: Parts) -> Framed:
    """Parts in NFC, without NUL or lone surrogates, neighbours joined, white space at the ends set aside.

    Opening and closing codes without a partner count as standing alone.
    """
    clean = joined(tuple(well_formed(part) if isinstance(part, str) else part for part in parts))
    lead = tail = ""
    if clean and isinstance(clean[0], str):
        lead = clean[0][: len(clean[0]) - len(clean[0].lstrip(SPACES))]
    if clean and isinstance(clean[-1], str) and clean != (lead,):
        tail = clean[-1][len(clean[-1].rstrip(SPACES)) :]
    return Framed(lead, _reindexed(trimmed(clean), parts), tail)


def _reindexed(parts: Parts, original: Parts) -> Parts:
    """`pair` of each code as an index into `parts`, where it was one into `original`."""
    before = [index for index, part in enumerate(original) if isinstance(part, InlineCode)]
    after = [index for index, part in enumerate(parts) if isinstance(part, InlineCode)]
    places = dict(zip(before, after, strict=True))
    return tuple(_paired(part, places.get(part.pair, -1)) if isinstance(part, InlineCode) else part for part in parts)


def _paired(code: InlineCode, pair: int) -> InlineCode:
    return replace(code, pair=pair, role=code.role if pair >= 0 else "alone")


def well_formed(text: str) -> str:
    """NFC, since engines garble decomposed letters; without NUL, soft hyphens and halves of surrogate pairs."""
    return unicodedata.normalize("NFC", UNFIT.sub("", text))


def translatable(parts: Parts) -> bool:
    """False for segments of numbers, addresses, signs or emoji alone: engines make something up for them."""
    return any(isinstance(part, str) and LETTER.search(_without_addresses(part)) for part in parts)


def _without_addresses(text: str) -> str:
    suspect = "@" in text or "://" in text or "www." in text.lower()
    return ADDRESS.sub(" ", text) if suspect else text


def joined(parts: Parts) -> Parts:
    """Neighbouring texts as one, empty ones dropped."""
    result: list[str | InlineCode] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


def trimmed(parts: Parts) -> Parts:
    """Parts without white space at either end."""
    result = list(parts)
    if result and isinstance(result[0], str):
        result[0] = result[0].lstrip(SPACES)
    if result and isinstance(result[-1], str):
        result[-1] = result[-1].rstrip(SPACES)
    return joined(tuple(result))
