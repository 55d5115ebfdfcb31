"""`passeur user` and who `passeur serve` lets in, as scripts call them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from places import ROOT, Run, workspace_at

from app.store.people import Role
from app.workflow.people import rights, signing_in

PASSWORD = "tulip harbour nine"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/data/web", tmp_path / "workspace"))


def ana(root: Path) -> None:
    rights.add(workspace_at(root), "ana", Role.ADMINISTRATOR, by="test")


def test_accounts_come_change_and_go(root: Path, passeur: Run) -> None:
    first = passeur("user", "add", "ana", "--role", "administrator", "--address", "https://x.example/", cwd=root)
    assert first.stdout.startswith("https://x.example/invitation/")
    passeur("user", "add", "ben", "-l", "de", "--password-stdin", cwd=root, stdin=f"{PASSWORD}\n")
    assert signing_in.by_password(workspace_at(root), "ben", PASSWORD, address="")
    passeur("user", "role", "ben", "translator", "-l", "de", "-l", "ar", cwd=root)
    link = passeur("user", "reset", "ben", cwd=root).stdout
    assert link.startswith("http://127.0.0.1:8642/invitation/")
    assert signing_in.by_password(workspace_at(root), "ben", PASSWORD, address="") is None
    passeur("user", "close", "ben", cwd=root)
    people = json.loads(passeur("user", "list", "--json", cwd=root).stdout)["people"]
    assert [(one["name"], one["role"], one["locales"], one["closed"]) for one in people] == [
        ("ana", "administrator", [], False),
        ("ben", "translator", ["de", "ar"], True),
    ]


def test_tokens_are_made_listed_and_taken_back(root: Path, passeur: Run) -> None:
    ana(root)
    made = passeur("user", "token", "ana", "--label", "nightly", "-l", "de", "--read-only", "--days", "2", cwd=root)
    assert made.stdout.startswith("passeur_")
    [listed] = json.loads(passeur("user", "tokens", "ana", "--json", cwd=root).stdout)["tokens"]
    assert (listed["label"], listed["locales"], listed["read_only"]) == ("nightly", ["de"], True)
    passeur("user", "tokens", "ana", "--revoke", listed["id"], cwd=root)
    assert passeur("user", "tokens", "ana", cwd=root).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("user", "add", "ben", "-l", "xx"), "does not list the locale xx"),
        (("user", "add", "ben"), "needs a locale"),
        (("user", "add", "ana", "--role", "editor"), "already"),
        (("user", "add", "no name", "--role", "editor"), "cannot be a name"),
        (("user", "role", "ana", "editor"), "Somebody must stay administrator"),
        (("user", "close", "ana"), "Somebody must stay administrator"),
        (("user", "close", "nobody"), "no account named nobody"),
        (("user", "sessions", "nobody"), "no account named nobody"),
        (("user", "token", "--label", "x"), "no account named"),
        (("user", "tokens", "ana", "--revoke", "00"), "no token 00"),
    ],
)
def test_what_cannot_be_is_said(root: Path, passeur: Run, arguments, says) -> None:
    ana(root)
    refused = passeur(*arguments, cwd=root, code=2)
    assert says in refused.stderr


@pytest.mark.parametrize("arguments", [("--host", "192.0.2.1"), ("--name", "passeur.example.org"), ("--https",)])
def test_others_are_served_only_when_they_sign_in(root: Path, passeur: Run, arguments) -> None:
    refused = passeur("serve", "--port", "0", *arguments, cwd=root, code=2)
    assert "passeur user add" in refused.stderr


def test_the_first_account_is_an_administrators(root: Path, passeur: Run) -> None:
    assert "administrator" in passeur("user", "add", "ben", "-l", "de", cwd=root, code=2).stderr
    assert "one person" in passeur("user", "list", cwd=root).stderr
