"""An HTML file in another locale says so, and nothing else of it changes."""

from __future__ import annotations

import pytest

from app.exporters import html_file, language
from app.exporters.page import Page


@pytest.mark.parametrize(
    ("source", "locale", "expected"),
    [
        ('<html lang="fr"><body>', "en", '<html lang="en"><body>'),
        ("<HTML LANG='fr-FR' xml:lang=fr>", "pt_BR", "<HTML LANG='pt-BR' xml:lang=\"pt-BR\">"),
        ('<html class="a"><p>', "de", '<html lang="de" class="a"><p>'),
        ("<html>", "ar", '<html dir="rtl" lang="ar">'),
        ('<html lang="fr" dir="ltr">', "fa", '<html lang="fa" dir="rtl">'),
        ('<html lang="fr" dir="rtl">', "en", '<html lang="en" dir="ltr">'),
        ('<html lang="fr" dir="auto">', "he", '<html lang="he" dir="auto">'),
        ('<html lang="en">', "de", '<html lang="de">'),
        ('<html lang="{{ langue }}">', "de", '<html lang="{{ langue }}">'),
        ('<html lang="und"><div lang="und" dir="auto">', "en", '<html lang="en"><div lang="en" dir="auto">'),
        ('<html lang="fr"><body dir="ltr"><div role="article" lang="fr" dir="ltr">', "ur",
         '<html dir="rtl" lang="ur"><body dir="rtl"><div role="article" lang="ur" dir="rtl">'),
        ('<html lang="fr"><p lang="en" dir="ltr">', "ar", '<html dir="rtl" lang="ar"><p lang="en" dir="ltr">'),
        ('<html lang="fr"><p lang=fr translate=no>Le Monde</p>', "en",
         '<html lang="en"><p lang=fr translate=no>Le Monde</p>'),
        ('<meta http-equiv="content-language" content="fr"><meta name=language content=fr-FR>', "es",
         '<meta http-equiv="content-language" content="es"><meta name=language content="es">'),
        ('<meta property="og:locale" content="fr_FR"><meta property="og:locale:alternate" content="en_US">', "en",
         '<meta property="og:locale" content="en_US"><meta property="og:locale:alternate" content="en_US">'),
        ('<link rel="alternate" hreflang="fr" href="/fr/"><a hreflang="fr" href="https://a.fr">', "en",
         '<link rel="alternate" hreflang="fr" href="/fr/"><a hreflang="fr" href="https://a.fr">'),
        ('<link rel=canonical href="/x"><link rel=alternate hreflang="fr" href="/x"><a hreflang=fr href="#haut">', "en",
         '<link rel=canonical href="/x"><link rel=alternate hreflang="en" href="/x"><a hreflang="en" href="#haut">'),
        ("<p>Un fragment</p>", "ar", "<p>Un fragment</p>"),
        ('<!-- <html lang="fr"> --><script>"<html lang=fr>"</script>', "en",
         '<!-- <html lang="fr"> --><script>"<html lang=fr>"</script>'),
    ],
)  # fmt: skip
def test_language_is_told_where_the_file_tells_it(source: str, locale: str, expected: str) -> None:
    assert language.tell(source, original=source, source="fr", target=locale) == expected


def test_a_link_that_the_translator_leads_elsewhere_leads_to_the_targets_language() -> None:
    original = '<a hreflang="fr" href="https://a.fr/fr">Un</a><a hreflang="fr" href="https://b.fr">Deux</a>'
    told = language.tell(original.replace("a.fr/fr", "a.fr/en"), original=original, source="fr", target="en")
    assert told == original.replace("a.fr/fr", "a.fr/en").replace("fr", "en", 1)


def rendered(text: str, *, source: str, locale: str = "ja") -> str:
    return html_file.render(Page(text=text, locale=locale, heading="", source=source, source_locale="fr"))


def test_a_file_in_its_own_locale_is_untouched() -> None:
    text = '<html lang="en" dir="rtl"><p>Été'
    assert rendered(text, source=text, locale="fr") == text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "&#26085;"),
        ("<meta charset=iso-8859-1>", "&#26085;"),
        ("<meta charset='utf-8'>", "日"),
        ("<!-- é -->", "日"),
    ],
)
def test_a_file_in_ascii_stays_so_unless_it_says_utf_8(head: str, expected: str) -> None:
    assert rendered(f"{head}<p>日", source=f"{head}<p>Jour") == f"{head}<p>{expected}"
