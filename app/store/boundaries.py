"""What reviewers decided about the segments of an issue: a small YAML file beside its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path

import yaml

from app.core.model import Boundary
from app.errors import DiskError, InputError
from app.store import atomic, locks, sources
from app.wording import Message

HEAD = "# Where reviewers joined sentences or parted one. Passeur keeps this file; a line may be deleted by hand.\n"
FIX = Message("Each line is `- joined: [words before, words after]` or `- parted: [words before, words after]`.")
MOST = 1_000  # decisions about one issue
LARGEST = 300_000  # bytes, which so many never need
KEPT = 64  # files kept read: every look at an issue asks for them
LOCK_SECONDS = 5.0


def read(path: Path, *, name: str) -> tuple[Boundary, ...]:
    """The decisions in the file at `path`, none when there is no such file; InputError with `name` and line."""
    return _parse(sources.read(path, name=name), name) if path.exists() else ()


def write(path: Path, boundaries: Sequence[Boundary]) -> None:
    """Save the decisions, in the order given; no file stays when there are none. DiskError.

    InputError: more of them than could be read again.
    """
    if not boundaries:
        return _delete(path)
    lines = [{"parted" if one.parted else "joined": [one.before, one.after]} for one in boundaries]
    data = (HEAD + yaml.safe_dump(lines, allow_unicode=True, default_flow_style=None, width=10_000)).encode("utf-8")
    if len(boundaries) > MOST or len(data) > LARGEST:
        raise _too_many(path.name)
    atomic.write(path, data)


@contextmanager
def held(locks_folder: Path, *, name: str) -> Iterator[None]:
    """Nobody else changes the decisions in the file `name` meanwhile; DiskError when another one does for five
    seconds."""
    with ExitStack() as stack:
        try:
            taken = stack.enter_context(locks.locked(locks_folder, name, seconds=LOCK_SECONDS))
        except OSError as error:
            raise atomic.disk_error(error, locks_folder) from error
        if not taken:
            raise DiskError(
                Message("{name} is being changed by somebody else.", name=name),
                fix=Message("Nothing was changed; try again."),
            )
        yield


@lru_cache(maxsize=KEPT)
def _parse(text: str, name: str) -> tuple[Boundary, ...]:
    if len(text.encode("utf-8")) > LARGEST:
        raise _too_many(name)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(Message("this is no YAML."), path=name, line=mark.line + 1 if mark else 1, fix=FIX) from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise InputError(Message("this is no list."), path=name, line=root.start_mark.line + 1, fix=FIX)
    if len(root.value) > MOST:
        raise _too_many(name)
    return tuple(_boundary(node, name=name) for node in root.value)


def _boundary(node: yaml.Node, *, name: str) -> Boundary:
    refused = InputError(Message("this is no decision."), path=name, line=node.start_mark.line + 1, fix=FIX)
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        raise refused
    key, words = node.value[0]
    if not isinstance(words, yaml.SequenceNode) or len(words.value) != 2 or key.value not in ("joined", "parted"):
        raise refused
    if not all(isinstance(word, yaml.ScalarNode) and word.value.strip() for word in words.value):
        raise refused
    before, after = words.value
    return Boundary(before.value, after.value, parted=key.value == "parted")


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise atomic.disk_error(error, path) from error


def _too_many(name: str) -> InputError:
    fix = Message("Delete the lines whose words the source no longer has.")
    return InputError(Message("this file holds more than 1,000 decisions."), path=name, line=1, fix=fix)
