"""Scripts that are loaded when they are first wanted: keys wait for them, and a server that is gone costs nothing."""

from __future__ import annotations

from desk import FERRY, HELLO, TICKETS, choose, row, saved, state
from playwright.sync_api import Page, Route, expect
from window import open_review

SILENT = "The server does not answer, and this needs something from it. Nothing is lost: try again."
PARTS = ("accept", "boundaries", "bulk", "disputes", "help", "places", "repetitions", "comments", "history", "term")


def parts(page: Page) -> list[str]:
    """Those of PARTS that were loaded."""
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(({ name }) => name)")
    return [name for name in PARTS if any(one.endswith(f"/{name}.js") for one in loaded)]


def late(page: Page, script: str, *, milliseconds: int = 700) -> None:
    """Lets a script arrive late."""

    def answer(route: Route) -> None:
        page.wait_for_timeout(milliseconds)
        route.continue_()

    page.route(f"**/static/review/{script}", answer)


def test_opening_and_approving_load_little_and_the_rest_comes_when_it_is_wanted(review):
    expect(row(review, HELLO).locator("#target")).to_be_focused()
    review.keyboard.press("Control+Enter")
    saved(review)
    assert parts(review) == []
    row(review, FERRY).locator(".pick").click()
    expect(review.locator("#bulk-count")).to_have_text("1 selected")
    assert parts(review) == ["bulk"]


def test_keys_that_are_pressed_while_a_script_is_on_its_way_do_their_work_in_order(review):
    late(review, "places.js")
    review.keyboard.press("Control+g")
    review.keyboard.type("77")
    review.keyboard.press("Backspace")
    review.keyboard.press("Enter")
    expect(row(review, TICKETS).locator("#target")).to_be_focused()

    late(review, "panels/comments.js")
    choose(review, HELLO)
    before = review.locator("#target").input_value()
    review.keyboard.press("Alt+m")
    review.keyboard.type("Sicher?")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#panel-comments .said")).to_have_text("Sicher?")
    expect(review.locator("#target")).to_have_value(before)
    expect(state(review, HELLO)).to_have_text("Draft")


def test_a_script_that_cannot_be_had_is_told_of_and_comes_at_the_next_try(page, server, complaints):
    complaints.expected += ["Failed to load resource", "net::ERR"]
    open_review(page, server, f"#{HELLO}")
    page.locator("#target").fill("Guten Tag ihr alle.")
    server.stop()
    row(page, FERRY).locator(".pick").click()
    expect(page.locator("#notices")).to_contain_text(SILENT)
    page.keyboard.press("F1")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("Alt+m")
    expect(page.locator("#target")).to_have_value("Guten Tag ihr alle.")
    server.start()
    page.keyboard.press("F1")
    expect(page.locator("#help tbody tr").first).to_contain_text("Approve, go to the next")
    page.keyboard.press("Escape")
    row(page, TICKETS).locator(".pick").click()
    expect(page.locator("#bulk-count")).to_have_text("2 selected")
    page.keyboard.press("Alt+m")
    expect(page.get_by_label("New comment")).to_be_focused()
    expect(page.locator("#target")).to_have_value("Guten Tag ihr alle.")


def test_a_text_that_meets_another_one_stays_when_the_choice_cannot_be_shown_yet(review, server, complaints):
    complaints.expected += ["409", "Failed to load resource", "net::ERR"]
    review.route("**/disputes.js", lambda route: route.abort())
    server.edit("Guten Tag an alle.", "Guten Tag zusammen.")
    review.locator("#target").fill("Guten Tag ihr alle.")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#saved")).to_have_text("Not saved")
    expect(review.locator("#notices")).to_contain_text(SILENT)
    expect(state(review, HELLO)).not_to_have_text("Approved")
    review.unroute("**/disputes.js")
    choose(review, HELLO)
    expect(review.locator("#target")).to_have_value("Guten Tag ihr alle.")
    review.keyboard.press("Control+Enter")
    expect(row(review, HELLO).locator(".conflict")).to_contain_text("Guten Tag zusammen.")
    expect(row(review, HELLO).locator(".conflict")).to_contain_text("Guten Tag ihr alle.")
    assert "Guten Tag zusammen." in server.catalog()
