"""The token and the key of the local server, kept in the workspace so that a restart ends nobody's session."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass

from app.store import atomic
from app.store.workspace import Workspace

FILE = "session.json"


@dataclass(frozen=True)
class LocalKey:
    """`token` opens the door, `secret_key` signs the cookies; 256 bits each."""

    token: str
    secret_key: str


def local_key(workspace: Workspace) -> LocalKey:
    """The workspace's own, made when there is none; readable by its owner only. In a folder that cannot be
    written it lasts as long as the server."""
    path = workspace.state_folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return LocalKey(token=str(found["token"]), secret_key=str(found["secret_key"]))
    except (OSError, ValueError, KeyError, TypeError):
        made = LocalKey(token=secrets.token_urlsafe(32), secret_key=secrets.token_urlsafe(32))
    if not atomic.why_not_writable(workspace.root):
        atomic.write(path, json.dumps(asdict(made)).encode(), mode=0o600)
    return made
