"""Who is here is known for a while, and no longer."""

from __future__ import annotations

from app.workflow.presence import STAY, Presence, Visitor

HERE, THERE = ("lettre", "de"), ("lettre", "ar")
ANA, BO = Visitor("a", "Ana", "1" * 12), Visitor("b", "Bo")


def test_windows_see_the_others_in_the_same_place():
    presence = Presence()
    assert presence.seen(HERE, ANA) == []
    assert presence.seen(HERE, BO) == [ANA]
    assert presence.seen(HERE, ANA) == [BO]
    assert presence.seen(THERE, Visitor("c", "Cy")) == []


def test_who_moves_on_is_where_they_went():
    presence = Presence()
    presence.seen(HERE, ANA)
    presence.seen(THERE, ANA)
    assert presence.seen(HERE, BO) == []
    assert presence.seen(THERE, BO) == [ANA]


def test_who_gives_no_sign_of_life_is_gone():
    clock = [0.0]
    presence = Presence(now=lambda: clock[0])
    presence.seen(HERE, ANA)
    clock[0] = STAY - 0.1
    assert presence.seen(HERE, BO) == [ANA]
    clock[0] = STAY
    assert presence.seen(HERE, BO) == []


def test_who_leaves_is_gone_at_once_and_sends_nobody_else_away():
    presence = Presence()
    presence.seen(HERE, ANA)
    presence.left("a", person="Bo")
    assert presence.seen(HERE, BO) == [ANA]
    presence.left("a", person="Ana")
    presence.left("z", person="Ana")
    assert presence.seen(HERE, BO) == []
