"""Answers of several engines beside one segment: what is on this machine at once, others by a click."""

from __future__ import annotations

import pytest
from desk import CAPTAIN, choose
from engines.loopback import serving
from places import workspace_at
from playwright.sync_api import Page, expect
from window import Server, open_review

from app.engines import make
from app.workflow.update import update

SETTINGS = "locales: [de, ar, es]\nengines: {libretranslate: {address: '%s'}}\n"


def test_answers_stand_side_by_side_and_text_leaves_only_after_a_click(page: Page, server: Server, complaints) -> None:
    if make("apertium", {}).route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    with serving(lambda handler, _: handler.send_draft("El capitán aguarda las bicis.")) as there:
        server.stop()
        (server.root / "passeur.yaml").write_text(SETTINGS % there.address, encoding="utf-8")
        space = workspace_at(server.root)
        list(update(space, ["lettre"], locales=["es"]))
        space.index.close()
        server.start()
        open_review(page, server, locale="es")
        panel, target = page.locator("#panel-suggestions"), page.locator("#target")
        choose(page, CAPTAIN)
        expect(panel.locator(".offer .text")).to_have_text(["El capitán aguarda las bicis."])
        expect(panel.locator("mark")).to_have_count(0)

        # by key: what is here answers, what both answers do not share is marked, the rest waits for a click
        page.keyboard.press("Alt+o")
        expect(panel.locator(".offer .text")).to_have_text(
            ["El capitán aguarda las bicis.", "El capitán espera las bicicletas."]
        )
        expect(panel.locator("mark")).to_have_text(["aguarda", "bicis", "espera", "bicicletas"])
        expect(panel.locator(".note", has_text="apertium")).to_have_count(1)
        expect(panel.get_by_text("Sends this sentence to translate.google.com.")).to_be_visible()
        expect(panel.get_by_role("button", name="Ask other engines")).to_have_count(0)
        expect(page.locator("#announce")).to_have_text("2 engines answer.")
        expect(target).to_be_focused()
        page.keyboard.press("Control+Digit2")
        expect(target).to_have_value("El capitán espera las bicicletas.")

        # by the mouse: who pressed the button finds themselves at what came of it
        choose(page, "b79df5faf941")
        expect(panel.locator(".offer")).to_have_count(1)
        panel.get_by_role("button", name="Ask other engines").click()
        expect(panel.locator(".offer")).to_have_count(2)
        expect(panel.locator(".offer").nth(1)).to_be_focused()
        texts = [body["q"] for _, body in there.asked]
        assert len(texts) == len(set(texts))
