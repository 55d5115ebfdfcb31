"""fxtranslate: the neural models of Firefox Translations on this machine; no text leaves it.

A model is fetched by nobody until somebody agreed: `passeur engines fetch`, or `download: yes` in passeur.yaml.
Each runs in a process of its own. Models translate from and to English; other pairs go through it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from app.engines.fxtranslate import models
from app.engines.fxtranslate.models import Model, Models
from app.engines.fxtranslate.owner import Owner
from app.engines.fxtranslate.segment import drafted
from app.engines.fxtranslate.supply import NAME, Supply, is_installed, stopped
from app.engines.idling import AFTER, Idling
from app.engines.protocol import Cancel, Request, Result, Settings, Traits
from app.errors import EngineError
from app.wording import Message

PATIENCE = 30.0  # seconds for one sentence: a thousand times what one takes
LONGEST = 20_000  # characters of a segment


def make(_: str, settings: Settings) -> Fxtranslate:
    return Fxtranslate(settings)


class Fxtranslate:
    """Settings: `path`, a folder with models; `download: yes`, the consent to fetch them; `address`, who has a copy."""

    id = NAME
    sends_to = ""
    traits = Traits(speed=2_000)

    def __init__(self, settings: Settings, *, patience: float = PATIENCE, idle: float = AFTER) -> None:
        self.supply = Supply(settings)
        self._patience = patience
        self._lock = threading.Lock()
        self._owners: dict[str, Owner] = {}
        self._digests: dict[tuple[Path, int, int], bytes] = {}
        self._idling = Idling(self.close, after=idle)

    def route(self, source: str, target: str) -> str | None:
        """As the protocol says; with consent, also what can be fetched."""
        found = self._chain(source, target)
        if found:
            return ",".join(model.name for model in found)
        return ",".join("-".join(pair) for pair in self.supply.presumed(source, target)) or None

    def gist(self, source: str, target: str) -> bool:
        """As the protocol says: False, its detour through English still makes sentences."""
        return False

    def refusal(self, source: str, target: str) -> EngineError:
        """As the protocol says: the command that adds the package or the model."""
        return self.supply.refusal(source, target)

    @property
    def version(self) -> str:
        """As the protocol says: of the package and of every model here."""
        whole = hashlib.sha256()
        for _, model in sorted(self._models().items()):
            whole.update(b"".join(map(self._digest, model.files)))
        return f"{version(NAME)}+{whole.hexdigest()[:12]}" if is_installed() else "0"

    def _digest(self, path: Path) -> bytes:
        """SHA-256 of a file, computed once while it stays the same."""
        status = path.stat()
        key = (path, status.st_size, status.st_mtime_ns)
        if key not in self._digests:
            with path.open("rb") as file:
                self._digests[key] = hashlib.file_digest(file, "sha256").digest()
        return self._digests[key]

    def _models(self) -> Models:
        return models.installed(self.supply.root) if is_installed() else {}

    def _chain(self, source: str, target: str) -> tuple[Model, ...]:
        found = self._models()
        return tuple(found[pair] for pair in models.route(found, source, target))

    def translate(
        self, requests: Iterable[Request], *, source: str, target: str, cancel: Cancel | None = None
    ) -> Iterator[Result]:
        """As the protocol says. EngineError, engine-wide, when there is no model, or it cannot be fetched."""
        if not self._chain(source, target) and self.supply.presumed(source, target):
            self.supply.fetch_all(source, target, cancel)
        chain = self._chain(source, target)
        if not chain:
            raise self.refusal(source, target)
        return self._run(chain, requests, (source, target), cancel)

    def _run(
        self, chain: Sequence[Model], requests: Iterable[Request], pair: tuple[str, str], cancel: Cancel | None
    ) -> Iterator[Result]:
        owners = [self._owner(model) for model in chain]
        route = ",".join(model.name for model in chain)
        end: EngineError | None = None
        left = iter(requests)
        flying: deque[Future[Result]] = deque()
        # As many at once as there are models: while one segment is with the second, the next is with the first.
        with self._idling.used(), ThreadPoolExecutor(len(owners)) as pool:
            while True:
                for request in islice(left, len(owners) - len(flying)):
                    if cancel is not None and cancel.is_set():
                        end = end or stopped()
                    flying.append(pool.submit(self._result, request, owners, pair, route=route, end=end))
                if not flying:
                    return
                result = flying.popleft().result()
                end = result.error if result.error is not None and result.error.engine_wide else end
                yield result

    def _result(
        self, request: Request, owners: Sequence[Owner], pair: tuple[str, str], *, route: str, end: EngineError | None
    ) -> Result:
        def ask(sentence: str) -> str:
            for owner in owners:
                sentence = owner.ask(sentence)
            return sentence

        try:
            if end is not None:
                raise end
            if sum(len(part) for part in request.parts if isinstance(part, str)) > LONGEST:
                raise EngineError(
                    Message("This segment has more than {number} characters.", number=LONGEST),
                    fix=Message("Split it in the source."),
                )
            parts, flags = drafted(request.parts, ask, source=pair[0], target=pair[1])
        except EngineError as error:
            return Result(request.id, None, error, self.id, route)
        return Result(request.id, parts, None, self.id, route, flags)

    def _owner(self, model: Model) -> Owner:
        with self._lock:
            owner = self._owners.get(model.name)
            if owner is None or owner.model != model:
                owner = self._owners[model.name] = Owner(model, patience=self._patience)
            return owner

    def close(self) -> None:
        """As the protocol says."""
        self._idling.stop()
        with self._lock:
            owners = list(self._owners.values())
        for owner in owners:
            owner.close()
