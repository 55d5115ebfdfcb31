"""PO text -> entries, each line held to gettext's grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from app.core.catalogs import tokens
from app.core.catalogs.decoding import RESTORE, refusal
from app.core.catalogs.tokens import BLANK
from app.wording import NOTHING, Message

ENTRIES_LIMIT = 100_000
ENTRY_LIMIT = 256_000  # characters
FORMS_LIMIT = 100

MIXED = Message("`#~` stands before some lines of this entry and not before others.")

# which keywords may stand before each, "" being none yet
FOLLOWS = {
    "msgctxt": ("",),
    "msgid": ("", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
COMPLETE = ("msgstr", "msgstr[]")
# An entry as nearly all are: comments but for `#~` and `#|`, a line each for source and target, nothing escaped.
PLAIN = re.compile(r'((?:#(?:[^~|\\\n][^\\\n]*+)?\n)*+)msgid "([^"\\\n]*+)"\nmsgstr "([^"\\\n]*+)"\n?')

Texts = dict[str, list[str]]  # keyword -> the pieces of its text, decoded


@dataclass(slots=True)
class Entry:
    """One entry as it was read."""

    line: int
    margin: list[str] = field(default_factory=list)  # comment lines from their `#` on
    obsolete: bool = False
    texts: Texts = field(default_factory=dict)  # msgctxt, msgid, msgid_plural, msgstr
    forms: list[list[str]] = field(default_factory=list)  # msgstr[n], in pieces
    previous: Texts = field(default_factory=dict)  # of `#|` lines
    size: int = 0

    def text(self, keyword: str) -> str | None:
        pieces = self.texts.get(keyword)
        return None if pieces is None else "".join(pieces)


@dataclass(slots=True)
class Scan:
    """Entries in order, and the comment lines after the last one."""

    entries: list[Entry]
    remarks: list[str]


def scan(text: str, *, path: str) -> Scan:
    """Entries of a PO text. InputError with the line that is not gettext's grammar."""
    plain = PLAIN.fullmatch(text) if len(text) < ENTRY_LIMIT else None
    if plain:
        margin = plain[1].split("\n")[:-1]
        return Scan([Entry(len(margin) + 1, margin, texts={"msgid": [plain[2]], "msgstr": [plain[3]]})], [])
    scanner = _Scanner(path)
    for number, line in enumerate(text.split("\n"), start=1):
        scanner.read(number, line)
    return scanner.end()


class _Scanner:
    """Walks the lines; `keyword` is the one read last in the open entry, "" when only comment lines were."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.number = 0
        self.entries: list[Entry] = []
        self.entry: Entry | None = None
        self.keyword = ""
        self.pieces: list[str] = []  # of the text under way
        self.previous = ""  # the same two for `#|` lines
        self.previous_pieces: list[str] = []

    def read(self, number: int, line: str) -> None:
        self.number = number
        content = line.strip(BLANK)
        if not content:
            return
        if content[0] == "#":
            self._comment(line.lstrip(BLANK))
        else:
            self._content(content, obsolete=False)
        if self.entry:
            self.entry.size += len(line)
            if self.entry.size > ENTRY_LIMIT:
                self._refuse(Message("this entry is larger than {size} KB.", size=ENTRY_LIMIT // 1000))

    def end(self) -> Scan:
        entry = self.entry
        if entry and self.keyword:
            self._close()
        elif entry:
            self._check_previous()
            if self.previous or any(line[1:2] in (".", ":", ",", "!") for line in entry.margin):
                self._refuse(Message("the file ends in the middle of an entry."), fix=RESTORE)
            return Scan(self.entries, entry.margin)
        return Scan(self.entries, [])

    def _comment(self, line: str) -> None:
        mark = line[1:2]
        if mark == "|":
            self._previous(line[2:].strip(BLANK), obsolete=False)
        elif mark != "~":
            # a blank of ours behind a backslash (see `writing`)
            self._margin().margin.append(line[:-1] if line.endswith("\\ ") else line)
        elif line.startswith("#~|"):
            self._previous(line[3:].strip(BLANK), obsolete=True)
        else:
            content = line[2:].strip(BLANK)
            if content.startswith("#") and not content.startswith(("#~", "#|")):
                self._margin().margin.append(content)
            elif content:
                self._content(content, obsolete=True)

    def _margin(self) -> Entry:
        """The entry that a comment line belongs to: the one to come."""
        if self.entry is None or self.keyword in COMPLETE:
            return self._open()
        if self.keyword:
            self._refuse(
                Message("a comment stands between {keyword} and msgstr.", keyword=self.keyword),
                fix=Message("Move it above the entry."),
            )
        return self.entry

    def _previous(self, content: str, *, obsolete: bool) -> None:
        entry = self._margin()
        if not content:
            return
        if self.previous and obsolete != entry.obsolete:
            self._refuse(MIXED)
        entry.obsolete = obsolete
        for keyword, index, text in tokens.read(content, path=self.path, line=self.number):
            if keyword:
                self._check_previous()
                if keyword == "msgstr" or index is not None or self.previous not in FOLLOWS[keyword]:
                    self._refuse(Message("{keyword} has no place here in a `#|` line.", keyword=keyword))
                self.previous, self.previous_pieces = keyword, []
                entry.previous[keyword] = self.previous_pieces
            elif not self.previous:
                self._refuse(Message("a text stands here without a keyword."))
            else:
                self.previous_pieces.append(text)

    def _check_previous(self) -> None:
        if self.previous and not self.previous_pieces:
            self._refuse(Message("{keyword} has no text.", keyword=self.previous))

    def _content(self, content: str, *, obsolete: bool) -> None:
        for keyword, index, text in tokens.read(content, path=self.path, line=self.number):
            if keyword:
                self._keyword(keyword, index, obsolete=obsolete)
            else:
                self._text(text, obsolete=obsolete)

    def _keyword(self, keyword: str, index: int | None, *, obsolete: bool) -> None:
        if index is not None:
            if keyword != "msgstr":
                self._refuse(Message("{keyword}[{index}] is no keyword.", keyword=keyword, index=index))
            keyword = "msgstr[]"
        if self.entry is None or (keyword in ("msgctxt", "msgid") and self.keyword in COMPLETE):
            self._open()
        entry = self.entry
        assert entry
        if self.keyword and not self.pieces:
            self._refuse(Message("{keyword} has no text.", keyword=self.keyword))
        if keyword in ("msgctxt", "msgid") and self.keyword.startswith("msgid"):
            self._refuse(Message("this entry has no msgstr."), line=entry.line, fix=RESTORE)
        if self.keyword not in FOLLOWS[keyword]:
            self._refuse(
                _misplaced(keyword, self.keyword), fix=Message("Each entry is msgctxt, msgid, msgstr, in this order.")
            )
        if (self.keyword or self.previous) and obsolete != entry.obsolete:
            self._refuse(MIXED)
        if not self.keyword:
            self._check_previous()
            if self.previous == "msgctxt":
                self._refuse(Message("`#| msgctxt` stands above this entry without `#| msgid`."))
            entry.line, entry.obsolete = self.number, obsolete
        self.keyword, self.pieces = keyword, []
        if keyword == "msgstr[]":
            self._form(entry, index)
        else:
            entry.texts[keyword] = self.pieces

    def _form(self, entry: Entry, index: int | None) -> None:
        if index != len(entry.forms):
            self._refuse(
                Message("msgstr[{number}] is expected here.", number=len(entry.forms)),
                fix=Message("Number the plural forms 0, 1, 2, ..."),
            )
        entry.forms.append(self.pieces)
        if len(entry.forms) > FORMS_LIMIT:
            self._refuse(Message("an entry has more than {number} plural forms.", number=FORMS_LIMIT))

    def _text(self, text: str, *, obsolete: bool) -> None:
        if not self.entry or not self.keyword:
            self._refuse(
                Message("a text stands here without a keyword."), fix=Message("Put msgid or msgstr before it.")
            )
        if obsolete != self.entry.obsolete:
            self._refuse(MIXED)
        self.pieces.append(text)

    def _open(self) -> Entry:
        if self.entry:
            self._close()
        self.entry = Entry(self.number)
        self.keyword, self.pieces, self.previous, self.previous_pieces = "", [], "", []
        return self.entry

    def _close(self) -> None:
        entry = self.entry
        assert entry
        if not self.pieces:
            self._refuse(Message("{keyword} has no text.", keyword=self.keyword), fix=RESTORE)
        if self.keyword not in COMPLETE:
            self._refuse(Message("this entry has no msgstr."), line=entry.line, fix=RESTORE)
        if entry.forms and not entry.text("msgid_plural"):
            self._refuse(Message("msgid_plural is empty."), line=entry.line, fix=RESTORE)
        self.entries.append(entry)

    def _refuse(self, reason: Message, *, line: int = 0, fix: Message = NOTHING) -> NoReturn:
        raise refusal(reason, path=self.path, line=line or self.number, fix=fix)


def _misplaced(keyword: str, before: str) -> Message:
    if keyword == "msgstr[]" and before == "msgid":
        return Message("a numbered msgstr stands here without msgid_plural.")
    if keyword == "msgstr" and before == "msgid_plural":
        return Message("msgstr[0] is expected after msgid_plural.")
    if keyword == before:
        return Message("{keyword} stands twice in one entry.", keyword=keyword)
    if before:
        return Message("{keyword} cannot stand after {before}.", keyword=keyword, before=before)
    return Message("{keyword} cannot begin an entry.", keyword=keyword)
