"""`passeur engines`: each engine and locale of the workspace, and what is missing where one does not work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from places import Run, workspace_at

from app.engines import ENGINES, make
from app.store import activity
from app.store.activity import Entry, Kind, Snapshot


def listed(passeur: Run, cwd: Path) -> dict[tuple[str, str], dict[str, object]]:
    found = json.loads(passeur("engines", "--json", cwd=cwd).stdout)
    return {(one["engine"], one["locale"]): one for one in found}


def test_every_engine_is_listed_for_every_locale_with_the_way_to_add_it(samples: Path, passeur: Run) -> None:
    (samples / "passeur.yaml").write_text("locales: [es, ca, de]\n", encoding="utf-8")
    found = listed(passeur, samples)
    assert set(found) == {(name, locale) for name in ENGINES for locale in ("es", "ca", "de")}
    for one in found.values():
        assert bool(one["reason"]) == (not one["works"]), one
    assert "passeur.yaml" in str(found["libretranslate", "es"]["fix"])
    assert (found["google", "de"]["works"], found["google", "de"]["taken"]) == (True, False)
    assert found["google", "de"]["named_only"]
    assert (found["deepl", "de"]["works"], found["deepl", "de"]["price_per_million"]) == (False, 25)
    assert found["deepl", "de"]["sends_to"] == "api.deepl.com"
    assert not found["apertium", "es"]["named_only"]
    assert "translate.google.com" in passeur("engines", "-l", "es", cwd=samples).stdout


def test_the_engine_that_drafts_unasked_is_said(samples: Path, passeur: Run) -> None:
    if make("apertium", {}).route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    settings = "locales: [es]\n"
    (samples / "passeur.yaml").write_text(settings, encoding="utf-8")
    taken = [name for (name, _), one in listed(passeur, samples).items() if one["taken"]]
    assert taken == ["apertium"]
    settings += "engines: {libretranslate: {address: 'http://127.0.0.1:9'}}\n"
    (samples / "passeur.yaml").write_text(settings, encoding="utf-8")
    found = listed(passeur, samples)
    assert found["libretranslate", "es"]["taken"]
    assert found["libretranslate", "es"]["sends_to"] == ""
    assert not found["apertium", "es"]["taken"]
    (samples / "passeur.yaml").write_text(settings + "engine: none\n", encoding="utf-8")
    assert not any(one["taken"] for one in listed(passeur, samples).values())


def test_what_people_made_of_drafts_stands_beside_the_engine(samples: Path, passeur: Run) -> None:
    space = workspace_at(samples)
    draft = Snapshot("Buenos días al mundo.", "draft", "engine=apertium route=fr-es")
    for segment, target in (("a", draft.target), ("b", "Buenas tardes al mundo.")):
        entry = Entry("ana", Kind.APPROVE, "lettre", "es", segment, before=draft, after=Snapshot(target, "approved"))
        activity.add(space.database, [entry], patience=1)
    (effort,) = listed(passeur, samples)["apertium", "es"]["efforts"]  # type: ignore[misc]
    assert (effort["targets"], effort["unchanged"], effort["edits"]) == (2, 1, 20)
    assert "es, fr-es: people approved 2 drafts, 1 as they were; edits 20" in passeur("engines", cwd=samples).stdout
