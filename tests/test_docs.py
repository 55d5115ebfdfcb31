"""README cannot go stale: its commands run, its tables list what is there."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from places import ROOT, Run

from app import cli
from app.core.model import Config, State

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_first_issue_of_the_readme_runs_as_written(tmp_path: Path, passeur: Run) -> None:
    page = "Une lettre neuve\nElle est courte.\nElle a deux paragraphes, et le second dit merci à toutes et à tous.\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    folder = tmp_path
    for line in re.search(r"```console\n(.*?)```", README, re.DOTALL)[1].splitlines():  # type: ignore[index]
        words = line.removeprefix("$ ").split()
        if words[0] == "cd":
            folder = folder / words[1]
        else:
            passeur(*words[1:], cwd=folder)
    assert list(folder.glob("dist/*/premiere.*"))


def test_readme_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `passeur ([a-z]+)", README, re.MULTILINE))
    assert listed == set(cli.COMMANDS)


def test_readme_shows_the_settings_with_their_defaults() -> None:
    shown = yaml.safe_load(re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1])  # type: ignore[index]
    defaults = {**vars(Config()), "locales": list(Config().locales)}
    defaults["translate_front_matter"] = list(Config().translate_front_matter)
    assert shown == defaults


def test_readme_names_every_state() -> None:
    section = README.split("## States")[1].split("## ")[0]
    assert set(re.findall(r"^\| ([a-z ]+) \|", section, re.MULTILINE)) - {"state"} == {state.label for state in State}


def test_every_command_has_help_with_an_example(tmp_path: Path, passeur: Run) -> None:
    for name in cli.COMMANDS:
        assert "Example:" in passeur(name, "--help", cwd=tmp_path).stdout, name
