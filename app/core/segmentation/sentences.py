"""Where the sentences of a text end: LanguageTool's SRX rules, with our own (`rules.srx`) before them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from choppa import SrxDocument
    from choppa.structures import Rule

# LanguageTool's patterns that run over an open bracket, a row of digits or anything at all: super-linear.
# `rules.srx` has bounded ones for what they were meant to do.
UNBOUNDED_BEFORE = (r"\([^\)]*?", r"\[[^\]]*", r"\{[^\}]*", r"\p{Ll}.*", ".*", r"^\s*\p{Nd}+[\p{Nd}")
UNBOUNDED_AFTER = (r"\S*@",)


def split(text: str, *, locale: str = "fr") -> list[str]:
    """Sentences of `text`, each with the white space after it; joined they are `text` again.

    Time grows linearly with the text. A locale without rules of its own gets LanguageTool's default ones.
    """
    if not text:
        return []
    from choppa import SrxTextIterator  # here, because it takes a quarter of a second to import

    # The whole text in one buffer: the iterator's streaming mode raises when a sentence exceeds it.
    return list(SrxTextIterator(_rules(locale), locale, text))


@lru_cache(maxsize=16)
def _rules(locale: str) -> SrxDocument:
    """The rules for one locale, ours first, without the unbounded ones; patterns are compiled once."""
    from choppa import DEFAULT_SRX_RULESET, SrxDocument
    from choppa.structures import LanguageRule

    document = SrxDocument()
    for path in (files(__package__) / "rules.srx", DEFAULT_SRX_RULESET):
        for rules in SrxDocument(ruleset=str(path)).get_language_rule_list(locale):
            kept = [rule for rule in rules.rules if not _is_unbounded(rule)]
            document.add_language_map(".*", LanguageRule(rules.name, kept))
    return document


def _is_unbounded(rule: Rule) -> bool:
    return rule.before_pattern.startswith(UNBOUNDED_BEFORE) or rule.after_pattern.startswith(UNBOUNDED_AFTER)
