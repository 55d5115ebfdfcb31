"""Structure: which targets can be put in without changing the tree of blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Fits = Callable[[frozenset[int]], bool]

# Each try composes and reads the whole text: about two seconds in all, whatever the targets hold.
TRIES, CHARACTERS = 200, 4_000_000


def fitting(wanted: Sequence[int], fits: Fits, *, suspects: Callable[[], frozenset[int]], size: int) -> frozenset[int]:
    """The segments of `wanted` that can be put in together; those that cannot are found by halving.

    `fits` tells whether a set of segments leaves the tree as it is; the empty set always does. `suspects` names those
    that look bad by themselves: they are tried apart. `size` is that of the text; when the tries are used up, what is
    still doubtful is left out.
    """
    everything = frozenset(wanted)
    if fits(everything):
        return everything
    apart = suspects()
    doubtful = [[i for i in wanted if i in apart], [i for i in wanted if i not in apart]]
    accepted: frozenset[int] = frozenset()
    tries = max(12, min(TRIES, CHARACTERS // (size + 1)))
    while doubtful and tries:
        group = doubtful.pop()
        tries -= bool(group)
        if fits(accepted.union(group)):
            accepted = accepted.union(group)
        elif len(group) > 1:
            half = len(group) // 2
            doubtful += [group[half:], group[:half]]
    return accepted
