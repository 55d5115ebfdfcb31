"""DeepL, through its official package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

from deepl import DeepLClient

from app.engines.deepl import languages, terms
from app.engines.deepl.wire import client
from app.engines.judging import words
from app.engines.protocol import Cancel, Request, Result, Settings, Traits
from app.engines.remote import settings as checked
from app.engines.remote.drafting import Drafting
from app.engines.remote.elsewhere import Elsewhere
from app.engines.remote.patience import Limits
from app.engines.remote.segment import Form
from app.engines.remote.tags import XML
from app.engines.remote.transport import Transport
from app.errors import UsageError
from app.wording import Message

LIMITS = Limits()
# DeepL takes 50 texts and 128 KiB at once, but what stands around is told of all of them together.
FORM = Form(XML, longest=30_000, batch=10, together=4_000)
EXTENT = 3_000  # characters of what stands around
PRICE = 25.0  # US dollars for a million characters of the paid service, 2026
HOST, FREE_HOST = "api.deepl.com", "api-free.deepl.com"
FREE = ":fx"  # the end of keys of the free service


def make(name: str, settings: Settings) -> DeepL:
    return DeepL(name, settings)


class DeepL(Elsewhere):
    """DeepL. Settings: `key`; maybe `formality` (more or less), `address`, `price`. UsageError when they cannot be."""

    def __init__(self, name: str, settings: Settings, *, limits: Limits = LIMITS) -> None:
        self.id = name
        self._limits = checked.limits(name, settings, limits)
        self._address = checked.address(name, settings, example="key: …", needed=False)
        self._key = checked.key(name, settings)
        self._price = checked.price(name, settings)
        self._formality = settings.get("formality", "")
        if not self._key:
            raise checked.no_key(name)
        if self._formality not in ("", "more", "less"):
            raise UsageError(
                Message("`{setting}` of {name} is `{value}`.", setting="formality", name=name, value=self._formality),
                fix=Message("Write more or less."),
            )

    @property
    def version(self) -> str:
        """As the protocol says: the package's, as DeepL tells no model's."""
        return f"{version('deepl')} {self._formality}".strip()

    @property
    def traits(self) -> Traits:
        """As the protocol says."""
        usual = 0.0 if self._key.endswith(FREE) else PRICE
        return Traits(terms=True, context=True, price=usual if self._price is None else self._price, speed=1_500)

    @property
    def sends_to(self) -> str:
        """As the protocol says."""
        return checked.host(self._address or f"https://{FREE_HOST if self._key.endswith(FREE) else HOST}")

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says; in DeepL's own codes."""
        codes = (languages.source(source), languages.target(target))
        return "-".join(code for code in codes if code) if all(codes) else None

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when DeepL has no code for a locale."""
        first, second = languages.source(source), languages.target(target)
        if not first or not second:
            raise self.refusal(source, target)
        return self._run(terms.hidden(requests, source=source), (first, second), cancel)

    def _run(self, requests: Sequence[Request], codes: tuple[str, str], cancel: Cancel | None) -> Iterator[Result]:
        transport = Transport(self._limits.connect, self._limits.whole, secret=self._key, cancel=cancel)
        deepl = client(transport, key=self._key, address=self._address)
        try:
            with terms.glossary(deepl, requests, codes=codes) as glossary:

                def ask(texts: Sequence[str], marked: bool, asked: Sequence[Request]) -> Sequence[object]:
                    options = self._options(marked, glossary, asked)
                    return _asked(deepl, texts, codes=codes, options=options)

                drafting = Drafting(self.id, "-".join(codes), ask, FORM, self._limits, cancel)
                yield from map(terms.shown, drafting.results(requests))
        finally:
            transport.close()

    def _options(self, marked: bool, glossary: str | None, asked: Sequence[Request]) -> dict[str, Any]:
        options: dict[str, Any] = {"preserve_formatting": True, "context": _context(asked)}
        if marked:
            options |= {"tag_handling": "xml", "outline_detection": False, "ignore_tags": ["x"]}
        if glossary:
            options["glossary"] = glossary
        if self._formality:
            options["formality"] = f"prefer_{self._formality}"
        return options


def _asked(
    deepl: DeepLClient, texts: Sequence[str], *, codes: tuple[str, str], options: dict[str, Any]
) -> Sequence[object]:
    found = deepl.translate_text(list(texts), source_lang=codes[0], target_lang=codes[1], **options)
    return [one.text for one in (found if isinstance(found, list) else [found])]


def _context(asked: Sequence[Request]) -> str:
    """The passage that the texts stand in: DeepL reads it for each of them, and does not bill it."""
    passage = (*asked[0].before, *(words(one.parts) for one in asked), *asked[-1].after)
    return "\n".join(passage)[:EXTENT]
