"""Inline codes: how Markdown is read inside a segment, and written back after an engine."""

from __future__ import annotations

import pytest

from app.core import inline
from app.core.model import InlineCode

LABELS = frozenset({"ref", "^1"})


def codes(text: str) -> list[tuple[str, str, str]]:
    return [(code.kind, code.role, code.text) for code in inline.parse(text, labels=LABELS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Gras** et", [("bold", "open", "**"), ("bold", "close", "**")]),
        ("_it_", [("italic", "open", "_"), ("italic", "close", "_")]),
        ("~~non~~", [("strike", "open", "~~"), ("strike", "close", "~~")]),
        ('[a](u "t")', [("link", "open", "["), ("link", "close", '](u "t")')]),
        ("[a][ref]", [("link", "open", "["), ("link", "close", "][ref]")]),
        ("[Ref][]", [("link", "open", "["), ("link", "close", "][]")]),
        ("[ref]", [("link", "open", "["), ("link", "close", "]")]),
        ("[rien]", []),
        ("mot[^1]", [("footnote", "alone", "[^1]")]),
        ('![a *b*](i.png "t")', [("image", "alone", '![a *b*](i.png "t")')]),
        ("![ref][]", [("image", "alone", "![ref][]")]),
        ("`a *b*`", [("code", "alone", "`a *b*`")]),
        ("<b>x</b><br>", [("html", "open", "<b>"), ("html", "close", "</b>"), ("html", "alone", "<br>")]),
        ("<b>x", [("html", "alone", "<b>")]),
        ("<code>a b</code> c", [("html", "alone", "<code>a b</code>")]),
        ('<span translate="no">A <b>B</b></span>', [("html", "alone", '<span translate="no">A <b>B</b></span>')]),
        ("a  \nb\\\nc\nd", [("break", "alone", "  \n"), ("break", "alone", "\\\n")]),
        ("<https://x.fr> <a@b.fr>", [("url", "alone", "<https://x.fr>"), ("url", "alone", "<a@b.fr>")]),
        ("(https://x.fr/a_b_(c)), a@b.fr.", [("url", "alone", "https://x.fr/a_b_(c)"), ("url", "alone", "a@b.fr")]),
        ("{{ a }} *|B|*", [("variable", "alone", "{{ a }}"), ("variable", "alone", "*|B|*")]),
        ("le %NOM% et", [("variable", "alone", "%NOM%")]),
        ("le #{nom} et", [("variable", "alone", "#{nom}")]),
        ("le {$nom} et", [("variable", "alone", "{$nom}")]),
        ("%%c%% {% if d %}", [("variable", "alone", "%%c%%"), ("variable", "alone", "{% if d %}")]),
        (r"\* &nbsp; \\ &rien;", [("escape", "alone", e) for e in (r"\*", "&nbsp;", r"\\")]),
        ("&copy suite & fin", []),
        ("ftp://x.fr/a_b mailto:a@b.fr", [("url", "alone", "ftp://x.fr/a_b"), ("url", "alone", "mailto:a@b.fr")]),
        ("# a", []),
        ("1. a", []),
        ("> é 😀 *b*", [("italic", "open", "*"), ("italic", "close", "*")]),
        ("5 * 3 * 2", []),
    ],
)  # fmt: skip
def test_codes_of_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert codes(text) == expected


def test_parts_are_words_as_seen_and_codes_as_written() -> None:
    parts = inline.to_parts(r"**Un \* deux**&nbsp;! [Ref], fin", labels=LABELS)
    shown = [part if isinstance(part, str) else (part.text, part.pair) for part in parts]
    assert shown == [("**", 2), "Un * deux", ("**", 0), "\u00a0! ", ("[", 6), "Ref", ("][Ref]", 4), ", fin"]


def test_words_from_an_engine_are_escaped_only_where_markdown_would_read_them() -> None:
    bold = InlineCode(0, 2, "**", "bold", "open")
    assert inline.from_parts(("5 * 3", bold, "x_y", bold, " [a]")) == "5 * 3**x_y** [a]"
    assert inline.from_parts(("*a* & `b`",)) == r"\*a\* & \`b\`"


def test_visible_is_what_a_reader_sees() -> None:
    text = r"**Un** [lien](u) `code` ![alt](i) \* &amp; <b>x</b> mot[^1] https://x.fr"
    assert inline.visible(text, labels=LABELS) == "Un lien code  * & x mot https://x.fr"


def test_all_ways_to_write_a_reference_link_have_one_value() -> None:
    values = {inline.parse(text, labels=LABELS)[1].value for text in ("[x][ref]", "[ref][]", "[ref]")}
    assert values == {"][ref]"}


@pytest.mark.parametrize(
    "unit", ["`", "[", "*a ", "<", "](", "<!--", "{{", "https://x.fr ", "a@", "&a", "\\", "![a](", "**", "((("]
)
def test_long_repetitions_are_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert all(code.text == text[code.start : code.end] for code in inline.parse(text))
    assert inline.visible(text) is not None
