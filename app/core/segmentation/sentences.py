"""Where the sentences of a text end."""

from __future__ import annotations

from itertools import pairwise

from app.core.segmentation.rules import CANDIDATE, ends_of_sentences


def split(text: str, *, locale: str = "fr") -> list[str]:
    """Sentences of `text`, each with the white space after it; joined they are `text` again.

    Time grows linearly with the text. A locale without rules of its own gets LanguageTool's default ones.
    """
    if not text:
        return []
    ends = ends_of_sentences(locale)
    found = (ends.match(text, sign.start()) for sign in CANDIDATE.finditer(text))
    places = (match.end() for match in found if match and match["end"] is not None)
    return [text[start:end] for start, end in pairwise((0, *places, len(text)))]
