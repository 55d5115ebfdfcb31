"""A report as JSON and back: how it leaves the child process that read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.importing.report import CleanUp, Container, ImportedBlock, Report
from app.wording import Message


def dumps(report: Report) -> bytes:
    """The report in UTF-8; lone surrogates come through."""
    remarks = [remark.packed() for remark in report.remarks]
    return json.dumps({**asdict(report), "remarks": remarks}).encode("ascii")


def loads(data: dict[str, Any]) -> Report:
    """The report of what `dumps` wrote, parsed. AttributeError, KeyError, TypeError or ValueError for anything else."""
    remarks = tuple(map(Message.unpacked, data["remarks"]))
    return Report(**{**data, "blocks": tuple(map(_block, data["blocks"])), "remarks": remarks})


def _block(data: dict[str, Any]) -> ImportedBlock:
    clean_ups = tuple(CleanUp(*one) for one in data["clean_ups"])
    return ImportedBlock(**{**data, "clean_ups": clean_ups, "within": tuple(Container(*one) for one in data["within"])})
