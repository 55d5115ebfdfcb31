"""A reviewer joins two segments or parts one: asked first, done for every locale, taken back at will."""

from __future__ import annotations

import re

import pytest
from desk import CAPTAIN, FERRY, HELLO, TICKETS, TIME, choose, entry, row, state
from places import workspace_at
from playwright.sync_api import expect
from window import open_review

from app.core.model import segment_id
from app.workflow.update import update

WHOLE = "Bonjour à tous. Le **bac** traverse de nouveau le fleuve."
BOTH = "Guten Tag an alle. Die **Fähre** überquert wieder den Fluss."
JOINED = segment_id(None, WHOLE)


@pytest.fixture(autouse=True)
def _panels_may_ask_too_late(complaints) -> None:
    """What the panels ask for the open segment may reach the server when that is joined or parted already."""
    complaints.expected.append("404")


def bring_up_to_date(server) -> None:
    assert not [
        done.problem for done in update(workspace_at(server.root), ["lettre"], locales=["de", "ar"]) if done.problem
    ]


def decisions(server) -> str:
    path = server.root / "source_issues/lettre.segments.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def join(page) -> None:
    page.keyboard.press("Alt+j")
    expect(page.locator("#join")).to_be_visible()
    page.keyboard.press("Enter")
    expect(row(page, JOINED).locator("#target")).to_be_focused()


def test_two_segments_are_joined_for_every_locale_and_the_focus_is_on_the_new_one(review, server):
    review.keyboard.press("Alt+j")
    expect(review.locator("#join-sources p")).to_have_text(
        ["Bonjour à tous.", "Le **bac** traverse de nouveau le fleuve."]
    )
    expect(review.locator("#join-words")).to_contain_text("in every locale: German and Arabic")
    expect(review.locator("#join button.strong")).to_be_focused()
    review.keyboard.press("Enter")
    expect(row(review, JOINED).locator("#target")).to_be_focused()
    expect(review.locator("#target")).to_have_value(BOTH)
    expect(state(review, JOINED)).to_have_text("Stale")
    expect(row(review, JOINED).locator(".decided")).to_contain_text("Joined by a reviewer")
    expect(review.locator("#announce")).to_have_text("Joined 3 and 4, in every locale")
    for locale in ("de", "ar"):
        assert f'msgid "{WHOLE}"' in server.catalog(locale)
    review.reload()
    expect(state(review, JOINED)).to_have_text("Stale")
    expect(review.locator(".notice")).to_have_count(0)
    open_review(review, server, f"#{JOINED}", locale="ar")
    expect(row(review, JOINED).locator(".source .text")).to_have_text(WHOLE)


def test_the_notice_and_the_key_take_a_joining_back(review, server):
    bring_up_to_date(server)
    before = server.catalog()
    join(review)
    review.locator(".notice button", has_text="Undo").click()
    expect(row(review, HELLO).locator("#target")).to_be_focused()
    expect(state(review, FERRY)).to_have_text("Draft")
    assert entry(server.catalog(), "Guten Tag an alle.") == entry(before, "Guten Tag an alle.")
    assert decisions(server) == ""
    join(review)
    review.keyboard.press("Alt+z")
    expect(row(review, HELLO).locator("#target")).to_be_focused()
    assert decisions(server) == ""


def test_a_segment_is_parted_at_the_word_chosen_with_the_arrows(review, server):
    choose(review, FERRY)
    review.keyboard.press("Alt+x")
    chosen = review.locator("#part-places label:has(:checked)")
    expect(chosen.locator("input")).to_be_focused()
    for _ in range(9):
        if chosen.text_content() == "de":
            break
        review.keyboard.press("ArrowRight")
    expect(chosen).to_have_text("de")
    review.keyboard.press("Enter")
    first, second = (segment_id(None, text) for text in ("Le **bac** traverse", "de nouveau le fleuve."))
    expect(row(review, first).locator("#target")).to_be_focused()
    for identity in (first, second):
        expect(state(review, identity)).to_have_text("Stale")
        expect(row(review, identity).locator(".decided")).to_contain_text("Parted by a reviewer")
    assert "- parted: [Le bac traverse, de nouveau le fleuve.]" in decisions(server)
    row(review, first).locator(".decided button").click()
    review.locator("#join button.strong").click()
    expect(state(review, FERRY)).to_have_text("Draft")
    assert decisions(server) == ""


def test_what_was_joined_is_taken_apart_where_it_was_joined(review, server):
    join(review)
    row(review, JOINED).locator(".decided button").click()
    expect(review.locator("#part-places label:has(:checked)")).to_have_text("Le")
    expect(review.locator("#part-places label:has(:checked)")).to_have_attribute("title", "Joined here by a reviewer")
    review.locator("#part button.strong").click()
    expect(state(review, HELLO)).to_have_text("Draft")
    expect(state(review, FERRY)).to_have_text("Draft")


def test_characters_beyond_the_first_plane_count_once(review, server):
    source = server.root / "source_issues/lettre.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Bonjour à tous.", "🎉🎉 Bonjour 👩‍🚀 à tous les amis."), encoding="utf-8")
    bring_up_to_date(server)
    open_review(review, server, f"#{segment_id(None, '🎉🎉 Bonjour 👩‍🚀 à tous les amis.')}")
    review.keyboard.press("Alt+x")
    expect(review.locator("#part-places label")).to_have_text(["👩‍🚀", "à", "tous", "les", "amis."])
    review.locator("#part-places label", has_text="tous").click()
    review.locator("#part button.strong").click()
    expect(row(review, segment_id(None, "tous les amis."))).to_be_visible()


def test_leaving_the_question_changes_nothing(review, server):
    before = server.catalog()
    for keys, dialog in (("Alt+j", "#join"), ("Alt+x", "#part")):
        review.keyboard.press(keys)
        expect(review.locator(dialog)).to_be_visible()
        review.keyboard.press("Escape")
        expect(review.locator(dialog)).to_be_hidden()
        expect(row(review, HELLO).locator("#target")).to_be_focused()
    assert (server.catalog(), decisions(server)) == (before, "")


def test_the_last_segment_of_a_paragraph_says_that_nothing_follows(review):
    choose(review, TIME)
    expect(review.locator("#join-button")).to_have_attribute("aria-disabled", "true")
    review.keyboard.press("Alt+j")
    expect(review.locator("#announce")).to_contain_text("last segment of its paragraph")
    expect(review.locator("#join")).to_be_hidden()
    choose(review, TICKETS)
    expect(review.locator("#join-button")).to_have_attribute("aria-disabled", "true")


def test_what_is_typed_is_saved_first_and_carried_into_the_joined_segment(review, server):
    review.locator("#target").fill("Moin zusammen.")
    review.keyboard.press("Alt+j")
    review.locator("#join button.strong").click()
    expect(row(review, JOINED).locator("#target")).to_be_focused()
    expect(review.locator("#target")).to_have_value("Moin zusammen. Die **Fähre** überquert wieder den Fluss.")


def test_a_text_that_could_not_be_saved_stops_the_joining_and_is_shown(review, server, complaints):
    complaints.expected.append("422")
    choose(review, TICKETS)
    review.locator("#target").fill("Fahrkarten am Kai.")
    review.keyboard.press("Control+Enter")
    expect(review.locator(".notice")).to_contain_text("7 was not saved")
    choose(review, CAPTAIN)
    review.keyboard.press("Alt+j")
    review.locator("#join button.strong").click()
    review.locator(".notice", has_text="text that is not saved").locator("button", has_text="Show 7").click()
    expect(row(review, TICKETS).locator("#target")).to_have_value("Fahrkarten am Kai.")
    assert decisions(server) == ""


def test_an_update_after_an_edit_elsewhere_in_the_paragraph_keeps_the_decision(review, server):
    join(review)
    source = server.root / "source_issues/lettre.md"
    source.write_text(
        source.read_text(encoding="utf-8").replace("Il part à 8 heures.", "Il part tôt."), encoding="utf-8"
    )
    bring_up_to_date(server)
    review.reload()
    expect(row(review, JOINED).locator(".decided")).to_contain_text("Joined by a reviewer")
    expect(row(review, segment_id(None, "Il part tôt."))).to_be_visible()


def test_somebody_else_is_told_and_keeps_the_text_typed_for_a_segment_that_was_joined(
    review, another, server, complaints
):
    complaints.expected += ["404", "409"]
    another.locator("#target").fill("Mein langer Text.")
    join(review)
    expect(another.locator("#banner")).to_contain_text("somebody joined or parted them")
    another.keyboard.press("Control+s")
    expect(row(another, HELLO).locator(".conflict")).to_contain_text("Mein langer Text.")
    another.reload()
    expect(another.locator(".stray")).to_contain_text("Mein langer Text.")
    assert f'msgid "{WHOLE}"' in server.catalog()


def test_a_text_that_moved_meanwhile_is_told(review, server, complaints):
    complaints.expected.append("409")
    review.keyboard.press("Alt+j")
    expect(review.locator("#join")).to_be_visible()
    source = server.root / "source_issues/lettre.md"
    source.write_text(source.read_text(encoding="utf-8").replace("Bonjour à tous.", "Bonsoir."), encoding="utf-8")
    review.keyboard.press("Enter")
    expect(review.locator(".notice")).to_contain_text("do not stand side by side any more")
    assert decisions(server) == ""


def test_a_locale_that_cannot_follow_is_named(review, server, complaints):
    path = server.root / "locales/ar/LC_MESSAGES/lettre.po"
    path.write_text(path.read_text(encoding="utf-8") + "\n<<<<<<< HEAD\n", encoding="utf-8")
    join(review)
    expect(review.locator(".notice", has_text="Arabic did not follow")).to_contain_text("lettre.po:")


def test_a_silent_server_changes_nothing(review, server, complaints):
    complaints.expected.append("net::ERR_")
    review.keyboard.press("Alt+x")
    expect(review.locator("#part")).to_be_visible()
    server.stop()
    review.keyboard.press("Enter")
    expect(review.locator(".notice")).to_contain_text("nothing was joined or parted")
    expect(review.locator("#target")).to_have_value("Guten Tag an alle.")
    server.start()


def test_the_questions_fit_a_small_screen(page, server, complaints):
    page.set_viewport_size({"width": 320, "height": 640})
    open_review(page, server)
    for keys, dialog in (("Alt+j", "#join"), ("Alt+x", "#part")):
        page.keyboard.press(keys)
        expect(page.locator(dialog)).to_be_visible()
        box = page.locator(dialog).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        small = page.locator(f"{dialog} :is(button, label)").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24)"
        )
        assert small == []
        page.keyboard.press("Escape")
    assert re.search(r"#" + HELLO, page.url)
