"""Pages of blogs, newsletters and papers: tests/data/importing/web/<page>.html, its Markdown and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import html, to_markdown
from app.importing.html.decoding import decode
from app.importing.report import Report

DATA = Path(__file__).parents[1] / "data" / "importing" / "web"
PAGES = sorted(path.stem for path in DATA.glob("*.html"))


def read(page: str) -> Report:
    return html.read(decode((DATA / f"{page}.html").read_bytes()).text, origin=f"{page}.html")


@pytest.mark.parametrize("name", PAGES)
def test_page_becomes_the_markdown_that_an_editor_would_write(name: str) -> None:
    assert to_markdown(read(name), source_locale="fr") == (DATA / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_page_leaves_out_the_rest_each_with_its_reason(name: str) -> None:
    found = [f"{block.reason}: {' '.join((block.text or block.markdown).split())}" for block in read(name).left_out]
    assert found == (DATA / f"{name}.left_out").read_text(encoding="utf-8").splitlines()
