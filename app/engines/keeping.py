"""Terms that stay as they are, and literals, go through an engine as codes for words, and come back as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.core.glossary import Glossary
from app.core.model import InlineCode, Standing, Term
from app.engines import literals
from app.engines.framing import SPACES, joined
from app.engines.outline import TERM, WORDS, renumbered
from app.engines.protocol import Parts

Span = tuple[int, int]


def hide(parts: Parts, terms: Iterable[Term], *, source_locale: str) -> Parts:
    """The parts with every form in which a term to keep stands in them as a code; the same object without any.

    So with literals, as engines translate `{nom}` and `#maison`. A term that markup parts ("La **Quadrature** du Net")
    becomes a code on each side of it.
    """
    text = "".join(map(_shown, parts))
    kept = Glossary((term for term in terms if term.status is Standing.KEEP), source_locale=source_locale)
    places = _apart([*literals.find(text), *(place[:2] for place in kept.find_plain(text))])
    return _cut(parts, places) if places else parts


def _apart(places: Iterable[Span]) -> list[Span]:
    """Places in order, without those that begin within an earlier one."""
    result: list[Span] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return result


def show(parts: Parts) -> Parts:
    """The parts of an answer, its codes in order, with hidden terms as text."""
    texts = (part.text if isinstance(part, InlineCode) and part.kind == TERM else part for part in parts)
    return renumbered(joined(tuple(texts)))


def _shown(part: str | InlineCode) -> str:
    """A text as it is; a code as one sign that stands between words (a space) or for one of its own (a bar)."""
    if isinstance(part, str):
        return part
    return "|" if part.kind in WORDS else " "


def _cut(parts: Parts, places: list[Span]) -> Parts:
    result: list[str | InlineCode] = []
    moved: dict[int, int] = {}
    position = 0
    for index, part in enumerate(parts):
        if isinstance(part, str):
            result += _pieces(part, [(start - position, end - position) for start, end in places])
        else:
            moved[index] = len(result)
            result.append(part)
        position += len(_shown(part))
    return tuple(
        replace(part, pair=moved.get(part.pair, -1)) if isinstance(part, InlineCode) else part for part in result
    )


def _pieces(text: str, places: list[Span]) -> Iterator[str | InlineCode]:
    done = 0
    for start, end in places:
        start, end = _inside(text, start, end)
        if start < end:
            yield from [text[done:start]] * (done < start)
            yield InlineCode(0, end - start, text[start:end], TERM, value=text[start:end])
            done = end
    yield from [text[done:]] * (done < len(text))


def _inside(text: str, start: int, end: int) -> Span:
    """The part of a place that lies in a text, without white space at its ends."""
    start, end = max(0, start), min(len(text), end)
    held = text[start:end] if start < end else ""
    return start + len(held) - len(held.lstrip(SPACES)), end - (len(held) - len(held.rstrip(SPACES)))
