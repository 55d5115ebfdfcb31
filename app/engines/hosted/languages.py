"""CLDR and BCP 47 identifiers as hosted engines name languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from babel.core import get_global
from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES, MY_MEMORY_LANGUAGES_TO_CODES

Coder = Callable[[str], str | None]  # an identifier -> the engine's code, None when it has none

GOOGLE_OLD = {"he": "iw", "jv": "jw", "fil": "tl", "nb": "no", "nn": "no", "zh": "zh-CN"}


def _split(identifier: str) -> tuple[str, str, str]:
    """Language, script and region; a script or region that is not named is the likely one (CLDR likelySubtags)."""
    language, *rest = re.split(r"[-_]", identifier)
    language = language.lower()
    script = next((part.title() for part in rest if len(part) == 4), "")
    region = next((part.upper() for part in rest if len(part) == 2), "")
    subtags = get_global("likely_subtags")
    likely = subtags.get("_".join(filter(None, (language, script, region)))) or subtags.get(language, "")
    found = str(likely).split("_")
    if len(found) == 3:
        script, region = script or found[1], region or found[2]
    return language, script, region


def google(identifier: str) -> str | None:
    language, script, _ = _split(identifier)
    if language == "zh":
        return "zh-TW" if script == "Hant" else "zh-CN"
    code = GOOGLE_OLD.get(language, language)
    return code if code in GOOGLE_LANGUAGES_TO_CODES.values() else None


def mymemory(identifier: str) -> str | None:
    language, _, region = _split(identifier)
    code = f"{language}-{region}"
    return code if code in MY_MEMORY_LANGUAGES_TO_CODES.values() else None


def libretranslate(identifier: str) -> str | None:
    """Each server has its own languages; it refuses what it lacks."""
    language, script, region = _split(identifier)
    if language == "zh":
        return "zt" if script == "Hant" else "zh"
    if language == "pt" and region == "BR" and identifier != "pt":
        return "pt-BR"
    return language if language.isascii() and language.isalpha() and len(language) <= 3 else None
