"""One mode kept running: a line of programs that answers texts one after the other, each ended by a NUL.

Nothing here waits: `turn` moves what can be moved, so that one thread keeps several pipes busy at once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
import weakref
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.wording import Message

Owner = TypeVar("Owner")

# The full stop ends the sentence for the tagger; the number in a blank shows whose answer this is.
STOP = "."
TAIL = "[][#{}]"
WINDOW = 256  # texts on their way at once: enough to keep every stage busy
READ = 1 << 16
LIMIT = 1 << 20  # no answer is this long


class PipeFailure(Exception):
    """The programs died, hung or answered something else than was asked."""


@dataclass(slots=True)
class Flight(Generic[Owner]):
    """A text on its way through the pipe."""

    number: int
    owner: Owner
    text: str
    since: float = field(default_factory=time.monotonic)


def _end(group: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    for process in processes:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


class Pipe(Generic[Owner]):
    """A running mode. Raises OSError when a program cannot be started."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self.flying: deque[Flight[Owner]] = deque()
        self._outgoing = bytearray()
        self._incoming = bytearray()
        self._count = 0
        self._failure: PipeFailure | None = None
        self.processes: list[subprocess.Popen[bytes]] = []
        try:
            for command in commands:
                self._start(command)
        except OSError:
            self._finish()
            raise
        assert self.processes[0].stdin
        assert self.processes[-1].stdout
        self.input = self.processes[0].stdin.fileno()
        self.output = self.processes[-1].stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        # Runs at `close`, when the pipe is forgotten and when the interpreter ends.
        self._finalizer = weakref.finalize(self, _end, self.processes[0].pid, tuple(self.processes))

    def _start(self, command: Sequence[str]) -> None:
        before = self.processes[-1].stdout if self.processes else subprocess.PIPE
        process = subprocess.Popen(  # noqa: S603 (an argument list from an installed mode file, no shell)
            command,
            stdin=before,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            # Its own group: Ctrl+C in a terminal does not reach it, and one signal ends all its programs.
            process_group=self.processes[0].pid if self.processes else 0,
        )
        if self.processes and self.processes[-1].stdout:
            self.processes[-1].stdout.close()
        self.processes.append(process)

    def _finish(self) -> None:
        if self.processes:
            _end(self.processes[0].pid, self.processes)

    @property
    def writing(self) -> bool:
        """True while there is something to write."""
        return bool(self._outgoing)

    def send(self, owner: Owner, text: str) -> None:
        """Queues an escaped text."""
        self._count += 1
        self.flying.append(Flight(self._count, owner, text))
        self._outgoing += (text + STOP + TAIL.format(self._count)).encode("utf-8") + b"\0"

    def turn(self) -> list[tuple[Flight[Owner], str]]:
        """Writes and reads what goes without waiting; the answers that are complete. PipeFailure when it is broken."""
        done: list[tuple[Flight[Owner], str]] = []
        try:
            self._write()
            self._read()
        except PipeFailure as failure:
            self._failure = failure
        *answers, rest = self._incoming.split(b"\0")
        self._incoming = rest
        try:
            for answer in answers:
                done.append(self._land(bytes(answer)))
        except PipeFailure as failure:
            self._failure = failure
        if self._failure and not done:  # what was answered before is still good
            raise self._failure
        return done

    def _write(self) -> None:
        while self._outgoing:
            try:
                written = os.write(self.input, self._outgoing[:READ])
            except BlockingIOError:
                return
            except OSError as error:
                raise PipeFailure(Message("it stopped reading")) from error
            del self._outgoing[:written]

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self.output, READ)
            except BlockingIOError:
                return
            if not piece:
                raise PipeFailure(Message("it ended"))
            self._incoming += piece
            if len(self._incoming) > LIMIT:
                raise PipeFailure(Message("its answer has no end"))

    def _land(self, answer: bytes) -> tuple[Flight[Owner], str]:
        # A pipe with a dead program in it answers with nothing at all, without an error.
        if not self.flying:
            raise PipeFailure(Message("it answered without being asked"))
        flight = self.flying[0]
        tail = TAIL.format(flight.number)
        text = answer.decode("utf-8", "replace")
        if not text.endswith(tail):
            raise PipeFailure(Message("its answer is incomplete"))
        self.flying.popleft()
        if self.flying:
            self.flying[0].since = time.monotonic()
        return flight, text.removesuffix(tail).removesuffix(STOP)

    def close(self) -> None:
        """Ends all its programs."""
        self._finalizer()
