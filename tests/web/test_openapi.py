"""The API against its own document: what it promises is what it answers, whatever is sent."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from visiting import TOKEN

from app import config
from app.store.workspace import Workspace
from app.web import create_app, operations

DATA = Path(__file__).parents[1] / "data" / "web"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept-Encoding": "identity"}
MOSTLY = 0.8  # of the requests are about something that is there

CONFIG = {
    "seed": 20261123,
    "generation": {"max-examples": 15, "database": "none", "deterministic": True},
    "checks": {
        "not_a_server_error": {"expected-statuses": ["2xx", "4xx", "503"]},
        "positive_data_acceptance": {"enabled": False},  # takes_what_fits_its_shape is nearer
    },
}


def asked(folder: str):
    """The document of a server with a small workspace in `folder`, ready to be tried on it."""
    root = Path(shutil.copytree(DATA, Path(folder) / "workspace"))
    app = create_app(Workspace(root, config.load(root)), token=TOKEN, hosts=("localhost",))
    segments = app.test_client().get("/api/v1/issues/lettre/locales/de/segments", headers=HEADERS).json
    known = {"slug": ["lettre"], "locale": ["de", "ar"], "segment": [one["id"] for one in segments]}
    said = {
        **CONFIG,
        "dictionaries": {name: {"values": values} for name, values in known.items()},
        "parameters": {f"path.{name}": {"dictionary": name, "probability": MOSTLY} for name in known},
    }
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_dict(said))


FOLDER = TemporaryDirectory()  # until Python ends: which operations there are is known before any test begins
API = asked(FOLDER.name)


@API.parametrize()
def test_every_answer_is_one_that_the_document_promises(case):
    case.call_and_validate(headers=HEADERS, additional_checks=[takes_what_fits_its_shape])


def takes_what_fits_its_shape(_context, response, case):
    """What no unit or term can be is "usage"; "refused" would say that the document promises too much."""
    if case.meta.generation.mode.is_positive and response.status_code == 400:
        assert response.json()["problem"] == "usage"


def test_a_view_of_the_api_that_declares_no_shapes_is_refused(app):
    def silent() -> str:
        return ""

    app.add_url_rule("/api/v1/silent", view_func=silent)
    with pytest.raises(LookupError, match="silent"):
        operations.check_declared(app)


def test_strangers_may_read_the_document_and_it_says_who_may_call_what(anonymous):
    said = anonymous.get("/api/v1/openapi.json").json
    save = said["paths"]["/api/v1/issues/{slug}/locales/{locale}/segments/{segment}"]["put"]
    assert save["security"] == [{"token": []}, {"session": [], "csrf": []}]
    assert save["responses"]["409"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Conflict")
    assert said["paths"]["/api/v1/openapi.json"]["get"]["security"] == []
