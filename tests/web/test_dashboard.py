"""The first page: what waits for a person, and every issue in words."""

from __future__ import annotations

import html
import re


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_queue_leads_to_the_first_segment_that_needs_review(reviewer):
    page = reviewer.get("/").text
    queue = page[page.index('id="queue"') : page.index("</section>")]
    assert "20%, 8 left, 1 stale" in words(queue)
    assert 'href="/review/de/lettre?state=needs-review#d6d8753e4f2e"' in queue


def test_issues_come_in_the_order_that_is_asked_for(reviewer, root):
    (root / "source_issues/a.md").write_text("# Une\n\nDeux.\n", encoding="utf-8")
    (root / "source_issues/z.md").write_text(
        "".join(f"Phrase {word}.\n\n" for word in "abcdefghijklmn"), encoding="utf-8"
    )

    def order(query: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/issues/([\w-]+)"', reviewer.get(f"/?order={query}").text)

    assert order("") == order("nothing") == ["z", "lettre", "a"]
    assert order("first") == ["a", "lettre", "z"]
    assert order("left") == ["z", "lettre", "a"]


def test_errors_are_counted_and_follow_a_save(reviewer, root):
    path = root / "locales/de/LC_MESSAGES/lettre.po"
    text = path.read_text(encoding="utf-8")
    link = 'msgid "Les billets sont vendus [sur le quai](https://bac.example/quai)."\nmsgstr "'
    path.write_text(text.replace(link, f"{link}Karten am Kai."), encoding="utf-8")
    # a page looks for errors for a moment only: on a busy machine the next one may be the first to tell
    assert any("left, 1 error" in words(reviewer.get("/").text) for _ in range(20))
    path.write_text(text, encoding="utf-8")
    assert "1 error" not in words(reviewer.get("/").text)


def test_a_comment_that_names_me_is_there_and_leads_to_its_segment(reviewer):
    path = "/api/v1/issues/lettre/locales/de/segments/d6d8753e4f2e/comments"
    answer = reviewer.post(path, json={"text": "@me sieh <b>hier</b>"}, headers=reviewer.proof)
    assert answer.status_code in (200, 201)
    page = reviewer.get("/").text
    assert "Comments that mention me" in page
    assert "@me sieh &lt;b&gt;hier&lt;/b&gt;" in page
    assert 'href="/review/de/lettre#d6d8753e4f2e"><b>me</b>' in page
