"""Structure: which targets can be put in without changing the tree of blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# Each try composes and reads the whole text; beyond this the rest of what is doubtful stays in the source language.
TRIES = 200


def fitting(wanted: Sequence[int], fits: Callable[[frozenset[int]], bool]) -> frozenset[int]:
    """The segments of `wanted` that can be put in together; one that cannot is found by halving the doubtful ones.

    `fits` tells whether a set of segments leaves the tree as it is; the empty set always does.
    """
    accepted: frozenset[int] = frozenset()
    doubtful = [list(wanted)]
    tries = 0
    while doubtful and tries < TRIES:
        group = doubtful.pop()
        if not group:
            continue
        tries += 1
        if fits(accepted.union(group)):
            accepted = accepted.union(group)
        elif len(group) > 1:
            half = len(group) // 2
            doubtful += [group[half:], group[:half]]
    return accepted
