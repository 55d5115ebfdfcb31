"""The comment lines of an entry <-> what they say: people's comments, notes, places, flags, and our own state lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.catalogs import tokens
from app.core.model import Acceptance

# our own lines; any other word after `passeur:` is left alone as a comment
OWN = re.compile(r"#[ \t]*+passeur:[ \t]*+(draft|needs-work)(?![^ \t])(.*)", re.DOTALL)
ACCEPTS = re.compile(r"#[ \t]*+passeur:[ \t]*+accepts ([a-z-]+) ([0-9a-f]{12}): (.*[^ ].*) \(([^()]+)\)")
# GNU gettext puts U+2068 and U+2069 around a file name with white space
PLACE = re.compile("\u2068([^\u2068\u2069]*)\u2069(?::(0|[1-9][0-9]{0,8})(?![^ \t]))?|([^ \t]+)")
NUMBERED = re.compile(r"(.+):([1-9][0-9]{0,8})")
# `#|` lines that pybabel has made comments of, and folded
PREVIOUS_TEXT = re.compile(r'\| ((?:(?:msgctxt|msgid|msgid_plural) )?"(?:[^"\\]|\\[\\"ntrvbf])*+")(?: |$)')
PREVIOUS = re.compile(rf"(?:{PREVIOUS_TEXT.pattern})++")
# Comments that keep their own `#`, since "# " before them would be another line: `#tight`, `##`, blanks only.
RAW = re.compile(r"(?:# )*#[^ .:,|~!].*|(?:# )+", re.DOTALL)
RAW_HEADER = re.compile(r"(?:# )*#[^ ~|].*|(?:# )+", re.DOTALL)


@dataclass(slots=True)
class Margin:
    """What the comment lines of one entry say."""

    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)  # an ordered set
    fuzzy: bool = False
    drafted: bool = False
    needs_work: bool = False
    origin: str = ""
    accepted: list[Acceptance] = field(default_factory=list)
    previous: dict[str, str] = field(default_factory=dict)  # keyword -> text, of `#|` lines that became comments


def read(lines: Iterable[str]) -> Margin:
    margin = Margin()
    for line in lines:
        mark = line[1:2]
        if mark == ".":
            margin.notes.append(line[2:].removeprefix(" "))
        elif mark == ":":
            margin.places += _places(line[2:])
        elif mark in (",", "!"):
            _read_flags(margin, line[2:])
        else:
            _read_comment(margin, line)
    if margin.comments:
        _read_previous(margin)
    return margin


def comment(line: str, *, raw: re.Pattern[str] = RAW) -> str:
    """A comment line without its "# "; `comment_line` gives the line back, whatever it was."""
    return line if raw.fullmatch(line) else line[2:]


def comment_line(text: str, *, raw: re.Pattern[str] = RAW) -> str:
    if not text:
        return "#"
    return text if raw.fullmatch(text) else f"# {text}"


def comment_lines(texts: Iterable[str], *, raw: re.Pattern[str] = RAW) -> list[str]:
    """Lines for comments. A line break inside one would let it forge an entry, so it begins a comment of its own."""
    return [comment_line(line, raw=raw) for text in texts for line in _split(text)]


def note_lines(texts: Iterable[str]) -> list[str]:
    return [f"#. {line}" if line else "#." for text in texts for line in _split(text)]


def place_line(places: Iterable[tuple[str, int]]) -> str:
    return "#: " + " ".join(_place(path, line) for path, line in places)


def flag_line(flags: Iterable[str]) -> str:
    return "#, " + ", ".join(flags)


def accepted_lines(accepted: Iterable[Acceptance]) -> list[str]:
    """`# passeur: accepts inline-codes 0f3a…: reason (who)`, on one line whatever the reason holds."""
    return [
        f"# passeur: accepts {one.check.replace(' ', '-')} {one.digest}: {_one_line(one.reason)} "
        f"({_one_line(re.sub('[()]', ' ', one.person)) or '?'})"
        for one in accepted
    ]


def is_own(line: str) -> bool:
    """Whether a comment line would be read as one of ours."""
    return OWN.fullmatch(line) is not None or ACCEPTS.fullmatch(line) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if "\r" in text or "\n" in text else [text]


def _read_flags(margin: Margin, text: str) -> None:
    for flag in filter(None, (part.strip(" \t\v\f") for part in text.split(","))):
        if flag == "fuzzy":
            margin.fuzzy = True
        else:
            margin.flags[flag] = None


def _read_comment(margin: Margin, line: str) -> None:
    own = OWN.fullmatch(line)
    accepts = None if own else ACCEPTS.fullmatch(line)
    if accepts:
        check, digest, reason, person = accepts.groups()
        margin.accepted.append(Acceptance(check.replace("-", " "), digest, reason, person))
    elif own is None:
        margin.comments.append(comment(line))
    elif own[1] == "draft":
        margin.drafted, margin.origin = True, " ".join(own[2].split())
    else:
        margin.needs_work = True


def _read_previous(margin: Margin) -> None:
    """Take the previous source that pybabel has made comments of out of them."""
    first = next((index for index, text in enumerate(margin.comments) if text.startswith("| msg")), None)
    if first is None:
        return
    joined = " ".join(margin.comments[first:])
    if not PREVIOUS.fullmatch(joined):
        return
    name, texts = "", dict[str, str]()
    for keyword, _, text in tokens.read(" ".join(PREVIOUS_TEXT.findall(joined)), path="", line=0):
        name = keyword or name
        texts[name] = texts.get(name, "") + text
    if "msgid" in texts:
        margin.previous, margin.comments = texts, margin.comments[:first]


def _places(text: str) -> list[tuple[str, int]]:
    places = []
    for quoted, line, word in PLACE.findall(text):
        if word:
            numbered = NUMBERED.fullmatch(word)
            places.append((numbered[1], int(numbered[2])) if numbered else (word, 0))
        else:
            places.append((quoted, int(line or 0)))
    return places


def _place(path: str, line: int) -> str:
    name = re.sub("[\r\n\u2068\u2069]", "", path)
    if not name or " " in name or "\t" in name or (not line and NUMBERED.fullmatch(name)):
        name = f"\u2068{name}\u2069"
    return f"{name}:{line}" if line else name
