"""What others did and say beside the open segment, and that they are here: with two browsers at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

from desk import FERRY, HELLO, choose, row, saved
from playwright.sync_api import Page, expect

PAYLOADS: list[str] = json.loads((Path(__file__).parents[1] / "data/hostile_markup.json").read_text(encoding="utf-8"))


def panel(page: Page, name: str):
    return page.locator(f"#panel-{name}")


def versions(page: Page):
    return panel(page, "history").locator(".versions > li")


def unfold(page: Page, name: str) -> None:
    panel(page, name).locator("summary").click()


def test_history_shows_each_version_and_puts_one_back_into_the_editor(review, server):
    unfold(review, "history")
    expect(versions(review)).to_have_count(1)
    expect(versions(review).first).to_contain_text("Drafted · test")
    review.locator("#target").fill("Guten Tag ihr alle.")
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(row(review, HELLO).locator(".origin")).to_have_text("edited, 16%")
    choose(review, HELLO)
    expect(versions(review)).to_have_count(2)
    expect(versions(review).first).to_contain_text("Approved · You")
    assert versions(review).first.locator("del, ins").all_text_contents() == ["an", "ihr"]
    expect(panel(review, "history")).to_contain_text("16% of the draft by test was edited.")
    review.locator("#target").fill("Hallo.")
    review.keyboard.press("Control+s")
    expect(versions(review)).to_have_count(3)
    panel(review, "history").get_by_role("button", name="Against the draft").click()
    assert "Guten Tag an alle" in "".join(versions(review).first.locator("del").all_text_contents())
    versions(review).last.get_by_role("button", name="Put back into the editor").click()
    expect(review.locator("#target")).to_have_value("Guten Tag an alle.")
    expect(review.locator("#target")).to_be_focused()
    review.keyboard.press("Control+z")
    expect(review.locator("#target")).to_have_value("Hallo.")


def test_comments_are_written_by_keyboard_kept_settled_and_seen_elsewhere(review, another, server, complaints):
    review.keyboard.press("Alt+m")
    field = review.get_by_label("New comment")
    expect(field).to_be_focused()
    review.keyboard.type("Sicher? <img src=x onerror=alert(1)>")
    review.reload()
    expect(review.locator("#target")).to_be_focused()
    review.keyboard.press("Alt+m")
    expect(field).to_have_value("Sicher? <img src=x onerror=alert(1)>")
    review.keyboard.press("Control+Enter")
    said = panel(review, "comments").locator(".said")
    expect(said).to_have_text("Sicher? <img src=x onerror=alert(1)>")
    expect(review.locator("#announce")).to_have_text("Comment written.")
    assert "Guten Tag an alle." in server.catalog()
    assert "fuzzy" in server.catalog()
    expect(row(review, HELLO).locator(".talk")).to_have_text("1 comment")
    expect(row(another, HELLO).locator(".talk")).to_have_text("1 comment")
    choose(another, HELLO)
    expect(panel(another, "comments").locator(".tally")).to_have_text("1 open")
    unfold(another, "comments")
    expect(panel(another, "comments").locator(".said")).to_have_text("Sicher? <img src=x onerror=alert(1)>")
    panel(another, "comments").get_by_role("button", name="Settle").click()
    expect(row(another, HELLO).locator(".talk")).to_have_count(0)
    expect(row(review, HELLO).locator(".talk")).to_have_count(0)
    expect(panel(review, "comments").locator("li.settled")).to_have_count(1)
    panel(review, "comments").get_by_role("button", name="Delete").click()
    expect(said).to_have_count(0)
    review.keyboard.press("Escape")
    expect(review.locator("#target")).to_be_focused()


def test_a_comment_that_cannot_be_sent_stays_in_its_field(review, server, complaints):
    complaints.expected += ["Failed to load resource", "net::ERR"]
    review.keyboard.press("Alt+m")
    review.keyboard.type("Noch da?")
    server.stop()
    review.keyboard.press("Control+Enter")
    # longer than the page waits for an answer: a connection that was open when the server stopped may just fall silent
    expect(panel(review, "comments")).to_contain_text("What you typed is kept.", timeout=30_000)
    server.start()
    review.keyboard.press("Control+Enter")
    expect(panel(review, "comments").locator(".said")).to_have_text("Noch da?")
    expect(review.get_by_label("New comment")).to_have_value("")


def test_two_windows_see_each_other_and_where(review, another):
    choose(another, FERRY)
    expect(review.locator("#presence")).to_have_text("Another window of yours is here.")
    expect(row(review, FERRY).locator(".visitor")).to_have_text("Your other window")
    expect(another.locator("#presence")).to_be_visible()
    choose(another, HELLO)
    expect(row(review, HELLO).locator(".visitor")).to_be_visible()
    expect(row(review, FERRY).locator(".visitor")).to_have_count(0)
    another.goto("about:blank")
    expect(review.locator("#presence")).to_be_hidden()
    expect(review.locator(".visitor")).to_have_count(0)


def test_who_comes_is_read_out_once(review, another):
    expect(review.locator("#announce")).to_have_text("Another window of yours is here.")
    review.evaluate("() => { document.querySelector('#announce').textContent = ''; }")
    review.wait_for_timeout(4500)  # one more question about changes
    expect(review.locator("#presence")).to_be_visible()
    assert review.locator("#announce").text_content() == ""


def test_hostile_comments_and_names_are_text(review, server):
    dialogs: list[str] = []
    review.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    answers = review.evaluate(
        """async (texts) => {
          const csrf = document.querySelector("meta[name=csrf-token]").content;
          const path = `/api/v1/issues/lettre/locales/de/segments/${location.hash.slice(1)}/comments`;
          const send = (text) => fetch(path, {
            method: "POST",
            headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" },
            body: JSON.stringify({ text }),
          });
          const statuses = [];
          for (const text of texts) statuses.push((await send(text)).status);
          return statuses;
        }""",
        PAYLOADS,
    )
    assert set(answers) == {201}
    unfold(review, "comments")
    choose(review, FERRY)
    choose(review, HELLO)
    said = panel(review, "comments").locator(".said")
    expect(said).to_have_count(len(PAYLOADS))
    assert said.all_text_contents() == [payload.strip() for payload in PAYLOADS]
    assert panel(review, "comments").locator(".said *:not(.mention)").count() == 0
    assert dialogs == []


def test_a_change_is_taken_back_on_the_activity_page(review, server):
    review.locator("#target").fill("Guten Tag ihr alle.")
    review.keyboard.press("Control+Enter")
    saved(review)
    review.goto(f"{server.address}/activity")
    review.get_by_role("button", name=re.compile("Take back: Approved")).click()
    expect(review.locator(".log .deed")).to_have_text("Reverted")
    assert "Guten Tag an alle." in server.catalog()
    review.get_by_role("link", name="lettre, German").click()
    expect(row(review, HELLO)).to_have_class(re.compile("active"))
    review.goto(f"{server.address}/statistics")
    expect(review.locator("main")).to_contain_text("Nothing was approved yet")
