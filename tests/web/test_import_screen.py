"""The import screens: what comes in, what is kept of it, and the issue that is made."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest

IMPORTING = Path(__file__).parents[1] / "data" / "importing"
PASTED = """Accueil
Menu
La lettre de mars
Publié le 6 mars 2025

Bonjour à tous.

Le quai ouvre à 9 heures. Venez nombreux !

Partager sur Facebook
S'abonner à la newsletter
"""


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def send(reviewer, **fields):
    return reviewer.post("/import", data={"csrf_token": reviewer.csrf, **fields}, content_type="multipart/form-data")


def boxes(page: str) -> dict[str, bool]:
    return {number: "checked" in rest for number, rest in re.findall(r'name="block" value="(\d+)"([^>]*)>', page)}


@pytest.fixture
def pasted(reviewer) -> str:
    answer = send(reviewer, text=PASTED)
    assert answer.status_code == 303
    return answer.location


def test_every_block_is_shown_once_with_why_it_is_left_out(reviewer, pasted):
    page = reviewer.get(pasted).text
    shown = words(page)
    for line in filter(None, map(str.strip, PASTED.splitlines())):
        assert line in shown
    assert {True, False} == set(boxes(page).values())
    assert "2025" in shown


def test_a_block_comes_back_and_is_in_the_source_that_is_made(reviewer, pasted, root):
    page = reviewer.get(pasted).text
    every = list(boxes(page))
    form = {"csrf_token": reviewer.csrf, "block": every, "slug": "mars", "title": "La lettre de mars", "locale": ["de"]}
    counted = reviewer.post(pasted, data={**form, "deed": "count"})
    assert all(boxes(counted.text).values())
    made = reviewer.post(pasted, data={**form, "deed": "create"})
    assert (made.status_code, made.location) == (303, "/issues/mars")
    source = (root / "source_issues/mars.md").read_text(encoding="utf-8")
    assert "Partager sur Facebook" in source
    assert (root / "locales/de/LC_MESSAGES/mars.po").exists()
    assert not (root / "locales/ar/LC_MESSAGES/mars.po").exists()
    assert reviewer.get(pasted).status_code == 400  # what is finished is forgotten


def test_sentences_that_the_memory_knows_are_drafted_and_repetitions_counted(reviewer, root):
    text = "# Le bac repart\n\nUn mot nouveau ici.\n\nLe port dort.\n\nUn mot nouveau ici.\n"
    place = send(reviewer, file=(io.BytesIO(text.encode()), "encore.md")).location
    page = words(reviewer.get(place).text)
    assert "4 segments" in page
    assert "1 segment is a repetition" in page
    assert "2 new, 1 from memory" in page
    reviewer.post(place, data={"csrf_token": reviewer.csrf, "deed": "create", "slug": "encore", "locale": ["de", "ar"]})
    catalog = (root / "locales/de/LC_MESSAGES/encore.po").read_text(encoding="utf-8")
    assert 'msgid "Le bac repart"\nmsgstr "Die Fähre fährt wieder"' in catalog
    assert "engine=memory" in catalog


def test_markdown_is_taken_byte_for_byte(reviewer, root):
    text = b"---\r\ntitle: Un\r\n---\r\n\r\n# Deux\r\n\r\nUn **mot**.\r\n"
    place = send(reviewer, file=(io.BytesIO(text), "un.md")).location
    reviewer.post(place, data={"csrf_token": reviewer.csrf, "deed": "create", "slug": "un", "locale": "de"})
    assert (root / "source_issues/un.md").read_bytes() == text


@pytest.mark.parametrize("name", ["substack_lettre.html", "wordpress_blog.html"])
def test_a_saved_page_becomes_an_issue(reviewer, root, name):
    place = send(reviewer, file=(io.BytesIO((IMPORTING / "web" / name).read_bytes()), name)).location
    page = reviewer.get(place).text
    slug = re.search(r'name="slug" value="([^"]+)"', page)[1]
    kept = [number for number, checked in boxes(page).items() if checked]
    made = reviewer.post(
        place, data={"csrf_token": reviewer.csrf, "deed": "create", "slug": slug, "block": kept, "locale": "de"}
    )
    assert made.location == f"/issues/{slug}"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("lettre.pdf", b"%PDF-1.7", "this is a PDF"),
        ("vide.txt", b"", "holds no text"),
        ("noir.html", b"<html><body><script>x</script></body></html>", "holds no text"),
        ("octets.md", b"\xff\xfe", "this line is not UTF-8"),
        ("zip.docx", b"PK\x03\x04word/document.xml", "zip.docx"),
        ("<script>.pdf", b"%PDF-", "&lt;script&gt;.pdf"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_form(reviewer, root, name, data, said):
    answer = send(reviewer, file=(io.BytesIO(data), name))
    assert answer.status_code == 422
    assert said in answer.text
    assert not list((root / ".passeur").glob("incoming/*"))


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd"])
def test_an_address_inside_is_refused(reviewer, url):
    assert send(reviewer, url=url).status_code in (422, 502)


def uploaded(reviewer, size: int):
    """A file of so many bytes, sent as a browser does."""
    parts = (f'name="csrf_token"\r\n\r\n{reviewer.csrf}', 'name="file"; filename="a.txt"\r\n\r\n' + "x" * size)
    body = "".join(f"--b\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--b--\r\n"
    return reviewer.post("/import", data=body.encode(), content_type="multipart/form-data; boundary=b")


def test_a_large_file_is_refused_and_a_larger_one_is_not_read(reviewer):
    assert "larger than 10 MB" in uploaded(reviewer, (10 << 20) + 1).text
    assert uploaded(reviewer, 11 << 20).status_code == 413


@pytest.mark.parametrize("slug", ["", "../x", "Lettre", "lettre", "-x", "a/b", "x" * 101])
def test_a_bad_or_taken_slug_leaves_no_file(reviewer, pasted, root, slug):
    before = sorted(path.name for path in (root / "source_issues").iterdir())
    form = {
        "csrf_token": reviewer.csrf,
        "deed": "create",
        "slug": slug,
        "block": list(map(str, range(9))),
        "locale": "de",
    }
    answer = reviewer.post(pasted, data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert sorted(path.name for path in (root / "source_issues").iterdir()) == before


def test_an_unknown_locale_makes_nothing(reviewer, pasted, root):
    form = {"csrf_token": reviewer.csrf, "deed": "create", "slug": "mars", "block": ["2", "4"], "locale": "../de"}
    assert reviewer.post(pasted, data=form).status_code == 422
    assert not (root / "source_issues/mars.md").exists()


def test_an_import_that_is_given_up_is_gone(reviewer, pasted, root):
    answer = reviewer.post(pasted, data={"csrf_token": reviewer.csrf, "deed": "forget"})
    assert answer.location == "/"
    assert not list((root / ".passeur/incoming").iterdir())
    assert reviewer.get("/import/" + "0" * 32).status_code == 400
    assert reviewer.get("/import/" + "." * 32).status_code == 400
