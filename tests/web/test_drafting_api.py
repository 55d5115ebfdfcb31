"""Drafting in the background by the API and by the forms of the issue page."""

from __future__ import annotations

import time

import pytest
from engines.loopback import Handler, serving

from app import config
from app.store.workspace import Workspace
from app.web import create_app

DRAFTING = "/api/v1/issues/lettre/locales/ar/drafting"
ELSEWHERE = "api.mymemory.translated.net"


def ended(reviewer) -> dict[str, object]:
    for _ in range(400):
        job = reviewer.get(DRAFTING).json
        if not job["running"]:
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_job_is_begun_followed_and_tried_again(root):
    def fails(handler: Handler, body: dict[str, str]) -> None:
        handler.send_draft("" if "capitaine" in body["q"] else f"بالعربية: {body['q']}")

    with serving(fails) as engine:
        settings = f"locales: [de, ar]\nengines: {{libretranslate: {{address: {engine.address}}}}}\n"
        (root / "passeur.yaml").write_text(settings, encoding="utf-8")
        app = create_app(Workspace(root, config.load(root)), token="t", hosts=("localhost",))
        reviewer, asked = app.test_client(), {"headers": {"Authorization": "Bearer t"}}
        reviewer.environ_base["HTTP_AUTHORIZATION"] = "Bearer t"
        assert reviewer.get(DRAFTING).json == {"running": False}
        begun = reviewer.post(DRAFTING, json={"engine": "libretranslate"}, **asked)
        assert (begun.status_code, begun.json["engine"]) == (202, "libretranslate")
        job = ended(reviewer)
        assert (job["state"], job["done"], job["total"]) == ("done", 7, 8)
        (failure,) = job["failures"]
        segment = reviewer.get(f"/api/v1/issues/lettre/locales/ar/segments/{failure['id']}").json
        assert (segment["source"], segment["state"]) == (failure["source"], "empty")
        engine.answer = lambda handler, body: handler.send_draft(f"بالعربية: {body['q']}")
        assert reviewer.put(DRAFTING, json={"deed": "again"}, **asked).json["running"]
        again = ended(reviewer)
        assert (again["done"], again["total"], again["failures"]) == (1, 1, [])
        app.extensions["passeur.runner"].close()


def test_text_goes_elsewhere_only_once_somebody_agreed(reviewer):
    refused = reviewer.post(DRAFTING, json={"engine": "mymemory"}, headers=reviewer.proof)
    assert (refused.status_code, refused.json["problem"]) == (422, "blocked")
    assert ELSEWHERE in refused.json["message"]
    question = reviewer.submit("/issues/lettre/draft", locale="ar", engine="mymemory")
    assert question.status_code == 200
    assert f'name="agreed" value="{ELSEWHERE}"' in question.text
    wrong = reviewer.submit("/issues/lettre/draft", locale="ar", engine="mymemory", agreed="example.org")
    assert wrong.status_code == 200
    assert reviewer.get(DRAFTING).json == {"running": False}


@pytest.mark.parametrize("deed", ["pause", "go on", "cancel", "again"])
def test_what_was_never_begun_cannot_be_steered(reviewer, deed):
    assert reviewer.put(DRAFTING, json={"deed": deed}, headers=reviewer.proof).status_code == 404
    assert reviewer.submit("/issues/lettre/drafting", locale="ar", deed=deed).status_code == 404


@pytest.mark.parametrize("fields", [{"locale": "ar"}, {"locale": "ar", "deed": "explode"}])
def test_another_deed_is_none(reviewer, fields):
    assert reviewer.submit("/issues/lettre/drafting", **fields).status_code == 400
