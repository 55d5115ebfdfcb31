"""Edits of an issue's layout: paragraphs, lists, tables and sections parted, joined, turned round and moved."""

from __future__ import annotations

from dataclasses import replace

from issues_in_parts import Draft, Part, Sentence
from sentence_edits import cut_in_two, pick


def split_in_paragraphs(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph", words=8, has=r"\w{3}, \w")
    halves = found and cut_in_two(found[2])
    if not found or not halves:
        return False
    p, s, _ = found
    part = draft.parts[p]
    draft.parts[p : p + 1] = [
        replace(part, sentences=(*part.sentences[:s], halves[0])),
        replace(part, sentences=(halves[1], *part.sentences[s + 1 :])),
    ]
    return True


def join_paragraphs(draft: Draft) -> bool:
    pairs = [p for p in range(len(draft.parts) - 1) if draft.parts[p].kind == draft.parts[p + 1].kind == "paragraph"]
    if not pairs:
        return False
    p = draft.random.choice(pairs)
    draft.parts[p : p + 2] = [
        replace(draft.parts[p], sentences=draft.parts[p].sentences + draft.parts[p + 1].sentences)
    ]
    return True


def part_paragraph(draft: Draft) -> bool:
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


def list_to_paragraphs(draft: Draft) -> bool:
    items = [p for p, part in enumerate(draft.parts) if part.kind == "list item"]
    for p in items:
        draft.parts[p] = replace(draft.parts[p], kind="paragraph")
    return bool(items)


def paragraph_to_list(draft: Draft) -> bool:
    spots = [p for p, part in enumerate(draft.parts) if part.kind == "paragraph" and len(part.sentences) > 1]
    if not spots:
        return False
    p = draft.random.choice(spots)
    draft.parts[p : p + 1] = [Part("list item", (sentence,)) for sentence in draft.parts[p].sentences]
    return True


def reorder_list(draft: Draft) -> bool:
    items = [p for p, part in enumerate(draft.parts) if part.kind == "list item"]
    shuffled = items[:]
    draft.random.shuffle(shuffled)
    held = [draft.parts[p] for p in shuffled]
    for p, part in zip(items, held, strict=True):
        draft.parts[p] = part
    return shuffled != items


def section_replaced(draft: Draft) -> bool:
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


def section_moved(draft: Draft) -> bool:
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


def row_inserted(draft: Draft) -> bool:
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
