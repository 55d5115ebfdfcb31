"""A workspace whose engine is a translation server on loopback, and one job of drafting in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from engines.loopback import Handler, Server, serving
from places import workspace_at

from app.store.workspace import Workspace
from app.workflow import jobs
from app.workflow.jobs import Job
from app.workflow.review import open_review

NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six")
SOURCES = tuple(f"Le bateau {number} part demain." for number in NUMBERS)
SLUG, LOCALE = "lettre", "es"
Answer = Callable[[Handler, dict[str, str]], None]


def shout(handler: Handler, body: dict[str, str]) -> None:
    handler.send_draft(body["q"].replace("bateau", "barco").replace("part demain", "sale mañana"))


@contextmanager
def workspace_with(folder: Path, answer: Answer) -> Iterator[tuple[Workspace, Server]]:
    """A workspace with one issue of six sentences, whose engine is the server that answers so."""
    with serving(answer) as server:
        (folder / "source_issues").mkdir()
        (folder / f"source_issues/{SLUG}.md").write_text("\n\n".join(SOURCES) + "\n", encoding="utf-8")
        settings = (
            f"locales: [es]\nengine: libretranslate\nengines: {{libretranslate: {{address: {server.address}}}}}\n"
        )
        (folder / "passeur.yaml").write_text(settings, encoding="utf-8")
        yield workspace_at(folder), server


def started(workspace: Workspace) -> Job:
    return jobs.start(workspace, SLUG, LOCALE, by="ana")


def latest(workspace: Workspace) -> Job:
    found = jobs.latest(workspace, SLUG, LOCALE)
    assert found
    return found


def ran(workspace: Workspace) -> Job:
    jobs.run(workspace, started(workspace).id)
    return latest(workspace)


def targets(workspace: Workspace) -> dict[str, str]:
    return {row.unit.source: row.unit.target for row in open_review(workspace, SLUG, LOCALE).rows}


def asked(server: Server) -> Counter[str]:
    return Counter(body["q"] for _, body in server.asked)


class Gate:
    """Answers the first question, and the others once somebody opens it."""

    def __init__(self) -> None:
        self.reached, self.open = Event(), Event()
        self._first = True

    def __call__(self, handler: Handler, body: dict[str, str]) -> None:
        if not self._first:
            self.reached.set()
            assert self.open.wait(20)
        self._first = False
        shout(handler, body)
