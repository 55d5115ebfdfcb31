"""Apertium: rules and dictionaries on this machine; no text leaves it.

Each hop of a route is a line of programs kept running. Installed pairs alone decide what can be translated; English,
Italian and Portuguese are reached through Catalan and only give the gist.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from app.engines.apertium import modes
from app.engines.apertium.analyser import Analyser
from app.engines.apertium.chain import Chain
from app.engines.apertium.hop import TIMEOUT, Hop
from app.engines.idling import AFTER, Idling
from app.engines.protocol import ANOTHER, Cancel, Request, Result, Settings, Traits
from app.errors import EngineError
from app.wording import Message

PACKAGES = {  # (source, target) -> Debian's packages that bring the route
    ("fr", "es"): "apertium-fr-es",
    ("fr", "ca"): "apertium-fra-cat",
    ("fr", "oc"): "apertium-oci-fra",
    ("fr", "en"): "apertium-fra-cat apertium-eng-cat",
    ("fr", "it"): "apertium-fra-cat apertium-cat-ita",
    ("fr", "pt"): "apertium-fra-cat apertium-por-cat",
}
PROGRAMS = "apertium cg3 lttoolbox apertium-lex-tools apertium-separable"  # and those that bring the programs


def make(_: str, settings: Settings) -> Apertium:
    return Apertium(settings)


class Apertium:
    """Settings: `path`, the folder with Apertium's data when it is not where packages put it."""

    id = "apertium"
    sends_to = ""
    version = "3"  # no two of its pairs have one number, and asking for them would start a program
    traits = Traits(speed=20_000)

    def __init__(self, settings: Settings, *, timeout: float = TIMEOUT, idle: float = AFTER) -> None:
        self._folder = modes.folder(settings.get("path", ""))
        self._timeout = timeout
        self._idle: dict[tuple[str, ...], list[Chain]] = {}  # warm chains that nobody uses just now
        self._lock = threading.Lock()
        self._idling = Idling(self.close, after=idle)

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says; among the pairs installed."""
        found = self._modes(source, target)
        return ",".join(mode.name for mode in found) or None

    def gist(self, source: str, target: str) -> bool:
        """As the protocol says: True for two hops."""
        return len(self._modes(source, target)) > 1

    def refusal(self, source: str, target: str) -> EngineError:
        """As the protocol says: the packages to install, where Debian has them."""
        key = (source.split("_")[0].split("-")[0], target.split("_")[0].split("-")[0])
        pair = {"source_locale": source, "target_locale": target}
        if key in PACKAGES:
            fix = Message("sudo apt-get install {packages}", packages=PACKAGES[key])
            return EngineError(
                Message("Apertium's pair for {source_locale} to {target_locale} is not installed.", **pair),
                fix=fix,
                engine_wide=True,
            )
        return EngineError(
            Message("Apertium does not translate {source_locale} to {target_locale}.", **pair),
            fix=ANOTHER,
            engine_wide=True,
        )

    def _modes(self, source: str, target: str) -> tuple[modes.Mode, ...]:
        return modes.route(modes.installed(self._folder), source, target)

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when the pair or a program is not installed."""
        names = tuple(mode.name for mode in self._modes(source, target))
        if not names:
            raise self.refusal(source, target)
        chain = self._take(names)
        return self._run(chain, names, requests, cancel)

    def _run(
        self, chain: Chain, names: tuple[str, ...], requests: Iterable[Request], cancel: Cancel | None
    ) -> Iterator[Result]:
        with self._idling.used():
            try:
                yield from chain.run(requests, cancel)
            finally:
                with self._lock:
                    self._idle.setdefault(names, []).append(chain)

    def _take(self, names: tuple[str, ...]) -> Chain:
        with self._lock:
            if self._idle.get(names):
                return self._idle[names].pop()
        assert self._folder is not None
        commands = [modes.stages(self._folder / f"{name}.mode") for name in names]
        missing = modes.missing_programs(command for line in commands for command in line)
        if missing:
            fix = Message("sudo apt-get install {packages}", packages=PROGRAMS)
            raise EngineError(
                Message("Apertium's program {name} is missing.", name=missing[0]), fix=fix, engine_wide=True
            )
        hops = [Hop(name, line, timeout=self._timeout) for name, line in zip(names, commands, strict=True)]
        return Chain(self.id, hops, Analyser(commands[0][0]))

    def close(self) -> None:
        """Ends all programs that nobody uses just now."""
        self._idling.stop()
        with self._lock:
            chains = [chain for idle in self._idle.values() for chain in idle]
            self._idle.clear()
        for chain in chains:
            chain.close()
