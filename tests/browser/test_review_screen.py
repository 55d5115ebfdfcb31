"""A reviewer at work: keys, saves, findings and the preview."""

from __future__ import annotations

import re

from desk import CAPTAIN, FERRY, HELLO, TICKETS, TIME, choose, entry, row, saved, state
from playwright.sync_api import expect


def test_ctrl_enter_approves_and_goes_to_the_next_that_needs_review(review, server):
    expect(row(review, HELLO)).to_have_class(re.compile("active"))
    review.keyboard.press("Control+Enter")
    expect(row(review, FERRY)).to_have_class(re.compile("active"))
    expect(review.locator("#target")).to_be_focused()
    expect(state(review, HELLO)).to_have_text("Approved")
    expect(review.locator("#announce")).to_have_text("Approved 3, now 4, draft")
    saved(review)
    assert "fuzzy" not in entry(server.catalog(), "Guten Tag an alle.")
    assert review.url.endswith(f"#{FERRY}")


def test_the_last_approval_says_that_nothing_is_left(review, server):
    for _ in range(2):
        review.keyboard.press("Control+Enter")
    choose(review, TIME)
    review.locator("#target").fill("Sie legt um 8 Uhr ab.")
    review.keyboard.press("Control+Enter")
    expect(row(review, CAPTAIN)).to_have_class(re.compile("active"))
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(review.locator("#progress-words")).to_have_text("6 of 10 approved")
    assert server.catalog().count("#, fuzzy") == 0


def test_an_edit_is_saved_without_approving_it(review, server):
    review.locator("#target").fill("Guten Morgen.")
    expect(review.locator("#saved")).to_have_text("Not saved yet")
    review.keyboard.press("Control+s")
    saved(review)
    expect(state(review, HELLO)).to_have_text("Needs work")
    expect(review.locator("#target")).to_be_focused()
    assert "needs-work" in entry(server.catalog(), "Guten Morgen.")


def test_ctrl_shift_enter_sends_back_and_goes_on(review, server):
    review.keyboard.press("Control+Shift+Enter")
    expect(row(review, FERRY)).to_have_class(re.compile("active"))
    saved(review)
    expect(state(review, HELLO)).to_have_text("Needs work")
    assert "needs-work" in entry(server.catalog(), "Guten Tag an alle.")


def test_enter_adds_a_line_and_saves_nothing(review, server):
    before = server.catalog()
    review.keyboard.press("End")
    review.keyboard.press("Enter")
    assert review.locator("#target").input_value() == "Guten Tag an alle.\n"
    assert server.catalog() == before


def test_keys_of_an_input_method_approve_nothing(review, server):
    before = server.catalog()
    review.evaluate(
        """() => document.querySelector("#target").dispatchEvent(new KeyboardEvent("keydown",
             {key: "Enter", ctrlKey: true, isComposing: true, bubbles: true}))"""
    )
    review.keyboard.press("Alt+ArrowDown")
    expect(row(review, FERRY)).to_have_class(re.compile("active"))
    expect(state(review, HELLO)).to_have_text("Draft")
    assert server.catalog() == before


def test_keys_move_between_segments(review):
    for keys, identity in (("Alt+ArrowDown", FERRY), ("Alt+ArrowUp", HELLO), ("F9", FERRY)):
        review.keyboard.press(keys)
        expect(row(review, identity).locator("#target")).to_be_focused()
    review.keyboard.press("Control+g")
    review.keyboard.type("7")
    review.keyboard.press("Enter")
    expect(row(review, TICKETS).locator("#target")).to_be_focused()


def test_copying_the_source_can_be_undone_by_the_browser(review):
    review.keyboard.press("Control+i")
    expect(review.locator("#target")).to_have_value("Bonjour à tous.")
    review.keyboard.press("Control+z")
    expect(review.locator("#target")).to_have_value("Guten Tag an alle.")


def test_findings_come_while_typing_and_errors_block_approval(review, server):
    before = server.catalog()
    choose(review, TICKETS)
    review.locator("#target").fill("Fahrkarten gibt es am Kai.")
    expect(review.locator("#findings .error").first).to_contain_text("Error:")
    expect(review.locator("#approve")).to_have_attribute("aria-disabled", "true")
    expect(review.locator("#blocked")).to_contain_text("to approve")
    review.keyboard.press("Control+Enter")
    expect(row(review, TICKETS)).to_have_class(re.compile("active"))
    assert server.catalog() == before
    review.locator("#target").fill("Fahrkarten gibt es [am Kai](https://bac.example/quai).")
    expect(review.locator("#approve")).to_have_attribute("aria-disabled", "false")
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(state(review, TICKETS)).to_have_text("Approved")


def test_an_approval_faster_than_the_checks_comes_back_with_its_text(review, server, complaints):
    complaints.expected.append("422")
    choose(review, TICKETS)
    review.locator("#target").fill("Fahrkarten am Kai.")
    review.keyboard.press("Control+Enter")
    expect(review.locator(".notice")).to_contain_text("7 was not saved")
    review.locator(".notice button", has_text="Go to 7").click()
    expect(review.locator("#target")).to_have_value("Fahrkarten am Kai.")
    assert "Fahrkarten am Kai." not in server.catalog()


def test_undo_gives_back_the_draft(review, server):
    before = server.catalog()
    review.keyboard.press("Control+Enter")
    review.locator(".notice button", has_text="Undo").click()
    expect(state(review, HELLO)).to_have_text("Draft")
    saved(review)
    assert entry(server.catalog(), "Guten Tag an alle.") == entry(before, "Guten Tag an alle.")


def test_undo_gives_back_a_stale_unit_with_its_old_source(review, server):
    before = entry(server.catalog(), "Sie legt um 7 Uhr ab.")
    choose(review, TIME)
    expect(row(review, TIME).locator(".difference del")).to_have_text("7")
    review.locator("#target").fill("Sie legt um 8 Uhr ab.")
    review.keyboard.press("Control+Enter")
    expect(state(review, TIME)).to_have_text("Approved")
    review.locator(".notice button", has_text="Undo").click()
    expect(state(review, TIME)).to_have_text("Stale")
    saved(review)
    assert entry(server.catalog(), "Sie legt um 7 Uhr ab.") == before


def test_alt_z_undoes_one_approval_after_the_other(review, server):
    before = server.catalog()
    review.keyboard.press("Control+Enter")
    review.keyboard.press("Control+Enter")
    saved(review)
    for identity in (FERRY, HELLO):
        review.keyboard.press("Alt+z")
        expect(row(review, identity)).to_have_class(re.compile("active"))
        expect(state(review, identity)).to_have_text("Draft")
        saved(review)
    review.keyboard.press("Alt+z")
    expect(review.locator("#announce")).to_have_text("Nothing to undo.")
    assert entry(server.catalog(), "Guten Tag an alle.") == entry(before, "Guten Tag an alle.")


def test_quick_approvals_leave_one_notice_and_the_editor_in_sight(review):
    for number in (3, 4):
        review.keyboard.press("Control+Enter")
        expect(review.locator(".notice").last).to_contain_text(f"Approved {number}")
    expect(review.locator(".notice")).to_have_count(1)


def test_an_empty_target_is_refused_in_sight(review, server):
    before = server.catalog()
    review.locator("#target").fill("")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#blocked")).to_have_text("Type the target first: an empty one cannot be approved.")
    review.wait_for_timeout(400)  # the findings of the empty text have come
    expect(review.locator("#blocked")).to_contain_text("Type the target first")
    review.keyboard.type("Hallo.")
    expect(review.locator("#blocked")).to_have_text("")
    assert server.catalog() == before


def test_after_the_last_approval_the_keyboard_stays_at_its_row(page, server, complaints):
    page.goto(f"{server.address}/?token=a-token-of-this-test")
    page.goto(f"{server.address}/review/de/lettre?state=draft")
    expect(page.locator("#target")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Control+Enter")
    expect(page.locator("#announce")).to_contain_text("Nothing left to review here.")
    expect(row(page, FERRY).locator(".number")).to_be_focused()
    page.keyboard.press("Control+Enter")  # on a link it would open a window
    expect(page.locator("#announce")).to_contain_text("No segment is open")
    assert len(page.context.pages) == 1


def test_leaving_a_row_keeps_what_was_typed(review, server):
    review.locator("#target").fill("Hallo.")
    review.keyboard.press("Escape")
    saved(review)
    expect(state(review, HELLO)).to_have_text("Needs work")
    assert "needs-work" in entry(server.catalog(), "Hallo.")


def test_the_preview_follows_a_save(review):
    frame = review.frame_locator("#preview iframe:not(.behind)")
    expect(frame.locator(f'[data-segment="{HELLO}"]')).to_have_attribute("data-active", "")
    review.locator("#target").fill("Moin zusammen.")
    review.keyboard.press("Control+Enter")
    expect(frame.locator(f'[data-segment="{HELLO}"]')).to_have_text("Moin zusammen.")
    expect(frame.locator(f'[data-segment="{HELLO}"]')).to_have_attribute("data-state", "approved")
    expect(frame.locator(f'[data-segment="{FERRY}"]')).to_have_attribute("data-active", "")


def test_a_sentence_clicked_in_the_preview_opens_its_row(review):
    frame = review.frame_locator("#preview iframe:not(.behind)")
    frame.locator(f'[data-segment="{TICKETS}"]').click()
    expect(row(review, TICKETS).locator("#target")).to_be_focused()
    review.keyboard.press("Alt+p")
    expect(review.locator("#preview")).to_be_hidden()


def test_the_filter_stands_in_the_address_and_survives_a_reload(review):
    review.locator("#filter").select_option("needs_work")
    expect(row(review, CAPTAIN)).to_be_visible()
    expect(row(review, FERRY)).to_be_hidden()
    assert "state=needs_work" in review.url
    review.reload()
    expect(review.locator("#filter")).to_have_value("needs_work")
    expect(row(review, FERRY)).to_be_hidden()
    review.locator("#filter").select_option("")
    expect(row(review, FERRY)).to_be_visible()


def test_a_link_opens_its_segment(review, server):
    review.goto("about:blank")
    review.goto(f"{server.address}/review/de/lettre#{CAPTAIN}")
    expect(row(review, CAPTAIN).locator("#target")).to_be_focused()
