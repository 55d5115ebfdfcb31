"""Which models there are for fxtranslate, which are none, and what is said where one is missing."""

from __future__ import annotations

import shutil

import pytest
from local import drafts
from places import ROOT

from app.engines import choose
from app.engines.fxtranslate import Fxtranslate
from app.errors import EngineError, UsageError

pytest.importorskip("fxtranslate")

MODELS = ROOT / "tests" / "data" / "fxtranslate"
TEXTS = ("La mer est calme.", "Le vent tombe.", "Le port est loin.")


@pytest.mark.parametrize("path", [MODELS, MODELS / "fr-en"])
def test_path_names_a_model_or_the_folder_it_is_in(path):
    engine = Fxtranslate({"path": str(path)})
    assert engine.route("fr", "en_GB") == "fr-en"
    assert engine.route("en", "fr") is None
    assert not engine.gist("fr", "en")
    assert engine.sends_to == ""


def test_a_folder_may_have_more_in_its_name_than_the_pair(tmp_path, copy):
    copy.rename(tmp_path / "my-tiny-fr-en")
    assert Fxtranslate({"path": str(tmp_path)}).route("fr-FR", "en") == "fr-en"


def test_each_language_may_have_a_vocabulary_of_its_own(copy):
    whole = drafts(Fxtranslate({"path": str(copy)}), TEXTS[0], target="en")
    shutil.copy(copy / "vocab.fren.spm", copy / "trgvocab.fren.spm")
    copy.joinpath("vocab.fren.spm").rename(copy / "srcvocab.fren.spm")
    engine = Fxtranslate({"path": str(copy)})
    assert drafts(engine, TEXTS[0], target="en") == whole
    copy.joinpath("trgvocab.fren.spm").unlink()
    assert engine.route("fr", "en") is None
    engine.close()


def test_auto_takes_it_where_its_model_is_there_and_apertium_elsewhere():
    settings = {"fxtranslate": {"path": str(MODELS)}}
    assert choose("auto", source="fr", target="en", settings=settings).id == "fxtranslate"
    with pytest.raises(EngineError, match="passeur engines fetch -l ja"):
        choose("auto", source="fr", target="ja", settings=settings)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("vocab.fren.spm", b"", "vocab.fren.spm is empty"),
        ("model.fren.float32.bin", b"", "is empty"),
        ("vocab.fren.spm", None, "is missing"),
        ("model.fren.float32.bin", None, "is missing"),
    ],
)
def test_a_folder_that_lacks_something_is_no_model_and_says_why(copy, name, data, reason):
    copy.joinpath(name).unlink()
    if data is not None:
        copy.joinpath(name).write_bytes(data)
    engine = Fxtranslate({"path": str(copy.parent)})
    assert engine.route("fr", "en") is None
    with pytest.raises(EngineError, match=reason):
        engine.translate([], source="fr", target="en")


def test_a_vocabulary_of_another_pair_is_refused(copy):
    copy.joinpath("vocab.fren.spm").rename(copy / "vocab.enes.spm")
    assert "vocab.enes.spm belongs to another pair" in Fxtranslate({"path": str(copy)}).refusal("fr", "en").message


def pieces(count: int) -> bytes:
    """A vocabulary of so many pieces, as SentencePiece writes it."""
    return b"".join(b"\n\x04\n\x02p%c" % (33 + number % 90) for number in range(count))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no vocabulary at all", "is no vocabulary"),
        (bytes(2000), "is no vocabulary"),
        (pieces(419), "belongs to another model"),
        (pieces(32_000), "belongs to another model"),
    ],
)
def test_a_wrong_vocabulary_is_found_before_it_translates_into_rubbish(copy, data, reason):
    copy.joinpath("vocab.fren.spm").write_bytes(data)
    results = drafts(Fxtranslate({"path": str(copy)}), *TEXTS[:3], target="en")
    assert all(reason in result.error.message and result.error.engine_wide for result in results)


@pytest.mark.parametrize("data", [b"no model", bytes(4000)])
def test_a_broken_model_ends_the_job_with_one_reason(copy, data):
    copy.joinpath("model.fren.float32.bin").write_bytes(data)
    first, second = drafts(Fxtranslate({"path": str(copy)}), *TEXTS[:2], target="en")
    assert "fr-en cannot be loaded" in first.error.message
    assert second.error is first.error


def test_a_path_that_leads_nowhere_is_named(tmp_path):
    engine = Fxtranslate({"path": str(tmp_path / "nowhere")})
    assert engine.route("fr", "en") is None
    assert "There is no folder" in engine.refusal("fr", "en").message


def test_a_file_in_the_place_of_a_folder_is_no_model(tmp_path):
    (tmp_path / "fr-en").write_text("a file", encoding="utf-8")
    engine = Fxtranslate({"path": str(tmp_path)})
    assert engine.route("fr", "en") is None
    assert engine.refusal("fr", "en").message
    assert Fxtranslate({"path": str(tmp_path / "fr-en")}).route("fr", "en") is None


def test_without_consent_nothing_is_fetched_and_the_command_is_named(tmp_path):
    engine = Fxtranslate({"path": str(tmp_path)})
    assert engine.route("fr", "es") is None
    with pytest.raises(EngineError, match="no model for fr to es yet") as caught:
        engine.translate([], source="fr", target="es")
    assert caught.value.fix.startswith("passeur engines fetch -l es (asks first; 2 × 17-44 MB from firefox-settings")


def test_a_language_without_models_is_said_plainly(tmp_path):
    assert "does not translate" in Fxtranslate({"path": str(tmp_path)}).refusal("fr", "oc").message


def test_consent_is_yes_or_no(tmp_path):
    with pytest.raises(UsageError, match="`download` of fxtranslate is `perhaps`"):
        Fxtranslate({"download": "perhaps"})


def test_the_version_tells_models_apart(copy):
    before = Fxtranslate({"path": str(copy)}).version
    assert before == Fxtranslate({"path": str(MODELS)}).version
    with copy.joinpath("model.fren.float32.bin").open("ab") as file:
        file.write(b"\0")
    assert Fxtranslate({"path": str(copy)}).version != before


def test_auto_names_the_first_engine_that_could_be_added(tmp_path):
    settings = {"fxtranslate": {"path": str(tmp_path)}, "apertium": {"path": str(tmp_path)}}
    for locale, fix in (
        ("es", "passeur engines fetch -l es"),
        ("oc", "sudo apt-get install apertium-oci-fra"),
        ("eo", "Name another engine"),
    ):
        with pytest.raises(EngineError, match=fix):
            choose("auto", source="fr", target=locale, settings=settings)
