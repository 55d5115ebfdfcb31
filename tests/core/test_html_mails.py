"""Mails as mailing tools write them: which words are segments, and that translated ones keep their build."""

from __future__ import annotations

from pathlib import Path

import mrml
import pytest

from app.core import assembly, documents, inline, segmentation
from app.core.documents.outline import outline
from app.core.model import Catalog, State, Unit

DATA = Path(__file__).parents[1] / "data" / "html" / "mails"
MAILS = sorted(path for path in DATA.iterdir() if path.suffix in (".html", ".mjml"))
ACCENTS = str.maketrans("aeiouAEIOU", "àëîöüÀËÎÖÜ")


def page(path: Path) -> str:
    text = path.read_bytes().decode()
    return str(mrml.to_html(text).content) if path.suffix == ".mjml" else text


def accented(source: str) -> str:
    """The source with other letters outside its codes, as a translator would leave it."""
    pieces, last = [], 0
    for code in inline.parse_html(source):
        pieces += [source[last : code.start].translate(ACCENTS), code.text]
        last = code.end
    return "".join([*pieces, source[last:].translate(ACCENTS)])


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_words_that_people_read_are_segments(path: Path) -> None:
    found = segmentation.segment(documents.parse(page(path), format="html"))
    expected = path.with_suffix(".txt").read_bytes().decode()
    assert "".join(f"{one.note} | {one.source}\n" for one in found) == expected


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_translated_mail_is_built_as_its_source(path: Path) -> None:
    text = page(path)
    document = documents.parse(text, format="html")
    found = segmentation.segment(document)
    same = Catalog("en", units=tuple(Unit(one.source, one.source, State.APPROVED) for one in found))
    assert assembly.assemble(document, found, same).text == text

    targets = {one.source: accented(one.source) for one in found}
    other = Catalog("en", units=tuple(Unit(source, target, State.APPROVED) for source, target in targets.items()))
    result = assembly.assemble(document, found, other)
    assert not result.findings
    assert outline(result.text, document) == outline(text, document)
    again = segmentation.segment(documents.parse(result.text, format="html"))
    assert [one.source for one in again] == [targets[one.source] for one in found]
