"""The review screens and the API: one blueprint a screen, templates in a folder of the same name.

access       who may come in: a host we serve, a person or a script, no forged request, their rights
headers      what every response says to the browser
compression  responses made smaller
problems     errors in words, as a page or as JSON; the one place
words        numbers and states as people read them
interface    the language that screens speak
navigation   which screens there are
difference   what changed between two sources, word by word
runs         a text cut at its inline codes, for highlighting
charts       the shapes of what the statistics show
places       address parts that are safe to use, and the workspace they lead to
operations   what each view of the API takes and answers, declared beside it
schemas      the shapes of that, and openapi the document made of it
bodies       what a request carries, read by its shape
agents       browsers by names that people know
dashboard issue drafting review api boundaries   the screens and the API
"""

from __future__ import annotations

import secrets

from flask import Flask
from jinja2 import StrictUndefined

from app.store.workspace import Workspace
from app.web import (
    access,
    account,
    activity,
    api,
    bodies,
    boundaries,
    bulk,
    comments,
    compression,
    concordance,
    dashboard,
    deliveries,
    drafting,
    exports,
    glossary,
    headers,
    history,
    imports,
    interface,
    invitation,
    issue,
    keeping,
    listing,
    me,
    memory,
    navigation,
    openapi,
    operations,
    people,
    places,
    presence,
    problems,
    public,
    repetitions,
    review,
    search,
    signin,
    statistics,
    suggestions,
    terms,
    words,
)
from app.workflow import jobs

BODY_LIMIT = 1_000_000  # bytes; the longest segment is 20,000 characters
SCREENS = (
    public,
    dashboard,
    search,
    issue,
    drafting,
    imports,
    exports,
    review,
    openapi,
    listing,
    deliveries,
    api,
    boundaries,
    bulk,
    repetitions,
    keeping,
    history,
    comments,
    presence,
    activity,
    statistics,
    signin,
    invitation,
    account,
    me,
    people,
    suggestions,
    concordance,
    glossary,
    terms,
    memory,
)


def create_app(
    workspace: Workspace,
    *,
    token: str,
    hosts: tuple[str, ...],
    secret_key: str | bytes | None = None,
    https: bool = False,
    alone: bool = True,
) -> Flask:
    """The WSGI application for one workspace: for one person as long as it has no accounts, if `alone` lets it be.

    `token` opens the session of that person (`/?token=…`), `hosts` are the values of the Host header that are served
    (`127.0.0.1:8000`), `secret_key` signs the cookies: pass a kept one so that sessions outlive a restart. With `https`
    browsers reach the server by TLS only.
    """
    app = Flask("app.web")
    app.config.update(
        SECRET_KEY=secret_key or secrets.token_bytes(32),
        SESSION_COOKIE_NAME=access.cookie_name(hosts, https=https),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",  # a link to a segment, followed from a mail, finds its reader signed in
        SESSION_COOKIE_SECURE=https,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        MAX_FORM_PARTS=20,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    places.install(app, workspace, jobs.runner_of(workspace))
    compression.install(app)
    headers.install(app, https=https)
    bodies.install(app)
    access.install(app, workspace, token=token, hosts=hosts, alone=alone)
    problems.install(app)
    signin.install(app)
    words.install(app)
    interface.install(app)
    navigation.install(app)
    presence.install(app)
    for screen in SCREENS:
        app.register_blueprint(screen.blueprint)
    access.check_declared(app)
    operations.check_declared(app)
    return app
