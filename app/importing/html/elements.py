"""What HTML's elements and attributes mean for reading: blocks, styles, what is hidden, where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from app.importing.html.runs import Image, Style

SKIPPED = frozenset(["script", "style", "template", "head", "svg", "datalist", "area", "param", "source", "track"])
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre section "
        "optgroup option summary table tbody td tfoot th thead tr ul",
    )
)
CONTROLS = frozenset(["button", "select", "textarea", "label", "meter", "progress", "output"])
EMBEDDED = frozenset(["iframe", "video", "audio", "embed", "object"])
HIDDEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
    r"|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|!|\Z)|max-height\s{0,3}:\s{0,3}0(?:px)?\s{0,3}(?:;|!|\Z)",
    re.IGNORECASE,
)
SCREEN_READER = frozenset(["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden", "u-sr-only"])
WEIGHT = re.compile(r"font-weight\s{0,3}:\s{0,3}(\w{1,10})", re.IGNORECASE)
SLANT = re.compile(r"font-style\s{0,3}:\s{0,3}(\w{1,10})", re.IGNORECASE)
TRACKING = re.compile(r"utm_\w+|mc_[ce]id|mtm_\w+|pk_\w+|at_\w+|fbclid|gclid|msclkid|_hs(?:enc|mi)|ck_subscriber_id")
SAVED = re.compile(r"\A(?!\w+:|/).{1,200}_(?:files|fichiers)/")  # where browsers save what a page shows
DETOURS = (  # a link's real place stands in a parameter of theirs
    (re.compile(r"www\.google\.\w{2,3}/url"), "q"),
    (re.compile(r"[\w-]{1,20}\.safelinks\.protection\.outlook\.com/.{0,40}"), "url"),
    (re.compile(r"l\.(?:facebook|instagram)\.com/(?:l\.php)?"), "u"),
)
DOCS_LIST = re.compile(r"\blst-[\w]{1,40}-(\d)")
SCHEMES = frozenset(["http", "https", "mailto", "tel", ""])
PIXELS = re.compile(r"(?:max-)?(?:width|height)\s{0,3}:\s{0,3}([01])(?:px)?\s{0,3}(?:;|\Z)", re.IGNORECASE)


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def attribute(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()


def names(node: LexborNode) -> list[str]:
    """The words of an element's class and id, lower case."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()


def hidden(node: LexborNode) -> str:
    """Why no reader sees the element: a reason, or ""."""
    attributes = node.attributes
    if node.tag == "noscript" or "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return "hidden text"
    if HIDDEN_STYLE.search((attributes.get("style") or "")[:2000]):
        return "hidden text"
    return "screen-reader remark" if attributes.get("class") and not SCREEN_READER.isdisjoint(names(node)) else ""


def is_title(node: LexborNode) -> bool:
    """A paragraph that Word or Google Docs calls the title."""
    known = names(node)
    return "msotitle" in known or ("title" in known and attribute(node, "id").startswith("h."))


def styled(node: LexborNode, style: Style) -> Style:
    """`style` as it is inside the element; links apart."""
    tag = node.tag
    if tag in ("b", "strong"):
        style = replace(style, bold=True)
    elif tag in ("i", "em", "cite", "dfn"):
        style = replace(style, italic=True)
    elif tag in ("s", "strike", "del"):
        style = replace(style, strike=True)
    elif tag in ("code", "kbd", "samp", "tt"):
        style = replace(style, code=True)
    elif tag in ("sup", "sub"):
        style = replace(style, raised=tag)
    css = attribute(node, "style")[:2000]
    if css and (weight := WEIGHT.search(css)):
        bold = weight[1].lower() in ("bold", "bolder") or (weight[1].isdecimal() and int(weight[1]) >= 600)
        style = replace(style, bold=bold)
    if "line-through" in css:
        style = replace(style, strike=True)
    if css and (slant := SLANT.search(css)):
        style = replace(style, italic=slant[1].lower() in ("italic", "oblique"))
    return style


def address(url: str, base: str) -> str:
    """The absolute address where a base is known; "" for what is no place to go ("javascript:", …)."""
    url = url.strip()
    try:
        found = urljoin(base, url) if base else url
        scheme = urlsplit(found).scheme.lower()
    except ValueError:
        return ""
    return found if scheme in SCHEMES and found not in ("#", "") else ""


def untracked(url: str) -> str:
    """The address without the parameters that tell a sender who clicked, nor the detour of those who look."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return url
    if parameter := next((name for detour, name in DETOURS if detour.fullmatch(f"{parts.netloc}{parts.path}")), ""):
        inner = dict(query).get(parameter, "")
        return inner if inner.startswith(("http://", "https://")) else url
    kept = [(name, value) for name, value in query if not TRACKING.fullmatch(name)]
    if len(kept) == len(query):
        return url
    return parts._replace(query=urlencode(kept, quote_via=quote)).geturl()


def image(node: LexborNode, base: str) -> Image | None:
    """The image that a reader sees, also where scripts put it in place later; None for one that has no address."""
    if SAVED.search(attribute(node, "src")):
        return Image(attribute(node, "src"), attribute(node, "alt"), attribute(node, "title"))
    places = [attribute(node, name) for name in ("data-lazy-src", "data-src", "data-original", "src")]
    places.append(attribute(node, "srcset").split(" ")[0])
    url = next((found for place in places if place and (found := address(place, base)) and len(found) < 4000), "")
    return Image(url, attribute(node, "alt"), attribute(node, "title")) if url else None


def is_pixel(node: LexborNode) -> bool:
    """One of the images of a point or none by which senders learn that a mail was opened."""
    if any(attribute(node, side).removesuffix("px") in ("0", "1") for side in ("width", "height")):
        return True
    return bool(PIXELS.search(attribute(node, "style")[:2000]))


def keys_over(node: LexborNode) -> Iterable[int]:
    """The element and those around it, inmost first."""
    at: LexborNode | None = node
    while at is not None:
        yield at.mem_id
        at = at.parent


def list_level(node: LexborNode) -> int:
    """How deep a list is by its class: Google Docs writes lists of all levels beside each other."""
    match = DOCS_LIST.search(attribute(node, "class")[:200])
    return int(match[1]) if match else 0


def list_start(node: LexborNode) -> int:
    """The number that an ordered list begins with."""
    start = attribute(node, "start")
    return int(start) if re.fullmatch(r"\d{1,8}", start) else 1
