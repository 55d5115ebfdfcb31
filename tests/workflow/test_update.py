"""`passeur update`: nothing is read that stayed as it was, whatever changed is seen, many issues go over all cores."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from places import ROOT, Run, workspace_at

from app.core import catalogs
from app.core.model import Boundary, State
from app.store import boundaries, stamps
from app.store.workspace import Workspace
from app.workflow.update import Updated, update

MANY = 30
TEXT = "# Le numéro {n}\n\nLa lettre paraît le mardi. Elle compte {n} pages et **deux** cartes.\n\n- Un [lien](https://a.example/{n}).\n"
READS = """
import sys
from pathlib import Path
from app import config
from app.store.workspace import Workspace
from app.workflow.update import update
workspace = Workspace(Path.cwd(), config.load(Path.cwd()))
opened = []
sys.addaudithook(lambda event, values: opened.append(str(values[0])) if event == "open" else None)
list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
print(*(path for path in opened if path.endswith((".md", ".po", ".yaml"))), sep="\\n")
"""


def archive(place: Path, *, issues: int, locales: str = "de, ja") -> Workspace:
    (place / "source_issues").mkdir(parents=True)
    (place / "passeur.yaml").write_text(f"locales: [{locales}]\n", encoding="utf-8")
    for number in range(issues):
        text = TEXT.format(n=number + 1)
        (place / "source_issues" / f"numero-{number:03}.md").write_text(text, encoding="utf-8")
    return workspace_at(place)


def run(workspace: Workspace, *, check: bool = False) -> list[Updated]:
    return list(update(workspace, workspace.slugs(), locales=workspace.config.locales, check=check))


def files(workspace: Workspace) -> dict[str, bytes]:
    """Every file but those in .passeur."""
    found = (path for path in workspace.root.rglob("*") if path.is_file() and ".passeur" not in path.parts)
    return {str(path.relative_to(workspace.root)): path.read_bytes() for path in found}


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    workspace = archive(tmp_path / "small", issues=2)
    run(workspace)
    return workspace


def test_with_nothing_to_do_no_source_and_no_catalog_is_read(samples: Path) -> None:
    def read() -> list[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", READS]
        done = subprocess.run(command, cwd=samples, capture_output=True, text=True, check=True, env=environment)
        return done.stdout.split()

    assert any(path.endswith(".po") for path in read())
    time.sleep(stamps.SETTLED_NANOSECONDS / 1e9)
    read()  # files that were written a moment before the first run ended are told by their hash once
    assert read() == []


def test_numbers_of_what_was_not_read_are_those_of_what_was(small: Workspace) -> None:
    again = run(small)
    shutil.rmtree(small.state_folder)
    assert [replace(one, changed=False) for one in run(small)] == again
    assert all(one.segments == 4 == one.empty for one in again)


def _edit_source(workspace: Workspace) -> None:
    path = workspace.source_path("numero-000")
    text = path.read_text(encoding="utf-8")
    day = re.search("mardi|jeudi", text)
    assert day
    path.write_text(text.replace(day[0], "jeudi" if day[0] == "mardi" else "mardi"), encoding="utf-8")


def _edit_source_and_set_its_time_back(workspace: Workspace) -> None:
    path = workspace.source_path("numero-000")
    before = path.stat()
    _edit_source(workspace)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def _lose_an_entry(workspace: Workspace) -> None:
    path = workspace.catalog_path("numero-000", "de")
    catalog = catalogs.parse(path.read_bytes())
    path.write_bytes(catalogs.serialize(replace(catalog, units=catalog.units[1:])))


def _lose_a_catalog(workspace: Workspace) -> None:
    workspace.catalog_path("numero-000", "de").unlink()


def _decide(workspace: Workspace) -> None:
    decision = Boundary("La lettre paraît le mardi.", "Elle compte 1 pages et deux cartes.", parted=False)
    boundaries.write(workspace.boundaries_path("numero-000"), [decision])


CHANGES = (_decide, _lose_an_entry, _edit_source_and_set_its_time_back, _lose_a_catalog, _edit_source)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_every_change_is_seen(small: Workspace, change: Callable[[Workspace], None]) -> None:
    change(small)
    assert {one.issue for one in run(small, check=True) if one.changed} == {"numero-000"}
    assert {one.issue for one in run(small) if one.changed} == {"numero-000"}
    assert not any(one.changed for one in run(small, check=True))


def test_every_change_is_seen_where_the_stamp_alone_was_trusted(small: Workspace) -> None:
    for number, change in enumerate(CHANGES):
        if number % 2 == 0:
            time.sleep(stamps.SETTLED_NANOSECONDS / 1e9)
        run(small)
        change(small)
        assert {one.issue for one in run(small) if one.changed} == {"numero-000"}, change.__name__


def test_other_settings_are_seen(small: Workspace) -> None:
    by_paragraph = Workspace(small.root, replace(small.config, segmentation="paragraph"))
    assert all(one.changed and one.segments == 3 for one in run(by_paragraph))
    assert all(one.changed for one in run(small))


def test_a_file_that_was_only_touched_is_no_change(small: Workspace) -> None:
    for path in (small.source_path("numero-000"), small.catalog_path("numero-001", "ja")):
        os.utime(path, (1, 1))
    assert not any(one.changed for one in run(small))


@pytest.mark.parametrize("content", [b"", b"no database", None], ids=["empty", "foreign", "torn"])
def test_a_torn_record_is_as_no_record(small: Workspace, content: bytes | None) -> None:
    (record,) = small.state_folder.glob("*.db")
    record.write_bytes(record.read_bytes()[:5000] + b"\xff" * 900 if content is None else content)
    _edit_source(small)
    assert {one.issue for one in run(small) if one.changed} == {"numero-000"}
    assert not any(one.changed for one in run(small))


def test_check_writes_nothing_at_all(tmp_path: Path) -> None:
    workspace = archive(tmp_path / "new", issues=MANY)
    before = files(workspace)
    assert all(one.changed for one in run(workspace, check=True))
    assert files(workspace) == before
    assert not workspace.state_folder.exists()


def test_many_issues_come_in_order_and_a_broken_one_stops_no_other(tmp_path: Path) -> None:
    workspace = archive(tmp_path / "many", issues=MANY)
    workspace.source_path("numero-017").write_bytes(b"# \xff\n")
    catalog = workspace.catalog_path("numero-020", "de")
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid "a"\n', encoding="utf-8")
    found = run(workspace)
    assert [(one.issue, one.locale) for one in found] == [(s, x) for s in workspace.slugs() for x in ("de", "ja")]
    problems = {(one.issue, one.locale): one.problem for one in found if one.problem}
    assert set(problems) == {("numero-017", "de"), ("numero-017", "ja"), ("numero-020", "de")}
    assert all("source_issues/numero-017.md:1" in problems["numero-017", name] for name in ("de", "ja"))
    assert sum(one.changed for one in found) == 2 * MANY - 3


def test_many_issues_become_what_each_becomes_alone(tmp_path: Path) -> None:
    together, apart = (archive(tmp_path / name, issues=MANY) for name in ("together", "apart"))
    run(together)
    for slug in apart.slugs():
        list(update(apart, [slug], locales=apart.config.locales))
    assert files(together) == files(apart)


def test_two_updates_at_once_do_the_work_once_and_well(tmp_path: Path, passeur: Run) -> None:
    workspace = archive(tmp_path / "both", issues=MANY)
    command = [sys.executable, "-m", "app", "update"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen(command, cwd=workspace.root, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    said = [one.communicate(timeout=60)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    passeur("update", "--check", cwd=workspace.root)
    assert all(one.empty == 4 for one in run(workspace))


def test_a_disk_that_cannot_be_written_ends_the_work_with_its_reason(tmp_path: Path, passeur: Run) -> None:
    workspace = archive(tmp_path / "blocked", issues=MANY)
    workspace.state_folder.write_text("no folder for locks", encoding="utf-8")
    assert "A file stands where a folder is needed" in passeur("update", cwd=workspace.root, code=3).stderr


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_stopped_at_work_on_many_issues_it_leaves_whole_files_and_no_process(tmp_path: Path, name: str) -> None:
    workspace = archive(tmp_path / "stopped", issues=40 * MANY, locales="de")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "app", "update"]
    process = subprocess.Popen(
        command, cwd=workspace.root, env=environment, stderr=subprocess.PIPE, start_new_session=True
    )
    folder = workspace.catalog_path("numero-000", "de").parent
    _wait(lambda: folder.is_dir() and any(folder.glob("*.po")))
    assert _children(process.pid)
    if name == "SIGINT":
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    else:
        process.send_signal(signal.Signals[name])
    said = process.communicate(timeout=30)[1].decode()
    assert "Traceback" not in said
    _wait(lambda: not _group(process.pid))
    done = [catalogs.parse(path.read_bytes()) for path in folder.glob("*.po")]
    assert 0 < len(done) < 40 * MANY
    assert all(unit.state is State.EMPTY for catalog in done for unit in catalog.units)


def _children(pid: int) -> str:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")


def _group(leader: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, group = (entry / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(group) == leader and state != "Z":
            found.append(int(entry.name))
    return found


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
