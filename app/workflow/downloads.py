"""Exports that people take away from the screens: recorded with their hash, and several of them as one zip."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.model import Fallback
from app.errors import BlockedError, UsageError
from app.exporters import Page, mail
from app.store import activity
from app.store.activity import Entry, Kind, Wanted
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.export import Exported, export, trial, untranslated
from app.workflow.ingest import ingest

LONGEST_REASON = 500  # characters
LISTED = 50  # past exports shown
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in a zip: the same texts give the same bytes


@dataclass(frozen=True)
class Order:
    """What somebody asks for. `reason` says why errors that checks found may pass; "" lets none pass."""

    format: str = ""
    fallback: Fallback = Fallback.FAIL
    reason: str = ""


def take(workspace: Workspace, slug: str, locale: str, order: Order, *, person: str) -> Exported:
    """One export, written down with its hash. BlockedError, UsageError as for `export`."""
    made = _made(workspace, slug, locale, order)
    _record(workspace, made, order, person=person)
    return made


def take_all(workspace: Workspace, slug: str, locales: Sequence[str], order: Order, *, person: str) -> bytes:
    """A zip with a folder for each locale. BlockedError when one of them is blocked: nothing is left out unsaid."""
    if not locales:
        raise UsageError(Message("No locale is chosen."), fix=Message("Tick the locales that the zip is to hold."))
    made, blocked = [], []
    for locale in locales:
        try:
            made.append(_made(workspace, slug, locale, order))
        except BlockedError as error:
            blocked.append(error)
    if blocked:
        reasons = tuple(reason for error in blocked for reason in (error.message, *error.reasons[:3]))
        raise BlockedError(
            Message("Not every locale can be exported yet."),
            reasons=reasons,
            fix=Message("Untick those, or mend them."),
        )
    for one in made:
        _record(workspace, one, order, person=person)
    return zipped(made)


def past(workspace: Workspace, slug: str) -> list[Entry]:
    """The last exports of an issue, newest first. `facts`: format, fallback, sha256, reason."""
    return activity.find(workspace.database, Wanted(slug=slug, kind=Kind.EXPORT), limit=LISTED)


def zipped(files: Sequence[Exported]) -> bytes:
    """The same files give the same bytes. An issue has 1 MB at most, so all of its locales fit into memory."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            about = zipfile.ZipInfo(f"{file.locale}/{file.name}", EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            archive.writestr(about, file.data)
    return packed.getvalue()


def side(workspace: Workspace, slug: str, locale: str, *, format: str, fallback: Fallback) -> str:
    """What an export would look like, as a page that runs and loads nothing; the source itself for locale ""."""
    issue = ingest(workspace, slug)
    if locale:
        made = trial(workspace, slug, locale, format=format, fallback=fallback)
    else:
        made = untranslated(workspace, slug, format=format)
    text = made.data.decode("utf-8")
    page = Page(text="", locale=locale or issue.locale, heading=issue.title)
    if made.extension != "html":
        return mail.as_written(text, page)
    # the page that we make of Markdown is sanitized already; a file is what its author wrote
    return mail.document(text, page) if issue.document.format == "html" else text


def _made(workspace: Workspace, slug: str, locale: str, order: Order) -> Exported:
    return export(
        workspace, slug, locale, format=order.format, fallback=order.fallback, despite_errors=bool(order.reason.strip())
    )


def _record(workspace: Workspace, made: Exported, order: Order, *, person: str) -> None:
    facts = {
        "format": made.extension,
        "fallback": order.fallback.value,
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "reason": order.reason.strip()[:LONGEST_REASON],
    }
    history.note(workspace, person, Kind.EXPORT, made.issue, locale=made.locale, facts=facts)
