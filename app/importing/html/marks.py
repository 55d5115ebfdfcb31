"""What a page's own markup says of its parts: menus, comments, teasers. The names stand in marks.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from app.importing.html.elements import attribute, names


class Mark(NamedTuple):
    """An element said to be no part of the text, and why. `key` is the element's."""

    key: int
    reason: str


@cache
def _reasons(kind: str) -> dict[str, str]:
    """Element, role or name -> reason; the first in the file wins."""
    table = json.loads(files(__package__).joinpath("marks.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for reason, lists in table.items():
        for name in lists.get(kind, ()):
            found.setdefault(name, reason)
    return found


def mark_of(node: LexborNode, key: int) -> Mark | None:
    """What the element's tag, role, class or id says it is; None when they say nothing."""
    tag = node.tag or ""
    reason = _reasons("elements").get(tag) or _reasons("roles").get(attribute(node, "role").lower())
    known = _reasons("names")
    reason = reason or next((known[name] for name in names(node) if name in known), None)
    return Mark(key, reason) if reason and tag not in ("html", "body", "main") else None
