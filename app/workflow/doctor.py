"""What works on this machine, what is missing and the command that adds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from app import engines
from app.errors import EngineError, InputError, PasseurError
from app.store import atomic
from app.store.workspace import Workspace
from app.workflow.ingest import ingest


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at. `ok` None: it works without, but less well."""

    subject: str
    ok: bool | None
    message: str
    fix: str = ""


def doctor(workspace: Workspace | None) -> Iterator[Diagnosis]:
    """Look at the workspace (when there is one), at the engines and at the tools around."""
    if workspace is None:
        yield Diagnosis("workspace", False, "This folder is no workspace.", "passeur init")
    else:
        yield from _workspace(workspace)
        yield from _engines(workspace)
    yield from _tools()


def _workspace(workspace: Workspace) -> Iterator[Diagnosis]:
    slugs = workspace.slugs()
    yield Diagnosis("workspace", True, f"{workspace.root}: {len(slugs)} issues, {len(workspace.config.locales)} locales.")
    problem = atomic.why_not_writable(workspace.root)
    if problem:
        yield Diagnosis("folder", False, problem, "Work in a folder that you may write to.")
    for slug in slugs:
        for read in (lambda slug=slug: ingest(workspace, slug), *_catalogs(workspace, slug)):
            try:
                read()
            except InputError as error:
                yield Diagnosis("file", False, str(error))


def _catalogs(workspace: Workspace, slug: str):  # type: ignore[no-untyped-def]
    for locale in workspace.config.locales:
        yield lambda locale=locale: workspace.catalogs.load(workspace.catalog_path(slug, locale))


def _engines(workspace: Workspace) -> Iterator[Diagnosis]:
    config = workspace.config
    for locale in config.locales:
        subject = f"drafts {config.source_locale} → {locale}"
        try:
            engine = engines.choose(config.engine, source=config.source_locale, target=locale, settings=config.engines)
        except EngineError as error:
            yield Diagnosis(subject, None, error.message, error.fix)
            continue
        except PasseurError as error:
            yield Diagnosis(subject, False, error.message, error.fix)
            continue
        route = engine.route(config.source_locale, locale)
        yield Diagnosis(subject, True, f"{engine.id} ({route}), on this machine.")
        engine.close()


def _tools() -> Iterator[Diagnosis]:
    if shutil.which("msgfmt"):
        yield Diagnosis("gettext", True, "msgfmt is here, for checking catalogs by hand.")
    else:
        yield Diagnosis("gettext", None, "msgfmt is not here; only tests need it.", "sudo apt-get install gettext")
