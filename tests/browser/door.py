"""The way in for tests: links, passwords and codes, as people meet them."""

from __future__ import annotations

import pyotp
from playwright.sync_api import Page

PASSWORD = "tulip harbour nine"


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def choose_password(page: Page, link: str, *, name: str = "") -> None:
    page.goto(link)
    if name:
        page.get_by_label("Your name here").fill(name)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def give_code(page: Page) -> None:
    """Set the authenticator up: the key is on the page."""
    page.get_by_label("Code of the authenticator").fill(pyotp.TOTP(page.locator("output").inner_text()).now())
    page.get_by_role("button", name="Sign in").click()
