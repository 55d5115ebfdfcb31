"""Laws of documents and assembly, over Markdown built from hostile fragments."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.core import assembly, documents, inline, segmentation
from app.core.documents.outline import outline
from app.core.model import Catalog, Document, Fallback, Segment, State, Unit
from app.errors import InputError

LINES = [
    "Bonjour à tous. Voici la suite !",
    "Texte **gras. Encore** et *it* `co de` fin.",
    "# Titre",
    "## Titre **gras** {#id .c}",
    "Titre #",
    "===",
    "---",
    "***",
    "- élément. Deux.",
    "- [ ] tâche",
    "1. un",
    "2) deux",
    "1986\\. Une année.",
    "> citation. Suite.",
    "> - 1. profond",
    ">> double",
    "  retrait `code",
    "    code indenté",
    "\tonglet",
    "```",
    "~~~ py",
    "| a | b\\|c |",
    "|---|:-:|",
    "a | b",
    '[ref]: http://x.fr "titre d\'ici"',
    "[^1]: Une note.",
    "Appel[^1] et [lien][ref], [ref] et [ref][].",
    ": définition",
    '<div title="mot">',
    "<p>Du texte. <b>Gras</b></p>",
    "</div>texte",
    "<!-- commentaire",
    "-->",
    '![alt *x*. Deux.](i.png "titre") et ![ref]',
    "[![alt](i.png)](u 'lien') fin",
    "ligne coupée  ",
    "ligne coupée\\",
    "",
    " ",
    "\u00a0espace\u202f!",
    "Siri.L'IA arrive. 42",
    "\\# pas un titre &nbsp; &amp; \\",
    "{{ prenom }} *|FNAME|* https://x.fr/a_b.",
    "<https://x.fr> moi@x.fr <b>x</b><br>",
    "title: x",
    "+++",
    "\x0b\x0c\u2028\x85",
    "> [!NOTE]",
    "{% if x %}",
    "{{< figure >}}",
    "::: note",
    "!!! note",
    "[TOC]",
    "$$",
    "{% highlight x %}",
    "{% endhighlight %}",
    ":smile: oui & non",
    "![ref] et ![ref][]",
    "<a href='x'>",
    "</a>",
    "[x](u",
    "'titre')",
    "Appel **gras",
    "fin** `code",
    "Suite {#pas .vrai} {à suivre}",
]
CONTAINERS = [
    ("> ", "> "), ("> ", ""), (">", ">"), ("- ", "  "), ("* ", "\t"), ("1. ", "   "), ("10) ", "    "),
    ("- [ ] ", "  "), ("[^1]: ", "    "), (": ", "  "), ("    ", "    "), ("  ", "  "), ("+   ", "    "),
]  # fmt: skip
SIGNS = "#>-+*_`~[](){}|:=!\\<>&$% \tab1.é\"'^"
HEADS = [
    "",
    "",
    "\ufeff",
    "---\ntitle: Bonjour\ntags: [a, 'b']\n---\n",
    '---\ntitle: "Bonjour. L\'été"\nsubtitle: |\n  Un\n  deux\nsummary: >-\n  plié\n  ici\n---\n',
]
TARGETS = [
    "# x", "x #", "> x", "- x", "+ 30 %", "* x", "1. x", "12) x", "```", "~~~ x", "---", "===", "| x | y |",
    "|---|---|", "a|b", "`", "``", "*", "**", "_", "[", "]", "![", "](", "[a]: b", "[^1]: x", "[ref]", ": x",
    "[ ] x", "    x", "\tx", "<div>", "</div>", "<b>", "<!--", "<script>", "a\nb", "a\n\nb", "a  \n# b",
    "a\\\n- b", "a\r\n> b", "x {#id}", "x {a b}", "C#", "\\", "\\#", "&", "&lt;", "\"", "'", "x: y", "# y",
    "- [x] y", "?", "@", "!x", "%", "{x", "\u0007", "\u00e9\u0301", "😀", "日本語。", "**Gras** : suite", "\ud800",
    "\u0000", "\u2028x", "null", "12", "yes", "~", "x'y\"z",
    "{% x %}", "{{< x >}}", "::: x", ":x", "[TOC]", "!!! x", "{: .a}", "$$", "[!NOTE]", "***", "-", "=", "1)", "0. x",
    "<x-y>", "-->", "?>", "x {#id .c}", "a  \n\n# b", "\x0b# x", "\ufeff# x", "\u200b- x", "1\\. x", "&#35; x", "+++",
]  # fmt: skip


def contained(container: tuple[str, str], lines: list[str]) -> list[str]:
    return [container[1 if number else 0] + line for number, line in enumerate(lines)]


lines = st.recursive(
    st.lists(st.sampled_from(LINES) | st.text(SIGNS, max_size=20), min_size=1, max_size=4),
    lambda inner: (
        st.builds(contained, st.sampled_from(CONTAINERS), inner)
        | st.lists(inner, min_size=2, max_size=4).map(lambda parts: [line for part in parts for line in part])
    ),
    max_leaves=8,
)
texts = st.builds(
    lambda head, lines, newline, end: (head + "\n".join(lines) + end).replace("\n", newline),
    st.sampled_from(HEADS),
    lines,
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n"]),
)
targets = (
    st.lists(st.sampled_from(TARGETS), min_size=1, max_size=3).map(" ".join)
    | st.sampled_from(TARGETS)
    | st.text(max_size=12)
    | st.text(SIGNS + "\n", max_size=12)
)
hostile = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str, format: str = "markdown") -> tuple[Document, tuple[Segment, ...]]:
    try:
        document = documents.parse(text, format=format)
    except InputError:
        document = documents.parse("")
    return document, segmentation.segment(document)


def approved(segments: tuple[Segment, ...], found: list[str], *, locale: str = "en") -> Catalog:
    units = {s.source: Unit(s.source, t, State.APPROVED) for s, t in zip(segments, found, strict=False)}
    return Catalog(locale=locale, units=tuple(units.values()))


@hostile
@given(texts, st.sampled_from(["markdown", "html", "text"]))
def test_source_comes_back_byte_for_byte(text: str, format: str) -> None:
    document, segments = read(text, format)
    for catalog in (Catalog("en"), approved(segments, [s.source for s in segments])):
        assembled = assembly.assemble(document, segments, catalog, fallback=Fallback.SOURCE)
        assert assembled.text == document.text
        assert not assembled.findings


@hostile
@given(
    texts,
    st.lists(targets, min_size=1, max_size=12),
    st.sampled_from(["en", "ja"]),
    st.sampled_from(["markdown", "html", "text"]),
)
def test_any_target_leaves_the_tree_of_blocks(text: str, found: list[str], locale: str, format: str) -> None:
    document, segments = read(text, format)
    catalog = approved(segments, found * (len(segments) // len(found) + 1), locale=locale)
    assembled = assembly.assemble(document, segments, catalog, fallback=Fallback.SOURCE)
    assert outline(assembled.text, document) == outline(document.text, document)
    assembled.text.encode()


@hostile
@given(texts)
def test_positions_of_blocks_lead_back_to_the_source(text: str) -> None:
    document, segments = read(text)
    for block in document.blocks:
        for offset, place in block.lines:
            line = block.text[offset:].split("\n")[0]
            assert document.text.startswith(line, place)
    for segment in segments:
        assert document.blocks[segment.block].text[segment.start : segment.end].strip()


@hostile
@given(targets | texts)
def test_codes_are_slices_in_order_and_paired(text: str) -> None:
    codes = inline.parse(text, labels=frozenset({"ref", "^1"}))
    assert all(code.text == text[code.start : code.end] and code.start < code.end for code in codes)
    assert all(a.end <= b.start for a, b in pairwise(codes))
    for index, code in enumerate(codes):
        assert (code.pair == -1) == (code.role == "alone")
        assert code.pair == -1 or codes[code.pair].pair == index


@hostile
@given(targets | texts | st.text())
@example("\\~~0~")
def test_words_survive_the_way_to_an_engine_and_back(text: str) -> None:
    parts = inline.to_parts(text)
    assert inline.visible(inline.from_parts(parts)).split() == inline.visible(text).split()
