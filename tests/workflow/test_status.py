"""How far an issue is, in numbers that agree with its units."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from places import workspace_at

from app.core.model import State
from app.workflow.review import open_review
from app.workflow.status import glance, status
from app.workflow.update import update


def test_numbers_are_those_of_the_units(samples: Path) -> None:
    workspace = workspace_at(samples)
    for progress in status(workspace):
        rows = open_review(workspace, progress.issue, progress.locale).rows
        states = Counter(row.unit.state for row in rows)
        assert progress.segments == len(rows) == sum(states.values())
        assert {state: getattr(progress, state.value) for state in State} == {state: states[state] for state in State}
        if workspace.catalog_path(progress.issue, progress.locale).exists():
            first = next((row.segment.id for row in rows if row.unit.state is not State.APPROVED), None)
            assert progress.next_segment == first


def test_hundred_percent_is_all_and_no_less(samples: Path) -> None:
    found = list(status(workspace_at(samples), findings=True))
    assert {progress.percent == 100 for progress in found} == {True, False}
    assert all((progress.percent == 100) == (progress.left == 0) for progress in found)
    assert all(progress.errors == 0 for progress in found if progress.percent == 100)


def test_a_catalog_that_cannot_be_read_is_a_problem_with_its_line(samples: Path) -> None:
    workspace = workspace_at(samples)
    slug = workspace.slugs()[0]
    workspace.catalog_path(slug, "en").write_text('msgid "a"\n', encoding="utf-8")
    (progress,) = status(workspace, [slug], ["en"])
    assert f"locales/en/LC_MESSAGES/{slug}.po:1: " in progress.problem
    assert progress.as_json()["problem"] == progress.problem


def test_many_issues_have_the_numbers_that_each_has_alone_and_again_from_the_record(samples: Path) -> None:
    workspace = workspace_at(samples)
    text = workspace.read_source(workspace.slugs()[0])
    for number in range(15):
        workspace.write_source(f"numero-{number:02}", text)
    list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    alone = [one for slug in workspace.slugs() for one in status(workspace, [slug], findings=True)]
    assert list(status(workspace, findings=True)) == alone
    assert list(status(workspace, findings=True)) == alone
    assert [replace(one, errors=None, warnings=None) for one in alone] == list(status(workspace))


def test_status_of_a_catalog_behind_its_source_does_not_hide_it_from_update(samples: Path) -> None:
    workspace = workspace_at(samples)
    slugs, locales = workspace.slugs(), workspace.config.locales
    text = workspace.read_source(slugs[0])
    for number in range(15):
        workspace.write_source(f"numero-{number:02}", text)
    list(update(workspace, workspace.slugs(), locales=locales))
    source = workspace.source_path("numero-07")
    source.write_text(source.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    list(status(workspace, findings=True))
    assert {one.issue for one in update(workspace, workspace.slugs(), locales=locales) if one.changed} == {"numero-07"}


def test_warnings_follow_the_glossary_though_the_catalog_stays_as_it_was(samples: Path) -> None:
    workspace = workspace_at(samples)
    slugs = [slug for slug in workspace.slugs() if workspace.catalog_path(slug, "en").exists()]
    list(update(workspace, slugs, locales=["en"]))
    known = [one.warnings for one in glance(workspace, slugs, ["en"], seconds=60)]
    assert [one.warnings for one in glance(workspace, slugs, ["en"])] == known
    glossary = workspace.glossary_path("en")
    glossary.write_text(glossary.read_text(encoding="utf-8") + "le,never-said,,approved\n", encoding="utf-8")
    assert all(one.warnings is None for one in glance(workspace, slugs, ["en"]))
    now = [one.warnings for one in glance(workspace, slugs, ["en"], seconds=60)]
    assert sum(filter(None, now)) > sum(filter(None, known))
    assert now == [one.warnings for one in status(workspace, slugs, ["en"], findings=True)]
