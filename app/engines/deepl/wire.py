"""DeepL's package on our own transport: its own follows redirects, reads any size, and waits anew for each byte."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deepl import DeepLClient

from app.engines.remote.statuses import HttpFailure
from app.engines.remote.transport import Transport
from app.errors import EngineError
from app.wording import Message

QUOTA_USED_UP = 456  # DeepL's own status


class Wire:
    """Stands where the package has its HTTP client."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def request_with_backoff(
        self, method: str, url: str, data: object, json: object, headers: Mapping[str, str], **_: object
    ) -> tuple[int, str]:
        """Status and text of an answer, asked for once: who calls us knows patience. HttpFailure without one."""
        try:
            if method == "DELETE":
                reply = self._transport.delete(url, headers=headers)
            else:
                reply = self._transport.post(url, json, headers=headers)
        except HttpFailure as error:
            raise _told(error) from error
        return reply.status_code, _countable(reply.text)

    def close(self) -> None:
        """Closes kept connections."""
        self._transport.close()


def client(transport: Transport, *, key: str, address: str) -> DeepLClient:
    """The package's client for one run. `address` "": what DeepL has for such keys."""
    made = DeepLClient(key, server_url=f"{address}/" if address else None, send_platform_info=False)
    made._client = Wire(transport)  # type: ignore[assignment]
    return made


def _told(error: HttpFailure) -> EngineError:
    """The error with DeepL's way out, where it has one."""
    if error.status == QUOTA_USED_UP:
        return EngineError(
            Message("The characters of this DeepL account are used up for this period."),
            fix=Message("Raise the limit in the account or wait for the next period: what is drafted is kept."),
            engine_wide=True,
        )
    if error.status in (401, 403):
        fix = Message("Check PASSEUR_DEEPL_KEY, or `key` in passeur.yaml; keys of the free service end in :fx.")
        return EngineError(Message("DeepL refuses the key."), fix=fix, engine_wide=True)
    return error


def _countable(text: str) -> str:
    """An answer with the number of characters billed, which the package counts on and servers alike leave out."""
    answer = json.loads(text) if text else None
    if isinstance(answer, dict) and isinstance(answer.get("translations"), list):
        for translation in answer["translations"]:
            translation["billed_characters"] = 0
        return json.dumps(answer)
    return text
