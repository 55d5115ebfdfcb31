"""Drafting from the memory, by the workflow's own functions; engines have tests of their own."""

from __future__ import annotations

from pathlib import Path

from places import workspace_at

from app.core.model import State, Unit
from app.core.tmx import Pair
from app.store import memories
from app.store.activity import Wanted, find
from app.store.workspace import Workspace
from app.workflow.drafting import NO_ENGINE, Drafter, draft
from app.workflow.reverting import revert
from app.workflow.review import open_review, save

APPROVED, NEW = "2026-09-lettre-des-communs", "copie"


def with_copy(samples: Path) -> Workspace:
    """The samples and an issue that is, but for one sentence, the one they have approved."""
    text = (samples / f"source_issues/{APPROVED}.md").read_text(encoding="utf-8")
    (samples / f"source_issues/{NEW}.md").write_text(f"{text}\nUne phrase que personne n’a lue.\n", encoding="utf-8")
    return workspace_at(samples)


def units(workspace: Workspace, slug: str) -> dict[str, Unit]:
    return {row.unit.source: row.unit for row in open_review(workspace, slug, "en").rows}


def test_approved_targets_of_other_issues_come_first_and_the_rest_stays_empty(samples: Path) -> None:
    workspace = with_copy(samples)
    with Drafter(workspace, engine="none") as drafter:
        *_, last = drafter.draft(NEW, "en")
    before, after = units(workspace, APPROVED), units(workspace, NEW)
    (new,) = after.keys() - before.keys()
    assert after[new] == Unit(source=new, places=after[new].places, notes=after[new].notes)
    assert {source: unit.target for source, unit in after.items() if source != new} == {
        source: unit.target for source, unit in before.items()
    }
    assert all(unit.origin.startswith("engine=memory route=2026-") for source, unit in after.items() if source != new)
    assert (last.from_memory, last.left, last.reason) == (len(before), 1, NO_ENGINE)


def test_what_a_person_wrote_is_never_drafted_again(samples: Path) -> None:
    workspace = with_copy(samples)
    with Drafter(workspace, engine="none") as drafter:
        list(drafter.draft(NEW, "en"))
        row = open_review(workspace, NEW, "en").rows[3]
        save(workspace, NEW, "en", row.segment.id, target="Mine.", state="needs_work", version=row.version)
        *_, last = drafter.draft(NEW, "en")
    assert last.total == 1
    assert (units(workspace, NEW)[row.unit.source].target, last.from_memory) == ("Mine.", 0)


def test_an_estimate_tells_the_same_and_saves_nothing(samples: Path) -> None:
    workspace = with_copy(samples)
    with Drafter(workspace, engine="none") as drafter:
        estimate = drafter.estimate(NEW, "en")
        assert not workspace.catalog_path(NEW, "en").exists()
        *_, last = drafter.draft(NEW, "en")
    assert (estimate.total, estimate.from_memory) == (last.total, last.from_memory)
    assert estimate.characters == len("Une phrase que personne n’a lue.")
    assert all(unit.state in (State.DRAFT, State.EMPTY) for unit in units(workspace, NEW).values())


def test_of_two_targets_for_one_source_the_one_from_under_the_same_heading_is_taken(samples: Path) -> None:
    source = "Inscription libre."
    for number, heading in ((1, "Ateliers"), (2, "Emploi"), (3, "Ateliers")):
        text = f"# Lettre n° {number}\n\n## {heading}\n\n{source}\n"
        (samples / f"source_issues/lettre-{number}.md").write_text(text, encoding="utf-8")
    workspace = workspace_at(samples)
    with Drafter(workspace, engine="none") as drafter:
        for slug, target in (("lettre-1", "Just come."), ("lettre-2", "Apply freely.")):
            list(drafter.draft(slug, "en"))
            (row,) = (row for row in open_review(workspace, slug, "en").rows if row.unit.source == source)
            save(workspace, slug, "en", row.segment.id, target=target, state="approved", version=row.version)
    list(draft(workspace, "lettre-3", "en", engine="none"))
    found = units(workspace, "lettre-3")[source]
    assert (found.target, found.origin) == ("Just come.", "engine=memory route=lettre-1 match=context")


def test_what_a_person_had_drafted_is_in_the_history_and_can_be_taken_back(samples: Path) -> None:
    workspace = with_copy(samples)
    list(draft(workspace, NEW, "en", engine="none"))
    assert find(workspace.database, Wanted(), limit=1) == []
    drafted = [unit for unit in units(workspace, NEW).values() if unit.state is State.DRAFT]
    for unit in drafted[:2]:
        row = next(row for row in open_review(workspace, NEW, "en").rows if row.unit == unit)
        save(workspace, NEW, "en", unit.id, target="", state="empty", version=row.version)
    list(draft(workspace, NEW, "en", engine="none", by="ana"))
    entries = find(workspace.database, Wanted(), limit=9)
    assert {(entry.person, entry.kind, entry.slug, entry.locale) for entry in entries} == {("ana", "draft", NEW, "en")}
    assert len({entry.batch for entry in entries}) == 1
    assert revert(workspace, entries, person="bo").done == len(entries) == 2


def test_what_was_imported_fills_units_too_but_our_own_issues_come_first(samples: Path) -> None:
    workspace = with_copy(samples)
    ours = next(source for source, unit in units(workspace, APPROVED).items() if "bénévoles" in source)
    pairs = [Pair("Une phrase que personne n’a lue.", "Imported."), Pair(ours, "Not so.")]
    memories.change(workspace, "en", lambda _: pairs)
    with Drafter(workspace, engine="none") as drafter:
        *_, last = drafter.draft(NEW, "en")
    after = units(workspace, NEW)
    assert (after["Une phrase que personne n’a lue."].target, last.left) == ("Imported.", 0)
    assert after[ours].target == units(workspace, APPROVED)[ours].target
