"""What is offered beside the rows: matches by digit, terms by a click, words looked up."""

from __future__ import annotations

from desk import CAPTAIN, choose, row
from playwright.sync_api import Page, expect
from window import Server, open_review

EARLIER = "---\ntitle: Avant\n---\n\nLe capitaine attend les bateaux. Il part à 9 heures.\n"
CATALOG = """msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: source_issues/avant.md:5
msgid "Le capitaine attend les bateaux."
msgstr "Der Kapitän wartet auf die Boote."

#: source_issues/avant.md:5
msgid "Il part à 9 heures."
msgstr "Es fährt um 9 Uhr."
"""
GLOSSARY = "source,target,note,status\nvélo,Fahrrad,,approved\nvélo,Drahtesel,salopp,forbidden\n"
TIME = "b79df5faf941"


def prepare(server: Server) -> None:
    (server.root / "source_issues" / "avant.md").write_text(EARLIER, encoding="utf-8")
    (server.root / "locales" / "de" / "LC_MESSAGES" / "avant.po").write_text(CATALOG, encoding="utf-8")
    (server.root / "locales" / "de" / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")


def test_matches_by_digit_terms_by_click_and_words_looked_up(page: Page, server: Server, complaints) -> None:
    prepare(server)
    open_review(page, server)
    panel, target = page.locator("#panel-suggestions"), page.locator("#target")

    # a match is put in by its digit, and the browser's own undo takes it out again
    choose(page, CAPTAIN)
    before = target.input_value()
    expect(panel.locator(".offer .text").first).to_have_text("Der Kapitän wartet auf die Boote.")
    expect(panel.locator(".difference ins")).to_have_text("vélos")
    expect(panel.locator("li a").first).to_have_text("avant")
    page.keyboard.press("Control+Digit1")
    expect(target).to_have_value("Der Kapitän wartet auf die Boote.")
    expect(page.locator("#announce")).to_contain_text("1")
    page.keyboard.press("Control+z")
    expect(target).to_have_value(before)
    page.keyboard.press("Control+Digit9")
    expect(target).to_have_value(before)

    # terms are marked in the source; the approved one goes in by a click or a key, the forbidden one is no button
    terms = page.locator("#panel-glossary")
    expect(row(page, CAPTAIN).locator(".source .term")).to_have_text("vélos")
    expect(row(page, CAPTAIN).locator(".source .text")).to_have_text("Le capitaine attend les vélos.")
    expect(page.locator("#findings")).to_contain_text("Fahrrad")
    page.keyboard.press("Control+End")
    terms.get_by_role("button", name="Fahrrad").click()
    expect(target).to_have_value(f"{before}Fahrrad")
    expect(terms.get_by_role("button", name="Drahtesel")).to_have_count(0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Alt+t")
    expect(target).to_have_value(f"{before}Fahrrad")
    page.keyboard.press("Control+z")
    expect(target).to_have_value(before)

    # a new term from the panel is marked at once
    terms.get_by_role("button", name="Add a term").click()
    terms.get_by_label("In the source").fill("capitaine")
    terms.get_by_label("In the target").fill("Kapitän")
    page.keyboard.press("Enter")
    expect(row(page, CAPTAIN).locator(".source .term").first).to_have_text("capitaine")
    assert "capitaine,Kapitän,,approved" in (server.root / "locales/de/glossary.csv").read_text(encoding="utf-8")

    # a number that differs is put right; the marks of the row that was left are gone
    choose(page, TIME)
    expect(panel.locator(".offer .text").first).to_have_text("Es fährt um 8 Uhr.")
    expect(row(page, CAPTAIN).locator(".source .term")).to_have_count(0)

    # the concordance takes the selection, and without one the focus
    target.evaluate("node => { node.value = 'Boote'; node.select(); }")
    page.keyboard.press("Control+k")
    lines = page.locator("#panel-concordance .lines li")
    expect(lines).to_have_count(1)
    expect(lines.locator("mark")).to_have_text("Boote")
    target.evaluate("node => node.setSelectionRange(0, 0)")
    page.keyboard.press("Control+k")
    expect(page.locator("#panel-concordance input")).to_be_focused()
    page.keyboard.type("aucun mot")
    expect(page.locator("#panel-concordance .note").first).to_have_text("No approved unit has these words.")
    page.keyboard.press("Escape")
    expect(target).to_be_focused()
