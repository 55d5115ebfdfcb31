"""The space that French sets before ; : ! ? and inside « », gone where nobody sets one."""

from __future__ import annotations

from collections.abc import Iterator

from app.core import spacing
from app.core.edits import Edit
from app.core.locales import language
from app.core.localize.draft import Draft


def rule(draft: Draft) -> Iterator[Edit]:
    return (Edit(start, end, "") for start, end in spacing.french(draft.target, language(draft.locale)))
