"""Catalogs as people, tools and accidents make them: gettext says which of them are right, and what they mean."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from places import needs_gettext

from app.core import catalogs
from app.errors import InputError

DATA = Path(__file__).parents[1] / "data" / "po" / "further.txt"
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TOKEN = re.compile(r"<([0-9A-F]{4,6})>|<=([0-9A-F]{2})>|<\*(\d+)>|<\"(\d+)>|<\|>|<!>\n")
READ = ("accept", "more", "lenient")


class Case(NamedTuple):
    name: str
    expectation: str
    data: bytes


def spelled(text: str) -> bytes:
    """The bytes that a case stands for."""
    data, end = b"", 0
    for match in TOKEN.finditer(text):
        character, byte, blanks, lines = match.groups()
        data += text[end : match.start()].encode()
        data += chr(int(character, 16)).encode() if character else b""
        data += bytes.fromhex(byte) if byte else b""
        data += b"ab cd, " * (int(blanks) // 7) if blanks else b""
        data += b'"line\\n"\n' * int(lines) if lines else b""
        end = match.end()
    return data + text[end:].encode()


def cases() -> list[Case]:
    found = []
    for section in DATA.read_text(encoding="utf-8").split("\n%% ")[1:]:
        title, _, text = section.partition("\n")
        name, _, expectation = title.rpartition(": ")
        body = spelled(text if text.endswith("\n") else f"{text}\n")
        found.append(Case(name, expectation, body if name.endswith("(bare)") else HEADER.encode() + body))
    return found


CASES = cases()


def those(*expectations: str) -> list[object]:
    return [pytest.param(case.data, id=case.name) for case in CASES if case.expectation in expectations]


def test_every_case_has_a_name_of_its_own_and_a_known_expectation() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 150
    assert {case.expectation for case in CASES} == {"accept", "more", "refuse", "strict", "lenient"}


@pytest.mark.parametrize("data", those(*READ))
def test_catalog_is_read_and_written_with_its_meaning(data: bytes) -> None:
    catalog = catalogs.parse(data)
    written = catalogs.serialize(catalog)
    assert catalogs.parse(written) == catalog
    assert catalogs.serialize(catalogs.parse(written)) == written


@pytest.mark.parametrize("data", those("refuse", "strict"))
def test_catalog_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        catalogs.parse(data, path="a.po")
    assert 1 <= refused.value.line <= data.count(b"\n") + 1
    assert str(refused.value).startswith(f"a.po:{refused.value.line}: ")


@needs_gettext
@pytest.mark.parametrize("data", those("accept"))
def test_gettext_sees_no_difference_in_what_we_write(data: bytes) -> None:
    assert meaning(catalogs.serialize(catalogs.parse(data))) == meaning(data)


@needs_gettext
@pytest.mark.parametrize("data", those(*READ))
def test_gettext_accepts_what_we_write(data: bytes) -> None:
    assert msgcat(catalogs.serialize(catalogs.parse(data))).returncode == 0


@needs_gettext
@pytest.mark.parametrize("data", those("refuse", "lenient"))
def test_gettext_refuses_it(data: bytes) -> None:
    assert msgcat(data).returncode != 0


@needs_gettext
@pytest.mark.parametrize("data", those("strict", "more"))
def test_gettext_reads_it_all_the_same(data: bytes) -> None:
    assert msgcat(data).returncode == 0


def msgcat(data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=False)


def meaning(data: bytes) -> list[bytes]:
    """gettext's own spelling of a catalog; sorted, since obsolete entries may move behind the others."""
    done = msgcat(data)
    assert done.returncode == 0, done.stderr
    return sorted(line for line in done.stdout.split(b"\n") if not line.startswith(b"# passeur:"))
