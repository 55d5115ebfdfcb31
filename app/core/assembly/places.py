"""Escapes that a target needs at its place, so that Markdown reads its words and no structure."""

from __future__ import annotations

import re

from app.core.documents.headings import attributes_start

# HTML blocks of CommonMark 4.6: what begins one whatever follows (1 to 6), and what does when alone on a line (7).
_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_LABEL = r"(?:[^\[\]\\]|\\.){1,999}"
_TASK = re.compile(r"\[[ xX]\](?=[ \t]|$)")
_COLON = re.compile(r":(?=[ \t:]|$)")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:[ \t]|$))")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ANYWHERE = re.compile(
    r"#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|([-*_])[ \t]*(?:\1[ \t]*){2,}$|\[\^[^\[\]]{1,999}\]:"
    rf"|<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|!--|\?|![A-Za-z]|!\[CDATA\[|/?(?:{_HTML_NAMES})(?=[\s/>]|$))",
    re.IGNORECASE,
)
_AT_BLOCK_START = re.compile(
    rf"\[{_LABEL}\]:|\[(?:![A-Za-z]+|(?i:TOC))\]"
    r"|<[A-Za-z][\w-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>[ \t]*$|</[A-Za-z][\w-]*\s*>[ \t]*$"
)
_IN_A_PARAGRAPH = re.compile(r"=+[ \t]*$|-+[ \t]*$|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_CLOSING_MARKS = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_PIPE = re.compile(r"(\\*)\|")


def escape_start(line: str, *, first: bool, item: bool) -> str:
    """A line of a block made safe where it begins; `first` line or a further one, `item` when inside a list item."""
    fence = _FENCE.match(line)
    if fence:
        marks = fence.group(1) or fence.group(2)
        return "".join("\\" + mark for mark in marks) + line[len(marks) :]
    number = _NUMBER.match(line)
    if number and (first or item or number.group() == "1"):
        return f"{number.group()}\\{line[number.end() :]}"
    patterns = (_ANYWHERE, _COLON, *((_AT_BLOCK_START,) if first else (_IN_A_PARAGRAPH,)), *((_TASK,) if item else ()))
    if any(pattern.match(line) for pattern in patterns):
        return "\\" + line
    return line


def escape_heading_end(text: str) -> str:
    """The end of a heading made safe: closing `#`s and attributes in braces."""
    marks = _CLOSING_MARKS.search(text)
    if marks:
        return f"{text[: marks.start()]}\\{text[marks.start() :]}"
    if attributes_start(text) < len(text):
        place = text.rindex("}")
        return f"{text[:place]}\\{text[place:]}"
    return text


def escape_pipes(text: str) -> str:
    """Text of a table cell: every `|` escaped, in code spans too (GFM 4.10)."""
    return _PIPE.sub(lambda match: match.group() if len(match.group(1)) % 2 else match.group(1) + "\\|", text)
