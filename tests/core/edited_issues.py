"""Issues edited at random as people edit them, with what each new sentence truly comes from."""

from __future__ import annotations

import random
from collections.abc import Callable

import layout_edits as layout
import rewordings
import sentence_edits as sentences
from issues_in_parts import INSIDE_ANOTHER, Draft, parts, written
from rewordings import MONTHS

from app.core import documents
from app.core.segmentation import segment


def edited(text: str, *, newcomers: list[str], edits: int, seed: int, only: str = "") -> Draft | None:
    """The issue after so many edits; None where none could be made or the splitter sees other sentences."""
    draft = Draft(parts(text), list(newcomers), random.Random(seed))
    names = [only] if only else list(EDITS)
    for _ in range(edits * 3):
        if len(draft.done) == edits:
            break
        name = draft.random.choice(names)
        if EDITS[name](draft):
            draft.done.append(name)
    if not draft.done:
        return None
    wanted = [sentence.text for part in draft.parts for sentence in part.sentences]
    document = documents.parse(written(draft.parts))
    found = [piece.source for piece in segment(document) if document.blocks[piece.block].kind not in INSIDE_ANOTHER]
    return draft if found == wanted else None


EDITS: dict[str, Callable[[Draft], bool]] = {
    "typo": sentences.rewritten(3, rewordings.with_typo, words=2),
    "word replaced": sentences.rewritten(3, rewordings.with_another_word, words=4),
    "negation": sentences.rewritten(3, rewordings.negated, words=4),
    "words added": sentences.rewritten(3, rewordings.with_more_words, words=4),
    "number": sentences.rewritten(2, rewordings.with_another_number, has=r"\d"),
    "month": sentences.rewritten(2, rewordings.in_another_month, has="|".join(MONTHS)),
    "number in words": sentences.rewritten(3, rewordings.with_another_number_in_words, words=4),
    "link target": sentences.rewritten(1, rewordings.with_another_address, has=r"\]\(http"),
    "image path": sentences.rewritten(1, rewordings.with_another_image, has=r"!\["),
    "markup": sentences.rewritten(3, rewordings.marked_otherwise, words=3),
    "typography": sentences.rewritten(1, rewordings.typed_otherwise, has="[’']| :"),
    "ending": sentences.rewritten(3, rewordings.ending_otherwise, kinds="paragraph|list item|quotation", words=2),
    "comma": sentences.rewritten(3, rewordings.with_another_comma, words=4),
    "capital": sentences.rewritten(3, rewordings.with_a_capital, words=3),
    "cell": sentences.rewritten(3, rewordings.with_typo, kinds="table cell"),
    "price": sentences.rewritten(2, rewordings.with_another_number, kinds="table cell", has=r"\d"),
    "heading renamed": sentences.rewritten(3, rewordings.with_another_word, kinds="heading"),
    "inserted": sentences.insert,
    "look-alike inserted": sentences.insert_look_alike,
    "row inserted": layout.row_inserted,
    "deleted": sentences.delete,
    "replaced": sentences.replace_one,
    "moved": sentences.move,
    "moved and edited": sentences.move_edited,
    "duplicated": sentences.duplicate,
    "swapped": sentences.swap,
    "split": sentences.split,
    "split in paragraphs": layout.split_in_paragraphs,
    "joined": sentences.join,
    "paragraphs joined": layout.join_paragraphs,
    "paragraph parted": layout.part_paragraph,
    "list to paragraphs": layout.list_to_paragraphs,
    "paragraph to list": layout.paragraph_to_list,
    "list reordered": layout.reorder_list,
    "section replaced": layout.section_replaced,
    "section moved": layout.section_moved,
}
