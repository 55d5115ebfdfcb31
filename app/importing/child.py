"""The child process of `bounded`: reads one input on stdin within limits, and writes its report on stdout.

First comes a line of JSON with the arguments, then the bytes. What is written is {"report": …} or {"error": …}.
"""

from __future__ import annotations

import json
import resource
import sys

from app.errors import PasseurError
from app.importing import limits


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


def _answer(data: bytes, arguments: dict[str, object]) -> bytes:
    from app.importing import reading, wire
    from app.importing.formats import Format

    try:
        report = reading.read(
            data,
            format=Format(str(arguments["format"])),
            origin=str(arguments["origin"]),
            charset=str(arguments["charset"]),
            keep=frozenset(map(str, arguments["keep"])) if isinstance(arguments["keep"], list) else frozenset(),
        )
    except PasseurError as error:
        return json.dumps({"error": getattr(error, "reason", error.message), "fix": error.fix}).encode()
    except MemoryError:
        return json.dumps(
            {"error": f"reading it takes more than {limits.MEMORY >> 30} GB of memory.", "fix": ""}
        ).encode()
    except RecursionError:
        return json.dumps({"error": "it is nested too deep to be read.", "fix": ""}).encode()
    return b'{"report": %b}' % wire.dumps(report)


if __name__ == "__main__":
    main()
