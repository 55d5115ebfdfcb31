"""Bad input gives one clear line with the way out, the right exit code, and leaves files untouched."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT, Run


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
    ("text", "line"),
    [
        ("locale: [en]\n", 1),
        ("locales: [en]\nengin: auto\n", 2),
        ("locales: en\n", 1),
        ("a: [\n", 2),
        ("[a]: b\n", 1),
        ("locales: [en]\nlocales: [de]\n", 2),
    ],
)
def test_wrong_settings_name_the_line(samples: Path, passeur: Run, text: str, line: int) -> None:
    (samples / "passeur.yaml").write_text(text)
    assert f"passeur.yaml:{line}:" in refused(passeur, "status", cwd=samples)


@pytest.mark.parametrize("command", ["update", "draft -e none", "check", "status", "export --fallback draft"])
def test_catalog_with_conflict_markers_is_named_once_and_the_others_go_on(
    samples: Path, passeur: Run, command: str
) -> None:
    catalog = samples / "locales/en/LC_MESSAGES/2026-09-lettre-des-communs.po"
    lines = catalog.read_text(encoding="utf-8").split("\n")
    lines[30:30] = ["<<<<<<< HEAD"]
    catalog.write_text("\n".join(lines), encoding="utf-8")
    before = catalog.read_bytes()
    done = passeur(*command.split(), cwd=samples, code=2)
    assert (done.stderr + done.stdout).count(f"{catalog.relative_to(samples)}:31:") == 1
    assert catalog.read_bytes() == before
    assert "de" in done.stderr + done.stdout
    if command == "update":
        assert len(list(samples.glob("locales/*/LC_MESSAGES/2026-11-lettre-des-communs.po"))) == 4


@pytest.mark.parametrize("command", ["update", "draft -e none", "check", "status", "export --fallback draft"])
def test_source_that_cannot_be_read_does_not_stop_the_other_issues(samples: Path, passeur: Run, command: str) -> None:
    (samples / "source_issues/0-cassee.md").write_bytes(b"\xff\xfe\x00")
    done = passeur(*command.split(), "-l", "en", "-l", "de", cwd=samples, code=2)
    assert "source_issues/0-cassee.md:1:" in done.stderr + done.stdout
    assert "2026-10-lettre-des-communs" in done.stderr + done.stdout or command == "update"
    if command == "update":
        assert (samples / "locales/de/LC_MESSAGES/2026-11-lettre-des-communs.po").exists()


@pytest.mark.parametrize("text", ["locales: " + "[" * 5000, "locales: [en]\n\0"])
def test_settings_that_are_no_yaml_at_all_give_one_line(samples: Path, passeur: Run, text: str) -> None:
    (samples / "passeur.yaml").write_text(text)
    assert len(refused(passeur, "status", cwd=samples).splitlines()) == 1


def test_folder_in_place_of_the_settings_is_said(samples: Path, passeur: Run) -> None:
    (samples / "passeur.yaml").unlink()
    (samples / "passeur.yaml").mkdir()
    assert "passeur.yaml: this file cannot be opened" in refused(passeur, "status", cwd=samples)


def test_doctor_names_an_issue_with_two_sources_among_the_rest(samples: Path, passeur: Run) -> None:
    for extension in ("md", "txt"):
        (samples / f"source_issues/double.{extension}").write_text("Bonjour.\n", encoding="utf-8")
    said = passeur("doctor", cwd=samples, code=1).stdout
    assert "Two sources claim the slug double" in said
    assert "folder:" in said


def test_source_that_is_not_utf8_names_the_line(samples: Path, passeur: Run) -> None:
    (samples / "source_issues/latin.md").write_bytes("Bonjour.\n\nÉté.\n".encode("latin-1"))
    assert "source_issues/latin.md:3:" in refused(passeur, "update", "latin", cwd=samples)


def test_port_that_is_taken_says_so(samples: Path, passeur: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port}" in refused(passeur, "serve", "--port", port, cwd=samples)


def test_serving_to_other_machines_is_refused_while_nobody_signs_in(samples: Path, passeur: Run) -> None:
    assert "passeur user add" in refused(passeur, "serve", "--host", "0.0.0.0", cwd=samples)  # noqa: S104 - must be refused


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
    assert "has no target." in said
    assert "--fallback draft" in said


def test_refused_fallback_is_not_offered_again(samples: Path, passeur: Run) -> None:
    (samples / "source_issues/lien.md").write_text("Voir [ici](https://a.example/).\n", encoding="utf-8")
    passeur("update", "lien", cwd=samples)
    catalog = samples / "locales/en/LC_MESSAGES/lien.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text[: text.rindex('msgstr ""')] + 'msgstr "See."\n', encoding="utf-8")
    said = refused(passeur, "export", "lien", "-l", "en", "--fallback", "draft", cwd=samples, code=1)
    assert "--fallback source" in said
    assert "--fallback draft" not in said
    assert "In “See.”" in passeur("check", "lien", "-l", "en", cwd=samples, code=1).stdout


@pytest.mark.parametrize(("name", "text"), [("brut.txt", "Bonjour.\n"), ("brut.html", "<p>Bonjour.</p>\n")])
def test_format_that_an_issue_cannot_have_names_those_it_can(samples: Path, passeur: Run, name: str, text: str) -> None:
    (samples / "source_issues" / name).write_text(text, encoding="utf-8")
    said = refused(passeur, "export", "brut", "-l", "en", "-f", "markdown", cwd=samples)
    assert f"source_issues/{name} cannot be exported as markdown" in said
    assert f"Formats of this issue: {'text' if name.endswith('txt') else 'html'}." in said


def in_shell(line: str, *, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line in which PASSEUR stands for the command."""
    line = line.replace("PASSEUR", f"{sys.executable} -m app")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(["sh", "-c", line], cwd=cwd, capture_output=True, check=False, env=environment, timeout=60)


def test_output_that_cannot_hold_a_character_escapes_it(samples: Path) -> None:
    done = in_shell("PASSEUR check", cwd=samples, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert b"\\u201c" in done.stdout
    found = json.loads(in_shell("PASSEUR check --format json", cwd=samples, PYTHONIOENCODING="latin-1").stdout)
    assert any("“" in one["message"] for one in found)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_stop_the_work(samples: Path, closed: str) -> None:
    assert in_shell(f"PASSEUR update {closed}", cwd=samples).returncode == 0
    assert len(list(samples.glob("locales/*/LC_MESSAGES/2026-11-lettre-des-communs.po"))) == 4


def test_reader_that_goes_away_is_no_complaint(samples: Path) -> None:
    assert in_shell("PASSEUR status --json | true", cwd=samples).stderr == b""


def test_dry_run_of_draft_changes_nothing(samples: Path, passeur: Run) -> None:
    before = bytes_of(samples)
    said = passeur("draft", "2026-11-lettre-des-communs", "-l", "es", "--dry-run", cwd=samples).stderr
    assert "would read" in said or "not installed" in said
    assert bytes_of(samples) == before
