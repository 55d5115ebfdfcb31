"""Engines elsewhere, through deep-translator: they get the text of the segments, so somebody has to name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from app.engines.hosted import replies
from app.engines.hosted.draft import draft
from app.engines.hosted.patience import Limits, Patience, stopped
from app.engines.hosted.services import SERVICES, Ask
from app.engines.hosted.transport import Transport
from app.engines.protocol import Cancel, Request, Result, Settings, Traits
from app.errors import EngineError, UsageError
from app.wording import Message

LIMITS = Limits()
HERE = ("localhost", "127.0.0.1", "::1")


def make(name: str, settings: Settings) -> Hosted:
    return Hosted(name, settings)


class Hosted:
    """One service. Settings: `address` and `key` as the service wants them.

    UsageError when an address is missing, or is no http(s) URL.
    """

    def __init__(self, name: str, settings: Settings, *, limits: Limits = LIMITS) -> None:
        self.id = name
        self._service = SERVICES[name]
        self._settings = settings
        self._limits = limits
        address = settings.get("address", "")
        example = f"engines: {{{name}: {{address: http://localhost:5000}}}}"
        if self._service.needs_address and not address:
            raise UsageError(
                Message("{name} has no address.", name=name), fix=Message("In passeur.yaml: {example}", example=example)
            )
        if "@" in address:  # it would stand in every message and log
            raise UsageError(
                Message("{name}'s address holds a password.", name=name), fix=Message("Use `key`, or the environment.")
            )
        if address and not (urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname):
            raise UsageError(
                Message("`{address}` is no address of {name}.", address=address, name=name),
                fix=Message("In passeur.yaml: {example}", example=example),
            )

    @property
    def version(self) -> str:
        """As the protocol says: nobody tells what runs at the other end."""
        return "1"

    @property
    def traits(self) -> Traits:
        """As the protocol says."""
        return Traits(price=None, speed=200)

    @property
    def sends_to(self) -> str:
        """As the protocol says."""
        host = urlsplit(self._settings.get("address", "")).hostname or self._service.host
        return "" if host in HERE else host

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says; in the service's own codes."""
        codes = [self._service.coder(locale) for locale in (source, target)]
        return "-".join(code for code in codes if code) if all(codes) else None

    def gist(self, source: str, target: str) -> bool:
        """As the protocol says: False, a service answers for its own detours."""
        return False

    def refusal(self, source: str, target: str) -> EngineError:
        """As the protocol says."""
        fix = Message("Name another engine in passeur.yaml.")
        return EngineError(
            Message("{name} does not translate {source} to {target}.", name=self.id, source=source, target=target),
            fix=fix,
            engine_wide=True,
        )

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when the service has no code for a locale."""
        first, second = self._service.coder(source), self._service.coder(target)
        if not first or not second:
            raise self.refusal(source, target)
        return self._run(requests, (first, second), cancel)

    def _run(self, requests: Iterable[Request], codes: tuple[str, str], cancel: Cancel | None) -> Iterator[Result]:
        transport = Transport(self._limits.connect, self._limits.whole)
        ask = self._service.connect(*codes, transport, self._settings)
        patience = Patience(self._limits, cancel)
        route = "-".join(codes)
        end: EngineError | None = None
        try:
            for request in requests:
                if cancel is not None and cancel.is_set():
                    end = end or stopped()
                result = self._result(request, ask, patience, route=route, end=end)
                if result.error is not None and result.error.engine_wide:
                    end = result.error
                yield result
        finally:
            transport.close()

    def _result(self, request: Request, ask: Ask, patience: Patience, *, route: str, end: EngineError | None) -> Result:
        def translate(text: str, as_html: bool) -> str:
            if end is not None:
                raise end
            line = " ".join(text.split("\n"))
            return patience.ask(lambda: replies.checked(_asked(ask, line, as_html), line))

        try:
            parts, flags = draft(
                request.parts, translate, longest=self._service.longest, reads_html=self._service.reads_html
            )
        except EngineError as error:
            return Result(request.id, None, error, self.id, route)
        return Result(request.id, parts, None, self.id, route, flags)

    def close(self) -> None:
        """Nothing is kept between two translations."""


def _asked(ask: Ask, text: str, as_html: bool) -> object:
    try:
        return ask(text, as_html)
    except EngineError:
        raise
    # A stranger's reply read by another library: whatever goes wrong there concerns this segment alone.
    except Exception as error:
        raise EngineError(
            Message("The engine's reply cannot be read ({reason}).", reason=type(error).__name__)
        ) from error
