"""What is sent to an engine and comes back unchanged is what was sent."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core import inline
from app.core.model import InlineCode
from app.engines.apertium import blanks
from app.engines.framing import frame
from app.engines.outline import Item, by_runs, outline
from app.engines.remote import tags

WORDS = st.sampled_from(
    ["le", "mot", "[x]", "a_b", "5 < 6", "~", "«", "!", "\\", "é", "漢字", "🎉", "*", "{nom}", "^$/"]
)
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
ALONE = st.sampled_from(["`code`", "![a](b.png)", "<br>", "{{ prenom }}", "[^1]", "https://exemple.fr"])
AROUND = st.sampled_from([("**", "**"), ("*", "*"), ("[", "](https://exemple.fr)"), ("<u>", "</u>")])
SEGMENTS = st.recursive(
    st.one_of(TEXTS, ALONE),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.tuples(AROUND, inner).map(lambda pair: pair[0][0] + pair[1] + pair[0][1]),
    ),
    max_leaves=8,
)


def parts(text: str):
    return frame(inline.to_parts(text, labels=frozenset({"^1"}))).parts


def in_order(some) -> str:
    """Words and codes in order; white space may leave the edge of a pair."""
    return "".join(part if isinstance(part, str) else part.text for part in some).replace(" ", "")


def written(some) -> list[str]:
    return [part if isinstance(part, str) else part.text for part in some]


@given(SEGMENTS)
def test_pairs_as_ends_are_read_back(text):
    source = outline(parts(text))
    found = blanks.from_marks(blanks.with_marks(source), source)
    assert found is not None
    assert in_order(found) == in_order(parts(text))


@given(SEGMENTS, st.sampled_from([tags.BARE, tags.HTML, tags.XML, tags.READABLE]))
def test_tags_are_read_back(text, notation):
    source = outline(parts(text))
    found = tags.parts(tags.tagged(source, notation), source, escaped=notation.escaped)
    assert found is not None
    assert in_order(found) == in_order(parts(text))


@given(SEGMENTS)
@example("**<u>le *</u>**")  # pairs that cross count as codes that stand alone
def test_runs_are_read_back(text):
    source = outline(parts(text))
    found = by_runs(source, lambda run: [i for i in blanks.read(blanks.plain(run).strip()) if isinstance(i, Item)])
    assert found is not None
    assert written(found) == written(parts(text))


@given(SEGMENTS)
def test_word_bound_blanks_keep_all_codes_and_words(text):
    source = outline(parts(text))
    found = blanks.from_words(blanks.with_words(source), source)
    if found is not None:  # None: a pair that holds no word which a blank could be bound to
        for kind in (str, InlineCode):
            wanted = sorted(in_order(part for part in parts(text) if isinstance(part, kind)))
            assert sorted(in_order(part for part in found if isinstance(part, kind))) == wanted


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("[[t:c:0]]La[[/]] [[t:c:0]]casa[[/]] roja", "**La casa** roja"),
        ("roja [[t:c:0]]la casa[[/]]", "roja **la casa**"),
        ("[[t:c:0]]The[[/]] red [[t:c:0]]house[[/]]", "The red **house**"),
        ("la casa roja", None),
    ],
)
def test_a_pair_goes_where_its_words_went(answer, written):
    source = outline(inline.to_parts("**La maison** rouge"))
    found = blanks.from_words(answer, source)
    assert (found and inline.from_parts(found)) == written


@pytest.mark.parametrize(
    "answer",
    ["Voir", "Voir XPH1X", "Voir XPH1X XPH1X [<3>]", "Voir [<3>] [<3>] XPH1X", "Voir XPH1X [<9>]"],
)
def test_a_lost_doubled_or_invented_code_is_noticed(answer):
    source = outline(inline.to_parts("Voir `clef` et <br>"))
    assert blanks.from_words(answer, source) is None
    assert tags.parts(answer.replace("[<", "<x").replace(">]", "/>"), source, escaped=False) is None
