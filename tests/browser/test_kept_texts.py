"""What is typed is never lost: kept in the browser at once, on the server soon after, sent when all is back."""

from __future__ import annotations

from desk import FERRY, HELLO, choose, row, saved, state
from places import workspace_at
from playwright.sync_api import expect
from window import TOKEN, open_review

from app.workflow.review import kept_by


def kept(server) -> list[str]:
    return [text.target for text in kept_by(workspace_at(server.root), "lettre", "de", person="me")]


def test_a_text_that_is_still_typed_is_kept_on_the_server_and_changes_no_catalog(review, server, browser, complaints):
    before = server.catalog()
    with review.expect_response(lambda answer: answer.url.endswith("/kept") and answer.request.method == "PUT"):
        review.locator("#target").fill("Guten Tag, liebe")
    assert kept(server) == ["Guten Tag, liebe"]
    assert server.catalog() == before

    context = browser.new_context()  # the same person in another browser
    complaints.listen(context)
    elsewhere = open_review(context.new_page(), server)
    expect(elsewhere.locator("#target")).to_have_value("Guten Tag, liebe")
    expect(state(elsewhere, HELLO)).to_have_text("Draft")
    with elsewhere.expect_response(lambda answer: answer.url.endswith("/kept") and answer.request.method == "DELETE"):
        elsewhere.locator("#target").fill("Guten Tag, liebe Leute.")
        elsewhere.keyboard.press("Control+Enter")
        saved(elsewhere)
    assert kept(server) == []
    assert 'msgstr "Guten Tag, liebe Leute."' in server.catalog()
    context.close()
    # the first browser has another text of the same segment: both are shown
    expect(row(review, HELLO).locator(".conflict")).to_contain_text("Guten Tag, liebe Leute.")
    expect(row(review, HELLO).locator(".conflict")).to_contain_text("Guten Tag, liebe")


def test_a_text_taken_back_is_kept_no_more_and_an_approved_unit_stays_approved_while_it_is_tried(review, server):
    before = server.catalog()
    choose(review, "0fd55878c15d")
    with review.expect_response(lambda answer: answer.request.method == "PUT"):
        review.locator("#target").fill("Brief")
    expect(state(review, "0fd55878c15d")).to_have_text("Approved")
    with review.expect_response(lambda answer: answer.request.method == "DELETE"):
        review.locator("#target").fill("Der Brief vom Hafen")
    assert kept(server) == []
    assert server.catalog() == before


def test_a_tab_closed_while_typing_loses_nothing(review, server):
    review.locator("#target").press_sequentially(" Und hallo")
    review.close(run_before_unload=False)
    page = open_review(review.context.new_page(), server)
    expect(page.locator("#target")).to_have_value("Guten Tag an alle. Und hallo")


def test_a_cut_network_and_its_return(review, server, complaints):
    complaints.expected.append("net::ERR_INTERNET_DISCONNECTED")
    review.context.set_offline(True)
    review.locator("#target").fill("Ohne Netz.")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#saved")).to_contain_text("sent again")
    expect(row(review, FERRY).locator("#target")).to_be_focused()
    review.keyboard.press("Control+Enter")
    review.context.set_offline(False)
    saved(review)
    assert 'msgstr "Ohne Netz."' in server.catalog()
    expect(state(review, FERRY)).to_have_text("Approved")


def test_a_session_that_ends_while_typing_is_begun_anew_in_another_tab(review, server, complaints):
    complaints.expected += ["401", "403"]
    review.context.clear_cookies()
    review.locator("#target").fill("Mitten im Satz")
    expect(review.locator("#banner")).to_contain_text("session has ended")
    review.keyboard.press("Control+s")
    expect(review.locator("#saved")).to_contain_text("session has ended")
    tab = review.context.new_page()
    tab.goto(f"{server.address}/?token={TOKEN}")
    saved(review)  # without a reload
    expect(review.locator("#target")).to_have_value("Mitten im Satz")
    assert 'msgstr "Mitten im Satz"' in server.catalog()
    expect(review.locator("#banner")).to_be_hidden()
