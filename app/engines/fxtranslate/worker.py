"""The process that owns one model: a line of JSON with its files first, then a text a line, each answered by a line.

fxtranslate's Translator may be used by the thread that made it and no other, holds Python's lock while it works, and
panics with a BaseException; here none of that reaches anybody. Run as a file, so that nothing else is loaded.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fxtranslate import Translator


def main() -> None:
    """Answers until its input ends, as it does when the process that started it ends, however it ends."""
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the library prints is no answer
    order = json.loads(sys.stdin.buffer.readline())
    try:
        translator = _loaded(order["files"])
    except ValueError as error:
        _send(answers, {"error": str(error)})
        return
    _send(answers, {"text": translator.backend()})
    for line in sys.stdin.buffer:
        # The kernel ends what hangs, as nothing in this process could, and the one that waits may be gone.
        signal.alarm(order["patience"])
        answer = _answer(translator, json.loads(line))
        signal.alarm(0)
        _send(answers, answer)


def _loaded(files: list[str]) -> Translator:
    from fxtranslate import Translator

    model, source, target = (Path(name).read_bytes() for name in files)
    return Translator(model, source, target)


def _answer(translator: Translator, asked: dict[str, Any]) -> dict[str, str]:
    translate = translator.translate_long if asked["long"] else translator.translate
    try:
        return {"text": translate(asked["text"])}
    except ValueError as error:
        return {"error": str(error)}


def _send(descriptor: int, answer: dict[str, str]) -> None:
    data = json.dumps(answer).encode("ascii") + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]


if __name__ == "__main__":
    main()
