"""The catalogs of the interface: <language>/LC_MESSAGES/interface.po, one a language besides English.

English texts are the keys. `python -m app.web.translations` brings the catalogs up to date with the code; a language
is added by an empty catalog in its folder, then that command.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
FOLDER = Path(__file__).parent
PATHS = {path.parent.parent.name: path for path in sorted(FOLDER.glob("*/LC_MESSAGES/interface.po"))}
LANGUAGES = (ENGLISH, *PATHS)

SAMPLES = (*range(200), 1_000_000)  # among them is a number for every plural category of CLDR

ScriptTexts = Mapping[str, str | Mapping[str, str]]


def read(language: str) -> Catalog:
    with PATHS[language].open("rb") as file:
        return read_po(file, locale=language)


@lru_cache
def texts(language: str) -> NullTranslations:
    """`gettext` and `ngettext` in a language; without a translation they give back the English."""
    if language not in PATHS:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache
def script_texts(language: str) -> ScriptTexts:
    """What scripts say: English -> text, or its forms by plural category as `Intl.PluralRules` names them."""
    if language not in PATHS:
        return {}
    told: dict[str, str | Mapping[str, str]] = {}
    for message in read(language):
        if not any(path.endswith(".js") for path, _ in message.locations):
            continue
        if isinstance(message.id, str):
            told[message.id] = texts(language).gettext(message.id)
        else:
            told[message.id[0]] = _forms(language, *message.id)
    return told


def _forms(language: str, one: str, many: str) -> Mapping[str, str]:
    category = Locale.parse(language).plural_form
    return {category(number): texts(language).ngettext(one, many, number) for number in reversed(SAMPLES)}
