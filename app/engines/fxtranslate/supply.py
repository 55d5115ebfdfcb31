"""Where models are, whether they may be fetched, and what to say when they are missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from app.engines.fxtranslate import fetching, models
from app.engines.fxtranslate.catalogue import Package, Packages
from app.engines.fxtranslate.models import HUB, Pair
from app.engines.protocol import ANOTHER, Cancel, Settings
from app.errors import EngineError, UsageError
from app.wording import Message

NAME = "fxtranslate"
SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
SIZES = "17-44"  # MB of a model, packed
# What Mozilla has models for; the list that is fetched says it exactly.
PUBLISHED = re.compile(
    "ar|az|bg|bn|bs|ca|cs|da|de|el|en|es|et|fa|fi|fr|gu|he|hi|hr|hu|id|is|it|ja|kn|ko|lt|lv|ml|ms|nb|nl|nn|pl|pt|ro|ru"
    "|sk|sl|sq|sr|sv|ta|te|th|tr|uk|vi|zh(-Han[st])?"
)


def is_installed() -> bool:
    """Whether the package is there, without loading it."""
    return find_spec(NAME) is not None


class Supply:
    """The settings of an engine, made sense of. UsageError for a `download` that is neither yes nor no."""

    def __init__(self, settings: Settings) -> None:
        consent = settings.get("download", "no").lower()
        if consent not in SWITCH:
            raise UsageError(
                Message("`download` of {name} is `{value}`.", name=NAME, value=consent),
                fix=Message("Write yes or no."),
            )
        self._consent = SWITCH[consent]
        self._settings = settings

    @property
    def root(self) -> Path:
        """The folder with the models: the `path` of the settings, else the user's cache, where the package has it."""
        if self._settings.get("path"):
            return Path(self._settings["path"])
        from fxtranslate import Cache

        return Path(Cache().root)

    @property
    def origin(self) -> fetching.Origin:
        """Where models are fetched from: the `address` of the settings, else Mozilla."""
        address = self._settings.get("address", "").rstrip("/")
        return fetching.copied(address) if address else fetching.published()

    def presumed(self, source: str, target: str) -> tuple[Pair, ...]:
        """The models that `translate` would fetch, as far as that can be told without asking; () without consent."""
        return _published(source, target) if self._consent and is_installed() else ()

    def missing(self, source: str, target: str, packages: Packages) -> tuple[Package, ...]:
        """Those of the packages that a pair of locales needs and that are not here; EngineError when it has none."""
        found = models.route(packages, source, target)
        if not found:
            raise EngineError(
                Message(
                    "There is no model for {source_locale} to {target_locale} at {host}.",
                    source_locale=source,
                    target_locale=target,
                    host=self.origin.host,
                ),
                fix=ANOTHER,
                engine_wide=True,
            )
        here = models.installed(self.root)
        return tuple(packages[pair] for pair in found if pair not in here)

    def fetch(self, package: Package, progress: Callable[[int], None]) -> Path:
        """Fetch one; see `fetching.fetch`. UsageError when `path` is a single model."""
        if next(self.root.glob("model.*"), None):
            raise UsageError(
                Message("`path` of {name} is a single model.", name=NAME),
                fix=Message("Name the folder that it is in."),
            )
        return fetching.fetch(package, self.root, origin=self.origin, progress=progress)

    def fetch_all(self, source: str, target: str, cancel: Cancel | None) -> None:
        """Fetch what a pair of locales needs, to whom the settings consent. EngineError when it does not come."""

        def progress(_: int) -> None:
            if cancel is not None and cancel.is_set():
                raise stopped()

        for package in self.missing(source, target, fetching.packages(self.origin)):
            self.fetch(package, progress)

    def refusal(self, source: str, target: str) -> EngineError:
        """What to say of a pair of locales without models."""
        locales = {"source_locale": source, "target_locale": target}
        if not is_installed():
            return _refused(
                Message("fxtranslate is not installed."),
                Message(
                    "python -m pip install fxtranslate (where there is no ready build: Rust and a C++ compiler first)"
                ),
            )
        if not self.root.is_dir() and self._settings.get("path"):
            return _refused(
                Message("There is no folder {folder}.", folder=str(self.root)),
                Message("Correct fxtranslate's `path` in passeur.yaml."),
            )
        for folder in self._folders(source, target):
            try:
                models.read(folder)
            except EngineError as error:
                return error
        here = models.installed(self.root)
        pairs = [pair for pair in _published(source, target) if pair not in here]
        if not pairs:
            return _refused(
                Message("fxtranslate does not translate {source_locale} to {target_locale}.", **locales),
                ANOTHER,
            )
        return _refused(
            Message("fxtranslate has no model for {source_locale} to {target_locale} yet.", **locales),
            Message(
                "passeur engines fetch -l {code} (asks first; {number} × {sizes} MB from {host})",
                code=target,
                number=len(pairs),
                sizes=SIZES,
                host=self.origin.host,
            ),
        )

    def _folders(self, source: str, target: str) -> list[Path]:
        """The folders there are of the models that a pair needs, complete or not."""
        if models.FOLDER.fullmatch(self.root.name):
            return [self.root]
        return [path for pair in _published(source, target) if (path := self.root / "-".join(pair)).is_dir()]


def stopped() -> EngineError:
    """The error of what was left when somebody stopped it."""
    return EngineError(Message("Drafting was stopped."), retryable=True, engine_wide=True)


def may_translate(source: str, target: str) -> bool:
    """Whether there are models for a pair of locales, here or to be fetched, as far as that can be told here."""
    return bool(_published(source, target))


def _published(source: str, target: str) -> tuple[Pair, ...]:
    first, last = models.codes(source)[-1], models.codes(target)[-1]
    if first == last or not all(map(PUBLISHED.fullmatch, (first, last))):
        return ()
    return ((first, last),) if HUB in (first, last) else ((first, HUB), (HUB, last))


def _refused(message: Message, fix: Message) -> EngineError:
    return EngineError(message, fix=fix, engine_wide=True)
