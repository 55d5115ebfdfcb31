"""`passeur init`: make a folder a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.output import say


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--locale", "-l", "locales", multiple=True, help="A target locale; may be repeated. Else en, de, es, ja.")
@click.pass_obj
def command(root: Path, folder: Path | None, locales: tuple[str, ...]) -> None:
    """Make FOLDER (else the current one) a workspace.

    What is there already stays as it is.

    \b
    Example:  passeur init lettres -l en -l es
    """
    from app.workflow.init import init

    chosen = folder or root
    for path in init(chosen, locales=locales):
        say(f"Made {path}")
    say(f"{chosen.resolve()} is a workspace. Put French issues into source_issues, then run `passeur update`.")
