"""How commands speak: messages on stderr, results on stdout, a progress bar on a terminal only."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click

from app import config

REDRAW_SECONDS = 0.1


def say(message: str) -> None:
    """A message for the person."""
    click.echo(message, err=True)


def say_problems(problems: Iterable[str]) -> None:
    """Files that cannot be read, each named once: the source of an issue stops all of its locales."""
    for problem in dict.fromkeys(problems):
        say(f"Error: {problem}")


def print_json(value: Any) -> None:
    """A result for a script; escaped where the output cannot hold every character."""
    unicode = sys.stdout.encoding.lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not unicode, indent=2))


class Bar(Protocol):
    """Shows how far a piece of work is."""

    def show(self, label: str, *, done: int, total: int) -> None: ...


class NoBar:
    """In a pipe or on CI nothing is drawn."""

    def show(self, label: str, *, done: int, total: int) -> None:
        """Nothing to show."""


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar on stderr while the block runs."""
    if not sys.stderr.isatty() or config.in_ci():
        yield NoBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # drawn from here and not from a thread of its own: with one, no process could be forked to share the work
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        tasks: dict[str, TaskID] = {}
        drawn = 0.0

        class RichBar:
            def show(self, label: str, *, done: int, total: int) -> None:
                nonlocal drawn
                task = tasks.setdefault(label, progress.add_task(label)) if label not in tasks else tasks[label]
                progress.update(task, completed=done, total=total)
                if done == total or time.monotonic() - drawn > REDRAW_SECONDS:
                    progress.refresh()
                    drawn = time.monotonic()

        yield RichBar()


def counted(number: int, noun: str) -> str:
    """`1 segment`, `2 segments`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
