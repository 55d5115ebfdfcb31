"""One segment on its way through Apertium: which form of it is tried, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.engines.apertium import blanks
from app.engines.framing import Framed, frame
from app.engines.outline import Item, Outline, by_runs, outline, renumbered, runs
from app.engines.protocol import Parts, Request, Result

# What is tried in turn until all codes come back in order: pairs that travel with their words; pairs that stay where
# they are; the text between codes by itself; codes at both ends.
FORMS = ("words", "marks", "runs", "ends")


@dataclass(slots=True)
class Job:
    """A request, the form it is tried in, and its result once there is one."""

    request: Request
    framed: Framed = field(init=False)
    outline: Outline = field(init=False)
    form: str = FORMS[0]
    texts: list[str] = field(default_factory=list)  # escaped, to be translated one after the other
    answers: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # words that stand for names in hops after the first
    keep_names: bool = True
    crashes: int = 0
    result: Result | None = None

    def __post_init__(self) -> None:
        self.framed = frame(self.request.parts)
        self.outline = outline(self.framed.parts)
        self.texts = self._texts()

    @property
    def text(self) -> str:
        """What the segment says, without its codes."""
        return "".join(part for part in self.framed.parts if isinstance(part, str))

    def next_form(self) -> bool:
        """Goes over to the next form; False when there is none left."""
        place = FORMS.index(self.form) + 1
        if place == len(FORMS) or self.outline.plain:
            return False
        self.form = FORMS[place]
        self.texts, self.answers, self.names = self._texts(), [], {}
        return True

    def _texts(self) -> list[str]:
        if self.form == "words":
            return [blanks.with_words(self.outline)]
        if self.form == "marks":
            return [blanks.with_marks(self.outline)]
        if self.form == "runs":
            return [blanks.plain(run).strip() for run in runs(self.outline)]
        texts = [part for part in self.framed.parts if isinstance(part, str)]
        return [blanks.escape("".join(texts))]

    def finish(self) -> tuple[Parts, tuple[str, ...]] | None:
        """The parts that the answers make, with flags; None when codes were lost in this form."""
        parts, flags = self._read()
        if parts is None:
            return None
        parts = blanks.tidy(self.framed.restore(parts), self.framed.parts)
        return parts, flags

    def _read(self) -> tuple[Parts | None, tuple[str, ...]]:
        if self.form == "words":
            return blanks.from_words(self.answers[0], self.outline), ()
        if self.form == "marks":
            return blanks.from_marks(self.answers[0], self.outline), ()
        if self.form == "runs":
            return self._read_runs(), ("by_runs",)
        return self._read_ends(), ("codes_damaged",)

    def _read_runs(self) -> Parts | None:
        answers = iter(self.answers)
        return by_runs(self.outline, lambda _: [i for i in blanks.read(next(answers).strip()) if isinstance(i, Item)])

    def _read_ends(self) -> Parts:
        opening = [pair.open for pair in self.outline.pairs]
        closing = [pair.close for pair in reversed(self.outline.pairs)]
        rest = [code for piece in self.outline.pieces if not isinstance(piece.content, str) for code in piece.content]
        items = [item.content for item in blanks.read(self.answers[0]) if isinstance(item, Item)]
        text = "".join(content for content in items if isinstance(content, str))
        return renumbered((*opening, text, *closing, *rest))
