"""What a browser calls itself, in words that its owner recognises."""

from __future__ import annotations

from app.web.interface import _

# The first that fits: browsers name those they come after, too.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def agent_words(agent: str) -> str:
    """ "Firefox, Linux" of a User-Agent header; the header's beginning where none of them is in it."""
    named = [next((name for mark, name in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, named)) or agent[:40] or _("unknown browser")
