"""Bad input gives one clear line with the way out, the right exit code, and leaves files untouched."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest
from places import Run


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace but what Passeur generates."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".passeur" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def refused(passeur: Run, *arguments: str, cwd: Path, code: int = 2) -> str:
    """Run a command that must fail; nothing may change. What it said."""
    before = bytes_of(cwd)
    said = passeur(*arguments, cwd=cwd, code=code).stderr
    assert bytes_of(cwd) == before
    return said


def test_unknown_issue_names_the_nearest(samples: Path, passeur: Run) -> None:
    said = refused(passeur, "update", "2026-09-lettre-des-comuns", cwd=samples)
    assert "Did you mean 2026-09-lettre-des-communs" in said


def test_unknown_locale_lists_those_there_are(samples: Path, passeur: Run) -> None:
    assert "en, de, es, ja" in refused(passeur, "update", "-l", "xx", cwd=samples)


def test_folder_that_is_no_workspace_says_init(tmp_path: Path, passeur: Run) -> None:
    assert "passeur init" in refused(passeur, "status", cwd=tmp_path)


def test_broken_front_matter_names_file_and_line(samples: Path, passeur: Run) -> None:
    (samples / "source_issues/cassee.md").write_text('---\ntitle: "sans fin\ndate: 2026\n---\n\nBonjour.\n')
    said = refused(passeur, "update", "cassee", cwd=samples)
    assert "source_issues/cassee.md:" in said


@pytest.mark.parametrize(
    ("text", "line"), [("locale: [en]\n", 1), ("locales: [en]\nengin: auto\n", 2), ("locales: en\n", 1), ("a: [\n", 2)]
)
def test_wrong_settings_name_the_line(samples: Path, passeur: Run, text: str, line: int) -> None:
    (samples / "passeur.yaml").write_text(text)
    assert f"passeur.yaml:{line}:" in refused(passeur, "status", cwd=samples)


def test_catalog_with_conflict_markers_is_refused_with_its_line(samples: Path, passeur: Run) -> None:
    catalog = samples / "locales/en/LC_MESSAGES/2026-09-lettre-des-communs.po"
    lines = catalog.read_text(encoding="utf-8").split("\n")
    lines[30:30] = ["<<<<<<< HEAD"]
    catalog.write_text("\n".join(lines), encoding="utf-8")
    said = refused(passeur, "update", cwd=samples)
    assert "locales/en/LC_MESSAGES/2026-09-lettre-des-communs.po:31:" in said


def test_source_that_is_not_utf8_names_the_line(samples: Path, passeur: Run) -> None:
    (samples / "source_issues/latin.md").write_bytes("Bonjour.\n\nÉté.\n".encode("latin-1"))
    assert "source_issues/latin.md:3:" in refused(passeur, "update", "latin", cwd=samples)


def test_port_that_is_taken_says_so(samples: Path, passeur: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port}" in refused(passeur, "serve", "--port", port, cwd=samples)


def test_serving_to_other_machines_is_refused(samples: Path, passeur: Run) -> None:
    assert "127.0.0.1" in refused(passeur, "serve", "--host", "0.0.0.0", cwd=samples)  # noqa: S104 - must be refused


def test_missing_file_to_import_is_named(samples: Path, passeur: Run) -> None:
    assert "nulle-part.txt" in refused(passeur, "import", "nulle-part.txt", cwd=samples)


def test_import_over_an_issue_is_refused(samples: Path, passeur: Run) -> None:
    (samples / "page.txt").write_text("Titre\n\nUn paragraphe assez long pour être gardé tel quel.\n", encoding="utf-8")
    refused(passeur, "import", "page.txt", "--slug", "2026-09-lettre-des-communs", cwd=samples)


def test_missing_apertium_says_what_to_install(samples: Path, passeur: Run) -> None:
    (samples / "passeur.yaml").write_text("engines: {apertium: {path: /nowhere}}\n", encoding="utf-8")
    done = passeur("draft", "2026-11-lettre-des-communs", "-l", "es", "-e", "apertium", cwd=samples, code=3)
    assert "apt-get install apertium-fr-es" in done.stderr


def test_read_only_folder_gives_one_line(samples: Path, passeur: Run) -> None:
    mounted = subprocess.run(["mount", "--bind", str(samples), str(samples)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a read-only folder needs the right to mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(samples)], check=True)
        said = refused(passeur, "update", "2026-11-lettre-des-communs", cwd=samples, code=3)
        assert "read-only" in said
        passeur("status", cwd=samples)
    finally:
        subprocess.run(["umount", str(samples)], check=True)


def test_blocked_export_lists_what_is_missing(samples: Path, passeur: Run) -> None:
    passeur("update", cwd=samples)
    said = refused(passeur, "export", "2026-11-lettre-des-communs", "-l", "en", cwd=samples, code=1)
    assert "source_issues/2026-11-lettre-des-communs.md:" in said
    assert "is empty" in said
    assert "--fallback" in said
