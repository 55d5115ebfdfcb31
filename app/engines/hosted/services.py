"""The services reached through deep-translator, each made ready to be asked one text at a time.

Its others are left out: Linguee and Pons look up words; Papago, QCRI and Yandex are asked where nobody answers any
more; ChatGPT needs an `openai` of long ago (see `engines.chat`); its DeepL knows neither tags nor variants (see
`engines.deepl`); Baidu and Tencent get text in the URL, where servers log it.
"""

from __future__ import annotations

import html
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from deep_translator import GoogleTranslator, LibreTranslator, MicrosoftTranslator, MyMemoryTranslator

from app.engines.hosted import languages
from app.engines.protocol import Settings
from app.engines.remote.patience import Limits
from app.engines.remote.transport import Transport

USUAL = Limits()
PACED = Limits(per_minute=240)  # services for browsers shut out who asks faster than five times a second
Ask = Callable[[str, bool], object]  # (text, whether it is HTML) -> the reply as it came
Connect = Callable[[str, str, Transport, Settings], Ask]


@dataclass(frozen=True, slots=True)
class Service:
    """What Passeur must know of a service."""

    coder: languages.Coder
    connect: Connect
    host: str  # where texts go unless the settings name an address
    longest: int  # characters of one text, a tenth below the service's own limit
    reads_html: bool = False
    needs_address: bool = False
    needs_key: bool = False
    limits: Limits = USUAL


def through(translator: Any, transport: Transport) -> Callable[[str], object]:
    """`translator.translate` with `transport` where deep-translator's module has `requests`.

    The method gets globals of its own, so that nothing is patched for other users of the library.
    """
    method = type(translator).translate
    ours = types.SimpleNamespace(get=transport.get, post=transport.post, exceptions=requests.exceptions)
    own = types.FunctionType(
        method.__code__, {**method.__globals__, "requests": ours}, method.__name__, method.__defaults__
    )
    translator.translate = types.MethodType(own, translator)  # it calls itself when an echo comes back
    asked: Callable[[str], object] = translator.translate
    return asked


def google(source: str, target: str, transport: Transport, settings: Settings) -> Ask:
    """The page for old mobiles, read by deep-translator."""
    translator = GoogleTranslator(source=source, target=target)
    translator._base_url = settings.get("address") or translator._base_url
    translate = through(translator, transport)
    return lambda text, _: translate(text)


def mymemory(source: str, target: str, transport: Transport, settings: Settings) -> Ask:
    """Its answers are escaped for HTML. `email` in the settings raises the daily limit."""
    translator = MyMemoryTranslator(source=source, target=target, email=settings.get("email"))
    # deep-translator would send the text over plain HTTP.
    translator._base_url = settings.get("address") or translator._base_url.replace("http://", "https://", 1)
    translate = through(translator, transport)

    def ask(text: str, _: bool) -> object:
        reply = translate(text)
        return html.unescape(reply) if isinstance(reply, str) else reply

    return ask


class Microsoft(MicrosoftTranslator):  # type: ignore[misc]
    """deep-translator's Microsoft; the original asks for a list of languages when it is made."""

    def _get_supported_languages(self) -> dict[str, str]:
        return {code: code for code in languages.MICROSOFT}


def microsoft(source: str, target: str, transport: Transport, settings: Settings) -> Ask:
    """Azure's translator, with its `key` and, where the resource has one, its `region`."""
    translator = Microsoft(source, target, settings["key"], settings.get("region"))
    if settings.get("address"):
        translator._base_url = f"{settings['address']}/translate?api-version=3.0"
    translate = through(translator, transport)

    def ask(text: str, as_html: bool) -> object:
        translator._url_params["textType"] = "html" if as_html else "plain"
        return translate(text)

    return ask


class LibreTranslate(LibreTranslator):  # type: ignore[misc]
    """deep-translator's LibreTranslate, with the request written anew.

    The original puts the text and the key into the query of the URL (servers log it, and long texts fail), insists on
    a key where the server wants none, and knows 17 languages whatever the server has.
    """

    def __init__(self, source: str, target: str, *, transport: Transport, settings: Settings) -> None:
        key = settings.get("key", "")
        super().__init__(api_key=key or "none", custom_url=settings["address"].rstrip("/") + "/")
        self.api_key = key
        self.source, self.target = source, target
        self._transport = transport

    def translate(self, text: str, as_html: bool = False, **_: object) -> object:
        """The `translatedText` of the reply, whatever its type; KeyError and ValueError when there is none."""
        body = {"q": text, "source": self.source, "target": self.target, "format": "html" if as_html else "text"}
        if self.api_key:
            body["api_key"] = self.api_key
        return self._transport.post(self._base_url + "translate", body).json()["translatedText"]


def libretranslate(source: str, target: str, transport: Transport, settings: Settings) -> Ask:
    """A server whose `address` is configured, with `key` where it wants one."""
    return LibreTranslate(source, target, transport=transport, settings=settings).translate


SERVICES = {
    "microsoft": Service(
        languages.microsoft,
        microsoft,
        "api.cognitive.microsofttranslator.com",
        longest=9_000,
        reads_html=True,
        needs_key=True,
    ),
    "libretranslate": Service(
        languages.libretranslate, libretranslate, "", longest=9_000, reads_html=True, needs_address=True
    ),
    "google": Service(languages.google, google, "translate.google.com", longest=4_500, limits=PACED),
    "mymemory": Service(languages.mymemory, mymemory, "api.mymemory.translated.net", longest=450, limits=PACED),
}
