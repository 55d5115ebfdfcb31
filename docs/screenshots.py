"""`make screenshots`: the main screens on the sample issues, as pictures for README."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = Path(__file__).parent / "images"
PASSEUR = (sys.executable, "-m", "app")
DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=360, height=740)
ISSUE, OPEN, NEXT = "2026-10-lettre-des-communs", "cd4680f79c91", "3b29a761f669"
SCREENS = {
    "dashboard": "/",
    "issue": f"/issues/{ISSUE}",
    "export": f"/issues/{ISSUE}/export?locale=en&fallback=draft",
    "glossary": "/glossary/en",
    "activity": "/activity",
    "statistics": "/statistics",
}


def main() -> None:
    """Make every picture anew, in docs/images."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take_all(browser, address)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of the demo's workspace, made in `folder`."""
    for name in ("source_issues", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "passeur.yaml", folder)
    subprocess.run([*PASSEUR, "--workspace", folder, "demo", "--no-serve"], cwd=ROOT, check=True)
    command = [*PASSEUR, "--workspace", str(folder / ".passeur/demo"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def take_all(browser: Browser, address: str) -> None:
    base = address.partition("/?")[0]
    with screen(browser, address) as page:
        work(page, base)
        take(page, "review")
        for name, path in SCREENS.items():
            page.goto(base + path)
            take(page, name)
        import_something(page, base)
        take(page, "import")
    with screen(browser, address, dark=True) as page:
        open_review(page, base, OPEN)
        take(page, "review-dark")
    with screen(browser, address, size=PHONE) as page:
        open_review(page, base, OPEN)
        take(page, "review-phone")


@contextmanager
def screen(browser: Browser, address: str, *, size: ViewportSize = DESK, dark: bool = False) -> Iterator[Page]:
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", locale="en-GB")
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def work(page: Page, base: str) -> None:
    """Approve one segment, say something about the next, and leave that open."""
    open_review(page, base, NEXT)
    page.locator("#target").fill("members only")
    page.keyboard.press("Control+Enter")
    page.locator(f'[id="{NEXT}"][data-state="approved"]').wait_for()
    open_review(page, base, OPEN)
    page.keyboard.press("Alt+m")
    page.keyboard.type("The weight is new: 4 kg with the batteries?")
    page.keyboard.press("Control+Enter")
    page.locator(".said").wait_for()
    page.keyboard.press("Escape")
    page.locator("#panels").evaluate("(panels) => panels.scrollTo(0, 0)")


def open_review(page: Page, base: str, segment: str) -> None:
    """Wait until panels and preview show what is to be seen of `segment`."""
    page.goto(f"{base}/review/en/{ISSUE}#{segment}")
    page.locator(f'[id="{segment}"] #target').wait_for()
    page.wait_for_load_state("networkidle")


def import_something(page: Page, base: str) -> None:
    page.goto(f"{base}/import")
    page.locator('input[type="file"]').set_input_files(ROOT / "source_issues/incoming/page_copiee_fr.txt")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Create the issue").wait_for()


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    main()
