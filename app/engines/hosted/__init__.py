"""Engines elsewhere, through deep-translator: they get the text of the segments, so somebody has to name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.engines.hosted.services import SERVICES
from app.engines.protocol import Cancel, Request, Result, Settings, Traits
from app.engines.remote import settings as checked
from app.engines.remote.drafting import Drafting
from app.engines.remote.elsewhere import Elsewhere
from app.engines.remote.patience import Limits
from app.engines.remote.segment import Form
from app.engines.remote.tags import BARE, HTML
from app.engines.remote.transport import Transport


def make(name: str, settings: Settings) -> Hosted:
    return Hosted(name, settings)


class Hosted(Elsewhere):
    """One service. Settings: `address`, `key`, `price`, `timeout` and `per_minute`, as far as the service wants them.

    UsageError when an address is missing, or is no http(s) URL.
    """

    def __init__(self, name: str, settings: Settings, *, limits: Limits | None = None) -> None:
        self.id = name
        self._service = SERVICES[name]
        self._limits = checked.limits(name, settings, limits or self._service.limits)
        self._address = checked.address(
            name, settings, example="address: http://localhost:5000", needed=self._service.needs_address
        )
        self._key = checked.key(name, settings)
        if self._service.needs_key and not self._key:
            raise checked.no_key(name)
        self._price = checked.price(name, settings)
        self._settings = {**settings, "address": self._address, "key": self._key}

    @property
    def version(self) -> str:
        """As the protocol says: nobody tells what runs at the other end, but where it is."""
        return f"1 {self._address}".strip()

    @property
    def traits(self) -> Traits:
        """As the protocol says."""
        return Traits(price=self._price, speed=200)

    @property
    def sends_to(self) -> str:
        """As the protocol says."""
        return checked.host(self._address or f"https://{self._service.host}")

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says; in the service's own codes."""
        codes = [self._service.coder(locale) for locale in (source, target)]
        return "-".join(code for code in codes if code) if all(codes) else None

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when the service has no code for a locale."""
        first, second = self._service.coder(source), self._service.coder(target)
        if not first or not second:
            raise self.refusal(source, target)
        return self._run(requests, (first, second), cancel)

    def _run(self, requests: Iterable[Request], codes: tuple[str, str], cancel: Cancel | None) -> Iterator[Result]:
        transport = Transport(self._limits.connect, self._limits.whole, secret=self._key, cancel=cancel)
        ask = self._service.connect(*codes, transport, self._settings)

        def one(texts: Sequence[str], marked: bool, _: Sequence[Request]) -> Sequence[object]:
            return [ask(" ".join(text.split("\n")), marked and self._service.reads_html) for text in texts]

        form = Form(HTML if self._service.reads_html else BARE, self._service.longest)
        try:
            yield from Drafting(self.id, "-".join(codes), one, form, self._limits, cancel).results(requests)
        finally:
            transport.close()
