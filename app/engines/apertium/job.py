"""One segment on its way through Apertium: which form of it is tried, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.engines.apertium import blanks
from app.engines.framing import Framed, frame
from app.engines.outline import Item, Outline, Piece, outline, rebuild, renumbered, runs
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
    def characters(self) -> int:
        return sum(len(part) for part in self.framed.parts if isinstance(part, str))

    def next_form(self) -> bool:
        """Goes over to the next form; False when there is none left."""
        place = FORMS.index(self.form) + 1
        if place == len(FORMS) or len(self.outline.pieces) < 2:
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
            return [blanks.plain(run).strip() for run in self._runs()]
        texts = [part for part in self.framed.parts if isinstance(part, str)]
        return [blanks.escape("".join(texts))]

    def _runs(self) -> list[list[tuple[int, Piece]]]:
        numbers = {id(piece): number for number, piece in enumerate(self.outline.pieces)}
        return [[(numbers[id(piece)], piece) for piece in run] for run in runs(self.outline)]

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
        items: list[Item] = []
        inside = {number for run in self._runs() for number, _ in run}
        starts = {run[0][0]: run for run in self._runs()}
        for number, piece in enumerate(self.outline.pieces):
            if number in starts:
                items += _within(next(answers), starts[number], frozenset(piece.pairs))
            elif number not in inside:
                items.append(Item(number))
        return rebuild(items, self.outline)

    def _read_ends(self) -> Parts:
        opening = [pair.open for pair in self.outline.pairs]
        closing = [pair.close for pair in reversed(self.outline.pairs)]
        rest = [code for piece in self.outline.pieces if not isinstance(piece.content, str) for code in piece.content]
        items = [item.content for item in blanks.read(self.answers[0]) if isinstance(item, Item)]
        text = "".join(content for content in items if isinstance(content, str))
        return renumbered((*opening, text, *closing, *rest))


def _within(answer: str, run: list[tuple[int, Piece]], pairs: frozenset[int]) -> list[Item]:
    """The items of a run's answer, with the white space that stood at its ends in the source."""
    first, last = run[0][1].content, run[-1][1].content
    lead = first[: len(first) - len(first.lstrip())] if isinstance(first, str) else ""
    tail = last[len(last.rstrip()) :] if isinstance(last, str) and last.strip() else ""
    items = [Item(item.content, pairs) for item in blanks.read(answer.strip()) if isinstance(item, Item)]
    return [Item(lead, pairs), *items, Item(tail, pairs)]
