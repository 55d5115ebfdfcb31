"""What stands in plain text and is no language: placeholders of templates, hashtags, mentions, sites, file names."""

from __future__ import annotations

from collections.abc import Iterator

import regex

# No endings that French puts after a full stop to name women and men at once ("étudiant.es"), or glues by mistake.
ENDINGS = "fr|com|org|net|eu|io|ai|be|ch|uk|info|dev|app"
FILES = "pdf|docx?|xlsx?|pptx?|odt|txt|csv|json|xml|ya?ml|md|html?|css|js|py|png|jpe?g|gif|svg|webp|mp[34]|zip|epub"
LITERAL = regex.compile(
    rf"""
      \{{[\w.]{{1,40}}\}}                                # {{nom}}
    | \$\{{\w{{1,40}}\}} | \$[A-Za-z_]\w{{0,40}}         # $nom
    | %\(\w{{1,40}}\)[a-z] | %\d\$[a-z] | %[sd]\b        # %(nom)s
    | %[A-Za-z_]\w{{0,40}}%                              # %nom%
    | (?<![\w/&])[#@]\p{{L}}[\w-]*+                      # #motcle, @nom
    | (?<![\w.@-])(?:[\w-]{{2,63}}\.){{1,4}}(?:{ENDINGS})(?![\w-])(?:/[^\s<>«»()]*[\w/=])?
    | (?<![\w.])[\w-]{{1,60}}\.(?:{FILES})\b
    | (?<!\w)\w++(?<=\w_\w+)                             # nom_de_variable
    """,
    regex.VERBOSE,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where such things stand in a text, in order."""
    return (match.span() for match in LITERAL.finditer(text))
