"""An issue is imported step by step: an upload is kept and read, blocks come back, an issue is made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app import importing
from app.core import documents, segmentation
from app.errors import InputError, UsageError
from app.importing import Format, ImportedBlock, Report, limits, wire
from app.store import sources
from app.store.activity import Kind
from app.store.incoming import Incoming, Kept
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow import history
from app.workflow.bring_in import Input, fetched, report_of, slug_of
from app.workflow.drafting import Drafter
from app.workflow.ingest import Issue, Parsed
from app.workflow.update import update

BY_HAND = "by hand"  # the reason of a block that a person left out
PASTED = "pasted text"
MARKDOWN = (".md", ".markdown")
LONGEST_NAME = 120  # characters
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Choice:
    """What the person decided. `kept` are numbers of blocks; None: as the report has it."""

    kept: frozenset[int] | None = None
    title: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Foreseen:
    """What the catalogs of an issue will hold: how many segments are known from `memory`, by locale."""

    segments: int
    words: int
    repeated: int  # segments that stand there a second time
    memory: dict[str, int]


@dataclass(frozen=True)
class Look:
    """An import as it stands: its report with the person's choice, and the issue that it would become."""

    name: str
    origin: str
    format: str
    as_it_is: bool
    report: Report
    slug: str
    markdown: str
    foreseen: Foreseen


def receive(workspace: Workspace, data: bytes, *, name: str, person: str, content_type: str = "") -> str:
    """Keep an uploaded file and read it; the name of the import. UsageError or InputError when it cannot be."""
    if len(data) > limits.INPUT:
        raise InputError(
            Message("this file is larger than {size} MB.", size=limits.INPUT >> 20),
            path=name,
            fix=Message("Split it in two."),
        )
    shown = UNPRINTABLE.sub("", Path(name.replace("\\", "/")).name)[-LONGEST_NAME:] or "file"
    return _kept(workspace, Input(data, shown, shown, Path(shown).stem, content_type), person=person)


def receive_text(workspace: Workspace, text: str, *, person: str) -> str:
    """The same with a text that was pasted."""
    if not text.strip():
        raise UsageError(Message("There is no text."), fix=Message("Paste the text of the page, or choose a file."))
    return _kept(workspace, Input(text.encode("utf-8", "replace"), PASTED, "", "", "text/plain"), person=person)


def receive_address(workspace: Workspace, url: str, *, person: str) -> str:
    """The same with the page at a public address."""
    return _kept(workspace, fetched(url.strip()), person=person)


def look(workspace: Workspace, name: str, choice: Choice, *, person: str) -> Look:
    """An import with what the person chose; UsageError when it is gone."""
    kept, report = _read(workspace, name, person=person)
    markdown = _markdown(workspace, name, kept, report, choice)
    report = _chosen(report, choice)
    issue = _issue(workspace, markdown)
    title = choice.title or report.title or issue.document.title
    return Look(
        name=kept.name,
        origin=kept.origin,
        format=kept.format,
        as_it_is=kept.as_it_is,
        report=replace(report, title=title),
        slug=choice.slug or _free(workspace, slug_of(title or kept.stem)),
        markdown=markdown,
        foreseen=_foreseen(workspace, issue),
    )


def create(workspace: Workspace, name: str, choice: Choice, *, locales: Sequence[str], person: str) -> str:
    """Write the source and its catalogs, with what the memory knows; its slug.

    UsageError when nothing is kept, the slug is none or taken, or a locale is not one of the workspace's.
    """
    kept, report = _read(workspace, name, person=person)
    markdown = _markdown(workspace, name, kept, report, choice)
    if not _issue(workspace, markdown).segments:
        raise UsageError(Message("Nothing is kept: the issue would be empty."), fix=Message("Keep at least one block."))
    for locale in locales:
        workspace.catalog_path(choice.slug, locale)
    path = workspace.write_source(choice.slug, markdown)
    history.note(workspace, person, Kind.IMPORT, choice.slug, facts={"origin": kept.origin or kept.name})
    list(update(workspace, [choice.slug], locales=locales))
    with Drafter(workspace, engine="none") as drafter:
        for locale in locales:
            list(drafter.draft(choice.slug, locale))
    Incoming(workspace.state_folder).drop(name)
    return path.stem


def give_up(workspace: Workspace, name: str, *, person: str) -> None:
    """Forget an import."""
    place = Incoming(workspace.state_folder)
    place.about(name, person=person)
    place.drop(name)


def _kept(workspace: Workspace, given: Input, *, person: str) -> str:
    """Keep an input once it was read: what cannot be read is refused at once."""
    format = importing.recognise(given.data, name=given.name, content_type=given.content_type)
    as_it_is = format is Format.TEXT and Path(given.name).suffix.lower() in MARKDOWN
    if as_it_is:
        text = sources.decode(given.data, name=given.name)
        report = Report(title="", date=None, origin=given.origin, blocks=())
        if not text.strip():
            raise UsageError(Message("{name} is empty.", name=given.name))
    else:
        report = report_of(given, format)
        if not report.blocks:
            raise UsageError(Message("{name} holds no text.", name=given.name), fix=Message("Is it the right file?"))
    place = Incoming(workspace.state_folder)
    kept = Kept(given.name, given.origin, given.stem, format.label, person, as_it_is)
    name = place.keep(kept, given.data)
    place.keep_report(name, wire.dumps(report))
    return name


def _read(workspace: Workspace, name: str, *, person: str) -> tuple[Kept, Report]:
    place = Incoming(workspace.state_folder)
    kept = place.about(name, person=person)
    return kept, wire.loads(json.loads(place.report(name)))


def _markdown(workspace: Workspace, name: str, kept: Kept, report: Report, choice: Choice) -> str:
    if kept.as_it_is:
        return sources.decode(Incoming(workspace.state_folder).data(name), name=kept.name)
    chosen = _chosen(report, choice)
    return importing.to_markdown(chosen, source_locale=workspace.config.source_locale)


def _chosen(report: Report, choice: Choice) -> Report:
    """The report with the person's blocks and title; none of its blocks is lost."""
    blocks = report.blocks
    if choice.kept is not None:
        blocks = tuple(_decided(block, number in choice.kept) for number, block in enumerate(blocks))
    return replace(report, blocks=blocks, title=" ".join(choice.title.split()) or report.title)


def _decided(block: ImportedBlock, keep: bool) -> ImportedBlock:
    if block.kind == "title":
        return block
    return replace(block, reason=None if keep else block.reason or BY_HAND)


def _issue(workspace: Workspace, markdown: str) -> Issue:
    """The issue that a text would become, read as a source is."""
    config = workspace.config
    text = sources.decode(markdown.encode("utf-8", "surrogatepass"), name="the issue")
    document = documents.parse(text, format="markdown", front_matter_keys=config.translate_front_matter)
    segments = segmentation.segment(document, locale=config.source_locale, by=config.segmentation)
    return Issue(slug="", path="", parsed=Parsed(document, segments), locale=config.source_locale)


def _foreseen(workspace: Workspace, issue: Issue) -> Foreseen:
    different = {segment.id for segment in issue.segments}
    with Drafter(workspace, engine="none") as drafter:
        memory = {locale: drafter.known(issue, locale) for locale in workspace.config.locales}
    return Foreseen(len(issue.segments), issue.words, len(issue.segments) - len(different), memory)


def _free(workspace: Workspace, slug: str) -> str:
    """The slug, numbered where an issue of that name exists."""
    taken: Collection[str] = set(workspace.slugs())
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
