"""What works on this machine, what is missing and the command that adds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from app import engines
from app.engines import Engine
from app.engines.fxtranslate.supply import NAME, Supply, may_translate
from app.errors import PasseurError, UsageError
from app.store import atomic
from app.store.workspace import SLUG_RULE, Workspace
from app.workflow.ingest import ingest


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at. `ok` None: Passeur works without it, but does less."""

    subject: str
    ok: bool | None
    message: str
    fix: str = ""


def doctor(workspace: Workspace | None) -> Iterator[Diagnosis]:
    """Look at the workspace (when there is one), at its engines and at the tools around."""
    if workspace is None:
        yield Diagnosis("workspace", False, "This folder is no workspace.", "passeur init")
    else:
        yield from _folder(workspace)
        yield from _files(workspace)
        yield from _engines(workspace)
    yield from _tools()


def _folder(workspace: Workspace) -> Iterator[Diagnosis]:
    problem = atomic.why_not_writable(workspace.root)
    if problem:
        yield Diagnosis("folder", False, problem, "Work in a folder that you may write to.")
    else:
        yield Diagnosis("folder", True, f"{workspace.root} can be written to.")


def _files(workspace: Workspace) -> Iterator[Diagnosis]:
    """Every source and catalog that cannot be read, or one line that says how many can."""
    slugs = workspace.slugs()
    problems = []
    for slug in slugs:
        problems += _unreadable(workspace, slug)
    for problem in problems:
        yield Diagnosis("file", False, problem)
    for name in workspace.unnamed_sources():
        yield Diagnosis("file", None, f"{name} is no issue, as its name is no slug. {SLUG_RULE}", "Rename it.")
    if not problems:
        yield Diagnosis("files", True, f"{len(slugs)} issues in {len(workspace.config.locales)} locales can be read.")


def _unreadable(workspace: Workspace, slug: str) -> list[str]:
    problems = []
    try:
        ingest(workspace, slug)
    except UsageError as error:
        problems.append(str(error))
    for locale in workspace.config.locales:
        try:
            workspace.catalogs.load(workspace.catalog_path(slug, locale))
        except UsageError as error:
            problems.append(str(error))
    return problems


def _engines(workspace: Workspace) -> Iterator[Diagnosis]:
    config = workspace.config
    for locale in config.locales:
        subject = f"{config.source_locale} to {locale}"
        try:
            engine = engines.choose(config.engine, source=config.source_locale, target=locale, settings=config.engines)
        except PasseurError as error:
            yield Diagnosis(subject, None, error.message, error.fix)
            continue
        if engine is None:
            yield Diagnosis(subject, None, "no engine: passeur.yaml says `engine: none`.")
            continue
        route = engine.route(config.source_locale, locale)
        gist = ", good for the gist only" if engine.gist(config.source_locale, locale) else ""
        better = _better(workspace, engine, locale)
        hint = f"; {NAME} would read better" if better else ""
        yield Diagnosis(subject, True, f"drafts by {engine.id} ({route}){gist}{hint}.", better)
        engine.close()


def _better(workspace: Workspace, engine: Engine, locale: str) -> str:
    """The command that adds a better engine on this machine, "" where there is none or the settings name this one."""
    config = workspace.config
    preferred = engines.LOCAL[: engines.LOCAL.index(engine.id)] if engine.id in engines.LOCAL else ()
    if config.engine != "auto" or NAME not in preferred or not may_translate(config.source_locale, locale):
        return ""
    return Supply(config.engines.get(NAME, {})).refusal(config.source_locale, locale).fix


def _tools() -> Iterator[Diagnosis]:
    found = shutil.which("msgfmt") is not None
    message = "msgfmt is here." if found else "msgfmt is not here; only the tests use it."
    yield Diagnosis("gettext", found or None, message, "" if found else "sudo apt-get install gettext")
