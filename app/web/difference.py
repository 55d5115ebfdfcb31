"""What changed between two sources, word by word."""

from __future__ import annotations

import re
from itertools import groupby

from rapidfuzz.distance import Indel

# A word, a run of white space, or one sign: changes of punctuation stay small.
PIECE = re.compile(r"\w+|\s+|[^\w\s]")

Runs = list[tuple[str, str]]


def difference(old: str, new: str) -> Runs:
    """(kind, text) runs of kind "same", "del" or "ins": same and ins joined give `new`, same and del give `old`."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    runs: Runs = []
    steps = Indel.opcodes(before, after)
    for equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        steps_of = list(group)
        gone = "".join(before[steps_of[0].src_start : steps_of[-1].src_end])
        come = "".join(after[steps_of[0].dest_start : steps_of[-1].dest_end])
        runs += [("same", come)] if equal else [("del", gone), ("ins", come)]
    return [(kind, text) for kind, text in runs if text]
