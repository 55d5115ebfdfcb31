"""Other programs that people open our catalogs with: each reads `a.po` in a folder and writes it anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from places import needs_gettext


def ran(*command: str | Path, folder: Path) -> None:
    subprocess.run([str(one) for one in command], cwd=folder, check=True, capture_output=True, timeout=120)


def gettext(*command: str) -> Callable[[Path], None]:
    """A tool that reads the file `a.po` and writes it anew."""

    def run(folder: Path) -> None:
        ran(*command, "--output-file=b.po", "a.po", folder=folder)
        (folder / "b.po").replace(folder / "a.po")

    return run


def msgfilter(folder: Path) -> None:
    ran("msgfilter", "--input=a.po", "--output-file=b.po", "cat", folder=folder)
    (folder / "b.po").replace(folder / "a.po")


def msgmerge(folder: Path) -> None:
    ran("msgattrib", "--empty", "--no-obsolete", "--clear-fuzzy", "-o", "a.pot", "a.po", folder=folder)
    ran("msgmerge", "--previous", "-o", "b.po", "a.po", "a.pot", folder=folder)
    (folder / "b.po").replace(folder / "a.po")


def tool(name: str) -> str:
    """A command of translate-toolkit or Babel, beside the Python that runs."""
    return str(Path(sys.executable).parent / name)


def pybabel_saves(folder: Path) -> None:
    script = (
        "from babel.messages.pofile import read_po, write_po\n"
        "catalog = read_po(open('a.po', 'rb'))\nwrite_po(open('a.po', 'wb'), catalog)"
    )
    ran(sys.executable, "-c", script, folder=folder)


def pybabel_updates(folder: Path) -> None:
    ran("msgattrib", "--empty", "--no-obsolete", "--clear-fuzzy", "-o", "a.pot", "a.po", folder=folder)
    ran(tool("pybabel"), "update", "-i", "a.pot", "-o", "a.po", "-l", "en", folder=folder)


def polib_saves(folder: Path) -> None:
    ran(sys.executable, "-c", "import polib; polib.pofile('a.po').save()", folder=folder)


def toolkit_saves(folder: Path) -> None:
    script = "from translate.storage.pypo import pofile; pofile.parsefile('a.po').savefile('a.po')"
    ran(sys.executable, "-c", script, folder=folder)


def pogrep(folder: Path) -> None:
    ran(tool("pogrep"), "--progress=none", "--search=source", "e", "a.po", "b.po", folder=folder)
    (folder / "b.po").replace(folder / "a.po")


def through_xliff(folder: Path) -> None:
    ran(tool("po2xliff"), "--progress=none", "-i", "a.po", "-o", "a.xlf", folder=folder)
    (folder / "a.po").unlink()
    ran(tool("xliff2po"), "--progress=none", "-i", "a.xlf", "-o", "a.po", folder=folder)


def through_csv(folder: Path) -> None:
    ran(tool("po2csv"), "--progress=none", "a.po", "a.csv", folder=folder)
    (folder / "a.po").unlink()
    ran(tool("csv2po"), "--progress=none", "a.csv", "a.po", folder=folder)


def through_csv_beside_the_catalog(folder: Path) -> None:
    ran(tool("po2csv"), "--progress=none", "a.po", "a.csv", folder=folder)
    ran(tool("csv2po"), "--progress=none", "-t", "a.po", "a.csv", "b.po", folder=folder)
    (folder / "b.po").replace(folder / "a.po")


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><source_dir_excludes/>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR</source_lang><target_lang>EN</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
creationtoolversion="3.6" segtype="paragraph" srclang="FR"/><body>
<tu><tuv lang="FR"><seg>Une phrase vide.</seg></tuv><tuv lang="EN"><seg>An empty sentence.</seg></tuv></tu>
<tu><tuv lang="FR"><seg>Un brouillon.</seg></tuv><tuv lang="EN"><seg>A reworked draft.</seg></tuv></tu>
</body></tmx>
"""


def omegat(folder: Path, memory: str = "") -> None:
    for name in ("source", "target", "tm", "glossary", "omegat", "dictionary"):
        (folder / "project" / name).mkdir(parents=True)
    (folder / "project" / "omegat.project").write_text(PROJECT, encoding="utf-8")
    if memory:
        (folder / "project" / "omegat" / "project_save.tmx").write_text(memory, encoding="utf-8")
    shutil.copy(folder / "a.po", folder / "project" / "source")
    ran("omegat", "--mode=console-translate", "--config-dir=settings", "project", folder=folder)
    shutil.copy(folder / "project" / "target" / "a.po", folder / "a.po")


needs_omegat = pytest.mark.skipif(not shutil.which("omegat"), reason="OmegaT is not installed")
EDITORS = [
    *(
        pytest.param(gettext(*command), id=" ".join(command), marks=needs_gettext)
        for command in (
            ("msgcat",),
            ("msgcat", "--sort-output", "--no-location"),
            ("msgcat", "--sort-by-file", "--width=40"),
            ("msgcat", "--escape"),
            ("msgcat", "--add-location=never", "--indent"),
            ("msgattrib", "--no-obsolete"),
            ("msgattrib", "--clear-previous"),
            ("msgattrib", "--empty", "--clear-fuzzy", "--only-fuzzy", "--sort-by-file"),
            ("msguniq",),
        )
    ),
    pytest.param(msgfilter, id="msgfilter", marks=needs_gettext),
    pytest.param(msgmerge, id="msgmerge", marks=needs_gettext),
    pytest.param(pybabel_saves, id="pybabel saves"),
    pytest.param(pybabel_updates, id="pybabel update", marks=needs_gettext),
    pytest.param(polib_saves, id="polib"),
    pytest.param(toolkit_saves, id="translate-toolkit"),
    pytest.param(through_xliff, id="po2xliff | xliff2po"),
    pytest.param(through_csv, id="po2csv | csv2po"),
    pytest.param(through_csv_beside_the_catalog, id="po2csv | csv2po --template"),
    pytest.param(omegat, id="OmegaT", marks=needs_omegat),
]
