"""What Linux does with files and Python has no call for: names change places in one step, writing is begun early."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from pathlib import Path

NO_REPLACE, EXCHANGE = 1, 2
WRITE = 2  # SYNC_FILE_RANGE_WRITE
HERE = -100  # AT_FDCWD
ARGUMENTS = {
    "renameat2": (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint),
    "sync_file_range": (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint),
}
UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap(one: Path, other: Path) -> bool:
    """Exchange two files; False where the system cannot. OSError: one of them is gone, or the folder is read-only."""
    return _rename(one, other, flag=EXCHANGE)


def move_to_free_name(file: Path, name: Path) -> bool:
    """Rename `file`; False where the system cannot in one step. FileExistsError: the name is taken."""
    return _rename(file, name, flag=NO_REPLACE)


def begin_writing(descriptor: int) -> None:
    """Have the disk begin with what was written to a file: whoever flushes it later waits less, if at all."""
    call = _call("sync_file_range")
    if call is not None:
        call(descriptor, 0, 0, WRITE)


def _rename(old: Path, new: Path, *, flag: int) -> bool:
    call = _call("renameat2")
    if call is None:
        return False
    if call(HERE, os.fsencode(old), HERE, os.fsencode(new), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(new))


@cache
def _call(name: str) -> ctypes._NamedFuncPointer | None:
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is not None:
        call.argtypes = ARGUMENTS[name]
    return call
