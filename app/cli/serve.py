"""`passeur serve`: the review screens, for one person on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.arguments import open_workspace
from app.cli.output import say
from app.errors import UsageError
from app.wording import Message

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEFAULT_PORT = 8642
THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Only addresses of this machine are served.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 takes a free one."
)
@click.pass_obj
def command(root: Path, host: str, port: int) -> None:
    """Open the review screens; prints the address to open in the browser. Ctrl+C ends it.

    The address carries a token: whoever has it can review. It stays the same until `.passeur` is deleted.

    \b
    Example:  passeur serve --port 9000
    """
    run(root, host=host, port=port)


def run(root: Path, *, host: str, port: int) -> None:
    """Serve until Ctrl+C or SIGTERM. UsageError for a host that is not this machine or a port that is taken."""
    import logging
    import socket

    from waitress.server import create_server

    from app.store.local_key import local_key
    from app.web import create_app

    workspace = open_workspace(root)
    workspace.sweep()
    if host not in LOOPBACK:
        raise UsageError(
            Message("{host} is not an address of this machine alone.", host=host),
            fix=Message("Use --host 127.0.0.1 for now."),
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        fix = Message("Choose another with --port, or --port 0 for any free one.")
        raise UsageError(
            Message("Port {port} of {host} cannot be used: {reason}.", port=str(port), host=host, reason=str(error.strerror)),
            fix=fix,
        ) from None
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    key = local_key(workspace)
    hosts = tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
    app = create_app(workspace, token=key.token, hosts=hosts, secret_key=key.secret_key)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(app, sockets=[listener], threads=THREADS, ident=None)
    try:
        say("Passeur is running. Open this address in the browser; Ctrl+C stops it:")
        click.echo(f"http://{shown}:{port}/?token={key.token}")
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass  # asked to stop before waitress began to listen for that: the same good end
    finally:
        server.close()
        say("Stopped. Every save is in the catalogs.")
