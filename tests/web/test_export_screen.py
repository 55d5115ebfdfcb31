"""The export screen: what stands in the way, how it would look, and what is taken away and written down."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile

import pytest

from app.web.headers import DOWNLOAD_POLICY, PREVIEW_POLICY

PAGE = "/issues/lettre/export"


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def take(reviewer, slug="lettre", **fields):
    form = {"csrf_token": reviewer.csrf, "locale": "de", "fallback": "draft", **fields}
    return reviewer.post(f"/issues/{slug}/export", data=form)


@pytest.fixture
def wrong(root) -> None:
    """An approved target that lost its link."""
    path = root / "locales/de/LC_MESSAGES/lettre.po"
    text = path.read_text(encoding="utf-8")
    source = 'msgid "Les billets sont vendus [sur le quai](https://bac.example/quai)."\nmsgstr "'
    path.write_text(text.replace(source, source + "Karten gibt es am Kai."), encoding="utf-8")


def test_each_locale_says_what_stands_in_its_way_and_leads_there(reviewer):
    page = reviewer.get(PAGE).text
    assert "8 segments are not approved" in words(page)
    assert 'href="/review/de/lettre#d6d8753e4f2e"' in page
    filled = words(reviewer.get(f"{PAGE}?fallback=source").text)
    assert "Ready" in filled
    assert "stay as in the source" in filled


def test_a_refused_download_says_why_on_the_page_and_is_not_written_down(reviewer):
    answer = take(reviewer, fallback="fail")
    assert answer.status_code == 422
    assert "lettre cannot be exported in de yet" in words(answer.text)
    assert "None yet." in words(answer.text)


@pytest.mark.parametrize(("format_", "start"), [("markdown", "---\n"), ("html", "<!doctype html>")])
def test_a_download_is_the_file_and_is_written_down_with_its_hash(reviewer, format_, start):
    answer = take(reviewer, format=format_)
    assert answer.text.lower().startswith(start)
    assert "Die Fähre fährt wieder" in answer.text
    assert re.fullmatch(r'attachment; filename="?[\w.-]+"?', answer.headers["Content-Disposition"])
    assert answer.headers["Content-Security-Policy"] == DOWNLOAD_POLICY
    page = reviewer.get(PAGE).text
    assert hashlib.sha256(answer.data).hexdigest() in page
    assert "me" in words(page[page.index('id="past"') :])


@pytest.mark.usefixtures("wrong")
def test_an_error_passes_only_with_a_reason_which_is_kept(reviewer):
    page = reviewer.get(f"{PAGE}?fallback=draft").text
    assert "1 error" in words(page)
    assert take(reviewer).status_code == 422
    assert take(reviewer, despite="yes", reason="  ").status_code == 422
    answer = take(reviewer, despite="yes", reason="Der <Link> ist tot")
    assert "Karten gibt es am Kai" in answer.text
    assert "Der &lt;Link&gt; ist tot" in reviewer.get(PAGE).text


def test_a_zip_holds_each_locale_and_is_the_same_each_time(reviewer):
    first, second = (take(reviewer, deed="zip", locales=["de", "ar"]) for _ in range(2))
    assert first.data == second.data
    archive = zipfile.ZipFile(io.BytesIO(first.data))
    assert archive.namelist() == ["de/lettre.md", "ar/lettre.md"]
    assert archive.read("de/lettre.md") == take(reviewer).data


def test_a_zip_with_a_blocked_or_no_locale_is_refused(reviewer):
    assert "Not every locale" in words(take(reviewer, deed="zip", fallback="fail", locales=["de", "ar"]).text)
    assert "No locale is chosen" in words(take(reviewer, deed="zip", locales=["xx"]).text)


@pytest.mark.parametrize("query", ["format=pdf", "fallback=all", "locale=../de", "locale=fr"])
def test_what_cannot_be_had_is_refused(reviewer, query):
    assert reviewer.get(f"{PAGE}?{query}").status_code in (400, 404)
    assert reviewer.get(f"{PAGE}/side?{query}").status_code in (400, 404)


def test_both_sides_are_shown_without_anything_that_runs(reviewer, root):
    (root / "source_issues/mail.html").write_text(
        "<html><head><style>p{color:red;background:url(http://a.example/x)}</style><meta http-equiv=refresh content=0>"
        "</head><body onload=x()><script>x()</script><p>Bonjour.</p></body></html>",
        encoding="utf-8",
    )
    for of in ("source", "target"):
        answer = reviewer.get(f"/issues/mail/export/side?of={of}&fallback=source")
        assert answer.headers["Content-Security-Policy"] == PREVIEW_POLICY
        assert "<p>Bonjour.</p>" in answer.text
        assert "color:red" in answer.text
        assert not re.search("<script|onload|refresh|url\\(", answer.text)
    assert "&lt;p&gt;" not in reviewer.get(f"{PAGE}/side?of=target&format=html&fallback=draft").text
    assert "Die Fähre fährt wieder" in reviewer.get(f"{PAGE}/side?of=target&fallback=draft").text
    assert "Le bac repart" in reviewer.get(f"{PAGE}/side?of=source&format=html").text


def test_an_issue_is_offered_in_the_formats_that_it_can_have(reviewer, root):
    (root / "source_issues/brut.txt").write_text("Bonjour.\n", encoding="utf-8")
    page = reviewer.get("/issues/brut/export").text
    assert '<option value="text"' in page
    assert '<option value="markdown"' not in page
    assert take(reviewer, "brut", format="html").status_code == 400
    assert take(reviewer, "brut", format="text", fallback="source").text == "Bonjour.\n"


def test_a_page_without_front_matter_is_called_by_its_heading(reviewer, root):
    (root / "source_issues/nue.md").write_text("# Le bac repart\n", encoding="utf-8")
    assert "<title>Le bac repart</title>" in take(reviewer, "nue", format="html", fallback="source").text
