"""glossary.csv: source, target, note and status, a term a line; other programs' tables are read too."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from app.core.glossary import columns
from app.core.model import Standing, Term
from app.errors import InputError
from app.wording import Message

LONGEST = 500  # characters of a source or a target: a term is no sentence
LONGEST_NOTE = 5_000
SEPARATOR = re.compile(r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE)  # a first line that is for Excel alone
UNFIT = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})  # what XML and one line of a table cannot hold
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


def read(text: str, *, path: str = "", locales: tuple[str, str] = ("", "")) -> Table:
    """A table that a person may have made elsewhere, with `,`, `;` or tabs. InputError when it names no columns.

    `locales`, the source's and the target's, may name the two columns as well.
    """
    text = text.removeprefix("\ufeff")
    declared = SEPARATOR.match(text)
    begins = 1 + bool(declared)
    text = text[declared.end() :] if declared else text
    head = text.partition("\n")[0]
    delimiter = declared[1] if declared else max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    terms: dict[int, Term] = {}
    known: dict[tuple[str, str], int] = {}
    bad: list[BadLine] = []
    try:
        names = columns.named(next(reader, []), locales)
        if "source" not in names:
            raise InputError(Message("this table has no column named source."), path=path, line=begins, fix=FIX)
        for line, cells in _lines(reader, begins):
            found = _term(dict(zip(names, cells, strict=False)), known=known)
            if isinstance(found, Term):
                terms[line] = found
                known[found.source, found.target] = line
            else:
                bad.append(BadLine(line, found))
    except csv.Error as error:
        reason = Message("this is no line of a table: {reason}.", reason=str(error))
        bad.append(BadLine(reader.line_num + begins - 1, reason))
    return Table(terms, tuple(bad))


def serialize(terms: Iterable[Term], *, quoted: bool = False) -> str:
    """The table of some terms. What a spreadsheet would take for a formula gets an apostrophe before it; with `quoted`
    every cell stands in quotation marks, for whatever program opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(columns.COLUMNS)
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
    if len(term.note) > LONGEST_NOTE:
        return Message("a note has at most {most} characters.", most=LONGEST_NOTE)
    if any(unicodedata.category(letter) in UNFIT for letter in "".join((term.source, term.target, term.note))):
        return Message("a term has no line ends and no control characters.")
    return None


def _lines(reader: Iterator[list[str]], head: int) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something after that of the `head`, each with the number of the one where it begins."""
    begins = head + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + head  # type: ignore[attr-defined]


def _term(cells: Mapping[str, str], *, known: Mapping[tuple[str, str], int]) -> Term | Message:
    values = {name: _plain(cells.get(name, "")).strip() for name in columns.COLUMNS}
    values["note"] = " ".join(values["note"].splitlines())
    status = values["status"].lower() or Standing.APPROVED.value
    status = columns.STANDINGS.get(status, status)
    if status not in list(Standing):
        names = ", ".join(Standing)
        return Message("“{status}” is no status; there are {names}.", status=values["status"], names=names)
    target = values["target"] or (values["source"] if status == Standing.KEEP else "")
    term = Term(values["source"], target, values["note"], Standing(status))
    line = known.get((term.source, term.target))
    if line is not None:
        return Message("this term stands in line {line} already.", line=line)
    return checked(term) or term


def _safe(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell, 1) else cell
