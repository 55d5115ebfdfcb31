"""A real Chromium in front of a real server that serves a copy of a small workspace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from window import Complaints, Server, open_review

DATA = Path(__file__).parents[1] / "data" / "web"
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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(Path(shutil.copytree(DATA, tmp_path / "workspace")))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    """Fails every test in which the policy, a script or the network complained unexpectedly."""
    made = Complaints()
    made.listen(context)
    yield made
    assert made.left == []


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
