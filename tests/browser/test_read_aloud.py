"""The review screen as a screen reader tells it and as a keyboard alone works it."""

from __future__ import annotations

from itertools import pairwise

from desk import FERRY, HELLO, TICKETS, choose, row, saved, state
from places import workspace_at
from playwright.sync_api import Page, expect
from window import TOKEN, Complaints, Server, open_review

from app.core.model import State
from app.workflow.review import open_review as review_of
from app.workflow.review import save
from app.workflow.update import update

TREE = """
- link "Skip to the segments"
- banner:
  - navigation "Where you are":
    - link "Passeur"
    - link "La lettre du port"
    - heading "German" [level=1]
  - combobox "Show"
  - searchbox "Search the segments of this issue"
  - progressbar "Approved"
  - status
- main:
  - checkbox "Select all that are shown"
  - list
  - complementary "About the open segment":
    - region "Suggestions":
      - group:
        - heading "Suggestions" [level=2]
    - region "Glossary":
      - group:
        - heading "Glossary" [level=2]
    - region "Concordance":
      - group:
        - heading "Concordance" [level=2]
    - region "History":
      - group:
        - heading "History" [level=2]
    - region "Comments":
      - group:
        - heading "Comments" [level=2]
- region "Notices"
- status
"""
OPEN_ROW = """
- listitem:
  - link "Segment 3"
  - checkbox "Select 3"
  - paragraph: Bonjour à tous.
  - button /Join with next/
  - button /Part in two/
  - textbox "German target, segment 3": Guten Tag an alle.
  - button "Approve"
  - button "Needs work"
  - button "Copy source"
  - text: /Draft/
"""
LONG = 60  # segments


def test_landmarks_headings_and_the_open_segment_have_their_names(review: Page) -> None:
    expect(review.locator("body")).to_match_aria_snapshot(TREE)
    expect(row(review, HELLO)).to_match_aria_snapshot(OPEN_ROW)
    levels = review.locator("h1, h2, h3").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_happens_is_said(review: Page) -> None:
    said = review.locator("#announce")
    expect(said).to_have_attribute("aria-live", "polite")
    review.keyboard.press("Control+Enter")
    expect(said).to_have_text("Approved 3, now 4, draft")
    review.keyboard.press("Control+Shift+Enter")
    expect(said).to_have_text("Needs work 4, now 5, stale")
    saved(review)
    review.keyboard.press("Alt+z")
    expect(said).to_have_text("Undone: 4 is draft again")
    choose(review, TICKETS)
    review.locator("#target").fill("Fahrkarten gibt es am Kai.")
    expect(review.locator("#approve")).to_have_accessible_description("Fix the error above to approve.")
    expect(review.locator("#target")).to_have_accessible_description(
        "Error: https://bac.example/quai is missing from the target: put the one of the source."
    )


def drafted(server: Server) -> list[str]:
    """An issue of sixty drafts; the segments in their order."""
    place = workspace_at(server.root)
    text = "\n\n".join(f"Voici la phrase numéro {number}." for number in range(1, LONG + 1))
    (server.root / "source_issues/longue.md").write_text(f"{text}\n", encoding="utf-8")
    list(update(place, ["longue"], locales=["de"]))
    rows = review_of(place, "longue", "de").rows
    for number, one in enumerate(rows, start=1):
        target = f"Hier ist Satz Nummer {number}."
        save(place, "longue", "de", one.segment.id, target=target, state=State.NEEDS_WORK, version=one.version)
    return [one.segment.id for one in rows]


def test_sixty_segments_are_approved_by_keyboard_alone(page: Page, server: Server, complaints: Complaints) -> None:
    segments = drafted(server)
    assert len(segments) == LONG
    page.goto(f"{server.address}/?token={TOKEN}")
    page.goto(f"{server.address}/review/de/longue")
    lost = []
    for number, identity in enumerate(segments, start=1):
        expect(row(page, identity).locator("#target")).to_be_focused()
        if number % 10 == 0:
            page.keyboard.press("Control+End")
            page.keyboard.type(" Genau.")
        page.keyboard.press("Control+Enter")
        if page.evaluate("() => document.activeElement === document.body"):
            lost.append(number)
    saved(page)
    expect(page.locator("#progress-words")).to_have_text(f"{LONG} of {LONG} approved")
    assert lost == []
    units = [one.unit for one in review_of(workspace_at(server.root), "longue", "de").rows]
    assert {unit.state for unit in units} == {State.APPROVED}
    assert sum(unit.target.endswith("Genau.") for unit in units) == LONG // 10


def test_an_input_method_that_composes_approves_nothing(page: Page, server: Server, complaints: Complaints) -> None:
    """Japanese is typed in syllables that Enter turns into words: that Enter is not ours, Ctrl held or not."""
    open_review(page, server)
    before = server.catalog()
    target = page.locator("#target")
    target.fill("")
    chromium = page.context.new_cdp_session(page)
    for text in ("か", "かん", "漢字"):
        chromium.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    for modifiers in (0, 2, 10):  # none, Ctrl, Ctrl and Shift: with the code that browsers give while composing
        key = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
        chromium.send("Input.dispatchKeyEvent", {**key, "modifiers": modifiers})
    expect(target).to_have_value("漢字")
    expect(row(page, HELLO).locator("#target")).to_be_focused()
    assert server.catalog() == before
    chromium.send("Input.insertText", {"text": "漢字"})
    expect(target).to_have_value("漢字")
    page.keyboard.press("Control+Enter")
    expect(row(page, FERRY).locator("#target")).to_be_focused()
    saved(page)
    expect(state(page, HELLO)).to_have_text("Approved")
    assert 'msgstr "漢字"' in server.catalog()
