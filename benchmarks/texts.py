"""French issues of any size, made of fragments written for this."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

SUBJECTS = (
    "La médiathèque",
    "Une équipe de Lyon",
    "L’association",
    "Le conseil municipal",
    "Notre atelier",
    "La revue",
)
VERBS = ("ouvre", "présente", "finance", "prépare", "raconte", "met en ligne", "publie", "défend")
OBJECTS = (
    "un catalogue de {n} livres libres",
    "la carte de {n} potagers partagés",
    "un budget de {n} 500 euros",
    "une exposition sur les **langues régionales**",
    "le [compte rendu](https://exemple.fr/{n}) de son enquête",
    "un guide de {n} pages pour les bénévoles",
)
ENDS = (
    "dès samedi",
    "avec l’aide de ses voisins",
    "pour la troisième année",
    "sans attendre l’hiver",
    "à Nantes",
    "en mars",
)


def sentence(random_: random.Random) -> str:
    """One French sentence of 8 to 15 words; numbers make most of them differ."""
    what = random_.choice(OBJECTS).format(n=random_.randint(2, 999))
    return f"{random_.choice(SUBJECTS)} {random_.choice(VERBS)} {what} {random_.choice(ENDS)}."


def issue(*, segments: int, seed: int) -> str:
    """Markdown with front matter that splits into `segments` segments."""
    random_ = random.Random(seed)
    lines = ["---", f"title: Numéro {seed} de la lettre", "date: 2026-11-01", "---", ""]
    left = segments - 1
    while left > 0:
        lines += [f"## La rubrique {left} du numéro {seed}", ""]
        left -= 1
        take = min(left, 4)
        if take:
            lines += [" ".join(sentence(random_) for _ in range(take)), ""]
        left -= take
    return "\n".join(lines)


def long_sentence(random_: random.Random) -> str:
    """One French sentence of some 25 words."""
    first, second = sentence(random_), sentence(random_)
    return f"{first[:-1]}, tandis que {second[0].lower()}{second[1:]}"


def paragraphs(sentences: Sequence[str]) -> str:
    """Markdown of them, four in a paragraph."""
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def edited(sentences: Sequence[str], *, share: float, only_words: bool = False) -> list[str]:
    """Sentences of which that share was edited: a word changed, or as often rewritten, put in before or taken out."""
    random_ = random.Random(1)
    found: list[str] = []
    for one in sentences:
        words = one.split(" ")
        words[random_.randrange(2, len(words) - 1)] = "autrement"
        changes = ([" ".join(words)], [long_sentence(random_)], [long_sentence(random_), one], [])
        edit = random_.choice(changes[: 1 if only_words else 4])
        found += edit if random_.random() < share else [one]
    return found


def workspace(root: Path, *, issues: int, segments: int, locales: tuple[str, ...] = ("en", "de", "es", "ja")) -> None:
    """A workspace with that many issues, not updated yet."""
    (root / "source_issues").mkdir(parents=True)
    (root / "passeur.yaml").write_text(f"locales: [{', '.join(locales)}]\n", encoding="utf-8")
    for number in range(issues):
        text = issue(segments=segments, seed=number)
        (root / "source_issues" / f"numero-{number:05}.md").write_text(text, encoding="utf-8")
