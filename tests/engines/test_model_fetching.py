"""Models are fetched after consent, whole or not at all, from a list that is not trusted further than it goes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from model_server import Server, packed, same_files, serving, sha256

from app.engines import Request
from app.engines.fxtranslate import Fxtranslate, fetching
from app.engines.fxtranslate.catalogue import Package
from app.errors import DiskError, EngineError, UsageError

pytest.importorskip("fxtranslate")


@pytest.fixture
def shop():
    with serving(("fr", "en"), ("en", "es")) as server:
        yield server


def agreed(server: Server, folder: Path) -> Fxtranslate:
    return Fxtranslate({"path": str(folder), "address": server.address, "download": "yes"})


def package(server: Server, pair: tuple[str, str] = ("fr", "en")) -> Package:
    return fetching.packages(fetching.copied(server.address))[pair]


def fetched(server: Server, root: Path) -> Path:
    origin = fetching.copied(server.address)
    return fetching.fetch(package(server), root, origin=origin, progress=lambda _: None)


def test_with_consent_the_first_draft_fetches_the_models_it_needs(shop, tmp_path):
    engine = agreed(shop, tmp_path / "models")
    assert engine.route("fr", "es") == "fr-en,en-es"
    assert shop.asked == []
    (result,) = engine.translate([Request("1", ("La mer est calme.",))], source="fr", target="es")
    assert result.route == "fr-en,en-es"
    assert result.parts
    asked = len(shop.asked)
    assert asked == 5
    list(engine.translate([Request("1", ("La mer est calme.",))], source="fr", target="es"))
    assert len(shop.asked) == asked
    engine.close()


def test_what_is_fetched_is_the_model_and_nothing_stays_beside_it(shop, tmp_path):
    assert same_files(fetched(shop, tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["fr-en"]


def test_what_breaks_off_goes_on_where_it_was(shop, tmp_path):
    place = package(shop).files[0].location
    shop.breaks[place] = 1000
    with pytest.raises(EngineError, match="broke off") as caught:
        fetched(shop, tmp_path)
    assert caught.value.retryable
    assert not (tmp_path / "fr-en").exists()
    shop.asked.clear()
    assert same_files(fetched(shop, tmp_path))
    assert (place, 1000) in shop.asked


def test_a_server_without_ranges_serves_as_well(shop, tmp_path):
    shop.ranges = False
    shop.breaks[package(shop).files[0].location] = 1000
    with pytest.raises(EngineError):
        fetched(shop, tmp_path)
    assert same_files(fetched(shop, tmp_path))


def test_another_file_than_the_list_says_is_not_kept(shop, tmp_path):
    wanted = package(shop)
    place = wanted.files[1].location
    good = shop.files[place]
    shop.files[place] = good[:-1] + b"x"
    with pytest.raises(EngineError, match="sent another vocab"):
        fetching.fetch(wanted, tmp_path, origin=fetching.copied(shop.address), progress=lambda _: None)
    shop.files[place] = good + good
    with pytest.raises(EngineError, match="sent another vocab"):
        fetched(shop, tmp_path)
    shop.files[place] = good
    assert same_files(fetched(shop, tmp_path))


@pytest.mark.parametrize("data", [b"not packed", packed(b"another text")])
def test_what_unpacks_to_something_else_is_refused(shop, tmp_path, data):
    record = shop.records[0]
    assert isinstance(record, dict)
    shop.files[record["attachment"]["location"]] = data
    record["attachment"] |= {"hash": sha256(data), "size": len(data)}
    with pytest.raises(EngineError, match="cannot be unpacked"):
        fetched(shop, tmp_path)
    assert not (tmp_path / "fr-en").exists()


def test_a_shortlist_is_not_asked_for_as_nothing_reads_it(shop):
    shop.records.append({**shop.records[0], "name": "lex.fren.s2t.bin", "fileType": "lex"})
    assert [file.name for file in package(shop).files] == ["model.fren.float32.bin", "vocab.fren.spm"]


def test_two_vocabularies_are_fetched_where_languages_share_none(shop):
    model, vocabulary = shop.records[:2]
    for kind in ("srcvocab", "trgvocab"):
        shop.records.append({**vocabulary, "name": f"{kind}.fren.spm", "fileType": kind})
    shop.records.remove(vocabulary)
    assert [file.name for file in package(shop).files] == [model["name"], "srcvocab.fren.spm", "trgvocab.fren.spm"]


def test_progress_adds_up_and_may_stop_it(shop, tmp_path):
    came: list[int] = []
    origin = fetching.copied(shop.address)
    fetching.fetch(package(shop), tmp_path, origin=origin, progress=came.append)
    assert sum(came) == package(shop).size
    stop = threading.Event()
    stop.set()
    with pytest.raises(EngineError, match="stopped"):
        agreed(shop, tmp_path).translate([], source="fr", target="es", cancel=stop)


def test_a_folder_that_cannot_be_written_is_said(shop, tmp_path):
    (tmp_path / "models").write_text("a file", encoding="utf-8")
    with pytest.raises(DiskError, match="cannot be written"):
        fetched(shop, tmp_path / "models")


def test_nobody_there_is_said_with_what_else_can_be_done(tmp_path):
    engine = Fxtranslate({"path": str(tmp_path), "address": "http://127.0.0.1:9", "download": "yes"})
    with pytest.raises(EngineError, match="No model comes from 127") as caught:
        engine.translate([], source="fr", target="en")
    assert caught.value.engine_wide


def test_a_pair_that_is_not_published_is_named(shop, tmp_path):
    with pytest.raises(EngineError, match="There is no model for fr to de at"):
        agreed(shop, tmp_path).translate([], source="fr", target="de")


def test_nothing_is_fetched_into_a_single_model(shop, tmp_path):
    fetched(shop, tmp_path)
    with pytest.raises(UsageError, match="is a single model"):
        agreed(shop, tmp_path / "fr-en").translate([], source="fr", target="es")


def test_the_newest_version_that_can_be_read_is_taken(shop):
    shop.publish("fr", "en", version="3.10")
    shop.publish("fr", "en", version="3.9")
    shop.publish("fr", "en", version="4.0")
    assert package(shop).version == "3.10"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "../model.fren.bin"},
        {"name": "model.fren.bin/x"},
        {"name": ".model"},
        {"name": "vocab.fren.spm"},
        {"sourceLanguage": "../.."},
        {"version": "2.0"},
        {"decompressedHash": "x"},
        {"decompressedSize": 1 << 40},
        {"attachment": {"hash": "0" * 64, "size": 1 << 40, "location": "a"}},
        {"attachment": {"hash": "0" * 64, "size": 10, "location": "../../etc/passwd"}},
        {"attachment": {"hash": "0" * 64, "size": 10, "location": "//elsewhere.example/x"}},
        {"attachment": None},
    ],
)
def test_records_that_lead_elsewhere_are_passed_over(shop, change):
    assert isinstance(shop.records[0], dict)
    shop.records[0] |= change
    assert set(fetching.packages(fetching.copied(shop.address))) == {("en", "es")}


@pytest.mark.parametrize("body", [b"", b"[]", b'{"data": 1}', b"<html>", b"\xff\xfe", b"[" * 100_000])
def test_a_list_that_is_none_is_said(shop, body):
    shop.files["list/records"] = body
    with pytest.raises(EngineError, match="The list of models cannot be read"):
        fetching.packages(fetching.copied(f"{shop.address}/list"))
