"""Catalogs that are too much, or hostile, are refused in words and in time."""

from __future__ import annotations

import pytest

from app.core import catalogs
from app.core.catalogs import scanning
from app.errors import InputError


def test_limits_are_refused_in_words() -> None:
    long = "x" * (scanning.ENTRY_LIMIT // 2)
    with pytest.raises(InputError, match="larger than 256 KB"):
        catalogs.parse(f'msgid "a"\nmsgstr "{long}"\n"{long}"\n'.encode())
    with pytest.raises(InputError, match="larger than 50 MB"):
        catalogs.parse(b" " * (catalogs.BYTES_LIMIT + 1))
    with pytest.raises(InputError, match="more than 100,000 entries"):
        catalogs.parse("".join(f'msgid "{n}"\nmsgstr ""\n' for n in range(scanning.ENTRIES_LIMIT + 1)).encode())


@pytest.mark.parametrize(
    "line",
    [
        'msgid "' + "\\101" * 20_000,
        'msgid "' + "\\\\" * 20_000 + "\\q",
        "#: " + "\u2068a " * 30_000,
        "#," + ",".join(f"f{number}" for number in range(20_000)),
        "# passeur: draft x" + " " * 100_000 + "\x0bx",
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=' + " " * 100_000 + 'x"',
    ],
    ids=["octal", "backslashes", "isolates", "flags", "blanks", "plural"],
)
def test_hostile_lines_end_in_time(line: str) -> None:
    """Each of these took minutes or hours with a pattern that tries twice; now one that hangs is a failing test."""
    with pytest.raises(InputError, match=r".+"):
        catalogs.parse(line.encode())
