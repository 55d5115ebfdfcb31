"""Writers: how a value that was decoded for people is written back, one for each encoding of a block."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from app.core import inline
from app.core.assembly.html import write_attribute
from app.core.assembly.places import escape_pipes
from app.core.documents import front_matter

_PUNCTUATION = re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?=#?[A-Za-z0-9]{1,32};)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_NOT_PRINTABLE = re.compile(rf'[\\"{_CONTROLS}]')


def write_title(text: str, raw: str) -> str:
    """A link title in the delimiters of the source."""
    text = _PUNCTUATION.sub(lambda match: "\\" + match.group(), _one_line(text))
    close = ")" if raw[0] == "(" else raw[0]
    for mark in {raw[0], close}:
        text = text.replace(mark, "\\" + mark)
    return raw[0] + text + close


def write_image_label(text: str, raw: str) -> str:
    """The end of an image that is written `![label]` or `![label][]`: with another text the label stands behind it."""
    return f"{inline.seal(inline.from_parts((_one_line(text),)))}][{raw.removesuffix('[]')}"


def write_yaml(text: str, raw: str) -> str:
    """A YAML string that PyYAML reads back as exactly `text`: in the style of the source if it can, else quoted."""
    for candidate in (_same_style(text, raw), _double(text)):
        if candidate and _says(candidate, text):
            return candidate
    return raw


WRITERS: dict[str, Callable[[str, str], str]] = {
    "title": write_title,
    "image label": write_image_label,
    "attribute": write_attribute,
    "yaml": write_yaml,
    "cell title": lambda text, raw: escape_pipes(write_title(text, raw)),
    "cell image label": lambda text, raw: escape_pipes(write_image_label(text, raw)),
    "cell attribute": lambda text, raw: escape_pipes(write_attribute(text, raw)),
}


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


def _same_style(text: str, raw: str) -> str:
    if raw[0] == '"':
        return _double(text)
    if raw[0] == "'":
        return "'" + text.replace("'", "''") + "'" if "\n" not in text else ""
    if raw[0] in "|>":
        return _block_scalar(text, raw)
    return text if text and text == text.strip() and not re.search(f"[{_CONTROLS}]", text) else ""


def _block_scalar(text: str, raw: str) -> str:
    first, *rest = raw.splitlines()
    indent = next((line[: len(line) - len(line.lstrip(" "))] for line in rest if line.strip()), "  ")
    newline = "\r\n" if "\r\n" in raw else "\n"
    between = newline if raw[0] == "|" else newline * 2
    return first + newline + between.join(indent + line if line else "" for line in text.rstrip("\n").split("\n"))


def _double(text: str) -> str:
    return '"' + _NOT_PRINTABLE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _says(candidate: str, text: str) -> bool:
    """Whether YAML reads the candidate as the text, in a list between brackets too if it stands on one line."""
    if not _reads(f"k: {candidate}\n", text):
        return False
    return candidate[0] in "|>" or _reads(f"k: [{candidate}, x]\n", text)


def _reads(document: str, text: str) -> bool:
    try:
        root = yaml.compose(document, Loader=front_matter.loader(document))
    except (yaml.YAMLError, ValueError):
        return False
    if not isinstance(root, yaml.MappingNode) or len(root.value) != 1:
        return False
    value = root.value[0][1]
    if isinstance(value, yaml.SequenceNode) and len(value.value) == 2:
        value = value.value[0]
    return isinstance(value, yaml.ScalarNode) and value.value == text and value.tag == "tag:yaml.org,2002:str"
