"""One issue, followed from file to output: the story of the package, in the order it is told in app/__init__.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from places import ROOT, workspace_at

from app.core import assembly, catalogs, documents, merge, segmentation
from app.core.checks import run_checks
from app.core.model import Catalog, Fallback, State, Unit
from app.workflow.export import export
from app.workflow.review import open_review, save
from app.workflow.update import update

SLUG = "2026-09-lettre-des-communs"
SOURCE = ROOT / "source_issues" / f"{SLUG}.md"
SAMPLES = sorted(path for path in (ROOT / "source_issues").glob("*.md"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_one_issue_from_file_to_output() -> None:
    text = read(SOURCE)
    document = documents.parse(text)
    segments = segmentation.segment(document)
    assert 40 <= len({segment.id for segment in segments}) <= 80

    catalog = merge.merge(segments, None, locale="es", path=f"source_issues/{SLUG}.md")
    assert {unit.state for unit in catalog.units} == {State.EMPTY}
    data = catalogs.serialize(catalog)
    assert catalogs.parse(data) == catalog

    approved = catalogs.parse((ROOT / f"locales/es/LC_MESSAGES/{SLUG}.po").read_bytes())
    assert {unit.state for unit in approved.units} == {State.APPROVED}
    errors = [f for unit in approved.units for f in run_checks(unit, locale="es", labels=document.labels)]
    assert [finding for finding in errors if finding.severity.value == "error"] == []

    assembled = assembly.assemble(document, segments, approved, fallback=Fallback.FAIL)
    assert assembled.missing == ()
    assert assembled.findings == {}
    result = documents.parse(assembled.text)
    assert [block.kind for block in result.blocks] == [block.kind for block in document.blocks]
    assert assembled.text != text


def test_samples_assemble_to_themselves_byte_for_byte() -> None:
    assert len(SAMPLES) == 3
    for path in SAMPLES:
        text = read(path)
        document = documents.parse(text)
        segments = segmentation.segment(document)
        empty = merge.merge(segments, None, locale="en", path=path.name)
        copied = replace(empty, units=tuple(replace(u, target=u.source, state=State.APPROVED) for u in empty.units))
        for catalog in (Catalog(locale="en"), empty, copied):
            assert assembly.assemble(document, segments, catalog, fallback=Fallback.SOURCE).text == text


def test_second_update_changes_no_byte(samples: Path) -> None:
    workspace = workspace_at(samples)
    list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    before = {path: path.read_bytes() for path in samples.rglob("*.po")}
    assert len(before) == 12
    again = list(update(workspace, workspace.slugs(), locales=workspace.config.locales))
    assert not any(one.changed for one in again)
    assert {path: path.read_bytes() for path in samples.rglob("*.po")} == before


def test_committed_catalogs_are_up_to_date() -> None:
    workspace = workspace_at(ROOT)
    done = list(update(workspace, workspace.slugs(), locales=workspace.config.locales, check=True))
    assert len(done) == 12
    assert not any(one.changed for one in done)


def test_every_state_is_present_in_the_sample_under_review(samples: Path) -> None:
    workspace = workspace_at(samples)
    for locale in workspace.config.locales:
        rows = open_review(workspace, "2026-10-lettre-des-communs", locale).rows
        assert {row.unit.state for row in rows} == set(State), locale


def test_export_of_the_approved_sample_is_ready_in_every_locale(samples: Path) -> None:
    workspace = workspace_at(samples)
    for locale in workspace.config.locales:
        for name in ("markdown", "html"):
            exported = export(workspace, SLUG, locale, format=name)
            assert (exported.from_source, exported.from_drafts) == (0, 0)
            assert f'lang="{locale}"' in exported.data.decode() or f"lang: {locale}" in exported.data.decode()


def test_saved_target_reaches_the_export(samples: Path) -> None:
    workspace = workspace_at(samples)
    row = next(row for row in open_review(workspace, SLUG, "en").rows if row.segment.note == "heading 2")
    save(workspace, SLUG, "en", row.segment.id, target="A heading of ours", state="approved", version=row.version)
    assert b"\n## A heading of ours\n" in export(workspace, SLUG, "en").data


def test_approving_learns_nothing_but_the_target(samples: Path) -> None:
    unit = Unit(source="Bonjour.", target="Hello.", state=State.DRAFT, origin="engine=apertium route=fra-cat,cat-eng")
    catalog = Catalog(locale="en", units=(unit,))
    assert catalogs.parse(catalogs.serialize(catalog)).units == (unit,)
