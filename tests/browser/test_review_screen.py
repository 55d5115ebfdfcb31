"""A reviewer at work: keys, saves, conflicts, the preview, and texts that survive what happens around them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

HELLO, FERRY, TIME, CAPTAIN, TICKETS = "d6d8753e4f2e", "769bc32234d9", "b79df5faf941", "301b2ef20833", "038c3ed99ba2"


def row(page: Page, identity: str):
    return page.locator(f'[id="{identity}"]')


def state(page: Page, identity: str):
    return row(page, identity).locator(".standing .state .word")


def choose(page: Page, identity: str) -> None:
    row(page, identity).locator(".source .text").click()
    expect(row(page, identity).locator("#target")).to_be_focused()


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("Saved")


def entry(catalog: str, target: str) -> str:
    """The PO entry that holds a target."""
    return next(part for part in catalog.split("\n\n") if f'msgstr "{target}"' in part)


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


def test_two_reviewers_of_one_segment_see_both_texts(review, another, server, complaints):
    complaints.expected.append("409")
    review.locator("#target").fill("Mein Text.")
    another.locator("#target").fill("Ihr Text.")
    another.keyboard.press("Control+s")
    saved(another)
    review.keyboard.press("Control+s")
    conflict = row(review, HELLO).locator(".conflict")
    expect(conflict).to_contain_text("Mein Text.")
    expect(conflict).to_contain_text("Ihr Text.")
    assert 'msgstr "Ihr Text."' in server.catalog()
    conflict.locator("button", has_text="Keep mine").click()
    saved(review)
    expect(conflict).to_have_count(0)
    assert 'msgstr "Mein Text."' in server.catalog()


@pytest.mark.parametrize(("button", "text"), [("Take theirs", "Ihr Text."), ("Edit both", "Mein Text.")])
def test_a_conflict_is_settled_by_a_person(review, another, complaints, button, text):
    complaints.expected.append("409")
    review.locator("#target").fill("Mein Text.")
    another.locator("#target").fill("Ihr Text.")
    another.keyboard.press("Control+Enter")
    saved(another)
    review.keyboard.press("Control+Enter")
    row(review, HELLO).locator(".conflict button", has_text=button).click()
    choose(review, HELLO)
    expect(review.locator("#target")).to_have_value(text)
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(state(review, HELLO)).to_have_text("Approved")
    expect(row(review, HELLO).locator(".target > .text")).to_have_text(text)


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


def test_a_catalog_edited_on_disk_shows_up(review, server):
    server.edit("Der Kapitän wartet auf Räder.", "Der Kapitän wartet auf die Räder.")
    expect(row(review, CAPTAIN).locator(".target .text")).to_have_text("Der Kapitän wartet auf die Räder.")
    expect(row(review, CAPTAIN)).to_contain_text("Changed elsewhere")


def test_an_edit_on_disk_never_replaces_what_is_being_typed(review, server):
    review.locator("#target").fill("Mein Text.")
    server.edit("Guten Tag an alle.", "Text von der Platte.")
    conflict = row(review, HELLO).locator(".conflict")
    expect(conflict).to_contain_text("Text von der Platte.")
    expect(conflict).to_contain_text("Mein Text.")
    expect(review.locator("#target")).to_have_value("Mein Text.")


def test_an_unreadable_catalog_is_named_and_the_last_texts_stay(review, server, complaints):
    complaints.expected.append("422")
    whole = server.catalog()
    server.edit("Guten Tag an alle.", "<<<<<<< HEAD\nGuten Tag")
    expect(review.locator("#banner")).to_contain_text("lettre.po:")
    expect(review.locator("#target")).to_have_value("Guten Tag an alle.")
    (server.root / "locales/de/LC_MESSAGES/lettre.po").write_text(whole, encoding="utf-8")
    expect(review.locator("#banner")).to_be_hidden()


def test_a_new_sentence_in_the_source_asks_for_a_reload(review, server):
    source = server.root / "source_issues/lettre.md"
    source.write_text(source.read_text(encoding="utf-8") + "\nÀ bientôt.\n", encoding="utf-8")
    expect(review.locator("#banner")).to_contain_text("The source of this issue has changed")


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


def test_typed_text_survives_a_stopped_server_and_a_reload(review, server, complaints):
    complaints.expected.append("net::ERR_")
    server.stop()
    review.locator("#target").fill("Ohne Server getippt.")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#saved")).to_contain_text("Not saved: the server does not answer")
    review.locator("#target").fill("Auch **dies** wird behalten.")
    server.start()
    review.reload()
    expect(state(review, HELLO)).to_have_text("Approved")
    saved(review)
    assert 'msgstr "Ohne Server getippt."' in server.catalog()
    choose(review, FERRY)
    expect(review.locator("#target")).to_have_value("Auch **dies** wird behalten.")


def test_a_save_is_sent_again_when_the_server_is_back(review, server, complaints):
    complaints.expected.append("net::ERR_")
    server.stop()
    review.locator("#target").fill("Gleich wieder da.")
    review.keyboard.press("Control+s")
    expect(review.locator("#saved")).to_contain_text("sent again")
    server.start()
    saved(review)
    assert 'msgstr "Gleich wieder da."' in server.catalog()


def test_typed_text_survives_the_end_of_the_session(review, server, complaints):
    complaints.expected += ["401"]
    review.context.clear_cookies()
    review.locator("#target").fill("Nach dem Ende getippt.")
    review.keyboard.press("Control+Enter")
    expect(review.locator("#saved")).to_contain_text("session has ended")
    review.goto(f"{server.address}/?token=a-token-of-this-test")
    review.goto(f"{server.address}/review/de/lettre")
    expect(state(review, HELLO)).to_have_text("Approved")
    saved(review)
    assert 'msgstr "Nach dem Ende getippt."' in server.catalog()


def test_opening_the_address_again_leaves_other_tabs_able_to_save(review, server):
    tab = review.context.new_page()
    tab.goto(f"{server.address}/?token=a-token-of-this-test")
    review.bring_to_front()
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(state(review, HELLO)).to_have_text("Approved")


def test_right_to_left_targets_are_typed_from_the_right(page, server, complaints):
    page.goto(f"{server.address}/review/ar/lettre?token=a-token-of-this-test")
    expect(page.locator("#target")).to_have_attribute("dir", "rtl")
    expect(page.locator("#target")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("width", [320, 800, 1100, 1440])
@pytest.mark.parametrize("path", ["/", "/issues/lettre", "/review/de/lettre", "/review/ar/lettre"])
def test_no_screen_scrolls_sideways(page, server, complaints, width, path):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{server.address}/?token=a-token-of-this-test")
    page.goto(server.address + path)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_every_control_is_large_enough_to_hit(review):
    small = review.evaluate(
        """() => [...document.querySelectorAll("button, select, summary, .number, .brand")]
             .filter((node) => node.checkVisibility())
             .map((node) => [node.textContent.trim().slice(0, 20), node.getBoundingClientRect()])
             .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    assert small == []


def test_on_a_small_screen_the_preview_covers_the_rows_and_a_sentence_leads_back(page, server, complaints):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{server.address}/review/de/lettre?token=a-token-of-this-test")
    expect(page.locator("#preview")).to_be_hidden()
    page.locator("#preview-button").click()
    expect(row(page, TICKETS)).to_be_hidden()
    assert page.evaluate("() => document.body.scrollWidth") <= 360
    page.frame_locator("#preview iframe:not(.behind)").locator(f'[data-segment="{TICKETS}"]').click()
    expect(page.locator("#preview")).to_be_hidden()
    expect(row(page, TICKETS).locator("#target")).to_be_focused()


def test_text_typed_for_a_segment_that_left_comes_back_after_a_reload(review, server, complaints):
    complaints.expected += ["404", "409"]
    source = server.root / "source_issues/lettre.md"
    review.locator("#target").fill("Mein langer Text.")
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Bonjour à tous.", "Bonsoir à tous."), encoding="utf-8")
    review.keyboard.press("Control+Enter")
    expect(row(review, HELLO).locator(".conflict")).to_contain_text("Mein langer Text.")
    expect(review.locator(".notice").last).to_contain_text("has left the issue")
    review.reload()
    expect(review.locator(".stray")).to_contain_text("Mein langer Text.")
    review.locator(".stray button", has_text="Throw it away").click()
    review.reload()
    expect(review.locator("#target")).to_be_visible()
    expect(review.locator(".stray")).to_have_count(0)


def test_the_same_text_by_another_hand_counts_as_saved(review, server):
    review.locator("#target").fill("Guten Tag allen.")
    expect(review.locator("#saved")).to_have_text("Not saved yet")
    server.edit("Guten Tag an alle.", "Guten Tag allen.")
    saved(review)
    expect(review.locator(".conflict")).to_have_count(0)


def test_a_window_made_narrow_keeps_the_editor_in_sight(review):
    review.set_viewport_size({"width": 1440, "height": 800})
    expect(review.locator("#preview")).to_be_visible()
    review.locator("#target").fill("Mein Text.")
    review.set_viewport_size({"width": 700, "height": 800})
    expect(review.locator("#target")).to_be_visible()
    expect(review.locator("#preview")).to_be_hidden()
    review.set_viewport_size({"width": 1440, "height": 800})
    expect(review.locator("#preview")).to_be_visible()
