"""What the columns of a table of terms are called, here and by other programs."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.locales import language
from app.core.model import Standing

COLUMNS = ("source", "target", "note", "status")
NAMES = {
    **dict.fromkeys(("term", "terme", "source term", "terme source"), "source"),
    **dict.fromkeys(("translation", "traduction", "target term", "terme cible", "cible"), "target"),
    **dict.fromkeys(("notes", "comment", "comments", "commentaire", "remarque", "definition", "définition"), "note"),
    **dict.fromkeys(("statut", "usage"), "status"),
}
STANDINGS = {
    **dict.fromkeys(("preferred", "admitted", "ok", "approuvé"), Standing.APPROVED),
    **dict.fromkeys(("deprecated", "superseded", "obsolete", "interdit", "do not use"), Standing.FORBIDDEN),
    **dict.fromkeys(("do not translate", "untranslatable", "à garder", "ne pas traduire"), Standing.KEEP),
}


def named(names: Iterable[str], locales: tuple[str, str]) -> list[str]:
    """What each column holds, as COLUMNS has it; its own name where nobody knows. One may be called by its locale."""
    given = [name.strip().lower() for name in names]
    found = [name if name in COLUMNS else NAMES.get(name, name) for name in given]
    for column, locale in zip(COLUMNS, locales, strict=False):
        if column not in found:
            tags = (locale.lower().replace("_", "-"), language(locale))
            found = [column if locale and name.replace("_", "-") in tags else name for name in found]
    return found
