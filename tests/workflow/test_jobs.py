"""Jobs of drafting, with a real engine in front of a translation server on loopback."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from engines.loopback import Handler
from ferry import (
    LOCALE,
    SLUG,
    SOURCES,
    Gate,
    asked,
    latest,
    ran,
    shout,
    started,
    targets,
    workspace_with,
)
from places import workspace_at
from sqlalchemy import update

from app.core.model import State
from app.errors import BlockedError, UsageError
from app.store import jobs as store
from app.store import kept
from app.store.tables import jobs as table
from app.store.workspace import Workspace
from app.workflow import consent, jobs
from app.workflow.jobs import Deed, JobState, Runner
from app.workflow.jobs.runner import Threads
from app.workflow.review import open_review, save


def test_a_job_drafts_what_is_empty_once_and_is_in_the_history(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, server):
        job = ran(workspace)
        jobs.run(workspace, job.id)
    assert (job.state, job.done, job.total, job.message) == (JobState.DONE, 6, 6, "6 of 6 drafted.")
    assert targets(workspace)[SOURCES[0]] == "Le barco un sale mañana."
    assert set(asked(server).values()) == {1}
    assert {row.unit.state for row in open_review(workspace, SLUG, LOCALE).rows} == {State.DRAFT}


def test_a_catalog_has_one_open_job_at_most(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, _):
        first = started(workspace)
        assert started(workspace) == first
        jobs.run(workspace, first.id)
        assert started(workspace).id != first.id


def test_segments_that_failed_are_told_with_their_reason_and_tried_again_alone(tmp_path: Path) -> None:
    def fails(handler: Handler, body: dict[str, str]) -> None:
        handler.send_draft("") if "trois" in body["q"] else shout(handler, body)

    with workspace_with(tmp_path, fails) as (workspace, server):
        job = ran(workspace)
        assert (job.state, job.done, job.total) == (JobState.DONE, 5, 6)
        (failure,) = job.failures
        rows = {row.unit.source: row.segment.id for row in open_review(workspace, SLUG, LOCALE).rows}
        assert (failure.segment, failure.source) == (rows[SOURCES[2]], SOURCES[2])
        assert failure.problem
        assert job.message == "5 of 6 drafted. 1 segment failed."
        assert jobs.of_issue(workspace, SLUG)[LOCALE].failures == job.failures
        server.answer, server.asked = shout, []
        again = jobs.steer(workspace, SLUG, LOCALE, Deed.AGAIN, by="ana")
        assert (again.id != job.id, again.only, again.total) == (True, (failure.segment,), 1)
        jobs.run(workspace, again.id)
        assert list(asked(server)) == [SOURCES[2]]
    assert (latest(workspace).state, latest(workspace).done) == (JobState.DONE, 1)
    assert all(targets(workspace).values())


def test_what_was_made_good_and_what_is_long_over_is_shown_no_more(tmp_path: Path) -> None:
    with workspace_with(tmp_path, lambda handler, _: handler.send_draft("")) as (workspace, _):
        (tmp_path / f"source_issues/{SLUG}.md").write_text(f"{SOURCES[0]}\n", encoding="utf-8")
        assert ran(workspace).failures
        (row,) = open_review(workspace, SLUG, LOCALE).rows
        save(workspace, SLUG, LOCALE, row.segment.id, target="Mío.", state="approved", version=row.version)
        assert jobs.of_issue(workspace, SLUG)[LOCALE].failures == ()
        with workspace.database.begin() as connection:
            connection.execute(update(table).values(ended=1))
        assert jobs.of_issue(workspace, SLUG) == {}


@pytest.mark.parametrize(("deed", "state"), [(Deed.PAUSE, JobState.PAUSED), (Deed.CANCEL, JobState.CANCELLED)])
def test_a_running_job_is_stopped_keeps_what_it_has_and_goes_on_when_told_to(
    tmp_path: Path, deed: Deed, state: JobState
) -> None:
    gate = Gate()
    with workspace_with(tmp_path, gate) as (workspace, server):
        job = started(workspace)
        thread = Thread(target=jobs.run, args=(workspace, job.id))
        thread.start()
        assert gate.reached.wait(20)
        assert jobs.steer(workspace, SLUG, LOCALE, deed, by="bo").wish == state
        time.sleep(1.5)  # until the run has heard of it
        gate.open.set()
        thread.join()
        stopped = latest(workspace)
        assert stopped.state is state
        assert 1 <= stopped.done == sum(map(bool, targets(workspace).values())) < 6
        further = jobs.steer(workspace, SLUG, LOCALE, Deed.GO_ON, by="bo")
        assert further.state is JobState.QUEUED
        jobs.run(workspace, further.id)
    assert (latest(workspace).state, all(targets(workspace).values())) == (JobState.DONE, True)
    assert max(asked(server).values()) <= 2  # the one that was being asked when it stopped


def test_what_an_engine_answered_is_saved_though_it_hangs_afterwards(tmp_path: Path) -> None:
    opened = Event()

    def hangs(handler: Handler, body: dict[str, str]) -> None:
        if "quatre" in body["q"]:
            assert opened.wait(60)
        shout(handler, body)

    with workspace_with(tmp_path, hangs) as (workspace, _):
        job = started(workspace)
        thread = Thread(target=jobs.run, args=(workspace, job.id))
        thread.start()
        for _ in range(400):
            if latest(workspace).done == 3:
                break
            time.sleep(0.05)
        assert [source for source, target in targets(workspace).items() if target] == list(SOURCES[:3])
        opened.set()
        thread.join()
    assert all(targets(workspace).values())


def test_many_runs_of_one_job_ask_for_each_segment_once(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, server):
        job = started(workspace)
        others = [workspace, workspace_at(tmp_path)]  # the second as another server would have it
        threads = [Thread(target=jobs.run, args=(others[number % 2], job.id)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert asked(server) == Counter(SOURCES)


def test_a_job_whose_process_died_is_anybody_s_after_seconds(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, _):
        job = started(workspace)
        assert store.take(workspace.database, job.id, owner="dead")
        assert store.waiting(workspace.database) == []
        assert jobs.alive(workspace, SLUG, LOCALE)
        with workspace.database.begin() as connection:
            connection.execute(update(table).values(heartbeat=table.c.heartbeat - store.ORPHANED - 1))
        assert store.waiting(workspace.database) == [job.id]
        assert not jobs.alive(workspace, SLUG, LOCALE)
        runner = Runner(workspace, Threads(workspace))
        runner.wake()
        while latest(workspace).active:
            time.sleep(0.05)
        runner.close()
        assert store.beat(workspace.database, job.id, owner="dead") is None
    assert (latest(workspace).state, latest(workspace).done) == (JobState.DONE, 6)


@pytest.mark.parametrize(("status", "goes_on"), [(403, False), (500, True)])
def test_an_engine_that_fails_for_all_pauses_the_job_with_the_reason(
    tmp_path: Path, status: int, goes_on: bool
) -> None:
    answers = iter([shout, shout])

    def fails(handler: Handler, body: dict[str, str]) -> None:
        next(answers, lambda *_: handler.send("{}", status=status))(handler, body)

    with workspace_with(tmp_path, fails) as (workspace, server):
        job = ran(workspace)
        assert (job.state, job.done, job.total) == (JobState.PAUSED, 2, 6)
        assert job.message.startswith("2 of 6 drafted. ")
        assert job.message != "2 of 6 drafted. "
        assert (job.goes_on is not None) is goes_on
        assert store.waiting(workspace.database) == []
        server.answer = shout
        if goes_on:
            with workspace.database.begin() as connection:  # its time has come
                connection.execute(update(table).values(goes_on=1))
        else:
            jobs.steer(workspace, SLUG, LOCALE, Deed.GO_ON, by="ana")
        assert store.waiting(workspace.database) == [job.id]
        jobs.run(workspace, job.id)
    after = latest(workspace)
    assert (after.id, after.state, after.done, after.total, after.failures) == (job.id, JobState.DONE, 6, 6, ())


@pytest.mark.parametrize(("seconds", "least"), [("1800", 1800), ("604800", 0)])
def test_a_job_goes_on_by_itself_no_sooner_than_the_engine_asks_for(tmp_path: Path, seconds: str, least: int) -> None:
    def asks_to_wait(handler: Handler, body: dict[str, str]) -> None:
        handler.send("{}", status=429, headers={"Retry-After": seconds})

    with workspace_with(tmp_path, asks_to_wait) as (workspace, _):
        begun = time.time()
        job = ran(workspace)
    assert job.state is JobState.PAUSED
    assert job.goes_on is None if not least else job.goes_on and job.goes_on / 1000 >= begun + least


def test_what_people_write_meanwhile_is_theirs(tmp_path: Path) -> None:
    gate = Gate()
    with workspace_with(tmp_path, gate) as (workspace, _):
        job = started(workspace)
        thread = Thread(target=jobs.run, args=(workspace, job.id))
        thread.start()
        assert gate.reached.wait(20)
        rows = {row.unit.source: row for row in open_review(workspace, SLUG, LOCALE).rows}
        written, typed = rows[SOURCES[3]], rows[SOURCES[4]]
        save(workspace, SLUG, LOCALE, written.segment.id, target="Mío.", state="approved", version=written.version)
        text = kept.Kept("bo", SLUG, LOCALE, typed.segment.id, "El bar", typed.version, time.time_ns() // 1_000_000)
        kept.put(workspace.database, text)
        gate.open.set()
        thread.join()
    after = targets(workspace)
    assert (after[SOURCES[3]], after[SOURCES[4]]) == ("Mío.", "")
    assert sum(map(bool, after.values())) == 5
    assert latest(workspace).message == "4 of 6 drafted. 2 segments were left to whoever is writing them."


def test_no_text_goes_to_another_machine_before_somebody_agreed(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, _):
        elsewhere = {"libretranslate": {"address": "https://translate.example"}}
        config = replace(workspace.config, engine="auto", engines=elsewhere)
        workspace = Workspace(tmp_path, config)
        assert consent.needed(workspace, LOCALE) == "translate.example"
        for agreed in ("", "another.example"):
            with pytest.raises(BlockedError, match=r"translate\.example"):
                jobs.start(workspace, SLUG, LOCALE, by="ana", agreed=agreed)
        assert jobs.latest(workspace, SLUG, LOCALE) is None
        assert jobs.start(workspace, SLUG, LOCALE, by="ana", agreed="translate.example").state is JobState.QUEUED
        assert consent.needed(workspace, LOCALE) == ""
        named = Workspace(tmp_path, replace(config, engine="libretranslate"))
        assert consent.needed(named, LOCALE) == ""


def test_what_cannot_be_begun_or_steered_is_said(tmp_path: Path) -> None:
    with workspace_with(tmp_path, shout) as (workspace, _):
        with pytest.raises(UsageError, match="no engine"):
            jobs.start(workspace, SLUG, LOCALE, by="ana", engine="nobody")
        with pytest.raises(UsageError):
            jobs.steer(workspace, SLUG, LOCALE, Deed.PAUSE, by="ana")
        job = ran(workspace)
        for deed in Deed:
            assert jobs.steer(workspace, SLUG, LOCALE, deed, by="ana") == job
