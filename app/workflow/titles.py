"""What issues call themselves, without reading a source again that stayed as it was."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from app.core import documents
from app.errors import UsageError
from app.store import sources, stamps
from app.store.workspace import Workspace

REMEMBERED = 20_000  # titles, of a few dozen characters each


def title_of(workspace: Workspace, slug: str) -> str:
    """The title of an issue; its slug when it has none or its source cannot be read."""
    try:
        path = workspace.source_path(slug)
        found = _title(str(path), stamps.stamp(str(path)), workspace.config.translate_front_matter)
    except UsageError:
        return slug
    return found or slug


@lru_cache(maxsize=REMEMBERED)
def _title(path: str, stamp: str, keys: tuple[str, ...]) -> str:
    """`stamp` is not read: a file that changed has another one, so that its title is looked for anew."""
    source = Path(path)
    text = sources.read(source, name=source.name)
    return documents.parse(text, format=documents.FORMATS[source.suffix], front_matter_keys=keys, path=path).title
