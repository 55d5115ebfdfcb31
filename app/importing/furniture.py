"""Lines that belong to the page and not to its text: sign-up, sharing, cookies, menus, advertising, bylines."""

from __future__ import annotations

import re

from app.importing.credits import label_pattern
from app.importing.dates import CLOCK, find_date, is_date_word, is_stamp
from app.importing.lines import Line, Words, words_of
from app.importing.phrases import holds_phrase, is_phrase, phrases, starts_with_phrase

CALL_LIMIT = 26  # words; a longer line that speaks of the newsletter is the newsletter speaking
NAME_PARTICLES = frozenset({"de", "du", "des", "le", "la", "von", "van", "et", "and", "&", "avec", "ben", "el"})
LEGAL = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:copyright\s{0,3})?(?:19|20)\d\d", re.IGNORECASE)
SITE_RIGHTS = re.compile(r".{2,60}\s©\s?(?:(?:19|20)\d\d\s?[-–]\s?)?(?:19|20)\d\d\.?")
ONLINE = re.compile(
    r"(?:voir|lire|afficher|ouvrir|consulter|visualiser|view|read)\s(?:ce|cet|cette|la|le|l['’]|this)\s?"
    r"(?:message|e-?mail|mail|courriel|lettre|newsletter|infolettre)\b.{0,20}\b(?:navigateur|en ligne|online|browser)",
    re.IGNORECASE,
)
RULE = re.compile(r"[-*_=~•·∙—–.#+|/\\\s]+")
SEPARATED = re.compile(r"\s[|>›»·•/→–-]\s|\|")


def reason_of(line: Line) -> str | None:
    """The reason to leave a line out that shows in the line alone, whatever stands around it."""
    words = line.words
    if not words:
        return "separator" if RULE.fullmatch(line.text[:200]) else None
    for reason, holds in (
        ("cookies", _is_consent),
        ("sign-up", _is_sign_up),
        ("sharing", _is_sharing),
        ("advertising", lambda line: _is_listed(line.words, "advertising")),
        ("reading time", _is_reading_time),
        ("publication line", _is_publication),
        ("navigation", _is_navigation),
    ):
        if holds(line):
            return reason
    return None


def _claims_rights(line: Line) -> bool:
    """The site's rights; those of a picture belong to its credit."""
    claims = len(line.words) < 30 and holds_phrase(line.words, "navigation", "contains")
    return claims and (line.text[:1] == "©" or not label_pattern().match(line.text))


def _is_labelled_place(line: Line) -> bool:
    """ "Catégories : Cuisine", "Vous êtes ici : Accueil / Actualités"."""
    head, colon, rest = line.text.partition(":")
    short = len(line.words) < 20 and not line.ends_a_sentence
    return bool(colon and rest) and short and words_of(head) in phrases("navigation", "label")


def _is_arrow(line: Line) -> bool:
    """ "← Billet précédent"; an arrow at the end may be any link's, as in "Je m'inscris →"."""
    return line.text[0] in "←⟵" and len(line.words) < 20 and not line.ends_a_sentence


def _is_listed(words: Words, section: str) -> bool:
    return is_phrase(words, section, "whole") or (len(words) < 30 and starts_with_phrase(words, section, "start"))


def _is_consent(line: Line) -> bool:
    words = line.words
    if is_phrase(words, "cookies", "whole") or starts_with_phrase(words, "cookies", "start"):
        return True
    speaks_of_them = any(word in words for (word,) in phrases("cookies", "word"))
    told_why = holds_phrase(words, "cookies", "purpose")  # an article on cookies may begin "Nous utilisons"
    return speaks_of_them and told_why and starts_with_phrase(words, "cookies", "subject")


def _is_sign_up(line: Line) -> bool:
    words = line.words
    if _is_listed(words, "sign-up") or _is_listed(tuple(word for word in words if not word.isdigit()), "sign-up"):
        return True
    called = len(words) <= CALL_LIMIT and holds_phrase(words, "sign-up", "call")
    return called and not find_date(line.text) and _asks(words)


def _asks(words: Words) -> bool:
    """The call comes before its object: "inscrivez-vous à la lettre", not "la lettre dit comment s'inscrire"."""
    first_call = next(at for at in range(len(words)) if starts_with_phrase(words[at:], "sign-up", "call"))
    return holds_phrase(words[first_call:], "sign-up", "object")


def _is_reading_time(line: Line) -> bool:
    unnumbered = tuple(word for word in line.words if not word.isdigit())
    return len(line.words) < 8 and len(unnumbered) < len(line.words) and _is_listed(unnumbered, "reading time")


def _is_sharing(line: Line) -> bool:
    words = line.words
    if _is_listed(words, "sharing"):
        return True
    known = phrases("sharing", "network")
    if len(words) < 30 and starts_with_phrase(words, "sharing", "call") and any((word,) in known for word in words[1:]):
        return True
    return 2 <= len(words) <= 24 and all((word,) in known or word in ("sur", "partager", "via", "et") for word in words)


def _is_publication(line: Line) -> bool:
    words = line.words
    if not starts_with_phrase(words, "publication", "start") or len(words) > 24 or line.text.endswith((",", ";", ":")):
        return False
    dated = find_date(line.text) is not None or bool(CLOCK.search(line.text))
    return dated and _is_only_dates(words)


def _is_only_dates(words: Words) -> bool:
    """Nothing is said but when, and by whom: the words after "par" may be any name, up to five."""
    rest = [word for word in words if not is_date_word(word) and (word,) not in phrases("publication", "filler")]
    return len(rest) <= (5 if any(starts_with_phrase((word,), "publication", "author") for word in words) else 0)


def is_byline(line: Line) -> bool:
    """Near the title only: "14 novembre 2025 · 4 min de lecture", "Par Idriss Malherbe"."""
    words = line.words
    if is_stamp(line.text) or (find_date(line.text) and len(words) < 24 and _is_only_dates(words)):
        return True
    author, comma, when = line.text.rpartition(",")
    if comma and is_stamp(when) and find_date(when) and len(words) < 16:
        return is_name(Line(author, author)) or any((word,) in phrases("publication", "role") for word in words)
    named = starts_with_phrase(words, "publication", "author") and len(words) <= 8 and not line.ends_a_sentence
    return named and all(part[0].isupper() or len(part) < 4 for part in line.text.split()[1:])


def is_name(line: Line) -> bool:
    """ "Antoine Le Bihan", "Élise Vauquelin et Karim Bensaïd": by its look only."""
    parts = line.text.replace(",", " ").split()
    if not 2 <= len(parts) <= 8 or line.ends_a_sentence or any(character.isdigit() for character in line.text):
        return False
    capitals = sum(part[0].isupper() for part in parts)
    return capitals > 1 and all(part[0].isupper() or part in NAME_PARTICLES for part in parts)


def _is_navigation(line: Line) -> bool:
    words = line.words
    if _is_listed(words, "navigation") or _claims_rights(line):
        return True
    if len(words) < 25 and (LEGAL.match(line.text) or SITE_RIGHTS.fullmatch(line.text)):
        return True
    if _is_labelled_place(line) or _is_arrow(line) or (len(words) < 16 and ONLINE.match(line.text)):
        return True
    parts = SEPARATED.split(line.text)
    short = all(len(part.split()) <= 4 for part in parts)
    return (
        short
        and not line.ends_a_sentence
        and (len(parts) > 3 or (len(parts) == 3 and not ("»" in line.text and "«" in line.text)))
    )
