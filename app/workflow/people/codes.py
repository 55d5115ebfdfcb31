"""The second factor: codes that an authenticator makes of a shared secret and the time (RFC 6238)."""

from __future__ import annotations

import secrets
import time

import pyotp
import segno

PERIOD = 30  # seconds that a code is shown
DRIFT = 1  # periods that the authenticator's clock may be wrong by


def new_secret() -> str:
    return pyotp.random_base32()


def step_of(code: str, secret: str) -> int | None:
    """The time step that a code belongs to, to be used once; None for a wrong or an old code."""
    given = "".join(code.split())
    now = int(time.time()) // PERIOD
    maker = pyotp.TOTP(secret)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if secrets.compare_digest(maker.generate_otp(step).encode(), given.encode("utf-8", "replace")):
            return step
    return None


def picture(secret: str, *, name: str, place: str) -> str:
    """The secret as a square to photograph with the authenticator: the address of an image that holds itself."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"Passeur {place}")
    return str(segno.make_qr(address).svg_data_uri(scale=4, border=3, light="#fff"))
