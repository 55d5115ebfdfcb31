"""One file is replaced whole or not at all, whatever kills the process or fills the disk."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from app.errors import DiskError
from app.store import exchange
from app.wording import Message

TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
HOUR = 3600.0

REASONS = {
    errno.ENOSPC: (Message("The disk is full"), Message("Free some space and try again.")),
    errno.EDQUOT: (Message("The disk quota is used up"), Message("Free some space and try again.")),
    errno.EROFS: (
        Message("This folder is read-only"),
        Message("Make it writable, or work in a copy of the workspace."),
    ),
    errno.EACCES: (
        Message("This folder may not be written"),
        Message("Change its permissions, or run as the user it belongs to."),
    ),
    errno.EPERM: (
        Message("This folder may not be written"),
        Message("Change its permissions, or run as the user it belongs to."),
    ),
    errno.EIO: (Message("The disk reports an error"), Message("Check the disk before you go on.")),
    errno.EMFILE: (Message("Too many files are open"), Message("Try again in a moment.")),
    errno.ENAMETOOLONG: (Message("The name is too long"), Message("Choose a shorter one.")),
    errno.ENOTDIR: (Message("A file stands where a folder is needed"), Message("Move that file away.")),
    errno.EEXIST: (Message("A file stands where a folder is needed"), Message("Move that file away.")),
    errno.EISDIR: (Message("A folder stands where a file is needed"), Message("Move that folder away.")),
}


class Replacement:
    """New content of a file, which lies beside it under a temporary name until it is put in its place.

    It has the mode and the owner of the old file; that of a new one is `mode`, less what the umask takes. A symbolic
    link stays and its target changes. Leaving the block deletes what was not put in place. DiskError.
    """

    def __init__(self, path: Path, data: bytes = b"", *, mode: int = 0o666) -> None:
        self._path = path
        self.data = data
        self._is_filled = False
        self._target = Path(os.path.realpath(path))
        self.folder = self._target.parent
        make_folder(self.folder)
        self._temporary = self.folder / f".{self._target.name}.{secrets.token_hex(6)}.tmp"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with _told(path):
            self._file = open(os.open(self._temporary, flags, mode), "w+b")  # noqa: SIM115 - closed by __exit__
        self._is_there = True
        try:
            with _told(path):
                _keep_owner(self._file.fileno(), self._target)
                self._file.write(data)
                self._file.flush()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # the first error is the one to report; `sweep` deletes what is left
        with suppress(OSError):
            self._file.close()
        if self._is_there:
            _discard(self._temporary)

    @property
    def descriptor(self) -> int:
        return self._file.fileno()

    @contextmanager
    def filling(self) -> Iterator[BinaryIO]:
        """Where content is written that is more than shall be held in memory, in place of `data`. DiskError."""
        self._is_filled = True
        with _told(self._path):
            yield self._file
            self._file.flush()

    def flush(self) -> None:
        """Make it durable, and see that it is what was given. DiskError."""
        with _told(self._path):
            os.fsync(self._file.fileno())
            self._file.seek(0)
            if not self._is_filled and self._file.read() != self.data:
                raise OSError(errno.EIO, "what was written reads back differently")

    def put(self) -> None:
        """Put it in its place, whatever stands there. DiskError."""
        with _told(self._path):
            os.replace(self._temporary, self._target)
        self._is_there = False

    def put_for(self, old: bytes | None) -> bool:
        """The same, if `old` is what stands there to the last moment (None: no file); False if it is not."""
        with _told(self._path):
            done = _replace_only(self._target, self._temporary, old=old)
        self._is_there = not done
        return done


def write(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put `data` in the place of the file at `path`, making its folders, as a `Replacement`.

    DiskError: nothing was changed, unless it says that only the folder could not be flushed.
    """
    with Replacement(path, data, mode=mode) as new:
        new.flush()
        new.put()
    flush_folder(new.folder)


def write_together(files: Mapping[Path, bytes]) -> None:
    """The same for several files, which wait for the disk together. DiskError: those put in place before stay."""
    with ExitStack() as stack:
        some = [stack.enter_context(Replacement(path, data)) for path, data in files.items()]
        flush(some)
        for new in some:
            new.put()
    for folder in {new.folder for new in some}:
        flush_folder(folder)


def flush(some: Sequence[Replacement]) -> None:
    """Make several durable, in much less time than one after the other. DiskError."""
    for new in some:
        exchange.begin_writing(new.descriptor)
    for new in some:
        new.flush()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_error(error, path) from error


def _replace_only(target: Path, temporary: Path, *, old: bytes | None) -> bool:
    """Between a look and a rename another program's save would be lost: names change places, and then we look."""
    if _content(target) != old:
        return False
    try:
        done = exchange.move_to_free_name(temporary, target) if old is None else exchange.swap(temporary, target)
    except (FileExistsError, FileNotFoundError):
        return False
    if not done:
        os.replace(temporary, target)  # this file system leaves those microseconds open
    elif old is not None and _content(temporary) != old:
        _give_back(target, temporary)
        return False
    elif old is not None:
        temporary.unlink()
    return True


def _give_back(target: Path, temporary: Path) -> None:
    """Another program's file came out in exchange for ours: it goes back, unless a newer one took our place."""
    ours = target.stat().st_ino
    exchange.swap(temporary, target)
    if temporary.stat().st_ino != ours:
        exchange.swap(temporary, target)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def rename(path: Path, to: Path) -> bool:
    """Give a file another name; False, and nothing is done, where that name is taken. DiskError."""
    with _told(path):
        try:
            if not exchange.move_to_free_name(path, to):
                os.link(path, to, follow_symlinks=False)  # unlike `os.rename` it never takes another file's place
                path.unlink()
        except FileExistsError:
            return False
    flush_folder(to.parent)
    return True


def make_folder(path: Path) -> None:
    """Make `path` and the folders above it. DiskError."""
    with _told(path):
        if not path.is_dir():  # sooner told than made in vain
            path.mkdir(parents=True, exist_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """The temporary files in `folder`: those of saves under way, and those that killed processes left."""
    try:
        return [folder / name for name in os.listdir(folder) if TEMPORARY.fullmatch(name)]
    except OSError:
        return []


def belongs_to(temporary: Path) -> Path:
    """The file that a temporary one was to replace."""
    return temporary.with_name(temporary.name[1:].rsplit(".", 2)[0])


def sweep(folder: Path) -> int:
    """Delete the temporary files in `folder` that a killed process left more than an hour ago; how many they were."""
    swept = 0
    for left in leftovers(folder):
        try:
            if time.time() - left.stat(follow_symlinks=False).st_mtime > HOUR:
                left.unlink()
                swept += 1
        except OSError:
            # gone meanwhile, or a read-only folder: leftovers do no harm and the next start tries again
            continue
    return swept


def why_not_writable(folder: Path) -> str:
    """One sentence that says why nothing can be saved in `folder`; "" when it can. Writes nothing to find out."""
    if not folder.is_dir():
        return f"There is no folder {folder}."
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        return f"{folder} is on a read-only disk."
    return "" if os.access(folder, os.W_OK | os.X_OK) else f"{folder} may not be written by this user."


def disk_error(error: OSError, path: Path) -> DiskError:
    """What happened to `path`, in words."""
    number = error.errno or 0
    reason, fix = REASONS.get(number, (error.strerror or str(error), Message("Nothing was changed; try again.")))
    return DiskError(Message("{reason}: {path} could not be saved.", reason=reason, path=str(path)), fix=fix)


def _keep_owner(descriptor: int, like: Path) -> None:
    try:
        old = like.stat()
    except FileNotFoundError:
        return
    if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # only root may give files away; the content matters more than its owner
        with suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _discard(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # the first error is the one to report; `sweep` deletes what is left
        return


def flush_folder(folder: Path) -> None:
    """Make the new name durable. DiskError; file systems that cannot flush a folder answer EINVAL and need not."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            fix = Message("The new file is in place, but a power cut now could undo it. Check the disk and save again.")
            raise DiskError(
                Message("The folder could not be flushed: {folder}.", folder=str(folder)), fix=fix
            ) from error
