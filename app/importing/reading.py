"""The reader of each format."""

from __future__ import annotations

from collections.abc import Collection

from app.importing import html, mail
from app.importing.formats import Format
from app.importing.html.decoding import decode
from app.importing.report import Report


def read(data: bytes, *, format: Format, origin: str, charset: str, keep: Collection[str]) -> Report:
    """The report of a page, a message or a Word document. `charset`: what a server said. InputError as readers do."""
    if format == Format.MAIL:
        return mail.read(data, origin=origin, keep=keep)
    if format == Format.DOCX:
        from app.importing import docx  # its library is for these only

        return docx.read(data, origin=origin, keep=keep)
    decoded = decode(data, declared=charset)
    return html.read(decoded.text, origin=origin, keep=keep).with_remark(decoded.remark)
