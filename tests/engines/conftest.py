"""Engines that tests share; each leaves no process behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import ROOT

from app.engines.apertium import Apertium


@pytest.fixture(scope="session")
def apertium():
    engine = Apertium({})
    yield engine
    engine.close()


@pytest.fixture
def spanish(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "es")


@pytest.fixture
def english(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "en")


@pytest.fixture
def catalan(apertium: Apertium) -> Apertium:
    return _with_pair(apertium, "ca")


def _with_pair(engine: Apertium, target: str) -> Apertium:
    if engine.route("fr", target) is None:
        pytest.skip(f"Apertium's pair fr-{target} is not installed (the project's set-up installs it)")
    return engine


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of the tiny model, to be spoiled."""
    place = tmp_path / "fr-en"
    shutil.copytree(ROOT / "tests" / "data" / "fxtranslate" / "fr-en", place)
    return place
