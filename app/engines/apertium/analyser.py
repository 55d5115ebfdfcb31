"""Which words a mode's dictionary has, asked of its first program alone."""

from __future__ import annotations

import select
import time
from collections.abc import Iterable, Sequence

from app.engines.apertium.blanks import escape
from app.engines.apertium.pipe import Pipe, PipeFailure
from app.wording import Message

PATIENCE = 5.0  # seconds
REMEMBERED = 20_000  # words


class Analyser:
    """Answers from memory where it can: an archive's names return in issue after issue."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._pipe: Pipe[str] | None = None
        self._known: dict[str, bool] = {}

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Those of `words` that the dictionary lacks; none when it cannot be asked."""
        asked = list(words)
        new = [word for word in asked if word not in self._known]
        try:
            self._ask(new)
        except (PipeFailure, OSError):
            self.close()
        return {word for word in asked if not self._known.get(word, True)}

    def _ask(self, words: Sequence[str]) -> None:
        if not words:
            return
        if len(self._known) > REMEMBERED:
            self._known.clear()
        self._pipe = self._pipe or Pipe([self._command])
        for word in words:
            self._pipe.send(word, escape(word))
        deadline = time.monotonic() + PATIENCE
        while self._pipe.flying:
            for flight, analysis in self._pipe.turn():
                self._known[flight.owner] = not analysis.startswith(f"^{flight.owner}/*")
            if time.monotonic() > deadline:
                raise PipeFailure(Message("it took too long"))
            if self._pipe.flying:
                poll = select.poll()
                poll.register(self._pipe.output, select.POLLIN)
                poll.poll(100)

    def close(self) -> None:
        """Ends the program; what was learned stays."""
        if self._pipe:
            self._pipe.close()
            self._pipe = None
