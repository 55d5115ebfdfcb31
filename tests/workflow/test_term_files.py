"""Glossaries come from other programs in whatever bytes they write; what would not fit changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import Standing, Term
from app.errors import InputError
from app.store.workspace import Workspace
from app.workflow import glossary, term_files

TABLE = "Source;Target;Note\r\nforêt primaire;bosque primario;l’été…\r\n"
BYTES = {
    "UTF-8": TABLE.encode(),
    "UTF-8 with a mark": TABLE.encode("utf-8-sig"),
    "Unicode text of Excel": TABLE.replace(";", "\t").encode("utf-16"),
    "the other way round": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "CSV of Excel": TABLE.encode("cp1252"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_at(tmp_path)


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_tables_are_read_in_the_bytes_that_programs_write(workspace: Workspace, data: bytes) -> None:
    plan = term_files.plan(workspace, "es", data, name="terms.csv")
    assert (plan.terms, plan.bad) == ((Term("forêt primaire", "bosque primario", "l’été…"),), ())
    assert not workspace.glossary_path("es").exists()


@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_what_goes_out_comes_in_and_changes_nothing(workspace: Workspace, kind: str) -> None:
    terms = (
        Term("forêt", "bosque", "« dense »"),
        Term("forêt", "selva", "", Standing.FORBIDDEN),
        Term("Rhin", "Rhin", "", Standing.KEEP),
        Term("podcast", "podcast"),
    )
    glossary.take_in(workspace, "es", terms)
    made = term_files.write(workspace, "es", kind=kind)
    plan = term_files.plan(workspace, "es", made.data, name=f"terms.{kind}")
    assert (plan.added, plan.changed, set(plan.same), plan.bad) == ((), (), set(terms), ())


def test_a_glossary_that_could_not_be_read_back_is_not_written(workspace: Workspace) -> None:
    glossary.save(workspace, "es", Term("forêt", "bosque"))
    before = workspace.glossary_path("es").read_bytes()
    for terms in ([Term(f"t{number}", "x") for number in range(20_000)], [Term("t", "x", "n" * 1_100_000)]):
        with pytest.raises(InputError):
            glossary.take_in(workspace, "es", terms)
    assert workspace.glossary_path("es").read_bytes() == before


def test_a_file_that_is_no_glossary_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    large = tmp_path / "large.tbx"
    with large.open("wb") as file:
        file.truncate(term_files.LIMIT + 1)
    with pytest.raises(InputError, match="larger than 20 MB"):
        term_files.read(large)
    with pytest.raises(InputError):
        term_files.plan(workspace, "es", b"\x89PNG\r\n\0\0", name="terms.csv")
