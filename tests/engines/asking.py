"""Engines elsewhere as the tests make and ask them."""

from __future__ import annotations

from app.core import inline
from app.engines import Request
from app.engines.chat import Chat
from app.engines.deepl import DeepL
from app.engines.hosted import Hosted
from app.engines.remote.patience import Limits

QUICK = Limits(connect=1, whole=0.4, tries=3, first_pause=0.01)  # for servers that do not answer
PATIENT = Limits(connect=10, whole=20, tries=3, first_pause=0.01)  # for those that do, on a busy machine
MADE = {"libretranslate": Hosted, "openai": Chat, "deepl": DeepL}
SETTINGS = {"openai": {"model": "test"}, "deepl": {"key": "secret"}, "microsoft": {"key": "secret"}}


def engine(name: str, address: str, *, limits: Limits = PATIENT, **settings: str):
    made = {"address": address, **SETTINGS.get(name, {}), **settings}
    return MADE.get(name, Hosted)(name, made, limits=limits)


def requests(*texts: str) -> list[Request]:
    return [Request(str(number), inline.to_parts(text)) for number, text in enumerate(texts)]


def drafts(name: str, address: str, *texts: str, limits: Limits = PATIENT, **settings: str):
    asked = engine(name, address, limits=limits, **settings)
    return list(asked.translate(requests(*texts), source="fr", target="es"))


def written(result) -> str:
    return inline.from_parts(result.parts)
