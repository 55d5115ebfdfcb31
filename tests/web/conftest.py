"""A reviewer who has signed in, a stranger and a script, all in front of the same small workspace."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import config
from app.store.workspace import Workspace
from app.web import create_app

DATA = Path(__file__).parents[1] / "data" / "web"
TOKEN = "a-token-of-this-test"
HOST = "127.0.0.1:8000"


class Browser(FlaskClient):
    """Asks at the address that is served; knows the CSRF token of its pages once it has signed in."""

    csrf = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("buffered", True)
        kwargs.setdefault("base_url", f"http://{HOST}")
        return super().open(*args, **kwargs)

    def sign_in(self) -> Browser:
        page = self.get(f"/review/de/lettre?token={TOKEN}", follow_redirects=True)
        self.csrf = re.search(r'name="csrf-token" content="([^"]+)"', page.text)[1]  # type: ignore[index]
        return self

    @property
    def proof(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}


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
