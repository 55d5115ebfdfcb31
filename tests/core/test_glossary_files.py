"""Glossaries as files: what we write we read back, what other programs write we read, and no file takes for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from app.core.glossary import table, tbx
from app.core.model import Standing, Term
from app.errors import InputError

LOCALES = {"source_locale": "fr", "locale": "de"}
TEXT = st.text("aé'=+-@,;\"« \u00a0\u202f<>&中🎉\t", min_size=1, max_size=6).map(lambda text: " ".join(text.split(" ")))


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[Term, ...]:
    terms = draw(st.lists(st.builds(Term, TEXT, TEXT, TEXT | st.just(""), st.sampled_from(Standing)), max_size=6))
    kept = [Term(t.source, t.source, t.note, t.status) if t.status is Standing.KEEP else t for t in terms]
    stripped = [Term(t.source.strip(), t.target.strip(), t.note.strip(), t.status) for t in kept]
    return tuple({(t.source, t.target): t for t in stripped if table.checked(t) is None}.values())


@given(glossaries())
def test_a_glossary_survives_a_table(terms: tuple[Term, ...]) -> None:
    assert table.parse(table.serialize(terms)) == terms
    assert table.parse(table.serialize(terms, quoted=True)) == terms


@given(glossaries())
def test_a_glossary_survives_tbx(terms: tuple[Term, ...]) -> None:
    data = tbx.serialize(terms, **LOCALES)
    if terms:
        read = tbx.parse(data, path="g.tbx", **LOCALES)
        assert (read.terms, read.bad) == (tuple(sorted(terms, key=lambda term: term.source)), ())


TBX = sorted((ROOT / "tests" / "data" / "glossary" / "tbx").glob("*.tbx"))


@pytest.mark.parametrize("path", TBX, ids=lambda path: path.stem)
def test_every_edition_and_style_of_tbx_says_the_same(path: Path) -> None:
    read = tbx.parse(path.read_bytes(), path=path.name, **LOCALES)
    assert read.terms == (
        Term("logiciel libre", "freie Software", "Never a company."),
        Term("logiciel libre", "quelloffene Software", "seldom"),
        Term("logiciel libre", "Freeware", "Never a company.", Standing.FORBIDDEN),
        Term("Mastodon", "Mastodon", "", Standing.KEEP),
    )
    assert [str(reason) for _, reason in read.bad] == ["a term needs a target."]
    assert "bénévole" in path.read_text("utf-8").splitlines()[read.bad[0].line - 2]


def test_a_file_without_these_locales_says_which_it_has() -> None:
    with pytest.raises(InputError) as refused:
        tbx.parse(TBX[0].read_bytes(), path="g.tbx", source_locale="fr", locale="ja")
    assert str(refused.value.fix) == "It has terms in de, es, fr, fr_FR."


def test_a_small_file_that_means_a_million_terms_is_refused() -> None:
    sections = "".join(f"<tig><term>{number}</term></tig>" for number in range(1_000))
    entry = "".join(f'<langSet xml:lang="{name}">{sections}</langSet>' for name in ("fr", "de"))
    with pytest.raises(InputError, match="more than"):
        tbx.parse(f"<martif><termEntry>{entry}</termEntry></martif>".encode(), path="g.tbx", **LOCALES)


EXCEL = (
    "source;target;note;status\nbénévole;Freiwillige;;\n",
    "\ufeffsource;target;note;status\r\nbénévole;Freiwillige;;\r\n",
    "sep=;\r\nsource;target\r\nbénévole;Freiwillige\r\n",
    "source\ttarget\tnote\r\nbénévole\tFreiwillige\t\r\n",
    '"Target","Source"\r\n"Freiwillige","bénévole"\r\n',
    "Terme;Traduction;Statut\nbénévole;Freiwillige;preferred\n",
    "FR;de-DE\nbénévole;Freiwillige\n",
    "fr,de,es\nbénévole,Freiwillige,voluntario\n",
)


@pytest.mark.parametrize("text", EXCEL)
def test_tables_are_read_as_spreadsheets_and_other_programs_write_them(text: str) -> None:
    read = table.read(text, locales=("fr", "de_DE" if "de-DE" in text else "de"))
    assert (tuple(read.terms.values()), read.bad) == ((Term("bénévole", "Freiwillige"),), ())


def test_the_line_that_is_no_term_is_counted_as_the_file_has_it() -> None:
    read = table.read('sep=;\nsource;target;note\na;b;"two\nlines"\n;c;\na;b;\n')
    assert list(read.terms.items()) == [(3, Term("a", "b", "two lines"))]
    assert [line for line, _ in read.bad] == [5, 6]


def test_other_programs_standings_are_known() -> None:
    text = "source,target,status\na,b,Deprecated\nc,,do not translate\nd,e,admitted\n"
    standings = [term.status for term in table.parse(text)]
    assert standings == [Standing.FORBIDDEN, Standing.KEEP, Standing.APPROVED]


def test_formulas_of_a_foreign_table_stay_text() -> None:
    assert table.parse("source;target\n=1+2;@x\n") == (Term("=1+2", "@x"),)


def test_a_table_of_many_lines_is_read_in_time() -> None:
    text = "source,target\n" + "".join(f"terme {number},word\n" for number in range(30_000))
    assert len(table.read(text).terms) == 30_000
