"""What people see on the screens, read from the pages as they are without any script."""

from __future__ import annotations

import re
import time

import pytest

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "</textarea><b>",
    "\u2028'\"&amp;",
]


def words(page: str) -> str:
    """The page's text, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_dashboard_says_how_far_each_locale_is_and_leads_on(reviewer):
    page = reviewer.get("/").text
    assert "20%, 8 left" in words(page)
    assert 'href="/review/de/lettre#d6d8753e4f2e"' in page


def test_the_dashboard_names_a_catalog_that_cannot_be_read(reviewer, root):
    (root / "locales/ar/LC_MESSAGES/lettre.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    page = words(reviewer.get("/").text)
    assert "Arabic cannot be read. locales/ar/LC_MESSAGES/lettre.po:2:" in page
    assert "20%, 8 left" in page


def test_an_issue_with_two_sources_stops_no_other(reviewer, root):
    for extension in ("md", "txt"):
        (root / f"source_issues/double.{extension}").write_text("Bonjour.\n", encoding="utf-8")
    page = words(reviewer.get("/").text)
    assert "Two sources claim the slug double" in page
    assert "20%, 8 left" in page


def test_the_dashboard_shows_fifty_issues_a_page(reviewer, root):
    for number in range(60):
        (root / f"source_issues/lettre-{number:02}.md").write_text(f"# Lettre {number}\n", encoding="utf-8")
    assert reviewer.get("/").text.count('scope="row"') == 50
    assert reviewer.get("/?page=2").text.count('scope="row"') == 11
    for page in ("0", "-1", "99999999999999999999", "x", ""):
        assert reviewer.get(f"/?page={page}").status_code == 200


def test_an_empty_workspace_says_what_to_do(reviewer, root):
    (root / "source_issues/lettre.md").unlink()
    assert "passeur import FILE" in words(reviewer.get("/").text)


def test_the_issue_page_says_what_stands_before_an_export(reviewer):
    page = words(reviewer.get("/issues/lettre").text)
    assert "4 segments have no target, 2 drafts are not reviewed, 1 segment is stale" in page


def test_an_issue_without_text_is_not_called_approved(reviewer, root):
    (root / "source_issues/vide.md").write_text("", encoding="utf-8")
    page = words(reviewer.get("/issues/vide").text)
    assert "This issue has nothing to translate" in page
    assert "everything is approved" not in page


def test_the_review_screen_reads_without_any_script(reviewer):
    page = reviewer.get("/review/de/lettre").text
    assert words(page).count("Approved") >= 2
    assert '<p class="text" lang="fr" dir="ltr">Bonjour à tous.</p>' in page
    assert '<p class="text" lang="de" dir="ltr">Guten Tag an alle.</p>' in page
    assert '<span class="code">**</span>bac<span class="code">**</span>' in page


def test_targets_say_their_direction(reviewer):
    assert '<p class="text" lang="ar" dir="rtl">مرحبا بالجميع.</p>' in reviewer.get("/review/ar/lettre").text


def test_a_stale_row_shows_what_changed_in_the_source(reviewer):
    page = reviewer.get("/review/de/lettre").text
    assert "Il part à <del>7</del><ins>8</ins> heures." in page


@pytest.mark.parametrize("value", ["", "draft", "needs-review", "errors"])
def test_the_filter_stands_in_the_address(reviewer, value):
    page = reviewer.get("/review/de/lettre", query_string={"state": value}).text
    assert f'data-filter="{value}"' in page
    assert re.search(rf'<option value="{value}"[^>]* selected>', page)


def test_an_unknown_filter_shows_all(reviewer):
    assert 'data-filter=""' in reviewer.get("/review/de/lettre?state=%22%3E%3Cscript%3E").text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_sources_and_targets_are_shown_and_never_run(reviewer, root, payload):
    source = root / "source_issues/lettre.md"
    source.write_text(source.read_text(encoding="utf-8") + f"\nAttention {payload} ici.\n", encoding="utf-8")
    page = reviewer.get("/review/de/lettre").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "</textarea><b>" not in page
    assert "Attention 49" not in page
    preview = reviewer.get("/review/de/lettre/preview").text
    assert "<script" not in preview
    assert "onerror" not in preview.replace("onerror=alert(1)&gt;", "")


def test_the_preview_names_every_segment_and_its_state(reviewer):
    preview = reviewer.get("/review/de/lettre/preview").text
    assert re.search(r'<span[^>]* data-segment="d6d8753e4f2e"[^>]*>Guten Tag an alle\.</span>', preview)
    assert 'href="/static/preview.css"' in preview


def test_drafting_runs_in_the_background_and_says_when_it_is_done(reviewer, root):
    answer = reviewer.post("/issues/lettre/draft", data={"csrf_token": reviewer.csrf, "locale": "ar"})
    assert (answer.status_code, answer.location) == (303, "/issues/lettre#ar")
    job = {"running": True}
    for _ in range(300):
        job = reviewer.get("/api/v1/issues/lettre/locales/ar/drafting").json
        if not job["running"]:
            break
        time.sleep(0.05)
    assert not job["running"]
    assert job["state"] == "done"
    assert job["message"] in words(reviewer.get("/issues/lettre").text)


@pytest.mark.parametrize("data", [{}, {"locale": "xx"}, {"locale": "../de"}])
def test_drafting_needs_a_locale_of_the_workspace(reviewer, data):
    assert reviewer.post("/issues/lettre/draft", data={"csrf_token": reviewer.csrf, **data}).status_code == 404
