"""`passeur engines fetch`: nothing comes before somebody agreed; then drafts are made with what came."""

from __future__ import annotations

from pathlib import Path

import pytest
from model_server import same_files, serving
from places import Run

pytest.importorskip("fxtranslate")


def test_models_come_after_consent_and_draft_from_then_on(samples: Path, passeur: Run, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    models = tmp_path / "cache" / "fxtranslate" / "models"
    with serving(("fr", "en"), ("en", "de")) as server:
        settings = f"locales: [en, de, es]\nengines: {{fxtranslate: {{address: '{server.address}'}}}}\n"
        (samples / "passeur.yaml").write_text(settings, encoding="utf-8")

        doctor = passeur("doctor", cwd=samples, **cache).stdout
        assert "passeur engines fetch -l de" in doctor
        assert server.asked == []

        unasked = passeur("engines", "fetch", "-l", "de", cwd=samples, code=2, **cache)
        assert "Nothing was fetched: nobody is here to agree to 1.3 MB from 127.0.0.1" in unasked.stderr
        assert [place for place, _ in server.asked] == ["records"]
        assert not models.exists()

        done = passeur("engines", "fetch", "-l", "de", "--yes", cwd=samples, **cache)
        assert "fr-en: 0.7 MB, version 3.0" in done.stderr
        assert same_files(models / "fr-en")
        assert "Nothing to fetch" in passeur("engines", "fetch", "-l", "en", cwd=samples, **cache).stderr

        missing = passeur("engines", "fetch", "-l", "es", "--yes", cwd=samples, code=3, **cache)
        assert "There is no model for fr to es" in missing.stderr
    told = passeur("engines", "-l", "de", cwd=samples, **cache).stdout
    assert "works; drafts when no engine is named" in told.split("fxtranslate")[1]
