"""The history of a segment as the API tells it."""

from __future__ import annotations

SEGMENTS = "/api/v1/issues/lettre/locales/de/segments"
HELLO = "d6d8753e4f2e"


def put(reviewer, target, state):
    version = reviewer.get(f"{SEGMENTS}/{HELLO}").json["version"]
    body = {"target": target, "state": state, "version": version}
    assert reviewer.put(f"{SEGMENTS}/{HELLO}", json=body, headers=reviewer.proof).status_code == 200


def test_versions_carry_their_difference_and_the_distance_from_the_draft(reviewer):
    put(reviewer, "Guten Tag ihr alle.", "approved")
    told = reviewer.get(f"{SEGMENTS}/{HELLO}/history").json
    assert told["draft"] == {"target": "Guten Tag an alle.", "engine": "test"}
    assert told["effort"] == 16
    newest, draft = told["versions"]
    assert (newest["deed"], newest["person"]) == ("Approved", "You")
    assert newest["when"]
    assert newest["difference"] == newest["from_draft"]
    assert ["del", "an"] in newest["difference"]
    assert ["ins", "ihr"] in newest["difference"]
    assert (draft["deed"], draft["person"], draft["from_draft"], draft["effort"]) == ("Drafted", "", [], 0)


def test_a_segment_that_left_has_no_history_here(reviewer):
    assert reviewer.get(f"{SEGMENTS}/{'0' * 12}/history").status_code == 404


def test_a_row_says_how_much_of_its_draft_was_edited(reviewer):
    def origin() -> str:
        return reviewer.get(f"{SEGMENTS}/{HELLO}").json["display"]["origin"]

    assert origin() == "test"
    put(reviewer, "Guten Tag an alle.", "approved")
    assert origin() == "test"
    put(reviewer, "Guten Tag ihr alle.", "approved")
    assert origin() == "edited, 16%"
    assert "edited, 16%" in reviewer.get("/review/de/lettre").text
    assert reviewer.get(SEGMENTS).json[2]["display"]["origin"] == "edited, 16%"


def test_review_goes_on_when_the_database_is_broken(reviewer, root):
    put(reviewer, "Hallo.", "approved")
    for file in root.glob(".passeur/passeur-*.db*"):
        file.unlink()
    next(iter(root.glob(".passeur"))).joinpath("passeur-1.db").write_bytes(b"no database" * 999)
    assert reviewer.get("/review/de/lettre").status_code == 200
    put(reviewer, "Servus.", "approved")
    assert reviewer.get(f"{SEGMENTS}/{HELLO}").json["target"] == "Servus."
    assert reviewer.get(f"{SEGMENTS[:-9]}/changes?window={'a' * 16}").status_code == 200
