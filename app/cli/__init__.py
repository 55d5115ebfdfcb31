"""The command line: one short file a command, loaded when it is called.

Messages go to stderr, results to stdout. Exit codes: 0 done; 1 findings, stale catalogs or units that block an export;
2 wrong use or settings; 3 something outside failed. Errors become words in `main`, here only.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import click

from app.errors import BlockedError, PasseurError

COMMANDS = {
    "init": "Make a folder a workspace.",
    "import": "Make an issue of a page, an e-mail, a Word document or copied text.",
    "update": "Bring catalogs up to date with their sources.",
    "draft": "Fill empty units: memory first, then an engine.",
    "engines": "Say which engines work here, what they cost and where they send text.",
    "check": "Report what is wrong in the targets.",
    "status": "Show how far every issue is.",
    "export": "Put issues together in each locale.",
    "memory": "Exchange the memory, or make its index anew.",
    "glossary": "Check the terms of each locale, take them in and give them out.",
    "serve": "Open the review screens in the browser.",
    "worker": "Draft what servers hand out through Celery.",
    "user": "Say who may sign in, and what they may do.",
    "demo": "Take the sample issues all the way, then serve.",
    "doctor": "Say what works here and what is missing.",
}
FILES = {"import": "bring_in"}  # `import` is a word of the language


class LazyGroup(click.Group):
    """A group that imports a command when it is called: `--help` pays for none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"app.cli.{FILES.get(cmd_name, cmd_name)}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--workspace",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds passeur.yaml and source_issues; else the current one.",
)
@click.version_option(package_name="passeur", message="passeur %(version)s")
@click.pass_context
def passeur(context: click.Context, root: Path) -> None:
    """Take newsletter issues written in French to other languages.

    \b
    passeur update            segments of new and changed issues reach the catalogs
    passeur draft             empty units get drafts
    passeur serve             translators review in the browser
    passeur export            issues are put together in each locale
    """
    context.obj = root


def main() -> None:
    """Run the command line and leave with the exit code that this module's docstring names."""
    _prepare_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exception: files are left whole, engines are closed
    try:
        sys.exit(passeur(standalone_mode=False) or 0)
    except PasseurError as error:
        _explain(error)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was done is kept.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nothing to say, and nobody to say it to
        sys.exit(0)
    except OSError as error:
        with suppress(OSError):  # it may be the messages' own disk that is full
            place = f": {error.filename}" if error.filename else "."
            click.echo(f"Error: {error.strerror or error}{place}", err=True)
        sys.exit(3)


def _prepare_streams() -> None:
    """No output ends the work: a closed stream leads nowhere, a character that the terminal lacks is escaped.

    A stream that was closed by the caller must not stay so: the next file opened would take its number, and what a
    library or a child process says there would be written into that file.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _explain(error: PasseurError) -> None:
    click.echo(f"Error: {error.message}", err=True)
    for reason in error.reasons if isinstance(error, BlockedError) else ():
        click.echo(f"  {reason}", err=True)
    if error.fix:
        click.echo(f"  {error.fix}", err=True)
