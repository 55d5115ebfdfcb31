"""TMX 1.4b <-> pairs of a source and a target; markup inside a segment goes out as TMX's inline elements.

reading   files of ours and of other programs, a unit at a time
writing   a unit at a time too
"""

from app.core.tmx.pair import Pair
from app.core.tmx.reading import Read, nothing, parse, read
from app.core.tmx.writing import serialize, write

__all__ = ["Pair", "Read", "nothing", "parse", "read", "serialize", "write"]
