"""What the server holds in memory with 1,000 issues in the workspace, after somebody has looked around."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

from benchmarks import texts
from benchmarks.row import Row

ISSUES = 1000


def measure(*, quick: bool = False) -> Iterator[Row]:
    issues = 100 if quick else ISSUES
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        texts.workspace(root, issues=issues, segments=40)
        passeur = [sys.executable, "-m", "app", "--workspace", str(root)]
        subprocess.run([*passeur, "update"], check=True, capture_output=True)
        server = subprocess.Popen([*passeur, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            _look_around(address, issues=issues)
            resident = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())[1])  # type: ignore[index]
        finally:
            server.terminate()
            server.wait(timeout=10)
        yield Row(f"the server's memory, {issues:,} issues in 4 locales", f"{resident / 1024:.0f} MB", "< 150 MB")


def _look_around(address: str, *, issues: int) -> None:
    """Every page of the dashboard, and fifty review screens with their previews."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    base = address.split("/?")[0]
    browser.open(address, timeout=60).read()
    for page in range(1, issues // 50 + 1):
        browser.open(f"{base}/?page={page}", timeout=120).read()
    for number in range(50):
        for path in ("", "/preview"):
            browser.open(f"{base}/review/en/numero-{number:05}{path}", timeout=60).read()
