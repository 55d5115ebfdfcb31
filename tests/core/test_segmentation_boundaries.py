"""Reviewers join and part segments: told by the words around a place, kept through edits, never through markup."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import documents
from app.core.model import Boundary, Document, Segment
from app.core.segmentation import boundary, joining, partings, segment

PIECES = ["Un mot. ", "Deux ", "et trois, ", "**", "*", "`x. Y` ", "[", "](u)", "![a](b) ", "  \n", "\n", "\n\n", "# "]
PIECES += ["- ", "> ", "12 ", "[^1]", "<b>", "</b>", "&amp; ", "https://a.fr/b.C ", "Fin!Et ", "😀 ", "Oui. Non. "]
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join).map(documents.parse)
WAYS = st.sampled_from(["sentence", "paragraph"])


def sources(text: str, *decisions: Boundary, by: Literal["sentence", "paragraph"] = "sentence") -> list[str]:
    return [found.source for found in segment(documents.parse(text), by=by, boundaries=decisions)]


def joined(before: str, after: str) -> Boundary:
    return Boundary(before, after, parted=False)


def parted(before: str, after: str) -> Boundary:
    return Boundary(before, after, parted=True)


def spans(segments: tuple[Segment, ...]) -> list[tuple[int, int, int]]:
    return [(found.block, found.start, found.end) for found in segments]


def test_a_paragraph_kept_whole_is_parted_at_a_line_break_without_it() -> None:
    assert sources("Un. Deux.\\\nTrois.", parted("Un. Deux.", "Trois."), by="paragraph") == ["Un. Deux.", "Trois."]


def test_two_sentences_become_one_segment() -> None:
    assert sources("Un. Deux. Trois.", joined("Un.", "Deux.")) == ["Un. Deux.", "Trois."]


def test_one_sentence_becomes_two_segments() -> None:
    assert sources("Un, puis deux.", parted("Un,", "puis deux.")) == ["Un,", "puis deux."]


def test_a_paragraph_kept_whole_may_be_parted() -> None:
    assert sources("Un. Deux. Trois.", parted("Un. Deux.", "Trois."), by="paragraph") == ["Un. Deux.", "Trois."]


@pytest.mark.parametrize(
    "text",
    [
        "Avant tout.  Un.\nDeux. Trois.",
        "Un. Deux. Quatre.",
        "**Un.** [Deux.](ailleurs) Trois.",
        "> Un.\n> Deux.\n\nCinq.",
    ],
)
def test_an_edit_beside_the_words_leaves_the_decision_alone(text: str) -> None:
    assert len(sources(text, joined("Un.", "Deux."))) == len(sources(text)) - 1


@pytest.mark.parametrize(
    "text", ["Un. Trois.", "Vingt et Un. Deux.", "Un. Deux fois. Trois.", "Un.  \nDeux.", "Un.\n\nDeux."]
)
def test_a_decision_whose_words_are_gone_does_nothing(text: str) -> None:
    assert sources(text, joined("Un.", "Deux."), parted("un", "deux"), parted("", "Deux")) == sources(text)


FERRY = joined("Le bac traverse le fleuve.", "Il part à midi.")


@pytest.mark.parametrize(
    "text",
    [
        "Le vieux bac traverse le fleuve. Il part à midi.",
        "Le bac traverse le fleuve. Il part à midi juste.",
        "Bonjour. Le bac retraverse enfin le fleuve. Il part à midi. Merci.",
    ],
)
def test_words_that_were_edited_on_one_side_still_tell_the_place(text: str) -> None:
    assert len(sources(text, FERRY)) == len(sources(text)) - 1


@pytest.mark.parametrize(
    "text",
    [
        "La pluie tombe. Il part à midi.",
        "Le bac traverse le fleuve. Rien ne va plus.",
        "Le vieux bac traverse le fleuve. Il part à midi juste.",
        "Il part à midi. Le bac traverse le fleuve.",
        "Le bac traverse le fleuve.\n\nIl part à midi.",
    ],
)
def test_words_that_were_replaced_on_one_side_tell_no_place(text: str) -> None:
    assert sources(text, FERRY) == sources(text)


def test_a_place_like_it_does_not_count_while_the_place_itself_is_there() -> None:
    text = "Le bac traverse le fleuve. Il part à midi.\n\nLe bac traverse le fleuve. Il part à minuit."
    assert sources(text, FERRY) == [
        "Le bac traverse le fleuve. Il part à midi.",
        "Le bac traverse le fleuve.",
        "Il part à minuit.",
    ]


def test_equal_places_follow_the_same_decision() -> None:
    assert sources("Oui. Non.\n\n- Oui. Non.\n- Oui.", joined("Oui.", "Non.")) == ["Oui. Non.", "Oui. Non.", "Oui."]


def test_of_two_decisions_about_one_place_the_later_counts() -> None:
    assert sources("Un. Deux.", joined("Un.", "Deux."), parted("Un.", "Deux.")) == ["Un.", "Deux."]


@pytest.mark.parametrize(
    "text", ["**Un deux**", "[Un deux](u)", "`Un deux` dit-on", "Un `x` deux", "<i>Un deux</i>", "![Un deux](u) trois"]
)
def test_markup_is_never_parted(text: str) -> None:
    outside = [found for found in sources(text) if found != "Un deux"]
    assert set(outside) <= set(sources(text, parted("Un", "deux"), parted("x", "deux")))


def test_a_decision_is_told_by_forty_characters_as_a_reader_sees_them() -> None:
    block = documents.parse(
        "**Une** phrase [longue](u)\nqui finit bien ici. Une `autre` phrase, aussi longue, suit."
    ).blocks[0]
    told = boundary(block, block.text.index(" Une"), parted=False)
    assert told == joined("Une phrase longue qui finit bien ici.", "Une `autre` phrase, aussi longue, suit.")
    assert boundary(block, block.text.index("\nqui"), parted=True).after == "qui finit bien ici."
    assert boundary(block, block.text.index(" suit"), parted=True).before == "Une `autre` phrase, aussi longue,"


def test_short_sentences_are_told_with_their_neighbours() -> None:
    block = documents.parse("Il pleut encore. Oui. Non. On sort quand même.").blocks[0]
    assert boundary(block, block.text.index(" Non"), parted=False) == joined(
        "Il pleut encore. Oui.", "Non. On sort quand même."
    )


@pytest.mark.parametrize(
    "edited",
    [
        "Bonsoir, Lou. Le bac traverse le fleuve. Il part à midi. Merci à lui.",
        "Le bac traverse le fleuve. Il part à midi. Rien d’autre ne change.",
    ],
)
def test_an_edit_of_the_sentences_beside_those_joined_leaves_the_decision_alone(edited: str) -> None:
    document = documents.parse("Bonjour. Le bac traverse le fleuve. Il part à midi. Merci.")
    one, other = segment(document)[1:3]
    decision = joining(document.blocks[0], one, other)
    assert decision is not None
    assert "Le bac traverse le fleuve. Il part à midi." in sources(edited, decision)


def test_a_segment_says_where_it_can_be_parted() -> None:
    document = documents.parse("12 mots\nen **gras et** `du code` ici.Là")
    block, found = document.blocks[0], segment(document)[0]
    assert [found.source[:offset] for offset in partings(block, found)] == [
        "12 mots",
        "12 mots en",
        "12 mots en **gras et**",
        "12 mots en **gras et** `du code`",
    ]


def test_nothing_joins_segments_with_a_break_or_an_amount_between() -> None:
    document = documents.parse("Un. Deux.  \nTrois. 12 %. Quatre.\n\nCinq.")
    found = segment(document)
    told = [joining(document.blocks[one.block], one, other) for one, other in pairwise(found)]
    assert [one is not None for one in told] == [True, False, False, False]


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, WAYS, st.data())
def test_a_segment_ends_where_it_was_parted_and_joining_undoes_it(
    document: Document, by: str, data: st.DataObject
) -> None:
    before = segment(document, by=by)
    places = [(one, cut) for one in before for cut in partings(document.blocks[one.block], one).values()]
    if not places:
        return
    one, cut = data.draw(st.sampled_from(places))
    block = document.blocks[one.block]
    after = segment(document, by=by, boundaries=[boundary(block, cut, parted=True)])
    assert {(one.block, one.start), (one.block, cut)} <= {
        (found.block, edge) for found in after for edge in (found.start, found.end)
    }
    assert segment(document, by=by, boundaries=[boundary(block, cut, parted=flag) for flag in (True, False)]) == before


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, st.data())
def test_segments_that_were_joined_are_one_and_parting_undoes_it(document: Document, data: st.DataObject) -> None:
    before = segment(document)
    couples = pairwise(before)
    told = [(one, other, joining(document.blocks[one.block], one, other)) for one, other in couples]
    told = [(one, other, decision) for one, other, decision in told if decision]
    if not told:
        return
    one, other, decision = data.draw(st.sampled_from(told))
    after = segment(document, boundaries=[decision])
    assert any(span[0] == one.block and span[1] <= one.start and other.end <= span[2] for span in spans(after))
    block = document.blocks[one.block]
    assert segment(document, boundaries=[decision, boundary(block, one.end, parted=True)]) == before


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, st.lists(st.builds(Boundary, st.sampled_from(PIECES), st.sampled_from(PIECES), st.booleans())))
def test_no_decision_cuts_through_markup(document: Document, decisions: list[Boundary]) -> None:
    for one in segment(document, boundaries=decisions):
        codes = document.blocks[one.block].codes
        inside = {at for at, code in enumerate(codes) if one.start < code.end and code.start < one.end}
        assert all(one.start <= codes[at].start and codes[at].end <= one.end for at in inside)
        assert {codes[at].pair for at in inside if codes[at].pair >= 0} <= inside
