"""What is done for every engine alike: it gets only what can be translated, and what it answers is judged."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain

from app.engines import keeping, remembering
from app.engines.asking import Pair, Task
from app.engines.framing import frame, translatable
from app.engines.protocol import Cancel, Engine, Request, Result
from app.engines.remembering import Answers
from app.errors import EngineError
from app.wording import NOTHING, Message


def run(
    engine: Engine,
    requests: Iterable[Request],
    *,
    source: str,
    target: str,
    cancel: Cancel | None = None,
    answers: Answers | None = None,
) -> Iterator[Result]:
    """Exactly one result for each request, whatever the engine does; what it raises becomes errors of results.

    `answers` are asked before an engine that is slow or costs something, and learn what it says; never its errors.
    In order, but for segments that failed with their terms protected: these are asked for again without, and come
    last. After an error that is engine-wide the engine gets no more segments, and those it owes have that error.
    """
    pair = Pair(engine, source, target, answers if remembering.worth(engine) else None)
    first = _Round(pair, cancel=cancel, keeps=not engine.traits.terms)
    again = []
    for task, result in first.results(requests):
        if task.protected and result.error is not None and not result.error.engine_wide:
            again.append(task.request)
        else:
            yield result
    second = _Round(pair, cancel=cancel, keeps=False, stop=first.stop)
    yield from (result for _, result in second.results(again))


class _Round:
    """Segments that an engine is asked for. `keeps`: terms that stay as they are go to it as codes."""

    def __init__(self, pair: Pair, *, cancel: Cancel | None, keeps: bool, stop: EngineError | None = None) -> None:
        self.stop = stop  # why the engine gets no more
        self._pair = pair
        self._cancel = cancel
        self._keeps = keeps
        self._tasks: deque[Task] = deque()  # in order, from the first that is not given back yet
        self._owed: dict[str, Task] = {}  # what the engine has not answered yet, by the id that it got
        self._broken: Exception | None = None

    def results(self, requests: Iterable[Request]) -> Iterator[tuple[Task, Result]]:
        """Tasks with their results. What making a request raises goes through, after the results of those before."""
        feed = self._feed(requests)
        with closing(self._answers(feed)) as answers:
            for answer in answers:
                self._take(answer)
                yield from self._finished()
        for _ in feed:  # an engine that ends early owes what it did not ask for
            continue
        for task in self._owed.values():
            silence = EngineError(Message("The engine gave no answer."), retryable=True)
            task.result = self._pair.failed(task, self.stop or silence)
        yield from self._finished()
        if self._broken is not None:
            raise self._broken

    def _feed(self, requests: Iterable[Request]) -> Iterator[Request]:
        """What is for the engine; its ids are ours, so that nobody's can be doubled."""
        try:
            for number, request in enumerate(requests):
                task = self._begin(request)
                self._tasks.append(task)
                if task.result is None:
                    self._owed[str(number)] = task
                    yield replace(request, id=str(number), parts=task.parts)
        except Exception as error:  # on its way through the engine it would pass for one of the engine's
            self._broken = error

    def _begin(self, request: Request) -> Task:
        framed = frame(request.parts)
        parts = framed.parts
        if self._keeps:
            parts = keeping.hide(parts, request.terms, source_locale=self._pair.source)
        task = Task(request, framed, parts)
        if self._cancel is not None and self._cancel.is_set():
            self.stop = self.stop or _wide(Message("Drafting was stopped."))
        if not translatable(parts):
            task.result = self._pair.copied(task)
        elif self.stop is not None:
            task.result = self._pair.failed(task, self.stop)
        else:
            task.result = self._pair.recall(task)
        return task

    def _answers(self, feed: Iterator[Request]) -> Generator[Result]:
        first = next(feed, None)
        if first is None:
            return
        try:
            yield from self._pair.ask(chain([first], feed), self._cancel)
        except EngineError as error:
            self.stop = error if error.engine_wide else _wide(error.message, fix=error.fix)
        # an engine is another's program behind our protocol: whatever breaks there, the drafts made so far are kept
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            self.stop = _wide(Message("{name} broke off: {reason}.", name=self._pair.engine.id, reason=reason))
            self.stop.__cause__ = error

    def _take(self, answer: Result) -> None:
        task = self._owed.pop(answer.id, None)
        if task is None:  # the engine made it up, or says it twice
            return
        task.result = self._pair.judge(task, answer)
        if self.stop is None and answer.error is not None and answer.error.engine_wide:
            self.stop = answer.error

    def _finished(self) -> Iterator[tuple[Task, Result]]:
        while self._tasks and (result := self._tasks[0].result) is not None:
            yield self._tasks.popleft(), result


def _wide(message: Message, *, fix: Message = NOTHING) -> EngineError:
    return EngineError(message, fix=fix, retryable=True, engine_wide=True)
