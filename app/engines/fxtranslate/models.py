"""Models on disk: which pairs a folder holds, how they chain, and whether their files belong together."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.core import get_global

from app.engines.fxtranslate import vocabulary
from app.errors import EngineError
from app.wording import Message

HUB = "en"  # every model translates from or to it
CODE = r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?)"
FOLDER = re.compile(rf"(?:.*[-_.])?{CODE}-{CODE}")  # fr-en, en-zh-Hans, tiny-fr-en
OLD = {"no": "nb"}

Pair = tuple[str, str]  # languages as models call them


@dataclass(frozen=True, slots=True)
class Model:
    """One direction. Where both languages share a vocabulary, its file is named twice.

    The shortlist `lex.*` stays unread, as by fxtranslate itself: without it every word may be said.
    """

    source: str
    target: str
    weights: Path
    source_vocabulary: Path
    target_vocabulary: Path

    @property
    def name(self) -> str:
        return f"{self.source}-{self.target}"

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.weights, self.source_vocabulary, self.target_vocabulary)))


Models = Mapping[Pair, Model]


def installed(root: Path) -> Models:
    """The complete models of a folder, which is one itself or holds folders that are."""
    folders = [root] if next(root.glob("model.*"), None) else sorted(root.glob("*-*")) if root.is_dir() else []
    found = {}
    for folder in folders:
        try:
            model = read(folder)
        except EngineError:
            continue
        found[model.source, model.target] = model
    return found


def read(folder: Path) -> Model:
    """The model of a folder. EngineError with what is wrong: a file is missing, empty, or made for another model."""
    name = FOLDER.fullmatch(folder.absolute().name)
    if not name:
        raise _wrong(folder, Message("its name does not end in a pair such as fr-en"))
    try:
        files = {path.name.partition(".")[0]: path for path in sorted(folder.iterdir())}
    except OSError:
        raise _wrong(folder, Message("it cannot be read")) from None
    weights, both, source, target = map(files.get, ("model", "vocab", "srcvocab", "trgvocab"))
    first, second = both or source, both or target
    if not weights or not first or not second:
        raise _wrong(folder, Message("model.*, or vocab.* (srcvocab.* and trgvocab.*), is missing"))
    model = Model(name[1], name[2], weights, first, second)
    for path in model.files:
        if not path.is_file() or not path.stat().st_size:
            raise _wrong(folder, Message("{file} is empty", file=path.name))
    tag = f".{name[1]}{name[2]}."
    for path in model.files:
        if tag in weights.name and path.name.count(".") > 1 and tag not in path.name:
            raise _wrong(folder, Message("{file} belongs to another pair", file=path.name))
    return model


def check(model: Model) -> None:
    """EngineError when a vocabulary is none, or has not the size that the model wants.

    fxtranslate loads any bytes as a vocabulary, and then translates into rubbish.
    """
    with model.weights.open("rb") as file:
        wanted = vocabulary.wanted(file.read(vocabulary.HEAD))
    for path, sizes in zip((model.source_vocabulary, model.target_vocabulary), wanted, strict=True):
        pieces = vocabulary.size(path.read_bytes())
        if pieces == 0:
            raise _wrong(model.weights.parent, Message("{file} is no vocabulary", file=path.name))
        if sizes and pieces not in sizes:
            raise _wrong(model.weights.parent, Message("{file} belongs to another model", file=path.name))


def _wrong(folder: Path, reason: Message) -> EngineError:
    return EngineError(
        Message("The model in {folder} cannot be used: {reason}.", folder=str(folder), reason=reason),
        fix=Message("Delete that folder and fetch the model again."),
        engine_wide=True,
    )


def route(pairs: Collection[Pair], source: str, target: str) -> tuple[Pair, ...]:
    """Those of the pairs that lead from one locale to another, through HUB where there is no direct one; else ()."""
    for first in codes(source):
        for last in codes(target):
            if (first, last) in pairs:
                return ((first, last),)
            if (first, HUB) in pairs and (HUB, last) in pairs:
                return ((first, HUB), (HUB, last))
    return ()


def codes(identifier: str) -> tuple[str, ...]:
    """What models may call the language of a CLDR or BCP 47 identifier, the exact name first."""
    language, *rest = re.split(r"[-_]", identifier)
    language = OLD.get(language.lower(), language.lower())
    subtags = get_global("likely_subtags")
    region = next((part.upper() for part in rest if len(part) == 2), "")
    likely = str(subtags.get(f"{language}_{region}") or subtags.get(language, "")).split("_")
    script = next((part.title() for part in rest if len(part) == 4), likely[1] if len(likely) == 3 else "")
    exact = (f"{language}-{script}",) if script else ()
    return exact if script == "Hant" else (*exact, language)  # plain zh is simplified
