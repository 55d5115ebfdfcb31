"""Numbers written out in words, by turning num2words round: 0 to 100, hundreds, thousand, and ordinals to 31."""

from __future__ import annotations

from collections.abc import Iterator

ENDINGS: dict[
    str, dict[str, tuple[str, ...]]
] = {  # grammatical gender and number that num2words does not give: last letters -> others
    "de": {"te": ("ten", "ter", "tes", "tem")},
    "es": {"o": ("a", "os", "as"), "ún": ("una",)},
    "it": {"o": ("a", "i", "e")},
    "pt": {"o": ("a", "os", "as")},
    "fr": {"ième": ("ièmes",)},
}
CARDINALS = (*range(2, 101), *range(200, 1000, 100), 1000, 2000, 10000)
ORDINALS = range(1, 32)


def numbers(language: str) -> Iterator[tuple[str, int]]:
    """(phrase, value) pairs; none where num2words does not know the language."""
    from num2words import num2words  # costs 40 ms at import, so only when numbers are read

    if language in ("ja", "zh", "ko", "ar", "th"):  # read by their own characters, or listed by hand with their cases
        return
    for form, values in (("cardinal", CARDINALS), ("ordinal", ORDINALS)):
        for value in values:
            try:
                phrase = num2words(value, lang=language, to=form)
            except (NotImplementedError, TypeError, OverflowError, IndexError, KeyError):
                return
            yield phrase, value
            if form == "ordinal":
                yield from ((other, value) for other in _inflected(phrase, language))


def _inflected(phrase: str, language: str) -> Iterator[str]:
    for ending, others in ENDINGS.get(language, {}).items():
        if phrase.endswith(ending):
            yield from (phrase.removesuffix(ending) + other for other in others)
