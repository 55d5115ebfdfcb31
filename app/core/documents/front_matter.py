"""YAML front matter: where it stands, what it says, and which of its values are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from app.core.documents.regions import Source, encoded
from app.core.model import Block
from app.errors import InputError
from app.wording import Message

# PyYAML's C loader crashes on some 24 KB of nested brackets, and aliases multiply; a newsletter needs none of it.
SIZE, DEPTH, NODES = 16_384, 8, 1_000

_LINE_END = r"[ \t]*(?:\r\n|\r|\n)"
_OPENING = re.compile(rf"\ufeff?(---|\+\+\+){_LINE_END}(?=[^\r\n])")
_CLOSING = {
    "---": re.compile(rf"^(?:---|\.\.\.)(?:{_LINE_END}|[ \t]*\Z)", re.MULTILINE),
    "+++": re.compile(rf"^\+\+\+(?:{_LINE_END}|[ \t]*\Z)", re.MULTILINE),
}
# What YAML's first line with words begins with: prose has a blank before its colon, or begins with a capital letter.
_FIRST_KEY = re.compile(
    r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+"
    r"(?:(?:\w[^\s:]*|\"[^\"\r\n]*\"|'[^'\r\n]*'|[a-z_-]+[ \t]+):(?:\s|$)|[ \t]*(?:\{|\Z))"
)
_COUNTED_OTHERWISE = re.compile("[\ufeff\x85\u2028\u2029]|\r(?!\n)")
_STRING = "tag:yaml.org,2002:str"
_ADVICE = Message("Mend the lines between the two `---` at the top of the file.")

Loader = type[yaml.SafeLoader] | type[yaml.CSafeLoader]


class Matter(NamedTuple):
    """Front matter of a text: it is text[start:end], and what follows begins at `body`."""

    start: int
    end: int
    body: int
    line: int  # of its first line
    is_yaml: bool = True  # TOML, between `+++`, is left alone


def locate(text: str) -> Matter | None:
    """The front matter of a text: from `---` on its first line to the next `---` or `...`; None without one.

    A text may begin with a thematic break: what follows counts as YAML only when it begins with a key.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING[opening[1]].search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    is_yaml = opening[1] == "---"
    if is_yaml and not _FIRST_KEY.match(text, opening.end(), closing.start()):
        return None
    return Matter(opening.end(), closing.start(), closing.end(), 2, is_yaml)


def blocks(source: Source, matter: Matter, keys: Sequence[str]) -> list[Block]:
    """A block for each string under one of the keys, in order; strings of a list one by one."""
    root = compose(source.text, matter)
    if not isinstance(root, yaml.MappingNode):
        return []
    found = []
    for key, value in root.value:
        if key.value in keys:
            for node in _strings(value):
                start, end = matter.start + node.start_mark.index, matter.start + node.end_mark.index
                if node.style in ("|", ">"):
                    end = start + len(source.text[start:end].rstrip())
                kind = f"front matter: {key.value}"
                found.append(encoded(source, start, end, kind=kind, text=node.value, encoding="yaml"))
    return [block for block in found if block.text.strip()]


def compose(text: str, matter: Matter) -> yaml.Node | None:
    """The YAML as PyYAML's nodes, marks relative to matter.start. InputError names the line of what is wrong."""
    raw = text[matter.start : matter.end] if matter.is_yaml else ""
    if len(raw) > SIZE:
        raise InputError(
            Message("The front matter is longer than {number} characters.", number=SIZE), line=matter.line, fix=_ADVICE
        )
    try:
        return _composed(raw, matter, loader(raw))
    except (yaml.YAMLError, ValueError):
        pass  # the loader in Python reads some of it, or says better what is wrong
    try:
        return _composed(raw, matter, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = matter.line + (mark.line if mark else 0)
        raise InputError(
            Message("The front matter is not valid YAML: {reason}.", reason=str(error.problem)), line=line, fix=_ADVICE
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = matter.line + raw.count("\n", 0, getattr(error, "position", 0) or 0)
        reason = getattr(error, "reason", None) or Message("it cannot be read")
        raise InputError(
            Message("The front matter is not valid YAML: {reason}.", reason=reason), line=line, fix=_ADVICE
        ) from None


def loader(raw: str) -> Loader:
    """The loader in C, twenty times as fast, where it counts characters as the one in Python does."""
    return yaml.SafeLoader if _COUNTED_OTHERWISE.search(raw) else getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _composed(raw: str, matter: Matter, loader: Loader) -> yaml.Node | None:
    _guard(raw, matter, loader)
    return yaml.compose(raw, Loader=loader)


def read(text: str) -> dict[str, Any]:
    """Keys and values of a text's front matter, each scalar as it is written; {} without one. InputError as `compose`.

    Strings only: a date or number that is none (2026-13-45) is nobody's error here (ASVS 1.5.2).
    """
    matter = locate(text)
    if not matter or not isinstance(compose(text, matter), yaml.MappingNode):
        return {}
    return dict(yaml.load(text[matter.start : matter.end], Loader=yaml.BaseLoader))  # noqa: S506 - builds strings only


def outline(text: str, matter: Matter, keys: Sequence[str]) -> list[tuple[str, ...]]:
    """What a change of the translated values must leave alone: every key in its place, every other value."""
    root = compose(text, matter)
    found: list[tuple[str, ...]] = [] if matter.is_yaml else [(text[matter.start : matter.end],)]
    if root:
        _outline(root, (), keys, found)
    return found


def _outline(node: yaml.Node, path: tuple[str, ...], keys: Sequence[str], found: list[tuple[str, ...]]) -> None:
    if isinstance(node, yaml.MappingNode):
        found.append((*path, "mapping"))
        for key, value in node.value:
            _outline(value, (*path, str(key.value)), keys, found)
    elif isinstance(node, yaml.SequenceNode):
        found.append((*path, "list"))
        for number, item in enumerate(node.value):
            _outline(item, (*path, str(number)), keys, found)
    else:
        translated = bool(path) and path[0] in keys and node.tag == _STRING
        found.append((*path, node.tag, "" if translated else node.value))


def _strings(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode) and node.tag == _STRING:
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.ScalarNode):
                yield from _strings(item)


def _guard(raw: str, matter: Matter, loader: Loader) -> None:
    """Refuse what can hurt before any tree is built; the stream of events has no recursion."""
    depth = nodes = 0
    seen: list[set[str] | None] = []  # keys of the open mappings, None for a list
    expects_key: list[bool] = []
    for event in yaml.parse(raw, Loader=loader):
        line = matter.line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError(Message("The front matter uses an anchor or alias (& or *)."), line=line, fix=_QUOTE)
        if getattr(event, "tag", None):
            raise InputError(Message("The front matter uses a tag (!)."), line=line, fix=_QUOTE)
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if expects_key and expects_key[-1]:
                _check_key(event, seen[-1], line)
            if expects_key and seen[-1] is not None:
                expects_key[-1] = not expects_key[-1]
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            mapping = isinstance(event, yaml.MappingStartEvent)
            seen.append(set() if mapping else None)
            expects_key.append(mapping)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
            seen.pop()
            expects_key.pop()
        if depth > DEPTH or nodes > NODES:
            raise InputError(Message("The front matter is nested too deeply or too long."), line=line, fix=_ADVICE)


_QUOTE = Message("Put the value between quotes if the sign is part of its words.")


def _check_key(event: yaml.NodeEvent, seen: set[str] | None, line: int) -> None:
    if not isinstance(event, yaml.ScalarEvent):
        raise InputError(Message("A key of the front matter is not a word."), line=line, fix=_ADVICE)
    if seen is not None and event.value in seen:
        raise InputError(
            Message("The front matter has the key `{key}` twice.", key=event.value),
            line=line,
            fix=Message("Keep one of them."),
        )
    if seen is not None:
        seen.add(event.value)
