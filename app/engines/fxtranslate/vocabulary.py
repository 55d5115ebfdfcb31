"""How many pieces a SentencePiece vocabulary has, and how many a Marian model was trained with."""

from __future__ import annotations

import struct
from collections.abc import Collection

HEAD = 1 << 16  # bytes at the start of a model that surely hold its list of arrays
MOST = 1_000  # arrays: a student model has a hundred
SHARED = "Wemb"
SOURCE = "encoder_Wemb"
OUTPUT = "decoder_ff_logit_out_b"  # one number for each piece of the target's vocabulary, never packed

Shapes = dict[str, tuple[int, ...]]


def wanted(head: bytes) -> tuple[Collection[int], Collection[int]]:
    """The sizes that the source's and the target's vocabulary may have; () where the model does not tell."""
    try:
        found = shapes(head)
    except (struct.error, UnicodeDecodeError, ValueError):
        return (), ()
    return found.get(SOURCE, found.get(SHARED, ())), found.get(OUTPUT, ())


def shapes(head: bytes) -> Shapes:
    """The names and shapes of a model's arrays: Marian's binary format, version 1, counts in 64 bits."""
    version, count = struct.unpack_from("<QQ", head)
    if version != 1 or count > MOST:
        raise ValueError("no model of Marian's")
    headers = [struct.unpack_from("<QQQQ", head, 16 + 32 * number) for number in range(count)]
    place = 16 + 32 * count
    names = []
    for length, *_ in headers:
        names.append(head[place : place + length].rstrip(b"\0").decode("ascii"))
        place += length
    found: Shapes = {}
    for name, (_, _, dimensions, _) in zip(names, headers, strict=True):
        found[name] = struct.unpack_from(f"<{dimensions}i", head, place)
        place += 4 * dimensions
    return found


def size(data: bytes) -> int:
    """The number of pieces (field 1 of SentencePiece's ModelProto, a Protocol Buffers message); 0 for other bytes."""
    place = count = 0
    try:
        while place < len(data):
            tag, place = _varint(data, place)
            length, place = _length(tag & 7, data, place)
            count += tag == (1 << 3 | 2)
            place += length
    except (IndexError, ValueError):
        return 0
    return count if place == len(data) else 0


def _length(kind: int, data: bytes, place: int) -> tuple[int, int]:
    if kind == 2:
        return _varint(data, place)
    if kind == 0:
        return 0, _varint(data, place)[1]
    if kind in (1, 5):
        return 8 if kind == 1 else 4, place
    raise ValueError("no field of Protocol Buffers")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return value, place
        if shift > 63:
            raise ValueError("a number without an end")
