"""CLDR's data of a locale, by the names that the workspace uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def data_of(locale: str) -> Locale:
    """Raises `babel.UnknownLocaleError`, a `ValueError` for what is no locale at all.

    Plain `pt` is Brazilian in CLDR; in our locales it is Portugal's, where a billion is "mil milhões".
    """
    from babel import Locale  # every command imports this package; Babel costs only those that read numbers

    return Locale.parse("pt_PT" if locale == "pt" else locale.replace("-", "_"))


def is_known(locale: str) -> bool:
    from babel import UnknownLocaleError  # as above

    try:
        data_of(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True
