"""States, locales and progress as people read them; templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask import Flask

from app.core.model import State
from app.web.interface import _, _n, language, listed, locale_name, percent, translated
from app.web.kinds import kind, note
from app.wording import Message
from app.workflow.review import Row
from app.workflow.status import Progress
from app.workflow.versions import effort

NEEDS_REVIEW = "needs-review"  # the filter that means "every state but approved"
WITH_ERRORS = "errors"  # the filter that means "a finding blocks approval"

MOST_NAMES = 6  # of locales, in one sentence

STATES: dict[State, tuple[Message, Message]] = {  # its name, and what it means
    State.EMPTY: (Message("Empty"), Message("no target yet")),
    State.DRAFT: (Message("Draft"), Message("filled by a machine or from memory, not looked at yet")),
    State.STALE: (Message("Stale"), Message("the source changed after the target was made")),
    State.NEEDS_WORK: (Message("Needs work"), Message("somebody wrote it or sent it back; not approved")),
    State.APPROVED: (Message("Approved"), Message("looked at and approved")),
}


@dataclass(frozen=True)
class LocaleWords:
    """A locale's name in the language of the page, and what `lang` and `dir` say of a text in it.

    `name` stands alone, as a heading does; `within` stands in a sentence.
    """

    id: str
    name: str
    within: str
    lang: str
    dir: str


def locale_words(identifier: str) -> LocaleWords:
    return _locale_words(identifier, language())


@lru_cache(maxsize=256)
def _locale_words(identifier: str, language: str) -> LocaleWords:
    lang = identifier.replace("_", "-")
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return LocaleWords(identifier, identifier, identifier, lang, "auto")
    name = locale_name(identifier, language)
    return LocaleWords(identifier, name[:1].upper() + name[1:], name, lang, locale.text_direction)


def every_locale(identifiers: Sequence[str]) -> str:
    """ "German and Arabic"; a count where the names would be too many."""
    if len(identifiers) > MOST_NAMES:
        return _n("{number} locale", "all {number}", len(identifiers))
    return listed([locale_words(identifier).within for identifier in identifiers])


def word(state: State) -> str:
    return translated(STATES[state][0])


def hint(state: State) -> str:
    """What a state means."""
    return translated(STATES[state][1])


def drafted_by(origin: str) -> str:
    """ "apertium, for the gist": who drafted a unit, from what its catalog says of it; "" when nobody did."""
    said = dict(part.split("=", 1) for part in origin.split() if "=" in part)
    name = said.get("engine", "")
    # a route of several hops went through a third language
    return engine_words(name, gist="," in said.get("route", ""))


def engine_words(name: str, *, gist: bool) -> str:
    """ "apertium, for the gist": an engine as the one who drafted."""
    if name == "memory":
        return _("memory")
    return _("{engine}, for the gist", engine=name) if gist else name


def made_from(row: Row) -> str:
    """ "apertium" as long as a draft is what that made it, "edited, 34%" once somebody changed it."""
    if row.draft is None:
        return drafted_by(row.unit.origin)
    edited = effort(row.draft.target, row.unit.target)
    return _("edited, {share}", share=percent(edited / 100)) if edited else drafted_by(row.draft.origin)


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 segment", "2,000 segments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_words(progress: Progress) -> str:
    """ "65%, 168 left, 3 errors": what a dashboard cell says."""
    if not progress.segments:
        return _("nothing to translate")
    if not progress.left:
        said = _("all approved")
    elif progress.empty == progress.segments:
        said = _n("not begun, {number} empty", "not begun, {number} empty", progress.empty)
    else:
        share = percent(progress.approved / progress.segments)
        said = _("{percent}, {number} left", percent=share, number=progress.left)
    if not progress.errors:
        return said
    return _("{progress}, {errors}", progress=said, errors=_n("{number} error", "{number} errors", progress.errors))


def progress_states(progress: Progress) -> list[tuple[State, int]]:
    return [(state, getattr(progress, state.value)) for state in State]


def filters() -> list[tuple[str, str]]:
    """What the review screen can be narrowed to: value in the address, words."""
    by_state = [(state.value, word(state)) for state in State]
    further = [(WITH_ERRORS, _("With errors")), ("comments", _("With comments")), ("changed", _("Changed elsewhere"))]
    return [("", _("All segments")), (NEEDS_REVIEW, _("Needs review")), *by_state, *further]


def install(app: Flask) -> None:
    """Make the words usable in the templates of `app`."""
    for function in (
        every_locale,
        locale_words,
        word,
        hint,
        count,
        kind,
        note,
        in_words,
        progress_states,
        drafted_by,
        made_from,
    ):
        app.jinja_env.globals[function.__name__] = function
