"""A reviewer who has signed in, a stranger, a script, and people with accounts, in front of one small workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from crowd import Crowd
from flask import Flask
from visiting import HOST, TOKEN, Browser

from app import config
from app.store.people import Role
from app.store.workspace import Workspace
from app.web import create_app

DATA = Path(__file__).parents[1] / "data" / "web"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "workspace"))


@pytest.fixture
def app(root: Path) -> Flask:
    app = create_app(Workspace(root, config.load(root)), token=TOKEN, hosts=(HOST, "localhost:8000"))
    app.test_client_class = Browser
    return app


@pytest.fixture
def anonymous(app: Flask) -> Browser:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def reviewer(app: Flask) -> Browser:
    return app.test_client().sign_in()  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def script() -> dict[str, str]:
    """The headers of a script: the token itself and no session."""
    return {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def crowd(root: Path, app: Flask) -> Crowd:
    """Ana administers, Eva edits, Dora translates to German and Enzo to English."""
    made = Crowd(app, Workspace(root, config.load(root)))
    made.add("ana", Role.ADMINISTRATOR)
    made.add("eva", Role.EDITOR)
    made.add("dora", Role.TRANSLATOR, "de")
    made.add("enzo", Role.TRANSLATOR, "ar")
    return made
