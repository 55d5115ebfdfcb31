"""Joining and parting through the API: what is asked, what is answered, and what nobody can mean."""

from __future__ import annotations

from pathlib import Path

import pytest

ISSUE = "/api/v1/issues/lettre"
HELLO, FERRY, TIME, TICKETS = "d6d8753e4f2e", "769bc32234d9", "b79df5faf941", "038c3ed99ba2"
DEEDS = [("join", {"following": FERRY}), ("part", {"offset": 7})]


def decide(reviewer, segment, deed, body):
    return reviewer.post(f"{ISSUE}/segments/{segment}/{deed}", json=body, headers=reviewer.proof)


def decisions(root: Path) -> list[str]:
    path = root / "source_issues/lettre.segments.yaml"
    return path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []


def sources(reviewer, locale: str = "de") -> list[str]:
    return [one["source"] for one in reviewer.get(f"{ISSUE}/locales/{locale}/segments").json]


def test_a_segment_says_where_it_can_be_parted_and_what_it_can_be_joined_with(reviewer):
    assert reviewer.get(f"{ISSUE}/segments/{HELLO}/places").json == {
        "source": "Bonjour à tous.",
        "offsets": [7, 9],
        "joined": [],
        "following": {"id": FERRY, "source": "Le **bac** traverse de nouveau le fleuve."},
    }
    assert reviewer.get(f"{ISSUE}/segments/{TIME}/places").json["following"] is None


def test_what_was_joined_is_parted_again_with_what_the_answer_says(reviewer, root):
    before = sources(reviewer)
    joined = decide(reviewer, HELLO, "join", {"following": FERRY}).json
    assert joined["locales"] == [
        {"locale": "de", "name": "German", "problem": ""},
        {"locale": "ar", "name": "Arabic", "problem": ""},
    ]
    (whole,) = joined["segments"]
    for locale in ("de", "ar"):
        assert "Bonjour à tous. Le **bac** traverse de nouveau le fleuve." in sources(reviewer, locale)
    assert reviewer.get(f"{ISSUE}/segments/{whole}/places").json["joined"] == [joined["offset"]]
    assert len(decisions(root)) == 1
    parted = decide(reviewer, whole, "part", {"offset": joined["offset"]}).json
    assert parted["segments"] == [HELLO, FERRY]
    assert (sources(reviewer), decisions(root)) == (before, [])


def test_a_script_decides_with_the_token_alone(anonymous, script, root):
    answer = anonymous.post(f"{ISSUE}/segments/{HELLO}/part", json={"offset": 9}, headers=script)
    assert answer.status_code == 200
    assert decisions(root) == ["- parted: [Bonjour à, tous.]"]


BODIES = [
    None, [], "7", 7, {}, {"offset": "7"}, {"offset": 7.0}, {"offset": True}, {"offset": None}, {"offset": [7]},
    {"offset": 7, "more": 1}, {"following": FERRY, "offset": 7}, {"following": 7}, {"following": None},
    {"following": [FERRY]},
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_bodies_of_another_shape_are_refused(reviewer, root, body):
    for deed in ("join", "part"):
        answer = decide(reviewer, HELLO, deed, body)
        assert answer.status_code in (400, 415)
        assert answer.content_type == "application/problem+json"
        assert answer.json["message"]
    assert decisions(root) == []


@pytest.mark.parametrize("offset", [-1, 0, 1, 8, 15, 10**6, 2**63, -(10**30)])
def test_offsets_that_are_between_no_two_words_are_refused(reviewer, root, offset):
    answer = decide(reviewer, HELLO, "part", {"offset": offset})
    assert (answer.status_code, answer.json["problem"]) == (400, "usage")
    assert "between two words" in answer.json["fix"]
    assert decisions(root) == []


def test_no_link_is_parted(reviewer, root):
    source = reviewer.get(f"{ISSUE}/segments/{TICKETS}/places").json["source"]
    for offset in range(source.index("["), len(source) + 1):
        assert decide(reviewer, TICKETS, "part", {"offset": offset}).status_code == 400
    assert decisions(root) == []


def test_the_last_segment_of_a_paragraph_is_not_joined(reviewer, root):
    answer = decide(reviewer, TIME, "join", {"following": "301b2ef20833"})
    assert (answer.status_code, answer.json["problem"]) == (400, "usage")
    assert decisions(root) == []


@pytest.mark.parametrize(
    ("segment", "following"),
    [(HELLO, TIME), (HELLO, HELLO), (FERRY, HELLO), (HELLO, "x"), (HELLO, ""), ("0" * 12, FERRY)],
)
def test_segments_that_do_not_stand_side_by_side_are_a_conflict(reviewer, root, segment, following):
    answer = decide(reviewer, segment, "join", {"following": following})
    assert (answer.status_code, answer.json["problem"]) == (409, "conflict")
    assert "Reload" in answer.json["fix"]
    assert decisions(root) == []


@pytest.mark.parametrize(("deed", "body"), DEEDS)
def test_a_text_that_moved_meanwhile_is_a_conflict(reviewer, root, deed, body):
    source = root / "source_issues/lettre.md"
    source.write_text(source.read_text(encoding="utf-8").replace("Bonjour à tous.", "Bonsoir."), encoding="utf-8")
    assert decide(reviewer, HELLO, deed, body).status_code == 409
    assert reviewer.get(f"{ISSUE}/segments/{HELLO}/places").status_code == 404
    assert decisions(root) == []


@pytest.mark.parametrize(("deed", "body"), DEEDS)
def test_unknown_issues_and_ids_lead_nowhere(reviewer, deed, body):
    for path in (f"/api/v1/issues/autre/segments/{HELLO}", f"{ISSUE}/segments/..%2f..", f"{ISSUE}/segments/{HELLO}00"):
        assert reviewer.post(f"{path}/{deed}", json=body, headers=reviewer.proof).status_code == 404


def test_the_pages_are_told_that_segments_changed(reviewer):
    address = f"{ISSUE}/locales/de/changes"
    known = reviewer.get(address).json["version"]
    decide(reviewer, HELLO, "join", {"following": FERRY})
    versions = reviewer.get(address, query_string={"since": known}).json["versions"]
    assert HELLO not in versions


def test_a_catalog_that_cannot_be_read_is_told_and_left_alone(reviewer, root):
    path = root / "locales/ar/LC_MESSAGES/lettre.po"
    broken = path.read_text(encoding="utf-8") + "\n<<<<<<< HEAD\n"
    path.write_text(broken, encoding="utf-8")
    answer = decide(reviewer, HELLO, "join", {"following": FERRY})
    german, arabic = answer.json["locales"]
    assert (answer.status_code, german["problem"]) == (200, "")
    assert "locales/ar/LC_MESSAGES/lettre.po:" in arabic["problem"]
    assert path.read_text(encoding="utf-8") == broken


READ = [
    "/review/de/lettre",
    "/review/de/lettre/preview",
    f"{ISSUE}/locales/de/segments",
    f"{ISSUE}/locales/de/changes",
    f"{ISSUE}/segments/{HELLO}/places",
]


@pytest.mark.parametrize(
    "text", ["- joined: [a, b]\n<<<<<<< HEAD\n", "joined: [a, b]\n", "[" * 3000, "\x00", "- joined: [\udce9, b]\n"]
)
def test_decisions_that_cannot_be_read_are_said_in_words_wherever_the_issue_is_opened(reviewer, root, text):
    path = root / "source_issues/lettre.segments.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    for address in READ:
        answer = reviewer.get(address)
        assert answer.status_code == 422, address
        assert "lettre.segments.yaml:" in answer.text
    for address in ("/", "/issues/lettre"):
        assert reviewer.get(address).status_code == 200
    export = reviewer.get("/issues/lettre/export?locale=de&format=markdown&fallback=draft")
    assert export.status_code == 200
    assert "lettre.segments.yaml:" in export.text
    for deed, body in DEEDS:
        assert decide(reviewer, HELLO, deed, body).status_code == 422
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_rows_show_what_a_reviewer_decided(reviewer):
    (whole,) = decide(reviewer, HELLO, "join", {"following": FERRY}).json["segments"]
    decide(reviewer, TICKETS, "part", {"offset": len("Les billets")})
    page = reviewer.get("/review/de/lettre").text
    rows = {row[:12]: row for row in page.split('<li class="row" id="')[1:]}
    assert "Joined by a reviewer" in rows[whole]
    assert page.count("Joined by a reviewer") == 1
    assert page.count("Parted by a reviewer") == 2
    assert page.count("Join again") == 1
