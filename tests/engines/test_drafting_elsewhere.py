"""Whatever an engine elsewhere says, each segment has one result, in order, and no draft lacks or invents a code."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.core import inline
from app.core.model import InlineCode
from app.engines import Request
from app.engines.remote.drafting import Drafting
from app.engines.remote.patience import Limits
from app.engines.remote.segment import Form
from app.engines.remote.tags import HTML, READABLE, XML

SEGMENTS = st.sampled_from(
    [
        "Une phrase toute simple.",
        "Voici **le monde** entier.",
        "Lisez [la *suite* ici](https://exemple.fr) `tout de suite`, {{ prenom }} !",
        "<u>Deux</u> & <br> trois",
        "12 345 €",
        "**`code`**",
        "",
    ]
)
FORMS = st.sampled_from(
    [
        Form(HTML, 9_000),
        Form(READABLE, 8_000, runs=False, batch=4, together=300),
        Form(XML, 9_000, batch=10, together=4_000),
    ]
)
JUNK = st.one_of(st.none(), st.integers(), st.text(), st.just({"text": "x"}), st.lists(st.text(), max_size=2))
CHANGES = st.sampled_from(
    [
        lambda text: f"Es {text}",
        lambda text: text,
        lambda text: re.sub(r"<[^>]*>", "", text, count=1),
        lambda text: re.sub(r"<(/?)g", r"<\1x", text),
        lambda text: f"{text} {text}",
        lambda text: text[::-1],
        lambda text: f"{text} <x9/> <b>{{{{ 7*7 }}}}</b>",
        lambda text: " ".join(reversed(text.split())),
    ]
)


def codes(parts) -> Counter[str]:
    return Counter(part.text for part in parts if isinstance(part, InlineCode))


@given(st.lists(SEGMENTS, max_size=8), FORMS, st.data())
def test_nothing_is_lost_whatever_comes_back(texts, form, data):
    def ask(sent, marked, requests):
        assert len(sent) == len(requests) <= form.batch
        replies = [data.draw(st.one_of(CHANGES.map(lambda change, text=text: change(text)), JUNK)) for text in sent]
        return replies[: data.draw(st.sampled_from([None, None, None, -1]))]

    requests = [Request(str(number), inline.to_parts(text)) for number, text in enumerate(texts)]
    drafting = Drafting("engine", "route", ask, form, Limits(tries=1, failures=3))
    results = list(drafting.results(iter(requests)))
    assert [result.id for result in results] == [request.id for request in requests]
    for request, result in zip(requests, results, strict=True):
        assert (result.parts is None) != (result.error is None)
        if result.parts is not None:
            assert codes(result.parts) == codes(request.parts)
            found = inline.parse(inline.from_parts(result.parts))
            assert Counter(code.text for code in found if code.kind != "escape") == codes(request.parts)
