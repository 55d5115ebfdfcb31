"""What issues call themselves, without reading a source again that stayed as it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from app.core import documents
from app.core.documents import front_matter
from app.errors import UsageError
from app.store import sources, stamps
from app.store.workspace import EXTENSIONS, Workspace

REMEMBERED = 100_000  # titles, of a few dozen characters each


def title_of(workspace: Workspace, slug: str) -> str:
    """The title of an issue; its slug when it has none or its source cannot be read."""
    try:
        path = str(workspace.source_path(slug))
        return _title(path, stamps.stamp(path), workspace.config.translate_front_matter) or slug
    except UsageError:
        return slug


def titles(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """(slug, title) of every issue, by slug, in one look at each file."""
    keys = workspace.config.translate_front_matter
    for slug in workspace.slugs():
        places = ((path, stamps.stamp(path)) for path in (f"{workspace.sources}/{slug}{end}" for end in EXTENSIONS))
        path, stamp = next(((path, stamp) for path, stamp in places if stamp != stamps.MISSING), ("", ""))
        try:
            yield slug, (_title(path, stamp, keys) if path and not Path(path).is_symlink() else "") or slug
        except UsageError:
            yield slug, slug


@lru_cache(maxsize=REMEMBERED)
def _title(path: str, stamp: str, keys: tuple[str, ...]) -> str:
    """`stamp` is not read: a file that changed has another one, so that its title is looked for anew."""
    source = Path(path)
    text = sources.read(source, name=source.name)
    format = documents.FORMATS[source.suffix]
    if format == "markdown" and "title" in keys and (said := front_matter.read(text).get("title")):
        return " ".join(str(said).split())
    return documents.parse(text, format=format, front_matter_keys=keys, path=path).title
