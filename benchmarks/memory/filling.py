"""An index of many approved units, made without their catalogs, and sentences to ask about."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from app.core import memory
from app.core.model import Match, State, Unit
from app.store.index import likeness, upkeep
from app.store.index.file import IndexFile
from benchmarks import texts

TOGETHER = 500  # units of an issue
SHORT = 0.7  # of the sentences


def sources(number: int) -> Iterator[str]:
    """French sentences of some hundred words that stand in many of them: the hard case, as no word is rare."""
    random_ = random.Random(3)
    for _ in range(number):
        yield (texts.sentence if random_.random() < SHORT else texts.long_sentence)(random_)


def questions(number: int) -> list[str]:
    """Further sentences of the same kind, of each a word changed."""
    random_ = random.Random(7)
    return texts.edited([texts.sentence(random_) for _ in range(number)], share=1.0, only_words=True)


def index(folder: Path, wanted: Iterable[str]) -> IndexFile:
    """An index that holds these sources as approved in English; there are no catalogs behind it."""
    file = IndexFile(folder)
    left = iter(wanted)
    with file.connection() as connection:
        for number, part in enumerate(iter(lambda: list(islice(left, TOGETHER)), [])):
            units = [Unit(source, f"<{source}>", State.APPROVED) for source in dict.fromkeys(part)]
            key = ("en", f"numero-{number:05}")
            connection.execute("BEGIN IMMEDIATE")
            upkeep.put(connection, key, units, stamp="", version="", source_locale="fr")
            connection.execute("COMMIT")
        upkeep.tidy(connection)
    return file


def best(file: IndexFile, source: str, *, floor: int = 75) -> list[Match]:
    """The matches of a source, as the review screen asks for them."""
    with file.connection() as connection:
        hits = likeness.like(connection, source, locale="en", source_locale="fr")
    return memory.ranked(source, [Match(hit.source, hit.target, 0) for hit in hits], floor=floor)
