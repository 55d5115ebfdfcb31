"""Parameters that several commands share, and the workspace they work in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from app.errors import UsageError
from app.wording import Message

if TYPE_CHECKING:
    from app.store.workspace import Workspace


class IssueName(click.ParamType[str]):
    """A slug, or the path of a source; the shell completes slugs."""

    name = "issue"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        folder = _root(ctx) / "source_issues"
        slugs = sorted({path.stem for path in folder.glob("*") if path.suffix in (".md", ".html", ".txt")})
        return [CompletionItem(slug) for slug in slugs if slug.startswith(incomplete)]


class LocaleName(click.ParamType[str]):
    """A locale of this workspace; the shell completes those that have a folder."""

    name = "locale"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        folder = _root(ctx) / "locales"
        return [CompletionItem(path.name) for path in sorted(folder.glob("*")) if path.name.startswith(incomplete)]


issues_argument = click.argument("issues", nargs=-1, type=IssueName())
locale_option = click.option(
    "--locale", "-l", "locales", multiple=True, type=LocaleName(), help="Only this locale; may be repeated."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


def _root(context: click.Context) -> Path:
    found = context.find_root().params.get("root")
    return found if isinstance(found, Path) else Path()


def is_workspace(root: Path) -> bool:
    """True for a folder with settings or sources in it."""
    return (root / "passeur.yaml").exists() or (root / "source_issues").is_dir()


def open_workspace(root: Path) -> Workspace:
    """The workspace at `root`. UsageError when the folder is none, or its settings are wrong."""
    from app import config  # paid by the commands that work in a workspace
    from app.store.workspace import Workspace

    if not root.is_dir():
        raise UsageError(Message("There is no folder {root}.", root=str(root)))
    if not is_workspace(root):
        raise UsageError(
            Message("{root} is no workspace: it has neither passeur.yaml nor source_issues.", root=str(root.resolve())),
            fix=Message("Run `passeur init` here, or choose another folder with `--workspace DIR`."),
        )
    return Workspace(root.resolve(), config.load(root))


def chosen_issues(workspace: Workspace, names: Sequence[str]) -> list[str]:
    """Slugs for what was typed, all of them when nothing was. UsageError for a name that is no issue."""
    if names:
        return list(dict.fromkeys(workspace.resolve(name) for name in names))
    slugs = workspace.slugs()
    if not slugs:
        raise UsageError(
            Message("There are no issues yet."),
            fix=Message("Put a Markdown file into source_issues, or run `passeur import FILE`."),
        )
    return slugs


def chosen_locales(workspace: Workspace, names: Sequence[str]) -> list[str]:
    """The locales asked for, all of them when none was. UsageError for one that passeur.yaml does not list."""
    known = workspace.config.locales
    for name in names:
        if name not in known:
            raise UsageError(
                Message("passeur.yaml does not list the locale {name}.", name=name),
                fix=Message("Locales: {names}.", names=", ".join(known)),
            )
    return list(dict.fromkeys(names)) or list(known)
