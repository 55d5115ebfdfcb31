"""The exceptions Passeur raises on purpose; `cli` and `web` turn them into words in one place each.

PasseurError            message says what is wrong, `fix` the way out; exit code 1
├── UsageError          wrong use or settings                          exit code 2
│   └── InputError      a file that cannot be read: names path and line  exit code 2
├── BlockedError        findings stand in the way; `reasons` lists them   exit code 1
├── LimitError          asked too often; `seconds` until it may be tried again   exit code 1
├── ConflictError       what is saved changed since it was read: carries what is there now
└── OutsideError        something outside failed (engine, disk, network) exit code 3
    ├── DiskError       a file or folder could not be written
    └── EngineError     an engine failed; `retryable` says whether trying again can help,
                        `engine_wide` whether other segments would fail alike
"""

from __future__ import annotations

from app.wording import NOTHING, Message


class PasseurError(Exception):
    """Something a person can act on. `fix` is one sentence with the way out, or empty."""

    exit_code = 1

    def __init__(self, message: Message, *, fix: Message = NOTHING) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    @property
    def sentence(self) -> Message:
        """What is wrong and the way out."""
        return Message("{problem} {fix}", problem=self.message, fix=self.fix) if self.fix else self.message

    def __str__(self) -> str:
        return self.sentence


class UsageError(PasseurError):
    """Wrong use or wrong settings."""

    exit_code = 2


class InputError(UsageError):
    """A file cannot be read exactly; its bytes stay untouched. `line` counts from 1, 0 when unknown."""

    def __init__(self, message: Message, *, path: str = "", line: int = 0, fix: Message = NOTHING) -> None:
        place = f"{path}:{line}" if line else path
        super().__init__(Message("{place}: {problem}", place=place, problem=message) if path else message, fix=fix)
        self.reason = message
        self.path = path
        self.line = line


class BlockedError(PasseurError):
    """Findings or unfinished units stand in the way. `reasons` are sentences for the person, one each."""

    def __init__(self, message: Message, *, reasons: tuple[Message, ...] = (), fix: Message = NOTHING) -> None:
        super().__init__(message, fix=fix)
        self.reasons = reasons


class LimitError(PasseurError):
    """Something was asked for too often. `seconds` is when it may be tried again."""

    def __init__(self, message: Message, *, seconds: int, fix: Message = NOTHING) -> None:
        super().__init__(message, fix=fix)
        self.seconds = seconds


class ConflictError(PasseurError):
    """A save was made against an older version. `current` is what is there now, None when the unit left."""

    def __init__(self, message: Message, *, current: object = None, fix: Message = NOTHING) -> None:
        super().__init__(message, fix=fix)
        self.current = current


class OutsideError(PasseurError):
    """Something outside the program failed; what was done is kept."""

    exit_code = 3


class DiskError(OutsideError):
    """A file or folder could not be written; the old file is whole."""


class EngineError(OutsideError):
    """An engine could not translate. See the module's docstring for the two switches.

    `wait` is how many seconds it asks to be left alone, 0 when it does not say.
    """

    def __init__(
        self,
        message: Message,
        *,
        fix: Message = NOTHING,
        retryable: bool = False,
        engine_wide: bool = False,
        wait: float = 0.0,
    ) -> None:
        super().__init__(message, fix=fix)
        self.retryable = retryable
        self.engine_wide = engine_wide
        self.wait = wait
