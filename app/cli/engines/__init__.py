"""`passeur engines`: what translates here, what it costs and where it sends the text.

fetch    models of engines that work on this machine
compare  a sample drafted by several, for judging
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from app.cli.arguments import chosen_locales, json_option, locale_option, open_workspace
from app.cli.engines import fetch
from app.cli.engines.compare import compare
from app.cli.output import counted, print_json

if TYPE_CHECKING:
    from app.engines import Traits
    from app.workflow.effort import Effort
    from app.workflow.offers import Offer


@click.group(invoke_without_command=True)
@locale_option
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], as_json: bool) -> None:
    """Say of each engine and locale whether it works here, what is missing, its price and where it sends the text.

    Nothing is sent and nothing is fetched to find that out. Beside it stands what people made of the drafts in the
    last twelve weeks: how many they approved as they were, and how many words in a hundred they edited.

    \b
    Example:  passeur engines
              passeur engines compare 2026-11-lettre-des-communs -l es
    """
    if context.invoked_subcommand:
        return
    from app.workflow.offers import weighed

    workspace = open_workspace(context.obj)
    found = list(weighed(workspace, chosen_locales(workspace, locales), today=datetime.now().astimezone().date()))
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    for name, ones in groupby(found, key=lambda one: one.engine):
        click.echo(_told(name, list(ones)))


def _told(name: str, found: list[Offer]) -> str:
    """An engine, and what is to be said of its locales; those of which the same is said share a line."""
    first = found[0]
    known = f"{_price(first.traits)}; {_whither(first)}" if first.traits else "price and place are those of its server"
    lines = [f"{name}: {known}"]
    by_said: dict[str, list[str]] = {}
    for one in found:
        by_said.setdefault(_stands(one), []).append(one.locale)
    lines += [f"  {', '.join(locales)}: {said}" for said, locales in by_said.items()]
    lines += [f"  {one.locale}, {one.route}: {_effort(one)}" for offer in found for one in offer.efforts]
    return "\n".join(lines)


def _stands(one: Offer) -> str:
    if not one.works:
        return f"{one.reason} {one.fix}".strip()
    said = "works, good for the gist only" if one.gist else "works"
    if one.taken:
        return f"{said}; drafts when no engine is named"
    return f"{said}; drafts only when it is named" if one.named_only else said


def _effort(one: Effort) -> str:
    drafts = f"people approved {counted(one.targets, 'draft')}, {one.unchanged:,} as they were"
    if not one.measured:
        return drafts
    return f"{drafts}; edits {one.edits:.0f} in 100 words (HTER), likeness {one.likeness:.0f} (chrF)"


def _price(traits: Traits) -> str:
    """What an engine costs, in words."""
    if traits.price is None:
        return "price not known"
    return f"{traits.price:g} US dollars for a million characters" if traits.price else "free"


def _whither(one: Offer) -> str:
    return f"sends text to {one.sends_to}" if one.sends_to else "text stays on this machine"


def _as_json(one: Offer) -> dict[str, object]:
    return {
        "engine": one.engine,
        "locale": one.locale,
        "works": one.works,
        "route": one.route,
        "gist": one.gist,
        "taken": one.taken,
        "named_only": one.named_only,
        "price_per_million": one.traits.price if one.traits else None,
        "sends_to": one.sends_to,
        "reason": one.reason,
        "fix": one.fix,
        "efforts": [asdict(effort) for effort in one.efforts],
    }


command.add_command(fetch.command)
command.add_command(compare)
