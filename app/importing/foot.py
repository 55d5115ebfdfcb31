"""Leaves out what stands under a page: addresses, links and credits of the site among its menus and legal lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.importing.furniture import LEGAL
from app.importing.lines import Line
from app.importing.phrases import starts_with_phrase

SURE = 2  # lines of navigation that make a foot; one may stand in a text
LIMIT = 8  # lines left out on the word of their neighbours only; more may be the text going on in short lines


def label(lines: list[Line], copied: Sequence[int | None]) -> None:
    """Lines after a menu under the text, a second copy of the text aside; `copied` as in comments.label."""
    own = [at for at in range(len(lines)) if copied[at] is None]
    last = max((at for at in own if lines[at].reason is None and lines[at].is_prose), default=None)
    if last is None:
        return
    after = [at for at in own if at > last]
    marks = [at for at in after if lines[at].reason == "navigation" or _is_leave(lines[at])]
    if not marks or (len(marks) < SURE and not _is_sure(lines[marks[0]])):
        return
    _label_arrows(lines, marks[0])
    start = next((at for at in after if lines[at].reason == "sharing"), marks[0]) if len(marks) >= SURE else marks[0]
    start = min(start, marks[0])
    loose = [at for at in after if at > start and lines[at].reason is None]
    if len(loose) <= min(LIMIT, 2 * (len(lines) - start - len(loose))):
        for at in loose:
            lines[at] = replace(lines[at], reason="navigation")


def _is_sure(line: Line) -> bool:
    return _is_leave(line) or bool(LEGAL.match(line.text))


def _is_leave(line: Line) -> bool:
    """ "Se désinscrire": what ends an e-mail."""
    return line.reason == "sign-up" and starts_with_phrase(line.words, "sign-up", "leave")


def _label_arrows(lines: list[Line], start: int) -> None:
    """ "Billet suivant →", where "← Billet précédent" stands over it."""
    for at in range(start + 1, len(lines)):
        if lines[at].reason is None and lines[at].text[-1] in "→⟶" and lines[at - 1].text[0] in "←⟵":
            lines[at] = replace(lines[at], reason="navigation")
