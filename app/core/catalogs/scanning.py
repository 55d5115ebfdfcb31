"""PO text -> entries with their comment lines, each line held to gettext's grammar before polib sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from app.core.catalogs.decoding import RESTORE, refusal

ENTRIES_LIMIT = 100_000
ENTRY_LIMIT = 256_000  # characters
FORMS_LIMIT = 100
BLANK = " \t\v\f"

RESOLVE = "Settle the conflict and delete the marker lines, or take one side with `git checkout --ours -- FILE`."
MIXED = "`#~` stands before some lines of this entry and not before others."

# Possessive quantifiers (`*+`) throughout: nothing here may try a hostile line twice.
# PLAIN knows the escapes that polib knows, TOKEN those that gettext does.
PLAIN = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)[ \t]*+)?"([^"\\]*+(?:\\[\\"ntrvbf][^"\\]*+)*+)"')
TOKEN = re.compile(
    r"[ \t\v\f]*+(?:(msgctxt|msgid_plural|msgid|msgstr)(?![a-z_])[ \t]*+(?:\[[ \t]*+([0-9]++)[ \t]*+\])?"
    r'|"([^"\\]*+(?:\\(?:[\\"ntrvbfa]|[0-7]{1,3}+|x[0-9a-fA-F]++)[^"\\]*+)*+)")'
)
ESCAPE = re.compile(r"(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]+))+|\\.", re.DOTALL)
NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+))")
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
WORD = re.compile(r"[^\s\"]{1,30}")

# which keywords may stand before each, "" being none yet
FOLLOWS = {
    "msgctxt": ("",),
    "msgid": ("", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
COMPLETE = ("msgstr", "msgstr[]")


@dataclass(slots=True)
class Entry:
    """What an entry holds besides its keyword lines."""

    line: int
    margin: list[str] = field(default_factory=list)  # comment lines from their `#` on
    obsolete: bool = False
    forms: int = 0  # msgstr[n] seen so far
    late_forms: list[str] = field(default_factory=list)  # msgstr[10] and on, escaped: polib reads one digit
    size: int = 0


@dataclass(slots=True)
class Scan:
    """Entries in order; `lines` are their keyword lines, in the one form that polib reads right."""

    entries: list[Entry]
    lines: list[str]
    remarks: list[str]  # comment lines after the last entry


def scan(text: str, *, path: str) -> Scan:
    """Entries of a PO text. InputError with the line that is not gettext's grammar."""
    scanner = _Scanner(path)
    for number, line in enumerate(text.split("\n"), start=1):
        scanner.read(number, line)
    return scanner.end()


class _Scanner:
    """Walks the lines; `keyword` is the one read last in the open entry, "" when only comment lines were."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.number = 0
        self.scan = Scan([], [], [])
        self.entry: Entry | None = None
        self.keyword = ""
        self.texts = 0  # strings read since the keyword
        self.previous = ""  # the same two for `#|` lines
        self.previous_texts = 0

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
                self._refuse(f"this entry is larger than {ENTRY_LIMIT // 1000} KB.")

    def end(self) -> Scan:
        entry = self.entry
        if entry and not self.keyword:
            self._check_previous()
            if self.previous or any(line[1:2] in (".", ":", ",", "!") for line in entry.margin):
                self._refuse("the file ends in the middle of an entry.", fix=RESTORE)
            self.scan.remarks = entry.margin
        elif entry:
            self._close()
        return self.scan

    def _comment(self, line: str) -> None:
        if line.startswith("#~|"):
            self._previous(line[3:].strip(BLANK), obsolete=True)
        elif line.startswith("#|"):
            self._previous(line[2:].strip(BLANK), obsolete=False)
        elif line.startswith("#~"):
            content = line[2:].strip(BLANK)
            if content.startswith("#") and not content.startswith(("#~", "#|")):
                self._margin().margin.append(content)
            elif content:
                self._content(content, obsolete=True)
        else:
            self._margin().margin.append(line)

    def _margin(self) -> Entry:
        """The entry that a comment line belongs to: the one to come."""
        if self.entry is None or self.keyword in COMPLETE:
            return self._open()
        if self.keyword:
            self._refuse(f"a comment stands between {self.keyword} and msgstr.", fix="Move it above the entry.")
        return self.entry

    def _previous(self, content: str, *, obsolete: bool) -> None:
        entry = self._margin()
        if self.previous and obsolete != entry.obsolete:
            self._refuse(MIXED)
        entry.obsolete = obsolete
        for keyword, index, text in self._tokens(content):
            if keyword:
                self._check_previous()
                if keyword == "msgstr" or index is not None or self.previous not in FOLLOWS[keyword]:
                    self._refuse(f"{keyword} has no place here in a `#|` line.")
                self.previous, self.previous_texts = keyword, 0
            elif not self.previous:
                self._refuse("a text stands here without a keyword.")
            else:
                self.scan.lines.append(f'#| {"" if self.previous_texts else self.previous + " "}"{text}"')
                self.previous_texts += 1

    def _check_previous(self) -> None:
        if self.previous and not self.previous_texts:
            self._refuse(f"{self.previous} has no text.")

    def _content(self, content: str, *, obsolete: bool) -> None:
        for keyword, index, text in self._tokens(content):
            if keyword:
                self._keyword(keyword, index, obsolete=obsolete)
            else:
                self._text(text, obsolete=obsolete)

    def _tokens(self, content: str) -> list[tuple[str, int | None, str]]:
        """(keyword, index, "") and ("", None, escaped text), in order."""
        plain = PLAIN.fullmatch(content)
        if plain:
            keyword, text = plain.groups()
            return [(keyword, None, ""), ("", None, text)] if keyword else [("", None, text)]
        tokens: list[tuple[str, int | None, str]] = []
        position = 0
        while position < len(content):
            match = TOKEN.match(content, position)
            if not match:
                self._complain(content[position:].strip(BLANK))
            keyword, index, text = match.groups()
            tokens.append((keyword or "", int(index[:9]) if index else None, self._canonical(text or "")))
            position = match.end()
        return tokens

    def _canonical(self, text: str) -> str:
        """`text` with only the escapes that polib knows; octal and hexadecimal ones are bytes of UTF-8."""
        return ESCAPE.sub(self._escape, text) if "\\" in text else text

    def _escape(self, match: re.Match[str]) -> str:
        escape = match[0]
        if escape == "\\a":
            return "\a"
        if escape[1] not in "01234567x":
            return escape
        try:
            octets = bytes(int(octal, 8) if octal else int(digits, 16) for octal, digits in NUMBER.findall(escape))
            character = octets.decode("utf-8")
        except ValueError:
            self._refuse(f"{escape[:40]} is no character in UTF-8.")
        if "\0" in character or "\4" in character:
            self._refuse(f"{escape[:40]} stands for a character that no catalog can store.")
        return character.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

    def _keyword(self, keyword: str, index: int | None, *, obsolete: bool) -> None:
        if index is not None:
            if keyword != "msgstr":
                self._refuse(f"{keyword}[{index}] is no keyword.")
            keyword = "msgstr[]"
        if self.entry is None or (keyword in ("msgctxt", "msgid") and self.keyword in COMPLETE):
            self._open()
        entry = self.entry
        assert entry
        if self.keyword and not self.texts:
            self._refuse(f"{self.keyword} has no text.")
        if keyword in ("msgctxt", "msgid") and self.keyword.startswith("msgid"):
            self._refuse("this entry has no msgstr.", line=entry.line, fix=RESTORE)
        if self.keyword not in FOLLOWS[keyword]:
            self._refuse(_misplaced(keyword, self.keyword), fix="Each entry is msgctxt, msgid, msgstr, in this order.")
        if (self.keyword or self.previous) and obsolete != entry.obsolete:
            self._refuse(MIXED)
        if keyword == "msgstr[]":
            self._form(entry, index)
        if not self.keyword:
            self._check_previous()
            if self.previous == "msgctxt":
                self._refuse("`#| msgctxt` stands above this entry without `#| msgid`.")
            entry.line, entry.obsolete = self.number, obsolete
        self.keyword, self.texts = keyword, 0

    def _form(self, entry: Entry, index: int | None) -> None:
        if index != entry.forms:
            self._refuse(f"msgstr[{entry.forms}] is expected here.", fix="Number the plural forms 0, 1, 2, ...")
        entry.forms += 1
        if entry.forms > FORMS_LIMIT:
            self._refuse(f"an entry has more than {FORMS_LIMIT} plural forms.")
        if entry.forms > 10:
            entry.late_forms.append("")

    def _text(self, text: str, *, obsolete: bool) -> None:
        entry = self.entry
        if not entry or not self.keyword:
            self._refuse("a text stands here without a keyword.", fix="Put msgid or msgstr before it.")
        if obsolete != entry.obsolete:
            self._refuse(MIXED)
        if entry.late_forms:
            entry.late_forms[-1] += text
        else:
            keyword = f"msgstr[{entry.forms - 1}]" if self.keyword == "msgstr[]" else self.keyword
            self.scan.lines.append(f'{"#~ " if obsolete else ""}{"" if self.texts else keyword + " "}"{text}"')
        self.texts += 1

    def _open(self) -> Entry:
        if self.entry:
            self._close()
        self.entry = Entry(self.number)
        self.keyword, self.texts, self.previous, self.previous_texts = "", 0, "", 0
        return self.entry

    def _close(self) -> None:
        assert self.entry
        if not self.texts:
            self._refuse(f"{self.keyword} has no text.", fix=RESTORE)
        if self.keyword not in COMPLETE:
            self._refuse("this entry has no msgstr.", line=self.entry.line, fix=RESTORE)
        self.scan.entries.append(self.entry)
        if len(self.scan.entries) > ENTRIES_LIMIT:
            self._refuse(f"this catalog has more than {ENTRIES_LIMIT:,} entries.")

    def _complain(self, content: str) -> NoReturn:
        """Says what is wrong with a line that is neither keyword nor text."""
        if CONFLICT.match(content):
            self._refuse("this is a merge conflict marker.", fix=RESOLVE)
        if content.startswith('"'):
            if re.fullmatch(r'"(?:[^"\\]|\\.)*+\\?', content):
                self._refuse("the text is cut off: its closing quotation mark is missing.", fix=RESTORE)
            self._refuse("this text holds an escape that PO files do not know.", fix=r"Write a backslash as `\\`.")
        if content.startswith("["):
            self._refuse("the number of this plural form cannot be read.", fix="Number the plural forms 0, 1, 2, ...")
        word = WORD.match(content)
        self._refuse(
            f"`{word[0] if word else content[:30]}` is not PO syntax.",
            fix=r"Each text stands between quotation marks, with `\"` for one inside.",
        )

    def _refuse(self, reason: str, *, line: int = 0, fix: str = "") -> NoReturn:
        raise refusal(reason, path=self.path, line=line or self.number, fix=fix)


def _misplaced(keyword: str, before: str) -> str:
    if keyword == "msgstr[]" and before == "msgid":
        return "a numbered msgstr stands here without msgid_plural."
    if keyword == "msgstr" and before == "msgid_plural":
        return "msgstr[0] is expected after msgid_plural."
    if keyword == before:
        return f"{keyword} stands twice in one entry."
    return f"{keyword} cannot stand after {before}." if before else f"{keyword} cannot begin an entry."
