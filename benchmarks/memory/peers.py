"""translate-toolkit's TM database (behind its tmserver, to version 3.16.1) and OmegaT's matcher, asked the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.core import tmx
from app.core.tmx import Pair
from benchmarks.peers import environment

HERE = Path(__file__).parent
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>fr</source_lang><target_lang>en</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
"""


class Answer(NamedTuple):
    """The best match of a source; "" when there was none."""

    milliseconds: float
    source: str


def is_here(peer: str) -> bool:
    return peer != "OmegaT" or shutil.which("omegat") is not None


def answers(peer: str, folder: Path, sources: Sequence[str], asked: Sequence[str]) -> list[Answer]:
    """What a peer answers to each question."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "asked.json").write_text(json.dumps({"sources": sources, "asked": asked}), encoding="utf-8")
    return _of_omegat(folder, sources) if peer == "OmegaT" else _of_toolkit(folder)


def _of_toolkit(folder: Path) -> list[Answer]:
    python = environment("translate-toolkit-memory") / "python"
    return _told([str(python), str(HERE / "toolkit_script.py"), str(folder)])


def _of_omegat(folder: Path, sources: Sequence[str]) -> list[Answer]:
    project = folder / "omegat"
    for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "source" / "empty.txt").write_text("Bonjour.\n", encoding="utf-8")
    with (project / "tm" / "memory.tmx").open("wb") as file:
        tmx.write(file, (Pair(source, "x") for source in sources), source_locale="fr", locale="en")
    script = f"--script={HERE / 'omegat_script.groovy'}"
    settings = f"--config-dir={folder / 'settings'}"
    return _told(["omegat", str(project), "--mode=console-translate", script, settings, "--quiet", "--no-team"], folder)


def _told(command: Sequence[str], folder: Path | None = None) -> list[Answer]:
    """What a script prints: lines of FOUND, milliseconds and source, parted by tabs."""
    given = {**os.environ, "ASKED": str(folder / "asked.json")} if folder else None
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=given)
    lines = [line.split("\t") for line in done.stdout.splitlines() if line.startswith("FOUND\t")]
    return [Answer(float(milliseconds), source) for _, milliseconds, source in lines]
