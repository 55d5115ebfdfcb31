"""The review screen of 2,000 segments in Chromium: how soon it is there, and how it follows the keys."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.row import Row
from benchmarks.serving import Server, drafted, serving

SCRIPT = Path(__file__).with_name("browser.js")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
KINDS = {"html": ("HTML", "200 kB"), "js": ("JavaScript", "30 kB"), "css": ("CSS", "15 kB")}
REST = 1000  # milliseconds in which all that follows the focus or a save has been asked for
SLUG = "grand"


def measure(*, quick: bool = False) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        drafted(root, issues=1, segments=100, largest=2000)
        with serving(root) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            yield from _sent(browser, server)
            page = _page(browser, server)
            yield from _opened(page, server, times=2 if quick else 5)
            yield from _worked(page, times=20 if quick else 60)
            browser.close()
    yield Row("load while this was measured", f"{os.getloadavg()[0]:.1f}", "")


def _page(browser: Browser, server: Server) -> Page:
    """A page of a browser that has loaded nothing yet, signed in."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(path=SCRIPT)
    page.request.get(f"http://{server.host}/?token={server.token}")
    return page


def _open(page: Page, server: Server) -> None:
    page.goto(f"http://{server.host}/review/en/{SLUG}", wait_until="load")
    page.wait_for_function("() => measured.ready")


def _sent(browser: Browser, server: Server) -> Iterator[Row]:
    """Bytes of the bodies as they were sent, until one segment is approved and the panels are about the next."""
    page = _page(browser, server)
    _open(page, server)
    page.wait_for_timeout(REST)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(REST)
    sizes = page.evaluate("measuring.sent()")
    for kind, (name, goal) in KINDS.items():
        yield Row(f"{name} sent, one segment approved", f"{sizes[kind] / 1000:.1f} kB", goal)
    page.close()


def _opened(page: Page, server: Server, *, times: int) -> Iterator[Row]:
    painted, ready = [], []
    for _ in range(times + 1):
        page.goto("about:blank")
        _open(page, server)
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(page.evaluate(paint))
        ready.append(page.evaluate("measured.ready"))
    first, later = (painted[0], ready[0]), (sorted(painted[1:])[times // 2], sorted(ready[1:])[times // 2])
    yield Row("2,000 segments: first paint / editor ready, first", _seconds(first), "1.0 s")
    yield Row("the same opened again, p50", _seconds(later), "1.0 s")


def _worked(page: Page, *, times: int) -> Iterator[Row]:
    page.evaluate("measuring.framed()")
    previews = []
    for _ in range(times):
        row = page.evaluate("document.querySelector('.row:has(#target)').id")
        page.keyboard.press("Control+Enter")
        if page.evaluate("(id) => measuring.spans(id).length", row):  # titles stand in none
            previews.append(page.evaluate("(id) => measuring.until(() => measuring.approved(id))", row))
    yield Row("key to the next segment painted, p50 / p95", _spread(page.evaluate("measured.keys")), "30 / 100 ms")
    yield Row("then saved, and in the preview, p50 / p95", _spread(previews), "150 ms")
    yield Row("frames while scrolling, p50 / p95", _spread(page.evaluate("measuring.scroll()")), "p95 33 ms")
    yield Row("500 approved at once", f"{page.evaluate('measuring.bulk(500)') / 1000:.2f} s", "2 s")


def _spread(taken: Sequence[Any]) -> str:
    found = sorted(taken)
    return f"{found[len(found) // 2]:.0f} / {found[int(len(found) * 0.95)]:.0f} ms"


def _seconds(taken: tuple[float, float]) -> str:
    return f"{taken[0] / 1000:.2f} / {taken[1] / 1000:.2f} s"
