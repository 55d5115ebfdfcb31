"""Foreign input becomes a source issue, with a report of what was left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from app import fetching, importing
from app.errors import InputError, UsageError
from app.importing import Format, Report, limits
from app.store import sources
from app.store.workspace import Workspace
from app.wording import Message

LONGEST_SLUG = 60
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:(?=[^\\])", re.IGNORECASE)
WEB = re.compile(r"https?:", re.IGNORECASE)

Fetch = Callable[[str], fetching.Page]


@dataclass(frozen=True)
class BroughtIn:
    """What an import made, or would make."""

    slug: str
    path: str  # relative to the workspace
    format: Format
    markdown: str
    report: Report


class Input(NamedTuple):
    """Bytes as they came. `name` is for messages, `origin` for the issue's front matter."""

    data: bytes
    name: str
    origin: str
    stem: str
    content_type: str = ""


def bring_in(
    workspace: Workspace, name: str, *, slug: str | None = None, keep: Collection[str] = (), dry_run: bool = False,
    fetch: Fetch = fetching.fetch,
) -> BroughtIn:  # fmt: skip
    """Clean a file, or the page at an address, into source_issues/<slug>.md; with `dry_run` nothing is written.

    `keep` names reasons ("comments", …) whose blocks stay. UsageError when the issue is there already, the address is
    refused, or nothing is worth keeping; InputError for what cannot be read; OutsideError when no page comes.
    """
    importing.refuse_unknown(keep)
    given = fetched(name, fetch) if _is_address(name) else _read(name)
    format = importing.recognise(given.data, name=given.name, content_type=given.content_type)
    report = report_of(given, format, keep=keep)
    if not report.kept:
        raise UsageError(
            Message("{name} holds no text to keep.", name=name),
            fix=Message("`--dry-run --json` shows what was left out and why."),
        )
    slug = slug or slug_of(report.title or given.stem)
    markdown = importing.to_markdown(report, source_locale=workspace.config.source_locale)
    place = workspace.root / "source_issues" / f"{slug}.md"
    if not dry_run:
        place = workspace.write_source(slug, markdown)
    return BroughtIn(slug=slug, path=workspace.relative(place), format=format, markdown=markdown, report=report)


def _is_address(name: str) -> bool:
    return bool(ADDRESS.match(name)) and not Path(name).exists()


def fetched(url: str, fetch: Fetch = fetching.fetch) -> Input:
    """The page at an address. UsageError for one that is refused, OutsideError when no page comes."""
    if not WEB.match(url):
        raise UsageError(
            Message("{url} is no address of a web page.", url=url),
            fix=Message("Addresses begin with https:// or http://."),
        )
    page = fetch(url)
    return Input(page.data, page.url, page.url, Path(page.url.partition("?")[0]).stem, page.content_type)


def _read(name: str) -> Input:
    path = Path(name)
    try:
        with path.open("rb") as file:
            data = file.read(limits.INPUT + 1)
    except (OSError, ValueError) as error:
        raise InputError(
            Message("this file cannot be opened: {reason}.", reason=str(getattr(error, "strerror", error))), path=name
        ) from error
    if len(data) > limits.INPUT:
        raise InputError(
            Message("this file is larger than {size} MB.", size=limits.INPUT >> 20),
            path=name,
            fix=Message("Split it in two."),
        )
    return Input(data, name, path.name, path.stem)


def report_of(given: Input, format: Format, *, keep: Collection[str] = ()) -> Report:
    """What of an input is kept, and what is not and why; InputError for what cannot be read.

    Plain text is read here: that takes time in line with its length, and no foreign code.
    """
    if format == Format.TEXT:
        return importing.clean(sources.decode(given.data, name=given.name), keep=frozenset(keep), origin=given.origin)
    return importing.read(
        given.data, format=format, name=given.name, origin=given.origin, charset=_charset(given.content_type), keep=keep
    )


def _charset(content_type: str) -> str:
    header = EmailMessage()
    header["Content-Type"] = content_type
    return header.get_content_charset("") if content_type else ""


def slug_of(title: str) -> str:
    """A name for files and addresses: ASCII letters and digits, words joined by `-`."""
    ascii_ = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_.lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "issue"
