"""Engines are kept ready for a while, as many as there is room for; none is ended under somebody's hands."""

from __future__ import annotations

import pytest

from app.engines.warm import MOST, Warm


class Made:
    """An engine as far as keeping it ready goes."""

    def __init__(self, name: str) -> None:
        self.name, self.closed = name, False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made() -> list[Made]:
    return []


@pytest.fixture
def engines(made: list[Made]) -> Warm:
    def make(name: str) -> Made:
        made.append(Made(name))
        return made[-1]

    return Warm(make)  # type: ignore[arg-type]


def test_an_engine_is_made_once_for_a_locale_and_the_oldest_end_first(engines: Warm, made: list[Made]) -> None:
    for locale in ["es", *map(str, range(MOST)), "1", "2"]:
        with engines.lent("a", locale):
            pass
    assert len(made) == MOST + 1
    assert [one.closed for one in made] == [True, *[False] * MOST]
    engines.close()
    assert all(one.closed for one in made)


def test_who_is_at_work_is_not_ended(engines: Warm, made: list[Made]) -> None:
    with engines.lent("a", "es"):
        for number in range(MOST + 2):
            with engines.lent("b", str(number)):
                pass
        assert not made[0].closed
    assert [one.closed for one in made] == [True, True, True, *[False] * MOST]
    with engines.lent("a", "es"):
        assert len(made) == MOST + 4
