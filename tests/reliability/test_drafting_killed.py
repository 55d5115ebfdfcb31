"""A server is killed while it drafts: the job goes on by itself, drafts nothing twice, and spares what people save."""

from __future__ import annotations

import json
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any

from engines.loopback import Handler, serving
from serving import Server
from serving import serving as passeur_serving

SLUG, LOCALE = "lettre", "es"
CATALOG = f"/api/v1/issues/{SLUG}/locales/{LOCALE}"
NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
SOURCES = [f"Le bateau {one} part {when}." for one in NUMBERS for when in ("demain", "ce soir")]
EARLY, BEHIND = 6, len(SOURCES) - 1  # answers before the engine hangs; what a person translates meanwhile


class Engine:
    """Answers the first questions and then hangs, until it is to be of use."""

    def __init__(self) -> None:
        self.usable = Event()
        self.hung = Event()
        self.answered = 0

    def __call__(self, handler: Handler, body: dict[str, str]) -> None:
        if self.answered >= EARLY and not self.usable.is_set():
            self.hung.set()
            self.usable.wait(60)
        self.answered += 1
        time.sleep(0.25)  # so that several seconds see a save each
        handler.send_draft(body["q"].replace("bateau", "barco").replace("part", "sale"))


def ask(server: Server, method: str, path: str, body: Any = None) -> Any:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    connection.request(method, f"{CATALOG}/{path}", json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert answer.status < 300, told
    return told


def targets(server: Server) -> dict[str, str]:
    return {one["source"]: one["target"] for one in ask(server, "GET", "segments")}


def test_a_job_survives_the_kill_of_its_server_and_two_servers_share_what_is_left(tmp_path: Path) -> None:
    engine = Engine()
    with serving(engine) as translator:
        workspace = tmp_path / "workspace"
        (workspace / "source_issues").mkdir(parents=True)
        (workspace / f"source_issues/{SLUG}.md").write_text("\n\n".join(SOURCES) + "\n", encoding="utf-8")
        named = f"engine: libretranslate\nengines: {{libretranslate: {{address: {translator.address}}}}}\n"
        (workspace / "passeur.yaml").write_text(f"locales: [es]\n{named}", encoding="utf-8")
        with passeur_serving(workspace) as server:
            ask(server, "POST", "drafting", {})
            assert engine.hung.wait(60)
            (row,) = (one for one in ask(server, "GET", "segments") if one["source"] == SOURCES[BEHIND])
            mine = {"target": "Mío.", "state": "approved", "version": row["version"]}
            ask(server, "PUT", f"segments/{row['id']}", mine)
            before = {source: target for source, target in targets(server).items() if target}
        assert SOURCES[0] in before
        translator.asked.clear()
        engine.usable.set()
        with passeur_serving(workspace) as first, passeur_serving(workspace) as second:
            deadline = time.monotonic() + 60
            while (job := ask(second, "GET", "drafting"))["running"] and time.monotonic() < deadline:
                time.sleep(0.2)
            after = targets(first)
    assert (job["state"], job["failures"]) == ("done", [])
    assert job["done"] == job["total"] == len(SOURCES) - 1
    assert after == {**{one: one.replace("bateau", "barco").replace("part", "sale") for one in SOURCES}, **before}
    asked = Counter(body["q"] for _, body in translator.asked)
    assert set(asked.values()) == {1}
    assert not asked.keys() & before.keys()
