"""Documents that are too much are refused with their line; hostile ones within the limits cost time in proportion."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app import config
from app.core import assembly, documents, segmentation
from app.core.model import Catalog, State, Unit
from app.errors import InputError
from app.store.workspace import Workspace
from app.workflow.ingest import Issue, ingest


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Un.\n\n" + "> " * 101 + "deux", 3, "levels"),
        ("Un.\n\n" + "[" * 101 + "a" + "](b)" * 101 + "\n\n" + "*a " * 150 + "a*" * 150, 5, "levels"),
        ("".join(f"{'  ' * depth}- a\n" for depth in range(120)), 101, "levels"),
        ("# Un\n" * 5_001, 5_001, "5,000 paragraphs"),
        ("*a " * 19_999 + "\n" + "*b " * 10_000, 2, "50,000 pieces of markup"),
        ("Un.\n\n" + "".join(f"[a{n}]: u\n" for n in range(501)), 503, "500 links"),
        (f"Un.\n\n[a](b '{'x' * 501}')", 3, "title"),
        (f"---\nother: 1\nsummary: {'x ' * 9_000}\n---\n", 2, "longer"),
    ],
)
def test_a_document_that_is_too_much_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        documents.parse(text, path="source_issues/a.md")
    assert str(caught.value).startswith(f"source_issues/a.md:{line}: ")
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (("Un mot ici. " * 100 + "\n\n") * 51, 101, "5,000 segments"),
        ("Un.\n\n" + "mot " * 5_001, 3, "20,000 characters"),
    ],
)
def test_segments_that_are_too_much_are_refused_with_their_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        ingested(tmp_path, text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "text",
    [f"![Un plan](data:image/png;base64,{'A' * 90_000}) et la suite.", "Une phrase comme une autre. " * 3_000],
)
def test_images_as_data_are_no_words_and_a_long_paragraph_may_hold_many_sentences(tmp_path: Path, text: str) -> None:
    assert ingested(tmp_path, text).document.text == text


def ingested(root: Path, text: str) -> Issue:
    (root / "source_issues").mkdir()
    (root / "source_issues" / "a.md").write_text(text)
    return ingest(Workspace(root, config.load(root)), "a")


PATTERNS = {
    "hard breaks": "un mot  \n",
    "images": "![a b](c 'd e') ",
    "label images": "![r] ",
    "variables": "{{ a }} mot ",
    "bold sentences": "**Un.** Deux ! ",
    "tags": "<b>mot</b> <i> ",
    "escapes": "\\* mot &amp; ",
    "addresses": "http://a.b/c_d mot@e.fr ",
    "lazy lines": "mot _x_\n",
    "brackets": "[a](",
    "backticks": "a ` b `` c ",
    "quotes": "[a](<' ",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_size_of_a_hostile_text(name: str) -> None:
    """Eight times the text takes far less than eight times eight of the time."""

    def cost(size: int) -> float:
        text = "[r]: u\n\n> " + PATTERNS[name] * (size // len(PATTERNS[name]))
        start = time.process_time()
        document = documents.parse(text)
        segments = segmentation.segment(document)
        units = tuple(Unit(s.source, "Ø " + s.source, State.APPROVED) for s in segments)
        assembly.assemble(document, segments, Catalog("ja", units=units))
        return time.process_time() - start

    cost(1_000)  # what is loaded and compiled once
    small, large = (min(cost(size) for _ in range(3)) for size in (2_000, 16_000))
    assert large < 32 * small
