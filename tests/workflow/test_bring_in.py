"""What comes in becomes an issue, from a file or from an address; what cannot come in leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import workspace_at

from app.errors import InputError, PasseurError, UsageError
from app.fetching import Page
from app.importing import Format
from app.workflow.bring_in import bring_in

DATA = Path(__file__).parents[1] / "data" / "importing"
ARTICLE = (DATA / "web/carnet_technique.html").read_bytes()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "source_issues").mkdir()
    return tmp_path


def written(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "source_issues").iterdir())


def test_page_of_an_address_becomes_an_issue_that_says_where_it_came_from(root: Path) -> None:
    def fetch(url: str) -> Page:
        return Page("https://tancrede.example/2025/08/", ARTICLE, "text/html; charset=utf-8")

    done = bring_in(workspace_at(root), "https://tancrede.example/2025/08", fetch=fetch)
    assert (done.format, done.path) == (Format.HTML, "source_issues/sauvegarder-une-base-sqlite-en-service.md")
    text = (root / done.path).read_text(encoding="utf-8")
    assert 'origin: "https://tancrede.example/2025/08/"' in text
    assert "(https://tancrede.example/2025/2024/verrous.html)" in text


def test_charset_that_the_server_names_counts(root: Path) -> None:
    page = Page(
        "https://a.example/",
        "<h1>Été</h1><p>Où es-tu, cœur d’artichaut ?".encode("cp1252"),
        "text/html; charset=ISO-8859-1",
    )
    assert bring_in(workspace_at(root), "https://a.example/", fetch=lambda url: page).report.title == "Été"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)", "http://127.0.0.1/"]
)
def test_address_that_is_refused_leaves_no_file(root: Path, address: str) -> None:
    with pytest.raises(UsageError):
        bring_in(workspace_at(root), address)
    assert written(root) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vide.html", b""),
        ("vide.html", b"<html><body><script>x</script></body></html>"),
        ("vide.txt", b"\n\n"),
        ("image.html", b"\x89PNG\r\n"),
        ("faux.docx", b"PK\x03\x04word/document.xml"),
        ("faux.eml", b"\x00\xff\x00"),
        ("large.html", b"<p>x</p>" * (2 << 20)),
    ],
)
def test_bad_input_is_named_and_leaves_no_file(root: Path, name: str, data: bytes) -> None:
    (root / name).write_bytes(data)
    with pytest.raises(PasseurError) as caught:
        bring_in(workspace_at(root), str(root / name))
    assert name in caught.value.message
    assert caught.value.fix
    assert written(root) == []


def test_reasons_given_bring_their_blocks_back(root: Path) -> None:
    page = DATA / "web/substack_lettre.html"
    done = bring_in(workspace_at(root), str(page), keep=["comments"], dry_run=True)
    assert "chaufferie du lycée" in done.markdown
    assert written(root) == []


def test_unknown_reason_is_refused_before_anything_is_read(root: Path) -> None:
    with pytest.raises(UsageError, match="comment"):
        bring_in(workspace_at(root), "https://a.example/", keep=["comment"], fetch=lambda url: pytest.fail("fetched"))


def test_missing_file_is_named(root: Path) -> None:
    with pytest.raises(InputError, match=r"nulle-part\.html"):
        bring_in(workspace_at(root), "nulle-part.html")
