"""Machine translation: the engines, and which of them serves a pair.

Law of this package: nothing here reads or writes a catalog, and only engines that somebody named send text elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.engines.apertium import Apertium
from app.engines.protocol import Cancel, Engine, Parts, Request, Result, Settings
from app.errors import EngineError, UsageError
from app.wording import Message

__all__ = ["ENGINES", "Cancel", "Engine", "Parts", "Request", "Result", "Settings", "choose"]


def _hosted(name: str) -> Callable[[Settings], Engine]:
    def make(settings: Settings) -> Engine:
        from app.engines.hosted import Hosted  # deep-translator takes longer to import than most commands run

        return Hosted(name, settings)

    return make


ENGINES: Mapping[str, Callable[[Settings], Engine]] = {
    "apertium": Apertium,
    "libretranslate": _hosted("libretranslate"),
    "google": _hosted("google"),
    "mymemory": _hosted("mymemory"),
}


def choose(name: str, *, source: str, target: str, settings: Mapping[str, Settings]) -> Engine | None:
    """The engine for a pair; None for `none`. `settings` are passeur.yaml's `engines`, by name.

    `auto` takes a LibreTranslate whose address is configured, else Apertium. UsageError when no engine has that
    name; EngineError, engine-wide, when the engine does not know the pair, with what to do about it.
    """
    if name == "none":
        return None
    if name == "auto":
        return _automatic(source, target, settings)
    if name not in ENGINES:
        known = ", ".join(("auto", "none", *ENGINES))
        raise UsageError(
            Message("There is no engine `{name}`.", name=name), fix=Message("Known engines: {known}.", known=known)
        )
    engine = ENGINES[name](settings.get(name, {}))
    if engine.route(source, target) is None:
        raise engine.refusal(source, target)
    return engine


def _automatic(source: str, target: str, settings: Mapping[str, Settings]) -> Engine:
    for name in ("libretranslate", "apertium"):
        if name == "apertium" or settings.get(name, {}).get("address"):
            engine = ENGINES[name](settings.get(name, {}))
            if engine.route(source, target) is not None:
                return engine
    raise EngineError(
        Message("No engine here translates {source} to {target}: units stay empty.", source=source, target=target),
        fix=engine.refusal(source, target).fix,
        engine_wide=True,
    )
