"""Which words a mode's dictionary has, asked of its first program alone."""

from __future__ import annotations

import re
import select
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from app.engines.apertium.blanks import escape
from app.engines.apertium.pipe import Pipe, PipeFailure
from app.engines.framing import ADDRESS
from app.wording import Message

WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*+(?:['’-][\p{L}\p{M}\p{N}]++)*+")
UNKNOWN = re.compile(r"\^([^/^$]+)/\*")  # a lexical unit that has itself for its only analysis
PATIENCE = 5.0  # seconds
REMEMBERED = 20_000  # words


class Analyser:
    """Answers from memory where it can: an archive's names return in issue after issue."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._pipe: Pipe[str] | None = None
        self._parts: dict[str, tuple[str, ...]] = {}  # one or two words -> what in them is unknown

    def unknown(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The words of some texts that the dictionary lacks, each once; none when it cannot be asked.

        An apostrophe or a hyphen may part a word: of "d'OpenAI" the last part alone is unknown. "parce" is known
        before "que" alone, so that unknown words are asked for again with the next one.
        """
        lines = [WORD.findall(ADDRESS.sub(" ", text)) for text in texts]
        self._learn({word for line in lines for word in line})
        pairs = [pair for line in lines for pair in pairwise((*line, "")) if self._parts.get(pair[0])]
        self._learn({" ".join(pair) for pair in pairs})
        found = (
            part
            for pair in pairs
            for part in self._parts.get(pair[0], ())
            if part in self._parts.get(" ".join(pair), ())
        )
        return tuple(dict.fromkeys(found))

    def _learn(self, phrases: Iterable[str]) -> None:
        try:
            self._ask([phrase for phrase in phrases if phrase not in self._parts])
        except (PipeFailure, OSError):
            self.close()

    def _ask(self, words: Sequence[str]) -> None:
        if not words:
            return
        if len(self._parts) > REMEMBERED:
            self._parts.clear()
        self._pipe = self._pipe or Pipe([self._command])
        for word in words:
            self._pipe.send(word, escape(word))
        deadline = time.monotonic() + PATIENCE
        while self._pipe.flying:
            for flight, analysis in self._pipe.turn():
                self._parts[flight.owner] = tuple(UNKNOWN.findall(analysis))
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
