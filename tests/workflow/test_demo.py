"""The demo leaves a workspace as people at work would: catalogs, and the history of how they came about."""

from __future__ import annotations

from pathlib import Path

from places import workspace_at

from app.store import activity
from app.store.activity import Kind, Wanted
from app.workflow.demo import PERSON, demo, prepare
from app.workflow.status import status


def test_what_the_demo_did_stands_in_the_history(samples: Path, tmp_path: Path) -> None:
    settings = samples / "passeur.yaml"
    settings.write_text("source_locale: fr\nlocales: [en]\nengine: none\n", encoding="utf-8")
    place = tmp_path / "demo"
    assert prepare(samples, place, fresh=False)
    space = workspace_at(place)
    said: list[str] = []
    demo(space, workspace_at(samples), say=said.append)
    approved = sum(one.approved for one in status(space))
    assert approved
    entries = activity.find(space.database, Wanted(person=PERSON, kind=Kind.APPROVE), limit=1_000)
    assert len(entries) == approved
    assert len({entry.batch for entry in entries}) == len({entry.slug for entry in entries})
    assert not activity.find(space.database, Wanted(kind=Kind.UNDO), limit=1)
