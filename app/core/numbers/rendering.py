"""How a locale writes a value, where that is simple enough to suggest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.core.numbers.cldr import data_of
from app.core.numbers.items import Item, Reading

LARGE = 1_000_000


def render(item: Item, locale: str) -> str | None:
    """A number, a percentage, a month or a weekday by CLDR; None for times, fractions, units and ambiguous items."""
    if len(item.readings) != 1:
        readings = [reading for reading in item.readings if reading.unit == "percent"]
    else:
        readings = list(item.readings)
    return _written(readings[0], locale) if len(readings) == 1 else None


def _written(reading: Reading, locale: str) -> str | None:
    from babel import numbers  # as in `cldr`

    data = data_of(locale)
    if isinstance(reading.value, str):
        return reading.value if not reading.value.isdigit() else None
    value = reading.value
    if reading.kind in ("month", "weekday"):
        names = data.months if reading.kind == "month" else data.days
        return str(names["format"]["wide"].get(int(value)))
    decimal = Decimal(value.numerator) / value.denominator
    if reading.kind != "number" or value * 1000 != int(value * 1000):
        return None
    if reading.unit == "percent":
        return numbers.format_percent(decimal / 100, format=None, locale=data, decimal_quantization=False)
    if reading.unit:
        return None
    if value >= LARGE:
        style: Any = "long" if "long" in data.compact_decimal_formats else "short"  # ja has short forms only
        return numbers.format_compact_decimal(decimal, format_type=style, fraction_digits=2, locale=data)
    return numbers.format_decimal(decimal, locale=data) if value >= 10_000 or value.denominator > 1 else str(value)
