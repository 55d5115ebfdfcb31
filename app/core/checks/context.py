"""What every check of one unit needs, read once."""

from __future__ import annotations

from dataclasses import dataclass

from app.core import inline
from app.core.glossary import Glossary
from app.core.locales import language
from app.core.model import InlineCode, Unit

READ_AS_WORDS = frozenset({"code", "url", "variable"})


@dataclass(frozen=True, slots=True)
class Context:
    """`locale` and `source_locale` as the workspace writes them (`pt_BR` or `pt-BR`); codes of both texts, in order."""

    locale: str
    source_locale: str
    labels: frozenset[str]
    source_codes: tuple[InlineCode, ...]
    target_codes: tuple[InlineCode, ...]
    glossary: Glossary

    @property
    def language(self) -> str:
        return language(self.locale)

    @property
    def source_language(self) -> str:
        return language(self.source_locale)


def read(unit: Unit, *, locale: str, source_locale: str, labels: frozenset[str], glossary: Glossary) -> Context:
    return Context(
        locale=locale,
        source_locale=source_locale,
        labels=labels,
        source_codes=inline.parse(unit.source, labels=labels),
        target_codes=inline.parse(unit.target, labels=labels),
        glossary=glossary,
    )


def without_codes(text: str, codes: tuple[InlineCode, ...], *, markup: str = " ", words: str = " ") -> str:
    """The text with every code overwritten, of the same length; words in bold or in a link stay.

    `markup` overwrites what a reader does not see, `words` what reads as a word: code, addresses, variables.
    """
    pieces, last = [], 0
    for code in codes:
        if code.kind != "escape":
            fill = words if code.kind in READ_AS_WORDS else markup
            pieces += [text[last : code.start], fill * (code.end - code.start)]
            last = code.end
    return "".join([*pieces, text[last:]])
