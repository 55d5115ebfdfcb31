"""One issue from its pasted text to its download, in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

TEXT = """Accueil
Menu
La lettre de mars

Le bac repart

Le quai ouvre tôt. Venez nombreux !

S’abonner à la newsletter
"""


def test_a_pasted_text_is_imported_reviewed_and_exported(page, server, complaints):
    complaints.expected.append("422")  # the refused download below
    page.goto(f"{server.address}/?token=a-token-of-this-test")
    page.get_by_role("link", name="Import an issue").click()
    page.get_by_label("Pasted from the page").fill(TEXT)
    page.get_by_role("button", name="Go on").click()
    box = page.get_by_label("S’abonner à la newsletter")
    expect(box).not_to_be_checked()
    box.check()
    page.get_by_role("button", name="Count again").click()
    expect(page.get_by_label("S’abonner à la newsletter")).to_be_checked()
    page.get_by_label("S’abonner à la newsletter").uncheck()
    page.get_by_label("Name for files and addresses").fill("mars")
    page.get_by_role("button", name="Create the issue").click()
    expect(page).to_have_url(f"{server.address}/issues/mars")

    page.get_by_role("link", name="Review German").click()
    expect(page.locator("#target")).to_be_focused()
    row = page.locator(".row", has_text="Venez nombreux")
    row.locator(".source .text").click()
    expect(row.locator("#target")).to_be_focused()
    page.locator("#target").fill("Kommt in Scharen!")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_have_text("Saved")
    place = page.frame_locator("#preview iframe:not(.behind)").locator("[data-segment]", has_text="Kommt in Scharen!")
    expect(place).to_have_attribute("data-state", "approved")

    page.goto(f"{server.address}/issues/mars/export?locale=de")
    page.get_by_role("button", name="Download German").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be exported")
    page.get_by_label("What fills the gaps").select_option("source")
    page.get_by_role("button", name="Show").click()
    expect(page.frame_locator('iframe[title="German"]').get_by_text("Kommt in Scharen!")).to_be_visible()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download German").click()
    made = Path(caught.value.path()).read_text(encoding="utf-8")
    assert caught.value.suggested_filename == "mars.md"
    assert "Kommt in Scharen!" in made
    assert "S’abonner" not in made
    page.reload()
    expect(page.get_by_role("row", name="mars.md")).to_be_visible()
