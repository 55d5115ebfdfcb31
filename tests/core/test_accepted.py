"""An error that a person accepted stays accepted for that very pair of texts, and stands in the catalog."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core import catalogs
from app.core.checks import run_checks
from app.core.model import Acceptance, Catalog, Severity, State, Unit, pair_digest

CODE = Unit("Lancez `make` ici.", "Start it here.", State.APPROVED)
ACCEPTED = replace(
    CODE,
    accepted=(Acceptance("inline codes", pair_digest(CODE.source, CODE.target), "no command there (yet)", "Ana"),),
)


def severities(unit: Unit) -> list[Severity]:
    return [finding.severity for finding in run_checks(unit, locale="en")]


def test_an_accepted_error_says_why_and_by_whom() -> None:
    assert severities(CODE) == [Severity.ERROR]
    (finding,) = run_checks(ACCEPTED, locale="en")
    assert finding.severity is Severity.ACCEPTED
    assert (finding.reason, finding.person) == ("no command there (yet)", "Ana")


@pytest.mark.parametrize(
    "changed", [replace(ACCEPTED, target="Start it there."), replace(ACCEPTED, source="Lancez `make` là.")]
)
def test_another_text_on_either_side_is_not_accepted(changed: Unit) -> None:
    assert severities(changed) == [Severity.ERROR]


def test_an_address_that_runs_a_script_is_accepted_by_nobody() -> None:
    unit = Unit("Lisez [ceci](https://a.example).", "Read [this](javascript:alert(1)).", State.APPROVED)
    digest = pair_digest(unit.source, unit.target)
    unit = replace(unit, accepted=(Acceptance("links", digest, "why not", "Ana"),))
    assert Severity.ERROR in severities(unit)


def test_an_acceptance_is_a_line_of_its_own_in_the_catalog_and_is_read_back() -> None:
    catalog = Catalog("en", units=(replace(ACCEPTED, comments=("À revoir.",)),))
    text = catalogs.serialize(catalog).decode()
    digest = ACCEPTED.accepted[0].digest
    assert f"# À revoir.\n# passeur: accepts inline-codes {digest}: no command there (yet) (Ana)\n" in text
    assert catalogs.parse(text.encode()).units == catalog.units


@pytest.mark.parametrize("reason", ["two\nlines", 'msgstr "x"\n#, fuzzy', "ends with \\", "(in brackets)"])
@pytest.mark.parametrize("person", ["Ana", "Ana (Lyon)", "\n"])
def test_no_reason_and_no_name_can_forge_another_line(reason: str, person: str) -> None:
    one = replace(ACCEPTED.accepted[0], reason=reason, person=person)
    (unit,) = catalogs.parse(catalogs.serialize(Catalog("en", units=(replace(ACCEPTED, accepted=(one,)),)))).units
    assert (unit.state, unit.comments, unit.flags) == (State.APPROVED, (), ())
    assert severities(unit) == [Severity.ACCEPTED]


def test_a_line_that_a_tool_has_folded_comes_back_whole() -> None:
    known = Catalog("en", headers=(("Language", "en"),), units=(ACCEPTED,))
    data = catalogs.serialize(known)
    folded = data.replace(b"no command there", b"no\n# command there").rstrip(b"\n")  # as no Passeur writes
    assert catalogs.reopen(folded, last=data).catalog.units == known.units
