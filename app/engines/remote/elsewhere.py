"""What the protocol asks of every engine, where all engines elsewhere answer alike."""

from __future__ import annotations

from app.engines.remote.languages import refusal
from app.errors import EngineError


class Elsewhere:
    """An engine on a server."""

    id: str

    def gist(self, source: str, target: str) -> bool:
        """As the protocol says: False, a server answers for its own detours and for the languages that it knows."""
        return False

    def refusal(self, source: str, target: str) -> EngineError:
        """As the protocol says."""
        return refusal(self.id, source, target)

    def close(self) -> None:
        """Nothing is kept between two translations."""
