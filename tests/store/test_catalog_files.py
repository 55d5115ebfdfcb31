"""Catalogs on disk: no save is lost, no edit by another program is overwritten, no broken file becomes an empty one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.catalogs import header
from app.core.model import Catalog, State, Unit
from app.errors import ConflictError, DiskError, InputError
from app.store import catalog_files, recent
from app.store.catalog_files import CatalogFiles

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SAVER = Path(__file__).parent / "crash_save.py"


@pytest.fixture
def files(tmp_path: Path) -> CatalogFiles:
    return CatalogFiles(tmp_path, tmp_path / ".passeur", now=lambda: NOON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locales" / "en" / "LC_MESSAGES" / "a.po"


def catalog(*sources: str) -> Catalog:
    return Catalog("en", (("Language", "en"),), units=tuple(Unit(source) for source in sources or "abcd"))


def approving(source: str, target: str) -> Callable[[Catalog | None], Catalog]:
    def approve(held: Catalog | None) -> Catalog:
        assert held
        approved = Unit(source, target, State.APPROVED)
        return replace(held, units=tuple(approved if one.source == source else one for one in held.units))

    return approve


def test_missing_catalog_is_none(files: CatalogFiles, path: Path) -> None:
    assert files.load(path) == catalog_files.Stored(None, "")


def test_what_was_saved_is_loaded(files: CatalogFiles, path: Path, tmp_path: Path) -> None:
    saved = files.change(path, lambda _: catalog())
    assert files.load(path) == saved
    assert CatalogFiles(tmp_path, tmp_path / "elsewhere").load(path) == saved


def test_version_changes_with_the_file_and_only_then(files: CatalogFiles, path: Path) -> None:
    first = files.change(path, lambda _: catalog())
    assert files.change(path, lambda held: held or catalog()).version == first.version
    assert files.change(path, approving("a", "x")).version != first.version


def test_change_that_changes_nothing_does_not_touch_the_file(files: CatalogFiles, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid   "a"\r\nmsgstr "saved by Windows"\r\n')
    os.utime(path, (0, 0))
    files.change(path, lambda held: held or catalog())
    assert (path.stat().st_mtime, path.read_bytes()[:9]) == (0, b'msgid   "')


def test_dates_change_only_with_a_target_or_a_state(files: CatalogFiles, path: Path) -> None:
    created = files.change(path, lambda _: catalog()).catalog
    assert created
    assert header.value(created.headers, "PO-Revision-Date") == ""
    saved = files.change(path, approving("a", "x"), last_translator="Ada <ada@example.org>").catalog
    assert saved
    assert header.value(saved.headers, "PO-Revision-Date") == "2026-11-23 12:00+0000"
    assert header.value(saved.headers, "Last-Translator") == "Ada <ada@example.org>"

    def without_a(held: Catalog | None) -> Catalog:
        assert held
        return replace(held, units=held.units[1:], obsolete=held.units[:1])

    moved = files.change(path, without_a, last_translator="Bob").catalog
    assert moved
    assert moved.headers == saved.headers


def test_revision_date_never_goes_backward(files: CatalogFiles, path: Path) -> None:
    later = (*catalog().headers, ("PO-Revision-Date", "2030-01-01 00:00+0000"))
    files.change(path, lambda _: replace(catalog(), headers=later))
    saved = files.change(path, approving("a", "x")).catalog
    assert saved
    assert header.value(saved.headers, "PO-Revision-Date") == "2030-01-01 00:00+0000"


def test_save_against_an_older_version_is_a_conflict(files: CatalogFiles, path: Path) -> None:
    first = files.change(path, lambda _: catalog())
    second = files.change(path, approving("a", "x"), base_version=first.version)
    with pytest.raises(ConflictError) as conflict:
        files.change(path, approving("a", "y"), base_version=first.version)
    assert conflict.value.current == second
    assert files.load(path) == second


@pytest.mark.parametrize("old_clock", [True, False])
def test_edit_by_another_program_shows_at_the_next_load(files: CatalogFiles, path: Path, old_clock: bool) -> None:
    files.change(path, approving_all)
    status = path.stat()
    files.load(path)
    edited = path.read_bytes().replace(b'"x"', b'"y"')
    path.write_bytes(edited)
    if old_clock:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    loaded = files.load(path).catalog
    assert loaded
    assert {unit.target for unit in loaded.units} == {"y"}


def approving_all(_: Catalog | None) -> Catalog:
    return replace(catalog(), units=tuple(Unit(source, "x", State.APPROVED) for source in "abcd"))


def test_settled_file_is_not_read_again(files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.change(path, approving_all)
    monkeypatch.setattr(recent, "SETTLED_NANOSECONDS", -1)
    files.load(path)
    reads: list[Path] = []
    monkeypatch.setattr(CatalogFiles, "_read", lambda _, path: reads.append(path))
    assert files.load(path).catalog
    assert reads == []


def test_cache_stays_small(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_files, "CACHE_BYTES", 1000)
    files = CatalogFiles(tmp_path, tmp_path / "elsewhere")
    for number in range(20):
        files.change(path.with_name(f"{number}.po"), lambda _: catalog())
    kept = files.recent()
    assert 0 < len(kept) < 10
    assert sum(file.stat().st_size for file in kept) <= 1000


def test_broken_catalog_is_refused_with_its_name_and_stays(files: CatalogFiles, path: Path) -> None:
    files.change(path, approving_all)
    broken = path.read_bytes() + b"<<<<<<< HEAD\n"
    path.write_bytes(broken)
    for attempt in (lambda: files.load(path), lambda: files.change(path, approving_all)):
        with pytest.raises(InputError, match=r"^locales/en/LC_MESSAGES/a\.po:\d+: "):
            attempt()
    assert path.read_bytes() == broken


def test_emptied_catalog_is_not_saved_over(files: CatalogFiles, path: Path) -> None:
    files.change(path, approving_all)
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"git checkout -- locales/en/LC_MESSAGES/a\.po"):
        files.change(path, lambda _: catalog())
    assert path.read_bytes() == b""


def test_catalog_that_lost_half_of_its_entries_is_not_saved_over(files: CatalogFiles, path: Path) -> None:
    files.change(path, approving_all)
    files.change(path, approving("a", "y"))
    cut = path.read_bytes().split(b"\nmsgid ")[0] + b'\nmsgid "a"\nmsgstr "y"\n'
    path.write_bytes(cut)
    with pytest.raises(InputError, match="lost more than half of its entries: 1 of 4") as refused:
        files.change(path, approving("a", "z"))
    assert path.read_bytes() == cut
    assert "delete .passeur/catalogs/locales/en/LC_MESSAGES/a.last" in refused.value.fix
    (path.parents[3] / ".passeur/catalogs/locales/en/LC_MESSAGES/a.last").unlink()
    files.change(path, approving("a", "zz"))
    assert b'"zz"' in path.read_bytes()


def test_function_that_raises_leaves_the_file_and_frees_the_lock(files: CatalogFiles, path: Path) -> None:
    saved = files.change(path, lambda _: catalog())
    with pytest.raises(ZeroDivisionError):
        files.change(path, lambda _: catalog(str(1 // 0)))
    assert files.load(path) == saved
    files.change(path, approving("a", "x"))


def test_editor_that_saves_during_our_change_is_not_overwritten(files: CatalogFiles, path: Path) -> None:
    files.change(path, lambda _: catalog())
    edits = [b'msgid "a"\nmsgstr "by the editor"\n\nmsgid "b"\nmsgstr ""\n']

    def slow(held: Catalog | None) -> Catalog:
        if edits:
            other = path.with_name("poedit.tmp")
            other.write_bytes(edits.pop())
            other.replace(path)
        return approving("b", "ours")(held)

    saved = files.change(path, slow).catalog
    assert saved
    assert [unit.target for unit in saved.units] == ["by the editor", "ours"]


def test_catalogs_changed_together_each_come_to_their_own_end(files: CatalogFiles, path: Path) -> None:
    new, broken, same, overtaken = (path.with_name(f"{name}.po") for name in ("new", "broken", "same", "overtaken"))
    files.change(same, lambda _: catalog())
    files.change(overtaken, lambda _: catalog())
    broken.write_bytes(b"msgid cut")

    def late(held: Catalog | None) -> Catalog:
        if held and not held.units[0].target:
            overtaken.write_bytes(overtaken.read_bytes().replace(b'msgstr ""\n\nmsgid "b"', b'msgstr "o"\n\nmsgid "b"'))
        return approving("b", "ours")(held)

    ended = files.change_together(
        {new: lambda _: catalog(), broken: lambda _: catalog(), same: lambda _: catalog(), overtaken: late}
    )
    assert isinstance(ended.pop(broken), InputError)
    assert broken.read_bytes() == b"msgid cut"
    assert ended == {one: files.load(one) for one in (new, same, overtaken)}
    kept = files.load(overtaken).catalog
    assert kept
    assert [unit.target for unit in kept.units][:2] == ["o", "ours"]
    assert sorted(os.listdir(path.parent)) == ["broken.po", "new.po", "overtaken.po", "same.po"]


def test_catalog_in_use_says_so(files: CatalogFiles, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_files, "LOCK_SECONDS", 0.05)

    def again(_: Catalog | None) -> Catalog:
        files.change(path, lambda _: catalog())
        return catalog()

    with pytest.raises(DiskError, match=r"locales/en/LC_MESSAGES/a\.po is being saved by another program"):
        files.change(path, again)


def test_symlinked_catalog_keeps_its_link(files: CatalogFiles, path: Path, tmp_path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere.po")
    files.change(path, lambda _: catalog())
    files.change(path, approving("a", "x"))
    assert path.is_symlink()
    assert b'"x"' in (tmp_path / "elsewhere.po").read_bytes()


def test_threads_and_processes_lose_no_save(files: CatalogFiles, path: Path, tmp_path: Path) -> None:
    names = [f"{who}{number}" for who in "pqrs" for number in range(50)]
    files.change(path, lambda _: catalog(*names))

    def save(who: str) -> None:
        for number in range(50):
            files.change(path, approving(f"{who}{number}", who))

    threads = [threading.Thread(target=save, args=(who,)) for who in "pq"]
    processes = [subprocess.Popen([sys.executable, SAVER, tmp_path, who, "50"], stderr=subprocess.PIPE) for who in "rs"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(process.wait(), process.communicate()[1]) for process in processes] == [(0, b""), (0, b"")]
    saved = files.load(path).catalog
    assert saved
    assert [(unit.source, unit.target) for unit in saved.units] == [(name, name[0]) for name in names]
    assert os.listdir(path.parent) == ["a.po"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_workspace_loads_but_does_not_save(files: CatalogFiles, path: Path) -> None:
    saved = files.change(path, lambda _: catalog())
    path.parent.chmod(0o555)
    try:
        assert files.load(path) == saved
        with pytest.raises(DiskError, match="may not be written"):
            files.change(path, approving("a", "x"))
    finally:
        path.parent.chmod(0o755)
