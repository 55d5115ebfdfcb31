"""XML that others made, read without entities, document types or anything from elsewhere."""

from __future__ import annotations

import re

from lxml import etree

from app.errors import InputError
from app.wording import Message

# `<!DOCTYPE` in any of the encodings that begin like ASCII or are UTF-16
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
DEEPEST = 64  # elements within one another
NAMES = re.compile(r"\{[^}]*\}")


def parse(data: bytes, *, path: str) -> etree._Element:
    """The root of a document. InputError with the line that cannot be read, or for a document type, which could define
    entities."""
    declared = DOCTYPE.search(data)
    if declared:
        raise document_type(path=path, line=data.count(b"\n", 0, declared.start()) + 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise InputError(Message("this is no XML: {reason}.", reason=str(error)), path=path, line=line) from None


def document_type(*, path: str, line: int) -> InputError:
    """Why a document with a document type is not read."""
    reason = Message("this file has a document type, which could hide something: not read.")
    return InputError(reason, path=path, line=line, fix=Message("Delete the line with <!DOCTYPE."))


def name(element: etree._Element) -> str:
    """Its name without the name space, in small letters; "" for comments and instructions."""
    return NAMES.sub("", element.tag).lower() if isinstance(element.tag, str) else ""


def language_of(element: etree._Element) -> str:
    """`xml:lang`, or `lang` as older formats have it; "" without one."""
    given = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
    return given.strip().replace("-", "_")
