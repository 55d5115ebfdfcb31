"""The header of a catalog: what is missing is added, what people wrote stays."""

from __future__ import annotations

from app.core.model import Catalog
from app.core.numbers.cldr import data_of, is_known

Fields = tuple[tuple[str, str], ...]


def completed(previous: Catalog | None, *, locale: str, source_locale: str) -> Fields:
    """The previous catalog's fields in their order, and after them those that gettext or Passeur need.

    Dates and Last-Translator stay empty in a new catalog: the store sets them when a target changes.
    """
    fields = previous.headers if previous else ()
    present = {name.casefold() for name, _ in fields}
    wanted = (
        ("Project-Id-Version", "Passeur"),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", locale),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
    missing = tuple(field for field in wanted if field[0].casefold() not in present)
    if "plural-forms" not in present and (plural := _plural_forms(locale)):
        missing += (("Plural-Forms", plural),)
    ours = (("X-Source-Language", source_locale), ("X-Generator", "Passeur"))
    return fields + missing + tuple(field for field in ours if field[0].casefold() not in present)


def _plural_forms(locale: str) -> str:
    """gettext's plural rule of a locale, from CLDR; none for a locale that Babel does not know."""
    from babel.messages.plurals import get_plural  # here: only a new catalog asks

    if not is_known(locale):
        return ""
    plural = get_plural(data_of(locale))
    return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
