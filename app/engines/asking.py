"""A segment on its way to an engine, and what becomes of the answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.engines import keeping, remembering
from app.engines.framing import Framed
from app.engines.judging import judged
from app.engines.protocol import Cancel, Engine, Parts, Request, Result
from app.engines.remembering import Answers
from app.errors import EngineError


@dataclass(slots=True)
class Task:
    """A request on its way: what the engine gets of it, and its result once there is one."""

    request: Request
    framed: Framed
    parts: Parts
    result: Result | None = None

    @property
    def protected(self) -> bool:
        return self.parts is not self.framed.parts


class Pair:
    """An engine for a source and a target, and what it is known to answer."""

    def __init__(self, engine: Engine, source: str, target: str, answers: Answers | None) -> None:
        self.engine = engine
        self.source, self.target = source, target
        self._route = engine.route(source, target) or ""
        self._answers = answers

    def ask(self, requests: Iterable[Request], cancel: Cancel | None) -> Iterator[Result]:
        return self.engine.translate(requests, source=self.source, target=self.target, cancel=cancel)

    def recall(self, task: Task) -> Result | None:
        """The result that was kept of an earlier answer; None where there is none that would pass today."""
        known = self._answers.get(self._key(task)) if self._answers is not None else None
        try:
            parts, flags = remembering.read(known or "", source=task.parts)
            judged(parts, task.parts)
        except (ValueError, EngineError):
            return None
        return self.finished(task, parts, flags)

    def judge(self, task: Task, answer: Result) -> Result:
        """The result that an answer makes, kept when it is a draft."""
        if answer.error is not None:
            return self.failed(task, answer.error)
        try:
            flags = tuple(dict.fromkeys((*answer.flags, *judged(answer.parts or (), task.parts))))
        except EngineError as error:
            return self.failed(task, error)
        parts = tuple(
            unicodedata.normalize("NFC", part) if isinstance(part, str) else part for part in answer.parts or ()
        )
        if self._answers is not None:
            self._answers.put(self._key(task), remembering.written((parts, flags), source=task.parts))
        return replace(self.finished(task, parts, flags), unknown=answer.unknown)

    def copied(self, task: Task) -> Result:
        return self.finished(task, task.parts, ("copied",))

    def finished(self, task: Task, parts: Parts, flags: tuple[str, ...]) -> Result:
        whole = task.framed.restore(keeping.show(parts))
        return Result(task.request.id, whole, None, self.engine.id, self._route, flags)

    def failed(self, task: Task, error: EngineError) -> Result:
        return Result(task.request.id, None, error, self.engine.id, self._route)

    def _key(self, task: Task) -> str:
        asked = replace(task.request, parts=task.parts)
        return remembering.key(self.engine, asked, source=self.source, target=self.target)
