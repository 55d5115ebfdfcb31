"""E-mail newsletters (.eml) and pages saved as one file (.mht): the part that people read, as a page or as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from app.errors import InputError
from app.importing import html
from app.importing.cleaning import clean
from app.importing.dates import find_date
from app.importing.html.decoding import Decoded, decode
from app.importing.report import ImportedBlock, Report
from app.wording import Message

PREFIX = re.compile(r"\s*(?:(?:re|fwd?|tr|wg|aw|rv|i)\s?:\s?)+", re.IGNORECASE)  # of replies and forwarded mail
LONGEST_SUBJECT = 500  # characters
DEEPEST = 20  # parts in each other
MOST_PARTS = 500
SIGNATURE_LINES = 15
SENDER = re.compile(r"(?:^|\n)(?:De|From|Von)\s?:\s{0,3}([^<>\n@]{2,80})")
QUOTED = re.compile(r"> ?")


def read(data: bytes, *, origin: str, keep: Collection[str] = ()) -> Report:
    """The report of a message. InputError when it is none, or holds no text."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError(
            Message("this is no e-mail: it has no header."), fix=Message("Save the message itself, as .eml.")
        )
    parts = list(_parts(message, 0))
    part = _chosen(parts)
    if part is None:
        raise InputError(
            Message("this message has no text part."), fix=Message("Copy its text into a .txt file and import that.")
        )
    outer = next((one for one in parts if one.get_content_type() == "message/rfc822"), None)
    forwarded = outer is not None and _holds(outer, part)
    head = outer.get_payload(0) if outer is not None and forwarded else message
    assert isinstance(head, EmailMessage)
    text = _text(part)
    saved = _saved_from(message, part)
    report = _report(part, text.text, saved, origin=origin, keep=keep)
    remarks = [*report.remarks, *filter(None, [text.remark]), *_of_attachments(parts, part)]
    report = replace(report, remarks=tuple(remarks))
    if saved:
        return report
    sender, date = _forwarded(report)
    return replace(
        report,
        title=_subject(head) or report.title,
        date=date or _date(head) or report.date,
        author=report.author or sender or _sender(head),
        blocks=_back(keep, *(_notes(parts, part) if forwarded else ()), *_with_title(report.blocks, _subject(head))),
    )


def _saved_from(message: EmailMessage, part: EmailMessage) -> str:
    """The address of a page that a browser saved as one file; "" for a message."""
    found = _value(message, "Snapshot-Content-Location") or _value(part, "Content-Location")
    return found if "://" in found else ""


def _report(part: EmailMessage, text: str, saved: str, *, origin: str, keep: Collection[str]) -> Report:
    if part.get_content_type() == "text/html":
        return html.read(text, origin=origin, keep=keep, whole=not saved, base=saved)
    text, signature = _without_signature(text)
    report = clean(unwrapped(text, flowed=_is_flowed(part), delsp=_delsp(part)), keep=keep, origin=origin)
    return replace(report, blocks=(*report.blocks, *signature))


def _without_signature(text: str) -> tuple[str, list[ImportedBlock]]:
    """The text, and what stands under its last line of "-- " (RFC 3676 4.3), when that is short."""
    match = re.search(r"\n-- ?\r?\n(?!.*\n-- ?\r?\n)", text, re.DOTALL)
    if match is None or text.count("\n", match.end()) > SIGNATURE_LINES:
        return text, []
    lines = ["--", *filter(None, map(str.strip, text[match.end() :].splitlines()))]
    return text[: match.start()], [ImportedBlock("paragraph", line, "signature", raw=line) for line in lines]


def _parts(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """The leaves of a message in order, forwarded messages and what is in them included."""
    if depth > DEEPEST:
        raise InputError(Message("this message has parts nested more than {number} deep.", number=DEEPEST))
    if message.get_content_type() == "message/rfc822":
        yield message
    if not message.is_multipart():
        yield message
        return
    children = message.get_payload()
    if not isinstance(children, list) or len(children) > MOST_PARTS:
        raise InputError(Message("this message has more than {number} parts.", number=MOST_PARTS))
    for child in children:
        if isinstance(child, EmailMessage):
            yield from _parts(child, depth + 1)


def _chosen(parts: Collection[EmailMessage]) -> EmailMessage | None:
    """The HTML part that says most; else the text part that does."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for type_ in ("text/html", "application/xhtml+xml", "text/plain"):
        found = [part for part in shown if part.get_content_type() == type_ and _bytes(part).strip()]
        if found:
            return max(found, key=lambda part: len(_bytes(part)))
    return None


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> Decoded:
    """The part's text; a charset that the bytes belie is not believed."""
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError):
        charset = ""
    return decode(_bytes(part), declared=charset)


def _holds(outer: EmailMessage, part: EmailMessage) -> bool:
    return any(one is part for one in outer.walk())


def _notes(parts: Collection[EmailMessage], chosen: EmailMessage) -> Iterator[ImportedBlock]:
    """What the person who forwarded a message wrote over it."""
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            return
        if part.get_content_type() == "text/plain" and part is not chosen and (text := _text(part).text.strip()):
            yield ImportedBlock("paragraph", text, "forwarding note", raw=text)


def _of_attachments(parts: Collection[EmailMessage], chosen: EmailMessage) -> Iterator[Message]:
    named = []
    for part in parts:
        name = part.get_filename() or ""
        inline = part.get_content_disposition() != "attachment"
        if (
            part is chosen
            or part.get_content_maintype() == "multipart"
            or (part.get_content_maintype() == "text" and inline)
        ):
            continue
        if part.get_content_type() != "message/rfc822":
            named.append(f"{name} ({part.get_content_type()})"[:120].lstrip())
    if len(named) > 5:
        names = ", ".join(named[:5])
        yield Message("Attachments are not imported: {names} and {number} more.", names=names, number=len(named) - 5)
    elif named:
        yield Message("Attachments are not imported: {names}.", names=", ".join(named))


def _value(message: EmailMessage, name: str) -> str:
    """A header's text, decoded (RFC 2047), on one line; also one that the parser finds wrong."""
    try:
        value = str(message.get(name) or "")
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        raw = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), "")
        value = str(make_header(decode_header(str(raw))))
    if any("\udc80" <= sign <= "\udcff" for sign in value):
        value = decode(value.encode("utf-8", "surrogateescape")).text
    return " ".join(value.split())[:LONGEST_SUBJECT]


def _subject(message: EmailMessage) -> str:
    return PREFIX.sub("", _value(message, "Subject"), count=1)


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_value(message, "Date")).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _sender(message: EmailMessage) -> str:
    """The name in From, without the address."""
    name = re.sub(r"<[^<>]*>", "", _value(message, "From")).strip(" \"'")
    return "" if "@" in name else name


def _back(keep: Collection[str], *blocks: ImportedBlock) -> tuple[ImportedBlock, ...]:
    """The blocks, kept where they were left out for a reason of `keep`."""
    return tuple(replace(block, reason=None) if block.reason in keep else block for block in blocks)


def _forwarded(report: Report) -> tuple[str, str | None]:
    """Sender and date of a message that was forwarded within the text, from the head over it."""
    for block in report.left_out:
        if block.reason == "forwarding note" and (sender := SENDER.search(block.text)):
            return sender[1].strip(), find_date(block.text.partition("\n")[2])
    return "", None


def _with_title(blocks: tuple[ImportedBlock, ...], subject: str) -> tuple[ImportedBlock, ...]:
    """The subject is the title: what the text calls a title is a heading unless it says the same."""
    title = next((block for block in blocks if block.kind == "title"), None)
    if title is None or not subject or title.text.split() == subject.split():
        return blocks
    return tuple(replace(block, kind="heading", level=2) if block is title else block for block in blocks)


def _is_flowed(part: EmailMessage) -> bool:
    return str(part.get_param("format", "")).lower() == "flowed"


def _delsp(part: EmailMessage) -> bool:
    return str(part.get_param("delsp", "")).lower() == "yes"


def unwrapped(text: str, *, flowed: bool = False, delsp: bool = False) -> str:
    """Text with the lines put together that a mailer broke.

    `flowed`: a line that ends in a space goes on (RFC 3676). Else a line goes on where the next word did not fit in it.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[str] = []
    goes_on = False
    width = max((len(line) for line in lines if len(line) <= 80), default=0)
    for at, line in enumerate(lines):
        shown = line[1:] if flowed and line.startswith(" ") else line
        if goes_on and shown.strip():
            found[-1] += (QUOTED.sub("", shown, count=1) if shown.startswith(">") else shown).lstrip()
        else:
            found.append(shown)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if flowed:
            goes_on = shown.endswith(" ") and shown != "-- "
            found[-1] = found[-1][:-1] if goes_on and delsp else found[-1]
        else:
            goes_on = _was_full(line, following, width)
            found[-1] += " " if goes_on and not found[-1].endswith(" ") else ""
    return "\n".join(found)


def _was_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room in this one."""
    words = following.split(maxsplit=1)
    if not 50 <= width <= 80 or not words or not line.strip() or len(line) > 80:
        return False
    begins = re.match(r"\s{5}|\s*(?:[-*•–>#=_]|\d{1,2}[.)]\s)", following)
    return not begins and len(line.rstrip()) + 1 + len(words[0]) > width
