"""Apertium's drafts against references, as the engine gives them and in the forms of their locale.

`python -m benchmarks quality` measures our own sentences; PASSEUR_QUALITY_SET names a JSON file with more of them:
{"segments": [{"fr": ..., "es": ..., "en": ...}]}, or that list alone. chrF, chrF++ and TER are sacreBLEU's, over the
whole set, with one apostrophe for both sides; a figure is right when it reads in the draft's locale as what the source
says, a quotation mark when it is one of the locale and has no space inside.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from app.core import inline, numbers
from app.core.localize import localized
from app.core.localize.quotes import style_of
from app.engines import Request
from app.engines.apertium import Apertium
from benchmarks.row import Row

OWN = Path(__file__).parent.parent / "tests/data/localize/sentences.json"
FURTHER = "PASSEUR_QUALITY_SET"
REACHED = {"es": "66.3", "en": "51.2"}  # chrF of the engine alone on the first such set
MARK = re.compile(r"[«“„](\s?)|(\s?)[»”]")


class Figures(NamedTuple):
    """What is told of a set of drafts."""

    likeness: float
    words: float
    edits: float
    numbers: tuple[int, int]  # right, all
    quotes: tuple[int, int]

    def __str__(self) -> str:
        right = f"numbers {self.numbers[0]}/{self.numbers[1]}, quotes {self.quotes[0]}/{self.quotes[1]}"
        return f"chrF++ {self.words:.1f}, TER {self.edits:.1f}, {right}"


def measure(*, quick: bool = False) -> Iterator[Row]:
    del quick  # a set is small as it is
    yield from _rows("own sentences", OWN)
    further = os.environ.get(FURTHER, "")
    if Path(further).is_file():
        yield from _rows("further set", Path(further), goals=REACHED)
    else:
        yield Row("quality, further set", "not measured", "", f"{FURTHER} names no file")


def _rows(name: str, path: Path, goals: dict[str, str] | None = None) -> Iterator[Row]:
    found = json.loads(path.read_text(encoding="utf-8"))
    segments = found if isinstance(found, list) else found["segments"]
    engine = Apertium({})
    for locale in ("es", "ca", "en"):
        references = [segment[locale] for segment in segments if locale in segment]
        if engine.route("fr", locale) is None or not references:
            yield Row(f"quality fr-{locale}, {name}", "not measured", "", "no references, or Apertium lacks the pair")
            continue
        sources = [segment["fr"] for segment in segments if locale in segment]
        drafts = _drafts(engine, sources, locale)
        pairs = zip(sources, drafts, strict=True)
        better = [localized(source, draft, source_locale="fr", locale=locale)[0] for source, draft in pairs]
        before, after = (_figures(sources, texts, references, locale) for texts in (drafts, better))
        peer = f"{after}; before {before.likeness:.1f}, {before}"
        yield Row(f"quality fr-{locale}, {name}", f"chrF {after.likeness:.1f}", (goals or {}).get(locale, ""), peer)
    engine.close()


def _drafts(engine: Apertium, sources: list[str], locale: str) -> list[str]:
    requests = [Request(str(index), inline.to_parts(source)) for index, source in enumerate(sources)]
    results = engine.translate(requests, source="fr", target=locale)
    return [inline.from_parts(result.parts or ()) for result in results]


def _figures(sources: list[str], drafts: list[str], references: list[str], locale: str) -> Figures:
    said, wanted = ([text.replace("’", "'") for text in texts] for texts in (drafts, references))
    metrics = (CHRF(), CHRF(word_order=2), TER())
    likeness, words, edits = (metric.corpus_score(said, [wanted]).score for metric in metrics)
    right = [_numbers_right(source, draft, locale) for source, draft in zip(sources, drafts, strict=True)]
    quotes = [_is_right(match, locale) for draft in drafts for match in MARK.finditer(draft)]
    return Figures(
        likeness,
        words,
        edits,
        (sum(one for one, _ in right), sum(total for _, total in right)),
        (sum(quotes), len(quotes)),
    )


def _numbers_right(source: str, draft: str, locale: str) -> tuple[int, int]:
    """How many of the source's numbers in digits the draft tells, and how many there are."""
    told = numbers.items(source, "fr", codes=inline.parse(source))
    found = numbers.items(draft, locale, codes=inline.parse(draft))
    firm = [item for item in told if item.firm]
    return sum(any(numbers.agree(item, other) for other in found) for item in firm), len(firm)


def _is_right(match: re.Match[str], locale: str) -> bool:
    return match[0].strip() in style_of(locale) and not (match[1] or match[2])
