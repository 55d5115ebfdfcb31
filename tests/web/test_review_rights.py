"""Who may not save in a locale reads there and is told why; what is kept of one person is shown to nobody else."""

from __future__ import annotations

import pytest

KEPT = "/api/v1/issues/lettre/locales/de"


@pytest.mark.parametrize(("name", "may"), [("dora", True), ("enzo", False)])
def test_a_translator_of_another_locale_reads_and_is_told_why_the_fields_are_closed(crowd, name, may):
    page = crowd.browser(name).get("/review/de/lettre").text
    assert ("readonly" in page) is not may
    assert ('id="read-only"' in page) is not may
    assert ('class="pick"' in page) is may


def test_what_somebody_types_is_kept_for_them_alone_and_in_their_locales_only(crowd):
    dora, enzo = crowd.browser("dora"), crowd.browser("enzo")
    identity = dora.get(f"{KEPT}/segments").json[0]["id"]
    text = {"target": "Der Brief", "version": "1"}
    assert dora.put(f"{KEPT}/segments/{identity}/kept", json=text, headers=dora.proof).json == {}
    assert dora.get(f"{KEPT}/kept").json == {"kept": [{"id": identity, **text}]}
    assert enzo.get(f"{KEPT}/kept").json == {"kept": []}
    refused = enzo.put(f"{KEPT}/segments/{identity}/kept", json=text, headers=enzo.proof)
    assert refused.status_code == 403
    assert dora.delete(f"{KEPT}/segments/{identity}/kept", headers=dora.proof).json == {}
    assert dora.get(f"{KEPT}/kept").json == {"kept": []}
