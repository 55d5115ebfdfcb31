"""Reviewers who approve at one issue over HTTP; run by `benchmarks.review` as a process of its own.

Arguments: host, token, slug, reviewers, seconds that each thinks before a save, seconds in all. Prints the milliseconds
that each save took, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from benchmarks.serving import target


def main(host: str, token: str, slug: str, reviewers: str, thinking: str, lasting: str) -> None:
    address = f"/api/v1/issues/{slug}/locales/en/segments"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    count, think = int(reviewers), float(thinking)
    rows = _ask(HTTPConnection(host), "GET", address, headers=headers)

    def review(number: int) -> list[float]:
        line, mine, taken = HTTPConnection(host), rows[number::count], []
        time.sleep(random.random() * think)
        end = time.monotonic() + float(lasting)
        while time.monotonic() < end:
            row = mine[len(taken) % len(mine)]
            text = target(row["source"], 1 + len(taken) // len(mine))
            body = json.dumps({"target": text, "state": "approved", "version": row["version"]})
            begun = time.perf_counter()
            row["version"] = _ask(line, "PUT", f"{address}/{row['id']}", headers=headers, body=body)["version"]
            taken.append((time.perf_counter() - begun) * 1000)
            time.sleep(random.uniform(0.5, 1.5) * think)
        return taken

    with ThreadPoolExecutor(count) as pool:
        print(json.dumps([one for taken in pool.map(review, range(count)) for one in taken]))


def _ask(line: HTTPConnection, method: str, address: str, *, headers: dict[str, str], body: str | None = None):
    line.request(method, address, body=body, headers=headers)
    answer = line.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{method} {address}: {answer.status} {text.decode()}")
    return json.loads(text)


main(*sys.argv[1:])
