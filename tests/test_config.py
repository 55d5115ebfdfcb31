"""Settings are read exactly, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import config
from app.core.model import Config
from app.errors import InputError


def test_silent_file_and_no_file_mean_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path) == Config()
    (tmp_path / "passeur.yaml").write_text("# nothing\n")
    assert config.load(tmp_path) == Config()


def test_every_key_is_read() -> None:
    text = (
        "source_locale: de\nlocales: [fr, pt_BR]\ntranslate_front_matter: [title]\nengine: none\n"
        "segmentation: paragraph\napprove_in_context: yes\nengines:\n  libretranslate: {address: 'http://127.0.0.1:5000'}\n"
        "jobs: celery\nbroker: redis://localhost:6379/0\n"
    )
    assert config.parse(text) == Config(
        source_locale="de",
        locales=("fr", "pt_BR"),
        translate_front_matter=("title",),
        engine="none",
        segmentation="paragraph",
        approve_in_context=True,
        engines={"libretranslate": {"address": "http://127.0.0.1:5000"}},
        jobs="celery",
        broker="redis://localhost:6379/0",
    )


def test_key_of_an_engine_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEUR_LIBRETRANSLATE_KEY", "geheim")
    found = config.parse("engines: {libretranslate: {address: 'http://127.0.0.1:1'}}")
    assert found.engines["libretranslate"]["key"] == "geheim"


def test_an_engines_path_is_one_from_the_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ana")
    settings = (
        "engines: {fxtranslate: {path: models}, apertium: {path: ~/apertium}, libretranslate: {address: 'http://a'}}"
    )
    (tmp_path / "passeur.yaml").write_text(settings, encoding="utf-8")
    found = config.load(tmp_path).engines
    assert found["fxtranslate"]["path"] == str(tmp_path / "models")
    assert found["apertium"]["path"] == "/home/ana/apertium"
    assert found["libretranslate"] == {"address": "http://a"}


def test_the_broker_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEUR_BROKER", "redis://:geheim@localhost:6379/0")
    assert config.parse("jobs: celery\n").broker == "redis://:geheim@localhost:6379/0"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("locales: [en]\nlocale: fr\n", 2, "Did you mean `locales`?"),
        ("locales: []\n", 1, "at least one"),
        ("locales: [en, fr]\n", 1, "the source's own"),
        ("\nsource_locale: en\n", 2, "the source's own"),
        ("locales: [en, en]\n", 1, "without repetitions"),
        ("locales: [../etc]\n", 1, "no locale"),
        ("segmentation: words\n", 1, "`sentence` or `paragraph`"),
        ("approve_in_context: sometimes\n", 1, "`yes` or `no`"),
        ("approve_in_context: [yes]\n", 1, "`yes` or `no`"),
        ("engines: [a]\n", 1, "engine names"),
        ("jobs: cron\n", 1, "`server` or `celery`"),
        ("\njobs: celery\n", 2, "no `broker`"),
        ("broker: localhost\n", 1, "redis://"),
        ("engine:\n", 1, "a word"),
        ("- a\n", 1, "key: value"),
        ("locales: [en\nengine: auto\n", 2, "YAML"),
    ],
)
def test_wrong_setting_names_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        config.parse(text)
    assert caught.value.line == line
    assert said in str(caught.value)
