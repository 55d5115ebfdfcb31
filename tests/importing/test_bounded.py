"""Untrusted input is read in a process with limits: bombs and crashes end in an error that names the file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.errors import InputError
from app.importing import Format, accounts_for, bounded, limits, read
from app.importing import html as pages
from app.importing.html.decoding import decode

DATA = Path(__file__).parents[1] / "data" / "importing"


def refused(data: bytes, *, format: Format = Format.HTML) -> str:
    with pytest.raises(InputError) as caught:
        read(data, format=format, name="page.html", origin="page.html")
    assert caught.value.path == "page.html"
    assert caught.value.fix
    return caught.value.reason


def test_report_of_the_child_is_the_one_that_reading_here_gives() -> None:
    data = (DATA / "web/ghost_lettre.html").read_bytes()
    assert read(data, format=Format.HTML, name="g", origin="g") == pages.read(decode(data).text, origin="g")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<div>" * 100_000 + b"x", "never closed"),
        (b"<x>" * 300 + b"x", "deep"),
        (b"<p>mot</p>" * 300_000, "more than an issue may"),
        (b"<p>" + b"mots " * 250_000, "more than an issue may"),
        (b"<p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">x", "attributes"),
    ],
)
def test_bomb_of_markup_is_refused_by_what_is_wrong_with_it(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def instead_of_reading(code: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The child does `code` when it comes to load its parser."""
    (folder / "sitecustomize.py").write_text(
        "import faulthandler, sys, time\n"
        "class Instead:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == 'selectolax': {code}\n"
        "sys.meta_path.insert(0, Instead())\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(folder), str(bounded.ROOT)])
    monkeypatch.setattr(bounded, "_environment", lambda: {**os.environ, "PYTHONPATH": path})


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("faulthandler._sigsegv()", "came to grief"),
        ("bytearray(2 << 30)", "more than 1 GB of memory"),
        ("time.sleep(60)", "more than 2 seconds"),
        ("sys.stdout.buffer.write(b'[' * 1000), sys.exit()", "came to grief"),
    ],
)
def test_parser_that_fails_costs_the_import_and_not_the_program(
    code: str, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 2 if "sleep" in code else limits.SECONDS)
    instead_of_reading(code, monkeypatch, tmp_path)
    assert reason in refused(b"<p>Bonjour.")


def effort(page: str) -> float:
    """Processor time, the least of two runs: other work on the machine does not count."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        assert accounts_for(
            pages.read(page, whole=True), page.replace("<p>", "").replace("<b>", "").replace("</b>", "")
        )
        spent.append(time.process_time() - start)
    return min(spent)


def test_effort_grows_with_the_page_and_not_faster() -> None:
    unit = "<p>Un mot, <b>un autre</b> encore * et _ici_. "
    pages.read(unit)
    small, large = effort(unit * 200), effort(unit * 800)
    assert large < 10 * max(small, 0.02)  # four times the page; quadratic effort would be 16 times
