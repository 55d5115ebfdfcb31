"""The account page: what people see and change of their own; without accounts, the language and the tokens."""

from __future__ import annotations

from babel import Locale
from flask import Blueprint, abort, make_response, render_template, request, session, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.errors import UsageError
from app.store.people import Person, Role
from app.web.access import allow, person
from app.web.access.visitors import visitor
from app.web.agents import agent_words
from app.web.interface import COOKIE, _
from app.web.places import workspace
from app.web.signin import begin, caller
from app.web.translations import LANGUAGES
from app.workflow.people import codes, own, passwords, tokens

ENROLLING = "enrolling"  # in the cookie: the secret that is shown until a code of it was typed
YEAR = 365 * 24 * 3600  # seconds

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@allow(Role.TRANSLATOR)
def page() -> Response:
    return _page()


@blueprint.post("/account/language")
@allow(Role.TRANSLATOR)
def language() -> Response:
    """Kept with the account, or in the browser where there is none; "" follows the browser."""
    chosen = request.form.get("language", "")
    if chosen and chosen not in LANGUAGES:
        abort(400)
    response = redirect(url_for(".page"), 303)
    if person().id:
        own.set_language(workspace(), person(), chosen)
    elif chosen:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE)
    return response


@blueprint.post("/account/password")
@allow(Role.TRANSLATOR)
def password() -> Response:
    """Every session ends; this browser gets a new one."""
    given = request.form
    try:
        account = own.change_password(
            workspace(), _owner(), old=given.get("old", ""), new=given.get("new", ""), address=caller()
        )
    except UsageError as error:
        return _page(error, place="password")
    return begin(account, leads_to=url_for(".page"))


@blueprint.post("/account/sessions/end")
@allow(Role.TRANSLATOR)
def end_session() -> Response:
    """One of them, or all but this one."""
    digest, here = request.form.get("session", ""), visitor()
    if digest:
        own.end_session(workspace(), _owner(), digest)
    else:
        own.end_other_sessions(workspace(), _owner(), but=here.session if here else "")
    return redirect(url_for(".page"), 303)


@blueprint.post("/account/authenticator")
@allow(Role.TRANSLATOR)
def set_up_codes() -> Response:
    """Show a secret; once a code of it is typed, codes are asked for at every sign-in."""
    owner, code = _owner(), request.form.get("code")
    if code is None or ENROLLING not in session:
        session[ENROLLING] = codes.new_secret()
        return _page(place="authenticator")
    try:
        own.set_up_codes(workspace(), owner, code, secret=str(session[ENROLLING]), address=caller())
    except UsageError as error:
        return _page(error, place="authenticator")
    del session[ENROLLING]
    return redirect(url_for(".page"), 303)


@blueprint.post("/account/authenticator/end")
@allow(Role.TRANSLATOR)
def give_up_codes() -> Response:
    try:
        own.give_up_codes(workspace(), _owner(), password=request.form.get("password", ""), address=caller())
    except UsageError as error:
        return _page(error, place="authenticator")
    return redirect(url_for(".page"), 303)


@blueprint.post("/account/tokens")
@allow(Role.TRANSLATOR)
def make_token() -> Response:
    given = request.form
    try:
        made = tokens.make(
            workspace(),
            person(),
            given.get("label", ""),
            locales=given.getlist("locale"),
            read_only="read_only" in given,
            days=given.get("days", 0, type=int),
        )
    except UsageError as error:
        return _page(error, place="tokens")
    return _page(place="tokens", token=made)


@blueprint.post("/account/tokens/revoke")
@allow(Role.TRANSLATOR)
def revoke_token() -> Response:
    tokens.revoke(workspace(), person(), request.form.get("token", ""))
    return redirect(url_for(".page", _anchor="tokens"), 303)


def _owner() -> Person:
    """Who asks, if they have an account."""
    if not person().id:
        abort(404)
    return person()


def _page(error: UsageError | None = None, *, place: str = "", token: str = "") -> Response:
    """`place` is the part of the page that `error` belongs to, or that was just used; `token` is shown this once."""
    space, here, who = workspace(), visitor(), person()
    account = own.account_of(space, who) if who.id else None
    shown = str(session.get(ENROLLING, "")) if place == "authenticator" and account and not account.totp else ""
    made = render_template(
        "account/page.html",
        account=account,
        chosen=account.language if account else request.cookies.get(COOKIE, ""),
        names={one: Locale.parse(one).get_display_name(one) for one in LANGUAGES},
        sessions=[(one, agent_words(one.agent)) for one in own.open_sessions(space, who)] if account else [],
        here=here.session if here else "",
        tokens=tokens.everything(space, who),
        token=token,
        locales=space.config.locales,
        secret=shown,
        picture=codes.picture(shown, name=who.name, place=request.host) if shown else "",
        error=error,
        place=place,
        shortest=passwords.SHORTEST,
        longest=passwords.LONGEST,
        longest_days=tokens.LONGEST_DAYS,
        roles=role_words(),
    )
    return make_response(made, 422 if error else 200)


def role_words() -> dict[Role, str]:
    return {Role.TRANSLATOR: _("Translator"), Role.EDITOR: _("Editor"), Role.ADMINISTRATOR: _("Administrator")}
