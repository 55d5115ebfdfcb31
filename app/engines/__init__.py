"""Machine translation: the engines, and which of them serves a pair.

Law of this package: nothing here reads or writes a catalog, and only engines that somebody named send text elsewhere.

protocol      what every engine takes and gives
running       one result for each segment, whatever an engine does
asking        a segment on its way to an engine, and what becomes of the answer
framing       white space at the ends, letters that engines garble, what there is to translate
keeping       terms that stay as they are
outline       codes as pairs around words, the form in which engines keep them
judging       whether an answer looks like a draft
remembering   answers that cost something are asked for once
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from app.engines.protocol import ANOTHER, Cancel, Engine, Parts, Request, Result, Settings, Traits
from app.engines.running import run
from app.errors import EngineError, UsageError
from app.wording import Message

__all__ = ["ENGINES", "Cancel", "Engine", "Parts", "Request", "Result", "Settings", "Traits", "choose", "make", "run"]

# Engine -> the module whose `make(name, settings)` gives it; imported when asked for, as some take long.
ENGINES: Mapping[str, str] = {
    "openai": "app.engines.chat",
    "deepl": "app.engines.deepl",
    "libretranslate": "app.engines.hosted",
    "fxtranslate": "app.engines.fxtranslate",
    "apertium": "app.engines.apertium",
    "google": "app.engines.hosted",
    "microsoft": "app.engines.hosted",
    "mymemory": "app.engines.hosted",
}
# What `auto` takes, the best first: a server that the settings name, then what works on this machine.
CONFIGURED = ("openai", "deepl", "libretranslate")
LOCAL = ("fxtranslate", "apertium")


def make(name: str, settings: Settings) -> Engine:
    """The engine of that name, whether or not it knows any pair here. UsageError: no such engine, or bad settings."""
    if name not in ENGINES:
        known = ", ".join(("auto", "none", *ENGINES))
        raise UsageError(
            Message("There is no engine `{name}`.", name=name), fix=Message("Known engines: {known}.", known=known)
        )
    made: Engine = import_module(ENGINES[name]).make(name, settings)
    return made


def choose(name: str, *, source: str, target: str, settings: Mapping[str, Settings]) -> Engine | None:
    """The engine for a pair; None for `none`. `settings` are passeur.yaml's `engines`, by name.

    `auto` takes the first of CONFIGURED that has settings, else the first of LOCAL, that knows the pair. UsageError
    when no engine has that name; EngineError, engine-wide, when the engine does not know the pair, with what to do
    about it.
    """
    if name == "none":
        return None
    if name == "auto":
        return _automatic(source, target, settings)
    engine = make(name, settings.get(name, {}))
    if engine.route(source, target) is None:
        raise engine.refusal(source, target)
    return engine


def _automatic(source: str, target: str, settings: Mapping[str, Settings]) -> Engine:
    fixes = []
    for name in (*CONFIGURED, *LOCAL):
        if name in LOCAL or settings.get(name):
            engine = make(name, settings.get(name, {}))
            if engine.route(source, target) is not None:
                return engine
            fixes.append(engine.refusal(source, target).fix)
    raise EngineError(
        Message(
            "No engine here translates {source_locale} to {target_locale}: units stay empty.",
            source_locale=source,
            target_locale=target,
        ),
        fix=next((fix for fix in fixes if fix != ANOTHER), ANOTHER),
        engine_wide=True,
    )
