"""Any language model behind an address that speaks OpenAI's protocol: Ollama, vLLM, llama.cpp, hosted ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from app.engines.chat import answer, prompt
from app.engines.chat.endpoint import Endpoint
from app.engines.protocol import Cancel, Request, Result, Settings, Traits
from app.engines.remote import settings as checked
from app.engines.remote.drafting import Drafting
from app.engines.remote.elsewhere import Elsewhere
from app.engines.remote.patience import Limits
from app.engines.remote.segment import Form
from app.engines.remote.tags import READABLE
from app.engines.remote.transport import Transport
from app.errors import UsageError
from app.wording import Message

# A model on an ordinary machine needs its time for a batch; one that answers with rubbish may be luckier with the next.
LIMITS = Limits(whole=120.0, failures=5)
FORM = Form(READABLE, longest=8_000, runs=False, batch=8, together=2_000)
EXAMPLE = "address: http://localhost:11434/v1, model: qwen3:8b"


def make(name: str, settings: Settings) -> Chat:
    return Chat(name, settings)


class Chat(Elsewhere):
    """One model. Settings: `address` (it usually ends in /v1), `model`; if wanted `key` and `instructions`.

    `price`, `timeout` and `per_minute` are read by `remote.settings`. UsageError when one is missing or cannot be.
    """

    def __init__(self, name: str, settings: Settings, *, limits: Limits = LIMITS) -> None:
        self.id = name
        self._limits = checked.limits(name, settings, limits)
        self._address = checked.address(name, settings, example=EXAMPLE)
        self._model = settings.get("model", "").strip()
        if not self._model:
            example = f"engines: {{{name}: {{{EXAMPLE}}}}}"
            fix = Message("In passeur.yaml: {example}", example=example)
            raise UsageError(Message("{name} has no model.", name=name), fix=fix)
        self._key = checked.key(name, settings)
        self._price = checked.price(name, settings)
        self._instructions = settings.get("instructions", "").strip()

    @property
    def version(self) -> str:
        """As the protocol says: the model, and a digest of where it runs and what it is told."""
        told = f"{self._address}\n{prompt.RULES}\n{self._instructions}".encode()
        return f"{self._model} {hashlib.sha256(told).hexdigest()[:8]}"

    @property
    def traits(self) -> Traits:
        """As the protocol says; a model on this machine is free."""
        price = 0.0 if self._price is None and not self.sends_to else self._price
        return Traits(terms=True, context=True, price=price, speed=100)

    @property
    def sends_to(self) -> str:
        """As the protocol says."""
        return checked.host(self._address)

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says: the model, which names no hops."""
        return "_".join(self._model.split()) if prompt.language(source) and prompt.language(target) else None

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when nobody knows what a locale is called."""
        first, second, route = prompt.language(source), prompt.language(target), self.route(source, target)
        if not first or not second or not route:
            raise self.refusal(source, target)
        return self._run(requests, (first, second), route, cancel)

    def _run(
        self, requests: Iterable[Request], languages: tuple[str, str], route: str, cancel: Cancel | None
    ) -> Iterator[Result]:
        transport = Transport(self._limits.connect, self._limits.whole, secret=self._key, cancel=cancel)
        endpoint = Endpoint(transport, f"{self._address}/chat/completions", self._key)

        def ask(texts: Sequence[str], _: bool, asked: Sequence[Request]) -> Sequence[object]:
            by_key = {str(number): text for number, text in enumerate(texts, 1)}
            said = prompt.messages(by_key, asked, languages=languages, instructions=self._instructions)
            completion = endpoint.ask({"model": self._model, "messages": said}, prompt.shape(list(by_key)))
            return answer.texts(completion, list(by_key))

        try:
            yield from Drafting(self.id, route, ask, FORM, self._limits, cancel).results(requests)
        finally:
            transport.close()
