"""A route at work: segments go through its hops with many on their way at once, and come out in order."""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from app.engines.apertium import names
from app.engines.apertium.analyser import Analyser
from app.engines.apertium.hop import Hop
from app.engines.apertium.job import Job
from app.engines.apertium.pipe import WINDOW
from app.engines.framing import translatable
from app.engines.protocol import Cancel, Request, Result
from app.errors import EngineError
from app.wording import Message

TICK = 0.1  # seconds between looks at `cancel` and the clock
LIMIT = 20_000  # characters of a segment


class Chain:
    """The hops of one route. Serves one caller at a time."""

    def __init__(self, engine: str, hops: list[Hop], analyser: Analyser) -> None:
        self.engine = engine
        self.hops = hops
        self.route = ",".join(hop.name for hop in hops)
        self._analyser = analyser

    def run(self, requests: Iterable[Request], cancel: Cancel | None) -> Iterator[Result]:
        """One result a request, in order."""
        source = iter(requests)
        jobs: deque[Job] = deque()
        more = True
        stopped: EngineError | None = None
        try:
            while more or jobs:
                if more and len(jobs) < len(self.hops) * WINDOW:
                    new = [self._begin(request, stopped) for request in islice(source, WINDOW)]
                    more = len(new) == WINDOW
                    jobs.extend(new)
                    self._analyser.unknown(job.text for job in new if job.result is None)  # all at once, and remembered
                if cancel is not None and cancel.is_set():
                    stopped = EngineError(Message("Drafting was stopped."), retryable=True, engine_wide=True)
                try:
                    if stopped is None:
                        self._turn(wait=bool(jobs and jobs[0].result is None))
                except EngineError as error:
                    stopped = error
                if stopped is not None:
                    self._stop(jobs, stopped)
                while jobs and (result := jobs[0].result):
                    jobs.popleft()
                    yield result
        finally:
            if any(hop.busy for hop in self.hops):  # left in the middle: what is on its way belongs to nobody
                self.close()

    def _begin(self, request: Request, stopped: EngineError | None) -> Job:
        job = Job(request)
        if not translatable(job.framed.parts):
            parts = job.framed.restore(job.framed.parts)
            job.result = Result(request.id, parts, None, self.engine, self.route, ("copied",))
        elif len(job.text) > LIMIT:
            fix = Message("Split it in the source.")
            error = EngineError(Message("This segment has more than {number} characters.", number=LIMIT), fix=fix)
            self._fail(job, error)
        elif stopped is None:
            self._send(job)
        return job

    def _send(self, job: Job) -> None:
        self.hops[0].send(job, job.texts[len(job.answers)])

    def _turn(self, *, wait: bool) -> None:
        moved = False
        for place, hop in enumerate(self.hops):
            answers, failures = hop.turn()
            moved = moved or bool(answers or failures)
            for job, text in answers:
                self._advance(job, text, place=place)
            for job, error in failures:
                self._retry(job, error)
        if wait and not moved:
            self._wait()

    def _wait(self) -> None:
        if not any(hop.busy for hop in self.hops):
            raise EngineError(Message("Apertium lost a segment on its way."), retryable=True, engine_wide=True)
        pipes = [hop.pipe for hop in self.hops if hop.busy and hop.pipe]
        reading = [pipe.output for pipe in pipes]
        writing = [pipe.input for pipe in pipes if pipe.writing]
        if reading:
            poll = select.poll()
            for descriptor in reading:
                poll.register(descriptor, select.POLLIN)
            for descriptor in writing:
                poll.register(descriptor, select.POLLOUT)
            poll.poll(TICK * 1000)

    def _advance(self, job: Job, text: str, *, place: int) -> None:
        if job.names and place == len(self.hops) - 1:
            shown = names.show(text, job.names)
            if shown is None:
                self._without_names(job)
                return
            text = shown
        if not text.strip() and job.texts[len(job.answers)].strip():
            self._retry(job, EngineError(Message("Apertium answered nothing."), retryable=True))
            return
        if place < len(self.hops) - 1:
            if job.keep_names:
                text, job.names = names.hide(text, self._analyser.unknown([job.text]))
            self.hops[place + 1].send(job, text)
            return
        job.answers.append(text)
        if len(job.answers) < len(job.texts):
            self._send(job)
        else:
            self._finish(job)

    def _without_names(self, job: Job) -> None:
        job.keep_names = False
        job.names = {}
        self._send(job)

    def _finish(self, job: Job) -> None:
        finished = job.finish()
        if finished is None:
            self._retry(job, EngineError(Message("Apertium lost this segment's codes.")))
        else:
            parts, flags = finished
            unknown = self._analyser.unknown([job.text])
            job.result = Result(job.request.id, parts, None, self.engine, self.route, flags, unknown)

    def _retry(self, job: Job, error: EngineError) -> None:
        if job.next_form():
            self._send(job)
        else:
            self._fail(job, error)

    def _fail(self, job: Job, error: EngineError) -> None:
        job.result = Result(job.request.id, None, error, self.engine, self.route)

    def _stop(self, jobs: Iterable[Job], error: EngineError) -> None:
        for hop in self.hops:
            hop.close()
        for job in jobs:
            if job.result is None:
                self._fail(job, error)

    def close(self) -> None:
        """Ends all programs; the next `run` starts them again."""
        for hop in self.hops:
            hop.close()
        with suppress(OSError):
            self._analyser.close()
