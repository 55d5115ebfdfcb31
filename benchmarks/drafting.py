"""Drafting with Apertium against the same programs driven by a bare script: segments a second, and their ratio.

Run as `python -m benchmarks.drafting`. The bare script writes NUL-ended texts from one thread and reads answers in
another; it keeps no codes and no names, checks nothing and recovers from nothing.
"""

from __future__ import annotations

import itertools
import shlex
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from app.engines import Request
from app.engines.apertium import Apertium
from benchmarks.row import Row

MODES = Path("/usr/share/apertium/modes")
ROUNDS = 9
PAIRS = (("es", ("fr-es",)), ("ca", ("fra-cat",)), ("en", ("fra-cat", "cat-eng")))
WHO = ("La rédaction", "Une équipe de Lyon", "Notre lectrice Camille", "Le nouveau service", "La mairie de Brest")
DID = (
    "publie cette semaine un guide sur",
    "a présenté mardi une étude qui concerne",
    "veut mieux faire connaître",
    "prépare pour l'automne un dossier sur",
    "revient en détail sur",
    "cherche des volontaires pour",
)
WHAT = (
    "les jardins partagés, ouverts à tous les habitants.",
    "la lecture à voix haute dans les écoles de Nantes.",
    "le prix du train, qui a augmenté de 7,5 % en un an.",
    "les outils libres utilisés par les associations.",
    "la mémoire des anciens ouvriers du port.",
    "l'énergie produite par les toits des maisons voisines.",
    "les oiseaux que Zoltek et Marvinia ont photographiés.",
    "le retour des petits commerces au centre de la ville.",
    "une application pour signaler les arbres malades.",
    "les archives sonores que personne n'avait écoutées.",
)


def sentences() -> list[str]:
    """300 French sentences, all different."""
    return [" ".join(parts) for parts in itertools.product(WHO, DID, WHAT)]


class Bare:
    """A mode's programs by the recipe that everybody uses: NUL flush, escaped input, nothing else."""

    def __init__(self, mode: str) -> None:
        text = (MODES / f"{mode}.mode").read_text(encoding="utf-8")
        self.line: list[subprocess.Popen[bytes]] = []
        for command in text.replace("$1", "-n").replace("$2", "").split("|"):
            program, *arguments = shlex.split(command)
            before = self.line[-1].stdout if self.line else subprocess.PIPE
            self.line.append(subprocess.Popen([program, "-z", *arguments], stdin=before, stdout=subprocess.PIPE))

    def write(self, texts: list[str]) -> None:
        stream = self.line[0].stdin
        assert stream
        for text in texts:
            stream.write(text.encode() + b".[][\n]\0")
        stream.flush()

    def read(self, count: int) -> list[str]:
        stream = self.line[-1].stdout
        assert stream
        data = b""
        while data.count(b"\0") < count:
            data += stream.read1(1 << 16)
        return [piece.decode().removesuffix(".[][\n]") for piece in data.split(b"\0")[:count]]

    def translate(self, texts: list[str]) -> list[str]:
        writer = threading.Thread(target=self.write, args=(texts,))
        writer.start()
        answers = self.read(len(texts))
        writer.join()
        return answers

    def close(self) -> None:
        assert self.line[0].stdin
        self.line[0].stdin.close()
        for process in self.line:
            process.wait()


def through(pipes: list[Bare], texts: list[str]) -> list[str]:
    """Texts through all pipes, the second one fed while the first still works."""
    first, *rest = pipes
    if not rest:
        return first.translate(texts)
    feeder = threading.Thread(target=first.write, args=(texts,))
    feeder.start()
    answers: list[str] = []
    reader = threading.Thread(target=lambda: answers.extend(rest[0].read(len(texts))))
    reader.start()
    stream = first.line[-1].stdout
    assert stream
    target = rest[0].line[0].stdin
    assert target
    count = 0
    while count < len(texts):
        piece = stream.read1(1 << 16)
        count += piece.count(b"\0")
        target.write(piece)
        target.flush()
    feeder.join()
    reader.join()
    return [answer.removesuffix(".[][\n]") for answer in answers]


def compare(locale: str, modes: tuple[str, ...], *, rounds: int) -> tuple[float, float, float, float]:
    """Segments a second, bare and ours, their ratio, and the share of equal answers.

    Medians of rounds taken in turn; the ratio is the median of each round's own, since a machine's load changes.
    """
    texts = sentences()
    requests = [Request(str(index), (text,)) for index, text in enumerate(texts)]
    engine = Apertium({})
    pipes = [Bare(mode) for mode in modes]
    bare, ours = [], []
    raw: list[str] = []
    drafts: list[object] = []
    for turn in range(rounds + 1):
        start = time.perf_counter()
        raw = through(pipes, texts)
        middle = time.perf_counter()
        drafts = [result.parts for result in engine.translate(requests, source="fr", target=locale)]
        end = time.perf_counter()
        if turn:  # the first round warms both
            bare.append(len(texts) / (middle - start))
            ours.append(len(texts) / (end - middle))
    engine.close()
    for pipe in pipes:
        pipe.close()
    equal = sum((text,) == draft for text, draft in zip(raw, drafts, strict=True)) / len(texts)
    ratio = statistics.median(mine / theirs for mine, theirs in zip(ours, bare, strict=True))
    return statistics.median(bare), statistics.median(ours), ratio, equal


def measure(*, quick: bool = False) -> Iterator[Row]:
    """One line a route: Passeur's segments a second, beside the bare script's in the same minutes."""
    for locale, modes in PAIRS:
        route = ",".join(modes)
        if not all((MODES / f"{mode}.mode").exists() for mode in modes):
            yield Row(f"drafting by {route}", "not installed", "", "")
            continue
        bare, ours, ratio, equal = compare(locale, modes, rounds=3 if quick else ROUNDS)
        peer = f"bare pipe {bare:.0f}/s, ratio {ratio:.2f}, {equal:.0%} of drafts equal"
        yield Row(f"drafting by {route}", f"{ours:.0f}/s", "ratio 0.90", peer)


if __name__ == "__main__":
    for row in measure():
        sys.stdout.write(f"{row.what:40} {row.here:>12} {row.goal:>12}  {row.peer}\n")
