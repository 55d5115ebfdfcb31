"""Foreign input -> clean Markdown, with a report of what was left out and why.

read(data)          bytes of any format -> Report          clean(text)   the text of a page, pasted -> Report
to_markdown(report) -> a source issue: front matter and text

formats     what the input is                      bounded, child     a reader in a process with limits
html, mail, archive, docx   readers of formats     report, wire       the blocks, and the law that none is lost

cleaning    text -> blocks, by these:
lines       text -> lines and their words          phrases, dates     set phrases (phrases.json)
furniture, neighbours   lines that show alone, or by those beside them, what they are
related, comments, copies   parts of a page, by their shape
lead, foot  title and menus, what ends a page      parting, credits   lines where a picture or a line break was lost
shapes      headings, lists, quotations            markdown           the report as an issue
"""

from __future__ import annotations

from app.importing.bounded import read
from app.importing.cleaning import clean, refuse_unknown
from app.importing.formats import Format, recognise
from app.importing.markdown import to_markdown
from app.importing.report import KINDS, REASONS, CleanUp, Container, ImportedBlock, Report, accounts_for

__all__ = [
    "KINDS", "REASONS", "CleanUp", "Container", "Format", "ImportedBlock", "Report",
    "accounts_for", "clean", "read", "recognise", "refuse_unknown", "to_markdown",
]  # fmt: skip
