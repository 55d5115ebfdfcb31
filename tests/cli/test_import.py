"""`passeur import`: what people read on the terminal, and what scripts read."""

from __future__ import annotations

import json
from pathlib import Path

from places import Run

DATA = Path(__file__).parents[1] / "data" / "importing"
PAGE = str(DATA / "web/wordpress_blog.html")


def test_report_groups_what_is_left_out_and_says_how_to_see_all(samples: Path, passeur: Run) -> None:
    said = passeur("import", PAGE, "--dry-run", cwd=samples).stderr
    assert "It is a web page: Réparer une cafetière" in said
    assert "Left out, comments: 11 blocks" in said
    assert "--verbose" in said
    assert "gant de vaisselle" not in said
    assert "gant de vaisselle" in passeur("import", PAGE, "--dry-run", "-v", cwd=samples).stderr


def test_json_has_every_block_with_its_reason(samples: Path, passeur: Run) -> None:
    found = json.loads(passeur("import", PAGE, "--dry-run", "--json", cwd=samples).stdout)
    assert found["title"] == "Réparer une cafetière à piston sans pièce d’origine"
    assert {"kind": "heading", "text": "Le matériel"} in found["kept"]
    assert {"reason": "comments", "text": "Répondre"} in found["left_out"]
    assert all(block["text"] for block in found["kept"] + found["left_out"])


def test_imported_page_is_an_issue_that_update_takes(samples: Path, passeur: Run) -> None:
    said = passeur("import", PAGE, "--slug", "cafetiere", cwd=samples).stderr
    assert "Wrote source_issues/cafetiere.md" in said
    passeur("update", "cafetiere", cwd=samples)
    assert (samples / "locales/en/LC_MESSAGES/cafetiere.po").exists()


def test_page_in_another_language_is_told_of(samples: Path, passeur: Run) -> None:
    (samples / "page.html").write_text("<html lang=en-GB><h1>Hello</h1><p>One page.", encoding="utf-8")
    assert "en-GB" in passeur("import", "page.html", "--dry-run", cwd=samples).stderr
