"""Reads untrusted input in a child process: a bomb, or a parser that crashes, costs one import and not the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from app.errors import InputError
from app.importing import limits, wire
from app.importing.formats import Format
from app.importing.report import Report
from app.wording import Message

ROOT = Path(__file__).parents[2]
FIX = Message("Copy its text into a .txt file and import that.")


def read(
    data: bytes, *, format: Format, name: str, origin: str, charset: str = "", keep: Collection[str] = ()
) -> Report:
    """The report of a page, a message or a Word document. InputError with `name` for what cannot be read in bounds."""
    header = {"format": format.value, "origin": origin, "charset": charset, "keep": sorted(keep)}
    with tempfile.TemporaryFile() as output:
        code = _run(json.dumps(header).encode() + b"\n" + data, output.fileno(), name=name)
        output.seek(0)
        answer = _parsed(output.read(limits.OUTPUT + 1))
    try:
        if "report" in answer:
            return wire.loads(answer["report"])
        reason, fix = Message.unpacked(answer["error"]), Message.unpacked(answer["fix"])
    except (AttributeError, KeyError, TypeError, ValueError):  # a parser that was taken over may write anything
        reason, fix = _of_death(code), FIX
    raise InputError(reason, path=name, fix=fix or FIX)


def _run(data: bytes, output: int, *, name: str) -> int:
    """The exit code of the child; a negative one is the signal that ended it."""
    # -P: what lies in the folder where Passeur is called must not stand in for a module.
    command = [sys.executable, "-P", "-m", "app.importing.child"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=data,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=limits.SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            Message("reading it takes more than {seconds} seconds.", seconds=limits.SECONDS), path=name, fix=FIX
        ) from None
    return done.returncode


def _environment() -> dict[str, str]:
    """The child finds this very package, installed or not."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _of_death(code: int) -> Message:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Message("reading it takes more than {seconds} seconds of processor time.", seconds=limits.SECONDS)
    return Message("its parser came to grief on it.")
