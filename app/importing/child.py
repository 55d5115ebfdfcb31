"""The child process of `bounded`: reads one input on stdin within limits, and writes its report on stdout.

First comes a line of JSON with the arguments, then the bytes. What is written is {"report": …} or {"error": …}.
"""

from __future__ import annotations

import json
import resource
import sys

from app.errors import PasseurError
from app.importing import limits
from app.wording import NOTHING, Message


def main() -> None:
    """Limits first: the libraries that read are loaded within them."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.OUTPUT, limits.OUTPUT))
    arguments = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    sys.setrecursionlimit(limits.FRAMES)
    sys.stdout.buffer.write(_answer(data, arguments))


def _answer(data: bytes, arguments: dict[str, str | list[str]]) -> bytes:
    try:
        return b'{"report": %b}' % _report(data, arguments)
    except PasseurError as error:
        return _error(getattr(error, "reason", error.message), fix=error.fix)
    except MemoryError:
        return _error(Message("reading it takes more than {size} GB of memory.", size=limits.MEMORY >> 30))
    except RecursionError:
        return _error(Message("it is nested too deep to be read."))


def _report(data: bytes, arguments: dict[str, str | list[str]]) -> bytes:
    from app.importing import reading, wire
    from app.importing.formats import Format

    format, origin, charset = (str(arguments[name]) for name in ("format", "origin", "charset"))
    return wire.dumps(
        reading.read(data, format=Format(format), origin=origin, charset=charset, keep=frozenset(arguments["keep"]))
    )


def _error(message: Message, *, fix: Message = NOTHING) -> bytes:
    return json.dumps({"error": message.packed(), "fix": fix.packed()}).encode("ascii")


if __name__ == "__main__":
    main()
