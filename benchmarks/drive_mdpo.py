"""mdpo through its library, one process for all files: run in its own environment by `benchmarks.documents`."""

from __future__ import annotations

import sys
from pathlib import Path

from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown


def main(step: str, place: Path) -> None:
    sources, catalogs = place / "source_issues", place / "po"
    for source in sorted(sources.glob("*.md")):
        catalog = str(catalogs / f"{source.stem}.po")
        if step == "update":
            markdown_to_pofile([str(source)], po_filepath=catalog, save=True)
        else:
            pofile_to_markdown(str(source), [catalog], save=str(place / "out" / source.name))


main(sys.argv[1], Path(sys.argv[2]))
