"""People talk about a segment: what they say stays with it while its source changes a little."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.core.model import Catalog, Unit
from app.errors import ConflictError, DiskError, UsageError
from app.store import comments as stored
from app.store.comments import Comment
from app.store.people import LOCAL
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.ingest import ingest

log = logging.getLogger(__name__)

LONGEST = 10_000  # characters
UNTYPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
ALIKE = 60  # of 100: a text that differs more is another one
MOST_MENTIONS = 100  # that one person is shown


@dataclass(frozen=True)
class Comments:
    """The comments of an issue in a locale, oldest first, by the segment that they are about."""

    of: Mapping[str, tuple[Comment, ...]]
    earlier: Mapping[str, tuple[Comment, ...]]  # about a text that the segment took the place of
    left: tuple[Comment, ...]  # about texts that nothing in the issue resembles any more

    @property
    def open(self) -> dict[str, int]:
        """How many are not settled, by segment; segments without any are not in it."""
        counts: Counter[str] = Counter()
        for segment, ones in (*self.of.items(), *self.earlier.items()):
            counts[segment] += sum(one.settled is None for one in ones)
        return {segment: count for segment, count in counts.items() if count}


def comments_of(workspace: Workspace, slug: str, locale: str) -> Comments:
    """What was said of an issue; a comment whose segment left goes to the one that resembles it most."""
    units = _units(workspace, slug, locale)
    of: dict[str, tuple[Comment, ...]] = {}
    earlier: dict[str, tuple[Comment, ...]] = {}
    left = []
    for comment in stored.of_issue(workspace.database, slug, locale):
        place = comment.segment if comment.segment in units else _most_like(comment.source, units)
        if place is None:
            left.append(comment)
        else:
            group = of if place == comment.segment else earlier
            group[place] = (*group.get(place, ()), comment)
    return Comments(of, earlier, tuple(left))


def add(workspace: Workspace, slug: str, locale: str, segment: str, *, person: str, text: str) -> Comment:
    """Write a comment about a segment. UsageError for a text that cannot be one, ConflictError when it has left."""
    unit = _units(workspace, slug, locale).get(segment)
    if unit is None:
        raise ConflictError(
            Message("This sentence is no longer in the issue: its source has changed."), fix=Message("Reload the page.")
        )
    said = _clean(text)
    comment = Comment(
        person=person,
        slug=slug,
        locale=locale,
        segment=segment,
        source=unit.source,
        text=said,
        at=_now(),
    )
    mentioned = {name for kind, name in mentions(said, people(workspace)) if kind == "mention"}
    return stored.add(workspace.database, comment, mentioned=mentioned)


def stamp(workspace: Workspace, slug: str, locale: str) -> str:
    """Changes with every comment of the issue; "" while the database is locked or broken."""
    try:
        return stored.stamp(workspace.database, slug, locale)
    except DiskError as error:
        log.warning("nobody learns of new comments on %s/%s: %s", locale, slug, error)
        return ""


def find(workspace: Workspace, slug: str, locale: str, *, number: int) -> Comment | None:
    """A comment of this issue in this locale; None when there is none of that number."""
    found = stored.get(workspace.database, number)
    return found if found and (found.slug, found.locale) == (slug, locale) else None


def settle(workspace: Workspace, comment: Comment) -> None:
    stored.settle(workspace.database, comment.id, at=_now())


def reopen(workspace: Workspace, comment: Comment) -> None:
    stored.settle(workspace.database, comment.id, at=None)


def remove(workspace: Workspace, comment: Comment) -> None:
    stored.remove(workspace.database, comment.id)


def mentioning(workspace: Workspace, person: str) -> tuple[Comment, ...]:
    """The open comments that name a person, the newest first, MOST_MENTIONS at most."""
    return tuple(stored.mentioning(workspace.database, person, limit=MOST_MENTIONS))


def people(workspace: Workspace) -> list[str]:
    """Who can be named in a comment; on a server without accounts its one person."""
    return stored.names(workspace.database) or [LOCAL.name]


def mentions(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """A text cut at the names that it mentions as @name: ("text", …) and ("mention", the name as it is known)."""
    known = {name.casefold(): name for name in names}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    if not longest_first:
        return [("text", text)]
    pattern = re.compile(rf"(?<!\w)@({'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    pieces: list[tuple[str, str]] = []
    done = 0
    for match in pattern.finditer(text):
        name = known.get(match[1].casefold(), match[1])
        pieces += [("text", text[done : match.start()]), ("mention", name)]
        done = match.end()
    pieces.append(("text", text[done:]))
    return [piece for piece in pieces if piece[1]]


def _units(workspace: Workspace, slug: str, locale: str) -> dict[str, Unit]:
    """The units of an issue as the review screen has them, by id."""
    catalog = workspace.catalogs.load(workspace.catalog_path(slug, locale)).catalog or Catalog(locale=locale)
    segments = ingest(workspace, slug).segments
    units = (catalog.unit_of(segment) or Unit(source=segment.source) for segment in segments)
    return {unit.id: unit for unit in units}


def _most_like(source: str, units: Mapping[str, Unit]) -> str | None:
    """The id of the unit whose source, or the source before that, resembles a text most."""
    texts = [(unit.source, id_) for id_, unit in units.items()]
    texts += [(unit.previous_source, id_) for id_, unit in units.items() if unit.previous_source]
    found = process.extractOne(source, [text for text, _ in texts], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return texts[found[2]][1] if found else None


def _clean(text: str) -> str:
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not said:
        raise UsageError(Message("An empty comment says nothing."), fix=Message("Type the comment first."))
    if len(said) > LONGEST:
        reason = Message(
            "A comment has at most {most} characters; this one has {number}.", most=LONGEST, number=len(said)
        )
        raise UsageError(reason)
    if UNTYPABLE.search(said):
        raise UsageError(
            Message("The comment holds a control character that no text can have."), fix=Message("Type it again.")
        )
    return said


def _now() -> int:
    return time.time_ns() // 1_000_000
