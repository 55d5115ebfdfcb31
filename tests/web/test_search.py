"""Search over everything: segments by source or target, issues by title, each leading to its place."""

from __future__ import annotations

import re

import pytest


def hits(page: str) -> list[str]:
    return re.findall(r'<p class="where"><a href="([^"]+)"', page)


def ask(reviewer, **question) -> str:
    answer = reviewer.get("/search", query_string=question)
    assert answer.status_code == 200
    return answer.text


def test_a_word_of_the_source_or_target_leads_to_its_segment(reviewer):
    assert "/review/de/lettre#d6d8753e4f2e" in hits(ask(reviewer, q="bonjour"))
    page = ask(reviewer, q="GUTEN tag")
    assert hits(page) == ["/review/de/lettre#d6d8753e4f2e"]
    assert "<mark>Guten</mark> <mark>Tag</mark> an alle." in page


def test_locale_and_state_narrow_what_is_found(reviewer):
    assert {address.split("/")[2] for address in hits(ask(reviewer, q="bonjour"))} == {"de", "ar"}
    assert {address.split("/")[2] for address in hits(ask(reviewer, q="bonjour", locale="ar"))} == {"ar"}
    assert hits(ask(reviewer, q="bonjour", locale="de", state="approved")) == []
    assert hits(ask(reviewer, q="bonjour", locale="xx", state="none")) != []


def test_issues_are_found_by_title_even_without_catalogs(reviewer, root):
    (root / "source_issues/neuve.md").write_text("# L’été au phare\n", encoding="utf-8")
    page = ask(reviewer, q="ete phare")
    assert 'href="/issues/neuve">L’été au phare</a>' in page


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', "*", "NEAR(", "%", "_", "\0", "a" * 500, "<script>alert(1)</script>", "{{7*7}}", "\\", "' OR 1=1"],
)
def test_any_question_is_answered_and_shown_as_it_is(reviewer, question):
    page = ask(reviewer, q=question)
    assert "<script>alert" not in page
    assert 'value="49"' not in page


def test_every_screen_has_the_box(reviewer):
    for path in ("/", "/issues/lettre", "/import", "/issues/lettre/export", "/search", "/no/such/page"):
        assert 'action="/search"' in reviewer.get(path).text
