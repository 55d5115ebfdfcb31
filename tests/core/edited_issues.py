"""Issues edited at random as people edit them, with what each new sentence truly comes from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import rewordings
from issues_in_parts import INSIDE_ANOTHER, Draft, Part, Sentence, parts, written
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


def _pick(
    draft: Draft, *, kinds: str = "paragraph|list item|quotation|heading", words: int = 1, has: str = ""
) -> tuple[int, int, Sentence] | None:
    spots = [
        (p, s, draft.parts[p].sentences[s])
        for p, s in draft.spots(kinds)
        if len(draft.parts[p].sentences[s].text.split()) >= words and re.search(has, draft.parts[p].sentences[s].text)
    ]
    return draft.random.choice(spots) if spots else None


def _rewrite(change: int, change_text: Callable[[str, random.Random], str], **asked: object) -> Callable[[Draft], bool]:
    def edit(draft: Draft) -> bool:
        found = _pick(draft, **asked)  # type: ignore[arg-type]
        if not found:
            return False
        p, s, sentence = found
        text = change_text(sentence.text, draft.random)
        if text == sentence.text:
            return False
        draft.put(p, s, replace(sentence, text=text, change=max(change, sentence.change)))
        return True

    return edit


def _insert(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph|list item")
    if not found or not draft.newcomers:
        return False
    p, s, _ = found
    new = Sentence(draft.newcomers.pop(draft.random.randrange(len(draft.newcomers))), change=3)
    if draft.parts[p].kind == "paragraph" and draft.random.random() < 0.6:
        draft.put(p, s + draft.random.randrange(2), new, count=0)
    else:
        draft.parts.insert(p + draft.random.randrange(2), Part(draft.parts[p].kind, (new,)))
    return True


def _insert_look_alike(draft: Draft) -> bool:
    """A sentence of its own that is worded as its neighbour."""
    found = _pick(draft, kinds="paragraph|list item", words=5)
    if not found:
        return False
    p, s, sentence = found
    text = sentence.text
    for reworded in (rewordings.with_another_number, rewordings.in_another_month, rewordings.with_another_word):
        text = reworded(text, draft.random)
    if text == sentence.text:
        return False
    if draft.parts[p].kind == "list item":
        draft.parts.insert(p + draft.random.randrange(2), Part("list item", (Sentence(text, change=3),)))
    else:
        draft.put(p, s + draft.random.randrange(2), Sentence(text, change=3), count=0)
    return True


def _delete(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph|list item")
    if found:
        draft.put(*found[:2])
    return bool(found)


def _replace(draft: Draft) -> bool:
    """One sentence gone, another about something else in its place."""
    found = _pick(draft, kinds="paragraph|list item", words=3)
    if not found or not draft.newcomers:
        return False
    p, s, _ = found
    draft.put(p, s, Sentence(draft.newcomers.pop(draft.random.randrange(len(draft.newcomers))), change=3))
    return True


def _move(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph")
    if not found:
        return False
    p, s, sentence = found
    draft.put(p, s)
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind == "paragraph"])
    draft.put(to, draft.random.randrange(len(draft.parts[to].sentences) + 1), sentence, count=0)
    return True


def _move_edited(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph", words=7)
    if not found:
        return False
    p, s, sentence = found
    text = rewordings.with_typo(sentence.text, draft.random)
    draft.put(p, s)
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind == "paragraph"])
    draft.put(to, 0, replace(sentence, text=text, change=3), count=0)
    return text != sentence.text


def _duplicate(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph|list item")
    if not found:
        return False
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind in ("paragraph", "list item")])
    draft.parts.insert(to, Part("paragraph", (found[2],)))
    return True


def _swap(draft: Draft) -> bool:
    pairs = [(p, s) for p, s in draft.spots("paragraph") if s + 1 < len(draft.parts[p].sentences)]
    if not pairs:
        return False
    p, s = draft.random.choice(pairs)
    first, second = draft.parts[p].sentences[s : s + 2]
    draft.put(p, s, second, first, count=2)
    return True


def _halves(sentence: Sentence) -> tuple[Sentence, Sentence] | None:
    at = re.search(r"(?<=\w{3}), (?=\w)", sentence.text[10:-10])
    if not at or "](" in sentence.text:
        return None
    first, second = sentence.text[: 10 + at.start()], sentence.text[10 + at.end() :]
    return replace(sentence, text=first + ".", change=3), replace(
        sentence, text=second[:1].upper() + second[1:], change=3
    )


def _split(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph", words=8, has=r"\w{3}, \w")
    halves = found and _halves(found[2])
    if not found or not halves:
        return False
    draft.put(*found[:2], *halves)
    return True


def _split_in_paragraphs(draft: Draft) -> bool:
    found = _pick(draft, kinds="paragraph", words=8, has=r"\w{3}, \w")
    halves = found and _halves(found[2])
    if not found or not halves:
        return False
    p, s, _ = found
    part = draft.parts[p]
    draft.parts[p : p + 1] = [
        replace(part, sentences=(*part.sentences[:s], halves[0])),
        replace(part, sentences=(halves[1], *part.sentences[s + 1 :])),
    ]
    return True


def _join(draft: Draft) -> bool:
    pairs = [
        (p, s)
        for p, s in draft.spots("paragraph")
        if (p, s + 1) in draft.spots("paragraph") and draft.parts[p].sentences[s].text.endswith(".")
    ]
    if not pairs:
        return False
    p, s = draft.random.choice(pairs)
    first, second = draft.parts[p].sentences[s : s + 2]
    mark = draft.random.choice([",", " et", " ;"])
    text = f"{first.text[:-1]}{mark} {second.text[:1].lower()}{second.text[1:]}"
    draft.put(p, s, Sentence(text, first.origins + second.origins, 3), count=2)
    return True


def _join_paragraphs(draft: Draft) -> bool:
    pairs = [p for p in range(len(draft.parts) - 1) if draft.parts[p].kind == draft.parts[p + 1].kind == "paragraph"]
    if not pairs:
        return False
    p = draft.random.choice(pairs)
    draft.parts[p : p + 2] = [
        replace(draft.parts[p], sentences=draft.parts[p].sentences + draft.parts[p + 1].sentences)
    ]
    return True


def _part_paragraph(draft: Draft) -> bool:
    spots = [p for p, part in enumerate(draft.parts) if part.kind == "paragraph" and len(part.sentences) > 1]
    if not spots:
        return False
    p = draft.random.choice(spots)
    part, at = draft.parts[p], draft.random.randrange(1, len(draft.parts[p].sentences))
    draft.parts[p : p + 1] = [
        replace(part, sentences=part.sentences[:at]),
        replace(part, sentences=part.sentences[at:]),
    ]
    return True


def _list_to_paragraphs(draft: Draft) -> bool:
    items = [p for p, part in enumerate(draft.parts) if part.kind == "list item"]
    for p in items:
        draft.parts[p] = replace(draft.parts[p], kind="paragraph")
    return bool(items)


def _paragraph_to_list(draft: Draft) -> bool:
    spots = [p for p, part in enumerate(draft.parts) if part.kind == "paragraph" and len(part.sentences) > 1]
    if not spots:
        return False
    p = draft.random.choice(spots)
    draft.parts[p : p + 1] = [Part("list item", (sentence,)) for sentence in draft.parts[p].sentences]
    return True


def _reorder_list(draft: Draft) -> bool:
    items = [p for p, part in enumerate(draft.parts) if part.kind == "list item"]
    shuffled = items[:]
    draft.random.shuffle(shuffled)
    held = [draft.parts[p] for p in shuffled]
    for p, part in zip(items, held, strict=True):
        draft.parts[p] = part
    return shuffled != items


def _section_replaced(draft: Draft) -> bool:
    """All under one heading gone, as many sentences about other things in their place; the heading stays."""
    heads = [p for p, part in enumerate(draft.parts) if part.kind == "heading 2"]
    if not heads:
        return False
    p = draft.random.choice(heads)
    end = next(
        (i for i in range(p + 1, len(draft.parts)) if draft.parts[i].kind.startswith("heading")), len(draft.parts)
    )
    count = min(end - p - 1, 4)
    if len(draft.newcomers) < count:
        return False
    new = [Part("paragraph", (Sentence(draft.newcomers.pop(), change=3),)) for _ in range(count)]
    draft.parts[p + 1 : end] = new
    return True


def _section_moved(draft: Draft) -> bool:
    heads = [p for p, part in enumerate(draft.parts) if part.kind == "heading 2"]
    if len(heads) < 3:
        return False
    i = draft.random.randrange(len(heads) - 1)
    section = draft.parts[heads[i] : heads[i + 1]]
    del draft.parts[heads[i] : heads[i + 1]]
    heads = [p for p, part in enumerate(draft.parts) if part.kind == "heading 2"]
    at = draft.random.choice(heads)
    draft.parts[at:at] = section
    return True


def _row_inserted(draft: Draft) -> bool:
    rows = [p for p, part in enumerate(draft.parts) if part.kind == "table cell"]
    if not rows:
        return False
    p = draft.random.choice(rows)
    words = draft.random.choice(
        [
            ("Presse à relier", "9 € la matinée", "sur demande"),
            ("Tour à bois", "11 € de l’heure", "obligatoire, trois heures"),
        ]
    )
    known = {s.text for part in draft.parts for s in part.sentences}
    if words[0] in known:
        return False
    draft.parts.insert(p + 1, Part("table cell", tuple(Sentence(word, change=3) for word in words)))
    return True


EDITS: dict[str, Callable[[Draft], bool]] = {
    "typo": _rewrite(3, rewordings.with_typo, words=2),
    "word replaced": _rewrite(3, rewordings.with_another_word, words=4),
    "negation": _rewrite(3, rewordings.negated, words=4),
    "words added": _rewrite(3, rewordings.with_more_words, words=4),
    "number": _rewrite(2, rewordings.with_another_number, has=r"\d"),
    "month": _rewrite(2, rewordings.in_another_month, has="|".join(MONTHS)),
    "number in words": _rewrite(3, rewordings.with_another_number_in_words, words=4),
    "link target": _rewrite(1, rewordings.with_another_address, has=r"\]\(http"),
    "image path": _rewrite(1, rewordings.with_another_image, has=r"!\["),
    "markup": _rewrite(3, rewordings.marked_otherwise, words=3),
    "typography": _rewrite(1, rewordings.typed_otherwise, has="[’']| :"),
    "ending": _rewrite(3, rewordings.ending_otherwise, kinds="paragraph|list item|quotation", words=2),
    "comma": _rewrite(3, rewordings.with_another_comma, words=4),
    "capital": _rewrite(3, rewordings.with_a_capital, words=3),
    "cell": _rewrite(3, rewordings.with_typo, kinds="table cell"),
    "price": _rewrite(2, rewordings.with_another_number, kinds="table cell", has=r"\d"),
    "heading renamed": _rewrite(3, rewordings.with_another_word, kinds="heading"),
    "inserted": _insert,
    "look-alike inserted": _insert_look_alike,
    "row inserted": _row_inserted,
    "deleted": _delete,
    "replaced": _replace,
    "moved": _move,
    "moved and edited": _move_edited,
    "duplicated": _duplicate,
    "swapped": _swap,
    "split": _split,
    "split in paragraphs": _split_in_paragraphs,
    "joined": _join,
    "paragraphs joined": _join_paragraphs,
    "paragraph parted": _part_paragraph,
    "list to paragraphs": _list_to_paragraphs,
    "paragraph to list": _paragraph_to_list,
    "list reordered": _reorder_list,
    "section replaced": _section_replaced,
    "section moved": _section_moved,
}
