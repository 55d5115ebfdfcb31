"""CLDR and BCP 47 identifiers as hosted engines name languages."""

from __future__ import annotations

from collections.abc import Callable

from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES, MY_MEMORY_LANGUAGES_TO_CODES

from app.engines.remote.languages import split

Coder = Callable[[str], str | None]  # an identifier -> the engine's code, None when it has none

# Of Azure's languages those that a newsletter may be read in; its service tells all, but only over the network.
MICROSOFT = (
    "af", "am", "ar", "az", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
    "fi", "fil", "fr", "fr-ca", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka",
    "kk", "km", "kn", "ko", "lo", "lt", "lv", "mk", "ml", "mn-Cyrl", "mr", "ms", "mt", "my", "nb", "ne", "nl",
    "pa", "pl", "ps", "pt", "pt-pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr-Cyrl", "sr-Latn", "sv", "sw",
    "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh-Hans", "zh-Hant", "zu",
)  # fmt: skip
GOOGLE_OLD = {"he": "iw", "jv": "jw", "fil": "tl", "nb": "no", "nn": "no", "zh": "zh-CN"}


def google(identifier: str) -> str | None:
    language, script, _ = split(identifier)
    if language == "zh":
        return "zh-TW" if script == "Hant" else "zh-CN"
    code = GOOGLE_OLD.get(language, language)
    return code if code in GOOGLE_LANGUAGES_TO_CODES.values() else None


def mymemory(identifier: str) -> str | None:
    language, _, region = split(identifier)
    code = f"{language}-{region}"
    return code if code in MY_MEMORY_LANGUAGES_TO_CODES.values() else None


def microsoft(identifier: str) -> str | None:
    language, script, region = split(identifier)
    language = {"no": "nb", "nn": "nb", "tl": "fil"}.get(language, language)
    codes = (f"{language}-{script}", f"{language}-{region.lower()}", language)
    return next((code for code in codes if code in MICROSOFT), None)


def libretranslate(identifier: str) -> str | None:
    """Each server has its own languages; it refuses what it lacks."""
    language, script, region = split(identifier)
    if language == "zh":
        return "zt" if script == "Hant" else "zh"
    if language == "pt" and region == "BR" and identifier != "pt":
        return "pt-BR"
    return language if language.isascii() and language.isalpha() and len(language) <= 3 else None
