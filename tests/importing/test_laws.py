"""Laws of importing, for any text: nothing lost or moved, reasons come back, Markdown reads as the text reads."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core import events
from app.core.inline.variables import VARIABLE
from app.errors import UsageError
from app.importing import KINDS, REASONS, ImportedBlock, Report, accounts_for, clean, to_markdown
from app.importing.report import squeeze

DATA = Path(__file__).parents[1] / "data" / "importing"
FRAGMENTS = sorted({line for path in DATA.glob("*.txt") for line in path.read_text(encoding="utf-8").split("\n")})
PIECES = [
    "", "   ", "Titre", "(ouvre dans une nouvelle fenêtre)", "Crédits image : Apple", "© ", "Crédits image :", "• ",
    "0", "1. Un", "2. Deux", "> cité", "- a", "Fini.Le reste suit ici.", "mot\u00adcoupé", "\ufeffDébut", "# pas",
    "Article connexe", "commentaires (2)", "12 mars 2025 10:22", "Répondre", "*gras* et _souligné_", "[note]: x", "***",
    "(ouvre dans une nouvelle fenêtre).(ouvre dans une nouvelle fenêtre)", "\u200b", "🤯",
    "https://a.example/B.Le", "---",
]  # fmt: skip
SIGNS = st.text(alphabet="#*_-+>[](){}!:|~`<&;=\\ ^aEx1.$%@/\t", max_size=24)
MARKUP = SIGNS | SIGNS.map("Titre ".__add__)
ANY_LINE = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(PIECES), MARKUP, st.text(max_size=60))
GLUE = st.sampled_from(["\n", "\n\n", "\r\n", " ", "", "\u2028"])
PAGES = st.lists(st.tuples(ANY_LINE, GLUE), max_size=40).map(lambda pairs: "".join(a + b for a, b in pairs))


@settings(max_examples=300, deadline=None)
@given(PAGES)
@example("\ufeff")
@example("Crédits image : (ouvre dans une nouvelle fenêtre)")
def test_every_character_is_in_one_block_in_order(text: str) -> None:
    report = clean(text)
    assert accounts_for(report, text)
    assert all(block.kind in KINDS and (block.reason is None or block.reason in REASONS) for block in report.blocks)


@settings(max_examples=100, deadline=None)
@given(PAGES, st.sampled_from(REASONS))
def test_keeping_a_reason_brings_its_blocks_back_and_changes_no_other(text: str, reason: str) -> None:
    plain, kept = clean(text), clean(text, keep={reason})
    assert accounts_for(kept, text)
    assert [block.raw for block in kept.blocks] == [block.raw for block in plain.blocks]
    assert [block.reason for block in kept.left_out] == [b.reason for b in plain.left_out if b.reason != reason]


def read_blocks(markdown: str) -> list[tuple[str, str]]:
    """(kind, text without white space) of each block, as a CommonMark reader sees them."""
    kinds = {"Heading": "heading", "Item": "list item", "BlockQuote": "quotation", "Paragraph": "paragraph"}
    found: list[tuple[str, str]] = []
    depth = 0
    for event in events.read(markdown):
        if event.phase == "start" and event.name != "List":
            found += [(kinds.get(event.name, event.name), "")] if not depth else []
            depth += 1
        depth -= event.phase == "end" and event.name != "List"
        if event.phase == "alone" and depth:
            found[-1] = (found[-1][0], found[-1][1] + squeeze(event.data or ""))
    return found


@settings(max_examples=200, deadline=None)
@given(PAGES)
@example(": définition\n\n: autre\n\n## Titre {#id}\n\nFin de la phrase courte.")
@example("• [ ] tâche\n• [x] faite\n> [!NOTE]\n> a\n*\n_\n<div\n<!-- x\n[^1]: note\n[a]: /b\n| a | b |\n~~~\n```\n")
@example(
    "Texte.\n---\ntitle: x\n---\n&amp; &copy; <b>gras</b> `code` ~~barré~~ [a](b) ![c](d) \\* https://a.example/_b_"
)
def test_markdown_has_the_blocks_that_were_kept_and_reads_as_their_text(text: str) -> None:
    report = clean(text, keep=REASONS)
    _, _, body = to_markdown(report, source_locale="fr").removeprefix("---\n").partition("\n---\n")
    kinds = {"image credit": "paragraph"}
    expected = [(kinds.get(b.kind, b.kind), squeeze(b.text)) for b in report.kept if b.kind != "title"]
    assert read_blocks(body) == expected


LINE = (SIGNS | st.text(max_size=40)).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["heading", "paragraph", "list item", "quotation", "image credit"]), LINE)))
@example([("heading", "{#}")])
@example([("heading", "Titre {#id}"), ("heading", "Titre #"), ("list item", "[ ] tâche"), ("quotation", "[!NOTE]")])
def test_markdown_reads_as_the_text_whatever_signs_stand_in_it(rows: list[tuple[str, str]]) -> None:
    rows = [(kind, shown) for kind, text in rows if (shown := "".join(c for c in text if c.isprintable()).strip())]
    # variables stay as they are, for the mailer that fills them in; a reader who knows none takes them for markup
    rows = [(kind, text) for kind, text in rows if not VARIABLE.search(text)]
    report = Report("", None, "", tuple(ImportedBlock(kind, text, raw=text) for kind, text in rows))
    _, _, body = to_markdown(report, source_locale="fr").removeprefix("---\n").partition("\n---\n")
    expected = [("paragraph" if kind == "image credit" else kind, squeeze(text)) for kind, text in rows]
    assert read_blocks(body) == expected


def test_unknown_reason_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"'comment'.*comments, cookies"):
        clean("Bonjour.", keep={"comment"})


def effort(text: str) -> float:
    """Processor time, the least of two runs: other work on the machine does not count."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        clean(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize(
    "unit", ["a b c, ", "Abc / Def. Ghi / ", "© A / AFP. ", "Lire aussi ", "« a. B » x. ", "Menu\nA b\n"]
)
def test_effort_grows_with_the_page_and_not_faster(unit: str) -> None:
    clean("Bonjour.")
    small, large = (effort((unit * size)[:size]) for size in (10_000, 40_000))
    assert large < 10 * max(small, 0.008)  # four times the text; quadratic effort would be 16 times
