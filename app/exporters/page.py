"""What every exporter is given: the assembled text and what is known about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel import Locale

from app.core.documents import front_matter


def _no_asset(path: str) -> bytes | None:
    return None


@dataclass(frozen=True)
class Page:
    """An issue assembled in a locale. `text` is in the format of its source: Markdown with its front matter, ..."""

    text: str
    locale: str  # the locale the text is in: the source's own when nothing of it is translated
    heading: str  # what the page is called when its front matter has no title
    asset: Callable[[str], bytes | None] = _no_asset  # path as written in the source -> the file's bytes
    source: str = ""  # the text that it was assembled from
    source_locale: str = "fr"

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The front matter's keys and values."""
        return front_matter.read(self.text)

    @property
    def title(self) -> str:
        return str(self.meta.get("title") or self.heading)

    @property
    def tag(self) -> str:
        """The locale as HTML and Markdown front matter write it (BCP 47)."""
        return self.locale.replace("_", "-")

    @cached_property
    def babel(self) -> Locale:
        return Locale.parse(self.locale)

    @property
    def direction(self) -> str:
        return "rtl" if self.babel.character_order == "right-to-left" else "ltr"
