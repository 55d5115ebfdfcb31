"""TMX files as other programs write them, and files of any size: each unit read once, and then let go."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from collections.abc import Iterator

import pytest
from lxml import etree
from places import ROOT

from app.core import tmx
from app.core.tmx import Pair
from app.errors import InputError

DATA = ROOT / "tests" / "data" / "tmx"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
LOCALES = {"source_locale": "fr", "locale": "de"}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_other_programs_are_read_in_the_encodings_they_use(name: str, encoding: str) -> None:
    data = (DATA / name).read_text(encoding="utf-8")
    data = re.sub('encoding="[^"]*"', f'encoding="{encoding.removesuffix("-sig")}"', data)
    found = tmx.parse(data.encode(encoding), path=name, **LOCALES)
    assert [[pair.source, pair.target] for pair in found.pairs] == EXPECTED[name]["pairs"]
    assert found.left_out == EXPECTED[name]["left_out"]


def test_the_nearest_of_several_regions_is_taken() -> None:
    (pair,) = tmx.parse((DATA / "trados-like.tmx").read_bytes(), path="", source_locale="fr", locale="de_DE").pairs
    assert pair.target == "Der Zug fährt pünktlich."


def test_a_file_of_ours_is_what_the_standard_asks_for() -> None:
    pairs = [Pair("Le **bac** [part](https://a.example)<br>à `8 h`", "**[Ab](https://a.example)** `8 h`<br>", "lettre")]
    root = etree.fromstring(tmx.serialize(pairs, source_locale="fr", locale="pt_BR"))
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert header is not None
    assert header.attrib.keys() == [
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    ]
    assert [variant.get(f"{{{'http://www.w3.org/XML/1998/namespace'}}}lang") for variant in root.iter("tuv")] == [
        "fr",
        "pt-BR",
    ]
    for segment in root.iter("seg"):
        begun = [code.get("i") for code in segment.iter("bpt")]
        assert begun == sorted(set(begun))
        assert sorted(begun) == sorted(code.get("i") for code in segment.iter("ept"))


def test_a_document_type_is_refused_wherever_it_hides() -> None:
    for before in ("", "<!--" + "x" * 100_000 + "-->"):
        bomb = f'<?xml version="1.0"?>{before}<!DOCTYPE tmx [<!ENTITY a "aaaa">]><tmx><body>&a;</body></tmx>'
        for encoding in ("utf-8", "utf-16"):
            with pytest.raises(InputError):
                tmx.parse(bomb.encode(encoding), path="m.tmx", **LOCALES)


def test_what_is_broken_far_inside_is_named_with_its_line() -> None:
    data = tmx.serialize([Pair(f"Le {number}.", "x") for number in range(50)], **LOCALES)
    with pytest.raises(InputError) as refused:
        tmx.parse(data[:-200], path="m.tmx", **LOCALES)
    assert refused.value.line > 40


class Endless(io.RawIOBase):
    """A file of many units that is never held as a whole."""

    def __init__(self, units: int) -> None:
        self._pieces = self._made(units)
        self._left = b""

    def _made(self, units: int) -> Iterator[bytes]:
        yield b"<tmx version='1.4'><header/><body>"
        for number in range(units):
            yield (
                f"<tu><tuv xml:lang='fr'><seg>Le num\u00e9ro {number} para\u00eet.</seg></tuv>"
                f"<tuv xml:lang='de'><seg>Nummer {number} erscheint.</seg></tuv></tu>\n"
            ).encode()
        yield b"</body></tmx>"

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    peaks = []
    for units in (2_000, 20_000):
        tracemalloc.start()
        assert sum(1 for _ in tmx.read(Endless(units), path="m.tmx", **LOCALES)) == units
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
