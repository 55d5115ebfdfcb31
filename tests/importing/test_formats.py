"""E-mails and Word documents: tests/data/importing/mail and docx, the Markdown they become and what they leave out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from app.errors import InputError
from app.importing import Format, reading, recognise, to_markdown
from app.importing.mail import unwrapped
from app.importing.report import Report

DATA = Path(__file__).parents[1] / "data" / "importing"
MESSAGES = sorted(path.name for path in (DATA / "mail").iterdir() if path.suffix in (".eml", ".mht"))
DOCUMENTS = sorted(path.name for path in (DATA / "docx").iterdir() if path.is_dir())


def packed(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return archive.getvalue()


def parts(name: str) -> dict[str, bytes]:
    """The files of a document that lies unpacked, so that a person can read it."""
    folder = DATA / "docx" / name
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(data: bytes, *, name: str) -> Report:
    format = recognise(data, name=name)
    return reading.read(data, format=format, origin=name, charset="", keep=())


def left_out(report: Report) -> list[str]:
    return [f"{block.reason}: {' '.join((block.text or block.markdown).split())}" for block in report.left_out]


def expected(place: Path) -> tuple[str, list[str]]:
    lines = place.with_suffix(".left_out").read_text(encoding="utf-8").splitlines()
    return place.with_suffix(".md").read_text(encoding="utf-8"), lines


@pytest.mark.parametrize("name", MESSAGES)
def test_message_becomes_the_markdown_that_an_editor_would_write(name: str) -> None:
    report = read((DATA / "mail" / name).read_bytes(), name=name)
    assert (to_markdown(report, source_locale="fr"), left_out(report)) == expected(DATA / "mail" / name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_document_becomes_the_markdown_that_an_editor_would_write(name: str) -> None:
    report = read(packed(parts(name)), name=f"{name}.docx")
    assert (to_markdown(report, source_locale="fr"), left_out(report)) == expected(DATA / "docx" / name)


def test_word_document_tells_of_comments_and_tracked_changes() -> None:
    remarks = read(packed(parts("circulaire")), name="c.docx").remarks
    assert "1 tracked deletion left out." in remarks
    assert "1 comment left out." in remarks


def test_message_tells_of_its_attachments_and_of_a_charset_that_is_not_its() -> None:
    remarks = read((DATA / "mail/transfere.eml").read_bytes(), name="transfere.eml").remarks
    assert any("plan.pdf" in remark for remark in remarks)
    assert any("windows-1252" in remark for remark in remarks)


def test_what_a_message_leaves_out_comes_back_when_asked_for() -> None:
    data = (DATA / "mail/transfere.eml").read_bytes()
    report = reading.read(data, format=Format.MAIL, origin="t", charset="", keep={"forwarding note"})
    assert report.kept[0].text.startswith("Je te fais suivre")
    assert not report.left_out


@pytest.mark.parametrize(
    ("start", "name", "content_type", "format"),
    [
        (b"<!DOCTYPE html><p>a", "page", "", Format.HTML),
        (b"\xef\xbb\xbf<html>", "page.txt", "", Format.HTML),
        (b"<p>a", "page.htm", "", Format.HTML),
        (b"<p>a", "https://a.example/x", "text/html; charset=utf-8", Format.HTML),
        (b"Bonjour", "https://a.example/x.html", "text/plain", Format.TEXT),
        (b"From: a@b.example\nSubject: x\n\nx", "message", "", Format.MAIL),
        (b"Bonjour : <b>", "page.txt", "", Format.TEXT),
        (b"Date: on ne sait pas", "lettre.txt", "", Format.TEXT),
    ],
)
def test_format_is_told_by_first_bytes_then_by_type_then_by_name(
    start: bytes, name: str, content_type: str, format: Format
) -> None:
    assert recognise(start, name=name, content_type=content_type) == format


@pytest.mark.parametrize(
    ("start", "name", "way_out"),
    [
        (b"%PDF-1.7", "lettre.pdf", ".txt"),
        (b"{\\rtf1", "lettre.rtf", ".docx"),
        (b"\xd0\xcf\x11\xe0", "lettre.doc", ".docx"),
        (b"Bonjour", "lettre.docx", ".docx"),
        (packed({"a.txt": b"a"}), "lettre.zip", ".docx"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_way_out(start: bytes, name: str, way_out: str) -> None:
    with pytest.raises(InputError, match=name) as caught:
        recognise(start, name=name)
    assert way_out in caught.value.fix


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>'


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"word/document.xml": b"0" * (51 << 20)}, "51 MB"),
        ({"word/document.xml": b"0" * (2 << 20)}, "100 times"),
        ({f"word/{number}.xml": b"" for number in range(2001)}, "2,000 files"),
        ({"word/document.xml": b"x", "../../evil.md": b"x"}, "leads out"),
        ({"word/document.xml": b"x", "/etc/cron.d/x": b"x"}, "leads out"),
        ({"word/document.xml": DOCTYPE}, "DOCTYPE"),
        ({"word/document.xml": DOCTYPE.decode().encode("utf-16")}, "DOCTYPE"),
        ({"word/other.xml": b"<x/>"}, "no Word document"),
        ({"word/document.xml": b"<w:document"}, "cannot be read"),
    ],
)
def test_hostile_word_document_is_refused(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        reading.read(packed(files), format=Format.DOCX, origin="x.docx", charset="", keep=())


def test_word_document_that_lies_about_its_sizes_is_refused() -> None:
    data = packed({"word/document.xml": b"<w:document/>" * 50_000})
    entry = data.index(b"PK\x01\x02")
    lying = data[: entry + 24] + (100).to_bytes(4, "little") + data[entry + 28 :]
    with pytest.raises(InputError, match=r"damaged|larger"):
        reading.read(lying, format=Format.DOCX, origin="x.docx", charset="", keep=())


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\n\nno header",
        b"Subject: nothing\n\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(60)),
    ],
)
def test_message_without_text_is_refused(message: bytes) -> None:
    with pytest.raises(InputError):
        reading.read(message, format=Format.MAIL, origin="x.eml", charset="", keep=())


def test_lines_that_a_mailer_broke_are_put_together_and_no_others() -> None:
    broken = "Une phrase assez longue pour que le facteur ait dû la couper juste après\nces mots.\nAmitiés,\nJeanne"
    assert unwrapped(broken) == broken.replace("après\nces", "après ces")
    assert (
        unwrapped("Une ligne qui va \nà la suite.\n-- \nMoi", flowed=True) == "Une ligne qui va à la suite.\n-- \nMoi"
    )
