"""A merge reads no more numbers than its effort allows; what it leaves alone never passes for right."""

from __future__ import annotations

import pytest
from merging import approved, lines, update

from app.core.merge import reader
from app.core.model import State

OLD, NEW = [[f"La salle {name} a {seats} places." for name in "ABCD"] for seats in (40, 60)]
TARGETS = {
    source: source.replace("La salle", "Room").replace("a ", "has ").replace("places", "seats") for source in OLD
}


@pytest.fixture(autouse=True)
def _room_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = len(OLD[0]) + len(NEW[0]) + len(TARGETS[OLD[0]])
    monkeypatch.setattr(reader, "EFFORT", 2 * texts + 10)


def test_numbers_beyond_the_effort_leave_a_stale_unit_with_its_target_as_it_was() -> None:
    catalog = approved(update(lines(*OLD), None), TARGETS)
    after = update(lines(*NEW), catalog).units
    assert [unit.state for unit in after] == [State.STALE] * 4
    assert ["60" in unit.target for unit in after] == [True, True, False, False]


def test_an_edit_taken_back_beyond_the_effort_is_looked_at_by_a_person() -> None:
    catalog = approved(update(lines(*OLD), None), TARGETS)
    back = update(lines(*OLD), update(lines(*NEW), catalog)).units
    for unit in back:
        assert unit.target == TARGETS[unit.source] if unit.state is State.APPROVED else unit.state is State.NEEDS_WORK
    assert {unit.state for unit in back} == {State.APPROVED, State.NEEDS_WORK}
