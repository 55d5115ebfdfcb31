"""The security log: a line of JSON for each event, whatever people send."""

from __future__ import annotations

import json
from pathlib import Path

from app.store import security_log

HOSTILE = Path(__file__).parents[1] / "data" / "payloads" / "log_injection.txt"


def lines(folder: Path) -> list[dict[str, str]]:
    text = (folder / security_log.FILE).read_text(encoding="ascii")
    assert text.isascii()
    assert not any(character < " " and character != "\n" for character in text)
    return [json.loads(line) for line in text.splitlines()]


def test_hostile_text_makes_one_line_and_is_read_back_as_it_was(tmp_path):
    texts = [HOSTILE.read_text(encoding="utf-8")[: security_log.LONGEST], "\x7f\x1b[2J", "a\u2028b\u202e", "\ud800"]
    for text in texts:
        security_log.note(tmp_path, "denied", person=text)
    assert [line["person"] for line in lines(tmp_path)] == texts


def test_long_values_are_cut(tmp_path):
    security_log.note(tmp_path, "denied", path="x" * 10_000)
    assert len(lines(tmp_path)[0]["path"]) == security_log.LONGEST


def test_only_its_owner_can_read_it(tmp_path):
    security_log.note(tmp_path / "new", "denied")
    assert (tmp_path / "new" / security_log.FILE).stat().st_mode & 0o777 == 0o600


def test_a_full_log_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(security_log, "FULL", 100)
    for number in range(5):
        security_log.note(tmp_path, "denied", number=number)
    kept = [json.loads(line)["number"] for line in (tmp_path / "security.log.1").read_text().splitlines()]
    assert [*kept, *(line["number"] for line in lines(tmp_path))][-1] == 4


def test_a_log_that_cannot_be_written_is_said_aloud(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    security_log.note(tmp_path / "file", "denied", person="ana")
    assert json.loads(capsys.readouterr().err)["person"] == "ana"
