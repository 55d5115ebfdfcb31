"""What is done for every engine alike: it gets only what can be translated, and what it answers is judged."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain

from app.engines import keeping
from app.engines.framing import Framed, frame, translatable
from app.engines.judging import judged
from app.engines.protocol import Cancel, Engine, Parts, Request, Result
from app.errors import EngineError
from app.wording import Message


def run(
    engine: Engine, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
) -> Iterator[Result]:
    """Exactly one result for each request, whatever the engine does; what it raises becomes errors of results.

    In order, but for segments that failed with their terms protected: these are asked for again without, and come
    last. After an error that is engine-wide the engine gets no more segments, and those it owes have that error.
    """
    first = _Round(engine, source, target, cancel=cancel, keeps=not engine.traits.terms)
    again = []
    for task, result in first.results(requests):
        if task.protected and result.error is not None and not result.error.engine_wide:
            again.append(task.request)
        else:
            yield result
    second = _Round(engine, source, target, cancel=cancel, keeps=False, stop=first.stop)
    yield from (result for _, result in second.results(again))


@dataclass(slots=True)
class _Task:
    """A request on its way: what the engine gets of it, and its result once there is one."""

    request: Request
    framed: Framed
    parts: Parts
    result: Result | None = None

    @property
    def protected(self) -> bool:
        return self.parts is not self.framed.parts


class _Round:
    """An engine asked once for some segments. `keeps`: terms that stay as they are go to it as codes."""

    def __init__(
        self,
        engine: Engine,
        source: str,
        target: str,
        *,
        cancel: Cancel | None,
        keeps: bool,
        stop: EngineError | None = None,
    ) -> None:
        self.stop = stop  # why the engine gets no more
        self._engine = engine
        self._source, self._target = source, target
        self._route = engine.route(source, target) or ""
        self._cancel = cancel
        self._keeps = keeps
        self._tasks: deque[_Task] = deque()  # in order, from the first that is not given back yet
        self._owed: dict[str, _Task] = {}  # what the engine has not answered yet, by the id that it got

    def results(self, requests: Iterable[Request]) -> Iterator[tuple[_Task, Result]]:
        feed = self._feed(list(requests))
        with closing(self._answers(feed)) as answers:
            for answer in answers:
                task = self._owed.pop(answer.id, None)
                if task is not None:  # else the engine made it up, or says it twice
                    task.result = self._judged(task, answer)
                yield from self._finished()
        for _ in feed:  # an engine that ends early owes what it did not ask for
            continue
        for task in self._owed.values():
            silence = EngineError(Message("The engine gave no answer."), retryable=True)
            task.result = self._failed(task.request, self.stop or silence)
        yield from self._finished()

    def _feed(self, requests: list[Request]) -> Iterator[Request]:
        """What is for the engine; its ids are ours, so that nobody's can be doubled."""
        for number, request in enumerate(requests):
            task = self._begin(request)
            self._tasks.append(task)
            if task.result is None:
                self._owed[str(number)] = task
                yield replace(request, id=str(number), parts=task.parts)

    def _begin(self, request: Request) -> _Task:
        framed = frame(request.parts)
        parts = framed.parts
        if self._keeps and request.terms:
            parts = keeping.hide(parts, request.terms, source_locale=self._source)
        task = _Task(request, framed, parts)
        if self._cancel is not None and self._cancel.is_set():
            self.stop = self.stop or EngineError(Message("Drafting was stopped."), retryable=True, engine_wide=True)
        if not translatable(parts):
            task.result = self._made(request, framed.restore(framed.parts), ("copied",))
        elif self.stop is not None:
            task.result = self._failed(request, self.stop)
        return task

    def _answers(self, feed: Iterator[Request]) -> Generator[Result]:
        first = next(feed, None)
        if first is None:
            return
        try:
            yield from self._engine.translate(
                chain([first], feed), source=self._source, target=self._target, cancel=self._cancel
            )
        except EngineError as error:
            self.stop = EngineError(error.message, fix=error.fix, retryable=error.retryable, engine_wide=True)
        # an engine is another's program behind our protocol: whatever breaks there, the drafts made so far are kept
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            message = Message("{name} broke off: {reason}.", name=self._engine.id, reason=reason)
            self.stop = EngineError(message, retryable=True, engine_wide=True)
            self.stop.__cause__ = error

    def _judged(self, task: _Task, answer: Result) -> Result:
        if answer.error is not None:
            self.stop = self.stop or (answer.error if answer.error.engine_wide else None)
            return self._failed(task.request, answer.error)
        try:
            flags = judged(answer.parts or (), task.parts)
        except EngineError as error:
            return self._failed(task.request, error)
        parts = task.framed.restore(keeping.show(_composed(answer.parts or ())))
        return self._made(task.request, parts, tuple(dict.fromkeys((*answer.flags, *flags))))

    def _made(self, request: Request, parts: Parts, flags: tuple[str, ...]) -> Result:
        return Result(request.id, parts, None, self._engine.id, self._route, flags)

    def _failed(self, request: Request, error: EngineError) -> Result:
        return Result(request.id, None, error, self._engine.id, self._route)

    def _finished(self) -> Iterator[tuple[_Task, Result]]:
        while self._tasks and (result := self._tasks[0].result) is not None:
            yield self._tasks.popleft(), result


def _composed(parts: Parts) -> Parts:
    return tuple(unicodedata.normalize("NFC", part) if isinstance(part, str) else part for part in parts)
