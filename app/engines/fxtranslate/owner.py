"""One model in a process of its own, started when it is first needed, and again when it dies."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app.engines.fxtranslate import models
from app.engines.fxtranslate.models import Model
from app.errors import EngineError
from app.wording import Message

PROGRAM = str(Path(__file__).with_name("worker.py"))
LOADING = 30.0  # seconds: a model of 44 MB takes a fraction of one
LONG = 300  # bytes: what has more may have more than the 127 pieces that one call reads, and is cut by the library
GIVE_UP = 5  # deaths in a row without an answer


class Died(Exception):
    """The process ended, or was ended because it took too long."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()


class _Worker:
    """A running process. Died when it cannot load the model and does not say why, ValueError with why."""

    def __init__(self, model: Model, patience: float) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own program, by argument list)
            # -P: a folder that happens to be named like a module of ours is not taken for it.
            [sys.executable, "-P", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl+C in a terminal does not reach it
        )
        # Runs at `close`, when the worker is forgotten and when the interpreter ends.
        self._finalizer = weakref.finalize(self, _end, self._process)
        files = list(map(str, (model.weights, model.source_vocabulary, model.target_vocabulary)))
        self.ask({"files": files, "patience": round(patience) + 5}, LOADING)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, question: dict[str, Any], seconds: float) -> str:
        """The answer. Died, or ValueError with what the library says."""
        assert self._process.stdin
        assert self._process.stdout
        with self._watched(seconds) as late:
            try:
                self._process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
                self._process.stdin.flush()
                line = self._process.stdout.readline()
            except OSError:
                line = b""
        if not line.endswith(b"\n"):
            raise Died(late=late.is_set())
        answer = json.loads(line)
        if "error" in answer:
            raise ValueError(answer["error"])
        return str(answer["text"])

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[threading.Event]:
        """Kills the process when the block takes longer; the event tells."""
        late = threading.Event()

        def kill() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def close(self) -> None:
        self._finalizer()


class Owner:
    """Asks for one model's translations, one after the other; threads may share it."""

    def __init__(self, model: Model, *, patience: float) -> None:
        self.model = model
        self._patience = patience
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._deaths = 0

    @property
    def pid(self) -> int | None:
        """The process that has the model, if one runs."""
        worker = self._worker
        return worker.pid if worker else None

    def ask(self, text: str) -> str:
        """The text in the other language. EngineError: engine-wide when the model cannot be loaded or always dies."""
        question = {"text": text, "long": len(text.encode("utf-8")) > LONG}
        with self._lock:
            try:
                return self._answer(question)
            except Died as died:
                if died.late:
                    raise self._slow() from None
            try:
                return self._answer(question)
            except Died as died:
                raise (self._slow() if died.late else self._dead()) from None

    def _answer(self, question: dict[str, Any]) -> str:
        try:
            self._worker = self._worker or self._started()
            text = self._worker.ask(question, self._patience)
        except Died:
            self._stop()
            self._deaths += 1
            raise
        except ValueError as error:
            raise EngineError(Message("fxtranslate refuses this segment: {reason}.", reason=str(error))) from error
        self._deaths = 0
        return text

    def _started(self) -> _Worker:
        models.check(self.model)
        try:
            return _Worker(self.model, self._patience)
        except (ValueError, OSError) as error:
            raise EngineError(
                Message("The model {name} cannot be loaded: {reason}.", name=self.model.name, reason=str(error)),
                fix=Message("Delete that folder and fetch the model again."),
                engine_wide=True,
            ) from error

    def _slow(self) -> EngineError:
        return EngineError(
            Message("fxtranslate took more than {seconds} s for this segment.", seconds=round(self._patience))
        )

    def _dead(self) -> EngineError:
        always = self._deaths >= GIVE_UP
        return EngineError(
            Message("fxtranslate's process ended while it translated this segment."),
            fix=Message("Is there memory left?"),
            retryable=True,
            engine_wide=always,
        )

    def _stop(self) -> None:
        if self._worker:
            self._worker.close()
            self._worker = None

    def close(self) -> None:
        """Ends the process; the next question starts it again."""
        with self._lock:
            self._stop()
