"""A page to judge answers by without knowing whose they are: one file, which asks no server for anything."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from app.workflow.comparing.trial import Comparison, Trial

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Choice:
    """An answer, under a letter; engines that say the same share it."""

    letter: str
    target: str
    engines: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One segment with its answers in an order of its own."""

    number: int
    source: str
    note: str
    approved: str
    choices: tuple[Choice, ...]
    silent: tuple[str, ...]  # engines without an answer


def page(found: Comparison) -> bytes:
    """The page as HTML, in UTF-8. The same comparison gives the same page."""
    folder = files(__package__)
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    environment = Environment(
        loader=PackageLoader(__package__, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    text = environment.get_template("page.html").render(
        found=found,
        questions=[_question(trial, number=at + 1) for at, trial in enumerate(found.trials)],
        engines=[score.engine for score in found.scores],
        language=found.locale.replace("_", "-"),
        source_language=found.source_locale.replace("_", "-"),
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
    )
    return text.encode("utf-8", "replace")


def _question(trial: Trial, *, number: int) -> Question:
    by_target: dict[str, list[str]] = {}
    for answer in trial.answers:
        if answer.target:
            by_target.setdefault(answer.target, []).append(answer.engine)
    targets = _shuffled(sorted(by_target), seed=trial.segment)
    choices = tuple(
        Choice(letter, target, tuple(by_target[target])) for letter, target in zip(LETTERS, targets, strict=False)
    )
    silent = tuple(answer.engine for answer in trial.answers if not answer.target)
    return Question(number, trial.source, trial.note, trial.approved, choices, silent)


def _shuffled(targets: Sequence[str], *, seed: str) -> list[str]:
    """In an order that depends on the segment alone, so that no place on the page tells of an engine."""
    return random.Random(seed).sample(targets, len(targets))  # noqa: S311 - hides no secret


def _digest(text: str) -> str:
    """As a policy of contents names a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
