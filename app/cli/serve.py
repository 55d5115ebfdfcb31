"""`passeur serve`: the review screens, for one person on this machine or, with accounts, for many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.arguments import open_workspace
from app.cli.output import say
from app.errors import UsageError
from app.wording import Message

if TYPE_CHECKING:
    from socket import socket

    from app.store.workspace import Workspace
    from app.workflow.jobs import Runner

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - known in order to ask for the names that it is reached by
DEFAULT_PORT = 8642
THREADS = 8
COLLECT = (20_000, 10, 20)  # a whole collection halts everybody for 80 ms, and finds next to nothing


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Another than this machine's own needs accounts.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 takes a free one."
)
@click.option("--name", "names", multiple=True, help="A name that browsers reach the server by; may be repeated.")
@click.option("--https", is_flag=True, help="Browsers come through a proxy that speaks TLS.")
@click.pass_obj
def command(root: Path, host: str, port: int, names: tuple[str, ...], https: bool) -> None:
    """Open the review screens; prints the address to open in the browser. Ctrl+C ends it.

    Without accounts the address carries a token: whoever has it can review. It stays the same until `.passeur` is
    deleted. As soon as there is an account (`passeur user add`) people sign in, and other machines may be served.

    \b
    Example:  passeur serve --port 9000
              passeur serve --name passeur.example.org --https
    """
    run(root, host=host, port=port, names=names, https=https)


def run(root: Path, *, host: str, port: int, names: tuple[str, ...] = (), https: bool = False) -> None:
    """Serve until Ctrl+C or SIGTERM.

    UsageError for a port that is taken, and for what others could reach while there are no accounts.
    """
    import logging
    from threading import Thread

    from waitress.server import create_server

    from app.store import accounts
    from app.store.local_key import local_key
    from app.web import create_app

    workspace = open_workspace(root)
    workspace.sweep()
    alone = host in LOOPBACK and not names and not https
    signing_in = accounts.any_there(workspace.database)
    if not alone and not signing_in:
        raise UsageError(
            Message("Other people can be served only when they sign in."),
            fix=Message("Make an account first: `passeur user add NAME --role administrator`."),
        )
    if host in EVERYWHERE and not names:
        raise UsageError(Message("Say by which names the server is reached."), fix=Message("Add --name HOST."))
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    key = local_key(workspace)
    app = create_app(
        workspace,
        token=key.token,
        hosts=_hosts(host, port, names=names),
        secret_key=key.secret_key,
        https=https,
        alone=alone,
    )
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    Thread(target=_warm, args=(workspace,), daemon=True).start()
    runner: Runner = app.extensions["passeur.runner"]
    runner.wake()  # jobs that the last server left go on
    try:
        say("Passeur is running. Open this address in the browser; Ctrl+C stops it:")
        if host not in LOOPBACK and not https:
            say("Passwords travel unencrypted: a proxy that speaks TLS and --https end that.")
        base = f"https://{names[0]}/" if https and names else f"http://{_shown(host)}:{port}/"
        click.echo(base if signing_in else f"{base}?token={key.token}")
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass  # asked to stop before waitress began to listen for that: the same good end
    finally:
        server.close()
        runner.close()
        say("Stopped. Every save is in the catalogs.")


def _warm(workspace: Workspace) -> None:
    """What was worked at last is ready when somebody comes; it stays, so that no collection looks through it again."""
    import gc

    from app.workflow import review

    review.warm(workspace)
    gc.freeze()
    gc.set_threshold(*COLLECT)


def _hosts(host: str, port: int, *, names: tuple[str, ...]) -> tuple[str, ...]:
    """The values of the Host header that are served: a proxy's names stand there without our port."""
    own = dict.fromkeys(["127.0.0.1", "localhost", "[::1]", _shown(host), *names])
    return (*(f"{name}:{port}" for name in own), *(name.lower() for name in names))


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise UsageError(
            Message("Port {port} of {host} cannot be used: {reason}.", port=str(port), host=host, reason=reason),
            fix=Message("Choose another with --port, or --port 0 for any free one."),
        ) from None
    return listener
