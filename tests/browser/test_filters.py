"""Rows narrowed by state, words, comments and other hands; the choice stands in the address."""

from __future__ import annotations

from desk import CAPTAIN, FERRY, HELLO, TICKETS, choose, row, saved
from playwright.sync_api import expect


def test_words_are_searched_in_source_and_target_and_stand_in_the_address(review):
    review.keyboard.press("Control+Shift+F")
    expect(review.locator("#search")).to_be_focused()
    review.keyboard.type("kapitan")  # accents and capital letters make no difference
    expect(row(review, FERRY)).to_be_hidden()
    expect(row(review, CAPTAIN)).to_be_visible()
    expect(review.locator("#announce")).to_have_text("1 shown")
    assert "q=kapitan" in review.url
    review.keyboard.press("Enter")
    expect(row(review, CAPTAIN).locator("#target")).to_be_focused()
    review.reload()
    expect(review.locator("#search")).to_have_value("kapitan")
    expect(row(review, FERRY)).to_be_hidden()
    review.locator("#search").focus()
    review.keyboard.press("Escape")
    expect(row(review, FERRY)).to_be_visible()
    assert "q=" not in review.url
    review.keyboard.press("Escape")
    expect(review.locator("#target")).to_be_focused()
    review.locator("#search").fill("quai")
    expect(row(review, TICKETS)).to_be_visible()
    expect(row(review, HELLO)).to_be_hidden()
    review.locator("#filter").select_option("approved")
    review.keyboard.press("Escape")
    expect(review.locator("#nothing")).to_be_hidden()  # the open row stays
    review.locator("#search").fill("nowhere")
    expect(row(review, TICKETS)).to_be_hidden()


def test_rows_with_comments_and_rows_changed_elsewhere_are_found(review, another):
    review.keyboard.press("Alt+m")
    review.keyboard.type("Which hour?")
    review.locator(".say button", has_text="Comment").click()
    expect(review.locator("#filter option[value=comments]")).to_have_text("With comments (1)")
    choose(another, FERRY)
    another.locator("#target").fill("Die **Fähre** fährt.")
    another.keyboard.press("Control+s")
    saved(another)
    expect(row(review, FERRY)).to_contain_text("Changed elsewhere")
    expect(review.locator("#filter option[value=changed]")).to_have_text("Changed elsewhere (1)")
    review.locator("#filter").select_option("changed")
    expect(row(review, FERRY)).to_be_visible()
    review.reload()  # the tab knows it still
    expect(review.locator("#filter option[value=changed]")).to_have_text("Changed elsewhere (1)")
    expect(row(review, FERRY)).to_contain_text("Changed elsewhere")
    expect(row(review, CAPTAIN)).to_be_hidden()
    review.locator("#filter").select_option("comments")
    expect(row(review, HELLO)).to_be_visible()
    expect(row(review, CAPTAIN)).to_be_hidden()
