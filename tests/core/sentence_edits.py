"""Edits of single sentences: reworded, put in, taken out, moved, cut in two and joined."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import rewordings
from issues_in_parts import Draft, Part, Sentence


def pick(
    draft: Draft, *, kinds: str = "paragraph|list item|quotation|heading", words: int = 1, has: str = ""
) -> tuple[int, int, Sentence] | None:
    """Where a sentence stands that is as asked for, in `draft.parts` and in its part; None if there is none."""
    spots = [
        (p, s, draft.parts[p].sentences[s])
        for p, s in draft.spots(kinds)
        if len(draft.parts[p].sentences[s].text.split()) >= words and re.search(has, draft.parts[p].sentences[s].text)
    ]
    return draft.random.choice(spots) if spots else None


def rewritten(
    change: int, change_text: Callable[[str, random.Random], str], **asked: object
) -> Callable[[Draft], bool]:
    def edit(draft: Draft) -> bool:
        found = pick(draft, **asked)  # type: ignore[arg-type]
        if not found:
            return False
        p, s, sentence = found
        text = change_text(sentence.text, draft.random)
        if text == sentence.text:
            return False
        draft.put(p, s, replace(sentence, text=text, change=max(change, sentence.change)))
        return True

    return edit


def insert(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph|list item")
    if not found or not draft.newcomers:
        return False
    p, s, _ = found
    new = Sentence(draft.newcomers.pop(draft.random.randrange(len(draft.newcomers))), change=3)
    if draft.parts[p].kind == "paragraph" and draft.random.random() < 0.6:
        draft.put(p, s + draft.random.randrange(2), new, count=0)
    else:
        draft.parts.insert(p + draft.random.randrange(2), Part(draft.parts[p].kind, (new,)))
    return True


def insert_look_alike(draft: Draft) -> bool:
    """A sentence of its own that is worded as its neighbour."""
    found = pick(draft, kinds="paragraph|list item", words=5)
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


def delete(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph|list item")
    if found:
        draft.put(*found[:2])
    return bool(found)


def replace_one(draft: Draft) -> bool:
    """One sentence gone, another about something else in its place."""
    found = pick(draft, kinds="paragraph|list item", words=3)
    if not found or not draft.newcomers:
        return False
    p, s, _ = found
    draft.put(p, s, Sentence(draft.newcomers.pop(draft.random.randrange(len(draft.newcomers))), change=3))
    return True


def move(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph")
    if not found:
        return False
    p, s, sentence = found
    draft.put(p, s)
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind == "paragraph"])
    draft.put(to, draft.random.randrange(len(draft.parts[to].sentences) + 1), sentence, count=0)
    return True


def move_edited(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph", words=7)
    if not found:
        return False
    p, s, sentence = found
    text = rewordings.with_typo(sentence.text, draft.random)
    draft.put(p, s)
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind == "paragraph"])
    draft.put(to, 0, replace(sentence, text=text, change=3), count=0)
    return text != sentence.text


def duplicate(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph|list item")
    if not found:
        return False
    to = draft.random.choice([i for i, part in enumerate(draft.parts) if part.kind in ("paragraph", "list item")])
    draft.parts.insert(to, Part("paragraph", (found[2],)))
    return True


def swap(draft: Draft) -> bool:
    pairs = [(p, s) for p, s in draft.spots("paragraph") if s + 1 < len(draft.parts[p].sentences)]
    if not pairs:
        return False
    p, s = draft.random.choice(pairs)
    first, second = draft.parts[p].sentences[s : s + 2]
    draft.put(p, s, second, first, count=2)
    return True


def cut_in_two(sentence: Sentence) -> tuple[Sentence, Sentence] | None:
    at = re.search(r"(?<=\w{3}), (?=\w)", sentence.text[10:-10])
    if not at or "](" in sentence.text:
        return None
    first, second = sentence.text[: 10 + at.start()], sentence.text[10 + at.end() :]
    return replace(sentence, text=first + ".", change=3), replace(
        sentence, text=second[:1].upper() + second[1:], change=3
    )


def split(draft: Draft) -> bool:
    found = pick(draft, kinds="paragraph", words=8, has=r"\w{3}, \w")
    halves = found and cut_in_two(found[2])
    if not found or not halves:
        return False
    draft.put(*found[:2], *halves)
    return True


def join(draft: Draft) -> bool:
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
