"""How much two sources are alike: by letters and by words, so that no shared template decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, LCSseq

from app.core.merge import addresses
from app.core.model import Key

LIMIT = 5_000  # characters compared: Levenshtein distances are quadratic (10 s on 300,000)
STRETCH = 1_000  # words of a text in which a stretch is looked for: partial ratios are slower still
FIRST_SIGN = 0x10000  # above the surrogates
SIGNS = 0x100000
LETTERS = 66  # of 100; few sentences of other words reach it
TYPED = 84  # letters alike from which on one is the other with a slip of the pen, even if no word is the same
SLIP = 40  # what such a slip costs at most: in a text of one word it is all words
FRAME = 0.3  # share of the words that matter; sentences about other things in the same frame have less
NEWS = 0.65  # the same where numbers or dates differ too: another item of the same list
SAMPLE = 1_000  # sources whose words are counted: enough to tell a rare word from a frequent one
RARE = 16  # sources of a side that share a word; a word of more tells nothing
NEAR = 8  # sources that are worth comparing with one
_WORD = re.compile(r"\w+")

Run = tuple[int, ...]  # positions in a row


@dataclass(frozen=True, eq=False)
class Wording:
    """A source as it is compared: without addresses, case and length beyond the limit."""

    text: str
    words: str  # one character a word: sequences of words then compare as fast as text
    figures: frozenset[str]  # numbers, names of months and days
    others: Mapping[str, None]  # its other words, each once, in order
    vocabulary: Vocabulary

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each of the other words tells."""
        return {word: 1 / (self.vocabulary.spread[word] or 1) for word in self.others}

    @cached_property
    def weight(self) -> float:
        return sum(self.weights.values())


class Vocabulary:
    """The words of both sides: a character for each, and how much it tells about a sentence."""

    def __init__(self, sources: Iterable[str], names: frozenset[str]) -> None:
        self._sources = list(dict.fromkeys(sources))
        self._signs: dict[str, str] = {}
        self._names = names

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many sources each word stands, of those counted: one in so many that they are not more than SAMPLE."""
        counted = self._sources[:: -(-len(self._sources) // SAMPLE) or 1]
        words = map(_WORD.findall, map(str.casefold, counted))
        return Counter(chain.from_iterable(map(set, words)))

    def wording(self, source: str) -> Wording:
        text = addresses.masked(source[:LIMIT]).casefold()
        words = _WORD.findall(text)
        figures = frozenset(word for word in words if word[0].isdigit() or word in self._names)
        others = dict.fromkeys(word for word in words if word not in figures)
        return Wording(text, "".join(map(self._sign, words)), figures, others, self)

    def _sign(self, word: str) -> str:
        return self._signs.setdefault(word, chr(FIRST_SIGN + len(self._signs) % SIGNS))


class Wordings(dict[int, Wording]):
    """The wordings of one side, of one position or of several in a row, made when asked for."""

    def __init__(self, keys: Sequence[Key], vocabulary: Vocabulary) -> None:
        super().__init__()
        self._keys, self._vocabulary = keys, vocabulary

    def __missing__(self, place: int) -> Wording:
        self[place] = made = self._vocabulary.wording(self._keys[place][1])
        return made

    def words(self, places: Iterable[int]) -> str:
        return "".join([self[place].words for place in places])

    def together(self, places: Sequence[int]) -> Wording:
        parts = [self[place] for place in places]
        return Wording(
            text=" ".join(part.text for part in parts)[:LIMIT],
            words=self.words(places),
            figures=frozenset().union(*(part.figures for part in parts)),
            others={word: None for part in parts for word in part.others},
            vocabulary=self._vocabulary,
        )


class Index:
    """Some positions of one side by their rare words: time stays linear, however many there are."""

    def __init__(self, places: Iterable[int], wordings: Wordings) -> None:
        self._places: dict[str, list[int]] = {}
        self._found: dict[Wording, list[int]] = {}
        for place in places:
            for word in set(wordings[place].words):
                self._places.setdefault(word, []).append(place)

    def near(self, wording: Wording) -> list[int]:
        """Positions that share rare words with a source, those that share the most first."""
        if wording not in self._found:
            shared: Counter[int] = Counter()
            for word in dict.fromkeys(wording.words):
                if len(places := self._places.get(word, ())) <= RARE:
                    shared.update(places)
            self._found[wording] = [place for place, _ in shared.most_common(NEAR)]
        return self._found[wording]


def likeness(old: Wording, new: Wording, *, floor: float = 0) -> float:
    """0 to 100, the mean of words in the same order and of letters; 0 when below `floor` or about other things."""
    words = 100 * Indel.normalized_similarity(old.words, new.words)
    letters = fuzz.ratio(old.text, new.text, score_cutoff=max(0.0, min(2 * floor - words, floor + SLIP)))
    score: float = max((letters + words) / 2, letters - SLIP)
    return score if letters and score >= floor and (letters >= TYPED or _about_the_same(old, new)) else 0


def at_most(one: int, other: int, *, shared: int | None = None) -> float:
    """What texts of so many signs, or words, can add to a likeness, if they share no more than that."""
    most = min(one, other) if shared is None else min(one, other, shared)
    return 100 * most / (one + other or 1)


def _about_the_same(old: Wording, new: Wording) -> bool:
    shared = sum([weight for word, weight in old.weights.items() if word in new.others])
    others = old.figures - new.figures and new.figures - old.figures
    return 2 * shared >= (NEWS if others else FRAME) * (old.weight + new.weight)


def most_alike_in_words(whole: Wording, words: Mapping[Run, str], *, floor: float, limit: int) -> list[Run]:
    """The `limit` runs most alike in words, of those that can reach a likeness of `floor`."""
    least = max(2 * floor - 100, 0) / 100  # letters add no more than half
    found = process.extract(whole.words, words, scorer=Indel.normalized_similarity, score_cutoff=least, limit=limit)
    return [run for _, _, run in found]


def common(part: Wording, whole: Wording) -> int:
    """How many words of `part` stand in `whole`, in the same order."""
    return LCSseq.similarity(part.words, whole.words)


def holds(whole: Wording, part: Wording, *, floor: float) -> float:
    """How much a stretch of `whole` has the words of `part`: 0 to 100, 0 when below `floor` or of no words."""
    if not part.words or len(part.words) > len(whole.words):
        return 0
    if len(whole.words) > STRETCH:
        return 100.0 * (part.words in whole.words)
    return fuzz.partial_ratio(part.words, whole.words, score_cutoff=floor)


def may_be_alike(old: Wording, news: Mapping[int, Wording], *, floor: float) -> set[int]:
    """Which of `news` can reach a likeness of `floor`.

    Likeness is the mean of two, so those that share few words must have letters alike; one call for each bound.
    """
    few = (floor - LETTERS / 2) / 50  # the part of words from which on letters need not be looked at
    words = {j: new.words for j, new in news.items()}
    found = set()
    for text, common, j in process.extract(old.words, words, scorer=LCSseq.similarity, score_cutoff=1, limit=None):
        if 2 * common >= few * (len(old.words) + len(text)):
            found.add(j)
    texts = {j: new.text for j, new in news.items() if j not in found}
    letters = process.extract(old.text, texts, scorer=fuzz.ratio, score_cutoff=LETTERS, limit=None)
    return found | {j for _, _, j in letters}
