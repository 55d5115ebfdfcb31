"""The terms of a locale: those of a segment, and the glossary looked through, changed, taken in and given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.folding import fold
from app.core.glossary import Found, table
from app.core.glossary.table import BadLine
from app.core.model import Standing, Term
from app.errors import ConflictError, UsageError
from app.store.workspace import Workspace
from app.wording import Message
from app.workflow.review.rows import find

Key = tuple[str, str]  # source and target: no glossary has both twice


@dataclass(frozen=True)
class Plan:
    """What a table would do to a glossary."""

    added: tuple[Term, ...] = ()
    changed: tuple[Term, ...] = ()  # another note or status
    same: tuple[Term, ...] = ()
    bad: tuple[BadLine, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.added + self.changed


def key(term: Term) -> Key:
    return (term.source, term.target)


def terms_of(workspace: Workspace, slug: str, locale: str, segment: str) -> tuple[str, tuple[Found, ...]]:
    """The source of a segment and the terms in it. ConflictError when it is gone, InputError for the glossary."""
    opened = find(workspace, slug, locale, identity=segment)
    labels = opened.issue.document.labels
    return opened.unit.source, workspace.glossaries.of(locale).find(opened.unit.source, labels=labels)


def listed(workspace: Workspace, locale: str, *, text: str = "", status: Standing | None = None) -> list[Term]:
    """The terms of a locale by alphabet; those with `text` in source, target or note, without accents and case."""
    wanted = fold(text.strip())
    return sorted(
        (
            term
            for term in workspace.glossaries.of(locale).terms
            if (status is None or term.status is status)
            and wanted in fold(f"{term.source}\n{term.target}\n{term.note}")
        ),
        key=lambda term: (fold(term.source), fold(term.target)),
    )


def save(workspace: Workspace, locale: str, term: Term, *, instead_of: Key | None = None) -> Term:
    """Add a term, or change the one that is `instead_of`. UsageError: no term, or one that is there already;
    ConflictError: the one to be changed is gone."""
    term = cleaned(term)

    def changed(terms: tuple[Term, ...]) -> list[Term]:
        keys = [key(one) for one in terms]
        if instead_of is not None and instead_of not in keys:
            raise ConflictError(Message("This term was changed elsewhere meanwhile."), fix=Message("Look at it again."))
        if key(term) in keys and key(term) != instead_of:
            raise UsageError(Message("“{source}” is there already with this target.", source=term.source))
        if instead_of is None:
            return [*terms, term]
        return [term if key(one) == instead_of else one for one in terms]

    workspace.glossaries.change(locale, changed)
    return term


def delete(workspace: Workspace, locale: str, unwanted: Key) -> Term:
    """Take a term out, and give it back for an undo. ConflictError when it is gone."""
    found: list[Term] = []

    def changed(terms: tuple[Term, ...]) -> list[Term]:
        found[:] = [one for one in terms if key(one) == unwanted]
        return [one for one in terms if key(one) != unwanted]

    workspace.glossaries.change(locale, changed)
    if not found:
        raise ConflictError(Message("This term was deleted elsewhere meanwhile."))
    return found[0]


def plan(workspace: Workspace, locale: str, terms: Sequence[Term], *, bad: Sequence[BadLine] = ()) -> Plan:
    """What `terms` would do; nothing is changed."""
    known = {key(term): term for term in workspace.glossaries.of(locale).terms}
    given = {key(term): term for term in terms}.values()
    return Plan(
        added=tuple(term for term in given if key(term) not in known),
        changed=tuple(term for term in given if key(term) in known and known[key(term)] != term),
        same=tuple(term for term in given if known.get(key(term)) == term),
        bad=tuple(bad),
    )


def take_in(workspace: Workspace, locale: str, terms: Sequence[Term]) -> Plan:
    """Add and change terms as `plan` says, in one go; what was done."""
    done = plan(workspace, locale, terms)
    new = {key(term): term for term in terms}

    def changed(known: tuple[Term, ...]) -> list[Term]:
        there = {key(term) for term in known}
        return [new.get(key(term), term) for term in known] + [term for at, term in new.items() if at not in there]

    workspace.glossaries.change(locale, changed)
    return done


def cleaned(term: Term) -> Term:
    """A term as a person may type it, white space folded; UsageError when it is none."""
    source = " ".join(term.source.split())
    target = " ".join(term.target.split()) or (source if term.status is Standing.KEEP else "")
    made = Term(source, target, " ".join(term.note.split()), term.status)
    reason = table.checked(made)
    if reason:
        raise UsageError(reason)
    return made
