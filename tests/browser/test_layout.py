"""Screens of every width and writing direction."""

from __future__ import annotations

import pytest
from desk import TICKETS, row
from playwright.sync_api import expect


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


SCREENS = ("/", "/search?q=bac", "/issues/lettre", "/import", "/issues/lettre/export", "/glossary/de", "/memory/de")
FURTHER = ("/concordance?locale=de&q=bac", "/activity", "/statistics", "/account", "/people")


def test_on_the_smallest_screen_controls_keep_within_it_and_are_large_enough(browser, server, complaints):
    context = browser.new_context(locale="fr-FR", viewport={"width": 320, "height": 700})
    complaints.listen(context)
    page = context.new_page()
    page.goto(f"{server.address}/?token=a-token-of-this-test")
    for path in (*SCREENS, *FURTHER):
        page.goto(server.address + path)
        wrong = page.evaluate(
            """() => [...document.querySelectorAll("button, select, summary, textarea, input, td a, th a, nav a")]
                 .filter((node) => node.checkVisibility())
                 .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
                 .filter(([, box]) => box.height < 24 || box.width < 24 || box.left < 0 || box.right > 320)
                 .map(([html]) => html)"""
        )
        assert wrong == [], path
    context.close()


def test_on_a_telephone_nothing_lies_over_what_is_to_be_tapped(browser, server, complaints):
    context = browser.new_context(
        locale="fr-FR", viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    complaints.listen(context)
    page = context.new_page()
    page.goto(f"{server.address}/review/de/lettre?token=a-token-of-this-test")
    page.locator("#target").fill("Hallo.")
    page.locator("#approve").tap()  # each fails when something else is hit
    expect(page.locator(".notice")).to_be_visible()
    page.locator("#approve").click(trial=True)
    page.locator(".row .pick").nth(4).tap()
    page.locator("#bulk-approve").click(trial=True)
    page.locator("#bulk-clear").tap()
    page.locator("#preview-button").tap()
    expect(page.locator("#preview")).to_be_visible()
    page.locator("#segments-button").tap()
    page.keyboard.press("Control+Shift+F")
    expect(page.locator("#search")).to_be_in_viewport(ratio=1)
    context.close()


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


def test_a_window_made_narrow_keeps_the_editor_in_sight(review):
    review.set_viewport_size({"width": 1440, "height": 800})
    expect(review.locator("#preview")).to_be_visible()
    review.locator("#target").fill("Mein Text.")
    review.set_viewport_size({"width": 700, "height": 800})
    expect(review.locator("#target")).to_be_visible()
    expect(review.locator("#preview")).to_be_hidden()
    review.set_viewport_size({"width": 1440, "height": 800})
    expect(review.locator("#preview")).to_be_visible()
