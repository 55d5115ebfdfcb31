"""`passeur user`: who may sign in, and what they may do.

accounts  made, listed, changed, reset, closed; invitations
sessions  where people are signed in
tokens    scripts that call the API in somebody's name
"""

from __future__ import annotations

import click

from app.cli.user import accounts, sessions, tokens


@click.group()
def command() -> None:
    """Say who may sign in, and what they may do.

    Without any account `passeur serve` is for one person on this machine. The first account must be an
    administrator's; from then on everybody signs in.

    \b
    Example:  passeur user add ana --role administrator
              passeur user invite --role translator --locale de
    """


for one in (
    accounts.add,
    accounts.list_,
    accounts.role,
    accounts.invite,
    accounts.reset,
    accounts.close,
    sessions.sessions,
    tokens.token,
    tokens.tokens,
):
    command.add_command(one)
