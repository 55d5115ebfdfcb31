"""A source file becomes a document and its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Literal

from app.core import documents, segmentation
from app.core.checks import NO_TERMS
from app.core.glossary import Glossary
from app.core.model import Boundary, Document, Segment, segment_id
from app.errors import UsageError
from app.store import sources
from app.store.workspace import Workspace

PARSED = 32  # documents kept parsed: the ones being reviewed now


def no_terms(locale: str) -> Glossary:
    return NO_TERMS


@dataclass(frozen=True)
class Parsed:
    """A document and its segments."""

    document: Document
    segments: tuple[Segment, ...]

    @cached_property
    def standing(self) -> Mapping[str, tuple[int, ...]]:
        """The ids that units of the segments can have -> the indexes of the segments that such a unit can stand for."""
        found: dict[str, list[int]] = {}
        for index, segment in enumerate(self.segments):
            found.setdefault(segment.id, []).append(index)
            found.setdefault(segment_id(segment.context, segment.source), []).append(index)
        return {id: tuple(indexes) for id, indexes in found.items()}


@dataclass(frozen=True)
class Issue:
    """One newsletter edition, parsed."""

    slug: str
    path: str  # "source_issues/<slug>.md", as catalogs refer to it
    parsed: Parsed
    locale: str = "fr"  # the source's
    terms_in: Callable[[str], Glossary] = no_terms  # the glossary of a locale

    @property
    def document(self) -> Document:
        return self.parsed.document

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.parsed.segments

    @property
    def title(self) -> str:
        return self.document.title or self.slug

    @property
    def words(self) -> int:
        return sum(len(segment.source.split()) for segment in self.segments)


def ingest(workspace: Workspace, slug: str) -> Issue:
    """The issue named `slug` as it stands on disk. UsageError when there is none, InputError when it cannot be read."""
    source = workspace.source_path(slug)
    path = workspace.relative(source)
    text = sources.read(source, name=path)
    config = workspace.config
    parsed = _parse(
        text,
        path=path,
        format=documents.FORMATS[source.suffix],
        keys=config.translate_front_matter,
        locale=config.source_locale,
        by=config.segmentation,
        boundaries=workspace.read_boundaries(slug),
    )
    return Issue(
        slug=slug,
        path=path,
        parsed=parsed,
        locale=config.source_locale,
        terms_in=lru_cache(partial(terms_in, workspace)),  # asked for every unit of a page
    )


def terms_in(workspace: Workspace, locale: str) -> Glossary:
    """The terms of a locale; none while its file cannot be read, as the glossary's own page and command say."""
    try:
        return workspace.glossaries.of(locale)
    except UsageError:
        return NO_TERMS


def asset_reader(workspace: Workspace, slug: str) -> Callable[[str], bytes | None]:
    """Reads files that lie beside the source, by their path as it stands there; None for anything else."""
    folder = workspace.source_path(slug).parent.resolve()

    def read(path: str) -> bytes | None:
        file = (folder / path).resolve()
        return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None

    return read


@lru_cache(maxsize=PARSED)
def _parse(
    text: str,
    *,
    path: str,
    format: str,
    keys: tuple[str, ...],
    locale: str,
    by: Literal["sentence", "paragraph"],
    boundaries: tuple[Boundary, ...],
) -> Parsed:
    document = documents.parse(text, format=format, front_matter_keys=keys, path=path)
    segments = segmentation.segment(document, locale=locale, by=by, boundaries=boundaries)
    documents.limits.check_segments(document, segments, path=path)
    return Parsed(document, segments)
