"""What browser tests look through: a server that can be stopped, the console's complaints, an open screen."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from waitress.server import create_server

from app import config
from app.store.workspace import Workspace
from app.web import create_app

TOKEN = "a-token-of-this-test"


class Server:
    """A server that can be stopped and started again at the same address, as a person would do."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        space = Workspace(self.root, config.load(self.root))
        app = create_app(space, token=TOKEN, hosts=(f"127.0.0.1:{self.port}",), secret_key="k" * 32)
        self._map: dict[int, Any] = {}
        self._server = create_server(app, host="127.0.0.1", port=self.port, threads=4, map=self._map)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        # Sockets are closed by the thread that waits on them: it must not find them gone.
        with suppress(OSError):  # a thread that was awake has closed everything before it is woken
            self._server.trigger.pull_trigger(self._close)
        self._thread.join(10)
        assert not self._thread.is_alive()
        self._server.task_dispatcher.shutdown()

    def _close(self) -> None:
        for socket_or_server in list(self._map.values()):
            socket_or_server.close()

    def catalog(self, locale: str = "de") -> str:
        return (self.root / f"locales/{locale}/LC_MESSAGES/lettre.po").read_text(encoding="utf-8")

    def edit(self, old: str, new: str, *, locale: str = "de") -> None:
        """Change the catalog on disk as another editor would."""
        text = self.catalog(locale)
        assert old in text
        (self.root / f"locales/{locale}/LC_MESSAGES/lettre.po").write_text(text.replace(old, new), encoding="utf-8")


class Complaints:
    """What the browser's console complained of; `expected` words are no complaint."""

    def __init__(self) -> None:
        self.expected: list[str] = []
        self.heard: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(str(error.error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(message.text)

    @property
    def left(self) -> list[str]:
        return [text for text in self.heard if not any(words in text for words in self.expected)]


def open_review(page: Page, server: Server, rest: str = "", *, locale: str = "de") -> Page:
    page.goto(f"{server.address}/?token={TOKEN}")
    page.goto(f"{server.address}/review/{locale}/lettre{rest}")
    expect(page.locator("#target")).to_be_visible()
    expect(page.locator("#target")).to_be_focused()
    return page
