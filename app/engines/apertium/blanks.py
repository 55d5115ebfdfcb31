"""Codes of a segment in Apertium's stream format: word-bound blanks, superblanks, and words it cannot know.

A *word-bound blank* `[[t:c:1]]mot[[/]]` travels with its words when they change places; a *superblank* `[<1>]` stays
where it is between them. A code that is used as a word becomes one that no dictionary has, so that the sentence
around it keeps its grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

from app.engines.framing import joined
from app.engines.outline import Item, Outline, Piece, rebuild, renumbered
from app.engines.protocol import Parts

SPECIAL = re.compile(r"[\\\[\]^$/<>@{}]")
# A word-bound blank must touch a word that the analyser sees as one: Latin letters and digits surely are.
CORE = regex.compile(r"[\p{Latin}\p{Nd}](?:.*[\p{Latin}\p{Nd}])?", regex.DOTALL)
STREAM = re.compile(r"\\(.)|\[\[/\]\]|\[\[([^\]]*)\]\]|\[([^\]]*)\]|XPH(\d+)X|([^\\\[X]+|.)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
LEAKED = re.compile(r"<[a-z0-9]{1,12}>")  # grammar tags that slip out of the generator: "y<prn>"
ARTICLE = 4  # letters of the longest: "gli", "unas"
SPACES = re.compile(r" {2,}")
LOOSE_STOP = re.compile(r" +(?=[.,])")


def escape(text: str) -> str:
    """Text as the stream has it. Even escaped, a tilde would be eaten: it goes into a superblank."""
    return SPECIAL.sub(r"\\\g<0>", text).replace("~", "[~]")


def word(number: int) -> str:
    """The word that stands for piece `number`: unknown to every dictionary, left whole by every mode measured."""
    return f"XPH{number}X"


def with_words(source: Outline) -> str:
    """The segment with pairs as word-bound blanks."""
    return "".join(_bound(number, piece) for number, piece in enumerate(source.pieces))


def _bound(number: int, piece: Piece) -> str:
    if not isinstance(piece.content, str) and not piece.word:
        return f"[<{number}>]"
    text = piece.content if isinstance(piece.content, str) else word(number)
    core = CORE.search(text)
    if not piece.pairs or not core:
        return escape(text)
    marks = "; ".join(f"t:c:{pair}" for pair in piece.pairs)
    before, after = text[: core.start()], text[core.end() :]
    return f"{escape(before)}[[{marks}]]{escape(core[0])}[[/]]{escape(after)}"


def with_marks(source: Outline) -> str:
    """The segment with the two ends of each pair as superblanks."""
    text: list[str] = []
    around: tuple[int, ...] = ()
    for number, piece in enumerate((*source.pieces, Piece("", ()))):
        text += [f"[<c{pair}>]" for pair in reversed(around) if pair not in piece.pairs]
        text += [f"[<o{pair}>]" for pair in piece.pairs if pair not in around]
        text.append(plain(((number, piece),)))
        around = piece.pairs
    return "".join(text)


def plain(pieces: Iterable[tuple[int, Piece]]) -> str:
    """Pieces without the pairs around them."""
    text = []
    for number, piece in pieces:
        if isinstance(piece.content, str):
            text.append(escape(piece.content))
        else:
            text.append(word(number) if piece.word else f"[<{number}>]")
    return "".join(text)


def read(answer: str) -> list[Item | str]:
    """The items of an answer; a str is the end of a pair, "o1" or "c1"."""
    items: list[Item | str] = []
    pairs: frozenset[int] = frozenset()
    for match in STREAM.finditer(answer):
        literal, bound, blank, number, text = match.groups()
        if match[0] == "[[/]]":
            pairs = frozenset()
        elif bound is not None:
            pairs = frozenset(int(digits) for digits in re.findall(r"t:c:(\d+)", bound))
        elif number is not None:
            items.append(Item(int(number), pairs))
        elif blank is not None and blank.startswith("<") and blank.endswith(">"):
            inner = blank[1:-1]
            items.append(Item(int(inner), pairs) if inner.isdigit() else inner)
        else:
            _append(items, literal or text or blank or "", pairs)
    return items


def _append(items: list[Item | str], text: str, pairs: frozenset[int]) -> None:
    last = items[-1] if items else None
    if isinstance(last, Item) and isinstance(last.content, str) and last.pairs == pairs:
        items[-1] = Item(last.content + text, pairs)
    elif text:
        items.append(Item(text, pairs))


def from_words(answer: str, source: Outline) -> Parts | None:
    """Parts of the answer to `with_words`; None when its codes do not fit."""
    if source.plain:  # most sentences
        return (ESCAPED.sub(r"\1", answer.replace("[~]", "~")),)
    items = [item for item in read(answer) if isinstance(item, Item)]
    if source.pairs:
        for pair in range(len(source.pairs)):
            items = _without_strays(items, pair)
        items = _with_signs(items, source)
    return rebuild(items, source)


def _without_strays(items: Sequence[Item], pair: int) -> list[Item]:
    """Without the mark on short words that other words now part from the rest of the pair.

    The first hop takes an article into its noun's blank ("**El parlament** europeu"), and the second one parts them
    again ("**The** European **parliament**").
    """
    clusters: list[list[int]] = []
    within = False
    for index, item in enumerate(items):
        if pair in item.pairs:
            clusters = clusters if within else [*clusters, []]
            clusters[-1].append(index)
            within = True
        elif isinstance(item.content, int) or CORE.search(item.content):
            within = False
    if len(clusters) < 2:
        return list(items)
    main = max(clusters, key=lambda cluster: sum(len(str(items[index].content)) for index in cluster))
    strays = {
        index
        for cluster in clusters
        if cluster is not main
        for index in cluster
        if isinstance(items[index].content, str) and len(str(items[index].content).strip()) <= ARTICLE
    }
    return [Item(item.content, item.pairs - {pair}) if index in strays else item for index, item in enumerate(items)]


def _with_signs(items: Sequence[Item], source: Outline) -> list[Item]:
    """Signs that closed or opened a pair in the source ("**Oui !**") and now stand next to it go back into it."""
    result = list(items)
    for pair in range(len(source.pairs)):
        texts = [piece.content for piece in source.pieces if pair in piece.pairs and isinstance(piece.content, str)]
        places = [index for index, item in enumerate(result) if pair in item.pairs]
        if not texts or not places:
            continue
        _take(result, places[-1] + 1, regex.search(r"[^\p{L}\p{N}]*$", texts[-1])[0].rstrip(), at_end=False)
        _take(result, places[0] - 1, regex.search(r"^[^\p{L}\p{N}]*", texts[0])[0].lstrip(), at_end=True)
    return result


def _take(items: list[Item], index: int, signs: str, *, at_end: bool) -> None:
    item = items[index] if 0 <= index < len(items) else None
    if not signs or item is None or not isinstance(item.content, str) or item.pairs:
        return
    if at_end and item.content.endswith(signs):
        cut = len(item.content) - len(signs)
        items[index : index + 1] = [Item(item.content[:cut]), Item(signs, items[index + 1].pairs)]
    elif not at_end and item.content.startswith(signs):
        items[index : index + 1] = [Item(signs, items[index - 1].pairs), Item(item.content[len(signs) :])]


def from_marks(answer: str, source: Outline) -> Parts | None:
    """Parts of the answer to `with_marks`; None when an end is lost, out of order, or a pair has become empty."""
    items = read(answer)
    expected = [item for item in read(with_marks(source)) if isinstance(item, str)]
    if [item for item in items if isinstance(item, str)] != expected:
        return None
    stack: list[int] = []
    bound: list[Item] = []
    for item in items:
        if isinstance(item, Item):
            bound.append(Item(item.content, frozenset(stack)))
        elif item[0] == "o":
            stack.append(int(item[1:]))
        else:
            stack.pop()
    # White space alone is no content for a pair, and stays outside when it stands at its edge.
    return rebuild([_loose(item) for item in bound], source)


def _loose(item: Item) -> Item:
    return Item(item.content) if isinstance(item.content, str) and not item.content.strip() else item


def tidy(parts: Parts, source: Parts) -> Parts:
    """Without what the generator leaks, the spaces it doubles or leaves before a stop, where the source has no such."""
    before = "".join(part for part in source if isinstance(part, str))
    repairs = [(LEAKED, ""), (SPACES, " "), (LOOSE_STOP, "")]
    needed = [(pattern, put) for pattern, put in repairs if not pattern.search(before)]
    result = []
    for part in parts:
        text = part
        for pattern, put in needed if isinstance(part, str) else ():
            text = pattern.sub(put, str(text))
        result.append(text)
    return renumbered(joined(tuple(result)))
