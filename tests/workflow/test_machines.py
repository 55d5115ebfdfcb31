"""Engines asked about one segment: which may be, where the text would go, what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines.loopback import serving
from places import workspace_at

from app.engines import ENGINES, make
from app.errors import EngineError, UsageError
from app.store.workspace import Workspace
from app.workflow.machines import Machines
from app.workflow.review import open_review
from app.workflow.update import update

SOURCE = "# Agenda\n\nLe **festival** rassemble toutes les communes de France."


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "source_issues").mkdir()
    (tmp_path / "source_issues" / "lettre.md").write_text(SOURCE, encoding="utf-8")
    return settled(tmp_path, "engine: none\n")


@pytest.fixture
def opened() -> Iterator[list[Machines]]:
    made: list[Machines] = []
    yield made
    for machines in made:
        machines.close()


def settled(root: Path, settings: str, *, locale: str = "de") -> Workspace:
    (root / "passeur.yaml").write_text(f"locales: [{locale}]\n{settings}", encoding="utf-8")
    found = workspace_at(root)
    list(update(found, ["lettre"], locales=[locale]))
    found.index.close()
    return found


def segment(space: Workspace, locale: str = "de") -> str:
    return open_review(space, "lettre", locale).rows[1].segment.id


def test_where_no_engine_is_wanted_none_is_asked(space: Workspace) -> None:
    machines = Machines(space)
    assert machines.machine("de").engine == ""
    assert "passeur.yaml" in machines.machine("de").reason
    assert machines.others("de") == []
    with pytest.raises(EngineError):
        machines.say("lettre", "de", segment(space), engine="google")


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ("engine: google\n", "translate.google.com"),
        ("engine: libretranslate\nengines: {libretranslate: {address: https://mt.example/}}\n", "mt.example"),
        ("engine: libretranslate\nengines: {libretranslate: {address: http://127.0.0.1:5000}}\n", ""),
    ],
)
def test_where_text_would_go_is_known_before_any_is_sent(
    space: Workspace, opened: list[Machines], settings: str, host: str
) -> None:
    machines = Machines(settled(space.root, settings))
    opened.append(machines)
    machine = machines.machine("de")
    assert machine.engine in settings
    assert machine.sends_to == host
    others = [one.engine for one in machines.others("de")]
    assert "mymemory" in others
    assert machine.engine not in others
    assert set(others) <= set(ENGINES)


def test_an_engine_is_asked_by_name_where_there_is_none_for_the_unnamed(
    space: Workspace, opened: list[Machines]
) -> None:
    def answer(handler, body):
        handler.send_draft(body["q"].replace("rassemble toutes les", "vereint alle").replace("de France", "in France"))

    with serving(answer) as server:
        settings = f"engine: apertium\nengines: {{libretranslate: {{address: '{server.address}'}}}}\n"
        machines = Machines(settled(space.root, settings))
        opened.append(machines)
        assert machines.machine("de").reason
        said = machines.say("lettre", "de", segment(space), engine="libretranslate")
    assert said.target == "Le **festival** vereint alle communes in France."
    assert (said.engine, said.gist, said.unknown) == ("libretranslate", False, ())
    with pytest.raises(UsageError, match="no engine `dragoman`"):
        machines.say("lettre", "de", segment(space), engine="dragoman")


def test_words_that_an_engine_does_not_know_are_told(space: Workspace, opened: list[Machines]) -> None:
    if make("apertium", {}).route("fr", "es") is None:
        pytest.skip("Apertium's pair fr-es is not installed (the project's set-up installs it)")
    (space.root / "source_issues" / "lettre.md").write_text("# Agenda\n\nLe rémouleur part.", encoding="utf-8")
    spanish = settled(space.root, "engine: apertium\n", locale="es")
    machines = Machines(spanish)
    opened.append(machines)
    said = machines.say("lettre", "es", segment(spanish, "es"))
    assert (said.engine, said.unknown) == ("apertium", ("rémouleur",))
