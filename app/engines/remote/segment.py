"""One segment through an engine elsewhere: codes sent as tags, and by runs when they do not come back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core import segmentation
from app.engines import judging
from app.engines.framing import Framed, frame, translatable
from app.engines.outline import Item, Outline, Run, by_runs, outline
from app.engines.protocol import Parts
from app.engines.remote import tags
from app.errors import EngineError
from app.wording import Message

Translate = Callable[[str, bool], str]  # (text, whether it holds tags) -> a checked reply
Drafted = tuple[Parts, tuple[str, ...]]  # parts in the target language, flags


@dataclass(frozen=True, slots=True)
class Form:
    """The texts that an engine takes."""

    notation: tags.Notation  # of texts with codes; others are sent as they are
    longest: int  # characters of one text
    runs: bool = True  # whether to ask for the text between codes that came back damaged
    batch: int = 1  # texts asked for at once
    together: int = 0  # characters of them


@dataclass(frozen=True, slots=True)
class Text:
    """A segment as it is sent."""

    framed: Framed
    source: Outline

    @property
    def copied(self) -> bool:
        """True when there is nothing to translate."""
        return not translatable(self.framed.parts)

    @property
    def plain(self) -> bool:
        """True without codes."""
        return self.source.plain

    def sent(self, notation: tags.Notation, *, marked: bool) -> str:
        """What an engine gets; `marked` with tags for codes, else the words alone."""
        return tags.tagged(self.source, notation) if marked else judging.words(self.framed.parts)

    def read(self, answer: str, notation: tags.Notation, *, marked: bool) -> Drafted | None:
        """The draft in an answer to `sent`; None when its codes do not fit."""
        found = tags.parts(answer, self.source, escaped=notation.escaped) if marked else (answer,)
        return None if found is None else self.drafted(found)

    def drafted(self, found: Parts, *flags: str) -> Drafted:
        """Parts that came back, between the source's own white space."""
        return self.framed.restore(found), (*flags, *judging.flags(found, self.framed.parts))

    def copy(self) -> Drafted:
        """The segment as it is."""
        return self.framed.restore(self.framed.parts), ("copied",)


def text(parts: Parts) -> Text:
    """A segment made ready to be sent."""
    framed = frame(parts)
    return Text(framed, outline(framed.parts))


def draft(segment: Text, translate: Translate, form: Form) -> Drafted:
    """The draft of a segment that is asked for by itself. EngineError as `translate` raises it."""
    if segment.copied:
        return segment.copy()
    if segment.plain:
        return segment.drafted((_in_stretches(judging.words(segment.framed.parts), translate, form.longest),))
    whole = segment.sent(form.notation, marked=True)
    fits = len(whole) <= form.longest or not form.runs
    found = segment.read(translate(whole, True), form.notation, marked=True) if fits else None
    if found is not None:
        return found
    joined = _by_runs(segment.source, translate, form) if form.runs else None
    if joined is None:
        raise lost()
    return segment.drafted(joined, "by_runs")


def lost() -> EngineError:
    """The error of a segment whose codes did not come back."""
    return EngineError(Message("The engine lost this segment's codes."))


def _by_runs(source: Outline, translate: Translate, form: Form) -> Parts | None:
    def items(run: Run) -> list[Item] | None:
        marked = any(piece.word for _, piece in run)
        sent = tags.plain(run, form.notation if marked else tags.BARE)
        if translatable(tuple(piece.content for _, piece in run if isinstance(piece.content, str))):
            sent = _in_stretches(sent, translate, form.longest, marked=marked)
        return tags.read(sent, source, escaped=marked and form.notation.escaped)

    return by_runs(source, items)


def _in_stretches(words: str, translate: Translate, longest: int, *, marked: bool = False) -> str:
    """A text's draft, asked for in stretches of whole sentences where it is longer than the engine takes."""
    if len(words) <= longest:
        return translate(words, marked)
    stretches = [""]
    for sentence in segmentation.split(words):
        if len(sentence) > longest:
            raise EngineError(
                Message(
                    "A sentence has more than {longest} characters, which the engine does not take.", longest=longest
                )
            )
        if len(stretches[-1]) + len(sentence) > longest:
            stretches.append("")
        stretches[-1] += sentence
    return " ".join(translate(stretch.strip(), marked) for stretch in stretches if stretch.strip())
