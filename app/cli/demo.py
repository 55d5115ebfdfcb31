"""`passeur demo`: the sample issues all the way, then the review screens."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import open_workspace
from app.cli.output import say
from app.cli.serve import DEFAULT_PORT, run


@click.command()
@click.option("--serve/--no-serve", default=True, help="Open the review screens afterwards.")
@click.option("--fresh", is_flag=True, help="Begin again: what an earlier demo left is removed.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 takes a free one."
)
@click.pass_obj
def command(root: Path, serve: bool, fresh: bool, port: int) -> None:
    """Take the sample issues from source to reviewed and exported, saying each step, then serve.

    It works on a copy under .passeur/demo: your own files stay as they are.

    \b
    Example:  passeur demo --no-serve
    """
    from app.workflow.demo import demo, finish, prepare

    samples = open_workspace(root)
    place = samples.state_folder / "demo"
    if prepare(samples.root, place, fresh=fresh):
        demo(open_workspace(place), samples, say=say)
        finish(place)
    else:
        say(f"The demo of an earlier run is used: {place}. To begin again: passeur demo --fresh")
    if serve:
        run(place, host="127.0.0.1", port=port)
    else:
        say(f"To review: passeur --workspace {place} serve")
