"""Numbers, states and locales as people read them; templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask import Flask

from app.core.model import State
from app.workflow.status import Progress

NEEDS_REVIEW = "needs-review"  # the filter that means "every state but approved"
WITH_ERRORS = "errors"  # the filter that means "a finding blocks approval"

MOST_NAMES = 6  # of locales, in one sentence

STATE_HINTS: dict[State, str] = {
    State.EMPTY: "no target yet",
    State.DRAFT: "filled by a machine or from memory, not looked at yet",
    State.STALE: "the source changed after the target was made",
    State.NEEDS_WORK: "somebody wrote it or sent it back; not approved",
    State.APPROVED: "looked at and approved",
}


@dataclass(frozen=True)
class LocaleWords:
    """A locale's name in English and what `lang` and `dir` say of a text in it."""

    id: str
    name: str
    lang: str
    dir: str


@lru_cache(maxsize=256)
def locale_words(identifier: str) -> LocaleWords:
    lang = identifier.replace("_", "-")
    try:
        locale = Locale.parse(identifier)
    except (UnknownLocaleError, ValueError):
        return LocaleWords(identifier, identifier, lang, "auto")
    return LocaleWords(identifier, locale.get_display_name("en") or identifier, lang, locale.text_direction)


def every_locale(identifiers: Sequence[str]) -> str:
    """ "German, Arabic"; a count where the names would be too many."""
    if len(identifiers) > MOST_NAMES:
        return f"all {len(identifiers)}"
    return ", ".join(locale_words(identifier).name for identifier in identifiers)


def word(state: State) -> str:
    return state.label.capitalize()


def drafted_by(origin: str) -> str:
    """ "apertium, for the gist": who drafted a unit, from what its catalog says of it; "" when nobody did."""
    said = dict(part.split("=", 1) for part in origin.split() if "=" in part)
    name = said.get("engine", "")
    # a route of several hops went through a third language
    return f"{name}, for the gist" if "," in said.get("route", "") else name


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 segment", "2,000 segments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_words(progress: Progress) -> str:
    """ "65%, 168 left, 3 errors": what a dashboard cell says."""
    if not progress.segments:
        return "nothing to translate"
    if not progress.left:
        said = "all approved"
    elif progress.empty == progress.segments:
        said = f"not begun, {progress.empty:,} empty"
    else:
        said = f"{progress.percent}%, {progress.left:,} left"
    return f"{said}, {count(progress.errors, 'error')}" if progress.errors else said


def progress_states(progress: Progress) -> list[tuple[State, int]]:
    return [(state, getattr(progress, state.value)) for state in State]


def filters() -> list[tuple[str, str]]:
    """What the review screen can be narrowed to: value in the address, words."""
    by_state = [(state.value, word(state)) for state in State]
    return [("", "All segments"), (NEEDS_REVIEW, "Needs review"), *by_state, (WITH_ERRORS, "With errors")]


def install(app: Flask) -> None:
    """Make the words usable in the templates of `app`."""
    for function in (locale_words, word, count, in_words, progress_states, drafted_by):
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.globals["state_hints"] = STATE_HINTS
