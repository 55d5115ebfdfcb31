"""The page for judging: names stay hidden until they are asked for, choices are counted, nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.wording import Message
from app.workflow.comparing import Answer, Comparison, Score, Trial
from app.workflow.comparing import page as rendered

ENGINES = ("apertium", "fxtranslate", "openai")
SAID = (
    ("El barco sale.", "El barco parte.", "El barco parte."),
    ("<script>alert(1)</script>", "Dos & dos", ""),
    ("Hola.", "Buenas.", "¿Qué tal?"),
)


def score(name: str) -> Score:
    numbers = {"seconds": 1.0, "price": None, "failed": 0, "errors": 0, "warnings": 0, "checks": {}}
    unknown = {"edits": None, "likeness": None, "agreement": None}
    return Score(name, "fr-es", False, "", 10, **numbers, **unknown)  # type: ignore[arg-type]


def comparison() -> Comparison:
    trials = tuple(
        Trial(
            f"{number:012x}",
            f"Phrase {number}.",
            "paragraph",
            "Aprobado." if number == 0 else "",
            tuple(
                Answer(name, target, Message("It failed.") if not target else Message(""))
                for name, target in zip(ENGINES, said, strict=True)
            ),
        )
        for number, said in enumerate(SAID)
    )
    return Comparison("lettre", "es", "fr", tuple(map(score, ENGINES)), trials)


def test_answers_are_judged_blindly_and_names_told_at_the_end(tmp_path: Path, page: Page, complaints) -> None:
    file = tmp_path / "judge.html"
    file.write_bytes(rendered(comparison()))
    assert rendered(comparison()) == file.read_bytes()
    page.goto(file.as_uri())
    for name in ENGINES:
        expect(page.locator("main")).not_to_contain_text(name)
    expect(page.get_by_role("status")).to_have_text("0 of 3 judged.")
    questions = page.locator("fieldset")
    expect(questions.locator(".target")).to_have_count(2 + 2 + 3)
    questions.nth(0).get_by_text("El barco parte.").click()
    questions.nth(1).get_by_text("None is of use").click()
    expect(page.get_by_role("status")).to_have_text("2 of 3 judged.")
    expect(page.locator("#result")).to_be_hidden()
    page.get_by_role("button", name="Tell who is who").click()
    rows = page.locator("tr[data-engine]")
    expect(rows).to_have_text(["apertium00 %0", "fxtranslate150 %0", "openai150 %1"])
    expect(questions.nth(0).locator(".choice", has_text="El barco parte.")).to_contain_text("fxtranslate, openai")
    questions.nth(2).get_by_text("Hola.").click()
    expect(rows.nth(0)).to_have_text("apertium133 %0")
    assert Axe().run(page).violations_count == 0
