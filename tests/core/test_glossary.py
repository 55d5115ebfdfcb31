"""Terms are found in every form their words take; targets are asked for what the glossary says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from app.core.checks import run_checks
from app.core.glossary import Glossary, table, wording
from app.core.model import Standing, State, Term, Unit
from app.errors import InputError

TERMS = (
    *("milliardaire", "commun", "logiciel libre", "logiciel", "bénévole", "start-up", "IA", "Mistral", "journal"),
    *("intelligence artificielle", "mise à jour", "développeur", "marché", "C++"),
)
GLOSSARY = Glossary([Term(source, f"<{source}>") for source in TERMS])


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Les milliardaires partent.", ["milliardaires"]),
        ("Des **logiciels** libres, un logiciel propriétaire", ["logiciels** libres", "logiciel"]),
        ("L’intelligence artificielle et les IA", ["intelligence artificielle", "IA"]),
        ("LES INTELLIGENCES ARTIFICIELLES", ["INTELLIGENCES ARTIFICIELLES"]),
        ("trois start-ups, deux mises à jour, des journaux", ["start-ups", "mises à jour", "journaux"]),
        ("les développeuses et les développeurs bénévoles", ["développeuses", "développeurs", "bénévoles"]),
        ("Mistral souffle, le mistral aussi", ["Mistral"]),
        ("on marche, la commune, ia, mis à jour", []),
        ("un logiciel. Libre à vous", ["logiciel"]),
        ("`commun` https://commun.example {{ commun }} [un commun](https://journal.example)", ["commun"]),
        ("", []),
    ],
)
def test_terms_are_found_by_the_forms_of_their_words(source: str, found: list[str]) -> None:
    assert [source[place.start : place.end] for place in GLOSSARY.find(source)] == found


def test_a_place_tells_its_words_without_markup_and_signs_belong_to_it() -> None:
    glossary = Glossary([Term("logiciel libre", "x"), Term("C++", "x")])
    assert [place.text for place in glossary.find("Des **logiciels**  _libres_ en C++")] == ["logiciels libres", "C++"]


CASES = sorted((ROOT / "tests" / "data" / "glossary").glob("french*.tsv"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_french_terms_are_found_in_sentences_that_inflect_them_and_their_false_friends_are_not(path: Path) -> None:
    wrong = []
    for line in path.read_text("utf-8").splitlines()[1:]:
        term, sentence, found, why = line.replace("\\u0301", "\u0301").split("\t")
        places = Glossary([Term(term, "x")]).find(sentence)
        if [sentence[place.start : place.end] for place in places][:1] != [found][: bool(found)]:
            wrong.append((term, sentence, why))
    assert not wrong


def test_of_two_terms_the_longer_is_found_then_the_one_that_is_written_so() -> None:
    glossary = Glossary([Term(word, "x") for word in ("abonner", "abonné", "abonné fidèle", "abonnée")])
    source = "Abonnez vos abonnés, vos abonnées et vos abonnées fidèles."
    found = [place.terms[0].source for place in glossary.find(source)]
    assert found == ["abonner", "abonné", "abonnée", "abonné fidèle"]


@given(st.lists(st.sampled_from([*TERMS, "logiciels", "libre", "**", " ", "’", "[", "](u)", "`", "é"]), max_size=12))
def test_places_are_in_order_and_apart(pieces: list[str]) -> None:
    source = " ".join(pieces)
    done = 0
    for place in GLOSSARY.find(source):
        assert done <= place.start < place.end <= len(source)
        done = place.end


def says(source: str, target: str, *terms: Term, locale: str = "en", state: State = State.DRAFT) -> list[str]:
    unit = Unit(source=source, target=target, state=state)
    found = run_checks(unit, locale=locale, glossary=Glossary(terms))
    return [str(finding.suggestion) for finding in found if finding.check == "glossary"]


VOLUNTEER = Term("bénévole", "volunteer")
LIBRARY, MEDIATHEQUE = Term("médiathèque", "library"), Term("médiathèque", "mediatheque", "", Standing.FORBIDDEN)
MEDIA_LIBRARY, NO_LIBRARY = Term("médiathèque", "media library"), Term("médiathèque", "library", "", Standing.FORBIDDEN)
MISTRAL = Term("Mistral", "Mistral", "", Standing.KEEP)


@pytest.mark.parametrize("state", State)
def test_terms_are_checked_whoever_or_whatever_made_the_target(state: State) -> None:
    assert says("Les bénévoles", "The helpers", VOLUNTEER, state=state) == ["volunteer"]


QUADRATURE = Term("La Quadrature du Net", "La Quadrature du Net", "", Standing.KEEP)


@pytest.mark.parametrize(
    ("source", "target", "terms", "locale", "found"),
    [
        ("Les bénévoles", "The Volunteers", [VOLUNTEER], "en", []),
        ("Les bénévoles", "The helpers", [VOLUNTEER], "en", ["volunteer"]),
        ("Les bénévoles", "Die Freiwilligen", [Term("bénévole", "Freiwillige")], "de", []),
        ("Les bénévoles", "ボランティア", [Term("bénévole", "ボランティア")], "ja", []),
        ("Les bénévoles", "有志", [Term("bénévole", "ボランティア")], "ja", ["ボランティア"]),
        ("La médiathèque", "The library", [LIBRARY, MEDIATHEQUE], "en", []),
        ("La médiathèque", "The mediatheques", [LIBRARY, MEDIATHEQUE], "en", ["library", "library"]),
        ("La médiathèque", "The media library", [MEDIA_LIBRARY, NO_LIBRARY], "en", []),
        ("La médiathèque, médiathèque", "The mediatheque", [LIBRARY, MEDIATHEQUE], "en", ["library", "library"]),
        ("Un chien", "The mediatheque", [LIBRARY, MEDIATHEQUE], "en", []),
        ("Chez Mistral", "At Mistral", [MISTRAL], "en", []),
        ("Chez Mistral", "At the north wind", [MISTRAL], "en", ["Mistral"]),
        ("Chez Mistral", "At mistral", [MISTRAL], "en", ["Mistral"]),
        ("**La Quadrature** du Net", "**La Quadrature du Net**", [QUADRATURE], "en", []),
        ("**La Quadrature** du Net", "The Net", [QUADRATURE], "en", ["La Quadrature du Net"]),
        ("L’Établi d’ici", "L'Établi d'ici", [Term("Établi d’ici", "Établi d’ici", "", Standing.KEEP)], "es", []),
        ("Deux start-ups", "Two start-ups", [Term("start-up", "start-up", "", Standing.KEEP)], "en", []),
        ("Deux start-ups", "Two newcomers", [Term("start-up", "start-up", "", Standing.KEEP)], "en", ["start-ups"]),
        ("Les bénévoles", "", [VOLUNTEER], "en", []),
    ],
)  # fmt: skip
def test_targets_are_checked_against_the_terms_of_their_source(source, target, terms, locale, found) -> None:
    assert says(source, target, *terms, locale=locale) == found


def test_targets_say_terms_in_the_forms_of_their_language() -> None:
    wrong = []
    for line in (ROOT / "tests/data/glossary/targets.tsv").read_text("utf-8").splitlines()[1:]:
        locale, asked, word, target, finding, why = line.split("\t")
        if asked == "approved":
            found = "" if wording.says(target, word, locale=locale) else "missing"
        else:
            places = wording.forbidden(target, word, instead=(), locale=locale)
            found = " ".join(target[slice(*place)] for place in places)
        if found != finding:
            wrong.append((locale, word, target, found, why))
    assert not wrong


def test_a_table_is_read_back_as_it_was_written_formulas_and_all() -> None:
    terms = (
        Term("=1+2", "@x", "-note", Standing.KEEP),
        Term("a,b", 'say "so"', "'quoted", Standing.FORBIDDEN),
        VOLUNTEER,
    )
    for quoted in (False, True):
        text = table.serialize(terms, quoted=quoted)
        assert table.parse(text) == terms
        assert not any(line.strip('"').startswith(tuple("=+-@")) for line in text.splitlines())


@given(st.lists(st.tuples(*[st.text("aé'=+-@,;\"« x", min_size=1, max_size=6)] * 3), max_size=5))
def test_whatever_is_a_term_survives_a_table(rows: list[tuple[str, str, str]]) -> None:
    made = [Term(*(" ".join(cell.split()) for cell in row)) for row in rows]
    kept = {(term.source, term.target): term for term in made if table.checked(term) is None}
    terms = tuple(kept.values())
    assert table.parse(table.serialize(terms)) == terms


def test_other_programs_tables_are_read() -> None:
    text = "\ufeffStatus;Source;Target\r\nkeep;Mistral;\r\n;commun;commons\r\n"
    assert table.parse(text) == (Term("Mistral", "Mistral", "", Standing.KEEP), Term("commun", "commons"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("word,meaning\na,b\n", 1),
        ("source,target\na,b\n,c\n", 3),
        ("source,target\n\na,\n", 3),
        ("source,target,note,status\na,b,,perhaps\n", 2),
        ('source,target\n"a\nb",c\n', 2),
        ("source,target\na,b\nc,d\na,b\n", 4),
        ('source,target\n"a"b,c\n', 2),
        ("", 1),
    ],
)
def test_a_line_that_is_no_term_is_named(text: str, line: int) -> None:
    with pytest.raises(InputError) as refused:
        table.parse(text, path="locales/de/glossary.csv")
    assert (refused.value.line, refused.value.path) == (line, "locales/de/glossary.csv")
    assert refused.value.fix
