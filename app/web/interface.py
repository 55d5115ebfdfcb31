"""The language that screens speak: a person's own, else the first of the browser's that we have, else English.

English texts are the keys: `_("Approved {number}", number=12)`. Texts that are made where no request is are
`app.wording.Message`s; `translated` says them here. A {name} that ends with "_locale" is the identifier of a locale,
which is said by its name. Dates and numbers are written as in the region that the browser names: en-GB is not en-US.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from flask import Flask, g, has_request_context, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.web.translations import ENGLISH, LANGUAGES, ScriptTexts, script_texts, texts
from app.wording import Message, Value, fill

COOKIE = "language"  # what somebody without an account of their own chose


def language() -> str:
    """The language of this request."""
    if not has_request_context():
        return ENGLISH
    if "language" in g:
        return str(g.language)
    person = g.get("person")
    own = person.language if person else ""
    found = _chosen(own, request.cookies.get(COOKIE, ""), request.headers.get("Accept-Language", ""))
    if person:
        g.language = found  # a page of thousands of rows asks thousands of times
    return found


@lru_cache(maxsize=64)
def _chosen(own: str, cookie: str, header: str) -> str:
    """The first that we have. `header` is the browser's list (RFC 9110, 12.5.4)."""
    accepted = (wanted.lower().partition("-")[0] for wanted in parse_accept_header(header, LanguageAccept).values())
    return next((one for one in (own, cookie, *accepted) if one in LANGUAGES), ENGLISH)


def region() -> str:
    """The language of this request as in the browser's region, "en_GB"; the language alone where none is named."""
    return _region(language(), request.headers.get("Accept-Language", "")) if has_request_context() else ENGLISH


@lru_cache(maxsize=64)
def _region(language: str, header: str) -> str:
    accepted = (wanted.replace("-", "_") for wanted in parse_accept_header(header, LanguageAccept).values())
    return next((one for one in accepted if one.lower().startswith(f"{language}_") and _is_known(one)), language)


def _is_known(identifier: str) -> bool:
    try:
        Locale.parse(identifier)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _(text: str, /, **values: Value) -> str:
    """`text` in the language of the request, its {names} replaced; numbers are written as that language does."""
    return _filled(texts(language()).gettext(text), values)


def _n(one: str, many: str, /, number: int, **values: Value) -> str:
    """As `_`, in the plural form that `number` takes; {number} stands for it."""
    return _filled(texts(language()).ngettext(one, many, number), {"number": number, **values})


def translated(text: str) -> str:
    """A Message in the language of the request; any other text as it is."""
    if not isinstance(text, Message):
        return text
    if isinstance(text.template, str):
        return _(text.template, **text.values)
    return _n(*text.template, **text.values)  # type: ignore[arg-type] # {number} is one


@lru_cache(maxsize=256)
def locale_name(identifier: str, language: str) -> str:
    """ "German", "allemand": as it stands in a sentence; the identifier itself where CLDR knows no such locale."""
    try:
        return Locale.parse(identifier.replace("-", "_")).get_display_name(language) or identifier
    except (UnknownLocaleError, ValueError):
        return identifier


def listed(names: Sequence[str]) -> str:
    """ "German, Spanish, and Japanese"."""
    return format_list(names, locale=language())


def percent(share: float) -> str:
    """ "65%" of 0.65; never "100%" before the end."""
    return format_percent(int(round(share * 100, 6)) / 100, locale=region())


def when(milliseconds: int) -> str:
    """A moment since 1970 as people of this region write it, in the time zone of the server."""
    moment, locale = _moment(milliseconds), region()
    day, hour = format_date(moment, "medium", locale=locale), format_time(moment, "short", locale=locale)
    return str(get_datetime_format("medium", locale=locale)).replace("'", "").replace("{0}", hour).replace("{1}", day)


def timestamp(milliseconds: int) -> str:
    """The same for the `datetime` of a <time>: ISO 8601, with the zone."""
    return _moment(milliseconds).isoformat(timespec="seconds")


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC).astimezone()


def _filled(text: str, values: dict[str, Value]) -> str:
    return fill(text, {name: _written(name, value) for name, value in values.items()}) if values else text


def _written(name: str, value: Value) -> str:
    if isinstance(value, int):
        return _number(value, region())
    return locale_name(value, language()) if name.endswith("_locale") else translated(value)


@lru_cache(maxsize=4096)
def _number(value: int, region: str) -> str:
    return format_decimal(value, locale=region)


def words_for_scripts() -> ScriptTexts:
    """What static/words.js needs to speak this language; empty for English, which scripts speak by themselves."""
    return script_texts(language())


def install(app: Flask) -> None:
    """Make the language usable in the templates of `app`."""
    for function in (_, _n, translated, listed, percent, when, timestamp, language, words_for_scripts):
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.filters["translated"] = translated
    app.jinja_env.globals["languages"] = LANGUAGES
