"""A text cut at its inline codes, so that a screen can set markup apart from words."""

from __future__ import annotations

from app.core import inline

Runs = list[tuple[str, str]]


def runs(text: str, *, labels: frozenset[str] = frozenset()) -> Runs:
    """(kind, text) pieces with kind "code" or "text"; joined they give `text`. `labels` are the document's."""
    pieces: Runs = []
    done = 0
    for code in inline.parse(text, labels=labels):
        pieces += [("text", text[done : code.start]), ("code", text[code.start : code.end])]
        done = code.end
    pieces.append(("text", text[done:]))
    return [piece for piece in pieces if piece[1]]
