"""A program that saves: `crash_save.py ROOT WHO COUNT` approves units WHO0, WHO1, ... of ROOT's catalog, one save each.

With `--verify` it only reads, and fails unless the catalog is whole. Tests and crash drivers run it as a child.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.core.model import Catalog, State, Unit
from app.errors import PasseurError
from app.store.catalog_files import CatalogFiles


def main(root: Path, who: str, count: int) -> None:
    files = CatalogFiles(root, root / ".passeur")
    path = root / "locales" / "en" / "LC_MESSAGES" / "a.po"
    held = files.load(path).catalog
    assert held
    if who == "--verify":
        assert len(held.units) == count, f"{len(held.units)} units of {count}"
        assert {unit.target for unit in held.units} <= {"", "old", *"abcdefghijklmnopqrstuvwxyz"}
        return
    for number in range(count):
        files.change(path, lambda catalog, source=f"{who}{number}": _approved(catalog, source, who))


def _approved(catalog: Catalog | None, source: str, target: str) -> Catalog:
    assert catalog
    unit = Unit(source, target, State.APPROVED)
    assert unit.key in {one.key for one in catalog.units}
    return replace(catalog, units=tuple(unit if one.source == source else one for one in catalog.units))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except PasseurError as error:
        sys.exit(str(error))
