"""A source that goes by another name keeps its catalogs; nothing is moved by guess, overwritten or deleted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from places import Run, workspace_at

from app.core.model import Boundary, Catalog, State
from app.store import boundaries
from app.store.workspace import Workspace
from app.workflow.renames import Renames, follow
from app.workflow.update import update

FRAME = "# La lettre\n\nBonjour à toutes et à tous.\n\n{news}\n\n## Nous trouver\n\nÉcrivez-nous quand vous voulez.\n"
MAY = (
    "La mairie ouvre trois jardins au bord du fleuve. Chacun peut y semer ce qu’il veut.",
    "Le bac traverse de nouveau. Il part toutes les vingt minutes depuis la halle aux grains.",
)
JUNE = (
    "Les archives sonores sont en ligne. On y entend des tisserandes raconter leur journée de travail.",
    "Le café-réparation cherche des bras. Il faut aimer les vis, les fers à souder et les histoires.",
)


def write(workspace: Workspace, slug: str, news: tuple[str, ...], extension: str = ".md") -> None:
    text = FRAME.format(news="\n\n".join(news))
    (workspace.root / "source_issues" / f"{slug}{extension}").write_text(text, encoding="utf-8")


def rename(workspace: Workspace, slug: str, new: str) -> None:
    source = workspace.source_path(slug)
    source.rename(source.with_name(new))


def approve(workspace: Workspace, slug: str) -> None:
    """Every unit of every locale gets a target of its own."""

    def translated(catalog: Catalog | None) -> Catalog:
        assert catalog
        units = (replace(unit, target=f"{slug}: {unit.source}", state=State.APPROVED) for unit in catalog.units)
        return replace(catalog, units=tuple(units))

    for locale in workspace.config.locales:
        workspace.catalogs.change(workspace.catalog_path(slug, locale), translated)


def catalogs(workspace: Workspace) -> dict[str, bytes]:
    return {workspace.relative(path): path.read_bytes() for path in workspace.root.glob("locales/**/*.po")}


def counted(workspace: Workspace, slug: str, locale: str = "de") -> tuple[int, int, int]:
    """How many units are approved, stale and empty, and every target there is one that `approve` gave."""
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog
    assert catalog
    states = [unit.state for unit in catalog.units]
    return states.count(State.APPROVED), states.count(State.STALE), states.count(State.EMPTY)


def targets(workspace: Workspace, slug: str) -> set[str]:
    """The issues whose targets are in the catalog of `slug`."""
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, "de")).catalog
    assert catalog
    return {unit.target.split(":")[0] for unit in catalog.units if unit.target}


def followed(workspace: Workspace) -> Renames:
    found = follow(workspace, workspace.slugs(), everything=True)
    problems = [one for one in update(workspace, workspace.slugs(), locales=workspace.config.locales) if one.problem]
    assert not problems
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two issues of one frame, all approved in two locales."""
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "passeur.yaml").write_text("locales: [de, ja]\n", encoding="utf-8")
    workspace = workspace_at(tmp_path)
    write(workspace, "mai", MAY)
    write(workspace, "juin", JUNE)
    list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    approve(workspace, "mai")
    approve(workspace, "juin")
    return workspace


def test_catalogs_and_decisions_follow_a_renamed_source_in_every_locale(workspace: Workspace) -> None:
    decision = Boundary("jardins au bord du fleuve.", "Chacun peut y semer ce qu’il veut.", parted=False)
    boundaries.write(workspace.boundaries_path("mai"), [decision])
    rename(workspace, "mai", "2026-05.md")
    found = followed(workspace)
    assert {move.path: move.name for move in found.moves} == {
        "source_issues/mai.segments.yaml": "2026-05.segments.yaml",
        "locales/de/LC_MESSAGES/mai.po": "2026-05.po",
        "locales/ja/LC_MESSAGES/mai.po": "2026-05.po",
    }
    assert not found.without_source
    assert not [name for name in catalogs(workspace) if "mai" in name]
    assert workspace.read_boundaries("2026-05") == (decision,)
    assert targets(workspace, "2026-05") == {"mai"}
    references = workspace.catalog_path("2026-05", "de").read_text(encoding="utf-8")
    assert "#: source_issues/2026-05.md:3" in references
    assert "mai.md" not in references


def test_nothing_is_left_to_do_afterwards(workspace: Workspace) -> None:
    rename(workspace, "mai", "2026-05.md")
    followed(workspace)
    before = catalogs(workspace)
    assert followed(workspace) == Renames()
    assert catalogs(workspace) == before
    assert counted(workspace, "2026-05") == (8, 0, 0)


def test_two_renames_at_once_keep_apart(workspace: Workspace) -> None:
    rename(workspace, "mai", "juin-neuf.md")
    rename(workspace, "juin", "mai-neuf.md")
    assert len(followed(workspace).moves) == 4
    assert targets(workspace, "juin-neuf") == {"mai"}
    assert targets(workspace, "mai-neuf") == {"juin"}


def test_two_issues_that_change_names_with_each_other_are_two_edits(workspace: Workspace) -> None:
    rename(workspace, "mai", "tmp.md")
    rename(workspace, "juin", "mai.md")
    rename(workspace, "tmp", "juin.md")
    assert followed(workspace) == Renames()


def test_renamed_and_edited_at_once(workspace: Workspace) -> None:
    rename(workspace, "mai", "2026-05.md")
    write(workspace, "2026-05", (MAY[0].replace("trois", "quatre"), MAY[1]))
    assert len(followed(workspace).moves) == 2
    approved, stale, empty = counted(workspace, "2026-05")
    assert (approved + stale, stale > 0, empty) == (8, True, 0)


def test_another_extension_is_the_same_issue(workspace: Workspace) -> None:
    text = "<!DOCTYPE html>\n<title>La lettre</title>\n<p>Bonjour à toutes et à tous.</p>\n"
    workspace.source_path("mai").unlink()
    (workspace.root / "source_issues" / "mai.html").write_text(text, encoding="utf-8")
    assert followed(workspace) == Renames()
    assert counted(workspace, "mai") == (2, 0, 0)
    assert "#: source_issues/mai.html:3" in workspace.catalog_path("mai", "de").read_text(encoding="utf-8")


def test_another_name_and_another_extension(workspace: Workspace) -> None:
    rename(workspace, "mai", "2026-05.txt")
    assert len(followed(workspace).moves) == 2
    assert targets(workspace, "2026-05") == {"mai"}


def test_a_copy_takes_nothing_from_the_original(workspace: Workspace) -> None:
    before = workspace.catalog_path("mai", "de").read_bytes()
    write(workspace, "copie", MAY)
    assert followed(workspace) == Renames()
    assert workspace.catalog_path("mai", "de").read_bytes() == before
    assert counted(workspace, "copie") == (0, 0, 8)


def test_two_issues_that_could_both_be_it_are_told_and_get_nothing(workspace: Workspace) -> None:
    rename(workspace, "mai", "un.md")
    write(workspace, "deux", MAY)
    found = followed(workspace)
    assert not found.moves
    assert [sentence.split(" may be ")[0] for sentence in found.unclear] == [
        "source_issues/deux.md",
        "source_issues/un.md",
    ]
    assert found.without_source == ("locales/de/LC_MESSAGES/mai.po", "locales/ja/LC_MESSAGES/mai.po")
    assert counted(workspace, "un") == (0, 0, 8)


def test_the_next_issue_in_the_same_frame_is_not_the_one_that_left(workspace: Workspace) -> None:
    workspace.source_path("mai").unlink()
    write(
        workspace, "juillet", tuple(f"Tout est neuf dans la rubrique {name}, des pieds à la tête." for name in "abcd")
    )
    found = followed(workspace)
    assert not found.moves
    assert workspace.catalog_path("mai", "de").exists()


def test_catalogs_without_a_source_are_reported_and_stay(workspace: Workspace) -> None:
    before = catalogs(workspace)
    workspace.source_path("mai").unlink()
    found = followed(workspace)
    assert found.without_source == ("locales/de/LC_MESSAGES/mai.po", "locales/ja/LC_MESSAGES/mai.po")
    assert catalogs(workspace) == before


def test_a_catalog_that_is_there_is_never_overwritten(workspace: Workspace) -> None:
    rename(workspace, "mai", "2026-05.md")
    there = workspace.catalog_path("2026-05", "ja")
    there.write_bytes(workspace.catalog_path("juin", "ja").read_bytes())
    before = there.read_bytes()
    assert not follow(workspace, workspace.slugs(), everything=True).moves
    assert there.read_bytes() == before
    assert workspace.catalog_path("mai", "ja").exists()


def test_a_move_that_was_cut_off_goes_on(workspace: Workspace) -> None:
    rename(workspace, "mai", "2026-05.md")
    workspace.catalog_path("mai", "de").rename(workspace.catalog_path("2026-05", "de"))
    assert [move.path for move in followed(workspace).moves] == ["locales/ja/LC_MESSAGES/mai.po"]


def test_the_command_tells_what_it_did_and_with_check_what_it_would(workspace: Workspace, passeur: Run) -> None:
    rename(workspace, "mai", "2026-05.md")
    before = catalogs(workspace)
    told = passeur("update", "--check", cwd=workspace.root, code=1).stderr
    assert "locales/de/LC_MESSAGES/mai.po -> 2026-05.po (not done yet)" in told
    assert catalogs(workspace) == before
    done = passeur("update", "2026-05", "-l", "de", "--json", cwd=workspace.root)
    assert "locales/ja/LC_MESSAGES/mai.po -> 2026-05.po\n" in done.stderr
    assert {"from": "locales/de/LC_MESSAGES/mai.po", "to": "locales/de/LC_MESSAGES/2026-05.po"} in json.loads(
        done.stdout
    )["renamed"]
    workspace.source_path("juin").unlink()
    told = passeur("update", cwd=workspace.root).stderr
    assert "2 catalogs without a source, left alone: locales/de/LC_MESSAGES/juin.po, locales/ja" in told


def test_drafting_a_renamed_issue_drafts_into_its_catalogs(workspace: Workspace, passeur: Run) -> None:
    rename(workspace, "mai", "2026-05.md")
    told = passeur("draft", "2026-05", "-l", "de", "-e", "none", cwd=workspace.root).stderr
    assert "locales/de/LC_MESSAGES/mai.po -> 2026-05.po" in told
    assert targets(workspace, "2026-05") == {"mai"}
