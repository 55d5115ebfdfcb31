"""Colour pairs of the style sheet, computed: text against every ground it stands on (WCAG 1.4.3, 4.5 to 1)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).parents[2] / "app/web/static/page.css").read_text(encoding="utf-8")
COLOURS = {
    name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", STYLE)
}
TEXTS = ["ink", "soft", "accent", "code", "empty", "draft", "stale", "needs_work", "approved", "error", "warning"]
PAIRS = [(text, ground) for text in TEXTS for ground in ("paper", "sheet", "raised")]
PAIRS += [("on-accent", "accent"), ("ink", "ins"), ("ink", "del"), ("ink", "wash"), ("accent", "wash")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(text, ground, scheme):
    bright, dim = sorted((luminance(COLOURS[name][scheme]) for name in (text, ground)), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(scheme):
    for ground in ("paper", "sheet", "raised"):
        bright, dim = sorted((luminance(COLOURS[name][scheme]) for name in ("edge", ground)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 3
