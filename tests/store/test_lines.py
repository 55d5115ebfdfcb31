"""Threads that wait for one name get it in the order in which they came."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from app.store.locks import Lines


def test_threads_are_served_in_the_order_in_which_they_came() -> None:
    lines = Lines()
    served: list[int] = []

    def wait(number: int) -> bool:
        with lines.front("a.po", seconds=10) as taken:
            served.append(number)
            return taken

    with ThreadPoolExecutor(6) as pool:
        with lines.front("a.po", seconds=10) as taken:
            assert taken
            waiting = []
            for number in range(6):
                waiting.append(pool.submit(wait, number))
                time.sleep(0.02)  # so that they come one after the other
            assert served == []
        assert all(one.result() for one in waiting)
    assert served == list(range(6))


def test_who_waits_too_long_leaves_the_line_and_others_go_on() -> None:
    lines = Lines()
    with ThreadPoolExecutor(1) as pool, lines.front("a.po", seconds=1):

        def wait() -> bool:
            with lines.front("a.po", seconds=0.01) as taken:
                return taken

        assert not pool.submit(wait).result()
    with lines.front("a.po", seconds=1) as taken:
        assert taken


def test_names_do_not_wait_for_each_other() -> None:
    lines = Lines()
    with lines.front("a.po", seconds=1), lines.front("b.po", seconds=1) as taken:
        assert taken
