"""One segment through a model that knows nothing of codes: translated whole, the codes put back where their words are.

A pair of codes goes around what the words in it become when they are translated by themselves, if the sentence holds
that once. Where it does not, the text between codes is translated by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import regex

from app.core import segmentation
from app.core.locales import has_space_between_sentences
from app.engines.framing import translatable
from app.engines.outline import TERM, Item, Outline, Piece, Run, by_runs, outline, rebuild
from app.engines.protocol import Parts
from app.errors import EngineError
from app.wording import Message

Ask = Callable[[str], str]  # one sentence -> its translation
Pieces = Sequence[tuple[int, Piece]]  # with their numbers
Span = tuple[int, int]
SIGNS = " \u00a0\u202f.,;:!?…"  # what a fragment may gain or lose at its end when it stands alone


def drafted(parts: Parts, ask: Ask, *, source: str, target: str) -> tuple[Parts, tuple[str, ...]]:
    """The parts in the target language, with flags. EngineError as `ask` raises it, or when codes are lost."""
    held = outline(parts)

    def translate(text: str) -> str:
        return by_sentences(text, ask, source=source, target=target)

    if held.plain:
        return (translate("".join(str(piece.content) for piece in held.pieces)),), ()
    found = _whole(held, translate)
    if found is not None:
        return found, ()
    found = by_runs(held, lambda run: _run(run, translate))
    if found is None:
        raise EngineError(Message("The engine lost this segment's codes."))
    return found, ("by_runs",)


def by_sentences(text: str, ask: Ask, *, source: str, target: str) -> str:
    """A text translated sentence by sentence: a model reads one at a time, and drops what comes after 127 pieces."""
    said = []
    for sentence in segmentation.split(text, locale=source):
        core = sentence.strip()
        answer = ask(" ".join(core.split())).strip() if translatable((core,)) else core
        gap = sentence[len(sentence.rstrip()) :] if core and has_space_between_sentences(target) else ""
        said += [answer, gap]
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return lead + "".join(said).strip() + tail


def _whole(source: Outline, translate: Ask) -> Parts | None:
    """The sentence translated at once, codes put back; None where their places cannot be told."""
    pieces = list(enumerate(source.pieces))
    first, last = _alone(pieces), _alone(pieces[::-1])[::-1]
    if len(first) == len(pieces):
        return None
    middle = pieces[len(first) : len(pieces) - len(last)]
    if any(not isinstance(piece.content, str) and not piece.word for _, piece in middle):
        return None
    answer = translate(_text(middle))
    marks = _places(middle, answer, source, translate)
    if marks is None:
        return None
    items = [Item(number) for number, _ in first]
    items += _cut(answer, *marks)
    items += [Item(number) for number, _ in last]
    return rebuild(items, source)


def _alone(pieces: Pieces) -> list[tuple[int, Piece]]:
    """The codes before the first word: they stay at their end of the segment."""
    found = []
    for number, piece in pieces:
        if isinstance(piece.content, str) or piece.word or piece.pairs:
            break
        found.append((number, piece))
    return found


def _token(number: int, piece: Piece) -> str:
    """What stands for a code that the sentence uses as a word: a name as it is, else what models copy best."""
    code = piece.content[0]
    return code.text if not isinstance(code, str) and code.kind == TERM else f"X{number}"


def _text(pieces: Pieces) -> str:
    return "".join(
        piece.content if isinstance(piece.content, str) else _token(number, piece) for number, piece in pieces
    )


def _places(
    pieces: Pieces, answer: str, source: Outline, translate: Ask
) -> tuple[dict[int, Span], dict[int, Span]] | None:
    """Where the words that stand for codes are in an answer, and the words of each pair; None when one is not."""
    tokens: dict[str, list[int]] = {}
    for number, piece in pieces:
        if not isinstance(piece.content, str):
            tokens.setdefault(_token(number, piece), []).append(number)
    text = _text(pieces)
    words: dict[int, Span] = {}
    for token, numbers in tokens.items():
        found = _found(token, answer)
        if not len(found) == len(_found(token, text)) == len(numbers):
            return None
        words |= dict(zip(numbers, found, strict=True))
    pairs: dict[int, Span] = {}
    for pair in range(len(source.pairs)):
        held = [(number, piece) for number, piece in pieces if pair in piece.pairs]
        span = (0, len(answer)) if len(held) == len(pieces) else _phrase(_text(held), answer, translate)
        if span is None:
            return None
        pairs[pair] = span
    return words, pairs


def _phrase(text: str, answer: str, translate: Ask) -> Span | None:
    core = text.strip(SIGNS)
    if not core:
        return None
    said = translate(core).strip(SIGNS) if translatable((core,)) else core
    found = _found(said, answer) if said else []
    if len(found) != 1:
        return None
    start, end = found[0]
    signs = "".join(text[text.rindex(core) + len(core) :].split())  # "**Attention :** …": the colon is bold
    return start, end + len(signs) if answer.startswith(signs, end) else end


def _found(words: str, answer: str) -> list[Span]:
    """Where words stand in an answer, in whatever case; not within other words of a script that parts words."""
    pattern = rf"(?<![\p{{Cased}}\p{{Nd}}]){regex.escape(words)}(?![\p{{Cased}}\p{{Nd}}])"
    return [match.span() for match in regex.finditer(pattern, answer, regex.IGNORECASE)]


def _cut(answer: str, words: dict[int, Span], pairs: dict[int, Span]) -> list[Item]:
    """The items of an answer with codes in the place of the words that stand for them."""
    edges = sorted({0, len(answer), *(edge for span in (*words.values(), *pairs.values()) for edge in span)})
    items = []
    for start, end in pairwise(edges):
        around = frozenset(pair for pair, span in pairs.items() if span[0] <= start and end <= span[1])
        number = next((number for number, span in words.items() if span == (start, end)), None)
        items.append(Item(answer[start:end] if number is None else number, around))
    return items


def _run(run: Run, translate: Ask) -> list[Item]:
    """A stretch between codes; the codes in it that stand for words part it further."""
    items = [Item(translate(piece.content) if isinstance(piece.content, str) else number) for number, piece in run]
    for edge, strip in ((0, str.lstrip), (-1, str.rstrip)):  # the white space there is put back by whoever asks
        content = items[edge].content
        if isinstance(content, str):
            items[edge] = Item(strip(content))
    return items
