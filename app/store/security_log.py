"""The log of who came in, who was turned away and who changed whose rights: a line of JSON each, no secret among it.

.passeur/security.log can be read by its owner only. When it is full it becomes security.log.1 and begins anew.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

FILE = "security.log"
FULL = 10_000_000  # bytes: strangers can make lines, but not fill a disk
LONGEST = 200  # characters of a value


def note(folder: Path, event: str, **facts: str | int) -> None:
    """Write a line into the log in `folder`. Where it cannot be written the line goes to stderr."""
    shown = {name: fact[:LONGEST] if isinstance(fact, str) else fact for name, fact in facts.items()}
    # only ASCII: control characters and line ends of whatever script are escaped
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **shown}) + "\n"
    line = line.replace("\x7f", "\\u007f")
    try:
        _append(folder / FILE, line.encode("ascii"))
    except OSError:
        sys.stderr.write(line)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > FULL:
        path.replace(path.with_name(f"{FILE}.1"))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, line)  # one call: lines of several processes do not mix
    finally:
        os.close(descriptor)
