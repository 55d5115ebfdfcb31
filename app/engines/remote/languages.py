"""CLDR and BCP 47 identifiers taken apart, for engines that name languages in their own way."""

from __future__ import annotations

import re

from babel.core import get_global

from app.engines.protocol import ANOTHER
from app.errors import EngineError
from app.wording import Message


def split(identifier: str) -> tuple[str, str, str]:
    """Language, script and region; a script or region that is not named is the likely one (CLDR likelySubtags)."""
    language, *rest = re.split(r"[-_]", identifier)
    language = language.lower()
    script = next((part.title() for part in rest if len(part) == 4), "")
    region = next((part.upper() for part in rest if len(part) == 2 or part.isdigit()), "")
    subtags = get_global("likely_subtags")
    likely = subtags.get("_".join(filter(None, (language, script, region)))) or subtags.get(language, "")
    found = str(likely).split("_")
    if len(found) == 3:
        script, region = script or found[1], region or found[2]
    return language, script, region


def refusal(name: str, source: str, target: str) -> EngineError:
    """What to say of a pair that an engine elsewhere does not translate."""
    return EngineError(
        Message(
            "{name} does not translate {source_locale} to {target_locale}.",
            name=name,
            source_locale=source,
            target_locale=target,
        ),
        fix=ANOTHER,
        engine_wide=True,
    )
