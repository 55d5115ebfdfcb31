"""TMX and TBX: what we write we read back, what other programs write we read, what is hostile is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED

from app.core import tmx
from app.core.glossary import tbx
from app.core.tmx import Pair
from app.errors import InputError

TEXT = st.text("aé *_`[]()<>&\\\n«-x中{}!", min_size=1, max_size=30).map(lambda text: text.strip()).filter(bool)
LOCALES = {"source_locale": "fr", "locale": "de"}

FOREIGN_TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.4"><header creationtool="Other" srclang="FR-FR"/><body>
<tu><tuv xml:lang="FR-FR"><seg>Le <bpt i="1">&lt;b&gt;</bpt>chat<ept i="1">&lt;/b&gt;</ept> <hi>dort</hi>.</seg></tuv>
<tuv xml:lang="DE-DE"><seg>Die Katze<ph>{1}</ph> schläft.</seg></tuv></tu>
<tu><tuv lang="fr"><seg>Oui</seg></tuv><tuv lang="es"><seg>Sí</seg></tuv></tu>
</body></tmx>"""


@given(st.lists(st.builds(Pair, TEXT, TEXT, st.just("lettre")), min_size=1, max_size=4, unique=True))
def test_a_memory_is_read_back_as_it_was_written(pairs: list[Pair]) -> None:
    data = tmx.serialize(pairs, **LOCALES)
    assert tmx.parse(data, path="m.tmx", **LOCALES) == tmx.Read(tuple(pairs), 0)


def test_inline_codes_go_out_as_the_elements_of_the_standard() -> None:
    data = tmx.serialize([Pair("Le **chat** `dort`", "x", "lettre")], **LOCALES).decode()
    assert '<bpt i="1" type="bold">**</bpt>chat<ept i="1">**</ept> <ph type="code">`dort`</ph></seg>' in data


def test_a_memory_of_another_program_comes_without_its_markup() -> None:
    found = tmx.parse(FOREIGN_TMX.encode(), path="m.tmx", **LOCALES)
    assert found == tmx.Read((Pair("Le chat dort.", "Die Katze schläft."),), 1)


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><body>&b;</body></tmx>'
HOSTILE = [
    BOMB,
    BOMB.encode("utf-16"),
    '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/x.dtd" []><tmx/>',
    '<!DOCTYPE tmx PUBLIC "x" "file:///etc/passwd"><tmx/>',
    "<tmx>",
    "<html/>",
    "<tmx/>",
    "",
    "\0",
    "<a>" * 5000,
    "<tmx><body><tu><tuv xml:lang='fr'><seg>a</seg></tuv></tu></body></tmx>",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("parse", [tmx.parse, tbx.parse])
def test_what_is_hostile_broken_or_of_no_use_is_refused_with_the_file_named(data, parse) -> None:
    with pytest.raises(InputError) as refused:
        parse(data if isinstance(data, bytes) else data.encode(), path="m.tmx", **LOCALES)
    assert refused.value.path == "m.tmx"


PAYLOADS = sorted((SHARED / "cases" / "payloads").glob("*.tmx")) if SHARED.is_dir() else []


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.name)
def test_known_attacks_are_refused(path) -> None:
    with pytest.raises(InputError):
        tmx.parse(path.read_bytes(), path=path.name, **LOCALES)
