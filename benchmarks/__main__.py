"""Runs measurements one after the other and prints one table, so that figures and ratios come from the same minutes.

`python -m benchmarks` runs all, `python -m benchmarks documents save` those two, and `--quick` makes each small.
`--full` asks a memory of a million units, which takes some minutes to make.
"""

from __future__ import annotations

import argparse
import compileall
from pathlib import Path

import app
from benchmarks import (
    archive,
    documents,
    drafting,
    largest,
    memory,
    quality,
    reference,
    review,
    save,
    screen,
    server,
    startup,
    update,
)

MEASUREMENTS = {
    "startup": startup,
    "update": update,
    "save": save,
    "documents": documents,
    "largest": largest,
    "archive": archive,
    "drafting": drafting,
    "memory": memory,
    "server": server,
    "quality": quality,
    "reference": reference,
    "review": review,
    "screen": screen,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[*MEASUREMENTS, []], metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds: ratios tell less")
    parser.add_argument("--full", action="store_true", help="a million units in the memory")
    chosen = parser.parse_args()
    compileall.compile_dir(Path(app.__file__).parent, quiet=1)  # as pip does with the peers when it installs them
    print(f"{'measured':62} {'here':>16} {'to reach':>12}  beside a peer")
    for name in chosen.names or MEASUREMENTS:
        further = {"full": True} if chosen.full and name == "memory" else {}
        for row in MEASUREMENTS[name].measure(quick=chosen.quick, **further):
            print(f"{row.what:62} {row.here:>16} {row.goal:>12}  {row.peer}", flush=True)


main()
