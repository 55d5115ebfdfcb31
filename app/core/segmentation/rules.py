"""SRX rules, ours (`rules.srx`) and after them LanguageTool's, as one regular expression for each locale.

LanguageTool's come with choppa-srx, whose own engine is not used: it takes a second to get ready (it imports a schema
library, and compiles the no-break rules again for each break rule) and four times as long for each sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import regex

NAMESPACE = "{http://www.lisa.org/srx20}"

# LanguageTool's patterns that run over an open bracket, a row of digits or anything at all: super-linear.
# `rules.srx` has bounded ones for what they were meant to do.
UNBOUNDED_BEFORE = (r"\([^\)]*?", r"\[[^\]]*", r"\{[^\}]*", r"\p{Ll}.*", ".*", r"^\s*\p{Nd}+[\p{Nd}")
UNBOUNDED_AFTER = (r"\S*@",)

# What may end a sentence: a sign that is no opening one.
SIGN = r"(?:[^\w\s,;:'’\-–—(\[{/@#&+=<>«“‹„「『（【〔《〈€%·•]|['’_](?=\s)|[¹²³⁰-⁹\uFE0F\u20E3])"
# Each such sign with something after it, and more: found by the quicker engine, that most texts have none of.
CANDIDATE = re.compile(
    r"[^0-9A-Za-zÀ-ÖØ-öø-ɏΑ-Ρα-ώЀ-ҁא-תء-يぁ-ゖァ-ヺ一-鿿가-힣 \t\n\r\xa0\u202f"  # most letters, figures and blanks
    r",;:\-–—(\[{/@#&+=<>«“‹„「『（【〔《〈€%·•]"
    r"(?:(?<!['’])|(?=\s))(?!\s*\Z)"
)


class Rule(NamedTuple):
    """A rule of SRX 2.0: what stands before and after a place, and whether a sentence ends there."""

    ends: bool
    before: str
    after: str


@lru_cache(maxsize=16)
def ends_of_sentences(locale: str) -> regex.Pattern[str]:
    """What matches up to each place that a rule for `locale` fits; with its group `end` if a sentence ends there.

    A place is behind the last of some signs and all the white space after it. The alternatives are the rules in their
    order, so the first one that fits a place decides, as SRX says.
    """
    return pattern(rules(locale))


def pattern(every: Sequence[Rule]) -> regex.Pattern[str]:
    """The pattern of some rules, as `ends_of_sentences` describes it."""
    alternatives = "|".join(_alternatives(every))
    return regex.compile(rf"{SIGN}(?:\s++(?=\S)|(?=\S)(?!{SIGN}))(?:{alternatives or '(?!)'})", regex.VERSION1)


def rules(locale: str) -> tuple[Rule, ...]:
    """All rules for a locale in their order, without the unbounded ones; those for all locales if it has no own."""
    own, shipped = files(__package__) / "rules.srx", _choppa() / "data" / "srx" / "languagetool_segment.srx"
    bounded = (rule for rule in _read(shipped.read_bytes(), locale) if not _is_unbounded(rule))
    return (*_read(own.read_bytes(), locale), *bounded)


def _read(srx: bytes, locale: str) -> Iterator[Rule]:
    root = ElementTree.fromstring(srx)  # noqa: S314 (a file of ours or of a package of ours)
    named = {element.get("languagerulename"): element for element in root.iter(f"{NAMESPACE}languagerule")}
    for element in root.iter(f"{NAMESPACE}languagemap"):
        if regex.fullmatch(element.get("languagepattern", ""), locale):
            for rule in named[element.get("languagerulename")]:
                before, after = (rule.findtext(f"{NAMESPACE}{side}break") or "" for side in ("before", "after"))
                yield Rule(rule.get("break") != "no", before, after)


def _alternatives(every: Sequence[Rule]) -> Iterator[str]:
    """One for those rules, of some side by side that say the same of a place, which have the same `after`."""
    for ends, alike in groupby(every, key=lambda rule: rule.ends):
        befores: dict[str, list[str]] = {}
        for rule in alike:
            # one character tells as much, and a run may be the whole text
            after = regex.sub(r"(?<!\\)\+$", "", rule.after)
            befores.setdefault(after, []).append(f"(?:{rule.before})")
        for after, several in befores.items():
            ahead = f"(?={after})" if after else ""
            behind = f"(?<={'|'.join(several)})" if "(?:)" not in several else ""
            around = ahead + behind if len(after) < 50 else behind + ahead  # the cheaper one first
            # Java's names for white space along the line and for Unicode classes, which are ours anyway.
            named = around.replace(r"\h", r"\p{H}").replace("(?U)", "")
            yield f"(?:{named}{'(?P<end>)' if ends else ''})"


def _is_unbounded(rule: Rule) -> bool:
    return rule.before.startswith(UNBOUNDED_BEFORE) or rule.after.startswith(UNBOUNDED_AFTER)


def _choppa() -> Path:
    """The folder of choppa-srx, found without importing it."""
    spec = find_spec("choppa")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent
