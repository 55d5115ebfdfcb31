"""Pages made of issues: what the front matter holds is in the head of the page, and nothing in a page runs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from app.exporters import html, markdown
from app.exporters.page import Page

ISSUE = '---\ntitle: "Ein Brief"\nsubtitle: Für alle\ntags: [a, b]\ndate: 2026-11-03\n---\n\n# Guten Tag\n\nEin Satz.\n'


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def page_of(text: str, *, locale: str = "de", **assets: bytes) -> str:
    return html.render(
        Page(text=text, locale=locale, heading="brief", asset=lambda path: assets.get(path.split(".")[0]))
    )


def test_page_leaves_the_yaml_out_of_its_text() -> None:
    page = page_of(ISSUE)
    assert "tags:" not in page
    assert "<h1>Guten Tag</h1>" in page
    assert '<p class="title">Ein Brief</p>' in page
    assert page.count("Für alle") == 1


def test_title_is_the_heading_where_the_text_has_none() -> None:
    assert "<h1>Ein Brief</h1>" in page_of(ISSUE.replace("# Guten Tag\n\n", ""))


def test_body_of_a_text_without_front_matter_is_all_of_it() -> None:
    assert html.body("---\n\nEin Satz.\n") == "<hr />\n<p>Ein Satz.</p>\n"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "3. November 2026"),
        ("en", "November 3, 2026"),
        ("es", "3 de noviembre de 2026"),
        ("ja", "2026年11月3日"),
        ("pt_BR", "3 de novembro de 2026"),
        ("ar", "3 نوفمبر 2026"),
    ],
)
def test_date_is_written_as_the_locale_writes_it(locale: str, words: str) -> None:
    page = page_of(ISSUE, locale=locale)
    assert f'<time datetime="2026-11-03">{words}</time>' in page
    assert f'<html lang="{locale.replace("_", "-")}" dir="{"rtl" if locale == "ar" else "ltr"}">' in page


@pytest.mark.parametrize("date", ["", "date: bald\n", "date: 2026-13-45\n", "date: [1]\n"])
def test_date_that_is_none_is_left_out(date: str) -> None:
    assert "<time" not in page_of(ISSUE.replace("date: 2026-11-03\n", date))


def test_image_beside_the_source_goes_into_the_page_and_others_stay_links() -> None:
    page = page_of("![Bild](bild.svg) ![fern](https://example.org/a.png) ![fehlt](weg.png)\n", bild=b"<svg/>")
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in page
    assert 'src="https://example.org/a.png"' in page
    assert 'src="weg.png"' in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<iframe src='https://example.org'></iframe>",
        "<a href='data:text/html,x'>x</a>",
        "<svg onload=alert(1)>",
    ],
)
def test_nothing_in_a_page_runs(hostile: str) -> None:
    page = page_of(f"---\ntitle: '{hostile.replace(chr(39), '')}'\n---\n\n{hostile}\n")
    tags = Tags()
    tags.feed(page)
    assert tags.names.isdisjoint({"script", "iframe", "svg", "object", "embed", "form", "base"})
    for name, value in tags.attributes:
        assert not name.startswith("on")
        assert name not in ("href", "src") or not value.startswith(("javascript:", "data:text"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: a\n---\nb\n", "---\ntitle: a\nlang: de\n---\nb\n"),
        ("---\nlang: fr\ntitle: a\n---\nb\n", "---\nlang: de\ntitle: a\n---\nb\n"),
        ("---\r\ntitle: a\r\n---\r\nb", "---\r\ntitle: a\r\nlang: de\r\n---\r\nb"),
        ("b\n", "---\nlang: de\n---\n\nb\n"),
        ("---\n---\nb\n", "---\nlang: de\n---\nb\n"),
        ("# a\n\n---\n\nb\n", "---\nlang: de\n---\n\n# a\n\n---\n\nb\n"),
        ("---\n\na\n\n---\n", "---\nlang: de\n---\n\n---\n\na\n\n---\n"),
        ("---\ntitle: a\n...\nb\n", "---\ntitle: a\nlang: de\n...\nb\n"),
    ],
)
def test_markdown_says_its_language_and_nothing_else_changes(text: str, expected: str) -> None:
    assert markdown.render(Page(text=text, locale="de", heading="brief")) == expected
