"""The language that screens speak: a person's own, else the first of the browser's that we have, else English.

English texts are the keys: `_("Approved {number}", number=12)`. A language is added by adding its catalog,
translations/<language>/LC_MESSAGES/interface.po.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from flask import Flask, g, has_request_context, request

ENGLISH = "en"
FOLDER = Path(__file__).parent / "translations"
LANGUAGES = (
    (ENGLISH, *sorted(path.name for path in FOLDER.iterdir() if path.is_dir())) if FOLDER.is_dir() else (ENGLISH,)
)

FORMS = ("zero", "one", "two", "few", "many", "other")  # CLDR's plural categories, in its order

Value = str | int


def language() -> str:
    """The language of this request."""
    if not has_request_context():
        return ENGLISH
    person = g.get("person")
    if person is not None and person.language in LANGUAGES:
        return str(person.language)
    return request.accept_languages.best_match(LANGUAGES) or ENGLISH


def _(text: str, **values: Value) -> str:
    """`text` in the language of the request, its {names} replaced; numbers are written as that language does."""
    return _fill(str(_texts(language()).get(text) or text), values)


def _n(one: str, many: str, number: int, **values: Value) -> str:
    """As `_`, in the plural form that `number` takes; {number} stands for it."""
    forms = _texts(language()).get((one, many))
    form = forms[_plural(language())(number)] if forms else ""
    return _fill(form or (one if number == 1 else many), {"number": number, **values})


def when(milliseconds: int) -> str:
    """A moment as people of this language write it, in the time zone of the server."""
    moment = datetime.fromtimestamp(milliseconds / 1000, tz=UTC).astimezone()
    return format_datetime(moment, "medium", locale=language())


def for_scripts() -> dict[str, object]:
    """What scripts/words.js needs to speak this language; {} for English, which scripts speak by themselves."""
    if language() == ENGLISH:
        return {}
    return {key[0] if isinstance(key, tuple) else str(key): value for key, value in _texts(language()).items()}


def _fill(text: str, values: dict[str, Value]) -> str:
    for name, value in values.items():
        shown = format_decimal(value, locale=language()) if isinstance(value, int) else str(value)
        text = text.replace(f"{{{name}}}", shown)
    return text


@lru_cache
def _texts(name: str) -> Mapping[object, str | Sequence[str]]:
    """The key of a text with plural forms is (one, many), as Babel's is."""
    return {message.id: message.string for message in _catalog(name) if message.id and message.string}


@lru_cache
def _catalog(name: str) -> Catalog:
    path = FOLDER / name / "LC_MESSAGES" / "interface.po"
    if name == ENGLISH:
        return Catalog(ENGLISH)
    with path.open("rb") as file:
        return read_po(file, locale=name)


@lru_cache
def _plural(name: str) -> Callable[[int], int]:
    """number -> index of its form: as gettext orders them, which is CLDR's order."""
    rule = Locale.parse(name).plural_form
    order = [form for form in FORMS if form in {*rule.tags, "other"}]
    return lambda number: order.index(str(rule(number)))


def install(app: Flask) -> None:
    """Make the language usable in the templates of `app`."""
    app.jinja_env.globals.update(
        _=_, _n=_n, when=when, language=language, languages=LANGUAGES, words_for_scripts=for_scripts
    )
