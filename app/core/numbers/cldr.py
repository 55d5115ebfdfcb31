"""CLDR's data of a locale, by the names that the workspace uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


# CLDR's minimumGroupingDigits is 2, which Babel does not tell: 1500, 15.000
FROM_FIVE_DIGITS = frozenset({"be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt_PT", "sl", "sq"})


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


def groups_four_digits(locale: str) -> bool:
    """Whether a locale writes 1,500 in groups, not only 15,000."""
    data = data_of(locale)
    return FROM_FIVE_DIGITS.isdisjoint((str(data), data.language))


def is_known(locale: str) -> bool:
    from babel import UnknownLocaleError  # as above

    try:
        data_of(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True
