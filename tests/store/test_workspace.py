"""Names lead to files inside the workspace only, and sources are read exactly or refused with their line."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from app.core.model import Catalog, Config
from app.errors import InputError, UsageError
from app.store import workspace as workspace_module
from app.store.workspace import Workspace

HOSTILE = (Path(__file__).parents[1] / "data" / "paths" / "traversal.txt").read_text(encoding="utf-8").split("\n")
LATIN_1 = "é".encode("latin-1")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = tmp_path / "root"
    (root / "source_issues").mkdir(parents=True)
    for name in ("2026-11-amis.md", "notes.txt", "page.html", "Majuscules.md", ".cache.md", "image.png"):
        (root / "source_issues" / name).write_text("Bonjour\n")
    return Workspace(root, Config())


def test_issues_are_sorted_and_badly_named_files_are_told_apart(workspace: Workspace) -> None:
    assert workspace.slugs() == ["2026-11-amis", "notes", "page"]
    assert workspace.unnamed_sources() == ["source_issues/Majuscules.md"]


def test_workspace_without_sources_has_no_issues(tmp_path: Path) -> None:
    assert Workspace(tmp_path, Config()).slugs() == []


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-amis",
        "2026-11-amis.md",
        "./2026-11-amis.md",
        "source_issues/2026-11-amis.md",
        "./source_issues/../source_issues/2026-11-amis.md",
        "locales/en/LC_MESSAGES/2026-11-amis.po",
    ],
)
def test_issue_is_found_by_slug_and_by_path(workspace: Workspace, name: str) -> None:
    assert workspace.resolve(name) == "2026-11-amis"


def test_issue_is_found_by_paths_seen_from_elsewhere(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace.resolve(str(workspace.root / "source_issues" / "notes.txt")) == "notes"
    monkeypatch.chdir(workspace.root.parent)
    assert workspace.resolve("root/source_issues/notes.txt") == "notes"


def test_path_to_a_file_of_that_name_elsewhere_is_no_issue(workspace: Workspace) -> None:
    (workspace.root / "notes.md").write_text("")
    for name in ("notes.md", "drafts/notes.txt", "locales/fr/LC_MESSAGES/notes.po", "notes.html"):
        with pytest.raises(UsageError, match="There is no issue named"):
            workspace.resolve(name)


def test_unknown_issue_suggests_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as unknown:
        workspace.resolve("2026-11-ami")
    assert str(unknown.value) == "There is no issue named 2026-11-ami. Did you mean 2026-11-amis?"


def test_two_sources_of_one_slug_are_an_error(workspace: Workspace) -> None:
    (workspace.sources / "notes.md").write_text("")
    with pytest.raises(UsageError, match=r"notes\.md and notes\.txt"):
        workspace.source_path("notes")


@pytest.mark.parametrize("name", [*HOSTILE, "a\nb", "x" * 101, "a\0b"], ids=repr)
def test_hostile_names_lead_nowhere(workspace: Workspace, name: str) -> None:
    before = _tree(workspace.root.parent)
    for attempt in (workspace.resolve, workspace.source_path, workspace.read_source):
        with pytest.raises(UsageError) as refused:
            attempt(name)
        assert "\n" not in str(refused.value)
    for give in (
        lambda: workspace.catalog_path(name, "en"),
        lambda: workspace.export_path(name, "en", extension="md"),
        lambda: workspace.write_source(name, "text"),
    ):
        try:
            path = give()
        except UsageError:
            continue
        assert workspace_module.SLUG.fullmatch(name)
        assert path.is_relative_to(workspace.root)
    for give_locale in (workspace.export_folder, lambda one: workspace.catalog_path("a", one)):
        with pytest.raises(UsageError):
            give_locale(name)
    after = _tree(workspace.root.parent)
    outside = {file for file in before.keys() | after.keys() if not file.is_relative_to(workspace.root)}
    assert all(before.get(file) == after.get(file) for file in outside)


def _tree(folder: Path) -> dict[Path, str]:
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


def test_links_that_lead_outside_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (workspace.sources / "leak.md").symlink_to(tmp_path / "secret.md")
    (workspace.root / "locales").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="leads outside the workspace"):
        workspace.read_source("leak")
    with pytest.raises(UsageError, match="leads outside the workspace"):
        workspace.catalog_path("notes", "en")


def test_paths_follow_the_layout(workspace: Workspace) -> None:
    def seen(path: Path) -> str:
        return workspace.relative(path)

    assert seen(workspace.catalog_path("notes", "de")) == "locales/de/LC_MESSAGES/notes.po"
    assert seen(workspace.export_path("notes", "de", extension="html")) == "dist/de/notes.html"
    assert seen(workspace.export_folder("fr")) == "dist/fr"
    assert seen(workspace.state_folder) == ".passeur"


@pytest.mark.parametrize("text", ["\ufeff# A\r\nb\r\n", "no last newline", "", "a\tb\fc\n", "\u2028\u202e\n"])
def test_source_is_read_exactly(workspace: Workspace, text: str) -> None:
    (workspace.sources / "a.md").write_bytes(text.encode())
    assert workspace.read_source("a") == text


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"a\n\n" + LATIN_1, 3, "not UTF-8"),
        ("a\n".encode("utf-16"), 1, "not UTF-8"),
        (b"a\nb\0\n", 2, "control character U+0000"),
        (b"a\nb\x1b[31m\n", 2, "control character U+001B"),
        (b"a\n" * 524_289, 1, "larger than 1 MB"),
        (b"\n" * 20_001, 20_001, "more than 20,000 lines"),
        (b"a\n" + b"b" * 100_001, 2, "more than 100,000 characters"),
    ],
)
def test_unreadable_source_is_refused_with_its_line(workspace: Workspace, data: bytes, line: int, reason: str) -> None:
    (workspace.sources / "a.md").write_bytes(data)
    with pytest.raises(InputError, match=reason.replace("+", r"\+")) as refused:
        workspace.read_source("a")
    assert str(refused.value).startswith(f"source_issues/a.md:{line}: ")


def test_source_of_the_largest_size_is_read(workspace: Workspace) -> None:
    (workspace.sources / "a.md").write_bytes(b"x\n" * 20_000)
    assert workspace.read_source("a").count("\n") == 20_000


def test_import_does_not_overwrite_unless_told(workspace: Workspace) -> None:
    assert workspace.write_source("new", "# Neuf\r\n").read_bytes() == b"# Neuf\r\n"
    with pytest.raises(UsageError, match=r"source_issues/new\.md exists already"):
        workspace.write_source("new", "other")
    with pytest.raises(UsageError, match=r"source_issues/notes\.txt exists already"):
        workspace.write_source("notes", "other", overwrite=True)
    workspace.write_source("new", "other", overwrite=True)
    assert workspace.read_source("new") == "other"


@pytest.mark.parametrize("text", ["a\0", "half \ud83d", "x\n" * 600_000])
def test_import_writes_nothing_that_could_not_be_read(workspace: Workspace, text: str) -> None:
    with pytest.raises(InputError):
        workspace.write_source("new", text)
    assert not (workspace.sources / "new.md").exists()


def test_sweep_finds_old_leftovers_of_killed_imports(workspace: Workspace) -> None:
    leftover = workspace.sources / ".notes.md.0123456789ab.tmp"
    leftover.write_text("")
    assert workspace.sweep() == 0
    os.utime(leftover, (0, 0))
    assert workspace.sweep() == 1


def test_sweep_deletes_what_killed_saves_left_and_not_what_a_save_needs(workspace: Workspace) -> None:
    path = workspace.catalog_path("notes", "en")
    path.parent.mkdir(parents=True)
    leftover = path.with_name(".notes.po.0123456789ab.tmp")
    leftover.write_text("")

    def saving(_: Catalog | None) -> Catalog:
        assert workspace.sweep() == 0
        return Catalog("en")

    workspace.catalogs.change(path, saving)
    assert workspace.sweep() == 1
    assert not leftover.exists()
