"""What a run of drafting tells: how far it is, what failed, and before it begins what it would take."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.jobs import Failure
from app.wording import NOTHING, Message


@dataclass(frozen=True)
class DraftProgress:
    """How far the drafting of one catalog is. The last one of a run tells its result."""

    issue: str
    locale: str
    total: int = 0  # empty units when it began
    from_memory: int = 0
    settled: int = 0  # of these, approved at once
    from_engine: int = 0
    engine: str = ""
    failures: tuple[Failure, ...] = ()
    reason: Message = NOTHING  # why no engine was used, or why it was stopped
    stopped: bool = False  # the engine failed for all segments alike, and those that are left were not tried
    retryable: bool = False  # trying again later can help
    wait: float = 0.0  # seconds for which the engine asks to be left alone
    characters: int = 0  # text that the engine has read

    @property
    def done(self) -> int:
        return self.from_memory + self.from_engine

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True)
class Estimate:
    """What a run would do and take; nothing was saved and no text was sent."""

    issue: str
    locale: str
    total: int = 0  # empty units
    from_memory: int = 0
    engine: str = ""
    sends_to: str = ""  # the host that would get the text, "" when it stays on this machine
    characters: int = 0  # text that the engine would read
    seconds: float = 0.0
    price: float | None = 0.0  # US dollars; None: nobody knows
    reason: Message = NOTHING  # why no engine would be used

    @property
    def requests(self) -> int:
        """Segments that the engine would be given."""
        return self.total - self.from_memory
