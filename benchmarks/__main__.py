"""Runs every measurement in one go and prints one table, so that figures and ratios come from the same minutes."""

from __future__ import annotations

import sys

from benchmarks import drafting, memory, save, startup, update

MEASUREMENTS = {"startup": startup, "update": update, "save": save, "drafting": drafting, "memory": memory}


def main() -> None:
    wanted = sys.argv[1:] or list(MEASUREMENTS)
    print(f"{'measured':62} {'here':>12} {'to reach':>12}  beside a peer")
    for name in wanted:
        for row in MEASUREMENTS[name].measure():
            print(f"{row.what:62} {row.here:>12} {row.goal:>12}  {row.peer}", flush=True)


main()
