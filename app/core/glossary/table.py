"""glossary.csv: source, target, note and status, a term a line; other programs' tables are read too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from app.core.model import Standing, Term
from app.errors import InputError
from app.wording import Message

COLUMNS = ("source", "target", "note", "status")
LONGEST = 500  # characters of a source or a target: a term is no sentence
FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would calculate (OWASP, CSV injection)
FIX = Message("The first line names the columns: source,target,note,status. A term has a source and a target.")


class BadLine(NamedTuple):
    line: int  # of the file, from 1
    reason: Message


class Table(NamedTuple):
    """What a file holds: its terms with the lines where they stand, and the lines that are none."""

    terms: dict[int, Term]
    bad: tuple[BadLine, ...]


def parse(text: str, *, path: str = "") -> tuple[Term, ...]:
    """The terms of a glossary, in order. InputError with the first line that is none."""
    table = read(text, path=path)
    for line, reason in table.bad:
        raise InputError(reason, path=path, line=line, fix=FIX)
    return tuple(table.terms.values())


def read(text: str, *, path: str = "") -> Table:
    """A table that a person may have made elsewhere, with `,`, `;` or tabs. InputError when it names no columns."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    terms: dict[int, Term] = {}
    bad: list[BadLine] = []
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if "source" not in names:
            raise InputError(Message("this table has no column named source."), path=path, line=1, fix=FIX)
        for line, cells in _lines(reader):
            found = _term(dict(zip(names, cells, strict=False)), known=terms)
            if isinstance(found, Term):
                terms[line] = found
            else:
                bad.append(BadLine(line, found))
    except csv.Error as error:
        bad.append(BadLine(reader.line_num, Message("this is no line of a table: {reason}.", reason=str(error))))
    return Table(terms, tuple(bad))


def serialize(terms: Iterable[Term], *, quoted: bool = False) -> str:
    """The table of some terms. What a spreadsheet would take for a formula gets an apostrophe before it; with `quoted`
    every cell stands in quotation marks, for whatever program opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(term.source), _safe(term.target), _safe(term.note), term.status.value] for term in terms)
    return out.getvalue()


def checked(term: Term) -> Message | None:
    """Why something is no term, None when it is one."""
    if not re.search(r"\w", term.source):
        return Message("a term needs a source.")
    if not term.target:
        return Message("a term needs a target.")
    if max(len(term.source), len(term.target)) > LONGEST:
        return Message("a term has at most {most} characters.", most=LONGEST)
    if not "".join((term.source, term.target, term.note)).isprintable():
        return Message("a term has no line ends and no control characters.")
    return None


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something, each with the number of the one where it begins."""
    begins = 2
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1  # type: ignore[attr-defined]


def _term(cells: Mapping[str, str], *, known: Mapping[int, Term]) -> Term | Message:
    values = {name: " ".join(_plain(cells.get(name, "")).split(" ")).strip() for name in COLUMNS}
    status = values["status"].lower() or Standing.APPROVED.value
    if status not in list(Standing):
        names = ", ".join(Standing)
        return Message("“{status}” is no status; there are {names}.", status=values["status"], names=names)
    target = values["target"] or (values["source"] if status == Standing.KEEP else "")
    term = Term(values["source"], target, values["note"], Standing(status))
    for line, other in known.items():
        if (other.source, other.target) == (term.source, term.target):
            return Message("this term stands in line {line} already.", line=line)
    return checked(term) or term


def _safe(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell, 1) else cell
