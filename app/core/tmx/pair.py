"""What a memory that is exchanged consists of."""

from __future__ import annotations

from typing import NamedTuple

OURS = "Passeur"  # the tool, in files of ours


class Pair(NamedTuple):
    """A unit of a memory."""

    source: str
    target: str
    note: str = ""  # where it comes from
