"""1,000 newsletters of some 28 sentences: source and old catalogs to new catalogs, and back to documents, beside peers.

Every tool begins with catalogs of the sources as they were before an edit, all targets there. Each runs as its makers
would run it on many files: in one process where it can; its library in one process where its command takes one file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import newsletters, peers
from benchmarks.row import Row

ROUNDS = 3
SLOW = 30.0  # seconds after which a tool is not run again
PO4A = (
    "[po4a_langs] en\n[po4a_paths] po/all.pot $lang:po/$lang.po\n"
    '[options] --master-charset UTF-8 --keep 0\n[po4a_alias:markdown] text opt:"-o markdown -o neverwrap"\n'
)
OURS = "passeur"


@dataclass(frozen=True)
class Tool:
    """A tool with the commands of its two steps; `catalogs` is the folder it keeps them in."""

    name: str
    update: Sequence[Sequence[str | Path]]
    assemble: Sequence[Sequence[str | Path]]
    catalogs: str = "po"
    note: str = ""


def measure(*, quick: bool = False) -> Iterator[Row]:
    count = 100 if quick else 1000
    with tempfile.TemporaryDirectory() as folder:
        tools = list(_tools(Path(folder)))
        for tool in tools:
            _prepare(tool, Path(folder) / tool.name, count=count)
        taken = _rounds(tools, Path(folder), rounds=1 if quick else ROUNDS)
        exact = {tool.name: _identical(Path(folder) / tool.name) for tool in tools}
        segments = _segments(Path(folder) / OURS)
        one_core = _one_core(tools[0], Path(folder) / OURS)
        checked = _seconds([[*_passeur(Path(folder) / OURS), "export", "-f", "markdown", "--fallback", "source"]])
    ours = taken.pop(OURS)
    for index, what in enumerate(("to new catalogs", "and catalogs to documents", "there and back")):
        for name, theirs in taken.items():
            here, there = (sum(times) if index == 2 else times[index] for times in (ours, theirs))
            yield Row(
                f"{count:,} documents {what}",
                f"{here:.2f} s",
                "ratio < 1",
                f"{name} {there:.2f} s, {here / there:.2f} x",
            )
    yield Row("the same on one core", f"{sum(one_core):.2f} s", "", f"{segments:,} segments")
    yield Row("passeur export of them, all checks of all targets run", f"{checked:.2f} s", "", "no peer checks")
    shares = ", ".join(f"{name} {same / count:.1%}" for name, same in exact.items() if name != OURS)
    yield Row("documents that come back byte for byte", f"{exact[OURS] / count:.1%}", "100 %", shares)


def _passeur(place: Path) -> list[str | Path]:
    return [sys.executable, "-m", "app", "--workspace", place]


def _tools(folder: Path) -> Iterator[Tool]:
    """Passeur and those of its peers that can be had here."""
    place = folder / OURS
    ours = [sys.executable, Path(__file__).with_name("reassemble.py"), place]
    yield Tool(OURS, [[*_passeur(place), "update"]], [ours], catalogs="locales/en/LC_MESSAGES")
    try:
        place, bin_ = folder / "translate-toolkit", peers.environment("translate-toolkit")
        md2po = [bin_ / "md2po", "--progress=none", "-P", place / "source_issues", place / "pot"]
        pot2po = [bin_ / "pot2po", "--progress=none", "-t", place / "po", place / "pot", place / "new"]
        po2md = [bin_ / "po2md", "--progress=none", "-t", place / "source_issues", place / "po", place / "out"]
        yield Tool("translate-toolkit", [md2po, pot2po], [po2md])
        place, bin_ = folder / "mdpo", peers.environment("mdpo")
        driver = [bin_ / "python", Path(__file__).with_name("drive_mdpo.py")]
        yield Tool("mdpo", [[*driver, "update", place]], [[*driver, "assemble", place]])
    except subprocess.CalledProcessError as error:
        print(f"A peer is missing, its programs could not be installed: {error}", file=sys.stderr)
    if shutil.which("po4a"):
        config = folder / "po4a" / "po4a.cfg"
        po4a = ["po4a", "--quiet", "--force"]
        yield Tool("po4a", [[*po4a, "--no-translations", config]], [[*po4a, "--no-update", config]])
    else:
        print("A peer is missing: apt-get install po4a", file=sys.stderr)


def _prepare(tool: Tool, place: Path, *, count: int) -> None:
    """Sources, their first catalogs with all targets, and then the sources edited."""
    sources = place / "source_issues"
    for name in (sources, place / "po", place / "pot", place / "new", place / "out"):
        name.mkdir(parents=True)
    texts = {f"numero-{number:05}.md": newsletters.newsletter(number) for number in range(count)}
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    (place / "passeur.yaml").write_text("locales: [en]\n", encoding="utf-8")
    lines = [f"[type: markdown] source_issues/{name} en:out/{name}\n" for name in texts]
    (place / "po4a.cfg").write_text(PO4A + "".join(lines), encoding="utf-8")
    if tool.name == "translate-toolkit":
        _seconds([[*tool.update[0][:-1], place / "po"]], cwd=place)
        _as_catalogs(place / "po")
    else:
        _seconds(tool.update, cwd=place)
    peers.fill(place / tool.catalogs)
    shutil.copytree(place / tool.catalogs, place / "before")
    for number, (name, text) in enumerate(texts.items()):
        (sources / name).write_text(newsletters.edited(text, seed=number), encoding="utf-8")


def _as_catalogs(folder: Path) -> None:
    for template in folder.glob("*.pot"):
        template.rename(template.with_suffix(".po"))


def _rounds(tools: Sequence[Tool], folder: Path, *, rounds: int) -> dict[str, tuple[float, float]]:
    """The least seconds of each tool for each step; tools take turns."""
    taken: dict[str, tuple[float, float]] = {}
    for _ in range(rounds):
        for tool in tools:
            if sum(taken.get(tool.name, (0, 0))) < SLOW:
                new = _one_round(tool, folder / tool.name)
                old = taken.get(tool.name, new)
                taken[tool.name] = (min(old[0], new[0]), min(old[1], new[1]))
    return taken


def _one_round(tool: Tool, place: Path, **options: object) -> tuple[float, float]:
    _put_away(place / ".passeur")  # or it would know what it did in the round before
    _put_away(place / tool.catalogs)
    shutil.copytree(place / "before", place / tool.catalogs)
    for name in ("pot", "new", "out"):
        _put_away(place / name)
        (place / name).mkdir()
    updated = _seconds(tool.update, cwd=place, **options)
    if tool.name == "translate-toolkit":  # it writes merged catalogs into another folder
        _put_away(place / "po")
        (place / "new").rename(place / "po")
        (place / "new").mkdir()
    return updated, _seconds(tool.assemble, cwd=place, **options)


def _put_away(folder: Path) -> None:
    """Move what a round left: for minutes ext4 goes through all that was deleted each time it makes a new file."""
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(prefix="left-", dir=folder.parent)) / folder.name)


def _one_core(tool: Tool, place: Path) -> tuple[float, float]:
    core = {min(os.sched_getaffinity(0))}
    return _one_round(tool, place, preexec_fn=lambda: os.sched_setaffinity(0, core))


def _seconds(commands: Sequence[Sequence[str | Path]], *, cwd: Path | None = None, **options: object) -> float:
    """How long whole processes take, one after the other."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=cwd, check=True, capture_output=True, **options)  # type: ignore[call-overload]
    return time.perf_counter() - start


def _identical(place: Path) -> int:
    """Documents that are their source again, as every target is."""
    sources = (place / "source_issues").glob("*.md")
    pairs = ((source, place / "out" / source.name) for source in sources)
    return sum(out.exists() and out.read_bytes() == source.read_bytes() for source, out in pairs)


def _segments(place: Path) -> int:
    return sum(path.read_text(encoding="utf-8").count("\nmsgid ") for path in (place / "before").glob("*.po"))
