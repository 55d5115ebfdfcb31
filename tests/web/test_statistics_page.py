"""The statistics page: drawings that say what they show, and the same in numbers."""

from __future__ import annotations

import re

from app.web import charts

SEGMENTS = "/api/v1/issues/lettre/locales/de/segments"
HELLO, FERRY = "d6d8753e4f2e", "769bc32234d9"


def approve(reviewer, segment, target):
    version = reviewer.get(f"{SEGMENTS}/{segment}").json["version"]
    body = {"target": target, "state": "approved", "version": version}
    assert reviewer.put(f"{SEGMENTS}/{segment}", json=body, headers=reviewer.proof).status_code == 200


def test_a_page_without_approvals_says_so(reviewer):
    assert "Nothing was approved yet" in reviewer.get("/statistics").text


def test_drawings_have_names_and_their_numbers_stand_beside_them(reviewer):
    approve(reviewer, HELLO, "Guten Tag an alle.")
    approve(reviewer, FERRY, "Das **Boot** überquert wieder den Fluss.")
    page = reviewer.get("/statistics").text
    drawings = re.findall(r'<svg viewBox="[^"]+" role="img" [^>]*aria-labelledby="(\S+) (\S+)"', page)
    assert len(drawings) == 3
    for identity in (name for names in drawings for name in names):
        assert len(re.findall(f' id="{identity}"', page)) == 1
    assert "German: 10 words" in page
    drafted_by = r'<td>German</td>\s*<th scope="row">test <span class="route">[^<]*</span></th>'
    assert re.search(drafted_by + r"\s*<td>2</td>\s*<td>50%</td>", page)
    assert re.search(r"</svg></td>\s*<td>\d+</td>\s*<td>\d+</td>", page)
    assert " style=" not in page


def test_charts_keep_within_their_box():
    for numbers in ([0, 1, 1000], [0, 0], [5], []):
        for bar in charts.columns(numbers, most=max(numbers, default=0)):
            assert 0 <= bar.x <= bar.x + bar.width <= charts.WIDTH
            assert 0 <= bar.y <= bar.y + bar.height <= charts.HEIGHT
    assert [bar.height for bar in charts.columns([0, 1, 1000], most=1000)] == [0, 2, charts.HEIGHT]
    assert charts.line([0, 10], most=10) == "120.0,96.0 360.0,0.0"
    assert (charts.share(1, 2), charts.share(0, 0)) == (240, 0)
