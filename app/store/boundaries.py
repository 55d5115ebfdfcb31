"""What reviewers decided about the segments of an issue: a small YAML file beside its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from app.core.model import Boundary
from app.errors import InputError
from app.store import atomic, sources

HEAD = "# Where reviewers joined sentences or parted one. Passeur keeps this file; a line may be deleted by hand.\n"
FIX = "Each line is `- joined: [words before, words after]` or `- parted: [words before, words after]`."


def read(path: Path, *, name: str) -> tuple[Boundary, ...]:
    """The decisions in the file at `path`, none when there is no such file; InputError with `name` and line."""
    if not path.exists():
        return ()
    try:
        root = yaml.compose(sources.read(path, name=name), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError("this is no YAML.", path=name, line=mark.line + 1 if mark else 1, fix=FIX) from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise InputError("this is no list.", path=name, line=1, fix=FIX)
    return tuple(_boundary(node, name=name) for node in root.value)


def write(path: Path, boundaries: Sequence[Boundary]) -> None:
    """Save the decisions, in the order given; DiskError when they cannot be written."""
    lines = [{"parted" if one.parted else "joined": [one.before, one.after]} for one in boundaries]
    text = yaml.safe_dump(lines, allow_unicode=True, default_flow_style=None, width=10_000) if lines else ""
    atomic.write(path, (HEAD + text).encode("utf-8"))


def _boundary(node: yaml.Node, *, name: str) -> Boundary:
    refused = InputError("this is no decision.", path=name, line=node.start_mark.line + 1, fix=FIX)
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        raise refused
    key, words = node.value[0]
    if not isinstance(words, yaml.SequenceNode) or len(words.value) != 2 or key.value not in ("joined", "parted"):
        raise refused
    if not all(isinstance(word, yaml.ScalarNode) for word in words.value):
        raise refused
    before, after = words.value
    return Boundary(before.value, after.value, parted=key.value == "parted")
