"""Documents: a source text and the regions of it that are translated. PARSERS has one file for each format.

markdown      events of the text -> blocks, in order
  front_matter  values of the YAML head
  headings      what of a heading is words, and what attributes
  titles        link titles and alternative texts
html          the same for pages, mails and the HTML inside Markdown
text          the same for plain text
regions       a region of the source -> a block, and the way back to the file
limits        what no newsletter reaches
outline       the tree of blocks, to be compared once targets are in (`assembly.structure`)
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.documents import html, limits, markdown, text
from app.core.model import Document
from app.errors import InputError, UsageError
from app.wording import Message

PARSERS = {
    "markdown": markdown.parse,
    "html": html.parse,
    "text": text.parse,
}

FORMATS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text"}

FRONT_MATTER_KEYS = ("title", "subtitle", "description", "summary")


def parse(
    source: str, *, format: str = "markdown", front_matter_keys: Sequence[str] = FRONT_MATTER_KEYS, path: str = ""
) -> Document:
    """The document of a source text; `format` is a key of PARSERS.

    InputError, with `path` and the line, when front matter cannot be read or a limit is passed.
    """
    if format not in PARSERS:
        raise UsageError(
            Message("There is no parser for {format}.", format=format),
            fix=Message("Choose one of: {names}.", names=", ".join(PARSERS)),
        )
    try:
        document = PARSERS[format](source, front_matter_keys=front_matter_keys)
        limits.check_blocks(document.blocks)
        return document
    except InputError as error:
        raise InputError(error.reason, path=path, line=error.line, fix=error.fix) from None
