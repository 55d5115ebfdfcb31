"""The review screen of 2,000 segments in Chromium: how soon it is there, and how it follows the keys."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, sync_playwright

from benchmarks.row import Row
from benchmarks.serving import Server, drafted, serving

SCRIPT = Path(__file__).with_name("browser.js")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
KINDS = {"document": ("HTML", "200 kB"), "script": ("JavaScript", "30 kB"), "stylesheet": ("CSS", "15 kB")}
SLUG = "grand"


def measure(*, quick: bool = False) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        drafted(root, issues=1, segments=100, largest=2000)
        with serving(root) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(path=SCRIPT)
            page.goto(f"http://{server.host}/?token={server.token}")
            yield from _opened(page, server, times=2 if quick else 5)
            yield from _worked(page, times=20 if quick else 60)
            browser.close()
    yield Row("load while this was measured", f"{os.getloadavg()[0]:.1f}", "")


def _opened(page: Page, server: Server, *, times: int) -> Iterator[Row]:
    sizes = dict.fromkeys(KINDS, 0)

    def count(request: Request) -> None:
        if request.resource_type in KINDS and request.frame == page.main_frame:
            sizes[request.resource_type] += request.sizes()["responseBodySize"]

    page.on("requestfinished", count)
    painted, ready = [], []
    for number in range(times + 1):
        page.goto("about:blank")
        page.goto(f"http://{server.host}/review/en/{SLUG}", wait_until="load")
        page.wait_for_function("() => measured.ready")
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(page.evaluate(paint))
        ready.append(page.evaluate("measured.ready"))
        if not number:
            page.remove_listener("requestfinished", count)
    first, later = (painted[0], ready[0]), (sorted(painted[1:])[times // 2], sorted(ready[1:])[times // 2])
    yield Row("2,000 segments: first paint / editor ready, first", _seconds(first), "1.0 s")
    yield Row("the same opened again, p50", _seconds(later), "1.0 s")
    for kind, (name, goal) in KINDS.items():
        yield Row(f"{name} sent", f"{sizes[kind] / 1000:.0f} kB", goal)


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
