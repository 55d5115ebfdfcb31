"""Tables that hold data become Markdown tables; those that only place things on a page do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from app.core import inline
from app.importing.html.elements import attribute, children
from app.importing.html.runs import BREAK, Run, collapsed
from app.importing.html.writing import markdown_of

APART = frozenset(
    ["table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure", "hr", "form"]
)
CELL_WORDS = 60  # a cell with more is a column of text
ALIGNED = re.compile(r"text-align\s{0,3}:\s{0,3}(left|right|center)", re.IGNORECASE)
RULES = {"left": ":--", "right": "--:", "center": ":-:", "": "---"}


def rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of each row that holds any."""
    found = [[cell for cell in children(row) if cell.tag in ("td", "th")] for row in _rows(table)]
    return [row for row in found if row]


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in children(child) if row.tag == "tr")


def holds_data(table: LexborNode) -> bool:
    """Whether rows and columns mean something: two of each at least, short cells, no blocks of their own in them."""
    if attribute(table, "role").lower() in ("presentation", "none"):
        return False
    order = [child.tag for child in children(table) if child.tag in ("caption", "thead", "tbody", "tfoot", "tr")]
    if "caption" in order[1:]:
        return False
    cells = rows(table)
    width = max(map(len, cells), default=0)
    if len(cells) < 2 or width < 2 or sum(len(row) == width for row in cells) < len(cells) / 2:
        return False
    if any(_is_apart(cell) for row in cells for cell in row):
        return False
    words = [[len((cell.text(deep=True) or "").split()) for cell in row] for row in cells]
    filled = sum(bool(count) for row in words for count in row)
    return max(map(max, words)) <= CELL_WORDS and filled > len(cells) * width / 2


def _is_apart(cell: LexborNode) -> bool:
    """A cell with blocks or paragraphs of its own."""
    paragraphs = 0
    for node in cell.iter():
        paragraphs += node.tag == "p"
        if node.tag in APART or paragraphs > 1 or any(inner.tag in APART for inner in node.traverse()):
            return True
    return False


def markdown(table: LexborNode, cells: Sequence[Sequence[Sequence[Run]]]) -> str:
    """A GFM table of the cells' runs; its first row is the head, which GFM cannot do without."""
    width = max(map(len, cells))
    nodes = rows(table)
    written = [[_cell(runs, head=not at) for runs in row] for at, row in enumerate(cells)]
    aligned = [_alignment([row[column] for row in nodes if column < len(row)]) for column in range(width)]
    lines = [_line(row, width) for row in written]
    return "\n".join([lines[0], _line([RULES[one] for one in aligned], width), *lines[1:]])


def _line(cells: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def _cell(runs: Sequence[Run], *, head: bool) -> str:
    found = collapsed([replace(run, style=replace(run.style, bold=False)) for run in runs] if head else runs)
    lines: list[str] = []
    line: list[Run] = []
    for run in [*found, Run(BREAK)]:
        if run.text == BREAK:
            lines.append(re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\|", _written(line)))
            line = []
        else:
            line.append(run)
    return "<br>".join(filter(None, lines))


def _written(runs: Sequence[Run]) -> str:
    text = markdown_of(runs, opens_line=False)
    plain = "".join(run.text for run in runs)
    return inline.from_parts([plain]) if all(not run.is_leaf and not run.style.holds() for run in runs) else text


def _alignment(cells: Sequence[LexborNode]) -> str:
    """How most of a column's cells are aligned."""
    found = [_aligned(cell) for cell in cells]
    common = max(set(found), key=found.count, default="")
    return common if found.count(common) > len(found) / 2 else ""


def _aligned(cell: LexborNode) -> str:
    named = attribute(cell, "align").lower()
    match = ALIGNED.search(attribute(cell, "style")[:500])
    found = match[1].lower() if match else named
    return found if found in RULES else ""
