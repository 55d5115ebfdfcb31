"""Laws of importing pages, for any page: no visible character is lost or moved, and the Markdown reads as the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from app.core import events
from app.importing import KINDS, REASONS, accounts_for, html, to_markdown
from app.importing.html.decoding import decode
from app.importing.report import squeeze

WEB_PAGES = sorted((Path(__file__).parents[1] / "data" / "importing" / "web").glob("*.html"))
WORDS = st.sampled_from(
    ["Bonjour.", " et ", "*", "_a_", "**", "1. ", "# x", "- ", "|", "`", "<b>", "&amp;", "[x](y)", "!", "\u00a0", "«",
     "»", "\u200b", "Répondre", "Lire aussi : x", "\n", "  ", "12", "🦉", "^", "~~", "https://a.example/b_c_", "\\",
     "{#a}", "S’abonner"]
)  # fmt: skip
TEXT = st.lists(WORDS | st.text(max_size=8), max_size=4).map("".join).map(lambda text: text.replace("<", "&lt;"))
INLINE = ["b", "i", "em", "strong", "a href=/x", "a href=https://a.example/?utm_source=y&amp;z=1", "code", "span", "s",
          "sup", "span hidden", "span class=sr-only", "a href=#n1", "font", "button"]  # fmt: skip
BLOCK = ["p", "div", "ul", "ol start=3", "li", "blockquote", "h1", "h2", "h4", "pre", "table", "tr", "td", "th", "nav",
         "article", "main", "footer", "div class=comments", "div style=display:none", "figure", "figcaption", "dl",
         "dt", "dd", "section id=n1", "form", "select", "option", "caption", "script", "svg", "template", "aside",
         "noscript", "textarea", "details", "summary", "center", "li id=n1", "iframe src=/v", "object"]  # fmt: skip
VOID = st.sampled_from(["<br>", "<hr>", "<img src=/a.png alt='un chat'>", "<img src=x width=1>", "<br><br>", "<wbr>"])


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def whole(tag: str, content: list[str]) -> str:
        return f"<{tag}>{''.join(content)}</{tag.split()[0]}>"

    return st.builds(whole, st.sampled_from(INLINE + BLOCK), st.lists(inside, max_size=4))


PAGES = st.lists(st.recursive(TEXT | VOID, element, max_leaves=25), max_size=6).map("".join)


def visible(page: str) -> str:
    """The text of a page by another way than ours: the tree without what no browser shows."""
    tree = LexborHTMLParser(page)
    for node in tree.css("script, style, template, head, svg, datalist"):
        node.decompose()
    return tree.body.text(deep=True) if tree.body else ""


@settings(max_examples=120, deadline=None)
@given(PAGES, st.booleans())
@example("<table><tr><td>a<td>b<tr><td>c<td><button>d</button></table>", True)
@example("<p>a<sup><a href=#n1>1</a></sup></p><ol><li id=n1>note <a href=#x>↩</a></li></ol>", True)
@example("<table><tr><td>a<td>b<tr><td>c<td>d<caption>e</caption></table>", True)
def test_every_visible_character_is_in_one_block_in_order(page: str, whole: bool) -> None:
    report = html.read(page, whole=whole)
    assert accounts_for(report, visible(page))
    assert all(block.kind in KINDS and (block.reason is None or block.reason in REASONS) for block in report.blocks)


WORDLESS = {"embedded content", "image in the file", "tracking pixel"}  # told of by their addresses


@pytest.mark.parametrize("name", WEB_PAGES, ids=lambda path: path.stem)
def test_pages_of_the_web_lose_nothing(name: Path) -> None:
    page = decode(name.read_bytes()).text
    assert accounts_for(html.read(page), visible(page))


def read_text(markdown: str) -> str:
    """What a CommonMark reader shows of it, images aside."""
    found, images = [], 0
    for event in events.read(markdown):
        images += (event.name == "Image") * {"start": 1, "end": -1}.get(event.phase, 0)
        if event.phase == "alone" and event.name in ("Text", "Code") and not images:
            found.append(event.data or "")
    return squeeze("".join(found))


@settings(max_examples=120, deadline=None)
@given(PAGES.filter(lambda page: "#n1" not in page))
@example("<p>a **<b>«b»</b>c</p><p><i>x</i><b>y</b> ! <a href=/u>l</a></p>")
@example("<table><tr><th>a|b<th><code>c|d</code><tr><td>*<td>e<br>f</table>")
@example("<ul><li>a<ol start=7><li>b</ol><li><pre>c\n\n ```d</pre></ul><ul><li>e</ul>")
def test_markdown_reads_as_what_was_kept_whatever_signs_stand_in_it(page: str) -> None:
    report = html.read(page, whole=True, keep=set(REASONS) - WORDLESS)
    _, _, body = to_markdown(report, source_locale="fr").removeprefix("---\n").partition("\n---\n")
    assert read_text(body) == squeeze("".join(block.text for block in report.kept if block.kind != "title"))
