"""CLDR's data of a locale, by the names that the workspace uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=64)
def data_of(locale: str) -> Locale:
    """Raises `babel.UnknownLocaleError`, a `ValueError` for what is no locale at all.

    Plain `pt` is Brazilian in CLDR; in our locales it is Portugal's, where a billion is "mil milhões".
    """
    from babel import Locale  # every command imports this package; Babel costs only those that read numbers

    return Locale.parse("pt_PT" if locale == "pt" else locale.replace("-", "_"))


def symbols(locale: str) -> Mapping[str, Any]:
    """The signs of a locale's numbers in western digits: "decimal", "group"."""
    found: Mapping[str, Any] = data_of(locale).number_symbols
    return found.get("latn", found)  # type: ignore[no-any-return]


def is_known(locale: str) -> bool:
    from babel import UnknownLocaleError  # as above

    try:
        data_of(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True
