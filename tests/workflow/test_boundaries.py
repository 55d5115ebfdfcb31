"""A reviewer joins and parts segments: every locale follows, nothing typed is lost, and the decision lasts."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from places import workspace_at

from app.core.model import State, Unit
from app.errors import ConflictError, InputError, UsageError
from app.store.workspace import Workspace
from app.workflow import boundaries
from app.workflow.ingest import ingest
from app.workflow.marks import Mark, marks
from app.workflow.status import status
from app.workflow.update import update

DATA = Path(__file__).parents[1] / "data" / "web"
HELLO, FERRY, TIME = "Bonjour à tous.", "Le **bac** traverse de nouveau le fleuve.", "Il part à 8 heures."
CAPTAIN, TICKETS = "Le capitaine attend les vélos.", "Les billets sont vendus [sur le quai](https://bac.example/quai)."
THANKS = "Merci à l’équipage !"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return up_to_date(workspace_at(Path(shutil.copytree(DATA, tmp_path / "workspace"))))


def up_to_date(workspace: Workspace) -> Workspace:
    assert not [
        done.problem for done in update(workspace, ["lettre"], locales=workspace.config.locales) if done.problem
    ]
    return workspace


def sources(workspace: Workspace) -> list[str]:
    return [segment.source for segment in ingest(workspace, "lettre").segments]


def named(workspace: Workspace, source: str) -> str:
    return next(segment.id for segment in ingest(workspace, "lettre").segments if segment.source == source)


def joined(workspace: Workspace, one: str, other: str) -> boundaries.Redrawn:
    return boundaries.join(workspace, "lettre", named(workspace, one), following=named(workspace, other))


def parted(workspace: Workspace, source: str, before: str) -> boundaries.Redrawn:
    return boundaries.part(workspace, "lettre", named(workspace, source), offset=len(before))


def units(workspace: Workspace, locale: str = "de") -> dict[str, Unit]:
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", locale)).catalog
    assert catalog is not None
    return {unit.source: unit for unit in catalog.units}


def targets(workspace: Workspace, locale: str = "de") -> set[str]:
    catalog = workspace.catalogs.load(workspace.catalog_path("lettre", locale)).catalog
    assert catalog is not None
    return {unit.target for unit in (*catalog.units, *catalog.obsolete)}


def decisions(workspace: Workspace) -> str:
    path = workspace.boundaries_path("lettre")
    return path.read_text(encoding="utf-8").partition("\n")[2] if path.exists() else ""


def edit(workspace: Workspace, old: str, new: str) -> None:
    path = workspace.source_path("lettre")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def approve(workspace: Workspace, source: str, target: str, locale: str = "de") -> None:
    def approved(catalog):
        found = [
            Unit(one.source, target, State.APPROVED, notes=one.notes, places=one.places)
            if one.source == source
            else one
            for one in catalog.units
        ]
        return type(catalog)(catalog.locale, catalog.headers, catalog.header_comments, tuple(found), catalog.obsolete)

    workspace.catalogs.change(workspace.catalog_path("lettre", locale), approved)


def test_two_segments_become_one_in_every_locale(workspace: Workspace) -> None:
    done = joined(workspace, HELLO, FERRY)
    whole = f"{HELLO} {FERRY}"
    assert [segment.source for segment in done.segments] == [whole]
    assert done.offset == len(HELLO)
    assert [(one.locale, one.changed, one.problem) for one in done.locales] == [("de", True, ""), ("ar", True, "")]
    for locale in ("de", "ar"):
        assert whole in units(workspace, locale)
        assert HELLO not in units(workspace, locale)
    assert units(workspace)[whole].target == "Guten Tag an alle. Die **Fähre** überquert wieder den Fluss."
    assert decisions(workspace) == "- joined: [Bonjour à tous., Le bac traverse de nouveau le fleuve.]\n"


def test_a_segment_is_parted_in_every_locale_with_the_old_target_beside_both(workspace: Workspace) -> None:
    approve(workspace, FERRY, "Die **Fähre** überquert wieder den Fluss.")
    done = parted(workspace, FERRY, "Le **bac** traverse")
    assert [segment.source for segment in done.segments] == ["Le **bac** traverse", "de nouveau le fleuve."]
    for segment in done.segments:
        assert units(workspace)[segment.source].previous_source == FERRY
        assert segment.source in units(workspace, "ar")
    assert "Die **Fähre** überquert wieder den Fluss." in targets(workspace)


def test_approved_segments_come_back_approved_when_a_joining_is_taken_back(workspace: Workspace) -> None:
    approve(workspace, HELLO, "Guten Tag.")
    approve(workspace, FERRY, "Die **Fähre** fährt wieder.")
    before = units(workspace)
    done = joined(workspace, HELLO, FERRY)
    parted(workspace, done.segments[0].source, HELLO)
    assert units(workspace) == before
    assert not workspace.boundaries_path("lettre").exists()


def test_an_approved_segment_comes_back_approved_when_a_parting_is_taken_back(workspace: Workspace) -> None:
    approve(workspace, FERRY, "Die **Fähre** fährt wieder.")
    before = units(workspace)
    one, other = parted(workspace, FERRY, "Le **bac** traverse").segments
    joined(workspace, one.source, other.source)
    assert units(workspace) == before
    assert not workspace.boundaries_path("lettre").exists()


def test_a_target_typed_for_the_joined_segment_is_kept_when_that_is_taken_back(workspace: Workspace) -> None:
    done = joined(workspace, HELLO, FERRY)
    whole = done.segments[0].source
    approve(workspace, whole, "Moin, die **Fähre** fährt wieder!")
    parted(workspace, whole, HELLO)
    assert "Moin, die **Fähre** fährt wieder!" in targets(workspace)
    joined(workspace, HELLO, FERRY)
    assert units(workspace)[whole].target == "Moin, die **Fähre** fährt wieder!"


def test_the_decision_survives_an_edit_elsewhere_in_the_block(workspace: Workspace) -> None:
    joined(workspace, FERRY, TIME)
    edit(workspace, "Bonjour à tous.", "Bonjour à toutes et à tous, du fond du cœur et de la cale.")
    up_to_date(workspace)
    assert f"{FERRY} {TIME}" in units(workspace)


@pytest.mark.parametrize(
    ("old", "new"), [("Il part à 8 heures", "Il part à 9 heures"), ("de nouveau le fleuve", "enfin le fleuve")]
)
def test_the_decision_survives_an_edit_of_one_of_the_sentences_joined(workspace: Workspace, old: str, new: str) -> None:
    joined(workspace, FERRY, TIME)
    approve(workspace, f"{FERRY} {TIME}", "Die **Fähre** fährt wieder. Sie legt um 8 Uhr ab.")
    edit(workspace, old, new)
    unit = units(up_to_date(workspace))[f"{FERRY} {TIME}".replace(old, new)]
    assert (unit.state, unit.previous_source) == (State.STALE, f"{FERRY} {TIME}")


def test_a_decision_whose_words_left_is_kept_and_counts_again_when_they_return(workspace: Workspace) -> None:
    joined(workspace, FERRY, TIME)
    edit(workspace, "Il part à 8 heures.", "Rendez-vous au ponton demain soir.")
    assert FERRY in sources(up_to_date(workspace))
    joined(workspace, CAPTAIN, TICKETS)
    assert decisions(workspace).count("joined") == 2
    edit(workspace, "Rendez-vous au ponton demain soir.", "Il part à 8 heures.")
    assert f"{FERRY} {TIME}" in sources(up_to_date(workspace))


def test_three_sentences_are_joined_one_after_the_other_and_parted_again(workspace: Workspace) -> None:
    before = sources(workspace)
    joined(workspace, HELLO, FERRY)
    joined(workspace, f"{HELLO} {FERRY}", TIME)
    assert boundaries.places(workspace, "lettre", named(workspace, f"{HELLO} {FERRY} {TIME}")).joined == (
        len(HELLO),
        len(f"{HELLO} {FERRY}"),
    )
    parted(workspace, f"{HELLO} {FERRY} {TIME}", HELLO)
    assert sources(workspace)[2:4] == [HELLO, f"{FERRY} {TIME}"]
    parted(workspace, f"{FERRY} {TIME}", FERRY)
    assert (sources(workspace), decisions(workspace)) == (before, "")


def test_a_new_decision_takes_the_place_of_one_that_somebody_wrote_in_other_words(workspace: Workspace) -> None:
    written = "# hand-made\n- joined: [Bonjour à tous., Le bac traverse de nouveau le fleuve. Il part à 8 heures.]\n"
    workspace.boundaries_path("lettre").write_text(written, encoding="utf-8")
    assert f"{HELLO} {FERRY}" in sources(up_to_date(workspace))
    parted(workspace, f"{HELLO} {FERRY}", HELLO)
    assert decisions(workspace) == ""


def test_a_decision_that_counts_elsewhere_too_stays(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", "Oui. Non.\n\nOui. Non. Peut-être, dit le capitaine.")
    workspace.boundaries_path("lettre").write_text("- joined: [Oui., Non.]\n", encoding="utf-8")
    assert sources(up_to_date(workspace))[-3:] == ["Oui. Non.", "Oui. Non.", "Peut-être, dit le capitaine."]
    whole = ingest(workspace, "lettre").segments[-2]
    boundaries.join(workspace, "lettre", whole.id, following=named(workspace, "Peut-être, dit le capitaine."))
    parted(workspace, "Oui. Non. Peut-être, dit le capitaine.", "Oui.")
    assert sources(workspace)[-3:] == ["Oui. Non.", "Oui.", "Non. Peut-être, dit le capitaine."]


def test_the_marks_say_what_a_reviewer_decided(workspace: Workspace) -> None:
    joined(workspace, HELLO, FERRY)
    parted(workspace, CAPTAIN, "Le capitaine")
    found = marks(workspace, ingest(workspace, "lettre"))
    marked = {one.source: found[one.block, one.start] for one in ingest(workspace, "lettre").segments}
    assert marked[f"{HELLO} {FERRY}"] == Mark(joined=True, followed=True)
    assert marked["Le capitaine"] == Mark(ends=True, followed=True)
    assert marked["attend les vélos."] == Mark(begins=True, followed=True)
    assert marked[TICKETS] == Mark()


def test_an_unreadable_catalog_is_told_and_the_other_locales_follow(workspace: Workspace) -> None:
    path = workspace.catalog_path("lettre", "de")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "\n<<<<<<< HEAD\n", encoding="utf-8")
    german, arabic = joined(workspace, HELLO, FERRY).locales
    assert "lettre.po:" in german.problem
    assert arabic.changed
    assert f"{HELLO} {FERRY}" in units(workspace, "ar")
    path.write_text(whole, encoding="utf-8")
    assert f"{HELLO} {FERRY}" in units(up_to_date(workspace))


def test_a_locale_without_a_catalog_gets_none(workspace: Workspace) -> None:
    workspace.catalog_path("lettre", "ar").unlink()
    assert [done.locale for done in joined(workspace, HELLO, FERRY).locales] == ["de"]
    assert not workspace.catalog_path("lettre", "ar").exists()


@pytest.mark.parametrize(
    ("one", "other"), [(TIME, CAPTAIN), (TICKETS, "Premier départ à 7 heures."), ("Le bac repart", HELLO)]
)
def test_the_end_of_a_paragraph_joins_nothing(workspace: Workspace, one: str, other: str) -> None:
    assert boundaries.places(workspace, "lettre", named(workspace, one)).following is None
    with pytest.raises(UsageError, match="cannot be joined"):
        joined(workspace, one, other)
    assert decisions(workspace) == ""


@pytest.mark.parametrize("between", ["2026.", "\\\n"])
def test_what_stands_alone_between_two_sentences_keeps_them_apart(workspace: Workspace, between: str) -> None:
    edit(workspace, f"{CAPTAIN} ", f"{CAPTAIN} {between} ")
    up_to_date(workspace)
    assert boundaries.places(workspace, "lettre", named(workspace, CAPTAIN)).following is None
    with pytest.raises(UsageError, match="cannot be joined"):
        joined(workspace, CAPTAIN, TICKETS)


@pytest.mark.parametrize("offset", [-1, 0, 1, 4, 10**9, len(TICKETS), len("Les billets sont vendus [sur")])
def test_a_segment_is_parted_only_between_words_outside_of_codes(workspace: Workspace, offset: int) -> None:
    with pytest.raises(UsageError, match="cannot be parted there"):
        boundaries.part(workspace, "lettre", named(workspace, TICKETS), offset=offset)
    assert decisions(workspace) == ""


@pytest.mark.parametrize("source", [HELLO, THANKS, "La lettre du port", "Premier départ à 7 heures."])
def test_the_first_and_the_last_segment_of_a_block_can_be_parted(workspace: Workspace, source: str) -> None:
    before = sources(workspace)
    for offset in boundaries.places(workspace, "lettre", named(workspace, source)).offsets:
        one, other = boundaries.part(workspace, "lettre", named(workspace, source), offset=offset).segments
        assert (one.source, other.source) == (source[:offset], source[offset:].lstrip())
        joined(workspace, one.source, other.source)
        assert (sources(workspace), decisions(workspace)) == (before, "")


def test_a_text_that_moved_is_a_conflict(workspace: Workspace) -> None:
    hello, ferry = named(workspace, HELLO), named(workspace, FERRY)
    edit(workspace, FERRY, "Le bac est en panne.")
    with pytest.raises(ConflictError):
        boundaries.join(workspace, "lettre", hello, following=ferry)
    with pytest.raises(ConflictError):
        boundaries.part(workspace, "lettre", ferry, offset=2)
    with pytest.raises(ConflictError):
        boundaries.places(workspace, "lettre", ferry)


def test_of_a_repeated_sentence_the_place_before_the_named_one_is_joined(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", f"Merci à l’équipage ! {CAPTAIN} À demain.")
    up_to_date(workspace)
    done = joined(workspace, CAPTAIN, "À demain.")
    assert [segment.source for segment in done.segments] == [f"{CAPTAIN} À demain."]
    assert CAPTAIN in sources(workspace)


def test_of_a_repeated_sentence_the_place_that_can_be_joined_is_offered(workspace: Workspace) -> None:
    edit(workspace, "Merci à l’équipage !", f"{TIME} À demain.")
    segments = ingest(workspace, "lettre").segments
    assert [one.source for one in segments].count(TIME) == 2
    following = boundaries.places(workspace, "lettre", named(workspace, TIME)).following
    assert following is not None
    assert following.source == "À demain."
    assert all(mark.followed for mark in [marks(workspace, ingest(workspace, "lettre"))[one.block, one.start]
                                          for one in segments if one.source == TIME])  # fmt: skip


def test_a_place_that_has_a_unit_of_its_own_is_named_by_that(workspace: Workspace) -> None:
    segment = next(one for one in ingest(workspace, "lettre").segments if one.source == HELLO)
    own = Unit(segment.source, context=segment.context).id
    assert boundaries.places(workspace, "lettre", own).segment == segment


def test_decisions_that_cannot_be_read_are_told_with_file_and_line_and_left_alone(workspace: Workspace) -> None:
    hello, ferry = named(workspace, HELLO), named(workspace, FERRY)
    path = workspace.boundaries_path("lettre")
    broken = "- joined: [a, b]\n<<<<<<< HEAD\n"
    path.write_text(broken, encoding="utf-8")
    for deed in (
        lambda: boundaries.join(workspace, "lettre", hello, following=ferry),
        lambda: boundaries.part(workspace, "lettre", ferry, offset=10),
        lambda: boundaries.places(workspace, "lettre", hello),
        lambda: ingest(workspace, "lettre"),
    ):
        with pytest.raises(InputError, match=r"^source_issues/lettre\.segments\.yaml:3: "):
            deed()
    problems = [done.problem for done in update(workspace, ["lettre"], locales=["de", "ar"])]
    assert all("lettre.segments.yaml:3:" in problem for problem in problems)
    assert len(list(status(workspace, ["lettre"], findings=True))) == 2
    assert path.read_text(encoding="utf-8") == broken


def test_reviewers_who_decide_at_the_same_time_all_have_their_way(workspace: Workspace) -> None:
    deeds = [
        lambda: joined(workspace, HELLO, FERRY),
        lambda: joined(workspace, CAPTAIN, TICKETS),
        lambda: parted(workspace, THANKS, "Merci"),
        lambda: parted(workspace, "Premier départ à 7 heures.", "Premier départ"),
    ]
    with ThreadPoolExecutor(len(deeds)) as pool:
        for deed in [pool.submit(deed) for deed in deeds]:
            deed.result()
    assert len(decisions(workspace).splitlines()) == 4
    for locale in ("de", "ar"):
        assert set(units(workspace, locale)) == set(sources(workspace))


def test_whole_paragraphs_are_parted_and_joined_as_sentences_are(workspace: Workspace) -> None:
    settings = workspace.root / "passeur.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "segmentation: paragraph\n", encoding="utf-8")
    edit(workspace, f"{CAPTAIN} ", f"{CAPTAIN}\\\n")
    workspace = up_to_date(workspace_at(workspace.root))
    before = sources(workspace)
    one, other = parted(workspace, next(source for source in before if source.startswith(CAPTAIN)), CAPTAIN).segments
    assert (one.source, other.source) == (CAPTAIN, TICKETS)
    assert boundaries.places(workspace, "lettre", one.id).following == other
    joined(workspace, CAPTAIN, TICKETS)
    assert (sources(workspace), decisions(workspace)) == (before, "")
