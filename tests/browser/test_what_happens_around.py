"""Other hands, the disk, the server and the session change under a reviewer: no text is lost or overwritten."""

from __future__ import annotations

import pytest
from desk import CAPTAIN, FERRY, HELLO, choose, row, saved, state
from playwright.sync_api import expect


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
    expect(review.locator(".notice", has_text="your text is kept")).to_have_count(1)
    expect(review.locator("#saved")).to_have_text("Not saved")
    assert review.locator("#saved").bounding_box()["y"] < review.locator("#help-button").bounding_box()["y"] + 32
    row(review, HELLO).locator(".conflict button", has_text=button).click()
    choose(review, HELLO)
    expect(review.locator("#target")).to_have_value(text)
    review.keyboard.press("Control+Enter")
    saved(review)
    expect(state(review, HELLO)).to_have_text("Approved")
    expect(row(review, HELLO).locator(".target > .text")).to_have_text(text)
    expect(review.locator(".notice", has_text="your text is kept")).to_have_count(0)


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
    expect(review.locator("#banner")).to_contain_text("the source of this issue has changed")


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
    complaints.expected += ["401", "403"]  # the page that is being left may still ask, with the key it had
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
