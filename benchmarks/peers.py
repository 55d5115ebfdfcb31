"""The peers, each in an environment of its own that is made at first use, and catalogs filled alike for all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib

FOLDER = Path(__file__).parent.parent / ".passeur" / "bench"
REQUIREMENTS = {
    "translate-toolkit": ("translate-toolkit[markdown]==3.20.4", "rapidfuzz"),  # without rapidfuzz it merges slower
    "translate-toolkit-memory": ("translate-toolkit==3.16.1", "rapidfuzz"),  # the last with a TM server
    "mdpo": ("mdpo==2.1.4",),
}


def environment(name: str) -> Path:
    """The folder with the programs of a peer. CalledProcessError when it cannot be installed."""
    place = FOLDER / name
    if not (place / "ready").exists():
        alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        pip = [place / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True, env=alone)
        subprocess.run([*pip, *REQUIREMENTS[name]], check=True, env=alone, stderr=subprocess.DEVNULL)
        (place / "ready").touch()
    return place / "bin"


def fill(folder: Path) -> None:
    """Give every entry of the catalogs under `folder` its source as target, as a translator of nothing would."""
    for path in folder.rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = entry.msgid
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalog.save(str(path))
