"""Pages made of issues: what the front matter holds is in the head of the page, not in its text."""

from __future__ import annotations

from app.exporters import html
from app.exporters.page import Page

ISSUE = '---\ntitle: "Ein Brief"\nsubtitle: Für alle\ntags: [a, b]\n---\n\n# Guten Tag\n\nEin Satz.\n'


def test_page_leaves_the_yaml_out_of_its_text() -> None:
    page = html.render(Page(text=ISSUE, locale="de", slug="brief", asset=lambda path: None))
    assert "tags:" not in page
    assert "<h1>Guten Tag</h1>" in page
    assert page.count("Ein Brief") == 1  # <title>
    assert page.count("Für alle") == 1


def test_body_of_a_text_without_front_matter_is_all_of_it() -> None:
    assert html.body("---\n\nEin Satz.\n") == "<hr />\n<p>Ein Satz.</p>\n"
