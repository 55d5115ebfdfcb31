"""Drafting from the issue page: begun, watched, paused, gone on with, tried again; nothing is sent unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

import pytest
from engines.loopback import Handler, serving
from playwright.sync_api import BrowserContext, Page, expect

TOKEN = "a-token-of-this-test"
FAILS = "capitaine"


class Engine:
    """A translation server that answers as many questions as it is let to; about the captain it says nothing."""

    def __init__(self) -> None:
        self.turns = Semaphore(0)
        self.helpful = False

    def __call__(self, handler: Handler, body: dict[str, str]) -> None:
        assert self.turns.acquire(timeout=30)
        handler.send_draft("" if FAILS in body["q"] and not self.helpful else f"Auf Deutsch: {body['q']}")

    def let(self, number: int) -> None:
        self.turns.release(number)


@pytest.fixture
def engine(server) -> Iterator[Engine]:
    """The engine of the workspace, whose server is started anew with it; the German catalog is empty."""
    made = Engine()
    with serving(made) as translator:
        named = f"engine: libretranslate\nengines: {{libretranslate: {{address: {translator.address}}}}}\n"
        (server.root / "passeur.yaml").write_text(f"locales: [de, ar]\n{named}", encoding="utf-8")
        (server.root / "locales/de/LC_MESSAGES/lettre.po").unlink()
        with restarted(server):
            pass
        yield made
        made.let(1000)


@contextmanager
def restarted(server) -> Iterator[None]:
    server.stop()
    yield
    server.start()


def test_drafting_is_followed_paused_gone_on_with_and_tried_again(
    page: Page, server, engine: Engine, complaints, context: BrowserContext
) -> None:
    page.goto(f"{server.address}/?token={TOKEN}")
    page.goto(f"{server.address}/issues/lettre#de")
    card = page.locator("#de")
    expect(card.locator("select[name=engine] option:checked")).to_have_text("libretranslate (on this machine)")
    card.get_by_role("button", name=re.compile("Draft .* empty segments")).focus()
    page.keyboard.press("Enter")

    panel = page.locator("#job-de")
    expect(panel).to_contain_text("you can leave this page")
    bar = panel.get_by_role("progressbar")
    engine.let(1)
    expect(panel.locator(".numbers")).to_have_text("1 of 10")
    assert bar.evaluate("bar => [bar.value, bar.max]") == [1, 10]
    page.reload()
    expect(panel.locator(".numbers")).to_have_text("1 of 10")

    panel.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Space")
    expect(panel).to_contain_text("It pauses as soon as the engine has answered.")
    panel.get_by_role("button", name="Go on").focus()
    engine.let(2)
    expect(panel.locator(".told")).to_contain_text("Paused.")
    expect(panel.get_by_role("button", name="Go on")).to_be_focused()
    expect(panel.get_by_role("status")).to_have_text(re.compile("Paused.*drafted"))

    complaints.expected.append("ERR_CONNECTION")
    with restarted(server):
        pass
    page.reload()
    expect(panel.locator(".told")).to_contain_text("Paused.")
    engine.let(1000)
    panel.get_by_role("button", name="Go on").press("Enter")
    failure = panel.locator("li", has_text=FAILS)
    expect(failure).to_be_visible()
    expect(failure.locator(".why")).not_to_be_empty()
    expect(panel.locator(".told")).to_contain_text("1 segment failed.")
    address = failure.get_by_role("link").get_attribute("href")
    assert address
    assert re.fullmatch("/review/de/lettre#[0-9a-f]{12}", address)

    engine.helpful = True
    panel.get_by_role("button", name="Try these again").press("Enter")
    expect(panel.locator(".told")).to_have_text("1 of 1 drafted.")
    assert server.catalog().count("Auf Deutsch: ") >= 8

    page.locator("#ar select[name=engine]").select_option("mymemory")
    page.locator("#ar").get_by_role("button", name=re.compile("Draft")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Send the text to api.mymemory.translated.net?")
    page.get_by_role("link", name="Back, send nothing").press("Enter")
    expect(page.locator("#job-ar")).to_have_count(0)

    context.add_cookies([{"name": "language", "value": "fr", "url": server.address}])
    page.reload()
    expect(panel.locator(".told")).to_have_text("1 sur 1 en brouillon.")
    expect(page.locator("#ar")).to_contain_text("La mémoire seule")
