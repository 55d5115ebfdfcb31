"""A report as JSON and back: how it leaves the child process that read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.importing.report import CleanUp, Container, ImportedBlock, Report


def dumps(report: Report) -> bytes:
    """The report in UTF-8; lone surrogates come through."""
    return json.dumps(asdict(report)).encode("ascii")


def loads(data: dict[str, Any]) -> Report:
    """The report of what `dumps` wrote, parsed. KeyError, TypeError or ValueError for anything else."""
    return Report(**{**data, "blocks": tuple(map(_block, data["blocks"])), "remarks": tuple(data["remarks"])})


def _block(data: dict[str, Any]) -> ImportedBlock:
    clean_ups = tuple(CleanUp(*one) for one in data["clean_ups"])
    return ImportedBlock(**{**data, "clean_ups": clean_ups, "within": tuple(Container(*one) for one in data["within"])})
