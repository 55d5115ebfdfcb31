"""How a password is kept (Argon2id), and which ones are refused: those too short or too easy to guess."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import UsageError
from app.wording import Message

SHORTEST, LONGEST = 8, 1000  # characters; nothing is cut off
JUDGED = 24  # characters at the beginning that are judged: the work grows with the square and more
GUESSES = 10_000  # a password among those that are tried first is refused; no other rule of what must be in it

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's second choice; KiB


def check(password: str, *, name: str) -> None:
    """UsageError for a password that cannot be taken."""
    if not SHORTEST <= len(password) <= LONGEST:
        wanted = Message("Choose one of {least} to {most} characters.", least=SHORTEST, most=LONGEST)
        raise UsageError(Message("A password of that length cannot be taken."), fix=wanted)
    from zxcvbn import zxcvbn  # its lists of words are large; needed when somebody chooses a password

    judged = zxcvbn(password[:JUDGED], user_inputs=[name, "passeur"])
    if judged["guesses"] < GUESSES:
        fix = Message("Choose another: several unrelated words are easy to keep in mind.")
        raise UsageError(Message("This password is among the first that somebody would try."), fix=fix)


def kept(password: str) -> str:
    """What the database keeps of a password, in Argon2id's own notation."""
    return HASHER.hash(password.encode("utf-8", "surrogatepass"))


def fits(password: str, notation: str) -> bool:
    """Whether `notation` was kept of this password; as slow for "", so that no answer tells who has an account."""
    try:
        HASHER.verify(notation or _decoy(), password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return bool(notation)


def outdated(notation: str) -> bool:
    """Whether it was kept with other costs than today's."""
    return HASHER.check_needs_rehash(notation)


@lru_cache(maxsize=1)
def _decoy() -> str:
    return kept("nobody has this password")
