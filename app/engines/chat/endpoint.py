"""An address that speaks OpenAI's protocol; servers differ in what they let one ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.engines.remote.statuses import HttpFailure
from app.engines.remote.transport import Transport
from app.errors import EngineError
from app.wording import Message

REFUSED = (400, 422)  # some models take no temperature, some servers no schema


class Endpoint:
    """One address in one run, which learns what it takes."""

    def __init__(self, transport: Transport, url: str, key: str) -> None:
        self._transport = transport
        self._url = url
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._way = 0  # how it is asked: the first way that it has not refused

    def ask(self, body: Mapping[str, Any], shape: Mapping[str, Any]) -> Any:
        """The completion, in the shape asked for where the server can hold a model to one."""
        ways: tuple[Mapping[str, Any], ...] = (
            {"temperature": 0, "response_format": shape},
            {"response_format": shape},
            {},
        )
        while True:
            try:
                return self._posted({**body, **ways[self._way]})
            except HttpFailure as error:
                if error.status not in REFUSED or self._way == len(ways) - 1:
                    raise
                self._way += 1

    def _posted(self, body: Mapping[str, Any]) -> Any:
        try:
            return self._transport.post(self._url, body, headers=self._headers).json()
        except HttpFailure as error:
            if error.status == 404:
                fix = Message("Is `address` right (it usually ends in /v1), and does the server have this `model`?")
                raise EngineError(error.message, fix=fix, engine_wide=True) from error
            raise
