"""`passeur engines compare`: the same sample for each engine, in numbers and on a page; no catalog changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from engines.loopback import Handler, serving
from places import Run

from app.engines import make

SLUG = "2026-10-lettre-des-communs"
BACK = "libretranslate"


def settle(workspace: Path, address: str) -> None:
    settings = f"locales: [es, ja]\nengines: {{{BACK}: {{address: '{address}'}}}}\n"
    (workspace / "passeur.yaml").write_text(settings, encoding="utf-8")


def catalogs(workspace: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in workspace.glob("locales/**/*.po")}


def spanish(handler: Handler, body: dict[str, str]) -> None:
    handler.send_draft("Esta frase la dice otra máquina, y no es la misma que la otra.")


def test_engines_get_the_same_sample_and_no_catalog_changes(samples: Path, passeur: Run) -> None:
    if make("apertium", {}).route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    before = catalogs(samples)
    with serving(spanish) as there:
        settle(samples, there.address)
        given = ("engines", "compare", SLUG, "-l", "es", "--segments", "7", "--json")
        (told,) = json.loads(passeur(*given, cwd=samples).stdout)
        assert len(there.asked) == 7
    assert catalogs(samples) == before
    assert [len(trial["answers"]) for trial in told["trials"]] == [2] * 7
    other, own = told["scores"]
    assert (other["engine"], other["price"], own["engine"], own["price"]) == (BACK, None, "apertium", 0)
    assert own["characters"] == other["characters"] > 100
    assert own["failed"] == other["failed"] == 0
    assert own["likeness"] > other["likeness"]
    assert own["edits"] < other["edits"]
    assert own["agreement"] == pytest.approx(other["agreement"], abs=15)
    page = Path(told["page"]).read_text(encoding="utf-8")
    assert page.count("<fieldset") == 7


def test_what_fails_is_counted_and_told_and_where_there_is_no_engine_that_is_said(samples: Path, passeur: Run) -> None:
    with serving(lambda handler, _: handler.send("no", status=403)) as there:
        settle(samples, there.address)
        page = samples / "judge.html"
        given = ("engines", "compare", SLUG, "--engines", BACK, "--output", str(page))
        done = passeur(*given, "-l", "es", cwd=samples, code=3)
        assert "libretranslate: " in done.stdout
        assert page.exists()
        assert "about one locale" in passeur(*given, cwd=samples, code=2).stderr
    (samples / "passeur.yaml").write_text("locales: [ja]\n", encoding="utf-8")
    assert "No engine works here for ja" in passeur("engines", "compare", SLUG, cwd=samples, code=3).stderr
