"""Parts a line where a picture or a line break was lost, and takes screen-reader remarks off it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.importing.credits import credit_end, label_pattern, unlabelled_pattern
from app.importing.lines import Line, Words, words_of
from app.importing.phrases import phrases, table
from app.importing.report import INVISIBLE, CleanUp, apply_clean_ups

GLUE = re.compile(r"(?:[.!?…](?:[  ]?[»”\")\]])?|[»”][.!?])(?=[^\W\d_a-zß-öø-ÿ]|[«“])")
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b\u200c\u2060\ufeff\u00ad]+")
CREDIT_TAIL = 120  # characters at the end of a line in which a credit without a label is sought
EVIDENCE = 4  # words that must agree


class Starts:
    """What the page itself shows about where paragraphs begin: its lines, a second copy among them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._starts = {line.words[:EVIDENCE] for line in lines if len(line.words) > 7}

    def known(self, text: str) -> bool:
        return words_of(text[:120])[:EVIDENCE] in self._starts


class Spaced:
    """Junctions of two sentences that stand on one line elsewhere on the page with a space between them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._seen = {
            key
            for line in lines
            for match in re.finditer(r"[.!?…]\s+(?=[^\W\d_a-z])", line.text)
            if (key := _junction(line.text, match.start() + 1, match.end()))
        }

    def known(self, text: str, place: int) -> bool:
        return _junction(text, place, place) in self._seen


def _junction(text: str, left: int, right: int) -> tuple[Words, Words]:
    return words_of(text[max(0, left - 60) : left])[-3:], words_of(text[right : right + 60])[:3]


@cache
def remark_pattern() -> re.Pattern[str]:
    remarks = sorted(table()["screen-reader remark"], key=len, reverse=True)
    return re.compile(r"[(\[（]\s?(?:" + "|".join(map(re.escape, remarks)) + r")\s?\.?[)\]）]", re.IGNORECASE)


def part(line: Line, starts: Starts, spaced: Spaced) -> list[Line]:
    """The paragraphs and credits of a line, in order; their raws joined are the line's raw, white space aside."""
    pieces: list[Line] = []
    for text, spaces in _paragraphs(line.raw, starts, spaced):
        gap = line.gap if not pieces else 0
        pieces += _with_credits(text, spaces, starts, gap)
    return pieces


def _paragraphs(raw: str, starts: Starts, spaced: Spaced) -> list[tuple[str, list[int]]]:
    """(text, places in it where a space was lost) of each paragraph."""
    cuts, spaces, begin = [], [], 0
    for match in GLUE.finditer(raw):
        place = match.end()
        if not _is_glue(raw, begin, match):
            continue
        if not starts.known(raw[place:]) and (spaced.known(raw, place) or _is_inside(raw, begin, place)):
            spaces.append(place)
            continue
        cuts.append(place)
        begin = place
    lost = re.compile(rf"(?<=[.!?…»])\s+(?={label_pattern().pattern})", re.IGNORECASE)
    cuts += [match.end() for match in lost.finditer(raw) if _is_strong_label(raw[match.end() :])]
    cuts += _unlabelled_credit(raw)
    edges = [0, *sorted(set(cuts)), len(raw)]
    return [
        (raw[left:right], [place - left for place in spaces if left < place < right])
        for left, right in itertools.pairwise(edges)
    ]


def _unlabelled_credit(raw: str) -> list[int]:
    """Where a caption ends that a name and an agency follow: "Le port, vendredi. Jean Petit / AFP"."""
    ends = [match.end() for match in re.finditer(r"[.!?…»]\s+", raw[-CREDIT_TAIL:])]
    places = [len(raw) - len(raw[-CREDIT_TAIL:]) + end for end in ends]
    return [place for place in places if unlabelled_pattern().match(raw[place:])][:1]


def _is_strong_label(text: str) -> bool:
    return text[:1] == "©" or words_of(text[:12])[:1] in (("crédits",), ("crédit",), ("photo",), ("credits",))


def _is_glue(raw: str, begin: int, match: re.Match[str]) -> bool:
    """Not "M.Dupont", "U.S.A", "Node.JS", an address, or a number of a list."""
    left, right = raw[max(begin, match.start() - 80) : match.start()], raw[match.end() : match.end() + 80]
    token_left, token_right = (left.split() or [""])[-1], (right.split() or [""])[0]
    token = token_left + match[0] + token_right
    if "://" in token or "@" in token or token.lower().startswith("www.") or len(words_of(left)) < 2:
        return False
    if not (raw[match.end()].isupper() or raw[match.end()] in "«“"):
        return False
    last, first = (words_of(token_left)[-1:] or ("",))[0], (words_of(token_right)[:1] or ("",))[0]
    is_ending = (first,) in phrases("file ending") and not _starts_sentence(token_right)
    if match[0] == "." and ((last,) in phrases("abbreviation") or is_ending):
        return False
    closed = len(match[0]) > 1 or match[0] in "!?…"
    whole = token_left[-1].islower() or len(last) > 3 or _starts_sentence(token_right)
    return closed or last.isdigit() or (len(last) > 1 and whole)


def _starts_sentence(word: str) -> bool:
    """ "De", "Me" and the like are words of French as well as endings of file names and hosts: lower case tells."""
    return word[:1].isupper() and word[1:].islower() and words_of(word)[:1] in phrases("paragraph start")


def _is_inside(raw: str, begin: int, place: int) -> bool:
    """Within a quotation or brackets no paragraph ends."""
    before = raw[begin:place]
    return before.count("«") > before.count("»") or before.count("(") > before.count(")")


def _with_credits(raw: str, spaces: Sequence[int], starts: Starts, gap: int) -> list[Line]:
    pieces: list[Line] = []
    while True:
        remarks = tuple(match.end() for match in remark_pattern().finditer(raw[:400]))
        end = credit_end(raw, starts.known, remark_ends=remarks)
        if not end:
            break
        pieces.append(cleaned(raw[:end], gap=gap, kind="image credit"))
        raw, gap, spaces = raw[end:], 0, [place - end for place in spaces]
        skipped = len(raw) - len(raw.lstrip())
        raw, spaces = raw[skipped:], [place - skipped for place in spaces]
    if raw.strip():
        pieces.append(cleaned(raw, spaces, gap=gap))
    return pieces


def cleaned(raw: str, spaces: Sequence[int] = (), *, gap: int = 0, kind: str = "paragraph") -> Line:
    """A line of `raw` with its clean-ups named and carried out; white space where something went is tidied."""
    clean_ups = [CleanUp("screen-reader remark", match[0], match.start()) for match in remark_pattern().finditer(raw)]
    clean_ups += [CleanUp(INVISIBLE, match[0], match.start()) for match in UNSEEN.finditer(raw)]
    clean_ups += [CleanUp("space put back", "", place) for place in spaces if 0 < place < len(raw)]
    clean_ups = _without_overlaps(clean_ups)
    return Line(raw, tidy(raw, clean_ups), gap, tuple(clean_ups), None, kind)


def _without_overlaps(clean_ups: list[CleanUp]) -> list[CleanUp]:
    kept: list[CleanUp] = []
    for clean_up in sorted(clean_ups, key=lambda one: one.start):
        if not kept or clean_up.start >= kept[-1].start + len(kept[-1].removed):
            kept.append(clean_up)
    return kept


def tidy(raw: str, clean_ups: Sequence[CleanUp]) -> str:
    text = apply_clean_ups(raw, clean_ups)
    text = re.sub(r"[ \t]{2,}", " ", text)
    return re.sub(r" (?=[.,…)\]])", "", text).strip() if clean_ups else text.strip()
