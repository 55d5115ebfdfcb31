"""Two names change places in one step, which Python has no call for (renameat2 of Linux)."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from pathlib import Path

NO_REPLACE, EXCHANGE = 1, 2
HERE = -100  # AT_FDCWD
UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap(one: Path, other: Path) -> bool:
    """Exchange two files; False where the system cannot. OSError: one of them is gone, or the folder is read-only."""
    return _rename(one, other, flag=EXCHANGE)


def move_to_free_name(file: Path, name: Path) -> bool:
    """Rename `file`; False where the system cannot in one step. FileExistsError: the name is taken."""
    return _rename(file, name, flag=NO_REPLACE)


def _rename(old: Path, new: Path, *, flag: int) -> bool:
    call = _renameat2()
    if call is None:
        return False
    if call(HERE, os.fsencode(old), HERE, os.fsencode(new), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(new))


@cache
def _renameat2() -> ctypes._NamedFuncPointer | None:
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call
