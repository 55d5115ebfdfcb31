"""The review screen as tests take hold of it: its segments, rows and states."""

from __future__ import annotations

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
