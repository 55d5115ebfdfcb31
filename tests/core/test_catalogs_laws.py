"""Laws that hold for every catalog and every file."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from places import needs_gettext

from app.core import catalogs
from app.core.catalogs import margins
from app.core.model import Catalog, State, Unit
from app.errors import InputError

# a busy machine must not fail a law
LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY = st.characters(codec="utf-8", exclude_characters="\0\4")
KEY = st.text(st.characters(codec="utf-8", exclude_characters="\0\4"), max_size=30)
TEXT = st.one_of(st.text(ANY, max_size=30), st.text('ab\\"\n\r\t#~|: \u2028\x85\a', max_size=12))
LINE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\4\r\n"), max_size=20),
    st.text("#~|.:,! a\t", max_size=8),
)
WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=8)
PATH = st.text(st.characters(codec="utf-8", exclude_characters="\0\4\r\n\u2068\u2069"), max_size=12)
FLAG = WORD.filter(lambda flag: "," not in flag and flag != "fuzzy")


@st.composite
def units(draw: st.DrawFn) -> Unit:
    forms = draw(st.one_of(st.just(()), st.lists(TEXT, min_size=1, max_size=12).map(tuple)))
    target = forms[0] if forms else draw(TEXT)
    filled = any(forms) or bool(target)
    state = draw(st.sampled_from([one for one in State if one is not State.EMPTY])) if filled else State.EMPTY
    origin = " ".join(draw(st.lists(WORD, max_size=3)))
    previous = draw(st.one_of(st.none(), TEXT))
    if state is State.DRAFT:
        previous = None
    elif state is State.STALE:
        previous = previous or "old"
    return Unit(
        source=draw(KEY),
        target=target,
        state=state,
        context=draw(st.one_of(st.none(), KEY)),
        previous_source=previous,
        previous_context=None if previous is None else draw(st.one_of(st.none(), TEXT)),
        origin=origin if state in (State.DRAFT, State.STALE, State.NEEDS_WORK) else "",
        comments=tuple(line for line in draw(st.lists(LINE, max_size=3)) if not _own(line)),
        notes=tuple(draw(st.lists(LINE, max_size=2))),
        places=tuple(draw(st.lists(st.tuples(PATH, st.integers(0, 99_999)), max_size=3))),
        flags=tuple(draw(st.lists(FLAG, max_size=2, unique=True))),
        plural=(draw(TEXT.filter(bool)), forms) if forms else None,
        previous_plural=None if previous is None else draw(st.one_of(st.none(), TEXT)),
    )


def _own(line: str) -> bool:
    return margins.is_own(margins.comment_line(line))


def _left(unit: Unit) -> Unit:
    """An obsolete entry that says what it was made for is stale."""
    made_for_it = unit.state in (State.APPROVED, State.EMPTY)
    return replace(unit, previous_source=None, previous_context=None, previous_plural=None) if made_for_it else unit


HEADERS = st.lists(
    st.tuples(WORD.filter(lambda name: ":" not in name), LINE).filter(lambda pair: pair[0].lower() not in RESERVED),
    max_size=3,
)
RESERVED = ("language", "content-type", "plural-forms")
UNITS = st.lists(units().filter(lambda one: one.key != (None, "")), max_size=5, unique_by=lambda one: one.key)
CATALOGS = st.builds(
    lambda headers, comments, units, live: Catalog(
        locale="en",
        headers=(*headers, ("Language", "en"), ("Content-Type", "text/plain; charset=UTF-8")),
        header_comments=tuple(comments),
        units=tuple(units[:live]),
        obsolete=tuple(map(_left, units[live:])),
    ),
    HEADERS,
    st.lists(LINE, max_size=2),
    UNITS,
    st.integers(0, 5),
)


@LAW
@given(CATALOGS)
def test_a_catalog_reads_back_as_it_was(catalog: Catalog) -> None:
    assert catalogs.parse(catalogs.serialize(catalog)) == catalog


@LAW
@given(CATALOGS)
def test_what_we_wrote_is_written_again_byte_for_byte(catalog: Catalog) -> None:
    data = catalogs.serialize(catalog)
    assert catalogs.serialize(catalogs.parse(data)) == data


HOSTILE = st.text('a\r\n"#~|,: \\msgid', max_size=25)


@LAW
@given(st.lists(HOSTILE, max_size=3), HOSTILE, HOSTILE)
def test_no_comment_flag_place_or_header_forges_an_entry(lines: list[str], word: str, value: str) -> None:
    unit = Unit("a", "x", State.DRAFT, origin=word, comments=(*lines, "msgid"), notes=tuple(lines), flags=(word,))
    unit = replace(unit, places=((word or "f", 1),))
    catalog = Catalog("en", (("X-Note", value),), tuple(lines), (unit, Unit("b", "y", State.APPROVED)))
    read = catalogs.parse(catalogs.serialize(catalog))
    assert [(one.source, one.target, one.state) for one in read.units] == [
        ("a", "x", State.DRAFT),
        ("b", "y", State.APPROVED),
    ]
    assert [name for name, _ in read.headers if name][:2] == ["X-Note", "Language"]
    assert not read.obsolete


PIECES = [
    *(b'msgid "a"', b'msgid "b"', b'msgid ""', b'msgstr "x"', b'msgstr ""', b'msgctxt "c"', b'"more"'),
    *(b'msgid_plural "p"', b'msgstr[0] "x"', b'msgstr[1] "y"', b"#, fuzzy", b"#: f:1", b"#. n", b"# c"),
    *(b'#~ msgid "a"', b'#~ msgstr "x"', b"#~", b'#~| msgid "o"', b'#| msgid "o"', b"<<<<<<< a"),
    *(b"\n", b" ", b"\r", b"\\", b'"', b"\xff", b"\0"),
]
ENDS = [b"\n", b"\n", b"\n", b" ", b""]


@LAW
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(ENDS)), max_size=14))
def test_any_bytes_are_a_catalog_or_an_error_with_a_line(pieces: list[tuple[bytes, bytes]]) -> None:
    try:
        catalog = catalogs.parse(b"".join(piece + end for piece, end in pieces), path="a.po")
    except InputError as error:
        refused_at = error.line
    else:
        assert catalogs.parse(catalogs.serialize(catalog)) == catalog
        return
    assert refused_at > 0


def _msgcat(data: bytes, *options: str) -> bytes:
    return subprocess.run(["msgcat", "--force-po", *options, "-"], input=data, capture_output=True, check=True).stdout


@needs_gettext
@settings(LAW, max_examples=60)
@given(CATALOGS, st.sampled_from([(), ("--no-wrap",), ("--width=20",), ("--escape",), ("--indent",), ("--strict",)]))
def test_what_gettext_makes_of_ours_is_the_same_catalog(catalog: Catalog, options: tuple[str, ...]) -> None:
    # to gettext an entry is untranslated when its first form is empty
    assume(all(unit.plural is None or unit.plural[1][0] for unit in (*catalog.units, *catalog.obsolete)))
    read = catalogs.parse(_msgcat(catalogs.serialize(catalog), *options))
    assert {_essence(unit) for unit in catalog.units} == {_essence(unit) for unit in read.units}
    left = [unit for unit in catalog.obsolete if unit.state is not State.EMPTY]  # it drops the others
    assert {_essence(unit) for unit in left} == {_essence(unit) for unit in read.obsolete}


def _essence(unit: Unit) -> tuple[object, ...]:
    return (unit.key, unit.target, unit.state, unit.plural, unit.previous_source, unit.previous_context)


@LAW
@given(CATALOGS)
def test_reopening_what_we_wrote_changes_nothing(catalog: Catalog) -> None:
    data = catalogs.serialize(catalog)
    assert catalogs.reopen(data, last=data).catalog == catalog


@LAW
@given(CATALOGS, st.randoms(use_true_random=False))
def test_no_target_is_lost_with_lines_that_are(catalog: Catalog, chance: Random) -> None:
    data = catalogs.serialize(catalog)
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines)) :]
    with suppress(InputError):
        read = catalogs.reopen(b"\n".join(lines), last=data).catalog
        assert {unit.key for unit in catalog.units if unit.target} <= {unit.key for unit in read.units}
