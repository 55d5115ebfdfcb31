"""What the shapes of the API share."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Span = tuple[int, int]  # characters, the second excluded
Run = tuple[str, str]  # what the piece is, and its text
Id = Annotated[str, Meta(description="Of a segment: the same as long as its source and context are.")]
Version = Annotated[str, Meta(description="Changes with the segment; a save names the one that was read.")]
Moment = Annotated[int, Meta(description="Milliseconds since 1970.")]
