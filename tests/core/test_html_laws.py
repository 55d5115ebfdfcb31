"""Laws of HTML and plain text sources: any text comes back, any target keeps the shape or is told of."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import assembly, documents, segmentation
from app.core.documents.outline import outline
from app.core.model import Assembled, Catalog, Document, Fallback, Segment, State, Unit
from app.errors import InputError

TAGS = [
    "<p>", "</p>", "<td class='a'>", "</td>", "<b style=x>", "</b>", "<a href=\"u\" title='Un titre. Ici'>", "</a>",
    "<br>", "<img alt=\"chat\" src=c>", "<li>", "<span translate=no>", "</span>", "<code>", "</code>", "<!-- c -->",
    "<!--[if mso]>", "<![endif]-->", "<!", "<?x", "<script>", "</script>", "<svg>", "</svg>",
    "<div style='display:none'>", "</div>", "<h2>", "</h2>", "<a <b", "<p title=\"x", "'", "\"", ">", "<", "&",
    "&amp;", "&nbsp;", "&lt;", "&eacute", "{{ x }}", "{{", "}}", "{% if a > b %}", "{% endif %}", "*|NOM|*",
    "<%= x %>", "<o:p>", "<![CDATA[", "]]>", "<title>", "</title>", "Bonjour à tous. Voici la suite !", "mot",
    "l'été ", " ", "\n", "\r\n", "\u00a0", "https://a.fr/?a&b", "\x0c", "<A\nHREF=u>",
]  # fmt: skip
LINES = [
    "Bonjour à tous,", "une ligne assez longue pour avoir été coupée par un logiciel de courrier", "et la suite ici.",
    "- un", "  suite", "* deux", "1. trois", "> cité", "> > deux fois", "-- ", "====", "-----", "* * *",
    "https://a.fr", "{{ x }}", "", "  ", "\t", "\x0c", "\ufeffmot", "• point", "\u00a0mot\u00a0", "12 rue des Lilas",
    "=> mot", "- - -", ">", "a\u2028b",
]  # fmt: skip
HOSTILE = [
    "<script>", "</td>", "-->", "<!--", "\"", "'", "{{", "}}", "&", "&lt", "<", ">", "\n", "> x", "- x", "1. x",
    "====", "---", "</p><p>", "<b>", "</b>", "<a href='x", "<img src=x onerror=y>", "]]>", "\\<b>", "x" * 90,
    "mot " * 30, "<br>", "42", "\r\n- x", "<textarea>", "</title>", "\u0000", "https://a.fr", "-- ", "\x0c",
    "{% if %}", "<![CDATA[", "&#60;b&#62;", "<o:p>", "日本語。",
]  # fmt: skip

pages = st.lists(st.sampled_from(TAGS), max_size=25).map("".join)
letters = st.builds(
    lambda found, end: end.join(found),
    st.lists(st.sampled_from(LINES), max_size=14),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
texts = st.tuples(st.just("html"), pages) | st.tuples(st.just("text"), letters)
targets = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map(" ".join) | st.text(max_size=12)
hostile = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def put(document: Document, found: tuple[Segment, ...], targets: list[str]) -> Assembled:
    units = {s.source: Unit(s.source, t, State.APPROVED) for s, t in zip(found, targets, strict=False)}
    return assembly.assemble(document, found, Catalog("en", units=tuple(units.values())), fallback=Fallback.SOURCE)


@hostile
@given(texts | st.tuples(st.sampled_from(["html", "text"]), st.text()))
def test_any_source_comes_back(source: tuple[str, str]) -> None:
    document = documents.parse(source[1], format=source[0])
    found = segmentation.segment(document)
    for result in (put(document, found, []), put(document, found, [one.source for one in found])):
        assert result.text == source[1]
        assert not result.findings


@hostile
@given(texts, st.lists(targets, min_size=1, max_size=12))
def test_any_target_keeps_the_shape_or_is_told_of(source: tuple[str, str], wanted: list[str]) -> None:
    document = documents.parse(source[1], format=source[0])
    found = segmentation.segment(document)
    result = put(document, found, wanted * (len(found) // len(wanted) + 1))
    assert outline(result.text, document) == outline(document.text, document)
    result.text.encode()


@hostile
@given(texts, st.sampled_from(["mot", "Un autre mot. Et un autre !", "L'été & l'hiver"]))
def test_harmless_targets_are_put_in_everywhere(source: tuple[str, str], target: str) -> None:
    document = documents.parse(source[1], format=source[0])
    found = [one for one in segmentation.segment(document) if "<" not in one.source and "{" not in one.source]
    assert not put(document, tuple(found), [target] * len(found)).findings


GROWING = {
    "comments that nobody closes": "<!--",
    "tags that nobody closes": "<a ",
    "brackets": "<",
    "quotes": "<a title='x\"",
    "values": '<a ="{{"}} =\'',
    "inline tags": "<b>x",
    "closing tags": "<b></i></b>",
    "line breaks": "<i>x<br>",
    "variables": "{{a{%a*|a%%a[[a<%a",
    "references": "&amp;&",
    "attributes": "<p a=b c='d' e>",
    "list items": "<li>x",
    "left alone": "<span translate=no><code>",
}


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
def test_time_grows_with_the_page_and_not_faster(piece: str) -> None:
    def spent(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        try:
            document = documents.parse(text, format="html")
            outline(text, document)
        except InputError:
            pass
        return time.process_time() - started

    spent(1_000)
    assert spent(160_000) < 40 * max(spent(20_000), 0.005)
