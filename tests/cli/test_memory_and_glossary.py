"""`passeur memory` and `passeur glossary`: what goes out comes in again, dry runs change nothing."""

from __future__ import annotations

import json
from pathlib import Path

from places import Run


def test_a_memory_goes_out_and_comes_into_another_workspace(samples: Path, tmp_path: Path, passeur: Run) -> None:
    (tmp_path / "es.tmx").write_text(passeur("memory", "export", "es", cwd=samples).stdout, encoding="utf-8")
    other = tmp_path / "other"
    passeur("init", str(other), "-l", "es", cwd=tmp_path)
    given = (*("memory", "import", "es", str(tmp_path / "es.tmx")), "--json")
    planned = json.loads(passeur(*given, "--dry-run", cwd=other).stdout)
    assert planned["added"] > 20
    assert not (other / "locales/es/memory.tmx").exists()
    assert json.loads(passeur(*given, cwd=other).stdout) == planned
    again = json.loads(passeur(*given, cwd=other).stdout)
    assert (again["added"], again["same"]) == (0, planned["added"])
    assert passeur("memory", "export", "es", cwd=other).stdout.count("<tu>") == planned["added"]
    assert "read" in passeur("memory", "rebuild", cwd=other).stderr


def test_a_glossary_goes_out_and_comes_in_and_bad_lines_are_named(samples: Path, tmp_path: Path, passeur: Run) -> None:
    assert "term" in passeur("glossary", "check", cwd=samples).stderr
    terms = tmp_path / "terms.tbx"
    terms.write_text(passeur("glossary", "export", "es", "--format", "tbx", cwd=samples).stdout, encoding="utf-8")
    done = json.loads(passeur("glossary", "import", "es", str(terms), "--json", cwd=samples).stdout)
    assert (done["added"], done["bad"]) == (0, [])
    table = tmp_path / "more.csv"
    table.write_text("source,target,note,status\nvallée,valle,,\nfleuve,,,\n", encoding="utf-8")
    before = (samples / "locales/es/glossary.csv").read_bytes()
    assert "more.csv:3" in passeur("glossary", "import", "es", str(table), "--dry-run", cwd=samples, code=1).stderr
    assert (samples / "locales/es/glossary.csv").read_bytes() == before
    passeur("glossary", "import", "es", str(table), cwd=samples, code=1)
    assert (samples / "locales/es/glossary.csv").read_bytes() == before + "vallée,valle,,approved\n".encode()
    (samples / "locales/es/glossary.csv").write_text("source,target\n,x\n", encoding="utf-8")
    assert "locales/es/glossary.csv:2" in passeur("glossary", "check", cwd=samples, code=1).stderr
