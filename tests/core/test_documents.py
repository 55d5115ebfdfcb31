"""Blocks of an issue in each format, and front matter that is hostile or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core import documents
from app.core.documents import front_matter
from app.errors import InputError

ISSUE = (Path(__file__).parents[1] / "data" / "documents" / "issue.md").read_text()


def kinds(text: str, format: str = "markdown") -> list[tuple[int, str, str]]:
    return [(block.line, block.kind, block.text) for block in documents.parse(text, format=format).blocks]


def test_blocks_of_an_issue_stand_in_order_with_kind_line_and_text() -> None:
    assert kinds(ISSUE) == [
        (2, "front matter: title", "La lettre : n° 3"),
        (5, "front matter: summary", "Un résumé plié.\n"),
        (9, "heading 1", "La lettre *de mai*"),
        (11, "paragraph", 'Bonjour **à tous**, voici [un lien](u "son titre").\nLa suite.'),
        (11, "link title", "son titre"),
        (14, "quotation", "Une citation\nsur deux lignes."),
        (17, "list item", "un"),
        (18, "list item", "deux"),
        (20, "list item", "une suite"),
        (22, "table header", "Mois"),
        (22, "table header", "Prix"),
        (24, "table cell", "mai"),
        (24, "table cell", "dix"),
        (26, "image text", "Un chat"),
        (26, "image title", "Minou"),
        (28, "definition term", "Terme"),
        (29, "definition", "sa définition"),
        (31, "title", "Une boîte"),
        (32, "paragraph", "Du <b>texte</b>."),
        (33, "image text", "Un chien"),
        (40, "footnote", "Une note."),
    ]


def test_title_is_the_front_matters_else_the_first_heading() -> None:
    assert documents.parse(ISSUE).title == "La lettre : n° 3"
    assert documents.parse("texte\n\n## Un **titre**\n").title == "Un titre"
    assert documents.parse("texte").title == ""


def test_labels_are_those_that_the_text_defines() -> None:
    assert documents.parse("[A  b]: u\n\n[^Un]: note\n").labels == {"a b", "^un"}


@pytest.mark.parametrize(
    ("yaml", "line", "word"),
    [
        ("title: [a\nother: b", 3, "not valid YAML"),
        ("title: a\ntitle: b", 3, "twice"),
        ("title: &a b", 2, "anchor"),
        ("title: b\nother: *a", 3, "alias"),
        ("title: !!python/object:os.system x", 2, "tag"),
        ("title: a\nsubtitle: " + "[" * 30, 3, "deeply"),
        ("title: " + "a" * 20_000, 2, "longer"),
        ("title: a\nx: \x07", 3, "not valid YAML"),
        ("title: a: b", 2, "not valid YAML"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_with_its_line(yaml: str, line: int, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        documents.parse(f"---\n{yaml}\n---\n\nTexte.\n", path="source_issues/a.md")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"source_issues/a.md:{line}: ")


def test_values_that_are_no_strings_are_left_alone() -> None:
    assert kinds("---\ntitle: 2024\nsubtitle: true\ndescription:\n  a: b\nsummary: 2026-13-45\n---\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: x\n---\n", True),
        ("---\n# une remarque\n\ntitle : x\n...\n", True),
        ('\ufeff---\r\n"un titre": x\r\n---', True),
        ("---\n---\n\nTexte.\n", True),
        ("---\n{title: x}\n---\n", True),
        ("+++\ntitle = 'x'\n+++\n", True),
        ("---\nNote : ce texte suit un trait.\n---\n", False),
        ("---\nUn texte entre deux traits.\n\nSuite: fin.\n---\n", False),
        ("---\n\nUn texte.\n\n---\n", False),
        ("---\n- une liste: x\n---\n", False),
        ("Un texte.\n\n---\ntitle: x\n---\n", False),
        ("---\ntitle: x\n", False),
    ],
)
def test_front_matter_begins_with_a_key(text: str, found: bool) -> None:
    assert bool(front_matter.locate(text)) is found


def test_front_matter_is_read_as_keys_and_values() -> None:
    assert front_matter.read("---\ntitle: Un\ntags: [a, b]\n---\nx") == {"title": "Un", "tags": ["a", "b"]}
    assert front_matter.read("Texte") == {}
    assert front_matter.read("---\ndate: 2026-13-45\n---\n") == {"date": "2026-13-45"}


@pytest.mark.parametrize("name", ["yaml_alias", "yaml_deep", "yaml_dup", "yaml_merge", "yaml_py", "yaml_types"])
def test_hostile_front_matter_is_a_document_or_a_clear_error(name: str) -> None:
    path = Path(__file__).parents[1] / "data" / "payloads" / f"{name}.md"
    try:
        document = documents.parse(path.read_text())
    except InputError as error:
        assert error.line  # noqa: PT017 - either outcome is right
    else:
        assert document.text == path.read_text()


def test_an_image_or_address_alone_has_nothing_to_translate() -> None:
    assert kinds("![](a.png)\n\nhttps://x.fr\n\n<https://x.fr>\n\n`code`\n\n{{ x }}\n") == []


def test_the_brackets_of_a_collapsed_reference_belong_to_the_block_that_it_ends() -> None:
    blocks = documents.parse("mot [x][]\n\nmot ![x][]\n\n[x]: y\n").blocks
    assert [(block.text, block.start, block.end) for block in blocks] == [
        ("mot [x][]", 0, 9),
        ("mot ![x][]", 11, 21),
        ("x", 17, 21),
    ]
