"""A real Chromium in front of a real server that serves a copy of a small workspace."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from waitress.server import create_server

from app import config
from app.store.workspace import Workspace
from app.web import create_app

DATA = Path(__file__).parents[1] / "data" / "web"
TOKEN = "a-token-of-this-test"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has an address of its own; the plugin's fixture of this name warns under pytest 9."""


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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(Path(shutil.copytree(DATA, tmp_path / "workspace")))
    made.start()
    yield made
    made.stop()


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


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    """Fails every test in which the policy, a script or the network complained unexpectedly."""
    made = Complaints()
    made.listen(context)
    yield made
    assert made.left == []


def open_review(page: Page, server: Server, rest: str = "", *, locale: str = "de") -> Page:
    page.goto(f"{server.address}/?token={TOKEN}")
    page.goto(f"{server.address}/review/{locale}/lettre{rest}")
    expect(page.locator("#target")).to_be_visible()
    expect(page.locator("#target")).to_be_focused()
    return page


@pytest.fixture
def review(page: Page, server: Server, complaints: Complaints) -> Page:
    """The review screen of the German catalog; the first draft, row 3, is open."""
    return open_review(page, server)


@pytest.fixture
def another(browser, server: Server, complaints: Complaints) -> Iterator[Page]:
    """The same screen in the browser of somebody else."""
    context = browser.new_context()
    complaints.listen(context)
    yield open_review(context.new_page(), server)
    context.close()
