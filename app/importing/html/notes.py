"""Footnotes of a page: which links call one, what the note is, and what leads back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.importing.html.elements import attribute, keys_over, names

CALL = re.compile(r"\[?\(?(\d{1,3}|[*†‡§]|[a-z])\)?\]?\Z")
NAMED = re.compile(r"(?:foot|end)?notes?\b|\bfn|noteref|\bnb\d|\bref\b|\bftn")
LONGEST = 3000  # characters of a note
HOLDERS = ("li", "p", "div", "aside", "dd", "section")


@dataclass(frozen=True, slots=True)
class Notes:
    """By element (mem_id): the label of the note that a link calls, or that a block holds; links that lead back."""

    calls: Mapping[int, str] = field(default_factory=dict)
    definitions: Mapping[int, str] = field(default_factory=dict)
    returns: frozenset[int] = frozenset()

    @property
    def labels(self) -> frozenset[str]:
        """As Markdown's reader names them: "^1"."""
        return frozenset(f"^{label}" for label in self.definitions.values())


def find(page: LexborHTMLParser, base: str) -> Notes:
    """The footnotes of a page; a call whose note is not there stays a link."""
    links = [(node, place) for node in page.css("a[href]") if (place := _place(attribute(node, "href"), base))]
    if not links:
        return Notes()
    wanted = {place for _, place in links}
    targets = {attribute(node, "id"): node for node in page.css("[id]") if attribute(node, "id") in wanted}
    holders = {place: _holder(target) for place, target in targets.items()}
    calls: dict[int, str] = {}
    definitions: dict[int, str] = {}
    labels: dict[int, str] = {}
    taken: set[str] = set()
    for node, place in links:
        holder = holders.get(place)
        if holder is None or not _is_call(node):
            continue
        over = set(keys_over(node))
        if holder.mem_id in over or not definitions.keys().isdisjoint(over):
            continue
        label = labels[holder.mem_id] = labels.get(holder.mem_id) or _label(node, taken)
        taken.add(label)
        calls[node.mem_id] = label
        definitions[holder.mem_id] = label
    returns = frozenset(node.mem_id for node, _ in links if node.mem_id not in calls and _leads_back(node, definitions))
    return Notes(calls, definitions, returns)


def _leads_back(node: LexborNode, definitions: Mapping[int, str]) -> bool:
    short = len((node.text(deep=True) or "").strip()) <= 3
    return short and not definitions.keys().isdisjoint(keys_over(node))


def _place(href: str, base: str) -> str:
    page, sign, place = href.partition("#")
    return place if sign and (not page or page == base.partition("#")[0]) else ""


def _is_call(node: LexborNode) -> bool:
    text = (node.text(deep=True) or "").strip()
    if not CALL.match(text):
        return False
    parent = node.parent
    raised = any(one is not None and one.tag == "sup" for one in (parent, node.child))
    told = " ".join(names(node)) + attribute(node, "role") + attribute(node, "href")
    return raised or bool(NAMED.search(told.lower()))


def _holder(target: LexborNode) -> LexborNode | None:
    """The block of a note, found from the element that links lead to."""
    at: LexborNode | None = target
    steps = 0
    while at is not None and at.tag not in HOLDERS and steps < 3:
        at, steps = at.parent, steps + 1
    if at is None or at.tag not in HOLDERS or len(at.text(deep=True) or "") > LONGEST:
        return None
    return at


def _label(node: LexborNode, taken: set[str]) -> str:
    text = (node.text(deep=True) or "").strip().strip("[]()")
    label = text if text.isalnum() else "1"
    number = len(taken)
    while label in taken:
        number += 1
        label = str(number)
    return label
