"""The issue page: where each locale stands, and what moved in the source since the last update."""

from __future__ import annotations

import html
import re


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def edit(root, old: str, new: str) -> None:
    path = root / "source_issues/lettre.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def update(reviewer):
    return reviewer.post("/issues/lettre/update", data={"csrf_token": reviewer.csrf})


def test_what_is_new_changed_and_gone_in_the_source_is_told_until_the_update(reviewer, root):
    update(reviewer)
    assert "newer than the catalogs" not in reviewer.get("/issues/lettre").text
    edit(root, "Bonjour à tous.", "Bonjour à toutes et tous.")
    edit(root, "Le capitaine attend les vélos. ", "")
    edit(root, "Merci à", "Une nouvelle phrase.\n\nMerci à")
    page = reviewer.get("/issues/lettre").text
    assert "1 segment is new Une nouvelle phrase." in words(page)
    assert "1 segment changed" in words(page)
    assert "<ins>toutes et </ins>" in page
    assert "1 segment is gone Le capitaine attend les vélos." in words(page)
    assert update(reviewer).location == "/issues/lettre"
    assert "newer than the catalogs" not in reviewer.get("/issues/lettre").text
    assert '#~ msgid "Le capitaine' in (root / "locales/de/LC_MESSAGES/lettre.po").read_text(encoding="utf-8")


def test_a_catalog_that_cannot_be_read_keeps_its_words_and_the_others_go_on(reviewer, root):
    (root / "locales/ar/LC_MESSAGES/lettre.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    edit(root, "Bonjour à tous.", "Bonjour !")
    assert update(reviewer).status_code == 303
    page = words(reviewer.get("/issues/lettre").text)
    assert "This catalog cannot be read. locales/ar/LC_MESSAGES/lettre.po:2:" in page
    assert "newer than the catalogs" not in page


def test_findings_lead_to_their_segments(reviewer, root):
    path = root / "locales/de/LC_MESSAGES/lettre.po"
    text = path.read_text(encoding="utf-8")
    link = 'msgid "Les billets sont vendus [sur le quai](https://bac.example/quai)."\nmsgstr "'
    path.write_text(text.replace(link, f"{link}Karten am Kai."), encoding="utf-8")
    page = reviewer.get("/issues/lettre").text
    assert "1 error" in words(page)
    assert 'href="/review/de/lettre#038c3ed99ba2"' in page[page.index("findings-list") :]


def test_the_last_change_is_the_history_s_or_the_catalog_s(reviewer):
    segment = reviewer.get("/api/v1/issues/lettre/locales/de/segments").json[2]
    body = {"target": "Hallo.", "state": "approved", "version": segment["version"]}
    path = f"/api/v1/issues/lettre/locales/de/segments/{segment['id']}"
    assert reviewer.put(path, json=body, headers=reviewer.proof).status_code == 200
    assert "Last change by me," in words(reviewer.get("/issues/lettre").text)


def test_the_source_is_downloaded_as_it_is(reviewer, root):
    answer = reviewer.get("/issues/lettre/source")
    assert answer.data == (root / "source_issues/lettre.md").read_bytes()
    assert answer.headers["Content-Disposition"] == "attachment; filename=lettre.md"
