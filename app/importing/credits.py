"""Finds where an image's credit ends that is glued to a paragraph: "Crédits image : Apple Le nouveau robot …"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import cache

from app.importing.lines import words_of
from app.importing.phrases import phrases, table

BARE_LABEL = re.compile(r"(?:Photos?|Crédits?(?: photos?)?)(?: (?:[^\W\d_a-zß-öø-ÿ][\w.’'-]{1,30}|&|et|de)){1,5}")
CREDIT_LIMIT = 12  # words of a credit
CAPTION_LIMIT = 40  # words of a caption with its credit
NO_END_AFTER = ("/", ",", "-", "–", "—", "&", "+", "|", "(", "©", ":", "·")
NAME_LINKS = frozenset({"de", "du", "des", "d", "et", "par", "pour", "via", "avec", "of", "for", "by", "and", "von"})

# A word begins after white space, or where a line break was lost within one: "AppleLe".
WORD_START = re.compile(r"(?<!\S)\S|(?<=[a-zß-öø-ÿ])(?=(?:Le|La|Les|Un|Une|Des|Cette|Dans|Nous|Vous)\s|L[’'][^\W\d_])")

Known = Callable[[str], bool]  # whether a text is known, from elsewhere on the page, to begin a paragraph


@cache
def label_pattern() -> re.Pattern[str]:
    labels = sorted(table()["credit"]["label"], key=len, reverse=True)
    named = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in labels)
    return re.compile(rf"[(\[]?(?:(?:{named})\s?[:：]|©)\s*", re.IGNORECASE)


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(table()["credit"]["agency"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}(?!\w)" for name in names))


@cache
def unlabelled_pattern() -> re.Pattern[str]:
    """ "RAYMOND ROIG / AFP" and nothing after it: a name, a stroke and an agency."""
    name = r"[^\W\d_][\w.’'-]{0,30}(?: [^\W\d_][\w.’'-]{0,30}){0,4}"
    return re.compile(rf"(?=[^\W\d_a-z]){name}(?:\s?/\s?{name}){{0,2}}\s?/\s?(?:{_agency_pattern().pattern})\s*\Z")


def credit_end(text: str, known: Known, *, remark_ends: tuple[int, ...] = ()) -> int | None:
    """How many characters of `text` are an image's credit; None when it does not begin with one.

    `remark_ends`: where screen-reader remarks end in it. A remark follows a link, and the link is the credit's name.
    """
    if unlabelled_pattern().match(text) or BARE_LABEL.fullmatch(text.strip()) or _is_captioned(text):
        return len(text)
    label = label_pattern().match(text)
    if not label or label.end() == len(text):
        return None
    starts = [match.start() for match in WORD_START.finditer(text[label.end() : label.end() + 400])]
    places = [label.end() + start for start in starts[: CREDIT_LIMIT + 1]]
    for end in remark_ends:
        if places and label.end() < end and len(text[label.end() : end].split()) <= CREDIT_LIMIT + 8:
            return end
    if (found := next((place for place in places[1:] if known(text[place:])), None)) is not None:
        return found
    if _is_whole(text, len(starts)):
        return len(text)
    return _by_agency(text, label.end()) or _by_sentence_start(text, places) or _by_names(text, places)


def _is_captioned(text: str) -> bool:
    """ "La salle des outils. | Crédit photo : Erwan Quéméneur": a caption and its credit, one line of few words."""
    stroke = re.search(r"\s[|]\s+(?=©|cr[ée]dits?\b|photos?\b)", text[:300], re.IGNORECASE)
    return bool(stroke and label_pattern().match(text[stroke.end() :])) and len(text.split()) <= CAPTION_LIMIT


def _is_whole(text: str, length: int) -> bool:
    """A short line without a sentence is all credit."""
    closed = text.rstrip().endswith((".", "!", "?", "…"))
    starts_paragraph = _by_sentence_start(text, [match.start() for match in re.finditer(r"\S+", text)][3:])
    return length <= CREDIT_LIMIT and (not closed or length <= 4) and not (starts_paragraph and length > 8)


def _by_agency(text: str, start: int) -> int | None:
    """The last agency of a row: "Jean Petit / Hans Lucas / AFP"."""
    end = None
    for match in _agency_pattern().finditer(text, start, start + 160):
        if end is not None and text[end : match.start()].strip(" /,-–—&+|()·via"):
            break
        if end is None and len(text[start : match.start()].split()) > 8:
            break
        end = match.end()
    if end is None:
        return None
    closing = re.compile(r"\s?[)\].]").match(text, end)
    end = closing.end() if closing else end
    rest = text[end:].lstrip()
    return end if rest[:1].isupper() or rest[:1] in '«“"' or rest[:1].isdigit() else None


def _by_sentence_start(text: str, places: list[int]) -> int | None:
    """The first word after the name that begins sentences ("Le", "Nous", "Dans", "«"), or follows a full stop."""
    for before, place in itertools.pairwise(places):
        previous, word = text[before:place].rstrip(), text[place : place + 40].split(maxsplit=1)[0]
        if previous.endswith(NO_END_AFTER) or not NAME_LINKS.isdisjoint(words_of(previous)[-1:]):
            continue
        if re.search(r"[^\W\d_]{3}[.)\]]\Z", previous) and (word[0].isupper() or word[0] in "«“"):
            return place
        first = words_of(word)[:1]
        if word[0] in "«“" or (word[0].isupper() and first in phrases("paragraph start")):
            return place
    return None


def _by_names(text: str, places: list[int]) -> int:
    """Nothing tells the name from the paragraph: of a run of capitalised words the first two are taken for the name."""
    run = 0
    for place in places:
        if not (text[place].isupper() or text[place].isdigit() or text[place] in "@"):
            break
        run += 1
    if run == len(places) or len(places) < 2:
        return len(text)
    return places[1] if run <= 2 else places[2]
