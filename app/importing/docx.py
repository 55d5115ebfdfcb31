"""Word documents: checked as archives, read by mammoth, then the way of a page."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth

from app.errors import InputError
from app.importing import archive, html
from app.importing.report import Report
from app.wording import Message, counted

# A title is the only heading of level 1, so that the parts under "Heading 1" are parts of the issue.
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(f"p[style-name='heading {level}'] => h{level + 1}:fresh" for level in range(1, 6)),
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='caption'] => figcaption:fresh",
    ]
)
BODY = "word/document.xml"
CREATED = re.compile(rb"<dcterms:created[^>]{0,200}>(\d{4}-\d{2}-\d{2})")
TITLE = re.compile(rb"<dc:title[^>]{0,100}>([^<]{1,500})</dc:title>")
AUTHOR = re.compile(rb"<dc:creator[^>]{0,100}>([^<]{1,200})</dc:creator>")
INSERTED = re.compile(rb"<w:(?:ins|moveTo)\s")
DELETED = re.compile(rb"<w:(?:del|moveFrom)\s")
COMMENTED = re.compile(rb"<w:commentReference\s")


def read(data: bytes, *, origin: str, keep: Collection[str] = ()) -> Report:
    """The report of a .docx. Images stay in the file: what they showed is said where they stood.

    InputError for an archive beyond the bounds, or that is no Word document.
    """
    files = archive.checked(data)
    if BODY not in files:
        raise InputError(Message("this is no Word document."), fix=Message("Save it as .docx."))
    try:
        result = mammoth.convert_to_html(
            archive.packed(files), style_map=STYLES, convert_image=mammoth.images.img_element(_image)
        )
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, ExpatError) as error:
        raise InputError(
            Message("this Word document cannot be read ({reason}).", reason=type(error).__name__),
            fix=Message("Save it again."),
        ) from error
    page = result.value
    if "<h1>" not in page and page.count("<h2>") == 1:  # the only "Heading 1" is what people use for a title
        page = page.replace("<h2>", "<h1>").replace("</h2>", "</h1>")
    report = html.read(page, origin=origin, keep=keep, whole=True)
    core = files.get("docProps/core.xml", b"")
    return replace(
        report,
        title=report.title or _found(TITLE, core),
        date=report.date or _found(CREATED, core) or None,
        author=_found(AUTHOR, core),
        remarks=(*report.remarks, *_remarks(files)),
    )


def _image(image: Any) -> Mapping[str, str]:
    """No address: the image is told of, with its alternative text."""
    return {"src": ""}


def _found(pattern: re.Pattern[bytes], core: bytes) -> str:
    match = pattern.search(core)
    return entities.unescape(match[1].decode("utf-8", "replace")).strip() if match else ""


def _remarks(files: Mapping[str, bytes]) -> Iterator[Message]:
    inserted, deleted, commented = (len(one.findall(files[BODY])) for one in (INSERTED, DELETED, COMMENTED))
    if inserted:
        yield counted(
            "{number} tracked insertion taken as accepted.",
            "{number} tracked insertions taken as accepted.",
            inserted,
        )
    if deleted:
        yield counted("{number} tracked deletion left out.", "{number} tracked deletions left out.", deleted)
    if commented:
        yield counted("{number} comment left out.", "{number} comments left out.", commented)
    texts = [name for name in files if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name) and b"<w:t" in files[name]]
    if texts:
        yield Message("The headers and footers of its pages are not imported.")
