"""Settings: the only reader of passeur.yaml and of the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from app.core.model import Config
from app.errors import InputError
from app.wording import Message

FILE = "passeur.yaml"
BROKERS = ("redis", "rediss", "amqp", "amqps")
LOCALE_FIX = Message("Write locales as CLDR does: en, de, pt_BR.")


def load(root: Path) -> Config:
    """The settings of the workspace at `root`, defaults where passeur.yaml is silent.

    An engine's `path` is one from `root`, wherever the command is started.
    InputError with file and line: not YAML, an unknown key, a value of the wrong kind.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return Config()
    try:
        config = parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = Message("this file cannot be opened: {reason}.", reason=str(error.strerror))
        raise InputError(reason, path=FILE) from None
    except UnicodeDecodeError:
        raise InputError(Message("this file is not UTF-8."), path=FILE, fix=Message("Save it as UTF-8.")) from None
    return replace(config, engines={name: _placed(settings, root) for name, settings in config.engines.items()})


def _placed(settings: Mapping[str, str], root: Path) -> Mapping[str, str]:
    if "path" not in settings:
        return settings
    return {**settings, "path": str(root.absolute() / Path(settings["path"]).expanduser())}


def parse(text: str) -> Config:
    """The settings that the text of a passeur.yaml holds; InputError as for `load`."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = getattr(error, "problem", "") or getattr(error, "reason", error)
        raise InputError(Message("this is not YAML: {reason}.", reason=problem), path=FILE, line=line) from None
    except RecursionError:
        raise InputError(Message("lists stand in lists too deeply."), path=FILE) from None
    if node is None:
        return Config()
    if not isinstance(node, yaml.MappingNode):
        raise InputError(Message("settings are lines of `key: value`."), path=FILE, line=1)
    settings: dict[str, Any] = {}
    for key, value in node.value:
        name = _text("a key", key)
        if name in settings:
            raise InputError(
                Message("`{name}` stands here a second time.", name=name), path=FILE, line=key.start_mark.line + 1
            )
        settings[name] = _setting(name, value, line=key.start_mark.line + 1)
    secret = os.environ.get("PASSEUR_BROKER")
    if secret:  # it may hold a password
        settings["broker"] = secret
    config = Config(**settings)
    if config.source_locale in config.locales:
        where = next(value for key, value in node.value if key.value in ("locales", "source_locale"))
        raise _wrong("locales", where, Message("other than the source's own, {locale}", locale=config.source_locale))
    if config.jobs == "celery" and not config.broker:
        where = next(value for key, value in node.value if key.value == "jobs")
        raise _wrong("jobs", where, Message("`server` where there is no `broker`"))
    return config


def _setting(name: str, value: yaml.Node, *, line: int) -> Any:
    if name not in READERS:
        near = get_close_matches(name, READERS, n=1)
        hint = (
            Message("Did you mean `{name}`?", name=near[0])
            if near
            else Message("Known keys: {names}.", names=", ".join(READERS))
        )
        raise InputError(Message("unknown key `{name}`.", name=name), path=FILE, line=line, fix=hint)
    return READERS[name](name, value)


def _wrong(name: str, node: yaml.Node, expected: Message) -> InputError:
    return InputError(
        Message("`{name}` must be {expected}.", name=name, expected=expected), path=FILE, line=node.start_mark.line + 1
    )


def _text(name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _wrong(name, node, Message("a word"))
    return str(node.value)


def _texts(name: str, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(name, node, Message("a list, as in [en, de]"))
    return tuple(_text(name, item) for item in node.value)


def _locale(name: str, node: yaml.Node) -> str:
    text = _text(name, node)
    parts = text.split("_")
    if not (2 <= len(parts[0]) <= 3 and parts[0].islower() and all(p.isalnum() and p.isascii() for p in parts)):
        raise InputError(
            Message("`{text}` is no locale.", text=text), path=FILE, line=node.start_mark.line + 1, fix=LOCALE_FIX
        )
    return text


def _locales(name: str, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(name, node, Message("a list, as in [en, de]"))
    found = tuple(_locale(name, item) for item in node.value)
    if not found:
        raise _wrong(name, node, Message("a list with at least one locale, as in [en]"))
    if len(set(found)) < len(found):
        raise _wrong(name, node, Message("a list without repetitions"))
    return found


def _either(one: str, other: str) -> Callable[[str, yaml.Node], str]:
    def read(name: str, node: yaml.Node) -> str:
        text = _text(name, node)
        if text not in (one, other):
            raise _wrong(name, node, Message("{one} or {other}", one=f"`{one}`", other=f"`{other}`"))
        return text

    return read


def _broker(name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or (node.value and urlsplit(node.value).scheme not in BROKERS):
        raise _wrong(name, node, Message("an address, as in redis://localhost:6379/0"))
    return str(node.value)


def _yes_or_no(name: str, node: yaml.Node) -> bool:
    if not (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:bool"):
        raise _wrong(name, node, Message("{one} or {other}", one="`yes`", other="`no`"))
    return node.value.lower() in ("yes", "true", "on")


def _engines(name: str, node: yaml.Node) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(
            name, node, Message("engine names with their settings, as in `libretranslate: {address: http://…}`")
        )
    found: dict[str, Mapping[str, str]] = {}
    for key, value in node.value:
        engine = _text("an engine's name", key)
        if not isinstance(value, yaml.MappingNode):
            raise _wrong(engine, value, Message("settings such as `{address: http://…}`"))
        found[engine] = {_text("a key", k): _text(str(k.value), v) for k, v in value.value}
        secret = os.environ.get(f"PASSEUR_{engine.upper().replace('-', '_')}_KEY")
        if secret:  # a key in the environment stays out of the file, and so out of git
            found[engine] = {**found[engine], "key": secret}
    return found


READERS: Mapping[str, Callable[[str, yaml.Node], Any]] = {
    "source_locale": _locale,
    "locales": _locales,
    "translate_front_matter": _texts,
    "engine": _text,
    "segmentation": _either("sentence", "paragraph"),
    "approve_in_context": _yes_or_no,
    "engines": _engines,
    "jobs": _either("server", "celery"),
    "broker": _broker,
}


def in_ci() -> bool:
    """True where a CI system runs us: no browser is opened, no progress bar drawn."""
    return bool(os.environ.get("CI"))
