"""PO files are read exactly or refused; what we write reads back as it was."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from places import needs_gettext

from app.core import catalogs
from app.core.model import Catalog, State, Unit
from app.errors import InputError, UsageError

DATA = Path(__file__).parents[1] / "data" / "po"
CASES = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
HEADER = b'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'

# msgcat forgets the first of two flag lines and drops comments after the last entry; both survive with us
KEPT_MORE_THAN_MSGCAT = {"091_flags_two_lines", "104_trailing_comment"}


def parse(text: str) -> Catalog:
    return catalogs.parse(HEADER + text.encode())


def unit(text: str) -> Unit:
    (only,) = parse(text).units
    return only


def written(one: Unit) -> str:
    data = catalogs.serialize(Catalog("en", parse('msgid "a"\nmsgstr ""\n').headers, units=(one,)))
    return data.removeprefix(HEADER).decode()


def cases(*expectations: str) -> list[Any]:
    return [pytest.param(case["file"], id=case["name"]) for case in CASES if case["expect"] in expectations]


def test_all_cases_are_there() -> None:
    assert len(CASES) == 111


@pytest.mark.parametrize("file", cases("accept"))
def test_catalog_reads_back_with_the_same_meaning(file: str) -> None:
    catalog = catalogs.parse((DATA / file).read_bytes(), path=file)
    data = catalogs.serialize(catalog)
    assert catalogs.parse(data) == catalog
    assert catalogs.serialize(catalogs.parse(data)) == data


@pytest.mark.parametrize("file", cases("reject"))
def test_unreadable_catalog_is_refused_with_file_and_line(file: str) -> None:
    with pytest.raises(InputError) as refused:
        catalogs.parse((DATA / file).read_bytes(), path=file)
    assert refused.value.line > 0
    assert str(refused.value).startswith(f"{file}:{refused.value.line}: ")


@pytest.mark.parametrize("file", cases("any"))
def test_doubtful_catalog_is_refused_or_keeps_its_meaning(file: str) -> None:
    try:
        catalog = catalogs.parse((DATA / file).read_bytes(), path=file)
    except InputError as error:
        refused_at = error.line
    else:
        assert catalogs.parse(catalogs.serialize(catalog)) == catalog
        return
    assert refused_at > 0


@needs_gettext
@pytest.mark.parametrize("file", [case for case in cases("accept") if case.id not in KEPT_MORE_THAN_MSGCAT])
def test_gettext_sees_no_difference(file: str) -> None:
    original = (DATA / file).read_bytes()
    assert _msgcat(catalogs.serialize(catalogs.parse(original))) == _msgcat(original)


def _msgcat(data: bytes) -> list[str]:
    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=True)
    lines = done.stdout.decode().split("\n")
    # sorted: an obsolete entry may move behind the live ones
    return sorted(line for line in lines if not line.startswith("# passeur:"))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ('msgid "a"\nmsgstr ""\n', State.EMPTY),
        ('#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr ""\n', State.EMPTY),
        ('msgid "a"\nmsgstr "x"\n', State.APPROVED),
        ('# passeur: draft engine=e\nmsgid "a"\nmsgstr "x"\n', State.APPROVED),
        ('#, fuzzy\nmsgid "a"\nmsgstr "x"\n', State.NEEDS_WORK),
        ('# passeur: draft engine=e\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n', State.DRAFT),
        ('#  passeur:   draft   engine=e\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n', State.DRAFT),
        ('#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "x"\n', State.STALE),
        ('# passeur: draft engine=e\n#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "x"\n', State.STALE),
        ('# passeur: needs-work\n#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "x"\n', State.NEEDS_WORK),
    ],
)
def test_state_is_read_from_the_entry_alone(text: str, state: State) -> None:
    assert unit(text).state is state


def test_origin_stays_with_a_stale_draft_and_goes_with_approval() -> None:
    stale = unit('# passeur: draft engine=e route=a,b\n#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "x"\n')
    assert stale.origin == "engine=e route=a,b"
    assert "passeur" not in written(replace(stale, state=State.APPROVED, previous_source=None))


def test_each_state_is_written_as_the_design_says() -> None:
    draft = Unit("a", "x", State.DRAFT, origin="engine=e")
    assert written(draft) == '# passeur: draft engine=e\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n'
    stale = Unit("a", "x", State.STALE, previous_source="b")
    assert written(stale) == '#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "x"\n'
    assert written(Unit("a", "x", State.NEEDS_WORK)) == '# passeur: needs-work\n#, fuzzy\nmsgid "a"\nmsgstr "x"\n'
    assert written(Unit("a", "x", State.APPROVED)) == 'msgid "a"\nmsgstr "x"\n'


def test_no_tool_takes_an_unapproved_target_for_finished() -> None:
    for state in set(State) - {State.APPROVED}:
        assert "#, fuzzy\n" in written(Unit("a", "x", state))


def test_draft_made_again_from_a_changed_source_is_not_stale() -> None:
    assert unit(written(Unit("a", "x", State.DRAFT, previous_source="b", origin="engine=e"))).state is State.DRAFT


def test_unknown_passeur_comments_belong_to_people() -> None:
    assert unit('# passeur: locked\nmsgid "a"\nmsgstr "x"\n').comments == ("passeur: locked",)


@pytest.mark.parametrize("line", ["# a", "#", "#tight", "### h", "#  wide", "# ", "# #nested", "# #. no note", "#\ta"])
def test_peoples_comments_survive_exactly(line: str) -> None:
    text = f'{line}\nmsgid "a"\nmsgstr "x"\n'
    assert written(unit(text)) == text


def test_obsolete_entry_keeps_state_notes_and_previous() -> None:
    text = (
        "# by Ada\n# passeur: draft engine=e\n#. paragraph\n#: a.md:3\n#, fuzzy\n"
        '#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "x"\n'
    )
    (one,) = parse(text).obsolete
    assert (one.state, one.previous_source, one.places) == (State.STALE, "old", (("a.md", 3),))
    assert catalogs.serialize(parse(text)).decode().endswith(text)


def test_twelve_plural_forms_are_twelve() -> None:
    forms = "".join(f'msgstr[{index}] "f{index}"\n' for index in range(12))
    one = unit(f'msgid "a"\nmsgid_plural "as"\n{forms}')
    assert one.plural == ("as", tuple(f"f{index}" for index in range(12)))
    assert unit(written(one)) == one


@pytest.mark.parametrize(
    ("places", "line"),
    [
        ((("my file.md", 12), ("b.md", 3)), "#: \u2068my file.md\u2069:12 b.md:3"),
        ((("a.md", 0),), "#: a.md"),
        ((("a.md:7", 0),), "#: \u2068a.md:7\u2069"),
        ((("a.md:0", 0),), "#: a.md:0"),
    ],
)
def test_places_survive_odd_file_names(places: tuple[tuple[str, int], ...], line: str) -> None:
    text = written(Unit("a", places=places))
    assert text.startswith(f"{line}\n")
    assert unit(text).places == places


def test_texts_break_after_newlines_only() -> None:
    assert written(Unit("a\nb\n", "x\u2028y", State.APPROVED)) == 'msgid ""\n"a\\n"\n"b\\n"\nmsgstr "x\u2028y"\n'


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a" msgstr "x"',
        'msgid\n"a"\nmsgstr\n"x"',
        '#~\nmsgid "a"\nmsgstr "x"',
        'msgid "\\x61"\nmsgstr "\\170"',
        '\ufeffmsgid "a"\nmsgstr "x"',
    ],
)
def test_unusual_but_legal_spellings_are_read(text: str) -> None:
    (one,) = catalogs.parse(text.encode()).units
    assert (one.source, one.target) == ("a", "x")


def test_octal_escapes_are_bytes_of_utf8() -> None:
    assert unit('msgid "\\303\\251"\nmsgstr "\\xc3\\xa9"\n').source == "é"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("# only a remark\n", 1),
        ('msgid "a"\nmsgstr "x"\n#, fuzzy\n', 4),
        ('msgid "a"\n# remark\nmsgstr "x"\n', 2),
        ('msgid "a"\n#~ msgstr "x"\n', 2),
        ('#| msgctxt "c"\nmsgid "a"\nmsgstr "x"\n', 2),
        ('#~| msgid "b"\nmsgid "a"\nmsgstr "x"\n', 2),
        ('#| msgid "b"\n#~ msgid "a"\n#~ msgstr "x"\n', 2),
        ('msgid "a"\nmsgstr "\\q"\n', 2),
        ('msgid "a"\nmsgstr "\\xff"\n', 2),
        ('msgid "a"\nmsgstr "\\u0041"\n', 2),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr "x"\n', 3),
        ('msgid "a"\nmsgstr\n', 3),
        ('msgid "a"\nmsgstr "x\n', 2),
        ('domain "d"\nmsgid "a"\nmsgstr "x"\n', 1),
        ('msgid ""\nmsgstr ""\n\nmsgid ""\nmsgstr ""\n', 4),
        ('msgid "a"\nmsgstr "x"\n\n#~ msgid "a"\n#~ msgstr "x"\n', 4),
        ('msgid "a"\nmsgstr "\0"\n', 2),
        ('#| msgid "b"\n#| msgctxt "c"\nmsgid "a"\nmsgstr "x"\n', 2),
    ],
)
def test_refusal_names_the_line(text: str, line: int) -> None:
    with pytest.raises(InputError) as refused:
        catalogs.parse(text.encode(), path="locales/en/LC_MESSAGES/a.po")
    assert refused.value.line == line


def test_merge_markers_say_the_way_out() -> None:
    with pytest.raises(InputError, match="merge conflict marker") as refused:
        catalogs.parse((DATA / "144_conflict.po").read_bytes(), path="a.po")
    assert "git checkout --ours -- a.po" in refused.value.fix


def test_a_text_that_is_a_path_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'msgid "a"').write_text('msgid "from the file"\nmsgstr ""\n')
    with pytest.raises(InputError, match="no msgstr"):
        catalogs.parse(b'msgid "a"')


@pytest.mark.parametrize("text", ["a\0b", "a\4b", "\ud83d"])
def test_what_no_file_can_hold_is_refused_before_writing(text: str) -> None:
    with pytest.raises(UsageError):
        written(Unit("a", text, State.APPROVED))


def test_catalog_that_could_not_be_read_back_is_not_written() -> None:
    for catalog in (
        Catalog("en", units=(Unit("a"), Unit("a"))),
        Catalog("en", units=(Unit(""),)),
        Catalog("en", units=(Unit("a"),), obsolete=(Unit("a"),)),
    ):
        with pytest.raises(ValueError, match="unit"):
            catalogs.serialize(catalog)


@needs_gettext
def test_msgfmt_accepts_what_we_write(tmp_path: Path) -> None:
    states = [
        Unit(state.value, "x", state, origin="engine=e", previous_source="old", previous_context="c") for state in State
    ]
    catalog = Catalog(
        "ja",
        headers=(("Project-Id-Version", "lettre"), ("PO-Revision-Date", "2026-11-23 03:00+0000")),
        header_comments=("by Ada",),
        units=(
            *states,
            Unit("no target", previous_context="c"),
            Unit("in context", "x", State.APPROVED, context="title"),
        ),
        obsolete=(Unit("gone", "x", State.APPROVED, comments=("kept",)), Unit("gone too", "x", State.DRAFT)),
    )
    file = tmp_path / "a.po"
    file.write_bytes(catalogs.serialize(catalog))
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
