"""Catalogs as files: loaded through a small cache, changed one at a time under a lock that processes share."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from app.core import catalogs
from app.core.catalogs import revision
from app.core.model import Catalog
from app.errors import ConflictError, DiskError, InputError, UsageError
from app.store import atomic, copies, locks, reading
from app.store.copies import Copies
from app.store.recent import Recent, stamp
from app.wording import Message

LOCK_SECONDS = 5.0
ATTEMPTS = 5
TOGETHER = 32  # catalogs that wait for the disk, locked: two open files each
CACHE_BYTES = 6_000_000  # of PO files; parsed they take about eight times as much

Change = Callable[[Catalog | None], Catalog]


@dataclass(frozen=True)
class Stored:
    """A catalog; `version` is the SHA-256 of its file's bytes. No file: None and ""."""

    catalog: Catalog | None
    version: str
    recovered: bool = False  # another program took something of it out of the file; the next change puts it back
    loss: tuple[int, int] | None = (
        None  # (entries left, entries there were), when more than half of the entries of our last save are gone
    )


class _Save(NamedTuple):
    """What becomes of a catalog, and what it was before; `new` is None where nothing does."""

    path: Path
    stored: Stored
    old: bytes | None = None
    new: atomic.Replacement | None = None


class CatalogFiles:
    """The catalogs under `root`. One for each process, safe to share between threads.

    In `state_folder` lie locks, and each catalog as we last left it: what tells other programs' saves from ours.
    Without it nothing but that is lost.
    """

    def __init__(
        self, root: Path, state_folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._root = root
        self._state = state_folder
        self._copies = Copies(root, state_folder / "catalogs")
        self._now = now
        self._recent = Recent[Stored](CACHE_BYTES)
        self._lines = locks.Lines()

    def load(self, path: Path) -> Stored:
        """The catalog at `path`, with what another program's save lost of it (`catalogs.reopen`).

        InputError naming the file, as seen from the root, and the line it cannot be read at.

        Nothing is parsed twice: a file whose stamp settled more than two seconds before it was read is taken from the
        cache by its stamp, a younger one by the hash of its bytes.
        """
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return Stored(None, "")
        held = self._recent.get(path)
        if held and held.stamp == stamp(status):
            return held.value
        return self._read(path)[0]

    def change(
        self,
        path: Path,
        function: Change,
        *,
        base_version: str | None = None,
        last_translator: str = "",
    ) -> Stored:
        """Replace the catalog at `path` by what `function` makes of it (None: no file), and give it back.

        The file is written only if it differs. `PO-Revision-Date`, and `Last-Translator` when given, change only
        with a target or a state. What `function` raises goes through and leaves the file alone, as do
        ConflictError (the file is no longer `base_version`), InputError (it cannot be read, or has lost more than half
        of its entries since the last save) and DiskError (it cannot be written, or stayed locked for five seconds).
        """
        with self._locked(path):
            for _ in range(ATTEMPTS):
                with ExitStack() as stack:
                    save = self._begun(
                        path, function, stack=stack, base_version=base_version, last_translator=last_translator
                    )
                    if ended := self._ended([save]):
                        return ended[path]
        raise DiskError(
            Message("{name} is being rewritten by another program.", name=self._name(path)),
            fix=Message("Try again in a moment."),
        )

    def change_together(self, changes: Mapping[Path, Change]) -> dict[Path, Stored | UsageError]:
        """The same for several catalogs at once, whose files wait for the disk together.

        What cannot be read or written in a catalog comes as what became of it; a DiskError is raised, and those that
        were put in place before stay.
        """
        paths = sorted(changes)  # in one order, or two who take several locks could wait for each other
        done: dict[Path, Stored | UsageError] = {}
        for start in range(0, len(paths), TOGETHER):
            done |= self._changed_together({path: changes[path] for path in paths[start : start + TOGETHER]})
        for path in paths:
            if path not in done:  # another program was quicker
                done[path] = self.change(path, changes[path])
        return done

    def _changed_together(self, changes: Mapping[Path, Change]) -> dict[Path, Stored | UsageError]:
        refused: dict[Path, UsageError] = {}
        saves: list[_Save] = []
        with ExitStack() as stack:
            for path in changes:
                stack.enter_context(self._locked(path))
            for path, function in changes.items():
                try:
                    saves.append(self._begun(path, function, stack=stack))
                except UsageError as error:
                    refused[path] = error
            return self._ended(saves) | refused

    def _begun(
        self,
        path: Path,
        function: Change,
        *,
        stack: ExitStack,
        base_version: str | None = None,
        last_translator: str = "",
    ) -> _Save:
        """A change that is written but not in place; leaving `stack` deletes what was not put there."""
        before, old = self._read(path)
        if base_version is not None and before.version != base_version:
            raise ConflictError(
                Message("{name} was changed elsewhere meanwhile.", name=self._name(path)), current=before
            )
        if before.loss and self._copies.place(path).exists():
            raise self._loss(path, before.loss)
        changed = function(before.catalog)
        after = revision.dated(before.catalog, changed, now=self._now(), last_translator=last_translator)
        if after == before.catalog and not before.recovered:
            return _Save(path, before)
        data = catalogs.serialize(after)
        # read back before anything is touched: what we cannot read must never replace what we can
        stored = Stored(catalogs.parse(data, path=self._name(path)), hashlib.sha256(data).hexdigest())
        if stored.version == before.version:
            return _Save(path, before)
        return _Save(path, stored, old, stack.enter_context(atomic.Replacement(path, data)))

    def _ended(self, saves: Sequence[_Save]) -> dict[Path, Stored]:
        """What became of all but those that another program overtook."""
        atomic.flush([save.new for save in saves if save.new])
        ended = [save for save in saves if save.new is None or save.new.put_for(save.old)]
        for folder in {save.new.folder for save in ended if save.new}:
            atomic.flush_folder(folder)
        for path, stored, _, new in ended:
            if new:
                self._copies.keep(path, new.data)
                with suppress(FileNotFoundError):  # saved; that another program deleted it shows at the next load
                    self._recent.hold(path, stored, path.stat())
        return {save.path: save.stored for save in ended}

    def recent(self) -> dict[Path, str]:
        """Catalogs that were loaded or saved of late, with their versions; what this process changed is among them."""
        return {path: stored.version for path, stored in self._recent.values().items()}

    def move(self, path: Path, to: Path) -> bool:
        """Give a catalog another name; False, and nothing is done, where there is one of that name. DiskError."""
        with self._locked(path), self._locked(to):
            if not atomic.rename(path, to):
                return False
            self._copies.move(path, to)
        return True

    def sweep(self, folder: Path) -> int:
        """Delete the temporary files of catalogs in `folder` that killed saves left; how many they were.

        A save holds the lock of its catalog, so that what lies beside a free one is nobody's.
        """
        swept = 0
        for left in atomic.leftovers(folder):
            path = atomic.belongs_to(left)
            with suppress(OSError), locks.locked(self._state, self._name(path), seconds=0) as taken:
                if taken:  # on a read-only folder there is no lock, and leftovers do no harm
                    left.unlink(missing_ok=True)
                    swept += 1
        return swept

    def _read(self, path: Path) -> tuple[Stored, bytes | None]:
        """What stands on disk now, read whatever the cache says, and its bytes."""
        try:
            data, status = reading.read(path, limit=catalogs.BYTES_LIMIT)
        except FileNotFoundError:
            return Stored(None, ""), None
        except OSError as error:
            raise InputError(
                Message("this file cannot be opened: {reason}.", reason=str(error.strerror)), path=self._name(path)
            ) from error
        version = hashlib.sha256(data).hexdigest()
        held = self._recent.get(path)
        known = held.value if held and held.value.version == version else None
        stored = known or self._reopened(path, data, version=version)
        self._recent.hold(path, stored, status)
        return stored, data

    def _reopened(self, path: Path, data: bytes, *, version: str) -> Stored:
        """A file that was not written by this process."""
        name = self._name(path)
        last = self._copies.read(path)
        if last in (data, b""):
            stored = Stored(catalogs.parse(data, path=name), version)
        else:
            found = catalogs.reopen(data, last=last, path=name)
            lost = found.entries * 2 < found.known_entries
            loss = (found.entries, found.known_entries) if lost else None
            stored = Stored(found.catalog, version, found.recovered, loss)
        if last and last != data and not stored.recovered and not stored.loss:
            self._copies.keep(path, data)
        return stored

    def remember(self, path: Path) -> None:
        """Keep the catalog at `path` as it stands, unless it was kept before: the ground for `recovered`."""
        if not self._copies.place(path).exists() and (data := copies.read(path)):
            self._copies.keep(path, data)

    def _loss(self, path: Path, loss: tuple[int, int]) -> InputError:
        """An editor or a bad merge that cut the file must not be made final by our next save."""
        name, copy = self._name(path), self._name(self._copies.place(path))
        reason = Message(
            "this catalog has lost more than half of its entries: {left} of {number} are left. Not saved.",
            left=loss[0],
            number=loss[1],
        )
        fix = Message(
            "Bring them back with `git checkout -- {name}` or from {copy}; if the loss is meant, delete {copy}.",
            name=name,
            copy=copy,
        )
        return InputError(reason, path=name, line=1, fix=fix)

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        with ExitStack() as stack:
            end = time.monotonic() + LOCK_SECONDS
            taken = stack.enter_context(self._lines.front(self._name(path), seconds=LOCK_SECONDS))
            try:
                left = end - time.monotonic()
                taken = taken and stack.enter_context(locks.locked(self._state, self._name(path), seconds=left))
            except OSError as error:
                raise atomic.disk_error(error, path) from error
            if not taken:
                reason = Message("{name} is being saved by another program.", name=self._name(path))
                raise DiskError(reason, fix=Message("Nothing was changed; try again in a moment."))
            yield

    def _name(self, path: Path) -> str:
        return str(path).removeprefix(f"{self._root}/")
