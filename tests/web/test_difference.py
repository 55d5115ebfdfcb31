"""What changed between two sources."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.web.difference import difference
from app.web.runs import runs


@given(st.text(), st.text())
def test_both_sources_can_be_read_from_the_difference(old, new):
    found = difference(old, new)
    assert "".join(text for kind, text in found if kind != "ins") == old
    assert "".join(text for kind, text in found if kind != "del") == new


def test_a_changed_number_is_the_only_change():
    assert difference("à 7 heures.", "à 8 heures.") == [
        ("same", "à "),
        ("del", "7"),
        ("ins", "8"),
        ("same", " heures."),
    ]


@given(st.text(alphabet="ab*_[]()`<>\\ \n"))
def test_runs_joined_give_the_text(text):
    assert "".join(piece for _, piece in runs(text)) == text
