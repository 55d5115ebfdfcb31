"""The API: shapes, saves that never overwrite, and bodies that are not what they should be."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

SEGMENTS = "/api/v1/issues/lettre/locales/de/segments"
HOSTILE_IDS = (Path(__file__).parents[1] / "data" / "hostile_ids.txt").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture
def first(reviewer):
    """The first segment that has a source with bold in it."""
    return next(one for one in reviewer.get(SEGMENTS).json if "**" in one["source"])


@pytest.fixture
def linked(reviewer):
    """A segment with a link, which no approved target may lose."""
    return next(one for one in reviewer.get(SEGMENTS).json if "](" in one["source"])


def put(reviewer, segment, **fields):
    body = {"target": segment["target"], "state": segment["state"], "version": segment["version"], **fields}
    return reviewer.put(f"{SEGMENTS}/{segment['id']}", json=body, headers=reviewer.proof)


def catalog(root: Path) -> str:
    return (root / "locales/de/LC_MESSAGES/lettre.po").read_text(encoding="utf-8")


def test_segments_come_in_document_order_with_all_that_a_script_needs(reviewer):
    found = reviewer.get(SEGMENTS).json
    assert [one["source"] for one in found][:3] == ["La lettre du port", "Le bac repart", "Bonjour à tous."]
    assert {"id", "source", "target", "state", "version", "findings"} <= found[0].keys()
    assert reviewer.get(f"{SEGMENTS}/{found[0]['id']}").json == found[0]


def test_an_approval_stands_in_the_catalog(reviewer, first, root):
    answer = put(reviewer, first, target="Die **Fähre** überquert wieder den Fluss.", state="approved")
    assert answer.status_code == 200
    assert answer.json["state"] == "approved"
    assert answer.json["version"] != first["version"]
    assert 'msgstr "Die **Fähre** überquert wieder den Fluss."' in catalog(root)


def test_a_save_against_an_older_version_loses_nothing(reviewer, first, root):
    theirs = put(reviewer, first, target="Die **Fähre** fährt.", state="needs_work").json
    answer = put(reviewer, first, target="Das **Schiff** fährt.", state="approved")
    assert answer.status_code == 409
    assert answer.json["current"] == theirs
    assert "Schiff" not in catalog(root)


def test_a_catalog_edited_on_disk_is_a_newer_version(reviewer, first, root):
    saved = put(reviewer, first, target="Die **Fähre** fährt.", state="needs_work").json
    path = root / "locales/de/LC_MESSAGES/lettre.po"
    path.write_text(catalog(root).replace("Fähre", "Barke"), encoding="utf-8")
    answer = put(reviewer, saved, target="Mein **Text**")
    assert answer.status_code == 409
    assert answer.json["current"]["target"] == "Die **Barke** fährt."


def test_errors_block_an_approval_and_say_why(reviewer, linked, root):
    before = catalog(root)
    answer = put(reviewer, linked, target="Fahrkarten gibt es am Kai.", state="approved")
    assert answer.status_code == 422
    assert answer.json["problem"] == "blocked"
    assert answer.json["reasons"]
    assert catalog(root) == before


def test_checking_a_target_saves_nothing(reviewer, linked, root):
    before = catalog(root)
    answer = reviewer.post(f"{SEGMENTS}/{linked['id']}/check", json={"target": "Am Kai."}, headers=reviewer.proof)
    assert "error" in [finding["severity"] for finding in answer.json["findings"]]
    assert catalog(root) == before


def test_an_undo_gives_back_target_and_state(reviewer, first):
    draft = put(reviewer, first, target="Die **Fähre**", state="draft", origin="engine=test").json
    approved = put(reviewer, draft, state="approved").json
    undone = put(reviewer, approved, state="draft", origin=draft["origin"], previous_source=None).json
    assert (undone["state"], undone["target"], undone["origin"]) == ("draft", "Die **Fähre**", "engine=test")
    assert undone["version"] == draft["version"]


def test_changes_name_the_versions_of_all_segments_once_something_changed(reviewer, first):
    address = SEGMENTS.replace("segments", "changes")
    known = reviewer.get(address).json
    assert known["versions"][first["id"]] == first["version"]
    assert reviewer.get(address, query_string={"since": known["version"]}).json == {"version": known["version"]}
    saved = put(reviewer, first, target="Die **Fähre**", state="needs_work").json
    assert (
        reviewer.get(address, query_string={"since": known["version"]}).json["versions"][first["id"]]
        == saved["version"]
    )


GOOD = {"target": "x", "state": "needs_work", "version": "v"}
BODIES = [
    [],
    "text",
    0,
    [GOOD],
    {},
    {**GOOD, "approved": True},
    {**GOOD, "target": None},
    {**GOOD, "target": ["x"]},
    {**GOOD, "target": {"x": "y"}},
    {**GOOD, "target": 10**300},
    {**GOOD, "target": True},
    {**GOOD, "version": 1},
    {**GOOD, "version": None},
    {**GOOD, "state": ["approved"]},
    {**GOOD, "origin": 5},
    {"target": "x", "state": "needs_work"},
]


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_bodies_of_another_shape_are_refused(reviewer, first, body):
    for method, path in (("PUT", ""), ("POST", "/check")):
        answer = reviewer.open(f"{SEGMENTS}/{first['id']}{path}", method=method, json=body, headers=reviewer.proof)
        assert answer.status_code == 400
        assert answer.json["message"]


@pytest.mark.parametrize(
    ("target", "state"),
    [("x", "published"), ("x", ""), ("x", "APPROVED"), ("", "approved"), ("x" * 20_001, "needs_work"),
     ("a\0b", "needs_work"), ("\ud83d", "needs_work"), ("\x1b[31m", "needs_work")],
)  # fmt: skip
def test_targets_and_states_that_no_unit_can_have_are_refused(reviewer, first, target, state, root):
    before = catalog(root)
    assert put(reviewer, first, target=target, state=state).status_code == 400
    assert catalog(root) == before


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b"{", 400),
        (b'{"target":' * 50_000, 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b'{"target": ' + b"9" * 5000 + b"}", 400),
        (b'{"target": "' + b"x" * 1_100_000 + b'"}', 413),
    ],
    ids=["nothing", "null", "cut off", "deep objects", "deep arrays", "no UTF-8", "long number", "too large"],
)
def test_bodies_that_are_no_json_are_refused(reviewer, first, data, status):
    path = f"{SEGMENTS}/{first['id']}"
    answer = reviewer.put(path, data=data, content_type="application/json", headers=reviewer.proof)
    assert answer.status_code == status


def test_a_body_that_does_not_say_it_is_json_is_refused(reviewer, first):
    answer = reviewer.put(f"{SEGMENTS}/{first['id']}", data=json.dumps(GOOD), headers=reviewer.proof)
    assert answer.status_code == 415


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_names_that_walk_about_lead_nowhere(reviewer, name):
    part = quote(name, safe="/%")
    for path in (
        f"/issues/{part}",
        f"/review/de/{part}",
        f"/review/{part}/lettre",
        f"/api/v1/issues/{part}/locales/de/segments",
        f"/api/v1/issues/lettre/locales/{part}/segments",
        f"{SEGMENTS}/{part}",
    ):
        answer = reviewer.get(path, follow_redirects=True)
        assert answer.status_code == 404, path


def test_unknown_segments_are_not_found(reviewer):
    assert reviewer.get(f"{SEGMENTS}/000000000000").status_code == 404
    gone = reviewer.put(f"{SEGMENTS}/000000000000", json=GOOD, headers=reviewer.proof)
    assert (gone.status_code, gone.json["current"]) == (409, None)


def test_an_unreadable_catalog_is_named_with_its_line_and_left_alone(reviewer, first, root):
    path = root / "locales/de/LC_MESSAGES/lettre.po"
    broken = catalog(root) + "\n<<<<<<< HEAD\n"
    path.write_text(broken, encoding="utf-8")
    for answer in (reviewer.get(SEGMENTS), put(reviewer, first, target="x")):
        assert answer.status_code == 422
        assert "lettre.po:" in answer.json["message"]
    assert catalog(root) == broken


def test_a_fault_of_ours_shows_no_stack(reviewer, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("app.workflow.review.open_review", broken)
    answer = reviewer.get(SEGMENTS)
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


def test_many_segments_are_saved_with_one_request(reviewer, first, linked):
    items = [{"id": one["id"], "state": "approved", "version": one["version"]} for one in (first, linked)]
    lost = {**items[0], "id": "0" * 12}
    answer = reviewer.post(f"{SEGMENTS}/bulk", json={"items": [*items, lost]}, headers=reviewer.proof).json
    assert [one["state"] for one in answer["saved"]] == ["approved"]
    assert [one["id"] for one in answer["left_out"]] == [linked["id"]]
    assert answer["conflicts"] == [{"id": "0" * 12, "message": answer["conflicts"][0]["message"], "current": None}]
    older = reviewer.post(f"{SEGMENTS}/bulk", json={"items": items[:1]}, headers=reviewer.proof).json
    assert older["conflicts"][0]["current"] == answer["saved"][0]


@pytest.mark.parametrize(
    "items", [[], "all", [1], [{"id": "a"}], [{"id": "a", "state": "x", "version": 1}], [{}] * 2001]
)
def test_items_of_another_shape_are_refused(reviewer, items):
    answer = reviewer.post(f"{SEGMENTS}/bulk", json={"items": items}, headers=reviewer.proof)
    assert answer.status_code == 400


def test_an_error_is_accepted_with_a_reason(reviewer, linked):
    answer = put(reviewer, linked, target="Karten.", state="approved")
    assert answer.status_code == 422
    answer = put(reviewer, linked, target="Karten.", state="approved", accept="The quay is closed.")
    assert answer.json["state"] == "approved"
    accepted = [one for one in answer.json["findings"] if one["severity"] == "accepted"]
    assert accepted
    assert accepted[0]["reason"] == "The quay is closed."
