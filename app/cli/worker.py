"""`passeur worker`: drafts what a server with `jobs: celery` hands out."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import open_workspace
from app.cli.output import say
from app.errors import UsageError
from app.wording import Message


@click.command()
@click.option("--at-once", type=click.IntRange(1, 64), default=2, show_default=True, help="Catalogs drafted at once.")
@click.pass_obj
def command(root: Path, at_once: int) -> None:
    """Draft in the background what people begin in the browser, until Ctrl+C; run it on as many machines as you like.

    passeur.yaml needs `jobs: celery` and a `broker`; every machine needs the same workspace.

    \b
    Example:  passeur worker --at-once 4
    """
    from app.workflow.jobs import queue

    workspace = open_workspace(root)
    if workspace.config.jobs != "celery":
        raise UsageError(
            Message("This workspace drafts in its server: there is nothing for a worker to do."),
            fix=Message("Put `jobs: celery` and `broker: redis://…` into passeur.yaml."),
        )
    say("Waiting for jobs; Ctrl+C ends.")
    queue.work(workspace, at_once=at_once)
