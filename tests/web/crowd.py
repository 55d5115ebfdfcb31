"""People with accounts in front of the small workspace, and every route as they would call it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask import Flask
from visiting import HOST, Browser

from app.store import sessions
from app.store.accounts import Account
from app.store.people import Role
from app.store.workspace import Workspace
from app.web.access.declarations import allowed
from app.workflow.people import rights, tokens

PASSWORD = "tulip harbour nine"
PARAMETERS = {
    "slug": "lettre",
    "locale": "de",
    "segment": "d6d8753e4f2e",
    "path": "page.css",
    "int": "999999",
    "number": "999999",
}
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """One method at one rule, with an address that fits it."""

    method: str
    rule: str
    declared: str

    @property
    def address(self) -> str:
        return re.sub(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>", _example, self.rule)

    @property
    def changes(self) -> bool:
        return self.method not in SAFE

    @property
    def has_locale(self) -> bool:
        return "<locale:locale>" in self.rule

    def __str__(self) -> str:
        return f"{self.declared} {self.method} {self.rule}"


def _example(match: re.Match[str]) -> str:
    kind, arguments, _name = match.groups()
    length = re.search(r"length=(\d+)", arguments or "")
    return PARAMETERS.get(kind or "", "x" * int(length[1]) if length else "nothing")


def routes(app: Flask) -> list[Route]:
    found = [
        Route(method, rule.rule, str(allowed(app, rule.endpoint)))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    return sorted(found, key=lambda route: (route.rule, route.method))


@dataclass
class Crowd:
    """An administrator, an editor, and translators of one locale each; made in a workspace of their own."""

    app: Flask
    space: Workspace
    accounts: dict[str, Account] = field(default_factory=dict)

    def add(self, name: str, role: Role, *locales: str, password: str = "") -> Account:
        self.accounts[name] = rights.add(self.space, name, role, locales=locales, password=password, by="test")
        return self.accounts[name]

    def browser(self, name: str) -> Browser:
        """A browser in which somebody is signed in already."""
        browser = self.app.test_client()
        with self.space.database.begin() as connection:
            secret = sessions.begin(connection, self.accounts[name].id, agent="Firefox/140.0 (Linux)")
        with browser.session_transaction(base_url=f"http://{HOST}") as cookie:
            cookie["key"] = secret
        browser.csrf = browser.get("/api/v1/me").json["csrf"]
        return browser

    def ask(self, browser: Browser, route: Route) -> int:
        """The status that a browser gets which shows that its page is ours."""
        headers = browser.proof if route.changes else {}
        return int(browser.open(route.address, method=route.method, headers=headers).status_code)

    def token(self, name: str, *locales: str, read_only: bool = False) -> dict[str, str]:
        """The headers of a script of theirs."""
        made = tokens.make(self.space, self.accounts[name].person, "test", locales=locales, read_only=read_only, days=1)
        return {"Authorization": f"Bearer {made}"}

    def log(self) -> str:
        return (self.space.state_folder / "security.log").read_text(encoding="ascii")
