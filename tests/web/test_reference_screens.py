"""Glossary, memory and concordance in the browser: looked through, changed, undone, taken in after a look."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

HOSTILE = "<script>alert(1)</script>"
TMX = """<tmx version="1.4"><header/><body>
<tu><tuv xml:lang="fr"><seg>La mer est belle.</seg></tuv><tuv xml:lang="de"><seg>Das Meer ist schön.</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def terms(root: Path) -> Path:
    path = root / "locales/de/glossary.csv"
    path.write_text("source,target,note,status\nbac,Fähre,,approved\nbac,Boot,zu klein,forbidden\n", encoding="utf-8")
    return path


def post(reviewer, path: str, **form: object):
    return reviewer.post(path, data={"csrf_token": reviewer.csrf, **form})


def upload(reviewer, path: str, *, name: str, text: str):
    return post(reviewer, path, file=(io.BytesIO(text.encode()), name))


def test_the_terms_of_a_segment_are_told_with_their_places(reviewer, terms: Path) -> None:
    segments = reviewer.get("/api/v1/issues/lettre/locales/de/segments").json
    (ferry,) = [one for one in segments if one["source"].startswith("Le **bac**")]
    told = reviewer.get(f"/api/v1/issues/lettre/locales/de/segments/{ferry['id']}/terms").json
    assert told["runs"] == [["text", "Le **"], ["term", "bac"], ["text", "** traverse de nouveau le fleuve."]]
    assert [term["status"] for term in told["found"][0]["terms"]] == ["approved", "forbidden"]


def test_a_term_is_added_changed_deleted_and_brought_back(reviewer, terms: Path) -> None:
    assert post(reviewer, "/glossary/de/terms", source="quai", target=HOSTILE).status_code == 303
    page = reviewer.get("/glossary/de?q=QUAI").text
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    changed = {"source": "quai", "target": "Kai", "status": "approved", "was_source": "quai", "was_target": HOSTILE}
    assert post(reviewer, "/glossary/de/terms", **changed).status_code == 303
    assert post(reviewer, "/glossary/de/terms", **changed).status_code == 409
    assert post(reviewer, "/glossary/de/terms/delete", source="quai", target="Kai").status_code == 303
    assert "quai" not in terms.read_text(encoding="utf-8")
    assert "“quai” was deleted." in reviewer.get("/glossary/de").text
    assert post(reviewer, "/glossary/de/undo").status_code == 303
    assert "quai,Kai,,approved" in terms.read_text(encoding="utf-8")
    assert "was deleted" not in reviewer.get("/glossary/de").text


@pytest.mark.parametrize(
    "form", [{"source": "bac", "target": "Fähre"}, {"source": "…", "target": "x"}, {"source": "x"}]
)
def test_what_is_no_new_term_is_refused_and_what_was_typed_stays(reviewer, terms: Path, form: dict[str, str]) -> None:
    before = terms.read_bytes()
    answer = post(reviewer, "/glossary/de/terms", **form)
    assert answer.status_code == 400
    assert f'value="{form["source"]}"' in answer.text
    assert terms.read_bytes() == before


def test_a_table_is_looked_at_before_it_is_taken_in(reviewer, terms: Path) -> None:
    before = terms.read_bytes()
    text = "source;target;note;status\nbac;Boot;;forbidden\nquai;Kai;;\n;leer;;\n"
    page = upload(reviewer, "/glossary/de/import", name="mehr.csv", text=text).text
    assert "1 new term" in page
    assert "1 changed term" in page
    assert "Line 4" in page
    assert terms.read_bytes() == before
    assert post(reviewer, "/glossary/de/import", table="source,target\nquai,Kai\n").status_code == 303
    assert terms.read_bytes() == before + b"quai,Kai,,approved\n"
    assert upload(reviewer, "/glossary/de/import", name="x.csv", text="a,b\n").status_code == 400


@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_what_is_given_out_is_the_same_when_it_comes_in(reviewer, terms: Path, kind: str) -> None:
    file = reviewer.get(f"/glossary/de/file.{kind}")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Take them in" not in upload(reviewer, "/glossary/de/import", name=f"g.{kind}", text=file.text).text


def test_a_glossary_that_cannot_be_read_says_where_and_stops_no_review(reviewer, terms: Path) -> None:
    terms.write_text("source,target\n,x\n", encoding="utf-8")
    assert "locales/de/glossary.csv:2" in reviewer.get("/glossary/de").text
    assert reviewer.get("/review/de/lettre").status_code == 200
    segment = reviewer.get("/api/v1/issues/lettre/locales/de/segments").json[0]["id"]
    told = reviewer.get(f"/api/v1/issues/lettre/locales/de/segments/{segment}/terms")
    assert (told.status_code, "glossary.csv:2" in told.json["message"]) == (422, True)


def test_a_match_is_corrected_taken_out_and_brought_back(reviewer, root: Path) -> None:
    catalog = root / "locales/de/LC_MESSAGES/lettre.po"
    segments = reviewer.get("/api/v1/issues/lettre/locales/de/segments").json
    (hit,) = [one for one in segments if one["source"] == "Le bac repart"]
    entry = {"slug": "lettre", "segment": hit["id"], "source": hit["source"], "target": hit["target"]}
    assert hit["target"] in reviewer.get("/memory/de?q=FAHRE").text
    assert post(reviewer, "/memory/de/correct", **entry, new_target="Die Fähre fährt").status_code == 303
    assert 'msgstr "Die Fähre fährt"' in catalog.read_text(encoding="utf-8")
    assert post(reviewer, "/memory/de/take-out", **entry).status_code == 409
    entry["target"] = "Die Fähre fährt"
    assert post(reviewer, "/memory/de/take-out", **entry).status_code == 303
    assert "Die Fähre fährt" not in reviewer.get("/memory/de?q=fahrt").text
    assert post(reviewer, "/memory/de/undo").status_code == 303
    assert "Die Fähre fährt" in reviewer.get("/memory/de?q=fahrt").text


def test_where_a_match_stands_is_said_in_the_language_of_the_page(reviewer) -> None:
    assert "· titre de niveau 1" in reviewer.get("/memory/de", headers={"Accept-Language": "fr"}).text


def test_a_memory_is_looked_at_taken_in_suggested_and_found(reviewer, root: Path) -> None:
    page = upload(reviewer, "/memory/de/import", name="alt.tmx", text=TMX).text
    assert "1 new match" in page
    assert not (root / "locales/de/memory.tmx").exists()
    kept = page.split("/memory/de/import/")[1].split('"')[0]
    assert post(reviewer, f"/memory/de/import/{kept}").status_code == 303
    assert (root / "locales/de/memory.tmx").exists()
    found = reviewer.get("/api/v1/locales/de/concordance?q=meer").json
    assert found["lines"][0]["target"] == [["text", "Das "], ["mark", "Meer"], ["text", " ist schön."]]
    assert "<mark>Meer</mark> ist schön." in reviewer.get("/concordance?q=meer&locale=de").text
    assert "Das Meer" in reviewer.get("/memory/de/file.tmx").text
    imported = {"slug": "", "segment": "", "source": "La mer est belle.", "target": "Das Meer ist schön."}
    assert post(reviewer, "/memory/de/take-out", **imported).status_code == 303
    assert not (root / "locales/de/memory.tmx").exists()
    assert reviewer.get("/api/v1/locales/de/concordance?q=meer").json["lines"] == []
    assert post(reviewer, "/memory/de/undo").status_code == 303
    assert reviewer.get("/api/v1/locales/de/concordance?q=meer").json["lines"]


@pytest.mark.parametrize("path", ["/glossary/xx", "/memory/xx", "/glossary/fr/file.csv", "/memory/fr/file.tmx"])
def test_a_locale_that_is_not_translated_into_has_no_page(reviewer, path: str) -> None:
    assert reviewer.get(path).status_code == 404


def test_suggestions_come_with_the_engine_that_may_be_asked(reviewer) -> None:
    segment = reviewer.get("/api/v1/issues/lettre/locales/de/segments").json[0]["id"]
    told = reviewer.get(f"/api/v1/issues/lettre/locales/de/segments/{segment}/suggestions").json
    assert set(told) == {"matches", "machine", "repeated", "behind"}
    assert told["repeated"] == 1
    assert bool(told["machine"]["engine"]) != bool(told["machine"]["reason"])
    assert reviewer.get(f"/api/v1/issues/lettre/locales/de/segments/{'0' * 12}/suggestions").status_code == 404
