"""Apertium's installed modes: which pairs there are, how they chain, and the programs each one runs."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDERS = (Path("/usr/share/apertium/modes"), Path("/usr/local/share/apertium/modes"))
# ISO 639-1 to the names modes use; pairs made before 2015 are named by the short code (fr-es).
NAMES = {
    "ca": "cat", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "gl": "glg", "it": "ita", "oc": "oci",
    "pt": "por", "ro": "ron",
}  # fmt: skip
PIVOTS = ("cat", "spa", "oci")  # Catalan first: 14 unknown words in 512 against 50 through Spanish, better tenses
MODE = re.compile(r"([a-z]{2,3})-([a-z]{2,3})(?:_([A-Z]{2}))?")


@dataclass(frozen=True, slots=True)
class Mode:
    """One installed direction; `source` and `target` are three-letter names."""

    name: str
    source: str
    target: str
    region: str


def folder(configured: str = "") -> Path | None:
    """The folder with the mode files: the configured one (or its `modes`), else where packages put it."""
    candidates = (Path(configured), Path(configured) / "modes") if configured else FOLDERS
    return next((path for path in candidates if any(path.glob("*.mode"))), None)


def installed(place: Path | None) -> tuple[Mode, ...]:
    """The plain modes of a folder; variants of spelling (fra-cat_pre2017) are left out, regions kept."""
    found = []
    for path in sorted(place.glob("*.mode")) if place else ():
        match = MODE.fullmatch(path.stem)
        if match:
            source, target, region = match.groups()
            found.append(Mode(path.stem, NAMES.get(source, source), NAMES.get(target, target), region or ""))
    return tuple(found)


def route(modes: Iterable[Mode], source: str, target: str) -> tuple[Mode, ...]:
    """The shortest chain of at most two modes, () when there is none."""
    origin, _ = _locale(source)
    goal, region = _locale(target)
    direct = {(mode.source, mode.target): mode for mode in modes if not mode.region}
    direct |= {(mode.source, mode.target): mode for mode in modes if mode.region and mode.region == region}
    if (origin, goal) in direct:
        return (direct[origin, goal],)
    for pivot in PIVOTS:
        if (origin, pivot) in direct and (pivot, goal) in direct:
            return (direct[origin, pivot], direct[pivot, goal])
    return ()


def _locale(identifier: str) -> tuple[str, str]:
    language, *rest = re.split(r"[-_]", identifier)
    region = next((part.upper() for part in rest if len(part) == 2), "")
    return NAMES.get(language.lower(), language.lower()), region


def stages(path: Path) -> list[list[str]]:
    """The argument lists of a mode's programs, set to flush after every NUL and to print no marks of unknown words.

    Word-bound blanks are attached after analysis and detached before generation, as apertium-wblank-mode does.
    """
    commands = []
    for text in path.read_text(encoding="utf-8").strip().split("|"):
        program, *arguments = shlex.split(text.replace("$1", "-n").replace("$2", ""))
        if "$1" in text:
            commands.append(["apertium-wblank-detach"])
        commands.append([program, "-z", *arguments])
        if len(commands) == 1:
            commands.append(["apertium-wblank-attach"])
    return commands


def missing_programs(commands: Iterable[list[str]]) -> list[str]:
    """The programs of these argument lists that cannot be found."""
    return [command[0] for command in commands if shutil.which(command[0]) is None]
