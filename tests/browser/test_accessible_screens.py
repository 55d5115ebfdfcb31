"""Every screen, in light and dark, wide and narrow, either direction of writing: nothing for axe to complain of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import FERRY, HELLO, choose, saved
from door import choose_password, give_code, sign_in
from places import Run
from playwright.sync_api import Browser, Page, Route, expect
from window import Complaints, Server, open_review

LOOKS = {"light, wide": ("light", 1440), "dark, narrow": ("dark", 320)}
SCREENS = (
    "/",
    "/search?q=bac",
    "/issues/lettre",
    "/import",
    "/issues/lettre/export?locale=de",
    "/issues/lettre/export?locale=ar",
    "/glossary/de",
    "/glossary/ar",
    "/memory/de",
    "/memory/ar",
    "/concordance?locale=de&q=bac",
    "/concordance?locale=ar&q=bac",
    "/activity",
    "/statistics",
    "/account",
    "/issues/none",
)
FRAMED = ("/review/de/lettre/preview", "/review/ar/lettre/preview")
PASTED = "Accueil\nMenu\nLa lettre de mars\n\nLe bac repart\n\nLe quai ouvre tôt.\n\nS’abonner à la newsletter\n"
TERMS = "source,target,note,status\nbac,Fähre,nie „Boot“,approved\nbac,Boot,,forbidden\nport,Port,,keep\n"


@pytest.fixture(params=LOOKS.values(), ids=LOOKS)
def eyes(request: pytest.FixtureRequest, browser: Browser, complaints: Complaints) -> Iterator[Page]:
    """A page of one colour scheme and width."""
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    complaints.listen(context)
    yield context.new_page()
    context.close()


def wrong_with(page: Page, *, wait_for: str = "h1") -> list[str]:
    """In axe's own words; and whether the page is wider than its window."""
    expect(page.locator(wait_for).first).to_be_attached()
    found = Axe().run(page)
    wide, window = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    said = [f"{page.url}\n{found.generate_report()}"] if found.violations_count else []
    return said if wide <= window else [*said, f"{page.url} scrolls sideways: {wide} of {window}"]


def without_policy(route: Route) -> None:
    """What is shown in a sandboxed frame lets no script run, axe's neither."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)


def approve_one(page: Page, server: Server, locale: str) -> None:
    """So that memory, activity and statistics have something to show; a comment stands there too."""
    open_review(page, server, f"#{HELLO}", locale=locale)
    page.locator("#target").fill("Die Fähre sagt Guten Tag.")
    page.keyboard.press("Alt+m")
    expect(page.locator("#comment")).to_be_focused()
    page.keyboard.type("Klingt das so?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel-comments .said")).to_have_text("Klingt das so?")
    page.keyboard.press("Escape")
    expect(page.locator("#target")).to_be_focused()
    page.keyboard.press("Control+Enter")
    saved(page)


def import_something(page: Page, server: Server) -> Iterator[str]:
    """Stops at each step of the import."""
    page.goto(f"{server.address}/import")
    page.get_by_label("Pasted from the page").fill(PASTED)
    page.get_by_role("button", name="Go on").click()
    yield "what is kept"
    page.get_by_label("Name for files and addresses").fill("lettre")
    page.get_by_role("button", name="Create the issue").click()
    yield "a name that is taken"


def test_screens_of_one_person(eyes: Page, server: Server, complaints: Complaints) -> None:
    complaints.expected += ["404", "409", "422"]  # an issue that is not there, a name that is taken
    wrong = []
    for locale in ("de", "ar"):
        (server.root / f"locales/{locale}/glossary.csv").write_text(TERMS, encoding="utf-8")
        approve_one(eyes, server, locale)
        choose(eyes, FERRY)
        expect(eyes.locator("#panel-glossary .terms")).to_contain_text("Fähre")
        wrong += wrong_with(eyes)
        eyes.keyboard.press("Alt+m")
        expect(eyes.locator("#comment")).to_be_focused()
        wrong += wrong_with(eyes)
        eyes.keyboard.press("F1")
        expect(eyes.locator("#help")).to_be_visible()
        wrong += wrong_with(eyes)
    for path in FRAMED:
        eyes.route("**" + path, without_policy)
        eyes.goto(server.address + path)
        wrong += wrong_with(eyes)
    eyes.goto(f"{server.address}/issues/lettre/export?locale=de&fallback=source")
    with eyes.expect_download():  # so that there is a past export to show
        eyes.get_by_role("button", name="Download German").click()
    for path in SCREENS:
        eyes.goto(server.address + path)
        wrong += wrong_with(eyes, wait_for="h1, main")
    for _ in import_something(eyes, server):
        wrong += wrong_with(eyes)
    assert not wrong, "\n".join(wrong)


def test_screens_of_people_with_accounts(eyes: Page, server: Server, complaints: Complaints, passeur: Run) -> None:
    complaints.expected += ["401", "403", "404"]
    made = passeur("user", "add", "ana", "--role", "administrator", "--address", server.address, cwd=server.root)
    invitation = made.stdout.strip()
    eyes.goto(invitation)
    wrong = wrong_with(eyes)
    choose_password(eyes, invitation)
    expect(eyes.get_by_label("Code of the authenticator")).to_be_visible()
    wrong += wrong_with(eyes)
    give_code(eyes)
    expect(eyes.get_by_role("link", name="People")).to_be_attached()
    for path in ("/", "/people", "/account", f"/review/de/lettre#{FERRY}"):
        eyes.goto(server.address + path)
        eyes.locator("details:not(.panel details)").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
        wrong += wrong_with(eyes)
    eyes.goto(f"{server.address}/account")
    eyes.get_by_role("button", name="Sign out", exact=True).first.click()
    sign_in(eyes, "ana", "wrong")
    expect(eyes.get_by_role("alert")).to_be_visible()
    wrong += wrong_with(eyes)
    eyes.goto(invitation)
    wrong += wrong_with(eyes)
    assert not wrong, "\n".join(wrong)
