"""The overlay of keys, keys of one's own, and inline codes put in by key."""

from __future__ import annotations

from desk import FERRY, HELLO, TICKETS, choose, row
from playwright.sync_api import expect


def change(page, name):
    return page.locator(f'#help [data-name="{name}"]')


def test_keys_are_shown_changed_refused_and_given_back(review):
    review.keyboard.press("F1")
    expect(review.locator("#help tr", has_text="Approve, go to the next")).to_contain_text("Ctrl Enter")
    change(review, "approve").click()
    for refused, why in (("a", "needed for typing"), ("Control+g", "taken"), ("Control+w", "browser")):
        review.keyboard.press(refused)
        expect(review.locator("#help-said")).to_contain_text(why)
    review.keyboard.press("Control+b")
    expect(review.locator("#help tr", has_text="Approve, go to the next")).to_contain_text("Ctrl B")
    review.keyboard.press("Escape")
    expect(review.locator("#approve kbd")).to_have_text("Ctrl B")
    expect(review.locator("#approve")).to_have_attribute("aria-keyshortcuts", "Control+B")
    review.keyboard.press("Control+Enter")
    expect(row(review, HELLO).locator("#target")).to_be_focused()
    review.reload()
    expect(review.locator("#target")).to_be_focused()
    review.keyboard.press("Control+b")
    expect(row(review, FERRY).locator("#target")).to_be_focused()
    review.locator("#help-button").click()
    review.locator("#help-reset").click()
    expect(review.locator("#help-reset")).to_be_hidden()
    review.locator("#help button", has_text="Close").click()
    expect(review.locator("#approve kbd")).to_have_text("Ctrl ↵")


def test_leaving_the_question_for_keys_changes_nothing(review):
    review.keyboard.press("F1")
    change(review, "save").click()
    review.keyboard.press("Escape")
    expect(review.locator("#help")).to_be_visible()
    expect(review.locator("#help-said")).to_contain_text("Nothing was changed.")
    expect(review.locator("#help tr", has_text="Save without approving")).to_contain_text("Ctrl S")


def test_missing_codes_are_put_in_by_key_and_by_button_around_what_is_selected(review):
    choose(review, FERRY)
    expect(review.locator("#codes")).to_be_hidden()
    review.locator("#target").fill("Die Fähre fährt.")
    expect(review.locator("#codes-whole")).to_be_hidden()
    expect(review.locator("#codes button")).to_have_text(["**…**"])
    review.locator("#target").evaluate("(area) => area.setSelectionRange(4, 9)")
    review.keyboard.press("F8")
    expect(review.locator("#target")).to_have_value("Die **Fähre** fährt.")
    expect(review.locator("#codes-whole")).to_be_visible()
    expect(review.locator("#codes")).to_be_hidden()
    review.keyboard.press("F8")
    expect(review.locator("#announce")).to_have_text("No code is missing.")
    review.keyboard.press("Control+z")
    expect(review.locator("#target")).to_have_value("Die Fähre fährt.")

    choose(review, TICKETS)
    review.locator("#target").fill("Karten ")
    review.locator("#codes button").click()
    expect(review.locator("#target")).to_have_value("Karten [](https://bac.example/quai)")
    review.keyboard.type("am Kai")
    expect(review.locator("#target")).to_have_value("Karten [am Kai](https://bac.example/quai)")
    expect(review.locator("#codes")).to_be_hidden()


def test_digits_open_suggestions_wherever_the_keyboard_has_them(review):
    review.evaluate(
        """() => {
             window.heard = [];
             document.addEventListener("keydown", (event) => window.heard.push(event.defaultPrevented));
             document.querySelector("#target").dispatchEvent(new KeyboardEvent("keydown",
               {key: "&", code: "Digit1", ctrlKey: true, bubbles: true, cancelable: true}));
           }"""
    )
    assert review.evaluate("() => window.heard") == [True]
