"""The live preview of what only the whole document defines: footnotes and links by reference."""

from __future__ import annotations

from places import workspace_at
from playwright.sync_api import expect
from window import TOKEN

from app.workflow.update import update

NOTES = "Un [début][ici][^a].\n\nLe prix[^b].\n\n[ici]: https://bac.example/\n\n[^a]: Une note.\n\n[^b]: Une autre.\n"


def test_a_save_renews_footnotes_and_references_where_they_stand(page, server, complaints):
    (server.root / "source_issues/notes.md").write_text(NOTES, encoding="utf-8")
    list(update(workspace_at(server.root), ["notes"], locales=["de"]))
    page.goto(f"{server.address}/?token={TOKEN}")
    page.goto(f"{server.address}/review/de/notes")
    frame = page.frame_locator("#preview iframe:not(.behind)")
    expect(frame.locator("[data-active]")).to_have_text("Un début1.")
    frame.locator("main").evaluate("(main) => main.setAttribute('data-same', '')")

    page.locator("#target").fill("Ein [Anfang][ici][^a].")
    page.keyboard.press("Control+Enter")
    first = frame.locator("[data-state=approved]").first
    expect(first).to_have_text("Ein Anfang1.")
    expect(first.locator("a").first).to_have_attribute("href", "https://bac.example/")
    page.locator("#target").fill("Der Preis[^b].")
    page.keyboard.press("Control+s")
    expect(frame.locator("[data-state=needs_work]")).to_have_text("Der Preis2.")
    expect(frame.locator("main[data-same]")).to_have_count(1)  # the page was not loaded anew

    page.locator("#target").fill("Der Preis[^a][^b].")
    page.keyboard.press("Control+s")
    expect(frame.locator("[data-state=needs_work]")).to_have_text("Der Preis12.")
    expect(frame.locator("main[data-same]")).to_have_count(0)  # other calls: numbers of the whole page may move
