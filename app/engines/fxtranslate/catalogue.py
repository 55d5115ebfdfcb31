"""Which models can be had: the list of files that Mozilla publishes, or whoever keeps a copy of it, made sense of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from app.engines.fxtranslate.models import CODE, Pair
from app.errors import EngineError
from app.wording import Message

MAJOR = 3  # the version of models that fxtranslate 0.5 reads
LARGEST = 400 << 20  # bytes, unpacked: the largest model published has 60 MB
NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,99}", re.ASCII)
PLACE = re.compile(r"(?:[\w-][\w.-]{0,199}/){0,9}[\w-][\w.-]{0,199}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}")
LANGUAGE = re.compile(CODE)
ONE_VOCABULARY, TWO_VOCABULARIES = ("vocab",), ("srcvocab", "trgvocab")


class _Attachment(msgspec.Struct):
    hash: str
    size: int
    location: str


class _Record(msgspec.Struct, rename="camel"):
    name: str
    file_type: str
    source_language: str
    target_language: str
    version: str
    attachment: _Attachment
    decompressed_hash: str
    decompressed_size: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file to fetch: packed with zstd at `location`; both digests are SHA-256, in hex."""

    name: str
    location: str
    packed: int  # bytes
    packed_digest: str
    digest: str


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one model."""

    source: str
    target: str
    version: str
    files: tuple[File, ...]

    @property
    def name(self) -> str:
        return f"{self.source}-{self.target}"

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.packed for file in self.files)


Packages = Mapping[Pair, Package]


def read(body: bytes) -> Packages:
    """The newest model of every pair, of those that this program reads. EngineError when `body` is no such list."""
    try:
        listed = msgspec.json.decode(body, type=dict[str, list[msgspec.Raw]])["data"]
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, RecursionError) as error:
        raise EngineError(Message("The list of models cannot be read."), engine_wide=True) from error
    by_pair: dict[Pair, list[_Record]] = {}
    for record in filter(None, map(_record, listed)):
        by_pair.setdefault((record.source_language, record.target_language), []).append(record)
    found = {pair: _package(pair, records) for pair, records in by_pair.items()}
    return {pair: package for pair, package in found.items() if package}


def _record(raw: msgspec.Raw) -> _Record | None:
    """None for what has another shape, another major version, or leads elsewhere than to a file beside the others."""
    try:
        record = msgspec.json.decode(raw, type=_Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    attachment = record.attachment
    sizes = (attachment.size, record.decompressed_size or attachment.size)
    sound = (
        _numbers(record)[0] == MAJOR
        and NAME.fullmatch(record.name)
        and record.name.split(".")[0] == record.file_type
        and PLACE.fullmatch(attachment.location)
        and DIGEST.fullmatch(attachment.hash)
        and DIGEST.fullmatch(record.decompressed_hash)
        and all(0 < size <= LARGEST for size in sizes)
        and LANGUAGE.fullmatch(record.source_language)
        and LANGUAGE.fullmatch(record.target_language)
    )
    return record if sound else None


def _numbers(record: _Record) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in record.version.split(".")]


def _package(pair: Pair, records: Iterable[_Record]) -> Package | None:
    newest: dict[str, _Record] = {}
    for record in sorted(records, key=_numbers):
        newest[record.file_type] = record
    model = newest.get("model")
    kinds = next((kinds for kinds in (ONE_VOCABULARY, TWO_VOCABULARIES) if newest.keys() >= set(kinds)), None)
    if model is None or kinds is None:
        return None
    records = [newest[kind] for kind in ("model", *kinds)]
    return Package(*pair, model.version, tuple(map(_file, records)))


def _file(record: _Record) -> File:
    attachment = record.attachment
    return File(record.name, attachment.location, attachment.size, attachment.hash, record.decompressed_hash)
