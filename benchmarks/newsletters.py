"""Newsletters of any number, made of the sections of our own sample issues: front matter, lists, links, tables."""

from __future__ import annotations

import random
import re
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "source_issues"
DEFINITION = re.compile(r"^\[[^\]]+\]: .+$", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w/^-])[1-9]\d{1,3}(?![\w/-])")
PLACES = ("Val-Ombreuse", "Pontarlac", "Saint-Brévin", "Montjaloux", "Crèvecombe", "Les Essarts", "Aigrefeuille")
NAMES = ("Hélène Aubrac", "Bastien Orsini", "Nadia Perrault", "Yann Le Goff", "Inès Castel", "Paul Rivoire")
EDITED = 0.05  # of the words that stand between two others of a sentence


def newsletter(seed: int, *, sections: int = 3) -> str:
    """Markdown of about ten sentences a section: those of the samples in another order, numbers and names changed."""
    chance = random.Random(seed)
    chosen: list[str] = []
    definitions: dict[str, str] = {}
    for heading, body, notes in chance.sample(_sections(), sections):
        chosen.append(f"## {heading}\n\n{body}")
        definitions |= notes
    text = NUMBER.sub(lambda found: str(int(found[0]) + chance.randrange(9)), "\n\n".join(chosen))
    text = re.sub("|".join(PLACES), lambda _: chance.choice(PLACES), text)
    text = re.sub("|".join(NAMES), lambda _: chance.choice(NAMES), text)
    used = [line for label, line in definitions.items() if label in text]
    head = f'---\ntitle: "La Lettre des communs n° {seed}"\ndate: 2026-09-15\ntags: [communs, archives]\n---\n\n'
    return f"{head}# Le numéro {seed} de la lettre\n\n{text}\n\n" + "".join(f"{line}\n" for line in used)


def edited(text: str, *, seed: int) -> str:
    """The newsletter a little later: at least one of its longer lines, and 5 in 100 of them, says one word more."""
    chance = random.Random(seed)
    lines = text.split("\n")
    prose = [index for index, line in enumerate(lines) if re.match(r"[A-ZÀÉ«-].* (la|le|les|de) .{20}", line)]
    for index in chance.sample(prose, max(1, round(len(prose) * EDITED))):
        lines[index] = re.sub(r" (la|le|les|de) ", r" enfin \1 ", lines[index], count=1)
    return "\n".join(lines)


def _sections() -> list[tuple[str, str, dict[str, str]]]:
    """Heading, body and definitions by label of every section of the samples."""
    found = []
    for path in sorted(SAMPLES.glob("*.md")):
        own = f"[^{path.stem[5:7]}]"  # footnotes of two issues may meet in one newsletter
        text = path.read_text(encoding="utf-8").replace("[^1]", own)
        notes = {line.split(":")[0]: line for line in DEFINITION.findall(text)}
        for part in DEFINITION.sub("", text).split("\n## ")[1:]:
            heading, body = part.split("\n", 1)
            found.append((heading, body.strip(), notes))
    return found
