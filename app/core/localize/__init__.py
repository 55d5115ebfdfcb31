"""Drafts that read right: what an engine left in French form, written as the locale writes it.

A rule changes only what the source certainly has in the same form: a figure, an amount, a date that stands there with
the same digits. Versions, telephone numbers, addresses, code and whatever else may be something else stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.core import inline
from app.core.edits import Edit, edited
from app.core.locales import language
from app.core.localize import amounts, clocks, dates, figures, magnitudes, marks, ordinals, percent, quotes, spacing
from app.core.localize.draft import Draft, masked, seen
from app.core.numbers.cldr import is_known
from app.core.spacing import LIKE_FRENCH

__all__ = ["RULES", "localized"]

SOURCE = "fr"  # what the forms are those of
ROUNDS = 4  # the second changes something only where one change made room for another

RULES: dict[str, Callable[[Draft], Iterable[Edit]]] = {
    "dates": dates.rule,
    "times": clocks.rule,
    "ordinals": ordinals.rule,
    "amounts": amounts.rule,
    "magnitudes": magnitudes.rule,
    "percent": percent.rule,
    "numbers": figures.rule,
    "spacing": spacing.rule,
    "marks": marks.rule,
    "quotes": quotes.rule,
}


def localized(
    source: str, target: str, *, source_locale: str, locale: str, labels: frozenset[str] = inline.NO_LABELS
) -> tuple[str, tuple[str, ...]]:
    """The target with the forms of its locale, and the names of the rules that did something, in order.

    Applied to what it gives it changes nothing; a text that does not settle is left alone. Inline codes stay, byte for
    byte, and so does all of a target in French or a language printed like it, in a locale that CLDR does not
    know, or of a source that is not French.
    """
    if language(source_locale) != SOURCE or language(locale) in LIKE_FRENCH or not is_known(locale):
        return target, ()
    known = seen(source, labels=labels)
    used: set[str] = set()
    result = target
    for _ in range(ROUNDS):
        before, (result, names) = result, _once(known, result, locale=locale, labels=labels)
        if result == before:
            return result, tuple(name for name in RULES if name in used)
        used |= names
    return target, ()


def _once(source: str, target: str, *, locale: str, labels: frozenset[str]) -> tuple[str, set[str]]:
    used, draft = set(), Draft(source, masked(target, labels=labels), locale)
    for name, rule in RULES.items():
        result = edited(target, rule(draft))
        if result != target and _codes(result, labels) == _codes(target, labels):
            target, draft = result, Draft(source, masked(result, labels=labels), locale)
            used.add(name)
    return target, used


def _codes(text: str, labels: frozenset[str]) -> list[str]:
    return [code.text for code in inline.parse(text, labels=labels)]
