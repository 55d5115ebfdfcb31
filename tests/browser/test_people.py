"""People in two browsers: an administrator lets a translator in, who works in one locale, and is let out again."""

from __future__ import annotations

import re

from desk import HELLO, choose, row, saved
from door import PASSWORD, choose_password, give_code, sign_in
from places import Run, workspace_at
from playwright.sync_api import Page, expect
from window import Server


def test_an_administrator_lets_a_translator_in_and_out(
    page: Page, browser, server: Server, complaints, passeur: Run
) -> None:
    complaints.expected += ["401", "403"]
    made = passeur("user", "add", "ana", "--role", "administrator", "--address", server.address, cwd=server.root)
    choose_password(page, made.stdout.strip())
    give_code(page)
    page.get_by_role("link", name="People").click()
    page.get_by_label("Who it is for").fill("Ben")
    page.locator("#invite").get_by_label("German").check()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("output").inner_text()

    context = browser.new_context()
    complaints.listen(context)
    guest = context.new_page()
    choose_password(guest, link, name="ben")
    expect(guest.get_by_role("link", name="ben")).to_be_visible()
    guest.goto(f"{server.address}/review/de/lettre#{HELLO}")
    choose(guest, HELLO)
    guest.locator("#target").fill("Guten Tag zusammen.")
    guest.keyboard.press("Control+s")
    saved(guest)
    assert "Guten Tag zusammen." in server.catalog()
    guest.keyboard.press("Alt+m")
    expect(guest.get_by_role("button", name="Mention ana")).to_be_visible()
    guest.keyboard.type("Schau mal, @x")
    expect(guest.get_by_role("button", name="Mention ana")).to_be_hidden()
    guest.keyboard.press("Backspace")
    guest.keyboard.type("A")
    guest.get_by_role("button", name="Mention ana").click()
    expect(guest.locator("#comment")).to_have_value("Schau mal, @ana ")
    guest.keyboard.press("Control+Enter")
    expect(guest.locator(".said .mention")).to_have_text("@ana")

    guest.goto(f"{server.address}/review/ar/lettre#{HELLO}")
    expect(guest.locator("#target")).not_to_be_editable()
    before = server.catalog("ar")
    guest.evaluate(
        """async (id) => {
          const { csrf } = await (await fetch("/api/v1/me")).json();
          const headers = { "X-CSRF-Token": csrf, "Content-Type": "application/json" };
          const body = JSON.stringify({ target: "x", state: "needs_work", version: "x" });
          const path = `/api/v1/issues/lettre/locales/ar/segments/${id}`;
          document.title = String((await fetch(path, { method: "PUT", headers, body })).status);
        }""",
        HELLO,
    )
    assert guest.title() == "403"
    assert server.catalog("ar") == before

    page.reload()
    page.goto(f"{server.address}/people")
    ben = page.locator(".sheet", has_text="ben").last
    ben.locator("summary").first.click()
    ben.get_by_role("button", name="Sign out everywhere").click()
    guest.goto(f"{server.address}/review/de/lettre#{HELLO}")
    sign_in(guest, "ben", "wrong")
    expect(guest.get_by_role("alert")).to_contain_text("do not fit")
    sign_in(guest, "ben")
    expect(guest).to_have_url(re.compile(f"/review/de/lettre#{HELLO}$"))
    expect(row(guest, HELLO).locator("#target")).to_be_focused()

    ben = page.locator(".sheet", has_text="ben").last
    ben.locator("summary").first.click()
    ben.get_by_text("Close the account").click()
    ben.get_by_role("button", name="Close it for good").click()
    guest.reload()
    expect(guest.get_by_role("button", name="Sign in")).to_be_visible()
    context.close()
    assert '"event": "account closed"' in (workspace_at(server.root).state_folder / "security.log").read_text()


def test_text_typed_while_signed_out_is_saved_after_signing_in_elsewhere(
    page: Page, context, server: Server, complaints, passeur: Run
) -> None:
    complaints.expected += ["401", "403"]
    add = ("user", "add", "--password-stdin", "--role")
    passeur(*add, "administrator", "ana", cwd=server.root, stdin=PASSWORD)
    passeur(*add, "translator", "-l", "de", "ben", cwd=server.root, stdin=PASSWORD)
    page.goto(f"{server.address}/review/de/lettre#{HELLO}")
    sign_in(page, "ben")
    choose(page, HELLO)
    passeur("user", "sessions", "ben", "--end", cwd=server.root)
    page.wait_for_timeout(3_500)  # for which a server may go on with what it knew
    page.locator("#target").fill("Noch da.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Not saved")
    other = context.new_page()
    other.goto(f"{server.address}/sign-in")
    sign_in(other, "ben")
    expect(other.get_by_role("link", name="ben")).to_be_visible()
    page.bring_to_front()
    saved(page)
    assert "Noch da." in server.catalog()
