"""A browser, as tests hold it: it asks at the address that is served and knows what its pages carry."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

TOKEN = "a-token-of-this-test"
HOST = "127.0.0.1:8000"
PROOF = re.compile(r'name="csrf[-_]token" (?:content|value)="([^"]+)"')


class Browser(FlaskClient):
    """Asks at the address that is served; knows the CSRF token of its pages once it has read one."""

    csrf = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("buffered", True)
        kwargs.setdefault("base_url", f"http://{HOST}")
        return super().open(*args, **kwargs)

    def sign_in(self) -> Browser:
        """As the one person of a server without accounts."""
        return self.read_proof(f"/review/de/lettre?token={TOKEN}")

    def read_proof(self, address: str) -> Browser:
        page = self.get(address, follow_redirects=True)
        self.csrf = PROOF.search(page.text)[1]  # type: ignore[index]
        return self

    def submit(self, address: str, **fields: Any) -> Any:
        """Send a form of a page that was read."""
        return self.post(address, data={"csrf_token": self.csrf, **fields})

    @property
    def proof(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}
