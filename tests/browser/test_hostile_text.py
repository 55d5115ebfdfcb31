"""Hostile text in sources and targets is shown as text: no dialog, no request to anywhere else, no script."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, expect

from app import config
from app.core.model import Catalog, State
from app.store.workspace import Workspace
from app.workflow.review import open_review
from app.workflow.update import update

PAYLOADS: list[str] = json.loads((Path(__file__).parents[1] / "data/hostile_markup.json").read_text(encoding="utf-8"))


def fill(root: Path) -> Workspace:
    """An issue whose every paragraph is a payload, and a German target that repeats it."""
    source = root / "source_issues/lettre.md"
    text = "\n\n".join(f"Phrase {number} : {payload}" for number, payload in enumerate(PAYLOADS))
    source.write_text(f"# Hostile\n\n{text}\n", encoding="utf-8")
    space = Workspace(root, config.load(root))
    list(update(space, ["lettre"], locales=["de"]))
    space.catalogs.change(space.catalog_path("lettre", "de"), _with_targets)
    return space


def _with_targets(catalog: Catalog | None) -> Catalog:
    assert catalog is not None
    units = tuple(replace(unit, target=unit.source, state=State.DRAFT) for unit in catalog.units)
    return replace(catalog, units=units)


def test_payloads_are_shown_and_never_run(page: Page, server):
    space = fill(server.root)
    dialogs, foreign = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: foreign.append(request.url) if is_foreign(request.url, server.address) else None)
    page.goto(f"{server.address}/review/de/lettre?token=a-token-of-this-test")
    expect(page.locator("#target")).to_be_visible()
    rows = open_review(space, "lettre", "de").rows
    assert page.locator(".row").count() == len(rows)
    assert page.locator(".source .text").all_text_contents() == [row.unit.source for row in rows]
    for row in rows[:: max(1, len(rows) // 25)]:
        page.locator(f'[id="{row.segment.id}"] .number').click()
        page.keyboard.press("Control+i")
    page.wait_for_timeout(500)
    page.goto(f"{server.address}/review/de/lettre/preview")
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.scripts.length") == 0
    assert dialogs == []
    assert foreign == []


def is_foreign(address: str, ours: str) -> bool:
    return not address.startswith((ours, "data:", "blob:", "about:"))
