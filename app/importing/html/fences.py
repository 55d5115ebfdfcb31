"""Blocks of code as Markdown writes them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from app.importing.html.elements import attribute, children

FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)-?\s?([a-z0-9+#-]{1,20})", re.IGNORECASE)
AROUND = 3  # elements over the code in which its language may be told


def fenced(node: LexborNode, text: str) -> str:
    """`text` of the <pre> `node` between fences that no line of it can close (CommonMark 4.5)."""
    lines = text.strip("\n").rstrip()
    longest = max(map(len, FENCE.findall(lines)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{_language(node)}\n{lines}\n{fence}"


def _language(node: LexborNode) -> str:
    """The language of a code block, from its class or those around it."""
    inner = [child for child in children(node) if child.tag == "code"]
    around: list[LexborNode] = [*inner, node]
    parent = node.parent
    while parent is not None and len(around) < AROUND + len(inner):
        around.append(parent)
        parent = parent.parent
    for one in around:
        if named := attribute(one, "data-lang"):
            return re.sub(r"[^\w+#-]", "", named)[:20]
        if match := LANGUAGE.search(attribute(one, "class")[:500]):
            return match[1]
    return ""
