"""One segment through a hosted engine: codes sent as tags, and by runs when they do not come back whole."""

from __future__ import annotations

from collections.abc import Callable

from app.core import segmentation
from app.engines.framing import frame, translatable
from app.engines.hosted import replies, tags
from app.engines.outline import Item, Outline, Run, by_runs, outline
from app.engines.protocol import Parts
from app.errors import EngineError
from app.wording import Message

Translate = Callable[[str, bool], str]  # (text, whether it is HTML) -> a checked reply


def draft(parts: Parts, translate: Translate, *, longest: int, reads_html: bool) -> tuple[Parts, tuple[str, ...]]:
    """A segment's parts in the target language, with flags. EngineError as `translate` raises it."""
    framed = frame(parts)
    if not translatable(framed.parts):
        return framed.restore(framed.parts), ("copied",)
    source = outline(framed.parts)
    if source.plain:
        text = "".join(piece.content for piece in source.pieces if isinstance(piece.content, str))
        answer = _in_stretches(text, translate, longest)
        return framed.restore((answer,)), replies.flags(answer, text)
    found = _by_tags(source, translate, longest=longest, reads_html=reads_html)
    flags: tuple[str, ...] = ()
    if found is None:
        found, flags = _by_runs(source, translate, longest=longest), ("by_runs",)
    if found is None:
        raise EngineError(Message("The engine lost this segment's codes."))
    text, answer = _words(framed.parts), _words(found)
    return framed.restore(found), (*flags, *replies.flags(answer, text))


def _words(parts: Parts) -> str:
    return "".join(part for part in parts if isinstance(part, str))


def _by_tags(source: Outline, translate: Translate, *, longest: int, reads_html: bool) -> Parts | None:
    text = tags.tagged(source, as_html=reads_html)
    return tags.parts(translate(text, reads_html), source, as_html=reads_html) if len(text) <= longest else None


def _by_runs(source: Outline, translate: Translate, *, longest: int) -> Parts | None:
    def items(run: Run) -> list[Item] | None:
        text = tags.plain(run, as_html=False)
        if translatable(tuple(piece.content for _, piece in run if isinstance(piece.content, str))):
            text = _in_stretches(text, translate, longest)
        return tags.read(text, source, as_html=False)

    return by_runs(source, items)


def _in_stretches(text: str, translate: Translate, longest: int) -> str:
    """A text's draft, asked for in stretches of whole sentences where it is longer than the service takes."""
    if len(text) <= longest:
        return translate(text, False)
    stretches = [""]
    for sentence in segmentation.split(text):
        if len(sentence) > longest:
            raise EngineError(
                Message(
                    "A sentence has more than {longest} characters, which the engine does not take.", longest=longest
                )
            )
        if len(stretches[-1]) + len(sentence) > longest:
            stretches.append("")
        stretches[-1] += sentence
    return " ".join(translate(stretch.strip(), False) for stretch in stretches if stretch.strip())
