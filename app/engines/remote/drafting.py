"""A run of an engine elsewhere: segments asked for together, each that failed again by itself, one result for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.engines.protocol import Cancel, Request, Result
from app.engines.remote import replies
from app.engines.remote.patience import Answer, Limits, Patience, stopped
from app.engines.remote.segment import Drafted, Form, Text, draft, lost, text
from app.errors import EngineError
from app.wording import Message

# (texts, whether they hold tags, whose they are) -> the reply to each as it came, None where there is none
Ask = Callable[[Sequence[str], bool, Sequence[Request]], Sequence[object]]


@dataclass(slots=True)
class Drafting:
    """Drafts until the engine is known not to answer; what is left then gets the reason and is not sent."""

    engine: str
    route: str
    ask: Ask
    form: Form
    limits: Limits
    cancel: Cancel | None = None
    _patience: Patience = field(init=False)
    _end: EngineError | None = None

    def __post_init__(self) -> None:
        self._patience = Patience(self.limits, self.cancel)

    def results(self, requests: Iterable[Request]) -> Iterator[Result]:
        """One result for each request, in order, batch by batch."""
        for batch in self._batches(requests):
            texts = [text(request.parts) for request in batch]
            together = self._together(batch, texts)
            for index, request in enumerate(batch):
                try:
                    parts, flags = together.get(index) or self._alone(request, texts[index])
                except EngineError as error:
                    self._end = self._end or (error if error.engine_wide else None)
                    yield Result(request.id, None, error, self.engine, self.route)
                else:
                    yield Result(request.id, parts, None, self.engine, self.route, flags)

    def _batches(self, requests: Iterable[Request]) -> Iterator[list[Request]]:
        batch: list[Request] = []
        size = 0
        for request in requests:
            length = sum(len(part if isinstance(part, str) else part.text) for part in request.parts)
            if batch and size + length > self.form.together:
                yield batch
                batch, size = [], 0
            batch.append(request)
            size += length
            if len(batch) == self.form.batch:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _together(self, batch: Sequence[Request], texts: Sequence[Text]) -> Mapping[int, Drafted]:
        """The drafts of a batch that came back as they should, by their place in it."""
        open_ = [index for index, one in enumerate(texts) if not one.copied]
        if len(open_) < 2:
            return {}
        marked = any(not texts[index].plain for index in open_)
        sent = [texts[index].sent(self.form.notation, marked=marked) for index in open_]
        asked = [batch[index] for index in open_]

        def question() -> dict[int, Drafted]:
            drafts: dict[int, Drafted] = {}
            problem = EngineError(Message("The engine's reply holds no text."))
            for index, words, reply in zip(open_, sent, self._asked(sent, marked, asked), strict=True):
                try:
                    drafts[index] = self._read(texts[index], replies.checked(reply, words), marked=marked)
                except EngineError as error:
                    problem = error
            if not drafts:
                raise problem
            return drafts

        try:
            return self._guarded(question)
        except EngineError as error:
            self._end = error if error.engine_wide else None
            return {}

    def _read(self, one: Text, answer: str, *, marked: bool) -> Drafted:
        found = one.read(answer, self.form.notation, marked=marked)
        if found is None:
            raise lost()
        return found

    def _alone(self, request: Request, one: Text) -> Drafted:
        def translate(words: str, marked: bool) -> str:
            return self._guarded(lambda: replies.checked(self._asked([words], marked, [request])[0], words))

        return draft(one, translate, self.form)

    def _guarded(self, question: Callable[[], Answer]) -> Answer:
        if self._end is None and self.cancel is not None and self.cancel.is_set():
            self._end = stopped()
        if self._end is not None:
            raise self._end
        return self._patience.ask(question)

    def _asked(self, texts: Sequence[str], marked: bool, requests: Sequence[Request]) -> Sequence[object]:
        try:
            found = self.ask(texts, marked, requests)
        except EngineError:
            raise
        except (ValueError, RecursionError) as error:  # no JSON, or none that ends
            fix = Message("Is its address right?")
            raise EngineError(Message("The engine's reply is no answer of such a service."), fix=fix) from error
        # A stranger's reply read by another library: whatever goes wrong there concerns these segments alone.
        except Exception as error:
            reason = type(error).__name__
            raise EngineError(Message("The engine's reply cannot be read ({reason}).", reason=reason)) from error
        if len(found) != len(texts):
            raise EngineError(
                Message("The engine's reply has {found} texts for {sent}.", found=len(found), sent=len(texts))
            )
        return found
