"""Brings the catalogs of the interface up to date with the texts in the code; translations are kept."""

from __future__ import annotations

from collections.abc import Mapping

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from app.web.translations import FOLDER, PATHS, read

ROOT = FOLDER.parents[2]

# Which files of app/ hold texts, how they are read, and the calls whose arguments are texts.
Calls = Mapping[str, tuple[int, ...] | None]
SOURCES: tuple[tuple[str, str, Calls], ...] = (
    ("**.py", "python", {"_": None, "_n": (1, 2), "Message": None, "counted": (1, 2)}),
    ("**.html", "jinja2", {"_": None, "_n": (1, 2)}),
    ("**.js", "javascript", {"t": None, "n": (1, 2)}),
)


def extracted() -> Catalog:
    """The texts in the code, each with the files where it stands."""
    texts = [
        text
        for pattern, method, calls in SOURCES
        for text in extract_from_dir(ROOT / "app", [(pattern, method)], keywords=calls)
    ]
    found = Catalog()
    # a disk lists files in an order of its own, and lines come and go: catalogs would be written in another order
    for path, _, text, _, _ in sorted(texts, key=lambda text: text[:2]):
        found.add(text, locations=[(f"app/{path}", 0)])
    return found


def main() -> None:
    template = extracted()
    for language, path in PATHS.items():
        catalog = read(language)
        # A guess made from another text would pass for a translation: new texts come empty.
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
        missing = sum(not _is_translated(message.string) for message in catalog if message.id)
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {missing} to translate")


def _is_translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    main()
