"""One line of a PO file, without its `#~` or `#|` -> keywords and texts."""

from __future__ import annotations

import re

from app.core.catalogs.decoding import RESTORE, refusal
from app.wording import Message

Token = tuple[str, int | None, str]  # (keyword, its index, "") or ("", None, text)

BLANK = " \t\v\f"
RESOLVE = Message(
    "Settle the conflict and delete the marker lines, or take one side with `git checkout --ours -- {file}`."
)

# Possessive quantifiers (`*+`) throughout: nothing here may try a hostile line twice.
# PLAIN is how nearly all lines look, TOKEN what else they may hold.
PLAIN = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)[ \t]*+)?"([^"\\]*+(?:\\[\\"ntrvbfa][^"\\]*+)*+)"')
TOKEN = re.compile(
    r"[ \t\v\f]*+(?:(msgctxt|msgid_plural|msgid|msgstr)(?![a-z_])[ \t]*+(?:\[[ \t]*+([0-9]++)[ \t]*+\])?"
    r'|"([^"\\]*+(?:\\(?:[\\"ntrvbfa]|[0-7]{1,3}+|x[0-9a-fA-F]++)[^"\\]*+)*+)")'
)
ESCAPE = re.compile(r"(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]+))+|\\.", re.DOTALL)
LETTERS = {"\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a"}
NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+))")
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
WORD = re.compile(r"[^\s\"]{1,30}")


def read(content: str, *, path: str, line: int) -> list[Token]:
    """The tokens of a line without blanks around it, escapes decoded. InputError: what gettext's grammar lacks."""
    plain = PLAIN.fullmatch(content)
    if plain:
        keyword, text = plain.groups()
        if "\\" in text:
            text = _decoded(text, path=path, line=line)
        return [(keyword, None, ""), ("", None, text)] if keyword else [("", None, text)]
    tokens: list[Token] = []
    position = 0
    while position < len(content):
        match = TOKEN.match(content, position)
        if not match:
            reason, fix = _complaint(content[position:].strip(BLANK))
            raise refusal(reason, path=path, line=line, fix=fix)
        keyword, index, text = match.groups()
        tokens.append((keyword or "", int(index[:9]) if index else None, _decoded(text or "", path=path, line=line)))
        position = match.end()
    return tokens


def _decoded(text: str, *, path: str, line: int) -> str:
    try:
        return ESCAPE.sub(_character, text)
    except ValueError as error:
        raise refusal(error.args[0], path=path, line=line) from None


def _character(match: re.Match[str]) -> str:
    """What escapes stand for; octal and hexadecimal ones are bytes of UTF-8. ValueError(Message): no character."""
    escape = match[0]
    if escape[1] in LETTERS:
        return LETTERS[escape[1]]
    try:
        octets = bytes(int(octal, 8) if octal else int(digits, 16) for octal, digits in NUMBER.findall(escape))
        characters = octets.decode("utf-8")
    except ValueError:
        raise ValueError(Message("{escape} is no character in UTF-8.", escape=escape[:40])) from None
    if "\0" in characters or "\4" in characters:
        reason = Message("{escape} stands for a character that no catalog can store.", escape=escape[:40])
        raise ValueError(reason)
    return characters


def _complaint(content: str) -> tuple[Message, Message]:
    """What is wrong with a line that is neither keyword nor text, and the way out."""
    if CONFLICT.match(content):
        return Message("this is a merge conflict marker."), RESOLVE
    if content.startswith('"'):
        if re.fullmatch(r'"(?:[^"\\]|\\.)*+\\?', content):
            return Message("the text is cut off: its closing quotation mark is missing."), RESTORE
        return Message("this text holds an escape that PO files do not know."), Message(r"Write a backslash as `\\`.")
    if content.startswith("["):
        reason = Message("the number of this plural form cannot be read.")
        return reason, Message("Number the plural forms 0, 1, 2, ...")
    word = WORD.match(content)
    reason = Message("`{word}` is not PO syntax.", word=word[0] if word else content[:30])
    return reason, Message(r"Each text stands between quotation marks, with `\"` for one inside.")
